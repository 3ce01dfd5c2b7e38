"""What was paid and paid back, for figures of the operator."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlmodel import col, or_, select

from domain.core import Unit
from domain.explain.facts import major
from domain.plans import message, service
from domain.plans.facts import VISIT
from domain.plans.tables import Receipt
from domain.registry.scope import Scope


class Sale(NamedTuple):
    """Money that came, or with a negative amount went back. id: of its receipt, which names nobody. amount: in whole units of the currency."""

    id: int
    plan: str
    amount: float
    currency: str
    at: datetime


def sales(unit: Unit, scope: Scope) -> list[Sale]:
    """Return what was paid for plans in a time and what went back, in the order of receipts. Receipts are of no car and of no centre."""
    times = (col(Receipt.made_at), col(Receipt.refunded_at))
    within = or_(*((each >= scope.since) & (each < scope.until) for each in times))
    of_plans = col(Receipt.plan).not_in(("", VISIT))  # "": it matched no plan
    rows = unit.session.exec(select(Receipt).where(within, of_plans).order_by(col(Receipt.id)))
    return [each for row in rows for each in _movements(row) if scope.since <= each.at < scope.until]


def _movements(receipt: Receipt) -> Iterator[Sale]:
    amount = major(receipt.amount_minor, receipt.currency)
    yield Sale(receipt.id, receipt.plan, amount, receipt.currency, receipt.made_at)
    if receipt.refunded_at is not None:
        yield Sale(receipt.id, receipt.plan, -amount, receipt.currency, receipt.refunded_at)


def title(unit: Unit, code: str) -> object:
    """Return the name of a plan; its code where it is sold no more."""
    return message.title(code, service.table(unit))
