"""Whether money and service agree: what is paid and not credited, credited and not paid, and refunds that have not gone."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from domain.contact import service as contact
from domain.contact.rules import BLUE
from domain.core import Unit
from domain.plans import message, refunds, rules, service, store
from domain.plans.facts import STARS, Entry, Finding, FindingKind, PaymentState, Price
from domain.plans.tables import Payment, Receipt
from domain.registry.tables import Owner

REFUND_WITHIN: Final = timedelta(days=1)
ARRIVES_WITHIN: Final = timedelta(hours=1)  # a payment that has just been made may still be on its way here


def findings(unit: Unit) -> list[Finding]:
    """Return what does not agree among what is stored."""
    return [each for row in store.payments(unit) for each in _findings(unit, *row)]


def _findings(unit: Unit, payment: Payment, receipt: Receipt) -> Iterator[Finding]:
    kinds: list[FindingKind] = []
    terms = store.terms_of(unit, payment.id)
    is_open = any(each.over_at is None for each in terms)
    match payment.state:
        case PaymentState.CREDITED if not terms and receipt.made_at > unit.now - _LONGEST:
            kinds.append("paid_not_credited")
        case PaymentState.UNMATCHED:
            kinds.append("paid_not_credited")
        case PaymentState.REFUND_FAILED:
            kinds.append("refund_failed")
        case PaymentState.REFUND_DUE if payment.changed_at <= unit.now - REFUND_WITHIN:
            kinds.append("refund_waits")
    if is_open and payment.state != PaymentState.CREDITED:
        kinds.append("credited_not_paid")
    price = Price(receipt.amount_minor, receipt.currency)
    yield from (Finding(each, payment.id, price, receipt.made_at) for each in kinds)


_LONGEST: Final = timedelta(days=400)  # after which terms may be gone by their retention


def compare(unit: Unit, statement: Sequence[Entry]) -> list[Finding]:
    """Return where Telegram's own statement of Stars and the receipts differ; a refund that only it knows is noted here.

    statement: all entries from the first of them on.
    """
    if not statement:
        return []
    since = min(each.at for each in statement)
    incoming = {unit.fingerprint("charge", each.reference): each for each in statement if not each.is_refund}
    receipts = store.receipts_since(unit, since, currency=STARS)
    marks = {each.charge_hash for each in receipts}
    for each in statement:
        if each.is_refund:
            refunds.done_by_reference(unit, each.reference)
    missing = [
        Finding("paid_not_credited", None, each.price, each.at)
        for mark, each in incoming.items()
        if mark not in marks and store.receipt(unit, mark) is None and each.at <= unit.now - ARRIVES_WITHIN
    ]
    return [*missing, *_unpaid(unit, [each for each in receipts if each.charge_hash not in incoming])]


def _unpaid(unit: Unit, receipts: Sequence[Receipt]) -> Iterator[Finding]:
    for each in receipts:
        payment = store.payment_of(unit, each.id)
        number = payment.id if payment else None
        yield Finding("credited_not_paid", number, Price(each.amount_minor, each.currency), each.made_at)


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
