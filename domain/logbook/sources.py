"""What is on record of a car and its present owner, as things that a dossier can tell. No name and no place is among them."""

from collections.abc import Container, Iterator
from datetime import datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from domain.alerts import rules as warnings
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.battery import service as battery
from domain.booking import measurements
from domain.core import Unit
from domain.driving import service as driving
from domain.driving.facts import Score
from domain.errors import Refusal
from domain.health.facts import Level
from domain.logbook import odometer, store
from domain.logbook.facts import Origin, Section, Source
from domain.registry.tables import Holding, Owner, Vehicle
from domain.telemetry import travels
from domain.upkeep import services

_LEVELS: Final = {Level.BLUE: "blue", Level.YELLOW: "yellow", Level.RED: "red"}


def gather(
    unit: Unit, owner_id: int, car: Vehicle, *, refs: Container[str], sections: Container[Section] = ()
) -> list[Source]:
    """Return everything, in the order of days. refs: what earlier dossiers told of, so that their odometer readings come again.

    sections: those to open. The driving score is gathered only where it is among them; a score that was once handed over stays in the list by its hash.
    """
    every = (
        *_services(unit, car),
        *_wheels(unit, owner_id, car),
        *_battery(unit, owner_id, car),
        *_warnings(unit, owner_id, car),
        *_odometer(unit, owner_id, car, refs),
        *_owners(unit, owner_id, car),
        *(_score(unit, owner_id, car) if Section.SCORE in sections else ()),
    )
    return sorted(every, key=lambda each: each.on)


def _services(unit: Unit, car: Vehicle) -> Iterator[Source]:
    for entry in services.entries(unit, car.id):
        work = entry.work
        facts = {} if work.odometer_km is None else {"km": round(work.odometer_km)}
        origin = Origin.OWNER if work.elsewhere or entry.is_corrected else Origin.WORKSHOP
        on = work.on.isoformat()
        yield Source(f"service:{entry.id}", Section.SERVICES, origin, on, f"job.{work.job}", facts)


def _wheels(unit: Unit, owner_id: int, car: Vehicle) -> Iterator[Source]:
    rows = measurements.of_car(unit, owner_id, car.id)
    for (at, quantity), group in groupby(rows, key=lambda row: (row.at, row.quantity)):
        wheels = list(group)
        facts = {row.wheel_code: f"{row.value:.1f}" for row in wheels}
        on = _day(at, car)
        ref, about = f"wheels:{at:%Y%m%d%H%M%S}:{quantity}", f"measured.{quantity}"
        yield Source(ref, Section.MEASUREMENTS, Origin.WORKSHOP, on, about, facts)


def _battery(unit: Unit, owner_id: int, car: Vehicle) -> Iterator[Source]:
    for visit, one in battery.measurements(unit, owner_id, car.id).items():
        on = _day(one.at, car)
        facts = {"soh_pct": f"{one.soh_pct:.1f}", "method": one.method.value}
        yield Source(f"battery:{visit}", Section.MEASUREMENTS, Origin.WORKSHOP, on, "measured.battery", facts)


def _warnings(unit: Unit, owner_id: int, car: Vehicle) -> Iterator[Source]:
    since = min(each.since for each in _holdings(unit, car.id) if each.owner_id == owner_id)
    for case in alerts.told_since(unit, owner_id, car.id, since=since):
        on = _day(case.opened_at, car)
        facts = {"level": _LEVELS[case.level], "outcome": _outcome(case)}
        yield Source(
            f"warning:{case.alert_id}", Section.WARNINGS, Origin.CAR, on, f"check.{case.check}", facts
        )


def _outcome(case: Case) -> str:
    """Return what came of a warning: right or wrong only by the workshop, as the owner is who sells."""
    by_workshop = {by: verdict for by, verdict in case.verdicts.items() if by == "workshop"}
    right = warnings.proved(case.level, by_workshop)
    if right is None:
        return case.cleared_as or "open"
    return "right" if right else "wrong"


def _odometer(unit: Unit, owner_id: int, car: Vehicle, refs: Container[str]) -> Iterator[Source]:
    """The last reading of each month until yesterday, and those told before while their days are kept for checks."""
    readings = odometer.recent(unit, [car.id]).get((owner_id, car.id), {}) | odometer.by_day(
        unit, owner_id, car.id
    )
    last_of_month = set({odometer.month(on): on for on in sorted(readings)}.values())
    for on, reading in readings.items():
        ref = f"odometer:{on}"
        if on in last_of_month or ref in refs:
            yield Source(
                ref, Section.ODOMETER, reading.origin, on.isoformat(), "odometer", {"km": reading.km}
            )


def _owners(unit: Unit, owner_id: int, car: Vehicle) -> Iterator[Source]:
    """An owner who links the car again, with no other owner in between, is counted once.

    A change of owner in which the car was handed on is told as such, also when the earlier owner has erased everything.
    """
    handed_on = {each.at: each.owner_number for each in store.owner_changes(unit, owner_id, car.id)}
    linked = {since: number for number, since in enumerate(owners_since(unit, car.id), 1)}
    for since, number in (linked | handed_on).items():
        about = "owner_change" if since in handed_on else "owner"
        ref = f"{about}:{since:%Y%m%d%H%M%S}"
        yield Source(ref, Section.OWNERS, Origin.REGISTER, _day(since, car), about, {"number": number})


def _score(unit: Unit, owner_id: int, car: Vehicle) -> Iterator[Source]:
    """The driving score, where the driving report is agreed to and privacy mode off, with its parts and what it does not prove."""
    owner = unit.session.get_one(Owner, owner_id)
    if not travels.is_allowed(unit, owner):
        return
    try:
        score = driving.score_of(unit, owner, car)
    except Refusal:
        return
    yield Source("score", Section.SCORE, Origin.CAR, _day(unit.now, car), "score", score_facts(score))


def score_facts(score: Score) -> dict[str, str | int]:
    """Return what a dossier tells of a score: its parts, how far chance goes, and no place that the chat would not tell."""
    facts: dict[str, str | int] = {"points": score.points, "km": round(score.km)}
    facts |= {each.measure.value: f"{each.points}/{each.weight}" for each in score.parts}
    facts |= {each.value: "unmeasured" for each in score.unmeasured}
    if score.low < score.high:
        facts["range"] = f"{score.low}–{score.high}"
    if score.unmeasured:
        facts["weight"] = score.weight
    if score.place is not None and not score.place.is_open:
        facts["fewer_pct"] = f"{100 * score.place.low:.0f}–{100 * score.place.high:.0f}"
        facts["others"] = score.place.others
    facts["proof"] = "unproved"
    return facts


def owners_since(unit: Unit, vehicle_id: int) -> list[datetime]:
    """Return since when each owner known here has had the car, one after the other."""
    by_owner = groupby(_holdings(unit, vehicle_id), key=lambda each: each.owner_id)
    return [next(spells).since for _, spells in by_owner]


def _holdings(unit: Unit, vehicle_id: int) -> list[Holding]:
    """Return when and whose the car was, in the order of time."""
    query = select(Holding).where(Holding.vehicle_id == vehicle_id, Holding.role == "owner")
    return list(unit.session.exec(query.order_by(col(Holding.since), col(Holding.id))))


def _day(at: datetime, car: Vehicle) -> str:
    """Return the day of a moment where the car is, as ISO 8601."""
    return at.astimezone(ZoneInfo(car.zone)).date().isoformat()
