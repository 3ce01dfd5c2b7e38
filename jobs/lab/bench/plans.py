"""Questions before a payment, which Telegram lets wait for ten seconds: from their arrival to the bot's answer."""

import time
from collections.abc import AsyncGenerator
from typing import Any, Final

import anyio
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerPreCheckoutQuery
from aiogram.types import Message, Update
from pydantic import SecretStr

from bot import app, inbox, paying
from bot.bell import Bell
from bot.playground import app as playground
from bot.threads import in_unit
from domain.core import Core
from domain.kit import collector
from domain.kit.clock import RealClock
from domain.plans import billing
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_PER_S: Final = 100
_SECONDS: Final = 10
_OWNERS: Final = 100
_PLAN: Final = "diagnosis_report"
_BACKLOG: Final = 200  # ordinary messages that wait already, of the same chats
_SETTLED_S: Final = 0.05
_A_FETCH: Final = 100  # updates that getUpdates gives at most
_WARM_UP: Final = 90_000
_FIRST: Final = 100_000  # numbers of updates with a checkout


class _Till(BaseSession):
    """Takes every call and moves nothing; notes when a checkout was answered, and whether with a yes."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[int, tuple[float, bool]] = {}

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram's signature
        del timeout
        if isinstance(method, AnswerPreCheckoutQuery):
            self.answers[int(method.pre_checkout_query_id)] = (time.perf_counter(), method.ok)
            return True
        message = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}
        return Message.model_validate(message, context={"bot": bot})

    async def close(self) -> None:
        """There is nothing to close."""

    async def stream_content(self, *_args: Any, **_kwargs: Any) -> AsyncGenerator[bytes, None]:
        """Yield an empty file: nobody sends any."""
        yield b""


def plans() -> Result:
    """Let 100 questions a second arrive for ten seconds, open loop, while 200 messages of the same chats wait to be answered.

    cores: processors that all of it took, the messages and a second of warming up with it. refused: questions that were not answered with the yes that is right. The network to Telegram is not measured.
    """
    with ground.core(clock=RealClock(), telegram_token=SecretStr(playground.TOKEN), plans="default") as core:
        bills = _bills(core)
        collector.settle()
        begun, begun_cpu = time.perf_counter(), time.process_time()
        answers, dues = anyio.run(_ask, core, bills)
        cores = (time.process_time() - begun_cpu) / (time.perf_counter() - begun)
    waits_ms = [(answers[number][0] - due) * 1000 for number, due in dues.items()]
    figures = {
        "p50_ms": ground.percentile(waits_ms, 0.50),
        "p99_ms": ground.percentile(waits_ms, 0.99),
        "worst_ms": max(waits_ms),
        "cores": cores,
        "refused": float(sum(not ok for _, ok in answers.values())),
    }
    return Result("plans", figures, (Bar("p99_ms", 1_000, at_most=True), Bar("refused", 0, at_most=True)))


def _bills(core: Core) -> list[dict[str, Any]]:
    with core.unit() as unit:
        owners = [owner for owner, _ in ground.cars(unit, count=_OWNERS)]
        messages = [billing.bill(unit, owner, _PLAN) for owner in owners]
    return [
        {"currency": bill.currency, "total_amount": bill.amount_minor, "invoice_payload": bill.token}
        for each in messages
        if (bill := each.bill) is not None
    ]


async def _ask(
    core: Core, bills: list[dict[str, Any]]
) -> tuple[dict[int, tuple[float, bool]], dict[int, float]]:
    till, bell, dues = _Till(), Bell(), dict[int, float]()
    bot = Bot(playground.TOKEN, session=till)
    async with anyio.create_task_group() as group:
        group.start_soon(inbox.work, core, bot, app.create_dispatcher(), bell)
        group.start_soon(paying.answer_checkouts, core, bot)
        warm_up = [_message(_BACKLOG), *(_checkout(_WARM_UP + each, bills) for each in range(_PER_S))]
        await in_unit(core, inbox.keep, warm_up)
        await _answered(till, _PER_S)
        await in_unit(core, inbox.keep, [_message(number) for number in range(_BACKLOG)])
        bell.ring()
        begun = time.perf_counter()
        for place in range(_PER_S * _SECONDS):
            dues[_FIRST + place] = begun + place / _PER_S
        await _fetch(core, bell, dues, bills)
        await _answered(till, _PER_S + len(dues))
        group.cancel_scope.cancel()
    return till.answers, dues


async def _answered(till: _Till, count: int) -> None:
    while len(till.answers) < count:  # noqa: ASYNC110 - nobody says when all is done
        await anyio.sleep(_SETTLED_S)


async def _fetch(core: Core, bell: Bell, dues: dict[int, float], bills: list[dict[str, Any]]) -> None:
    """Keep what has come since the last look in one unit, as polling does, until all have come."""
    coming = list(dues)
    while coming:
        await anyio.sleep(max(0.0, dues[coming[0]] - time.perf_counter()))
        now = time.perf_counter()
        batch = [number for number in coming[:_A_FETCH] if dues[number] <= now]
        coming = coming[len(batch) :]
        await in_unit(core, inbox.keep, [_checkout(number, bills) for number in batch])
        bell.ring()


def _person(number: int) -> dict[str, Any]:
    chat = ground.FIRST_CHAT + number % _OWNERS
    return {"id": chat, "is_bot": False, "first_name": "Bench", "language_code": "en"}


def _message(number: int) -> Update:
    person = _person(number)
    chat = {"id": person["id"], "type": "private"}
    message = {"message_id": number + 1, "date": 0, "chat": chat, "from": person, "text": "/help"}
    return Update.model_validate({"update_id": number + 1, "message": message})


def _checkout(number: int, bills: list[dict[str, Any]]) -> Update:
    query = {"id": str(number), "from": _person(number), **bills[number % _OWNERS]}
    return Update.model_validate({"update_id": number, "pre_checkout_query": query})
