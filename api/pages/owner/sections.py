"""The sections that tell what the chat tells: trips, warnings, papers to hand over, and the owner's data."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Final

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from api.areas import CoreDep, Id, Request
from api.pages.forms import form_of, read
from api.pages.owner import cards, frame
from api.pages.owner.frame import Scene
from api.pages.render import show, speaker_of
from api.pages.signin import to
from domain.alerts import message
from domain.alerts import service as alerts
from domain.checkup.about import OfCheckup
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.dialogue.acts import checkup, diagnosis, dossier, report, score, trips, value
from domain.dialogue.acts.about import OfCar
from domain.dialogue.acts.report import OfReport
from domain.dialogue.acts.trips import OfPeriod
from domain.dialogue.trip_forms import Kind
from domain.explain.facts import Phrase
from domain.privacy import mode
from domain.registry import first_use
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.trips.facts import Period

_CHARTED: Final = True  # drawn day by day


@get("/my/cars", sync_to_thread=True)
def first(request: Request, core: CoreDep, owner_id: NamedDependency[int]) -> Response[str]:
    """Lead on to the first car, or say how one is linked."""
    with core.reading() as unit:
        own = registry.own_vehicles(unit, owner_id)
    if own:
        return to(f"/my/{own[0].id}/{frame.SECTIONS[0]}")
    return show(request, "owner/nothing.html", navigation=frame.navigation(None))


def _trips(here: Scene) -> list[Message]:
    each = (OfPeriod(here.car.id, kind, Period.MONTH, chart=_CHARTED) for kind in (Kind.TRIPS, Kind.CHARGES))
    messages = [message for of in each for message in trips.open_period(here.unit, here.owner, of).messages]
    return [*messages, score.of_car(here.unit, here.owner, here.car)]


def _warnings(here: Scene) -> list[Message]:
    cases = alerts.alerts_of(here.unit, here.owner.id, here.car.id)
    interviews = diagnosis.beside_warnings(here.unit, here.owner, here.car) if cases else {}
    pairs = ((message.build(case), interviews.get(case.alert_id)) for case in cases)
    return [each for pair in pairs for each in pair if each is not None]


def _papers(here: Scene) -> list[Message]:
    month = report.open_report(here.unit, here.owner, OfReport(here.car.id, Period.MONTH))
    yearly = checkup.of_car(here.unit, here.owner, OfCheckup(here.car.id))
    hand_on = Button(
        Phrase("transfer.of", {"car": here.car.name}), "transfer.ask", OfCar(here.car.id).params()
    )
    return [
        *yearly.messages,
        *month.messages,
        dossier.of_car(here.unit, here.owner, here.car),
        Message((Phrase("my.transfer"),), rows=((hand_on,),)),
    ]


def _value(here: Scene) -> list[Message]:
    return [value.of_car(here.unit, here.owner, here.car)]


def _page(section: str, tell: Callable[[Scene], list[Message]]) -> HTTPRouteHandler:
    """Return the page of a car that shows what the chat would answer, as cards."""

    @get(f"/my/{{vehicle_id:int}}/{section}", sync_to_thread=True)
    def show_section(
        request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id
    ) -> Response[str]:
        with core.reading() as unit:
            here = frame.scene(unit, owner_id, vehicle_id)
            views = cards.cards(unit, owner_id, tell(here), speaker_of(request))
        return frame.show_of(request, here, section, "messages", cards=views)

    return show_section


class NewFirstUse(msgspec.Struct):
    """The month of first registration, as 2023-03."""

    month: Annotated[str, msgspec.Meta(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


@post("/my/{vehicle_id:int}/first-use", sync_to_thread=True)
def tell_first_use(
    request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id
) -> Response[str]:
    """Put the month of first registration on record, where it is not yet."""
    wish = read({"month": form_of(request).get("month", "")}, NewFirstUse)
    with core.unit() as unit:
        frame.scene(unit, owner_id, vehicle_id)
        first_use.tell(unit, owner_id, vehicle_id, date.fromisoformat(f"{wish.month}-01"))
    return to(f"/my/{vehicle_id}/value")


_OF_CAR: Final = {"trips": _trips, "warnings": _warnings, "papers": _papers, "value": _value}


@get(frame.PRIVACY, sync_to_thread=True)
def privacy(request: Request, core: CoreDep, owner_id: NamedDependency[int]) -> Response[str]:
    """Show what is agreed to with its switches, and the ways to footprint, copy and deletion."""
    with core.reading() as unit:
        own = registry.own_vehicles(unit, owner_id)
        return _privacy(request, unit, owner_id, next(iter(own), None))


@get("/my/{vehicle_id:int}/privacy", sync_to_thread=True)
def privacy_beside(
    request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id
) -> Response[str]:
    """Show the same, with the ways back to the car that was looked at."""
    with core.reading() as unit:
        return _privacy(request, unit, owner_id, frame.scene(unit, owner_id, vehicle_id).car)


def _privacy(request: Request, unit: Unit, owner_id: int, car: Vehicle | None) -> Response[str]:
    message = mode.privacy(unit, unit.session.get_one(Owner, owner_id))
    views = cards.cards(unit, owner_id, [message], speaker_of(request))
    return show(request, "owner/privacy.html", navigation=frame.navigation(car), cards=views)


HANDLERS = (
    first,
    *(_page(section, tell) for section, tell in _OF_CAR.items()),
    tell_first_use,
    privacy,
    privacy_beside,
)
