"""Queries on invoices, payments and terms."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sql
from sqlalchemy import bindparam
from sqlmodel import col, select, update

from domain.core import Unit
from domain.plans.facts import Channel, Invoiced, InvoiceState, PaymentState, Price, Term
from domain.plans.rules import INVOICE_LIFE
from domain.plans.tables import Invoice, Payment, PlanTerm, Receipt
from domain.registry.tables import Owner

_INVOICE: Final = Invoice.metadata.tables["invoice"]
_OWNER: Final = Owner.metadata.tables["owner"]
_OF_CHAT: Final = (
    sql.select(_INVOICE)
    .join(_OWNER, _OWNER.c.id == _INVOICE.c.owner_id)
    .where(_INVOICE.c.token == bindparam("token"), _OWNER.c.chat_hash == bindparam("chat"))
)


_TOKEN_BYTES: Final = 18
_OWED: Final = frozenset({PaymentState.REFUND_DUE, PaymentState.REFUND_FAILED, PaymentState.UNMATCHED})


def lock(unit: Unit, owner_id: int) -> None:
    """Queue up for an owner's plans; on SQLite the unit itself is the queue."""
    unit.session.exec(select(Owner.id).where(Owner.id == owner_id).with_for_update(key_share=True)).first()


def terms(unit: Unit, owner_id: int) -> tuple[Term, ...]:
    """Return the terms of an owner that count: neither paid back nor counted into another."""
    return unit.once(("plan_terms", owner_id), lambda: tuple(map(_term, _standing(unit, owner_id))))


def _standing(unit: Unit, owner_id: int) -> Sequence[PlanTerm]:
    query = select(PlanTerm).where(
        PlanTerm.owner_id == owner_id, col(PlanTerm.over_at).is_(None), col(PlanTerm.replaced_by).is_(None)
    )
    return unit.session.exec(query.order_by(col(PlanTerm.starts_at), col(PlanTerm.id))).all()


def _term(row: PlanTerm) -> Term:
    return Term(
        id=row.id,
        plan=row.plan,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        worth=row.worth,
        currency=row.currency,
        is_trial=row.is_trial,
        is_last=row.is_last,
    )


def has_tried(unit: Unit, owner_id: int, plan: str) -> bool:
    query = select(PlanTerm.id).where(
        PlanTerm.owner_id == owner_id, PlanTerm.plan == plan, col(PlanTerm.is_trial)
    )
    return unit.session.exec(query).first() is not None


def term(unit: Unit, term_id: int) -> PlanTerm:
    return unit.session.get_one(PlanTerm, term_id)


def terms_of(unit: Unit, payment_id: int) -> Sequence[PlanTerm]:
    """Return what a payment opened."""
    return unit.session.exec(select(PlanTerm).where(PlanTerm.payment_id == payment_id)).all()


def replace_terms(unit: Unit, term_ids: Collection[int], *, by: int) -> None:
    unit.session.exec(update(PlanTerm).where(col(PlanTerm.id).in_(term_ids)).values(replaced_by=by))


def restore_terms(unit: Unit, *, by: int) -> None:
    """Let terms count again whose rest a payment had counted; a trial that it ended stays over."""
    mine = update(PlanTerm).where(col(PlanTerm.replaced_by) == by, ~col(PlanTerm.is_trial))
    unit.session.exec(mine.values(replaced_by=None))


def replaced(unit: Unit, *, by: int) -> Sequence[int]:
    """Return the numbers of the terms whose rest a payment had counted."""
    return unit.session.exec(select(PlanTerm.id).where(PlanTerm.replaced_by == by)).all()


def ending(unit: Unit, *, until: datetime) -> Sequence[PlanTerm]:
    """Return the terms that end between now and a moment and that their owners have not ended."""
    query = select(PlanTerm).where(
        col(PlanTerm.ends_at) > unit.now,
        col(PlanTerm.ends_at) <= until,
        col(PlanTerm.over_at).is_(None),
        col(PlanTerm.replaced_by).is_(None),
        ~col(PlanTerm.is_last),
    )
    return unit.session.exec(query.order_by(col(PlanTerm.id))).all()


def invoice_of_chat(unit: Unit, token: str, chat_hash: str) -> tuple[int, Invoiced] | None:
    """Return an invoice of a chat and whose it is, in one query that was built once: a payer waits for it."""
    params = {"token": token, "chat": chat_hash}
    row = unit.session.connection().execute(_OF_CHAT, params).first()
    return None if row is None else (row.owner_id, stated(row))


def invoice(unit: Unit, token: str) -> Invoice | None:
    """Return an invoice by what Telegram repeats of it, locked."""
    query = select(Invoice).where(Invoice.token == token).with_for_update()
    return unit.session.exec(query.execution_options(populate_existing=True)).first()


def stated(row: Any) -> Invoiced:
    """Return what stands on an invoice, from its row or what a query gave of it."""
    return Invoiced(
        state=InvoiceState(row.state),
        plan=row.plan,
        amount=row.amount_minor,
        rest=row.rest,
        currency=row.currency,
        expires_at=row.expires_at,
        replaces=tuple(int(each) for each in row.replaces.split(",") if each),
        visit_id=row.visit_id,
    )


def add_invoice(
    unit: Unit,
    owner_id: int,
    what: str,
    price: Price,
    *,
    rest: int = 0,
    replaces: Sequence[int] = (),
    visit_id: int | None = None,
) -> Invoice:
    """Make an invoice; what the owner was asked before for the same visit, or for plans, is withdrawn."""
    withdraw_invoices(unit, owner_id, visit_id=visit_id)
    row = Invoice(
        owner_id=owner_id,
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        plan=what,
        visit_id=visit_id,
        amount_minor=price.amount,
        rest=rest,
        currency=price.currency,
        replaces=",".join(map(str, replaces)),
        state=InvoiceState.OPEN,
        made_at=unit.now,
        expires_at=unit.now + INVOICE_LIFE,
    )
    unit.session.add(row)
    return row


def withdraw_invoices(unit: Unit, owner_id: int, *, visit_id: int | None = None) -> None:
    """Withdraw what an owner was asked to pay for a visit, or for plans, and has not."""
    unit.session.exec(
        update(Invoice)
        .where(
            col(Invoice.owner_id) == owner_id,
            col(Invoice.state) == InvoiceState.OPEN,
            col(Invoice.visit_id) == visit_id,
        )
        .values(state=InvoiceState.WITHDRAWN)
    )


def receipt(unit: Unit, charge_hash: str) -> Receipt | None:
    return unit.session.exec(select(Receipt).where(Receipt.charge_hash == charge_hash)).first()


def receipt_by_either(unit: Unit, mark: str) -> Receipt | None:
    """Return the receipt of a payment by the keyed hash of Telegram's or the provider's number."""
    query = select(Receipt).where(
        sql.or_(col(Receipt.charge_hash) == mark, col(Receipt.provider_hash) == mark)
    )
    return unit.session.exec(query).first()


def receipts_of_provider(unit: Unit) -> Sequence[Receipt]:
    """Return the receipts of what was paid through a provider in the chat."""
    query = select(Receipt).where(Receipt.channel == Channel.TELEGRAM)
    return unit.session.exec(query.order_by(col(Receipt.id))).all()


def without_provider_hash(unit: Unit) -> Sequence[tuple[Payment, Receipt]]:
    """Return the payments through a provider whose receipts are not found by its number."""
    query = select(Payment, Receipt).join(Receipt, col(Receipt.id) == col(Payment.receipt_id))
    return unit.session.exec(
        query.where(Receipt.channel == Channel.TELEGRAM, Receipt.provider_hash == "")
    ).all()


def payment_of(unit: Unit, receipt_id: int) -> Payment | None:
    """Return the payment of a receipt, locked; None after its owner was erased."""
    query = select(Payment).where(Payment.receipt_id == receipt_id).with_for_update()
    return unit.session.exec(query.execution_options(populate_existing=True)).first()


def payment(unit: Unit, payment_id: int) -> tuple[Payment, Receipt] | None:
    query = select(Payment, Receipt).join(Receipt, col(Receipt.id) == col(Payment.receipt_id))
    mine = query.where(Payment.id == payment_id).with_for_update(of=Payment)
    return unit.session.exec(mine.execution_options(populate_existing=True)).first()


def payments(unit: Unit, *, owner_id: int | None = None) -> Sequence[tuple[Payment, Receipt]]:
    """Return the payments, of one owner or of all, the latest first."""
    query = select(Payment, Receipt).join(Receipt, col(Receipt.id) == col(Payment.receipt_id))
    mine = query if owner_id is None else query.where(Payment.owner_id == owner_id)
    return unit.session.exec(mine.order_by(col(Payment.id).desc())).all()


def has_credited(unit: Unit, visit_id: int) -> bool:
    """Whether a payment in the chat stands for a visit."""
    query = select(Payment.id).where(Payment.visit_id == visit_id, Payment.state == PaymentState.CREDITED)
    return unit.session.exec(query).first() is not None


def to_refund_in_stars(unit: Unit) -> Sequence[Payment]:
    query = (
        select(Payment)
        .join(Receipt, col(Receipt.id) == col(Payment.receipt_id))
        .where(Payment.state == PaymentState.REFUND_DUE, Receipt.channel == Channel.STARS)
    )
    return unit.session.exec(query.order_by(col(Payment.id))).all()


def receipts_in_stars(unit: Unit, *, since: datetime | None) -> Sequence[Receipt]:
    """Return the receipts of what was paid in Stars in the chat, of all time where since is None."""
    query = select(Receipt).where(Receipt.channel == Channel.STARS)
    if since is not None:
        query = query.where(col(Receipt.made_at) >= since)
    return unit.session.exec(query.order_by(col(Receipt.id))).all()


def owed(unit: Unit, owner_id: int) -> Sequence[tuple[Payment, Receipt]]:
    """Return an owner's payments that are to go back and have not, and those that nobody knows what for."""
    return [row for row in payments(unit, owner_id=owner_id) if row[0].state in _OWED]


def lock_owed(unit: Unit, owner_id: int) -> Sequence[tuple[Payment, Receipt]]:
    """Return the same as they are now; nobody else changes them until the unit ends."""
    query = select(Payment, Receipt).join(Receipt, col(Receipt.id) == col(Payment.receipt_id))
    mine = query.where(Payment.owner_id == owner_id, col(Payment.state).in_(_OWED))
    every = mine.order_by(col(Payment.id)).with_for_update(of=Payment)
    return unit.session.exec(every.execution_options(populate_existing=True)).all()


def has_paid(unit: Unit, owner_id: int) -> bool:
    return unit.session.exec(select(Payment.id).where(Payment.owner_id == owner_id)).first() is not None


def owed_to_nobody(unit: Unit) -> Sequence[Receipt]:
    """Return the receipts of payments that are to go back, have not, and whose owner is erased."""
    query = (
        select(Receipt)
        .outerjoin(Payment, col(Payment.receipt_id) == col(Receipt.id))
        .where(
            col(Receipt.refund_due_at).is_not(None),
            col(Receipt.refunded_at).is_(None),
            col(Payment.id).is_(None),
        )
    )
    return unit.session.exec(query.order_by(col(Receipt.id))).all()
