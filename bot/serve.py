"""The bot at work: fetching or receiving updates, handling them, and delivering the outbox."""

import logging
from functools import partial

import anyio
from aiogram import Bot

from bot import app, deliver, inbox
from bot.bell import Bell
from bot.pace import Pace
from domain.core import Core
from domain.kit import collector

log = logging.getLogger(__name__)


async def run(core: Core, *, pace: Pace | None = None) -> None:
    """Run until cancelled. With a webhook address the API process receives; without one the bot polls."""
    bot = app.create_bot(core.settings)
    arrived, queued = Bell(), Bell()
    polls = core.settings.telegram_webhook_url is None
    idle_s = inbox.POLLED_IDLE_S if polls else inbox.HOOKED_IDLE_S
    try:
        await app.introduce(bot)
        collector.settle()
        async with anyio.create_task_group() as group:
            group.start_soon(_receive, core, bot, arrived)
            group.start_soon(partial(inbox.work, core, bot, app.create_dispatcher(), arrived, idle_s=idle_s))
            group.start_soon(lambda: deliver.run(core, bot, queued, pace=pace or Pace()))
    finally:
        await bot.session.close()


async def _receive(core: Core, bot: Bot, arrived: Bell) -> None:
    """Poll, or tell Telegram where the API listens. Raises ValueError for a webhook without a secret."""
    settings = core.settings
    if settings.telegram_webhook_url is None:
        await inbox.poll(core, bot, arrived)
        return
    if settings.telegram_webhook_secret is None:
        msg = "BEFOREHAND_TELEGRAM_WEBHOOK_SECRET must be set with a webhook"
        raise ValueError(msg)
    await bot.set_webhook(
        settings.telegram_webhook_url,
        secret_token=settings.telegram_webhook_secret.get_secret_value(),
        allowed_updates=inbox.WANTED,
        drop_pending_updates=False,
    )
