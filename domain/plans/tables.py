"""What was invoiced, paid and opened."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import SQLModel

from domain.db.columns import column, row_id, table
from domain.kit.classified import Category, Reach

TEN_YEARS: Final = timedelta(days=3653)
"""Books and the vouchers that they rest on: the longest that tax law of the EU's members asks of an operator (Germany, §147 AO: books
10 years). China's e-commerce law (article 31) asks three for transactions; accounts that are kept longer are the operator's own."""


class Receipt(SQLModel, table=True):
    """A payment for the books, without name and place: what, how much, when. charge_hash: keyed, so that it is credited once.

    provider_hash: of the provider's own number, by which its statement names it; "" where there is none.
    refund_reference: what the operator finds a payment by that is owed to somebody who was erased, until it has gone
    back.
    """

    __tablename__ = "receipt"
    __table_args__ = table(Reach(owner=None, keep=TEN_YEARS, age="made_at", survives="survives.receipts"))

    id: int = row_id()
    charge_hash: str = column(Category.SYSTEM, proof=True, unique=True)
    provider_hash: str = column(Category.SYSTEM, default="", proof=True, index=True)
    plan: str = column(Category.PAYMENT)
    amount_minor: int = column(Category.PAYMENT)
    currency: str = column(Category.PAYMENT)
    channel: str = column(Category.PAYMENT)
    made_at: datetime = column(Category.PAYMENT)
    refund_due_at: datetime | None = column(Category.PAYMENT, default=None)
    refund_reference: str = column(Category.PAYMENT, default="")
    refunded_at: datetime | None = column(Category.PAYMENT, default=None)


class Invoice(SQLModel, table=True):
    """What an owner was asked to pay. token: what Telegram repeats of it; replaces: numbers of terms whose rest is counted.

    visit_id: it is for a visit, and plan is facts.VISIT.
    """

    __tablename__ = "invoice"
    __table_args__ = table(Reach(owner="owner_id", keep=timedelta(days=400), age="made_at"))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    token: str = column(Category.SYSTEM, proof=True, unique=True)
    plan: str = column(Category.PAYMENT)
    visit_id: int | None = column(
        Category.BOOKING, default=None, foreign_key="visit.id", ondelete="SET NULL", index=True
    )
    amount_minor: int = column(Category.PAYMENT)
    rest: int = column(Category.PAYMENT)
    currency: str = column(Category.PAYMENT)
    replaces: str = column(Category.SYSTEM, default="")
    state: str = column(Category.PAYMENT)
    made_at: datetime = column(Category.PAYMENT)
    expires_at: datetime = column(Category.PAYMENT)


class Payment(SQLModel, table=True):
    """An owner's payment: its receipt, what it is found by where it was made (sealed), and how it stands. visit_id: it paid a visit."""

    __tablename__ = "payment"
    __table_args__ = table(Reach(owner="owner_id", keep=TEN_YEARS, age="made_at"))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    receipt_id: int = column(Category.SYSTEM, foreign_key="receipt.id", ondelete="CASCADE", unique=True)
    visit_id: int | None = column(
        Category.BOOKING, default=None, foreign_key="visit.id", ondelete="SET NULL", index=True
    )
    references: bytes = column(Category.PAYMENT, sealed=True)
    state: str = column(Category.PAYMENT, index=True)
    reason: str = column(Category.PAYMENT, default="")
    made_at: datetime = column(Category.PAYMENT)
    changed_at: datetime = column(Category.PAYMENT)


class PlanTerm(SQLModel, table=True):
    """A time for which an owner has a plan (facts.Term). replaced_by: the payment that counts its rest; over_at: it was paid back."""

    __tablename__ = "plan_term"
    __table_args__ = table(Reach(owner="owner_id", keep=timedelta(days=800), age="ends_at"))

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    plan: str = column(Category.PAYMENT)
    starts_at: datetime = column(Category.PAYMENT)
    ends_at: datetime = column(Category.PAYMENT)
    worth: int = column(Category.PAYMENT, default=0)
    currency: str = column(Category.PAYMENT, default="")
    is_trial: bool = column(Category.PAYMENT, default=False)
    is_last: bool = column(Category.PAYMENT, default=False)
    payment_id: int | None = column(
        Category.SYSTEM, default=None, foreign_key="payment.id", ondelete="SET NULL", unique=True
    )
    replaced_by: int | None = column(
        Category.SYSTEM, default=None, foreign_key="payment.id", ondelete="SET NULL", index=True
    )
    over_at: datetime | None = column(Category.PAYMENT, default=None)
