"""Money that is no money: invoices, questions before a payment, payments and refunds, as Telegram's servers have them. Simulated."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

import anyio

from bot.playground.facts import ApiError, Json, Person

STARS = "XTR"
ANSWER_WITHIN_S = 10.0
"""Telegram: so long a bot has to answer whether a payment may go on."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """What can be paid. chat_id: 0 for a link, which anybody may follow."""

    chat_id: int
    payload: str
    currency: str
    amount: int


@dataclass(slots=True)
class Checkout:
    """A payment that waits for the bot's word. refusal: None while there is none, "" for a yes."""

    done: anyio.Event = field(default_factory=anyio.Event)
    refusal: str | None = None


@dataclass(slots=True)
class Charge:
    reference: str
    person: Person
    invoice: Invoice
    at: datetime
    refunded_at: datetime | None = None

    def as_payment(self) -> Json:
        return {
            "currency": self.invoice.currency,
            "total_amount": self.invoice.amount,
            "invoice_payload": self.invoice.payload,
            "telegram_payment_charge_id": self.reference,
            "provider_payment_charge_id": f"simulated-{self.reference}",
        }


@dataclass(slots=True)
class Till:
    """Everything about payments. invoices: by "message:NUMBER" or the slug of a link."""

    invoices: dict[str, Invoice] = field(default_factory=dict)
    checkouts: dict[str, Checkout] = field(default_factory=dict)
    charges: dict[str, Charge] = field(default_factory=dict)

    def charge(self, person: Person, invoice: Invoice, at: datetime) -> Charge:
        one = Charge(f"sim_{secrets.token_hex(12)}", person, invoice, at)
        self.charges[one.reference] = one
        return one

    def refund(self, user_id: int, reference: str, at: datetime) -> Charge:
        """Pay a charge in Stars back. Raises ApiError 400 as the server words it, also the second time."""
        charge = self.charges.get(reference)
        if charge is None or charge.person.id != user_id or charge.invoice.currency != STARS:
            raise ApiError(400, "CHARGE_NOT_FOUND")
        if charge.refunded_at is not None:
            raise ApiError(400, "CHARGE_ALREADY_REFUNDED")
        charge.refunded_at = at
        return charge

    def transactions(self) -> list[Json]:
        """Every payment and refund in Stars, the oldest first; a refund has the number of its payment."""
        every = []
        for charge in self.charges.values():
            if charge.invoice.currency != STARS:
                continue
            partner = {"type": "user", "transaction_type": "invoice_payment", "user": charge.person.as_user()}
            base = {"id": charge.reference, "amount": charge.invoice.amount}
            every.append(base | {"date": int(charge.at.timestamp()), "source": partner})
            if charge.refunded_at is not None:
                every.append(base | {"date": int(charge.refunded_at.timestamp()), "receiver": partner})
        return sorted(every, key=lambda each: int(each["date"]))
