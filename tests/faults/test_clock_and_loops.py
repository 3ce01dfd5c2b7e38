"""A clock that jumps, a network that is not there, and faults of our own."""

import socket
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlmodel import col, delete, update

from domain.contact import mailbox, rules
from domain.contact.tables import InboxUpdate
from domain.core import Core, Unit
from domain.db.tables import PassingKey
from domain.kit.clock import Clock, RealClock
from domain.settings import Settings
from jobs import due
from tests.faults.conftest import Product, at_work
from tests.faults.telegram import Telegram
from tests.pace import until

LONG_ON_POSTGRESQL = [pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.long)]


@pytest.fixture(params=LONG_ON_POSTGRESQL)
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Jumping(Clock):
    """The real clock, set forward and back."""

    def __init__(self) -> None:
        self.by = timedelta(0)

    def now(self) -> datetime:
        return RealClock().now() + self.by


@pytest.fixture
def jumping(core: Core) -> tuple[Core, Jumping]:
    clock = Jumping()
    moved = type(core)(core.settings, core.engine, clock, core.keyring, core.speaker, core.rounds)
    return moved, clock


@pytest.mark.parametrize("days", [-300, -1, 40])
def test_a_clock_that_jumps_and_comes_back_stops_nothing(
    jumping: tuple[Core, Jumping], telegram: Telegram, days: int
) -> None:
    core, clock = jumping
    clock.by = timedelta(days=-days)
    queue = partial(
        Product.queue, grade=rules.RED
    )  # of the week's budget, both sides of a jump may take their share
    with at_work(core, telegram) as product:
        queue(product, "before")
        until(lambda: product.state("before") == "sent")
        for number, by in enumerate((timedelta(0), timedelta(days=-days))):
            telegram.behaviour = (
                "unauthorized"  # so that something waits over the jump, with a time of its own
            )
            queue(product, f"over {number}")
            until(lambda: product.bot() == "waiting")
            clock.by = by
            telegram.behaviour = "well"

            assert product.is_live()
            until(partial(is_sent, product, f"over {number}"))
            until(lambda: product.ready()[0] == 200 and product.bot() == "running")
            job = due.ScheduledJob("count", timedelta(hours=1), lambda _core: "done")
            assert due.tick(core, [job]) == ["count"], "the job waits for a time that the clock has left"


def is_sent(product: Product, key: str) -> bool:
    return product.state(key) == "sent"


def test_without_a_network_everything_else_serves(settings: Settings, telegram: Telegram, core: Core) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = probe.getsockname()[1]
    away = type(core)(
        core.settings.model_copy(update={"telegram_api": f"http://127.0.0.1:{closed}"}),
        core.engine,
        core.clock,
        core.keyring,
        core.speaker,
        core.rounds,
    )
    with at_work(away, telegram) as product:
        until(lambda: product.bot() == "waiting")
        until(lambda: product.rounds() >= 5)
        assert product.ready()[0] == 200
        assert product.is_live()


def test_a_fault_of_ours_in_a_loop_makes_readiness_fail_until_it_is_over(
    core: Core, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(core, telegram) as product:
        until(lambda: product.bot() == "running")
        with monkeypatch.context() as broken:

            def breaks(_unit: Unit, **_more: object) -> None:
                raise ZeroDivisionError

            broken.setattr(mailbox, "next_updates", breaks)
            until(lambda: product.bot() == "failing")
            status, told = product.ready()
            assert (status, told["status"]) == (503, "failing")
            assert told["parts"][0]["reason"] == "ZeroDivisionError"
            assert product.is_live()
        until(lambda: product.ready()[0] == 200)
        telegram.write(5, 4711, "/help")
        until(lambda: len(telegram.sent) == 1)


def test_updates_that_cannot_be_read_any_more_hold_up_nobody(core: Core, telegram: Telegram) -> None:
    """More than a look takes, each of another chat: keys that are gone, and bytes that were changed."""
    with core.unit() as unit:
        for number in range(1000, 1120):
            mailbox.receive(unit, update_id=number, chat_hash=f"chat {number}", body=b"{}")
        unit.session.execute(delete(PassingKey).where(col(PassingKey.id) < 1060))
        changed = update(InboxUpdate).where(col(InboxUpdate.update_id) >= 1060)
        unit.session.execute(changed.values(body=b"\x02" + (1060).to_bytes(8, "big") + bytes(40)))
    with at_work(core, telegram) as product:
        telegram.write(5, 4711, "/help")
        until(lambda: len(telegram.sent) == 1)

        until(lambda: not waiting(core))
        assert product.ready()[0] == 200


def waiting(core: Core) -> int:
    with core.reading() as unit:
        return len(mailbox.next_updates(unit, limit=200))


def test_a_fault_of_ours_in_the_ticker_makes_readiness_fail_until_it_is_over(
    core: Core, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(core, telegram) as product:
        until(lambda: product.rounds() >= 5)
        with monkeypatch.context() as broken:

            def breaks(*_args: object) -> None:
                raise ZeroDivisionError

            broken.setattr(due, "tick", breaks)
            until(lambda: product.ready()[0] == 503)
            assert product.ready()[1]["ticker"] == "failing"
            assert product.is_live()
        until(lambda: product.ready()[0] == 200)
