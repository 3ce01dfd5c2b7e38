"""Past services of a car by word or tap: the list, one entry of it, and what can be put right."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from domain.booking import service as booking
from domain.booking.facts import State, VisitView
from domain.contact.facts import Button, Message, Reply, Style
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue import corrections
from domain.dialogue.acts.about import OfCar, OfEntry, Page
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.privacy import access_log
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.upkeep import services
from domain.upkeep.facts import Entry

PAGE: Final = 6  # entries a message: their buttons fit a phone
_NEAR: Final = timedelta(days=1)  # a visit is on record by the day of its end, in UTC


def show(unit: Unit, owner: Owner, _argument: str = "", *, car_id: int | None = None) -> Reply:
    """Show the past services, one message a car, or those of one of them. Raises Refusal no_car where none is linked."""
    cars = [each for each in registry.vehicles_of(unit, owner.id) if car_id in {None, each.id}]
    if not cars:
        raise Refusal("no_car")
    return Reply(messages=tuple(_page(unit, owner, car, skip=0) for car in cars))


def _page(unit: Unit, owner: Owner, car: Vehicle, *, skip: int) -> Message:
    """The newest first. Only the owner may change what is on record, not somebody who drives the car."""
    heading = Phrase("history.heading", {"car": car.name})
    entries = services.entries(unit, car.id)[::-1]
    if not entries:
        return Message((heading, Phrase("history.none")))
    holding = registry.holding_of(unit, owner.id, car.id)
    access_log.note_driver(unit, holding)
    part = entries[skip : skip + PAGE]
    visits = _visits(unit, owner)
    lines = tuple(_line(each, car.zone, visits) for each in part)
    rows = [(_open(each, car.zone),) for each in part] if holding.role == "owner" else []
    if skip + PAGE < len(entries):
        older = Page(car.id, skip + PAGE).params()
        rows.append((Button(Phrase("history.older"), "history.list", older, once=False),))
    return Message((heading, *lines), rows=tuple(rows))


def newest(unit: Unit, owner: Owner, car: Vehicle, *, job: str | None) -> tuple[Phrase, ...]:
    """Return the last work of that kind, or of any where none is named; nothing where none is on record."""
    entries = services.entries(unit, car.id)[::-1]
    access_log.note_driver(unit, registry.holding_of(unit, owner.id, car.id))
    likes = [each for each in entries if job is None or _is_alike(each.work.job, job)]
    last = [each for each in likes if each.work.on == likes[0].work.on]
    visits = _visits(unit, owner)
    return tuple(_line(each, car.zone, visits) for each in last)


def _is_alike(job: str, other: str) -> bool:
    """Whether both are work on the same part, or both services by the plan."""
    services_by_plan = {"first_service", "yearly_service"}
    return (
        job == other
        or {job, other} == services_by_plan
        or job.split("_", maxsplit=1)[0] == other.split("_", maxsplit=1)[0]
    )


def _visits(unit: Unit, owner: Owner) -> Sequence[VisitView]:
    return [visit for visit in booking.visits_of(unit, owner.id, past=True) if visit.state == State.DONE]


def _line(entry: Entry, zone: str, visits: Sequence[VisitView]) -> Phrase:
    """What was done, and where as far as is known."""
    work = corrections.line(entry.work, zone)
    if entry.work.elsewhere:
        return Phrase("history.elsewhere", {"work": work})
    at = next((visit.centre for visit in visits if _is_of(visit, entry)), None)
    return (
        Phrase("history.here", {"work": work})
        if at is None
        else Phrase("history.at", {"work": work, "place": at})
    )


def _is_of(visit: VisitView, entry: Entry) -> bool:
    same = (visit.vehicle_id, visit.job) == (entry.vehicle_id, entry.work.job)
    return same and abs(visit.starts_at.date() - entry.work.on) <= _NEAR


def _open(entry: Entry, zone: str) -> Button:
    return Button(
        Phrase("history.open", {"work": corrections.line(entry.work, zone)}),
        "history.open",
        OfEntry(entry.id).params(),
        once=False,
    )


def page(unit: Unit, owner: Owner, about: Page) -> Reply:
    """Show what was done to a car. Raises Refusal vehicle_not_yours."""
    car = registry.vehicle_for(unit, owner.id, about.vehicle_id)
    return Reply(messages=(_page(unit, owner, car, skip=about.skip),))


def entry(unit: Unit, owner: Owner, about: OfEntry) -> Reply:
    """Show one entry with what can be put right. Raises Refusal service_unknown."""
    service = services.entry_of(unit, owner.id, about.entry_id)
    return Reply(messages=(entry_message(unit, owner, service),))


def entry_message(unit: Unit, owner: Owner, service: Entry) -> Message:
    """Tell an entry, with what can be put right."""
    about = OfEntry(service.id).params()
    zone = registry.vehicle(unit, service.vehicle_id).zone
    return Message(
        (_line(service, zone, _visits(unit, owner)),),
        rows=(
            (
                Button(Phrase("history.correct_on"), "history.on", about, once=False),
                Button(Phrase("history.correct_km"), "history.km", about, once=False),
            ),
            (Button(Phrase("history.erase"), "history.erase", about, Style.GRAVE, once=False),),
        ),
    )


def button(car: Vehicle) -> Button:
    return Button(Phrase("choice.history"), "history.list", OfCar(car.id).params(), once=False)


VERBS: dict[str, Verb] = {"history.list": reads(Page, page), "history.open": reads(OfEntry, entry)}
