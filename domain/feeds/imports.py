"""A file of a car's past, taken in a day a transaction, so that a run that is stopped goes on where it was."""

from datetime import date

from sqlmodel import select

from domain.core import Unit
from domain.feeds.tables import FileImport
from domain.registry.tables import Vehicle
from domain.telemetry import history
from domain.telemetry.history import Outcome


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


def note_end(unit: Unit, vehicle: Vehicle, *, mark: str) -> None:
    owner = history.keeper(unit, vehicle.id)
    row = _row(unit, vehicle.id, owner_id=owner.id, mark=mark)
    if row is not None:
        row.ended_at = unit.now
        unit.session.add(row)


def _row(unit: Unit, vehicle_id: int, *, owner_id: int, mark: str) -> FileImport | None:
    query = select(FileImport).where(
        FileImport.vehicle_id == vehicle_id, FileImport.owner_id == owner_id, FileImport.content_hash == mark
    )
    return unit.session.exec(query).first()
