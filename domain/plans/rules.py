"""What an owner has, what a plan costs now, and when money goes back; pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.plans.facts import Entitlement, Invoiced, Kind, Plan, Quote, Table, Term

INVOICE_LIFE: Final = timedelta(hours=24)  # its price counts what is left of an earlier plan, by the day
REMIND_BEFORE: Final = timedelta(days=7)
LEAST_SHARE: Final = 10  # a tenth of the price is always due: providers refuse very small payments


def is_open(term: Term, table: Table, now: datetime) -> bool:
    """Tell whether a term opens its plan now, its grace included."""
    return term.starts_at <= now < term.ends_at + grace(term, table)


def grace(term: Term, table: Table) -> timedelta:
    plan = table.plan(term.plan)
    return timedelta(days=0 if plan is None or term.is_trial or term.is_last else plan.grace_days)


def opens(
    terms: Sequence[Term], table: Table, entitlement: Entitlement, *, place: int, now: datetime
) -> bool:
    """Tell whether terms open something for an owner's car. place: of the car among the owner's, 0 for the one linked first."""
    if entitlement in table.free:
        return True
    plans = (table.plan(each.plan) for each in terms if is_open(each, table, now))
    return any(plan and entitlement in plan.contains and place < plan.cars for plan in plans)


def current(terms: Sequence[Term], table: Table, now: datetime) -> Term | None:
    """Return the highest term that is open; of two alike the one that ends last."""
    every = [each for each in terms if is_open(each, table, now) and table.plan(each.plan)]
    return max(every, key=lambda each: (table.level(each.plan), each.ends_at), default=None)


def rest(term: Term, table: Table, currency: str, now: datetime) -> int:
    """Return what the days that are left of a term are worth, rounded down.

    In another currency than the term's, by the operator's own two prices of that plan; 0 where it has none there.
    """
    worth = term.worth
    if currency != term.currency and worth:
        plan = table.plan(term.plan)
        there, here = (plan.amount(term.currency), plan.amount(currency)) if plan else (None, None)
        worth = worth * here // there if here and there else 0
    days = (term.ends_at - term.starts_at).days
    remaining = min(days, max(0, (term.ends_at - now).days))
    return worth * remaining // days if days else 0


def quote(plan: Plan, terms: Sequence[Term], table: Table, *, currency: str, now: datetime) -> Quote:
    """Return what a plan costs now in a currency in which it is sold.

    A higher one begins at once and counts what is left of all others; the same and lesser ones begin when what runs has ended,
    and count what is left then of those that are lesser still: they would run beside it for nothing.
    """
    price = plan.amount(currency)
    assert price is not None, f"{plan.code} is not sold in {currency}"
    level = table.level(plan.code)
    running = [each for each in terms if each.ends_at > now and not each.is_trial]
    others = [each for each in running if table.level(each.plan) >= level]
    starts = max((each.ends_at for each in others), default=now)
    lesser = [each for each in running if each not in others and each.ends_at > starts]
    credit = min(sum(rest(each, table, currency, starts) for each in lesser), price - price // LEAST_SHARE)
    if others:
        kind = Kind.LONGER if any(each.plan == plan.code for each in others) else Kind.LATER
    else:
        kind = Kind.UPGRADE if lesser else Kind.NEW
    trials = [] if others else _ended_trials(terms, table, level, now)
    ends, replaces = starts + timedelta(days=plan.days), tuple(each.id for each in (*lesser, *trials))
    return Quote(kind, price - credit, credit, currency, starts, ends, replaces)


def _ended_trials(terms: Sequence[Term], table: Table, level: int, now: datetime) -> list[Term]:
    """Return the trials that a plan ends: none of a higher one, which opens more."""
    return [
        each for each in terms if each.is_trial and each.ends_at > now and table.level(each.plan) <= level
    ]


def is_coming(term: Term, table: Table, now: datetime) -> bool:
    """Tell whether a term is open now, its grace included, or will be."""
    return term.ends_at + grace(term, table) > now


def can_end(terms: Sequence[Term], table: Table, now: datetime) -> bool:
    """Tell whether something is open or coming that its owner has not ended; a trial can always be ended."""
    return any(each.is_trial or not each.is_last for each in terms if is_coming(each, table, now))


def why_refused(
    invoice: Invoiced, plan: Plan | None, terms: Sequence[Term], *, amount: int, currency: str, now: datetime
) -> str | None:
    """Return why an invoice is not to be paid now, as the end of a code `refusal.invoice_…`; None where it may be.

    amount, currency: what the payer is about to pay.
    """
    price = plan.amount(currency) if plan else None
    why = why_stale(invoice, price, amount=amount, currency=currency, now=now)
    if why is None and not {each.id for each in terms}.issuperset(invoice.replaces):
        return "changed"
    return why


def why_stale(
    invoice: Invoiced, price: int | None, *, amount: int, currency: str, now: datetime
) -> str | None:
    """Return why an invoice is not to be paid now, from itself and the price of what it is for: None where there is none any more."""
    if invoice.state != "open":
        return str(invoice.state)
    if now >= invoice.expires_at:
        return "stale"
    is_same = (amount, currency) == (invoice.amount, invoice.currency) and price == amount + invoice.rest
    return None if is_same else "changed"


def is_refundable(starts_at: datetime, days: int, now: datetime) -> bool:
    """Tell whether an owner who ends a term gets the whole price back; one that has not begun always."""
    return now < starts_at + timedelta(days=days)
