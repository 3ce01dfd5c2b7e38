"""A payment provider's own statement, as a sheet: what it knows of payments and refunds, held against the receipts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import minor
from domain.plans import books, refunds, store
from domain.plans.facts import Finding, Price
from domain.plans.tables import Receipt
from domain.registry import sheet
from domain.registry.sheet import Bad

State = Literal["paid", "refunded", "failed"]


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """charge: the provider's number of a payment, or Telegram's; amount: as the provider writes it, 480.00; day: UTC."""

    charge: Annotated[str, Meta(min_length=1, max_length=200)]
    amount: Annotated[float, Meta(ge=0, le=10_000_000)]
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    state: State
    day: date | None = None

    def price(self) -> Price:
        return Price(minor(self.amount, self.currency), self.currency)


@dataclass(frozen=True, slots=True)
class Compared:
    """count: rows that were read; bad: those that were not, which say nothing of a payment."""

    count: int
    findings: tuple[Finding, ...]
    bad: tuple[Bad, ...]


def compare(unit: Unit, text: str) -> Compared:
    """Return where a statement and the receipts differ; a refund that it tells of is noted here, and its owner told.

    Where all rows have a day, receipts of other days, and of the first and last of them, are not missed. Raises Refusal sheet_* where the sheet cannot be read.
    """
    before = set[tuple[str, State]]()

    def add(line: Line) -> Line:
        if (line.charge, line.state) in before and line.state != "refunded":  # which may be in parts
            raise Refusal("charge_twice", charge=line.charge)
        before.add((line.charge, line.state))
        return line

    _mark(unit)
    done = sheet.take(text, Line, add=add, columns={"charge_twice": "charge"})
    lines = [line for _, line in done.added]
    return Compared(len(lines), tuple(_findings(unit, lines)), done.bad)


def _mark(unit: Unit) -> None:
    """Let receipts of an earlier version be found by the provider's number too, from what is sealed with their payments."""
    for payment, receipt in store.without_provider_hash(unit):
        references = refunds.references(unit, payment)
        if references and references.provider_reference:
            receipt.provider_hash = unit.fingerprint("charge", references.provider_reference)
    unit.session.flush()


def _findings(unit: Unit, lines: Sequence[Line]) -> Iterator[Finding]:
    of_receipts = dict[int, tuple[Receipt, list[Line]]]()
    for line in lines:
        receipt = store.receipt_by_either(unit, unit.fingerprint("charge", line.charge))
        if receipt is not None:
            of_receipts.setdefault(receipt.id, (receipt, []))[1].append(line)
        elif line.state == "paid":
            yield Finding("paid_not_credited", None, line.price(), unit.now, line.charge)
    for each in of_receipts.values():
        yield from _of_receipt(unit, *each)
    days = [line.day for line in lines if line.day]
    for receipt in store.receipts_of_provider(unit):
        if receipt.id not in of_receipts and (len(days) < len(lines) or _is_within(receipt, days)):
            yield books.of_receipt(unit, "credited_not_paid", receipt)


def _of_receipt(unit: Unit, receipt: Receipt, lines: Sequence[Line]) -> Iterator[Finding]:
    """Judge what a statement says of one receipt; only a refund of all its money, perhaps in parts, is noted."""
    price, charge = Price(receipt.amount_minor, receipt.currency), lines[0].charge
    paid, back = ([each.price() for each in lines if each.state == state] for state in ("paid", "refunded"))
    total = Price(sum(each.amount for each in back), price.currency)
    is_back = total == price and all(each.currency == price.currency for each in back)
    if any(each != price for each in paid) or (back and not is_back):
        yield replace(books.of_receipt(unit, "amount_differs", receipt), reference=charge)
    elif back:
        refunds.note(unit, receipt)
    elif not paid:
        yield replace(books.of_receipt(unit, "credited_not_paid", receipt), reference=charge)


def _is_within(receipt: Receipt, days: Sequence[date]) -> bool:
    """Whether a receipt is surely of a statement's days: those at its ends may be cut at another hour."""
    day = receipt.made_at.date()
    return bool(days) and min(days) + timedelta(days=1) <= day <= max(days) - timedelta(days=1)
