"""The operator opens a plan for a car's owner, pays back, and reads whether the books agree."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from litestar import get, post
from litestar.openapi.spec import Example
from litestar.params import Body

from api.areas import CoreDep, Id, Request, answers, area, viewer
from api.auth import Role
from domain.plans import billing, books, refunds
from domain.plans.facts import Channel, Charge, FindingKind, Outcome, PaymentState
from domain.privacy import access_log
from domain.privacy.access_log import What

EXAMPLE = {
    "plan": "optimisation",
    "amount": 29900,
    "currency": "CNY",
    "reference": "till 7/2026",
    "how": "workshop",
}
ANSWER = {"payment": 7, "outcome": "credited"}
ANSWER_REFUND = {"payment": 7, "state": "refund_due"}
ANSWER_REPORT = {
    "findings": [
        {
            "kind": "refund_waits",
            "payment": 7,
            "reference": "",
            "amount": 29900,
            "currency": "CNY",
            "at": "2026-11-18T02:00:00Z",
        }
    ]
}


class Grant(msgspec.Struct, forbid_unknown_fields=True):
    """amount: in minor units of the currency, 0 for a gift. reference: your voucher; the same again changes nothing."""

    plan: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    reference: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    amount: Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)] = 0
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "CNY"
    how: Literal["workshop", "operator"] = "operator"


class GrantView(msgspec.Struct):
    """outcome: "credited", or "before" where the reference was used before. payment: 0 where that one's owner is erased."""

    payment: int
    outcome: Outcome


class Refund(msgspec.Struct):
    """state: refund_due, or refunded where nothing had been paid or it went back before."""

    payment: int
    state: PaymentState


class FindingView(msgspec.Struct):
    """payment: null for one that only Telegram knows, and where its owner is erased: then reference is what you find it by."""

    kind: FindingKind
    payment: int | None
    reference: str
    amount: int
    currency: str
    at: datetime


class Report(msgspec.Struct):
    findings: list[FindingView]


NewGrant = Annotated[Grant, Body(examples=[Example(summary="Paid at the workshop", value=EXAMPLE)])]


@post(
    "/vehicles/{vehicle_id:int}/plan",
    status_code=200,
    summary="Open a plan for a car's owner",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def grant(request: Request, core: CoreDep, vehicle_id: Id, data: NewGrant) -> GrantView:
    """Open a plan that was paid at the workshop, or that you give. The owner is told in the chat."""
    with core.unit() as unit:
        charge = Charge("", data.amount, data.currency, Channel(data.how), data.reference)
        owner, credit = billing.grant_for_car(unit, vehicle_id, data.plan, charge)
        access_log.note(unit, viewer(request), What.PAYMENTS, [(owner.id, vehicle_id)])
    return GrantView(credit.number, credit.outcome)


@post(
    "/payments/{payment_id:int}/refund",
    status_code=200,
    summary="Pay a payment back",
    sync_to_thread=True,
    opt=answers(ANSWER_REFUND, conflict=True),
)
def refund(core: CoreDep, payment_id: Id) -> Refund:
    """End what a payment opened, at once. Stars go back by the bot; all else is yours to pay. The same again changes nothing."""
    with core.unit() as unit:
        slip = refunds.order(unit, payment_id, reason="operator")
    return Refund(slip.number, slip.state)


@get("/payments/report", summary="Do the books agree?", sync_to_thread=True, opt=answers(ANSWER_REPORT))
def report(core: CoreDep) -> Report:
    """List what is paid and not credited, credited and not paid, and refunds that wait. Telegram's own statement is held against it daily."""
    with core.reading() as unit:
        every = books.findings(unit)
    return Report(
        [
            FindingView(
                each.kind, each.number, each.reference, each.price.amount, each.price.currency, each.at
            )
            for each in every
        ]
    )


ROUTES = (area("/v1", Role.OPERATOR, [grant, refund, report]),)
