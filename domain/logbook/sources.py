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
from domain.feeds import imports
from domain.health.facts import Level
from domain.logbook.facts import Origin, Section, Source
from domain.registry.tables import Holding, Vehicle
from domain.telemetry import service as telemetry
from domain.upkeep import services

_MONTH: Final = len("2026-05")
_LEVELS: Final = {Level.BLUE: "blue", Level.YELLOW: "yellow", Level.RED: "red"}


def gather(unit: Unit, owner_id: int, car: Vehicle, *, refs: Container[str]) -> list[Source]:
    """Return everything, in the order of days. refs: what earlier dossiers told of, so that their odometer readings come again."""
    every = (
        *_services(unit, car),
        *_wheels(unit, owner_id, car),
        *_battery(unit, owner_id, car),
        *_warnings(unit, owner_id, car),
        *_odometer(unit, owner_id, car, refs),
        *_owners(unit, car),
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
    for (visit, quantity), group in groupby(rows, key=lambda row: (row.visit_id, row.quantity)):
        wheels = list(group)
        facts = {row.wheel_code: f"{row.value:.1f}" for row in wheels}
        on = _day(wheels[0].at, car)
        ref, about = f"wheels:{visit}:{quantity}", f"measured.{quantity}"
        yield Source(ref, Section.MEASUREMENTS, Origin.WORKSHOP, on, about, facts)


def _battery(unit: Unit, owner_id: int, car: Vehicle) -> Iterator[Source]:
    for visit, one in battery.measurements(unit, owner_id, car.id).items():
        on = _day(one.at, car)
        facts = {"soh_pct": f"{one.soh_pct:.1f}", "method": one.method.value}
        yield Source(f"battery:{visit}", Section.MEASUREMENTS, Origin.WORKSHOP, on, "measured.battery", facts)


def _warnings(unit: Unit, owner_id: int, car: Vehicle) -> Iterator[Source]:
    since = min(each.since for each in _holdings(unit, car) if each.owner_id == owner_id)
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
    """The last reading of each month until yesterday, of the days that are kept for checks, and those told before.

    A file that the owner had read in can hold any reading: for such a car they are the owner's word.
    """
    standing = telemetry.features(unit, [car.id]).get(car.id)
    if standing is None or standing.owner_id != owner_id:
        return
    days = [day for day in standing.features.days if day.day < unit.now.date()]
    readings = {day.day.isoformat(): day.odometer_km for day in days if day.odometer_km is not None}
    origin = Origin.OWNER if imports.has_files(unit, owner_id, car.id) else Origin.CAR
    last_of_month = set({on[:_MONTH]: on for on in readings}.values())
    for on, km in readings.items():
        ref = f"odometer:{on}"
        if on in last_of_month or ref in refs:
            yield Source(ref, Section.ODOMETER, origin, on, "odometer", {"km": int(km)})


def _owners(unit: Unit, car: Vehicle) -> Iterator[Source]:
    """An owner who links the car again, with no other owner in between, is counted once."""
    by_owner = groupby(_holdings(unit, car), key=lambda each: each.owner_id)
    for number, (_, spells) in enumerate(by_owner, 1):
        since = next(spells).since
        on = _day(since, car)
        ref = f"owner:{since:%Y%m%d%H%M%S}"
        yield Source(ref, Section.OWNERS, Origin.REGISTER, on, "owner", {"number": number})


def _holdings(unit: Unit, car: Vehicle) -> list[Holding]:
    """Return when and whose the car was, in the order of time."""
    query = select(Holding).where(Holding.vehicle_id == car.id, Holding.role == "owner")
    return list(unit.session.exec(query.order_by(col(Holding.since), col(Holding.id))))


def _day(at: datetime, car: Vehicle) -> str:
    """Return the day of a moment where the car is, as ISO 8601."""
    return at.astimezone(ZoneInfo(car.zone)).date().isoformat()
