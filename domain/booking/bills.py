"""What a visit costs once it is over: to be paid in the chat, or paid at the desk. Amounts are in the currency of the price list."""

from typing import Final

from babel.numbers import get_currency_precision
from sqlmodel import select

from domain.booking import service, store
from domain.booking.facts import State, VisitView
from domain.booking.jobs import CURRENCY
from domain.booking.tables import Visit
from domain.booking.workshop import visit
from domain.core import Unit
from domain.errors import Refusal

_UNITS: Final[int] = 10 ** get_currency_precision(CURRENCY)


def minor(amount: float) -> int:
    """Return an amount in minor units of its currency."""
    return round(amount * _UNITS)


def change(unit: Unit, centre_id: int, number: str, *, amount: float, is_paid: bool) -> VisitView:
    """Note that a visit was paid at the desk, or that something else is to be paid. The same again changes nothing.

    Raises Refusal visit_unknown, bill_early before the visit is reported on, and bill_paid once it is paid.
    """
    row = _locked(unit, visit(unit, centre_id, number).id)
    if row.state != State.DONE:
        raise Refusal("bill_early", number=number)
    if row.paid is not None and not (is_paid and minor(row.paid) == minor(amount)):
        raise Refusal("bill_paid", number=number)
    row.paid, row.due = (amount, None) if is_paid else (None, amount)
    unit.session.flush()
    return service.view(unit, row.id)


def settle(unit: Unit, visit_id: int, amount_minor: int) -> bool:
    """Note that a visit was paid in the chat; False where this is not what is to be paid now."""
    row = _locked(unit, visit_id)
    if row.due is None or minor(row.due) != amount_minor:
        return False
    row.paid, row.due = row.due, None
    unit.session.flush()
    return True


def take_back(unit: Unit, visit_id: int) -> None:
    """Note that what was paid for a visit in the chat goes back: nothing is paid, and nothing to be paid until the centre says so."""
    _locked(unit, visit_id).paid = None
    unit.session.flush()


def _locked(unit: Unit, visit_id: int) -> Visit:
    unit.session.exec(select(Visit.id).where(Visit.id == visit_id).with_for_update()).first()
    return store.visit(unit, visit_id)
