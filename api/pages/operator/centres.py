"""The centres: what each can take, and adding one."""

import re
from collections.abc import Mapping
from typing import Final

from litestar import Response, get, post
from litestar.di import Provide

from api.areas import MOST_ID, CoreDep, Request
from api.pages.forms import form_of, read
from api.pages.render import done, show
from domain.booking import network
from domain.booking.entry import CentreEntry
from domain.booking.facts import DAYS
from domain.errors import Refusal

PATH: Final = "/operator/centres/{centre:int}"
_WORKDAYS: Final = DAYS[:5]
_AS_SENT: Final = ("code", "phone", "zone")


def _centre_id(request: Request) -> int:
    """Return the id of the centre that the address names. Raises Refusal centre_unknown (404)."""
    centre = int(request.path_params["centre"])
    if not 1 <= centre <= MOST_ID:
        raise Refusal("centre_unknown", status=404)
    return centre


OF: Final = {"centre_id": Provide(_centre_id, sync_to_thread=False)}
"""For handlers of a centre's own pages, where the operator opens them for any centre."""


@get("/operator/centres", sync_to_thread=True)
def page(request: Request, core: CoreDep) -> Response[str]:
    """List the centres, with a form for one more."""
    with core.reading() as unit:
        listed = network.listed(unit)
    return show(request, "operator/centres.html", centres=listed)


@post("/operator/centres", sync_to_thread=True)
def add(request: Request, core: CoreDep) -> Response[str]:
    """Add a centre that is open from Monday to Friday, and lead to what it can take, where the rest is set."""
    entry = read(_entry(form_of(request)), CentreEntry)
    with core.unit() as unit:
        centre = network.add(unit, entry)
    return done(request, None, back=f"/operator/centres/{centre.id}/capacity")


def _entry(form: Mapping[str, str]) -> Mapping[str, object]:
    """Return the API's own form. Bays stand in one line, with commas of either script between them."""
    name = {"en": form.get("name", "").strip(), "zh_Hans": form.get("name_zh", "").strip()}
    bays = [each.strip() for each in re.split("[,\uff0c\u3001]", form.get("bays", ""))]
    times = {each: f"{form.get(each, '')}:00" for each in ("opens", "closes")}
    return {
        **{each: form[each].strip() for each in _AS_SENT if form.get(each)},
        "name": {language: text for language, text in name.items() if text},
        "hours": [{"weekday": day, **times} for day in _WORKDAYS],
        "bays": [each for each in bays if each],
        "technicians": {},
    }


HANDLERS = (page, add)
