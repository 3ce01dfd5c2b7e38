"""Odometer readings at the end of each month, kept for the car's life: checks need days of the last two months alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import select

from domain.core import Unit
from domain.db import rows
from domain.feeds import imports
from domain.logbook.facts import Origin
from domain.logbook.tables import MonthReading
from domain.telemetry import service as telemetry


@dataclass(frozen=True, slots=True)
class Reading:
    """origin: the car's, or the owner's where they had a file of the car's past read in, which can hold any reading."""

    km: int
    origin: Origin


def keep(unit: Unit, vehicle_ids: Collection[int]) -> int:
    """Keep the last reading of each month of these cars, for their present owners; return of how many cars."""
    readings = recent(unit, vehicle_ids)
    for (owner_id, vehicle_id), by_day in readings.items():
        for on in {month(on): on for on in sorted(by_day)}.values():
            change = {"day": on, "km": by_day[on].km, "origin": by_day[on].origin.value}
            key = {"owner_id": owner_id, "vehicle_id": vehicle_id, "month": month(on)}
            rows.put(
                unit.session, insert(MonthReading).values(**key, **change), keys=tuple(key), change=change
            )
    return len(readings)


def recent(unit: Unit, vehicle_ids: Collection[int]) -> dict[tuple[int, int], dict[date, Reading]]:
    """Return by owner and car the readings until yesterday of the days that are kept for checks."""
    readings: dict[tuple[int, int], dict[date, Reading]] = {}
    for vehicle_id, standing in telemetry.features(unit, vehicle_ids).items():
        has_files = imports.has_files(unit, standing.owner_id, vehicle_id)
        origin = Origin.OWNER if has_files else Origin.CAR
        days = [day for day in standing.features.days if day.day < unit.now.date()]
        readings[standing.owner_id, vehicle_id] = {
            day.day: Reading(int(day.odometer_km), origin) for day in days if day.odometer_km is not None
        }
    return readings


def by_day(unit: Unit, owner_id: int, vehicle_id: int) -> dict[date, Reading]:
    """Return the readings that were kept, by their days."""
    query = select(MonthReading).where(
        MonthReading.owner_id == owner_id, MonthReading.vehicle_id == vehicle_id
    )
    return {row.day: Reading(row.km, Origin(row.origin)) for row in unit.session.exec(query)}


def month(on: date) -> date:
    """Return the first day of its month."""
    return on.replace(day=1)
