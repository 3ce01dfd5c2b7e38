"""Builds the bot: client, dispatcher, error handler, commands and descriptions."""

import logging

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import BotCommand, ErrorEvent
from aiogram.utils.token import TokenValidationError, validate_token

from bot import chat, render
from bot.desk import Desk
from bot.reader import Reader
from bot.session import Session
from domain.db.away import AWAY
from domain.dialogue import commands as chat_commands
from domain.errors import error_id
from domain.explain.facts import Language, Phrase
from domain.settings import Settings

log = logging.getLogger(__name__)

REQUEST_WITHIN_S = 20.0
"""Shorter than the lease of a message under way, so that its outcome is known before anybody takes it over."""

_SPOKEN: tuple[tuple[Language, str | None], ...] = (("en", None), ("zh_Hans", "zh"))


def is_token(text: str) -> bool:
    """Whether a text has the form of a bot token, 123456:ABC."""
    try:
        return validate_token(text)
    except TokenValidationError:
        return False


def create_bot(settings: Settings) -> Bot:
    """Build the client. Raises ValueError where no token is set."""
    if settings.telegram_token is None:
        msg = "BEFOREHAND_TELEGRAM_TOKEN is not set"
        raise ValueError(msg)
    session = Session(api=TelegramAPIServer.from_base(settings.telegram_api), timeout=REQUEST_WITHIN_S)
    if settings.payment_provider is not None:
        session.provider_token = settings.payment_provider.get_secret_value()
    return Bot(
        settings.telegram_token.get_secret_value(),
        session=session,
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )


def create_dispatcher(reader: Reader | None = None) -> Dispatcher:
    """Build the routes and the error handler; reader: the second reader, if there is one."""
    dispatcher = Dispatcher(reader=reader)
    dispatcher.include_router(chat.create_router())
    dispatcher.errors.register(on_error)
    return dispatcher


async def on_error(event: ErrorEvent, desk: Desk) -> None:
    """Apologise with a short id that is in the log too; the update stays marked as failed.

    While the database is away nothing can be marked: the error is raised again, and the update is handled later.
    """
    if isinstance(event.exception, AWAY):
        raise event.exception
    number = error_id()
    log.error("error %s", number, exc_info=event.exception)
    await desk.apologise(event.update, number)


async def introduce(bot: Bot, settings: Settings) -> None:
    """Register commands and descriptions in each language, shown before anything is typed."""
    for locale, code in _SPOKEN:
        commands = [
            BotCommand(command=name, description=render.plain(Phrase(f"command.{name}"), locale=locale))
            for name in chat_commands.listed(settings)
        ]
        await bot.set_my_commands(commands, language_code=code)
        await bot.set_my_description(
            render.plain(Phrase("bot.description"), locale=locale), language_code=code
        )
        await bot.set_my_short_description(
            render.plain(Phrase("bot.short_description"), locale=locale), language_code=code
        )
