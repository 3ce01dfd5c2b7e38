"""Money that goes back: ordered once, no service from then on, and noted when it has gone."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from domain.booking import bills
from domain.contact import service as contact
from domain.core import Unit
from domain.errors import Refusal
from domain.plans import message, store
from domain.plans.facts import Channel, PaymentState, Price, References, Slip
from domain.plans.tables import Payment, Receipt
from domain.registry import service as registry
from domain.registry.tables import Owner

REFERENCES: Final = "payment.references"  # label of the sealed references
PAID_WITHIN: Final = timedelta(days=1)
_OPEN = frozenset({PaymentState.CREDITED, PaymentState.UNMATCHED, PaymentState.REFUND_FAILED})


def slip(payment: Payment, receipt: Receipt) -> Slip:
    return Slip(
        number=payment.id,
        plan=receipt.plan,
        price=Price(receipt.amount_minor, receipt.currency),
        channel=Channel(receipt.channel),
        at=receipt.made_at,
        state=PaymentState(payment.state),
        reason=payment.reason,
    )


def order(unit: Unit, payment_id: int, *, reason: str) -> Slip:
    """Order that a payment goes back: what it opened ends at once, and what it had counted stands again.

    The same again changes nothing. Stars are paid back by the bot; all else by the operator, who notes it with `done`.
    Raises Refusal payment_unknown, and payment_counted where another payment has counted its rest: that one first.
    """
    payment, receipt = _row(unit, payment_id)
    if payment.state not in _OPEN:
        return slip(payment, receipt)
    if any(each.replaced_by is not None for each in store.terms_of(unit, payment_id)):
        raise Refusal("payment_counted")
    _close(unit, payment)
    payment.state, payment.reason, payment.changed_at = PaymentState.REFUND_DUE, reason, unit.now
    receipt.refund_due_at = receipt.refund_due_at or unit.now
    if not receipt.amount_minor:
        _settle(unit, payment, receipt)
    return slip(payment, receipt)


def done(unit: Unit, payment_id: int) -> Slip:
    """Note that the money of a payment has gone back, and tell its owner, once. Raises Refusal payment_unknown."""
    payment, receipt = _row(unit, payment_id)
    if payment.state != PaymentState.REFUNDED:
        _close(unit, payment)
        _settle(unit, payment, receipt)
    return slip(payment, receipt)


def done_by_reference(unit: Unit, reference: str) -> None:
    """Note a refund that is told by its own number, as Telegram does; one that nobody knows is passed over."""
    receipt = store.receipt(unit, unit.fingerprint("charge", reference))
    if receipt is not None:
        note(unit, receipt)


def note(unit: Unit, receipt: Receipt) -> None:
    """Note that the money of a receipt has gone back, and tell its owner, once, where there still is one."""
    payment = store.payment_of(unit, receipt.id)
    if payment is not None:
        done(unit, payment.id)
    else:
        _forget(unit, receipt)


def done_to_nobody(unit: Unit, reference: str) -> None:
    """Note that money owed to somebody who is erased has gone back, by the reference that the report names. Raises Refusal reference_unknown."""
    receipt = next((each for each in store.owed_to_nobody(unit) if each.refund_reference == reference), None)
    if not reference or receipt is None:
        raise Refusal("reference_unknown", status=404)
    _forget(unit, receipt)


def _forget(unit: Unit, receipt: Receipt) -> None:
    receipt.refunded_at, receipt.refund_reference = receipt.refunded_at or unit.now, ""


def keep_owed(unit: Unit, owner_id: int) -> None:
    """Before an owner is erased, keep what each payment is found by that has to go back, and nothing of whose it is."""
    for payment, receipt in store.lock_owed(unit, owner_id):
        receipt.refund_due_at = receipt.refund_due_at or unit.now
        receipt.refund_reference = _kept_by(receipt, references(unit, payment)) or f"receipt {receipt.id}"


def _kept_by(receipt: Receipt, every: References | None) -> str:
    """Return the number by which money is paid back: Stars by Telegram's own, all else by the provider's or the voucher's."""
    if every is None:
        return ""
    return (
        every.reference if receipt.channel == Channel.STARS else every.provider_reference or every.reference
    )


def references(unit: Unit, payment: Payment) -> References | None:
    """Return what a payment is found by where it was made; None where it cannot be opened."""
    read = partial(unit.unseal_fact, payment.references, References, label=REFERENCES)
    return unit.readable(read, what="what a payment is found by")


def failed(unit: Unit, payment_id: int, *, reason: str) -> None:
    """Note that Telegram refused a refund for good: the operator sees it in the report."""
    payment, _ = _row(unit, payment_id)
    if payment.state == PaymentState.REFUND_DUE:
        payment.state, payment.reason, payment.changed_at = PaymentState.REFUND_FAILED, reason[:200], unit.now


def owed(unit: Unit, owner_id: int) -> tuple[Slip, ...]:
    """Return an owner's payments that are to go back and have not, and those that nobody knows what for."""
    return tuple(slip(*each) for each in store.owed(unit, owner_id))


def has_paid(unit: Unit, owner_id: int) -> bool:
    """Tell whether an owner ever paid anything, so that a receipt outlives them."""
    return store.has_paid(unit, owner_id)


def refuse_under_way(unit: Unit, owner_id: int) -> None:
    """Raise Refusal refund_under_way while the bot pays Stars back to an owner; what it has not done in a day holds nobody up."""
    for payment, receipt in store.owed(unit, owner_id):
        is_fresh = payment.changed_at > unit.now - PAID_WITHIN
        if is_fresh and payment.state == PaymentState.REFUND_DUE and receipt.channel == Channel.STARS:
            amount = Price(receipt.amount_minor, receipt.currency)
            raise Refusal("refund_under_way", price=message.price(amount))


@dataclass(frozen=True, slots=True)
class Due:
    """A payment in Stars that the bot is to pay back."""

    number: int
    chat_id: int
    reference: str


def due(unit: Unit) -> tuple[Due, ...]:
    """Return what is to be paid back in Stars. What cannot be opened is left out: the report tells that it waits."""
    every = []
    for payment in store.to_refund_in_stars(unit):
        owner = unit.session.get_one(Owner, payment.owner_id)
        one = unit.readable(partial(_due, unit, payment, owner), what="a payment that is to go back")
        every += [] if one is None else [one]
    return tuple(every)


def _due(unit: Unit, payment: Payment, owner: Owner) -> Due:
    references = unit.unseal_fact(payment.references, References, label=REFERENCES)
    return Due(payment.id, registry.chat_of(unit, owner), references.reference)


def _row(unit: Unit, payment_id: int) -> tuple[Payment, Receipt]:
    row = store.payment(unit, payment_id)
    if row is None:
        raise Refusal("payment_unknown", status=404)
    return row


def _close(unit: Unit, payment: Payment) -> None:
    for each in store.terms_of(unit, payment.id):
        each.over_at = each.over_at or unit.now
    unit.session.flush()
    store.restore_terms(unit, by=payment.id)
    if payment.visit_id is not None and payment.state == PaymentState.CREDITED:
        bills.take_back(unit, payment.visit_id)


def _settle(unit: Unit, payment: Payment, receipt: Receipt) -> None:
    payment.state, payment.changed_at = PaymentState.REFUNDED, unit.now
    receipt.refunded_at = receipt.refunded_at or unit.now
    unit.session.flush()
    owner = unit.session.get_one(Owner, payment.owner_id)
    content = message.refunded(slip(payment, receipt), zone=owner.zone)
    contact.queue(unit, owner.id, key=f"refund:{payment.id}", message=content, awaited=True)
