"""The list of a dossier goes with the car to its next owner, and that it was handed on stands in it."""

from sqlmodel import col, update

from domain.core import Unit
from domain.logbook import sources, store
from domain.logbook.service import LABEL
from domain.logbook.tables import LogbookIssue, OwnerChange


def hand_on(unit: Unit, vehicle_id: int, *, owner_id: int, to_id: int) -> None:
    """Give the list to the next owner, sealed for them; then note the change. One who has a list of this car goes on with that.

    The next owner has to be the car's owner by now.
    """
    if not store.entries(unit, to_id, vehicle_id):
        for row in store.entries(unit, owner_id, vehicle_id):
            salt = unit.unseal_text(row.salt, label=LABEL)
            row.owner_id, row.salt = to_id, unit.seal_text(to_id, salt, label=LABEL)
        mine = (col(LogbookIssue.owner_id) == owner_id, col(LogbookIssue.vehicle_id) == vehicle_id)
        unit.session.exec(update(LogbookIssue).where(*mine).values(owner_id=to_id))
    before = [each.owner_number for each in store.owner_changes(unit, to_id, vehicle_id)]
    number = max(len(sources.owners_since(unit, vehicle_id)), *(each + 1 for each in before), 2)
    unit.session.add(OwnerChange(owner_id=to_id, vehicle_id=vehicle_id, owner_number=number, at=unit.now))
    unit.session.flush()
