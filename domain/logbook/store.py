"""The queries of the list and of hand-overs."""

from datetime import datetime

from sqlmodel import col, func, select

from domain.core import Unit
from domain.logbook.tables import LogbookEntry, LogbookIssue, OwnerChange


def entries(unit: Unit, owner_id: int, vehicle_id: int) -> list[LogbookEntry]:
    """Return the list of a car and its owner, the first entry first."""
    query = select(LogbookEntry).where(
        LogbookEntry.owner_id == owner_id, LogbookEntry.vehicle_id == vehicle_id
    )
    return list(unit.session.exec(query.order_by(col(LogbookEntry.position))))


def owner_changes(unit: Unit, owner_id: int, vehicle_id: int) -> list[OwnerChange]:
    """Return the changes of owner in which a car was handed on, the first first."""
    query = select(OwnerChange).where(OwnerChange.owner_id == owner_id, OwnerChange.vehicle_id == vehicle_id)
    return list(unit.session.exec(query.order_by(col(OwnerChange.at))))


def heads(unit: Unit, owner_id: int, vehicle_id: int, *, most: int) -> list[tuple[datetime, int, str]]:
    """Return when the list was first handed over at its last lengths, with each length and its root, the shortest first."""
    query = (
        select(func.min(LogbookIssue.at), LogbookIssue.size, LogbookIssue.root_hash)
        .where(LogbookIssue.owner_id == owner_id, LogbookIssue.vehicle_id == vehicle_id)
        .group_by(col(LogbookIssue.size), col(LogbookIssue.root_hash))
        .order_by(col(LogbookIssue.size).desc())
    )
    return list(unit.session.exec(query.limit(most)))[::-1]


def is_noted(unit: Unit, issue: LogbookIssue) -> bool:
    """Return whether a hand-over of the same list and sections is noted already."""
    query = select(LogbookIssue.id).where(
        LogbookIssue.owner_id == issue.owner_id,
        LogbookIssue.vehicle_id == issue.vehicle_id,
        LogbookIssue.root_hash == issue.root_hash,
        LogbookIssue.sections == issue.sections,
    )
    return unit.session.exec(query.limit(1)).first() is not None
