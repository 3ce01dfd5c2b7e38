"""Whatever comes from Telegram's side, or nothing: the API and the ticker serve, the bot waits and goes on."""

import pytest

from domain.core import Core
from tests.faults.conftest import at_work
from tests.faults.telegram import ANSWERS, SILENT, Telegram
from tests.pace import until

SHORT = ("html", "conflict", "hang")
WAYS = [pytest.param(way, marks=() if way in SHORT else pytest.mark.long) for way in (*ANSWERS, *SILENT)]
LONG_ON_POSTGRESQL = [
    pytest.param("sqlite"),
    pytest.param("postgresql", marks=pytest.mark.long),
]


@pytest.fixture(params=LONG_ON_POSTGRESQL)
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("way", WAYS)
def test_the_bot_waits_from_the_start_and_goes_on(core: Core, telegram: Telegram, way: str) -> None:
    telegram.behaviour = way
    telegram.write(1, 4711, "/help")
    with at_work(core, telegram) as product:
        product.queue("early")
        until(lambda: product.bot() == "waiting")
        until(lambda: product.rounds() >= 5)
        status, told = product.ready()
        assert (status, told["status"], told["ticker"]) == (200, "ok", "running")
        (part,) = told["parts"]
        assert part["reason"]
        assert product.is_live()
        assert product.state("early") == "queued"

        telegram.behaviour = "well"

        until(lambda: product.bot() == "running")
        until(lambda: product.state("early") == "sent")
        until(lambda: len(telegram.sent) == 2)  # the warning, and the answer to /help


@pytest.mark.parametrize("way", WAYS)
def test_the_bot_waits_later_on_and_goes_on(core: Core, telegram: Telegram, way: str) -> None:
    with at_work(core, telegram) as product:
        product.queue("first")
        until(lambda: product.state("first") == "sent")

        telegram.behaviour = way
        until(lambda: product.bot() == "waiting")
        product.queue("second", grade=3)
        assert product.is_live()
        assert product.ready()[0] == 200

        telegram.behaviour = "well"

        until(lambda: product.state("second") == "sent")
        telegram.write(9, 4711, "/help")
        until(lambda: len(telegram.sent) >= 3)
        until(lambda: product.bot() == "running")


def test_pauses_grow_while_telegram_is_away(core: Core, telegram: Telegram) -> None:
    telegram.behaviour = "html_502"
    with at_work(core, telegram) as product:
        until(lambda: telegram.calls >= 6)
        until(lambda: product.bot() == "waiting")
        early = telegram.calls
        until(lambda: telegram.calls > early)  # it goes on asking

    assert telegram.calls < 40  # within seconds, by three loops


def test_an_update_of_an_unknown_form_holds_up_nobody(core: Core, telegram: Telegram) -> None:
    telegram.pending.append({"update_id": 1, "message": {"message_id": "of a later Bot API"}})
    telegram.write(2, 4711, "/help")
    with at_work(core, telegram) as product:
        until(lambda: len(telegram.sent) == 1)
        until(lambda: telegram.pending == [])
        assert product.ready()[0] == 200
