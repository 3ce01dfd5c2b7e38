"""Plans, what they open, and how payments stand. Amounts are in minor units of their currency (fen, cents; whole Stars)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from domain.explain.facts import Names

STARS: Final = "XTR"  # Telegram's own currency, without minor units
VISIT: Final = "visit"  # in place of a plan's code on what is paid for a visit


class Entitlement(StrEnum):
    """What a plan may open; everything that is not listed here is free."""

    REPORT_FILES = "report_files"  # the driving report as a file, to share, and of a whole year
    ADVICE_TRIALS = "advice_trials"  # measuring what an advice saves
    OUTLOOK = "outlook"  # how the battery should go on
    HEALTH_REPORT = "health_report"  # the health report with its score, signed and as a page


FREE_FOR_ALL: Final = frozenset(
    {
        "booking",
        "care",
        "emergencies",
        "erasure",
        "export",
        "person",
        "privacy",
        "recalls",
        "red_warnings",
        "safety",
        "warnings",
        "yellow_warnings",
    }
)
"""What no table may name: safety and privacy are never behind a plan."""


class Channel(StrEnum):
    """How a payment came. WORKSHOP and OPERATOR are noted by the operator."""

    TELEGRAM = "telegram"  # a payment provider, through Telegram
    STARS = "stars"
    WORKSHOP = "workshop"
    OPERATOR = "operator"


class InvoiceState(StrEnum):
    OPEN = "open"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


Outcome = Literal["credited", "before", "twice", "changed", "unmatched"]
"""What becomes of a payment: twice and changed go back, unmatched is the operator's to settle."""


class PaymentState(StrEnum):
    """CREDITED: it opened a plan. UNMATCHED: no invoice is known for it. REFUND_DUE: to be paid back, and opens nothing."""

    CREDITED = "credited"
    UNMATCHED = "unmatched"
    REFUND_DUE = "refund_due"
    REFUND_FAILED = "refund_failed"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Price:
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that is sold. stars: its price in Telegram Stars. is_digital: Telegram wants it paid in Stars in the chat.

    days: how long a payment opens it; trial_days: free once for each owner; grace_days: it goes on so long after its end unless
    the owner ended it; refund_days: within them the owner gets the whole price back. cars: of an owner, those linked first.
    """

    code: str
    title: Names
    text: Names
    price: Price
    stars: int | None
    is_digital: bool
    days: int
    trial_days: int
    grace_days: int
    refund_days: int
    cars: int
    contains: frozenset[Entitlement]

    def amount(self, currency: str) -> int | None:
        """Return the price in a currency; None where it is not sold in it."""
        if currency == STARS:
            return self.stars
        return self.price.amount if currency == self.price.currency else None


@dataclass(frozen=True, slots=True)
class Table:
    """What is sold, the least first, and what everybody has anyway."""

    free: frozenset[Entitlement]
    plans: tuple[Plan, ...]

    def plan(self, code: str) -> Plan | None:
        return next((each for each in self.plans if each.code == code), None)

    def level(self, code: str) -> int:
        """Return the place of a plan among the others; -1 for one that the table has no more."""
        return next((place for place, each in enumerate(self.plans) if each.code == code), -1)

    def cheapest(self, entitlement: Entitlement, *, place: int = 0) -> Plan | None:
        """Return the least plan that contains something for the car at a place among an owner's; None where none does."""
        return next((each for each in self.plans if entitlement in each.contains and place < each.cars), None)


@dataclass(frozen=True, slots=True)
class Term:
    """A time for which an owner has a plan. worth: what was given for it, what was counted from earlier terms included.

    is_last: the owner ended it, so it has no grace and no reminder.
    """

    id: int
    plan: str
    starts_at: datetime
    ends_at: datetime
    worth: int
    currency: str
    is_trial: bool
    is_last: bool


class Kind(StrEnum):
    """What buying a plan now would be."""

    NEW = "new"
    LONGER = "longer"  # the same again, after the end of what runs
    UPGRADE = "upgrade"
    LATER = "later"  # a lesser one, after the end of what runs


@dataclass(frozen=True, slots=True)
class Quote:
    """What a plan costs an owner now. amount: due; rest: what earlier terms still count for; replaces: the numbers of those."""

    kind: Kind
    amount: int
    rest: int
    currency: str
    starts_at: datetime
    ends_at: datetime
    replaces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Invoiced:
    """What stands on an invoice. rest: counted off the price; replaces: the terms that counts; visit_id: None for a plan."""

    state: InvoiceState
    plan: str
    amount: int
    rest: int
    currency: str
    expires_at: datetime
    replaces: tuple[int, ...]
    visit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """A payment as it is told: token: the invoice's, "" where there is none; reference: its own number, which credits it once."""

    token: str
    amount: int
    currency: str
    channel: Channel
    reference: str
    provider_reference: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """What a payment is found by where it was made; sealed with its owner's key."""

    reference: str
    provider_reference: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A payment as it is listed. reason: why it goes back, or why it could not: a code of ours, or what Telegram said."""

    number: int
    plan: str
    price: Price
    channel: Channel
    at: datetime
    state: PaymentState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan that an owner could buy. quote: in the currency in which the chat takes it, else in money; trial_days: 0 for none."""

    plan: Plan
    quote: Quote
    in_chat: bool
    trial_days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What an owner has: the term that is open, how it goes on, and what there is to be had.

    until, is_last: of the last term of that plan. can_end: something runs that the owner has not ended.
    """

    term: Term | None
    until: datetime | None
    is_last: bool
    in_grace: bool
    can_end: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """What ending a plan means. refundable: payments whose whole price goes back; until: when the rest of it ends, None for now."""

    plan: str
    refundable: tuple[Slip, ...]
    until: datetime | None


FindingKind = Literal[
    "paid_not_credited",
    "credited_not_paid",
    "amount_differs",
    "refund_waits",
    "refund_failed",
    "no_statement",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the books that does not agree. number: of the payment; None for one that only Telegram knows, or whose owner is erased.

    reference: what the operator finds it by where there is no number, "" where that is not known. no_statement: Telegram's own
    could not be read, so nothing is known of that side.
    """

    kind: FindingKind
    number: int | None
    price: Price
    at: datetime
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a payment service's own statement."""

    reference: str
    price: Price
    at: datetime
    is_refund: bool
