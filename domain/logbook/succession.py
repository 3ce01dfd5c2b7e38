"""The list of a dossier goes with the car to its next owner, and that it was handed on stands in it."""

from typing import Final

from sqlmodel import col, select

from domain.core import Unit
from domain.logbook import sources, store
from domain.logbook.facts import Section
from domain.logbook.service import LABEL
from domain.logbook.tables import LogbookIssue, OwnerChange
from domain.registry import service as registry

# Of what an entry was, and its salt: nothing is called so, and a hash without its salt tells nothing.
_UNSAID: Final = ""


def hand_on(unit: Unit, vehicle_id: int, *, owner_id: int, to_id: int) -> None:
    """Give the list to the next owner, sealed for them; then note the change. One who has a list of this car goes on with that.

    Of what the next owner cannot tell from the record that came along (warnings, days with a reading) only the hashes go:
    with the salts such entries could be guessed. The next owner has to be the car's owner by now.
    """
    if not store.entries(unit, to_id, vehicle_id):
        own = store.entries(unit, owner_id, vehicle_id)
        car, refs = registry.vehicle(unit, vehicle_id), {row.ref for row in own}
        tellable = {each.ref for each in sources.gather(unit, to_id, car, refs=refs)}
        for row in own:
            row.ref = row.ref if row.ref in tellable else _UNSAID
            salt = unit.unseal_text(row.salt, label=LABEL) if row.ref else _UNSAID
            row.owner_id, row.salt = to_id, unit.seal_text(to_id, salt, label=LABEL)
        mine = (col(LogbookIssue.owner_id) == owner_id, col(LogbookIssue.vehicle_id) == vehicle_id)
        for issue in unit.session.exec(select(LogbookIssue).where(*mine)).all():
            issue.owner_id, issue.sections = to_id, _without_score(issue.sections)
    before = [each.owner_number for each in store.owner_changes(unit, to_id, vehicle_id)]
    number = max(len(sources.owners_since(unit, vehicle_id)), *(each + 1 for each in before), 2)
    unit.session.add(OwnerChange(owner_id=to_id, vehicle_id=vehicle_id, owner_number=number, at=unit.now))
    unit.session.flush()


def _without_score(sections: str) -> str:
    """Leave out that the earlier owner opened how they drove: it is no matter of the car."""
    return " ".join(each for each in sections.split() if each != Section.SCORE)
