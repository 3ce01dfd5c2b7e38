"""A bot that is killed anywhere between invoice and refund: paid is served, credited once, and nothing stays open after a refund."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from numpy.random import Generator, default_rng
from pydantic import SecretStr
from sqlmodel import col, func, select

from domain import core as cores
from domain import phrases
from domain.booking import centres, workshop
from domain.booking import service as booking
from domain.booking.about import OfBill
from domain.booking.facts import CentreInput, Opening, VisitRequest
from domain.booking.tables import Visit
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.core import Core
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.plans import service
from domain.plans.facts import Entitlement, PaymentState
from domain.plans.tables import Payment, PlanTerm, Receipt
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.settings import Settings
from domain.simulation.cars import made_up_vin
from tests.conftest import NOW
from tests.faults import till

LABEL, BILL = "Diagnosis report: 690 Stars", 480.0
HOUR = timedelta(hours=1)
ALWAYS_OPEN = CentreInput(
    code="always",
    name="Always",
    zone="UTC",
    hours=tuple(Opening(day, time(0), time(23)) for day in range(7)),
    bays=("1",),
    technicians={"A": frozenset({"tyres"})},
)
MOST_MOMENTS = 75  # most turns of the bot have 50 to 80, the last one 130


@dataclass
class Town:
    """People who buy and end, one after the other, from a bot that does not live long."""

    core: Core
    bots: till.Bots
    ledger: till.Ledger
    rng: Generator
    centre_id: int
    kills: int = 0
    is_warm: bool = False
    charges: dict[str, str] = field(default_factory=dict)  # by their number: in which currency
    visits: dict[int, int] = field(default_factory=dict)  # by chat: the visit that is to be paid
    marks: set[str] = field(default_factory=set)  # of what has been paid back
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tell(self, chat: int, **what: Any) -> int:
        """Give the bot an update of somebody, and let it live until it has done all, however often it is killed."""
        number = next(self.numbers)
        person: dict[str, Any] = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
        chat_of = {"id": chat, "type": "private"}
        if "pre_checkout_query" in what:
            query = {"id": str(number), "from": person, **what["pre_checkout_query"]}
            update: dict[str, Any] = {"pre_checkout_query": query}
        elif "tap" in what:
            shown = {"message_id": 1, "date": 0, "chat": chat_of, "text": "x"}
            query = {"id": str(number), "from": person, "chat_instance": "c", "data": what["tap"]}
            update = {"callback_query": {**query, "message": shown}}
        else:
            update = {"message": {"message_id": number, "date": 0, "chat": chat_of, "from": person, **what}}
        self.ledger.write("updates", update_id=number, **update)
        self.work()
        return number

    def work(self) -> None:
        """Let the bot, and the operator, do all there is to do, however often they are killed."""
        if not self.is_warm:
            self.bots.run(kill_at=0)
        while self.is_warm and self.bots.run(kill_at=int(self.rng.integers(1, MOST_MOMENTS))):
            self.kills += 1
            self.ledger.write("kills", count=self.kills)  # for whoever watches a long run
            self.money_and_service_agree()

    def buy(self, chat: int, *, times: int) -> None:
        """Buy a plan for Stars."""

        def ask() -> None:
            self.tell(chat, text="/plan")
            self.tell(chat, text=LABEL)

        self.pay(chat, self.invoice(chat, "XTR", ask), times=times)

    def settle(self, chat: int, *, times: int) -> None:
        """Pay the bill of a visit in money."""

        def ask() -> None:
            self.tell(chat, tap=self.button(chat))

        self.pay(chat, self.invoice(chat, "CNY", ask), times=times)

    def invoice(self, chat: int, currency: str, ask: Callable[[], None]) -> dict[str, Any]:
        """Get an invoice; what was lost by a kill is asked for again."""

        def mine() -> list[dict[str, Any]]:
            every = self.ledger.read("invoices")
            return [each for each in every if (each["chat"], each["currency"]) == (chat, currency)]

        while not mine():
            ask()
        last = mine()[-1]
        return {"currency": currency, "total_amount": last["amount"], "invoice_payload": last["payload"]}

    def pay(self, chat: int, bill: dict[str, Any], *, times: int) -> None:
        """Pay an invoice, perhaps two times at once."""
        for _ in range(times):
            while not self.allowed(self.tell(chat, pre_checkout_query=bill)):
                pass
        for _ in range(times):
            reference = f"charge {next(self.numbers)}"
            self.charges[reference] = bill["currency"]
            paid = {"telegram_payment_charge_id": reference, "provider_payment_charge_id": reference}
            self.tell(chat, successful_payment={**bill, **paid})

    def allowed(self, number: int) -> bool:
        return any(each["id"] == str(number) and each["ok"] for each in self.ledger.read("answers"))

    def end(self, chat: int) -> None:
        while self.has_plan(chat):
            self.tell(chat, text="cancel my subscription")
            self.tell(chat, text="yes")

    def take_back(self) -> None:
        """Let the operator pay back what was paid in money."""
        ordered = {each["charge"] for each in self.ledger.read("orders")}
        for reference, currency in self.charges.items():
            if currency == "CNY" and reference not in ordered:
                self.ledger.write("orders", charge=reference)
                self.work()

    def link(self, chat: int) -> None:
        with self.core.unit() as unit:
            owner = registry.meet(unit, chat, locale="en", zone="UTC")
            vin = made_up_vin(700_000 + chat, year="S")
            car = registry.register_vehicle(unit, vin=vin, name="Car", model="Lark 60", papers=Papers())
            registry.link(unit, owner.id, registry.link_code(unit, car.id))

    def has_plan(self, chat: int) -> bool:
        with self.core.unit() as unit:
            owner = registry.owner_of_chat(unit, chat)
            assert owner is not None
            (car,) = registry.own_vehicles(unit, owner.id)
            return service.is_entitled(unit, owner.id, Entitlement.REPORT_FILES, vehicle_id=car.id)

    def visit(self, chat: int) -> None:
        """Let a visit of the owner's car be over that costs 480 yuan. Each owner was there on a day of their own."""
        starts_at = NOW.replace(hour=9, minute=0) - timedelta(days=chat + 1)
        with self.core.unit() as unit:
            before, after = (replace(unit, now=starts_at + span) for span in (-timedelta(days=1), HOUR))
            owner = registry.owner_of_chat(unit, chat)
            assert owner is not None
            (car,) = registry.own_vehicles(unit, owner.id)
            wish = VisitRequest(owner.id, car.id, "tyre_service", self.centre_id, starts_at)
            number = booking.take(before, wish).number
            workshop.conclude(after, self.centre_id, number, workshop.VisitReport(findings=[], due=BILL))
            self.visits[chat] = workshop.visit(unit, self.centre_id, number).id

    def button(self, chat: int) -> str:
        """Return the token of the button that asks for the bill."""
        pay = Button(Phrase("plans.end.yes"), "visit.pay", OfBill(self.visits[chat]).params(), once=False)
        with self.core.unit() as unit:
            owner = registry.owner_of_chat(unit, chat)
            assert owner is not None
            return contact.offer(unit, owner.id, Message((), rows=((pay,),)))[0][0]

    def is_paid(self, chat: int) -> bool:
        with self.core.reading() as unit:
            row = unit.session.get_one(Visit, self.visits[chat])
            return (row.paid, row.due) == (BILL, None)

    def money_and_service_agree(self) -> None:
        """At every moment: what was paid back opens nothing, and no payment and no visit is credited twice."""
        back = [each["charge"] for each in self.ledger.read("refunds")]
        of_payment = select(Receipt.charge_hash).join(Payment, col(Payment.receipt_id) == col(Receipt.id))
        opened = of_payment.join(PlanTerm, col(PlanTerm.payment_id) == col(Payment.id))
        credited = (Payment.state == PaymentState.CREDITED, col(Payment.visit_id).is_not(None))
        with self.core.reading() as unit:
            self.marks.update(unit.fingerprint("charge", each) for each in back[len(self.marks) :])
            still = unit.session.exec(opened.where(col(PlanTerm.over_at).is_(None))).all()
            twice = unit.session.exec(opened.group_by(Receipt.charge_hash).having(func.count() > 1)).all()
            for_visits = unit.session.exec(of_payment.where(*credited)).all()
            by_credit = unit.session.exec(select(Payment.visit_id).where(*credited)).all()
            by_visit = unit.session.exec(select(Visit.id).where(Visit.paid == BILL)).all()
        assert self.marks.isdisjoint([*still, *for_visits])
        assert twice == []
        assert sorted(each or 0 for each in by_credit) == sorted(by_visit), (
            "a visit is paid where one payment is credited"
        )


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Town]:
    (tmp_path / "telegram").mkdir()
    sells = settings.model_copy(update={"plans": "default", "payment_provider": SecretStr("TEST")})
    clock = FixedClock(NOW)
    core = cores.build(sells, clock=clock, speaker=phrases.speaker)
    ledger = till.Ledger(tmp_path / "telegram")
    bots = till.Bots(sells, clock, ledger)
    with core.unit() as unit:
        centre = centres.add_centre(unit, ALWAYS_OPEN)
    yield Town(core, bots, ledger, default_rng(14), centre.id)
    bots.close()
    core.engine.dispose()


@pytest.mark.parametrize(
    "kills",
    [pytest.param(15, id="15"), pytest.param(2_000, id="2000", marks=pytest.mark.long)],
)
def test_no_kill_leaves_money_without_service_or_service_without_money(town: Town, kills: int) -> None:
    for chat in count(1):  # nobody is killed in the turns of the first, which load all there is to load
        if town.kills >= kills:
            break
        town.link(chat)
        town.visit(chat)
        town.buy(chat, times=1 + (chat % 3 == 2))
        assert town.has_plan(chat), "paid without service"
        town.settle(chat, times=1 + (chat % 3 == 1))
        assert town.is_paid(chat), "paid, and the visit is not"
        town.end(chat)
        assert not town.has_plan(chat), "service after the refund"
        town.take_back()
        assert not town.is_paid(chat), "paid back, and the visit stays paid"
        town.is_warm = True
    with town.core.reading() as unit:
        receipts = unit.session.exec(select(Receipt.charge_hash, Receipt.refunded_at)).all()
        marks = [unit.fingerprint("charge", each) for each in town.charges]
    back = [each["charge"] for each in town.ledger.read("refunds")]

    assert sorted(mark for mark, _ in receipts) == sorted(marks)
    assert sorted(back) == sorted(town.charges), "each is paid back, and once"
    assert [mark for mark, at in receipts if at is None] == []
