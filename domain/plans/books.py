"""Whether money and service agree: what is paid and not credited, credited and not paid, and refunds that have not gone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from domain.contact import service as contact
from domain.contact.rules import BLUE
from domain.core import Unit
from domain.plans import message, refunds, rules, service, store
from domain.plans.facts import STARS, Entry, Finding, FindingKind, PaymentState, Price
from domain.plans.tables import Payment, Receipt
from domain.registry.tables import Owner

ARRIVES_WITHIN: Final = timedelta(hours=1)  # a payment that has just been made may still be on its way here


def findings(unit: Unit) -> list[Finding]:
    """Return what does not agree among what is stored, also what is owed to somebody who is erased."""
    own = [each for row in store.payments(unit) for each in _findings(unit, *row)]
    return [*own, *(_finding("refund_waits", None, each) for each in store.owed_to_nobody(unit))]


def _finding(kind: FindingKind, number: int | None, receipt: Receipt) -> Finding:
    price = Price(receipt.amount_minor, receipt.currency)
    return Finding(kind, number, price, receipt.made_at, receipt.refund_reference)


def of_receipt(unit: Unit, kind: FindingKind, receipt: Receipt) -> Finding:
    """Return a finding about a receipt, with the number of its payment where its owner is still here."""
    payment = store.payment_of(unit, receipt.id)
    return _finding(kind, payment.id if payment else None, receipt)


def no_statement(unit: Unit) -> Finding:
    """Return what stands in the report where Telegram's statement could not be read."""
    return Finding("no_statement", None, Price(0, STARS), unit.now)


def _findings(unit: Unit, payment: Payment, receipt: Receipt) -> Iterator[Finding]:
    terms = store.terms_of(unit, payment.id)
    match payment.state:
        case PaymentState.CREDITED if (
            not (terms or payment.visit_id) and receipt.made_at > unit.now - _LONGEST
        ):
            yield _finding("paid_not_credited", payment.id, receipt)
        case PaymentState.UNMATCHED:
            yield _finding("paid_not_credited", payment.id, receipt)
        case PaymentState.REFUND_FAILED:
            yield _finding("refund_failed", payment.id, receipt)
        case PaymentState.REFUND_DUE if payment.changed_at <= unit.now - refunds.PAID_WITHIN:
            yield _finding("refund_waits", payment.id, receipt)
    if payment.state != PaymentState.CREDITED and any(each.over_at is None for each in terms):
        yield _finding("credited_not_paid", payment.id, receipt)


_LONGEST: Final = timedelta(days=400)  # after which terms may be gone by their retention


def compare(unit: Unit, statement: Sequence[Entry]) -> list[Finding]:
    """Return where Telegram's own statement of Stars and the receipts differ; a refund that only it knows is noted here.

    statement: all entries from the first of them on. An empty one agrees with no receipts alone.
    """
    since = min((each.at for each in statement), default=None)
    incoming = {unit.fingerprint("charge", each.reference): each for each in statement if not each.is_refund}
    receipts = store.receipts_in_stars(unit, since=since)
    marks = {each.charge_hash for each in receipts}
    for each in statement:
        if each.is_refund:
            refunds.done_by_reference(unit, each.reference)
    missing = [
        Finding("paid_not_credited", None, each.price, each.at)
        for mark, each in incoming.items()
        if mark not in marks and store.receipt(unit, mark) is None and each.at <= unit.now - ARRIVES_WITHIN
    ]
    return [*missing, *_differing(unit, receipts, incoming)]


def _differing(unit: Unit, receipts: Sequence[Receipt], incoming: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield receipts that the statement does not know, or knows with another amount."""
    for each in receipts:
        entry = incoming.get(each.charge_hash)
        if entry is not None and entry.price == Price(each.amount_minor, each.currency):
            continue
        yield of_receipt(unit, "credited_not_paid" if entry is None else "amount_differs", each)


def remind(unit: Unit) -> int:
    """Remind owners a week before what they have ends, once, unless it goes on or they ended it; return how many."""
    table = service.table(unit)
    count = 0
    for row in store.ending(unit, until=unit.now + rules.REMIND_BEFORE) if table else ():
        plan = table.plan(row.plan) if table else None
        goes_on = any(each.starts_at == row.ends_at for each in store.terms(unit, row.owner_id))
        if plan is None or goes_on:
            continue
        owner = unit.session.get_one(Owner, row.owner_id)
        text = message.reminder(plan, row, zone=owner.zone)
        count += contact.queue(unit, owner.id, key=f"plan:{row.id}:ends", message=text, grade=BLUE)
    return count
