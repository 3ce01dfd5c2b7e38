"""Whom to call about red: the most urgent first, each with what is next."""

from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.params import QueryParameter
from msgspec import Meta

from api import calls
from api.areas import CoreDep, Id, Request, viewer
from api.calls import NewCall
from api.pages.forms import form_of, read
from api.pages.render import done, show
from domain.alerts import phoning
from domain.alerts.facts import Unheeded
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.kpi import service
from domain.registry import service as registry

Mark = Annotated[str, QueryParameter(max_length=64)]
AGAIN: Final = (15, 60, 240)  # minutes that the page offers


class KnownCall(NewCall, forbid_unknown_fields=True):
    """tries: calls unanswered as the page showed them."""

    tries: Annotated[int, Meta(ge=0, le=1000)] | None = None


@get("/operator/calls", sync_to_thread=True)
def page(request: Request, core: CoreDep) -> Response[str]:
    """Show whom to call about. That it was read is noted for each owner."""
    with core.unit() as unit:
        about = _about(unit, request)
    return show(request, "operator/calls.html", **about)


@get("/operator/calls/part", opt={"polls": True}, sync_to_thread=True)
def part(request: Request, core: CoreDep, mark: Mark = "") -> Response[str]:
    """Show the list alone where it has changed since `mark`."""
    with core.reading() as unit:
        if _mark(phoning.to_phone(unit)) == mark:
            return Response("", status_code=204)
    with core.unit() as unit:
        about = _about(unit, request)
    return show(request, "operator/calls_part.html", **about)


def _about(unit: Unit, request: Request) -> dict[str, Any]:
    every = calls.read(unit, viewer(request))
    cars = {each.vehicle_id: registry.vehicle(unit, each.vehicle_id) for each in every}
    return {
        "mark": _mark(every),
        "rows": [(each, cars[each.vehicle_id]) for each in every],
        "zone": service.zone(unit),
        "again": [(minutes, timedelta(minutes=minutes)) for minutes in AGAIN],
    }


def _mark(every: tuple[Unheeded, ...]) -> str:
    state = [(each.alert_id, each.step, each.tries, each.told_at, each.called_at) for each in every]
    return sha256(repr(state).encode()).hexdigest()[:16]


@post("/operator/calls/{alert_id:int}", sync_to_thread=True)
def note(request: Request, core: CoreDep, alert_id: Id) -> Response[str]:
    """Note how a call went, in the API's own form: a button says the outcome, and when to try again behind a colon."""
    form = form_of(request)
    outcome, _, again = form.get("outcome", "").partition(":")
    also = {"again_in_minutes": again, "tries": form.get("tries", "")}
    call = read({"outcome": outcome, **{name: value for name, value in also.items() if value}}, KnownCall)
    again_in = timedelta(minutes=call.again_in_minutes)
    with core.unit() as unit:
        phoning.note(unit, alert_id, call.outcome, again_in=again_in, tries=call.tries)
    return done(request, Phrase(f"calls.told.{call.outcome}"), back="/operator/calls")


HANDLERS = (page, part, note)
