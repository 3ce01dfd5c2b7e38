"""A plan bought, refused, paid twice and paid back in the served product, through the local Bot API that moves no money."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from bot.playground.facts import Json
from domain.booking import service as booking
from domain.booking import slots, workshop
from domain.booking.facts import VisitRequest, VisitView, Wish
from domain.explain.facts import Money
from domain.kit.classified import ASKED
from domain.kit.clock import TimeLapse
from domain.plans.tables import Payment
from domain.registry import service as registry
from domain.telemetry import travels
from domain.telemetry.trips import Travel, Trip
from jobs import plans
from tests.pace import until
from tests.walks.conftest import served, settings_for
from tests.walks.person import Person
from tests.walks.stage import Stage


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("shop")
    with served(settings_for(folder, plans="default", payment_provider=SecretStr("TEST"))) as stage:
        yield stage


def invoice(person: Person, *, price: str) -> int:
    """Tap what costs this, and return the number of the invoice that comes."""
    person.says("/plan")
    person.hears("plans.have.none")
    person.chat.press(person.user, price)
    return next_with(person, "invoice")["message_id"]  # type: ignore[no-any-return]


def next_with(person: Person, part: str) -> Json:
    """Wait for a message that carries something, newer than what was done last."""

    def came() -> list[Json]:
        return [each for each in person.history() if part in each and each["message_id"] > person.seen]

    until(lambda: bool(came()), otherwise=person.chat.transcript(person.user))
    return came()[-1]


def states(shop: Stage, person: Person) -> list[str]:
    with shop.core.reading() as unit:
        owner = shop.owner_id(person)
        mine = select(Payment.state).where(Payment.owner_id == owner).order_by(col(Payment.id))
        return list(unit.session.exec(mine))


def test_a_plan_is_bought_in_the_chat_and_paid_back_when_it_is_ended(shop: Stage, language: str) -> None:
    person = shop.owner(language)
    number = invoice(person, price="2,080")
    assert shop.chat.pay(person.user, number, "declined")["paid"] is False
    assert shop.chat.pay(person.user, number) == {"paid": True, "reason": ""}
    person.hears("plans.receipt.credited")
    again = shop.chat.pay(person.user, number)
    assert (again["paid"], again["reason"]) == (False, person.part_of("refusal.invoice_settled"))

    person.says("cancel my subscription" if language == "en" else "我要退订")
    person.hears("plans.end.ask.refund")
    person.says("yes" if language == "en" else "是的")
    person.hears("plans.end.done")
    next_with(person, "refunded_payment")
    person.hears("plans.refunded")

    assert states(shop, person) == ["refunded"]
    assert plans.findings(shop.core) == []


def drive(shop: Stage, person: Person) -> None:
    """Let somebody who agreed to the driving report have driven this morning."""
    with shop.core.unit() as unit:
        owner_id = shop.owner_id(person)
        (car,) = registry.vehicles_of(unit, owner_id)
        for purpose in ASKED:
            registry.consent(unit, owner_id, purpose=purpose, given=True, channel="chat")
        midnight = unit.now.replace(hour=0, minute=0, second=0, microsecond=0)
        trip = Trip(midnight, midnight + timedelta(hours=1), 1.0, km=40.0)
        travels.save(unit, Travel((trip,)), vehicle_id=car.id, owner_id=owner_id, begins_at=midnight)


def test_a_report_is_bought_delivered_and_paid_back(shop: Stage, language: str) -> None:
    person = shop.owner(language)
    drive(shop, person)
    person.says("/report")
    report = person.hears("report.heading")
    person.presses("report.button.paged", on=report)
    person.hears("plans.needed")

    shop.chat.pay(person.user, invoice(person, price="690"))
    person.hears("plans.receipt.credited")
    person.presses("report.button.paged", on=report)
    assert next_with(person, "document")["document"]["file_name"].endswith(".pdf")

    person.says("cancel my subscription" if language == "en" else "我要退订")
    person.hears("plans.end.ask.refund")
    person.says("yes" if language == "en" else "是的")
    next_with(person, "refunded_payment")
    person.presses("report.button.paged", on=report)
    person.hears("plans.needed")
    assert (states(shop, person), plans.findings(shop.core)) == (["refunded"], [])


def test_of_two_payments_at_once_one_opens_the_plan_and_the_other_goes_back(shop: Stage) -> None:
    person = shop.owner("en")
    shop.chat.pay(person.user, invoice(person, price="690"), "twice")

    person.hears("plans.receipt.credited")
    person.hears("plans.receipt.twice")
    person.hears("plans.refunded")

    assert states(shop, person) == ["credited", "refunded"]
    assert plans.findings(shop.core) == []


def finished(shop: Stage, person: Person, *, due: float) -> VisitView:
    """A visit of the person's car that the centre has finished and that is not paid yet."""
    clock, owner_id = shop.core.clock, shop.owner_id(person)
    assert isinstance(clock, TimeLapse)
    with shop.core.unit() as unit:
        (car,) = registry.own_vehicles(unit, owner_id)
        slot = slots.offer(unit, "inspection", vehicle_id=car.id, wish=Wish(), limit=1).slots[0]
        visit = booking.take(
            unit, VisitRequest(owner_id, car.id, "inspection", slot.centre_id, slot.starts_at)
        )
    clock.advance(visit.starts_at - clock.now())
    with shop.core.unit() as unit:
        return workshop.conclude(
            unit, visit.centre_id, visit.number, workshop.VisitReport(findings=(), due=due)
        )


def test_a_visit_is_paid_in_the_chat_once_it_is_finished(shop: Stage, language: str) -> None:
    person = shop.owner(language)
    visit = finished(shop, person, due=480)
    person.presses("after.button.pay", on=person.hears("after.due"), due=Money(480, "CNY"))
    number = next_with(person, "invoice")["message_id"]

    assert shop.chat.pay(person.user, number) == {"paid": True, "reason": ""}
    person.hears("plans.receipt.visit_credited")
    again = shop.chat.pay(person.user, number)
    assert (again["paid"], again["reason"]) == (False, person.part_of("refusal.invoice_visit_settled"))

    with shop.core.reading() as unit:
        course = workshop.visit(unit, visit.centre_id, visit.number).course
    assert (course.paid, course.due) == (480, None)
    assert plans.findings(shop.core) == []
