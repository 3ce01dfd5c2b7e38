"""A file of a car's past, taken in a day a transaction, so that a run that is stopped goes on where it was."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from sqlmodel import col, select

from domain.core import Unit
from domain.feeds.pasts import Past
from domain.feeds.tables import FileImport
from domain.registry.tables import Vehicle
from domain.telemetry import history
from domain.telemetry.history import Outcome
from domain.telemetry.intake import Batch, Block
from domain.telemetry.storage import blocks

_LAST: Final = 3  # files that are named


def progress(unit: Unit, vehicle: Vehicle, *, mark: str, kind: str) -> date | None:
    """Begin a file, or return the last of its days that is done for the car's present owner.

    mark: tells what the file holds. Raises Refusal import_no_owner or import_no_consent.
    """
    owner = history.keeper(unit, vehicle.id)
    row = _row(unit, vehicle.id, owner_id=owner.id, mark=mark)
    if row is None:
        new = FileImport(
            owner_id=owner.id, vehicle_id=vehicle.id, content_hash=mark, kind=kind, made_at=unit.now
        )
        unit.session.add(new)
        return None
    return row.day


def note_day(unit: Unit, vehicle: Vehicle, *, mark: str, day: date, outcome: Outcome) -> None:
    """Note that a day of a file is done, in the transaction that took it in."""
    owner = history.keeper(unit, vehicle.id)
    row = _row(unit, vehicle.id, owner_id=owner.id, mark=mark)
    if row is not None:
        row.day, row.count = day, row.count + outcome.receipt.kept
        unit.session.add(row)


def take_day(
    unit: Unit,
    vehicle: Vehicle,
    past: Past,
    day: date,
    batch: Batch,
    *,
    before: date | None,
    evening: Block,
    since: datetime | None = None,
) -> Block:
    """Take one day of a file in, unless an earlier run did; return its evening, which the next day needs.

    before: the last day that is done. since: as of `history.learn`, whose refusals it raises.
    """
    if before is not None and day <= before:
        past.tally.days_before += 1
        return (
            history.evening_of(unit, vehicle, batch, day=day, since=since) if day == before else blocks.EMPTY
        )
    outcome = history.learn(unit, vehicle, batch, day=day, evening=evening, since=since)
    note_day(unit, vehicle, mark=past.mark, day=day, outcome=outcome)
    past.tally.take_day(outcome)
    return outcome.evening


def note_end(unit: Unit, vehicle: Vehicle, *, mark: str) -> tuple[bool, int]:
    """Note that all of a file is done; return whether it was before, and how many values of it were kept in all.

    Raises Refusal import_no_owner or import_no_consent.
    """
    owner = history.keeper(unit, vehicle.id)
    row = _row(unit, vehicle.id, owner_id=owner.id, mark=mark)
    if row is None:
        return True, 0
    was_done = row.ended_at is not None
    row.ended_at = row.ended_at or unit.now
    unit.session.add(row)
    return was_done, row.count


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that was read in to its end. kind: the program's name; until: its last day, at noon UTC."""

    kind: str
    made_at: datetime
    until: datetime


def has_files(unit: Unit, owner_id: int, vehicle_id: int) -> bool:
    """Return whether this owner had a file of the car's past read in, to its end or not."""
    query = select(FileImport.id).where(FileImport.vehicle_id == vehicle_id, FileImport.owner_id == owner_id)
    return unit.session.exec(query.limit(1)).first() is not None


def of_car(unit: Unit, owner_id: int, vehicle_id: int) -> tuple[ImportedFile, ...]:
    """Return the last files of a car that its present owner had read in, the oldest first."""
    query = (
        select(FileImport)
        .where(
            FileImport.vehicle_id == vehicle_id,
            FileImport.owner_id == owner_id,
            col(FileImport.ended_at).is_not(None),
        )
        .order_by(col(FileImport.id).desc())
        .limit(_LAST)
    )
    return tuple(
        ImportedFile(row.kind, row.made_at, datetime.combine(row.day, time(12), tzinfo=UTC))
        for row in reversed(unit.session.exec(query).all())
        if row.day is not None
    )


def _row(unit: Unit, vehicle_id: int, *, owner_id: int, mark: str) -> FileImport | None:
    query = select(FileImport).where(
        FileImport.vehicle_id == vehicle_id, FileImport.owner_id == owner_id, FileImport.content_hash == mark
    )
    return unit.session.exec(query).first()
