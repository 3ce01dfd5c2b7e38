"""What a visit costs once it is over: to be paid in the chat, or paid at the desk. Amounts are in the currency of the price list."""

from sqlmodel import select

from domain.booking import aftercare, service, store
from domain.booking.facts import State, VisitView
from domain.booking.jobs import CURRENCY
from domain.booking.tables import Visit
from domain.core import Unit
from domain.errors import Refusal
from domain.explain import facts


def minor(amount: float) -> int:
    """Return an amount in minor units of the price list's currency."""
    return facts.minor(amount, CURRENCY)


def change(unit: Unit, row: Visit, *, amount: float, is_paid: bool) -> VisitView:
    """Note that a visit was paid at the desk, or what is to be paid, of which its owner is told. The same again changes nothing.

    row: as `lock` returns it. Raises Refusal bill_early before the visit is reported on.
    """
    if row.state != State.DONE:
        raise Refusal("bill_early", number=row.number)
    before = row.due
    row.paid, row.due = (amount, None) if is_paid else (None, amount)
    unit.session.flush()
    changed = service.view(unit, row.id)
    if row.due is not None and row.due != before:
        aftercare.ask_to_pay(unit, changed)
    return changed


def settle(unit: Unit, visit_id: int, amount_minor: int) -> bool:
    """Note that a visit was paid in the chat; False where this is not what is to be paid now."""
    row = lock(unit, visit_id)
    if row.due is None or minor(row.due) != amount_minor:
        return False
    row.paid, row.due = row.due, None
    unit.session.flush()
    return True


def take_back(unit: Unit, visit_id: int) -> None:
    """Note that what was paid for a visit in the chat goes back: nothing is paid, and nothing to be paid until the centre says so."""
    lock(unit, visit_id).paid = None
    unit.session.flush()


def lock(unit: Unit, visit_id: int) -> Visit:
    """Return a visit as it is now; nobody else changes its bill until the unit ends."""
    unit.session.exec(select(Visit.id).where(Visit.id == visit_id).with_for_update()).first()
    return store.visit(unit, visit_id)
