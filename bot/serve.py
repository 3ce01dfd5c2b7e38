"""The bot at work: fetching or receiving updates, handling them, and delivering the outbox."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import anyio
from aiogram import Bot

from bot import app, deliver, inbox, paying, reader, steady
from bot.bell import Bell
from bot.pace import Pace
from bot.threads import in_unit
from domain.core import Core
from domain.dialogue.meaning import vectors
from domain.kit import collector
from domain.running import service as running

_ONCE_WITHIN_S: Final = 300.0  # the profile takes a dozen calls


async def run(core: Core, *, pace: Pace | None = None) -> None:
    """Run until cancelled; failures of Telegram, network and database are retried.

    With a webhook address the API process receives; without one the bot polls.
    """
    bot = app.create_bot(core.settings)
    inbox_bell, outbox_bell = Bell(), Bell()
    polls = core.settings.telegram_webhook_url is None
    idle_s = inbox.POLLED_IDLE_S if polls else inbox.HOOKED_IDLE_S
    try:
        collector.settle()
        async with reader.connect(core) as second, anyio.create_task_group() as group:
            dispatcher = app.create_dispatcher(second)
            group.start_soon(
                anyio.to_thread.run_sync, partial(vectors.encode, [""])
            )  # before the first message
            group.start_soon(_once, core, "bot.profile", partial(app.introduce, bot, core.settings))
            if second is None:
                forget = partial(in_unit, core, running.forget_loop, reader.NAME)
                group.start_soon(_once, core, "bot.no_reader", forget)
            group.start_soon(inbox.poll if polls else _hook, core, bot, inbox_bell)
            group.start_soon(partial(inbox.work, core, bot, dispatcher, inbox_bell, idle_s=idle_s))
            group.start_soon(paying.answer_checkouts, core, bot)
            group.start_soon(paying.pay_back, core, bot)
            group.start_soon(lambda: deliver.run(core, bot, outbox_bell, pace=pace or Pace()))
    finally:
        await bot.session.close()


async def _once(core: Core, name: str, call: Callable[[], Awaitable[object]]) -> None:
    """Call until it succeeds once."""
    await steady.keep_on(core.loops.begin(name, patience_s=_ONCE_WITHIN_S), call)
    core.loops.end(name)


async def _hook(core: Core, bot: Bot, _arrived: Bell) -> None:
    """Tell Telegram where the API listens. Raises ValueError for a webhook without a secret."""
    settings = core.settings
    if settings.telegram_webhook_secret is None:
        msg = "BEFOREHAND_TELEGRAM_WEBHOOK_SECRET must be set with a webhook"
        raise ValueError(msg)
    register = partial(
        bot.set_webhook,
        settings.telegram_webhook_url or "",
        secret_token=settings.telegram_webhook_secret.get_secret_value(),
        allowed_updates=inbox.WANTED,
        drop_pending_updates=False,
    )
    await _once(core, "bot.updates", register)
