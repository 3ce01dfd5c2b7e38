"""A visit that is paid in the chat, by the same invoices and payments as a plan."""

from domain.booking import bills, workshop
from domain.booking import service as booking
from domain.booking.facts import VisitView
from domain.booking.jobs import CURRENCY
from domain.contact.facts import Bill, Message
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.plans import rules, store
from domain.plans.facts import VISIT, Invoiced, Outcome, Price
from domain.registry.tables import Owner


def bill(unit: Unit, owner: Owner, visit_id: int) -> Message:
    """Make an invoice of what is to be paid for a visit; what was asked before for it is withdrawn.

    Raises Refusal visit_unknown, bill_settled where nothing is to be paid, and bill_elsewhere where the chat takes no money.
    """
    store.lock(unit, owner.id)
    visit = booking.visit_of(unit, owner.id, visit_id)
    if visit.course.due is None:
        raise Refusal("bill_settled", number=visit.number)
    if not unit.core.settings.payment_provider:
        raise Refusal("bill_elsewhere", centre=visit.centre, phone=visit.phone)
    price = Price(bills.minor(visit.course.due), CURRENCY)
    token = store.add_invoice(unit, owner.id, VISIT, price, visit_id=visit_id).token
    title = Phrase("plans.visit.title", {"number": visit.number})
    text = Phrase("plans.visit.bill", {"number": visit.number, "centre": visit.centre})
    return Message((text,), bill=Bill(title, token, price.amount, price.currency))


def change(unit: Unit, centre_id: int, number: str, *, amount: float, is_paid: bool) -> VisitView:
    """Note that a visit was paid at the desk, or what is to be paid for it. The same again changes nothing.

    Raises Refusal visit_unknown, bill_early, and bill_paid while what was paid in the chat is not paid back.
    """
    row = bills.lock(unit, workshop.visit(unit, centre_id, number).id)
    is_same = is_paid and row.paid is not None and bills.minor(row.paid) == bills.minor(amount)
    if store.has_credited(unit, row.id) and not is_same:
        raise Refusal("bill_paid", number=number)
    return bills.change(unit, row, amount=amount, is_paid=is_paid)


def why_refused(unit: Unit, owner_id: int, invoice: Invoiced, *, amount: int, currency: str) -> str | None:
    """Return why a visit's invoice is not to be paid now, as the end of a code `refusal.invoice_visit_…`; None where it may be."""
    assert invoice.visit_id is not None
    due = booking.visit_of(unit, owner_id, invoice.visit_id).course.due
    price = None if due is None else bills.minor(due)
    why = rules.why_stale(invoice, price, amount=amount, currency=currency, now=unit.now)
    return "paid" if why == "changed" and due is None else why


def settle(unit: Unit, visit_id: int, amount: int) -> Outcome:
    """Note that a visit is paid, where this amount is what is to be paid for it; else tell what becomes of the money."""
    if bills.settle(unit, visit_id, amount):
        return "credited"
    return "twice" if booking.view(unit, visit_id).course.due is None else "changed"
