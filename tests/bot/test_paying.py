"""Checkouts that cannot be read, answers that are lost on the way, and refunds that cannot be made hold up no other."""

import json
from typing import Any

import anyio
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import AnswerPreCheckoutQuery, RefundStarPayment

from bot import paying
from domain.contact import arrivals, mailbox
from domain.core import Core
from domain.plans import billing, refunds, service
from domain.plans.facts import STARS, Channel, Charge, PaymentState
from domain.registry import service as registry

ASKED = AnswerPreCheckoutQuery(pre_checkout_query_id="q", ok=True)
PAID_BACK = RefundStarPayment(user_id=1, telegram_payment_charge_id="a")


class Telegram(Bot):
    """A bot whose calls fail as Telegram's would; answered: references and questions that went through."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__("1:a")
        self.errors, self.answered = list(errors), list[str]()

    async def answer_pre_checkout_query(self, pre_checkout_query_id: str, *_: Any, **__: Any) -> bool:
        return self._call(pre_checkout_query_id)

    async def refund_star_payment(self, user_id: int, telegram_payment_charge_id: str, *_: Any) -> bool:
        assert user_id == 1
        return self._call(telegram_payment_charge_id)

    def _call(self, what: str) -> bool:
        if self.errors:
            raise self.errors.pop(0)
        self.answered.append(what)
        return True


@pytest.fixture
def database() -> str:
    return "sqlite"


def ask(core: Core, number: int, **query: object) -> None:
    body = {"update_id": number, "pre_checkout_query": query}
    with core.unit() as unit:
        mailbox.take_in(unit, arrivals.read(json.dumps(body).encode()))


async def test_a_checkout_that_cannot_be_read_is_closed_and_the_next_is_answered(core: Core) -> None:
    person = {"id": 5, "is_bot": False, "first_name": "A"}
    ask(core, 1, **{"from": {"id": 5}})
    ask(core, 2, id="q", currency="XTR", total_amount=690, invoice_payload="t", **{"from": person})
    decisions = paying.decide(core)
    assert [each.query is None for each in decisions] == [True, False]
    with core.unit() as unit:
        paying.mark(unit, decisions)

    assert paying.decide(core) == []


@pytest.mark.parametrize(
    "error", [TelegramNetworkError(ASKED, "lost"), TelegramRetryAfter(ASKED, "slowly", retry_after=0)]
)
async def test_an_answer_that_is_lost_is_given_again_while_telegram_waits(
    core: Core, error: Exception
) -> None:
    person = {"id": 5, "is_bot": False, "first_name": "A"}
    ask(core, 2, id="q", currency="XTR", total_amount=690, invoice_payload="t", **{"from": person})
    bot = Telegram(error)

    await paying.answer(bot, paying.decide(core)[0])

    assert bot.answered == ["q"]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (TelegramForbiddenError(PAID_BACK, "bot was blocked"), PaymentState.REFUND_FAILED),
        (TelegramNetworkError(PAID_BACK, "lost"), PaymentState.REFUNDED),
    ],
)
async def test_a_refund_that_cannot_be_made_holds_up_none_behind_it(
    core: Core, monkeypatch: pytest.MonkeyPatch, error: Exception, state: PaymentState
) -> None:
    """Also where nothing is sold any more."""
    monkeypatch.setattr(core.settings, "plans", "default")
    with core.unit() as unit:
        owner = registry.meet(unit, 1, locale="en", zone="UTC")
        for reference in ("a", "b"):
            charge = Charge("", 690, STARS, Channel.STARS, reference)
            refunds.order(
                unit, billing.grant(unit, owner, "diagnosis_report", charge).number, reason="operator"
            )
    monkeypatch.setattr(core.settings, "plans", None)
    bot = Telegram(error)

    async with anyio.create_task_group() as group:
        group.start_soon(paying.pay_back, core, bot)
        while states(core) != [PaymentState.REFUNDED, state]:  # noqa: ASYNC110 - it runs in the other task
            await anyio.sleep(0.05)
        group.cancel_scope.cancel()

    assert bot.answered[0] == "b"


def states(core: Core) -> list[PaymentState]:
    with core.reading() as unit:
        owner = registry.owner_of_chat(unit, 1)
        assert owner is not None
        return [each.state for each in service.slips(unit, owner.id)]
