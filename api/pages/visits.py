"""A visit in the workshop."""

from typing import Annotated

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import PathParameter

from api.areas import CoreDep, Request, viewer
from api.pages.forms import form_of, read
from api.pages.render import show
from api.workshop import NewProgress, Step
from domain.booking import days
from domain.booking.facts import Progress
from domain.booking.words import visit_params
from domain.explain.facts import Phrase
from domain.privacy import access_log
from domain.privacy.access_log import What

Number = Annotated[str, PathParameter(pattern=r"^[0-9]{1,12}$")]


@post("/workshop/visits/{number:str}/progress", sync_to_thread=True)
def proceed(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number
) -> Response[str]:
    """Note how far the work is, or that nobody came."""
    step = read({"progress": form_of(request).get("progress", "")}, NewProgress).progress
    with core.unit() as unit:
        if step is Step.MISSED:
            visit = days.miss(unit, centre_id, number)
        else:
            visit = days.proceed(unit, centre_id, number, progress=Progress(step))
        access_log.note(unit, viewer(request), What.VISITS, [(visit.owner_id, visit.vehicle_id)])
    request.app.state.marks.forget(centre_id)
    return done(request, Phrase(f"visit.said.{step}", visit_params(visit)), back="/workshop")


def done(request: Request, words: Phrase, *, back: str) -> Response[str]:
    """Say what was done: on the page that asked, or on the one it leads to where the browser runs no script."""
    if "hx-request" not in request.headers:
        return Response("", status_code=303, headers={"location": back})
    return show(request, "said.html", headers={"hx-trigger": "refresh"}, words=words, is_wrong=False)


HANDLERS = (proceed,)
