"""A visit that is paid in the chat: what is asked, refused, credited once and paid back, on both databases."""

import pytest
from pydantic import SecretStr
from sqlmodel import select

from domain.booking import service as booking
from domain.booking import workshop
from domain.contact.tables import Notice
from domain.core import Core
from domain.errors import Refusal
from domain.plans import billing, books, refunds, visits
from domain.plans.facts import Channel, Charge, PaymentState
from domain.registry.tables import Owner
from tests.api.conftest import Life


@pytest.fixture
def done(life: Life, core: Core, monkeypatch: pytest.MonkeyPatch) -> Life:
    """A life whose visit is over and costs 480 yuan, with a centre that takes money in the chat."""
    monkeypatch.setattr(core.settings, "payment_provider", SecretStr("TEST"))
    life.visits()
    life.centre.ask("POST", f"/v1/centre/visits/{life.number}/outcome", json={"findings": [], "due": 480})
    return life


def course(core: Core, life: Life) -> tuple[float | None, float | None]:
    with core.reading() as unit:
        about = workshop.visit(unit, life.centre_id, life.number).course
    return about.paid, about.due


def bill(core: Core, life: Life) -> Charge:
    with core.unit() as unit:
        visit = workshop.visit(unit, life.centre_id, life.number)
        shown = visits.bill(unit, unit.session.get_one(Owner, life.owner_id), visit.id).bill
    assert shown is not None
    assert (shown.amount_minor, shown.currency) == (48_000, "CNY") or shown.amount_minor == 50_000
    return Charge(shown.token, shown.amount_minor, "CNY", Channel.TELEGRAM, f"of {shown.token}", "provider")


def refused(core: Core, charge: Charge) -> str:
    """The code with which a checkout is refused, "" where it is answered with a yes."""
    with core.unit() as unit:
        try:
            billing.check(unit, 1, token=charge.token, amount=charge.amount, currency=charge.currency)
        except Refusal as refusal:
            return refusal.code
    return ""


def pay(core: Core, life: Life, charge: Charge) -> billing.Credit:
    with core.unit() as unit:
        return billing.credit(unit, unit.session.get_one(Owner, life.owner_id), charge)


def at_desk(core: Core, life: Life, amount: float, *, is_paid: bool) -> None:
    with core.unit() as unit:
        visits.change(unit, life.centre_id, life.number, amount=amount, is_paid=is_paid)


def test_a_visit_is_paid_in_the_chat_once_and_paid_back_once(core: Core, done: Life) -> None:
    with core.reading() as unit:
        (message,) = [each for each in unit.session.exec(select(Notice.key)) if each.startswith("visit:")]
    assert message.endswith(":done")
    first, charge = bill(core, done), bill(core, done)
    assert (refused(core, first), refused(core, charge)) == ("invoice_visit_withdrawn", "")

    credit = pay(core, done, charge)

    assert (credit.outcome, pay(core, done, charge).outcome) == ("credited", "before")
    assert course(core, done) == (480, None)
    assert refused(core, charge) == "invoice_visit_settled"
    with core.unit() as unit, pytest.raises(Refusal, match="bill_settled"):
        visits.bill(unit, unit.session.get_one(Owner, done.owner_id), visit_id(core, done))
    assert books_of(core) == []

    for state in (PaymentState.REFUND_DUE, PaymentState.REFUND_DUE):
        with core.unit() as unit:
            assert refunds.order(unit, credit.number, reason="operator").state is state
    assert course(core, done) == (None, None)
    at_desk(core, done, 100, is_paid=True)
    with core.unit() as unit:
        refunds.done(unit, credit.number)
    assert course(core, done) == (100, None), "what was paid at the desk since is not taken back"


def visit_id(core: Core, life: Life) -> int:
    with core.reading() as unit:
        return workshop.visit(unit, life.centre_id, life.number).id


def books_of(core: Core) -> list[str]:
    with core.reading() as unit:
        return [each.kind for each in books.findings(unit)]


def test_what_was_paid_at_the_desk_or_costs_something_else_is_refused_and_money_goes_back(
    core: Core, done: Life
) -> None:
    old = bill(core, done)
    at_desk(core, done, 500, is_paid=False)
    assert refused(core, old) == "invoice_visit_changed"
    assert pay(core, done, old).outcome == "changed"

    new = bill(core, done)
    at_desk(core, done, 500, is_paid=True)
    assert refused(core, new) == "invoice_visit_paid"
    twice = pay(core, done, new)
    assert twice.outcome == "twice"
    assert course(core, done) == (500, None)
    with core.unit() as unit:
        assert [each.state for each in refunds.owed(unit, done.owner_id)] == [PaymentState.REFUND_DUE] * 2
    at_desk(core, done, 300, is_paid=False)
    assert course(core, done) == (None, 300), "what was paid at the desk can be corrected"
    assert asked(core) == 2, "the owner is told of 500, and of 300"
    at_desk(core, done, 300, is_paid=False)
    assert asked(core) == 2, "the same again changes nothing"


def asked(core: Core) -> int:
    """How many messages tell the owner of a price that was named, or changed, after the visit."""
    with core.reading() as unit:
        return sum(":bill:" in each for each in unit.session.exec(select(Notice.key)))


def test_what_was_paid_in_the_chat_stays_until_it_is_paid_back_and_its_price_can_be_named_anew(
    core: Core, done: Life
) -> None:
    credit = pay(core, done, bill(core, done))
    for amount, is_paid in ((480, False), (300, True)):
        with pytest.raises(Refusal, match="bill_paid"):
            at_desk(core, done, amount, is_paid=is_paid)
    at_desk(core, done, 480, is_paid=True)
    assert (course(core, done), asked(core)) == ((480, None), 0)

    with core.unit() as unit:
        refunds.order(unit, credit.number, reason="operator")
    at_desk(core, done, 480, is_paid=False)

    assert (course(core, done), asked(core)) == ((None, 480), 1)


def test_a_visit_is_paid_or_to_be_paid_not_both(life: Life) -> None:
    life.visits()
    path = f"/v1/centre/visits/{life.number}/outcome"

    report = {"findings": [], "paid": 100, "due": 380}

    assert life.centre.refused("POST", path, status=422, json=report) == "bill_both"


def test_a_visit_without_provider_or_still_booked_is_not_billed(
    core: Core, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    with core.unit() as unit, pytest.raises(Refusal, match="bill_early"):
        visits.change(unit, life.centre_id, life.number, amount=300, is_paid=True)
    life.visits()
    life.centre.ask("POST", f"/v1/centre/visits/{life.number}/outcome", json={"findings": [], "due": 480})
    with core.unit() as unit, pytest.raises(Refusal, match="bill_elsewhere"):
        visits.bill(unit, unit.session.get_one(Owner, life.owner_id), visit_id(core, life))
    with core.unit() as unit:
        assert booking.view(unit, visit_id(core, life)).course.due == 480
