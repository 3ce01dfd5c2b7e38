"""When messages reach an owner, for slices that prepare something for that moment, such as a held slot."""

from datetime import datetime

from sqlmodel import col, func, select

from domain.contact import placing, rules, store
from domain.contact.facts import Quiet
from domain.contact.rules import State
from domain.contact.tables import Notice
from domain.core import Unit


def reaches_at(unit: Unit, owner_id: int, *, grade: int) -> datetime:
    """Return when a push of this grade would go out if it were queued now; a spent budget is left aside."""
    if grade == rules.RED:
        return unit.now
    return rules.after_quiet(unit.now, placing.quiet_hours(store.owner(unit, owner_id)))


def wants_reminders(unit: Unit, owner_id: int) -> bool:
    """Return whether an owner wants to be reminded of visits."""
    return store.owner(unit, owner_id).reminders


def quiet_hours(unit: Unit, owner_id: int) -> Quiet:
    """Return the hours in which an owner is not to be woken."""
    return placing.quiet_hours(store.owner(unit, owner_id))


def next_at(unit: Unit) -> datetime | None:
    """Return when the next message that waits goes out, or None where none does."""
    waiting = select(func.min(col(Notice.not_before))).where(
        Notice.state == State.QUEUED, col(Notice.not_before) > unit.now
    )
    return unit.session.exec(waiting).one()
