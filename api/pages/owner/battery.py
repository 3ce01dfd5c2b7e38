"""A car's battery: how it has aged, how it should go on, and what another habit would do to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency

from api.areas import CoreDep, Id, Request
from api.pages.forms import form_of, read
from api.pages.owner import cards, frame
from api.pages.owner.frame import Scene
from api.pages.render import show, speaker_of
from domain.battery import capacity
from domain.contact.facts import Message
from domain.dialogue.acts import cars, whatif
from domain.dialogue.acts.whatif import OfChange
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.health import service as health
from domain.health.evidence import ageing
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.twin import cities, rules
from domain.twin import service as twins
from domain.twin.facts import YEARS, Answer, Habits, Span, Twin

_TALLEST: Final = 100.0
_ROOM: Final = 0.25  # of the longer side of nought, for the shorter one, so that no labels meet
_Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Wish(msgspec.Struct, frozen=True):
    """What the form asks for. limit: percent, nought as it is; fast, km: percent; parking: °C; city: code, "" as it is."""

    limit: _Percent = 0
    fast: _Percent = 0
    parking: Annotated[int, msgspec.Meta(ge=-10, le=10)] = 0
    km: Annotated[int, msgspec.Meta(ge=25, le=200)] = 100
    city: Annotated[str, msgspec.Meta(max_length=30)] = ""
    years: Annotated[int, msgspec.Meta(ge=min(YEARS), le=max(YEARS))] = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the drawing: heights from its top, of a hundred."""

    years: int
    middle: float
    low: float
    high: float
    is_asked: bool


@get("/my/{vehicle_id:int}/battery", sync_to_thread=True)
def battery(request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Response[str]:
    """Show how the battery has aged, how it should go on where the owner's plan contains that, and a form for another habit."""
    with core.reading() as unit:
        return _page(request, frame.scene(unit, owner_id, vehicle_id), None)


@post("/my/{vehicle_id:int}/battery", status_code=200, sync_to_thread=True)
def what_if(request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Response[str]:
    """Answer another habit: as a part of the page where a script asked, else as the whole page."""
    wish = read(form_of(request), Wish)
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        if "hx-request" not in request.headers:
            return _page(request, here, wish)
        return show(request, "owner/whatif_answer.html", **_answer(here, wish))


def _page(request: Request, here: Scene, wish: Wish | None) -> Response[str]:
    views = cards.cards(here.unit, here.owner.id, [_battery(here)], speaker_of(request))
    form = _form(here, wish)
    answer = _answer(here, wish) if wish else {"lines": (), "bars": ()}
    return frame.show_of(request, here, "battery", "battery", cards=views, **form, **answer)


def _battery(here: Scene) -> Message:
    unit, owner, car = here.unit, here.owner, here.car
    view = health.view_of(unit, car)
    lines, by_models = cars.outlook(unit, view, owner, car) if view else ((), ())
    chart = ageing.chart(view) if view else None
    if chart is not None and plans.denial(unit, owner.id, Entitlement.OUTLOOK, vehicle_id=car.id):
        chart = replace(chart, ahead=None, title=Phrase("my.battery.past"))
    unknown = () if lines else (Phrase("own.battery.unknown", {"n": capacity.FEWEST}),)
    return Message((*lines, *unknown, *by_models), chart=chart)


def _form(here: Scene, wish: Wish | None) -> dict[str, Any]:
    """Return how the car is used, and where the sliders stand; or why nothing can be compared."""
    try:
        twin = twins.of_car(here.unit, here.owner.id, here.car.id)
    except Refusal as refusal:
        return {"why_not": sentence(refusal), "usage": (), "wish": None}
    return {
        "why_not": None,
        "usage": tuple(whatif.usage(twin)),
        "wish": wish or Wish(fast=_fast(twin.habits)),
        "limits": (Wish().limit, *whatif.LIMITS),
        "limit_now": twin.habits.limit_pct / 100,
        "cities": {code: Phrase("name", {"name": whatif.city_name(code)}) for code in cities.ALL},
        "years": YEARS,
    }


def _answer(here: Scene, wish: Wish) -> dict[str, Any]:
    """Return the answer in words and as heights; where nothing can be said, why not."""
    try:
        twin = twins.of_car(here.unit, here.owner.id, here.car.id)
        about = _about(here, wish, twin)
        result = rules.what_if(twin, whatif.change(about))
    except Refusal as refusal:
        return {"lines": (sentence(refusal),), "bars": ()}
    lines = whatif.tell(here.car, about, result, (wish.years,), knows_range=twin.reach is not None)
    return {"lines": tuple(lines), **_drawing(result, wish.years)}


def _about(here: Scene, wish: Wish, twin: Twin) -> OfChange:
    """Return the change; a slider that stands where it stood asks for none."""
    return OfChange(
        here.car.id,
        limit=wish.limit,
        fast=-1 if wish.fast == _fast(twin.habits) else wish.fast,
        parking=wish.parking,
        km=0 if wish.km == Wish().km else wish.km,
        city=wish.city,
    )


def _drawing(result: Answer, at_years: int) -> dict[str, Any]:
    """Return each year's interval on a scale that all of them fit, nought with them; no bars where nothing differs."""
    spans = result.difference
    highest, lowest = (
        max(0.0, *(each.high for each in spans.values())),
        min(0.0, *(each.low for each in spans.values())),
    )
    top, bottom = max(highest, -_ROOM * lowest), min(lowest, -_ROOM * highest)
    if top == bottom:
        return {"bars": ()}

    def height(points: float) -> float:
        return round(_TALLEST * (top - points) / (top - bottom), 1)

    def bars() -> Iterator[Bar]:
        for years, span in spans.items():
            yield Bar(years, *Span(*map(height, span)), is_asked=years == at_years)

    every = tuple(whatif.points(years, span) for years, span in spans.items())
    return {"bars": tuple(bars()), "nought": height(0.0), "top": top, "bottom": bottom, "every": every}


def _fast(habits: Habits) -> int:
    return round(100 * habits.fast_share)


HANDLERS = (battery, what_if)
