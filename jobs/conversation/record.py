"""What is stored about an owner, and how it differs after a turn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from domain.alerts import service as alerts
from domain.booking import service as booking
from domain.booking import waitlist
from domain.booking.facts import State, VisitView, Wait
from domain.core import Unit
from domain.handover import service as handover
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.upkeep import services
from jobs.conversation.facts import local
from jobs.conversation.world import CHAT, World

Row = dict[str, Any]
# What an owner has set: the column, and the name of its new value where a change is written.
_SETTINGS: Final = {
    "privacy_mode": ("privacy_mode", "on"),
    "language": ("locale", "language"),
    "zone": ("zone", "zone"),
    "reminders": ("reminders", "on"),
    "notes": ("notes", "on"),
}


_ENDS: Final = {
    State.CANCELLED: "cancelled",
    State.DONE: "done",
    State.MISSED: "missed",
}


@dataclass(frozen=True, slots=True)
class Record:
    """An owner as stored; owner_id is None where there is none.

    visits, and when they are expected, by number; consents by purpose; settings by the name under which a change is written.
    """

    owner_id: int | None = None
    visits: Mapping[str, tuple[State, Row]] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)
    quiet: tuple[str, str] = ("22:00", "08:00")
    consents: frozenset[Purpose] = frozenset()
    holds: frozenset[str] = frozenset()  # numbers of visits that a warning holds
    settings: Mapping[str, Any] = field(default_factory=dict)
    cars: frozenset[str] = frozenset()
    request: tuple[int, str] | None = None  # for a person, that is open: its number and centre
    waits: tuple[Row, ...] = ()
    works: tuple[Row, ...] = ()  # done elsewhere


def read(unit: Unit, world: World) -> Record:
    owner = registry.owner_of_chat(unit, CHAT)
    if owner is None:
        return Record()
    names = {number: name for name, number in world.cars.items()}
    codes = {number: code for code, number in world.centres.items()}
    visits = booking.visits_of(unit, owner.id, past=True)
    return Record(
        owner.id,
        {visit.number: (visit.state, _row(visit, names=names, codes=codes)) for visit in visits},
        {visit.number: local(visit.course.expected_at) for visit in visits if visit.course.expected_at},
        _quiet(owner),
        registry.consents(unit, owner.id),
        _holds(unit, owner.id),
        {setting: getattr(owner, column) for setting, (column, _) in _SETTINGS.items()},
        frozenset(names[car.id] for car in registry.vehicles_of(unit, owner.id)),
        _request(unit, owner.id, codes=codes),
        tuple(_wait(each.wait, codes=codes) for each in waitlist.of_owner(unit, owner.id)),
        tuple(
            row for car in registry.vehicles_of(unit, owner.id) for row in _works(unit, car.id, names[car.id])
        ),
    )


def _holds(unit: Unit, owner_id: int) -> frozenset[str]:
    cars = registry.vehicles_of(unit, owner_id)
    slots = (case.slot for car in cars for case in alerts.alerts_of(unit, owner_id, car.id))
    return frozenset(booking.visit_of(unit, owner_id, slot.visit_id).number for slot in slots if slot)


def _wait(wait: Wait, *, codes: Mapping[int, str]) -> Row:
    days = {"from": f"{wait.day_from}", "to": f"{wait.day_to}"}
    return {"job": wait.job, **days, "centre": codes[wait.centre_id]}


def _works(unit: Unit, vehicle_id: int, car: str) -> Iterator[Row]:
    for work in (entry.work for entry in services.entries(unit, vehicle_id)):
        if work.elsewhere:
            yield {"car": car, "job": work.job, "on": f"{work.on}", "odometer_km": work.odometer_km}


def _request(unit: Unit, owner_id: int, *, codes: Mapping[int, str]) -> tuple[int, str] | None:
    request = handover.current(unit, owner_id)
    return None if request is None else (request.id, codes.get(request.centre_id or 0, ""))


def _quiet(owner: Owner) -> tuple[str, str]:
    return f"{owner.quiet_from:%H:%M}", f"{owner.quiet_to:%H:%M}"


def _row(visit: VisitView, *, names: Mapping[int, str], codes: Mapping[int, str]) -> Row:
    return {
        "visit": visit.number,
        "car": names[visit.vehicle_id],
        "job": visit.job,
        "centre": codes[visit.centre_id],
        "start": local(visit.starts_at),
    }


def end(record: Record) -> Row:
    """Return the final state in the form of scripts."""
    booked = [row for state, row in record.visits.values() if state == State.BOOKED]
    return {
        "visits": sorted(booked, key=lambda row: row["start"]),
        "quiet": list(record.quiet),
        "waiting": list(record.waits),
    }


def written(before: Record, after: Record) -> list[Row]:
    """Return what changed between two records; the hold of a warning counts only where it is given back."""
    if after.owner_id != before.owner_id:  # who comes back after erasure has written nothing yet
        return [{"what": "erased"}] if before.owner_id is not None else []
    return [*_visits(before, after), *_wishes(before, after)]


def _visits(before: Record, after: Record) -> Iterator[Row]:
    for number, (state, row) in after.visits.items():
        was, old = before.visits.get(number, (None, row))
        if state == State.BOOKED and was != State.BOOKED:
            yield {"what": "booked", **row}
        elif state == State.BOOKED and row != old:
            yield {"what": "moved", **row}
        elif was == State.BOOKED and state in _ENDS:
            yield {"what": _ENDS[state], **old}
        elif state == State.RELEASED and number in before.holds:
            yield {"what": "released", **old}
    for number in after.expected:
        if after.expected[number] != before.expected.get(number):
            yield {"what": "expected", "visit": number, "at": after.expected[number]}


def _wishes(before: Record, after: Record) -> Iterator[Row]:
    if after.quiet != before.quiet:
        yield {"what": "quiet", "from": after.quiet[0], "to": after.quiet[1]}
    for purpose in sorted(after.consents ^ before.consents):
        yield {"what": "consent", "purpose": purpose.value, "given": purpose in after.consents}
    for setting, (_, name) in _SETTINGS.items():
        if after.settings.get(setting) != before.settings.get(setting):
            yield {"what": setting, name: after.settings[setting]}
    yield from ({"what": "waiting", **row} for row in after.waits if row not in before.waits)
    yield from ({"what": "waits_no_more", **row} for row in before.waits if row not in after.waits)
    yield from ({"what": "recorded", **row} for row in after.works if row not in before.works)
    yield from ({"what": "unrecorded", **row} for row in before.works if row not in after.works)
    if after.request is not None and after.request != before.request:
        yield {"what": "handed_over", "centre": after.request[1]}
    for car in sorted(before.cars - after.cars):
        yield {"what": "unlinked", "car": car}
    for car in sorted(after.cars - before.cars):
        yield {"what": "linked", "car": car}
