"""The message budget: a push takes a unique row of its week, a warning one of its month too."""

from datetime import datetime

from sqlmodel import col, delete, select

from domain.contact import rules
from domain.contact.facts import Quiet
from domain.contact.rules import Period
from domain.contact.tables import BudgetSlot
from domain.core import Unit
from domain.db import rows


def reserve(
    unit: Unit, owner_id: int, *, key: str, quiet: Quiet, warning: bool, waits: bool
) -> tuple[datetime | None, str]:
    """Take slots for the earliest allowed instant and return it, or None with the period that was full.

    A notice that waits takes slots of the next week or month that has them.
    """
    at = rules.after_quiet(unit.now, quiet)
    full = ""
    for _ in range(rules.LOOK_AHEAD if waits else 1):
        period = _take_all(unit, owner_id, key=key, at=at, zone=quiet.zone, warning=warning)
        if period is None:
            return at, ""
        full = full or period.name.partition(":")[0]
        at = rules.after_quiet(period.next_start.astimezone(at.tzinfo), quiet)
    return None, f"budget_{full}"


def is_unspent(unit: Unit, owner_id: int, *, zone: str) -> bool:
    """Tell whether nothing has gone out this week that took budget, so that a push leaves room for a warning."""
    week = next(rules.periods(unit.now, zone, warning=False))
    spent = select(BudgetSlot.id).where(BudgetSlot.owner_id == owner_id, BudgetSlot.period == week.name)
    return unit.session.exec(spent).first() is None


def refund(unit: Unit, key: str) -> None:
    unit.session.exec(delete(BudgetSlot).where(col(BudgetSlot.notice_key) == key))


def _take_all(
    unit: Unit, owner_id: int, *, key: str, at: datetime, zone: str, warning: bool
) -> Period | None:
    """Return the full period, with nothing taken, or None where all slots were taken."""
    for period in rules.periods(at, zone, warning=warning):
        if not _take(unit, owner_id, key=key, period=period):
            refund(unit, key)
            return period
    return None


def _take(unit: Unit, owner_id: int, *, key: str, period: Period) -> bool:
    return any(
        rows.add_once(
            unit.session,
            BudgetSlot,
            owner_id=owner_id,
            period=period.name,
            slot=slot,
            notice_key=key,
            at=unit.now,
        )
        for slot in range(1, period.slots + 1)
    )
