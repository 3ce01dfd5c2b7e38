"""The dispatcher with its inbox, against the dispatcher alone: what it costs that no update is lost."""

import time

import anyio
from aiogram import Bot
from aiogram.types import Update
from pydantic import SecretStr

from bot import app, inbox
from bot.bell import Bell
from bot.playground import app as playground
from bot.threads import in_unit
from domain.contact import mailbox
from domain.core import Core
from domain.kit import collector
from domain.kit.clock import RealClock
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_UPDATES = 1_500
_PEOPLE = 300
_A_FETCH = 100  # updates that getUpdates gives at most
_LOOK_S = 0.01


class _Nobody:
    """A desk that forgets what it is told."""

    async def note_membership(self, chat_id: int, *, blocked: bool) -> None:
        del chat_id, blocked


def dispatch() -> Result:
    """Handle the same updates twice: fed to aiogram alone, and kept, read back, handled and marked as handled.

    The updates say that a chat has unblocked the bot: nothing is sent, so no network is measured.
    """
    with ground.core(clock=RealClock(), telegram_token=SecretStr(playground.TOKEN)) as core:
        with core.unit() as unit:
            ground.cars(unit, count=_PEOPLE)
        collector.settle()  # as the bot does before it serves; both sides gain by it
        bare_s, inbox_s = anyio.run(_both, core)
    figures = {
        "bare_per_s": _UPDATES / bare_s,
        "with_inbox_per_s": _UPDATES / inbox_s,
        "ratio_to_bare": bare_s / inbox_s,
    }
    return Result("dispatch", figures, (Bar("ratio_to_bare", 0.25),))


async def _both(core: Core) -> tuple[float, float]:
    bot = app.create_bot(core.settings)
    updates = [_update(number) for number in range(_UPDATES)]
    bare_s = await _bare(bot, updates)
    inbox_s = await _with_inbox(core, bot, updates)
    await bot.session.close()
    return bare_s, inbox_s


async def _bare(bot: Bot, updates: list[Update]) -> float:
    dispatcher = app.create_dispatcher()
    begun = time.perf_counter()
    for update in updates:
        await dispatcher.feed_update(bot, update, desk=_Nobody())
    return time.perf_counter() - begun


async def _with_inbox(core: Core, bot: Bot, updates: list[Update]) -> float:
    bell = Bell()
    begun = time.perf_counter()
    async with anyio.create_task_group() as group:
        group.start_soon(inbox.work, core, bot, app.create_dispatcher(), bell)
        for first in range(0, _UPDATES, _A_FETCH):
            await in_unit(core, inbox.keep, updates[first : first + _A_FETCH])
            bell.ring()
        while await in_unit(core, mailbox.next_updates, limit=1):  # noqa: ASYNC110 - nobody says when all is done
            await anyio.sleep(_LOOK_S)
        took = time.perf_counter() - begun
        group.cancel_scope.cancel()
    return took


def _update(number: int) -> Update:
    chat_id = ground.FIRST_CHAT + number % _PEOPLE
    bot = {"id": 42, "is_bot": True, "first_name": "Bench"}
    event = {
        "chat": {"id": chat_id, "type": "private", "first_name": "Bench"},
        "from": {"id": chat_id, "is_bot": False, "first_name": "Bench"},
        "date": 1_763_430_000,
        "old_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
        "new_chat_member": {"status": "member", "user": bot},
    }
    return Update.model_validate({"update_id": number + 1, "my_chat_member": event})
