"""What a visit costs, once it is over: paid at the desk, or to be paid in the chat."""

from typing import Annotated

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import Body
from msgspec import Meta

from api.areas import CENTRE, CoreDep, Request, answers, area, viewer
from api.auth import Role
from api.workshop import ANSWER, Number, VisitView, read_visits
from domain.plans import visits

EXAMPLE = {"amount": 480, "is_paid": True}


class NewBill(msgspec.Struct, forbid_unknown_fields=True):
    """amount: in the currency of the price list. is_paid: it was paid at the desk; false: it is to be paid, in the chat where that is possible."""

    amount: Annotated[float, Meta(ge=0.01, le=1_000_000)]
    is_paid: bool


Bill = Annotated[NewBill, Body(examples=[Example(summary="Paid at the desk", value=EXAMPLE)])]


@post(
    "/visits/{number:str}/bill",
    status_code=200,
    summary="Say that a visit was paid, or what it costs",
    sync_to_thread=True,
    opt=answers({**ANSWER, "state": "done", "paid": 480}, conflict=True),
)
def bill(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number, data: Bill
) -> VisitView:
    """Note what a finished visit costs. An invoice of another amount, or of what was paid at the desk, cannot be paid in the chat any more."""
    with core.unit() as unit:
        visit = visits.change(unit, centre_id, number, amount=data.amount, is_paid=data.is_paid)
        return read_visits(unit, viewer(request), [visit])[0]


ROUTES = (area("/v1/centre", Role.CENTRE, [bill], dependencies=CENTRE),)
