"""The queries of the list and of hand-overs."""

from sqlmodel import col, select

from domain.core import Unit
from domain.logbook.tables import LogbookEntry, LogbookIssue


def entries(unit: Unit, owner_id: int, vehicle_id: int) -> list[LogbookEntry]:
    """Return the list of a car and its owner, the first entry first."""
    query = select(LogbookEntry).where(
        LogbookEntry.owner_id == owner_id, LogbookEntry.vehicle_id == vehicle_id
    )
    return list(unit.session.exec(query.order_by(col(LogbookEntry.position))))


def issues(unit: Unit, owner_id: int, vehicle_id: int, *, most: int) -> list[LogbookIssue]:
    """Return the newest hand-overs, the earliest of them first."""
    query = select(LogbookIssue).where(
        LogbookIssue.owner_id == owner_id, LogbookIssue.vehicle_id == vehicle_id
    )
    return list(unit.session.exec(query.order_by(col(LogbookIssue.id).desc()).limit(most)))[::-1]
