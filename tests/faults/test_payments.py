"""A bot that is killed anywhere between invoice and refund: paid is served, credited once, and nothing stays open after a refund."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from numpy.random import Generator, default_rng
from sqlmodel import col, func, select

from domain import core as cores
from domain import phrases
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.plans import service
from domain.plans.facts import Entitlement
from domain.plans.tables import Payment, PlanTerm, Receipt
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.settings import Settings
from domain.simulation.cars import made_up_vin
from tests.conftest import NOW
from tests.faults import till

LABEL, PRICE = "Diagnosis report: 690 Stars", 690
MOST_MOMENTS = 75  # most turns of the bot have 50 to 80, the last one 130


@dataclass
class Town:
    """People who buy and end, one after the other, from a bot that does not live long."""

    core: Core
    bots: till.Bots
    ledger: till.Ledger
    rng: Generator
    kills: int = 0
    is_warm: bool = False
    charges: dict[str, int] = field(default_factory=dict)  # by their number: whose chat
    marks: set[str] = field(default_factory=set)  # of what Telegram has paid back
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tell(self, chat: int, **what: Any) -> int:
        """Give the bot an update of somebody, and let it live until it has done all, however often it is killed."""
        number = next(self.numbers)
        person: dict[str, Any] = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "en"}
        if "pre_checkout_query" in what:
            query = {"id": str(number), "from": person, **what["pre_checkout_query"]}
            update = {"pre_checkout_query": query}
        else:
            chat_of = {"id": chat, "type": "private"}
            update = {"message": {"message_id": number, "date": 0, "chat": chat_of, "from": person, **what}}
        self.ledger.write("updates", update_id=number, **update)
        if not self.is_warm:
            self.bots.run(kill_at=0)
        while self.is_warm and self.bots.run(kill_at=int(self.rng.integers(1, MOST_MOMENTS))):
            self.kills += 1
            self.ledger.write("kills", update=number)  # for whoever watches a long run
            self.refunded_is_closed()
        return number

    def buy(self, chat: int, *, times: int) -> None:
        """Get an invoice and pay it, perhaps two times at once; what was lost by a kill is asked for again."""
        while not (mine := [each for each in self.ledger.read("invoices") if each["chat"] == chat]):
            self.tell(chat, text="/plan")
            self.tell(chat, text=LABEL)
        bill = {"currency": "XTR", "total_amount": PRICE, "invoice_payload": mine[-1]["payload"]}
        for _ in range(times):
            while not self.allowed(self.tell(chat, pre_checkout_query=bill)):
                pass
        for _ in range(times):
            reference = f"charge {next(self.numbers)}"
            self.charges[reference] = chat
            paid = {"telegram_payment_charge_id": reference, "provider_payment_charge_id": "p"}
            self.tell(chat, successful_payment={**bill, **paid})

    def allowed(self, number: int) -> bool:
        return any(each["id"] == str(number) and each["ok"] for each in self.ledger.read("answers"))

    def end(self, chat: int) -> None:
        while self.has_plan(chat):
            self.tell(chat, text="cancel my subscription")
            self.tell(chat, text="yes")

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

    def refunded_is_closed(self) -> None:
        """At every moment: what Telegram has paid back opens nothing, and no payment opens two plans."""
        back = [each["charge"] for each in self.ledger.read("refunds")]
        opened = select(Receipt.charge_hash).join(Payment, col(Payment.receipt_id) == col(Receipt.id))
        opened = opened.join(PlanTerm, col(PlanTerm.payment_id) == col(Payment.id))
        with self.core.reading() as unit:
            self.marks.update(unit.fingerprint("charge", each) for each in back[len(self.marks) :])
            still = unit.session.exec(opened.where(col(PlanTerm.over_at).is_(None))).all()
            twice = unit.session.exec(opened.group_by(Receipt.charge_hash).having(func.count() > 1)).all()
        assert self.marks.isdisjoint(still)
        assert twice == []


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[Town]:
    (tmp_path / "telegram").mkdir()
    sells = settings.model_copy(update={"plans": "default"})
    clock = FixedClock(NOW)
    core = cores.build(sells, clock=clock, speaker=phrases.speaker)
    ledger = till.Ledger(tmp_path / "telegram")
    bots = till.Bots(sells, clock, ledger)
    yield Town(core, bots, ledger, default_rng(14))
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
        town.buy(chat, times=1 + (chat % 3 == 2))
        assert town.has_plan(chat), "paid without service"
        town.end(chat)
        assert not town.has_plan(chat), "service after the refund"
        town.is_warm = True
    with town.core.reading() as unit:
        receipts = unit.session.exec(select(Receipt.charge_hash, Receipt.refunded_at)).all()
        marks = [unit.fingerprint("charge", each) for each in town.charges]
    back = [each["charge"] for each in town.ledger.read("refunds")]

    assert sorted(mark for mark, _ in receipts) == sorted(marks)
    assert sorted(back) == sorted(town.charges), "each is paid back, and once"
    assert [mark for mark, at in receipts if at is None] == []
