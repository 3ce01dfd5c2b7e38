"""Where a new notice goes: out at once, after the quiet hours, into a slot of the budget, or nowhere."""

from domain.contact import budget, rules, store
from domain.contact.facts import Quiet
from domain.contact.rules import State
from domain.contact.tables import Notice
from domain.core import Unit
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner


def place(unit: Unit, notice: Notice, *, warning: bool) -> None:
    """Decide when a new notice goes out, or why it does not."""
    owner = store.owner(unit, notice.owner_id)
    if owner.blocked_at is not None:
        store.end(unit, notice, State.DEAD, "blocked")
    elif notice.grade == rules.BLUE and not owner.notes:
        store.end(unit, notice, State.DROPPED, "not_wanted")
    elif notice.edits:
        _place_edit(unit, notice)
    elif rules.needs_budget(notice.grade):
        _place_in_budget(unit, notice, quiet=quiet_hours(owner), warning=warning)
    elif not notice.any_time:
        notice.not_before = rules.after_quiet(notice.not_before, quiet_hours(owner))


def may_go(unit: Unit, notice: Notice, owner: Owner) -> bool:
    """Return whether a due notice goes out now; note why not: the chat is blocked, its purpose has no yes any more, or quiet hours."""
    if owner.blocked_at is not None:
        _end(unit, notice, State.DEAD, "blocked")
    elif notice.purpose and not _is_agreed(unit, notice, owner):
        _end(unit, notice, State.DROPPED, "not_agreed")
    elif not notice.any_time and rules.is_quiet(unit.now, quiet_hours(owner)):
        notice.not_before = rules.after_quiet(unit.now, quiet_hours(owner))
    else:
        return True
    return False


def _is_agreed(unit: Unit, notice: Notice, owner: Owner) -> bool:
    rests = owner.privacy_mode and notice.purpose != Purpose.CARE
    return not rests and notice.purpose in registry.consents(unit, owner.id)


def _end(unit: Unit, notice: Notice, state: State, reason: str) -> None:
    store.end(unit, notice, state, reason)
    budget.refund(unit, notice.key)


def _place_edit(unit: Unit, edit: Notice) -> None:
    """Put a new text into the message about its subject that still waits, and drop older edits of it."""
    for earlier in store.waiting_notices(unit, edit.owner_id, edit.subject):
        if earlier.id == edit.id:
            continue
        if earlier.edits:
            store.end(unit, earlier, State.DROPPED, "superseded")
        else:
            earlier.body = edit.body
            store.end(unit, edit, State.DROPPED, "merged")


def _place_in_budget(unit: Unit, notice: Notice, *, quiet: Quiet, warning: bool) -> None:
    waits = rules.may_wait(notice.grade)
    at, reason = budget.reserve(
        unit, notice.owner_id, key=notice.key, quiet=quiet, warning=warning, waits=waits
    )
    if at is None:
        store.end(unit, notice, State.DROPPED, reason)
    else:
        notice.not_before = at


def quiet_hours(owner: Owner) -> Quiet:
    return Quiet(owner.quiet_from, owner.quiet_to, owner.zone)
