"""From the outbox to Telegram: what is claimed is sent, and every outcome is written down."""

import logging
from collections.abc import Collection
from dataclasses import replace

import anyio
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot import post, render
from bot.bell import Bell
from bot.pace import Pace
from bot.threads import in_thread, in_unit
from domain.alerts import telling
from domain.contact import service as contact
from domain.contact.facts import Message, Outgoing
from domain.core import Core, Unit
from domain.explain.facts import Phrase
from domain.kit.together import Together

log = logging.getLogger(__name__)

_IDLE_S = 1.0
_AMBIGUOUS = (TelegramNetworkError, TelegramServerError, ClientDecodeError)


async def run(core: Core, bot: Bot, bell: Bell, *, pace: Pace) -> None:
    """Deliver for ever. What an earlier process left half-sent is settled at every look."""
    noting: Together[tuple[int, int]] = Together(
        lambda deliveries: in_unit(core, contact.sent, dict(deliveries))
    )
    most = pace.in_a_second()  # claimed at once: what leaves well within its lease
    under_way: set[int] = set()

    async def deliver(outgoing: Outgoing) -> None:
        try:
            await _deliver(core, bot, outgoing, pace, noting)
        finally:
            under_way.discard(outgoing.notice_id)
            if len(under_way) <= most // 2:
                bell.ring()

    async with anyio.create_task_group() as group:
        while True:
            limit = most - len(under_way) if len(under_way) <= most // 2 else 0
            claimed = await in_unit(core, _look, under_way=frozenset(under_way), limit=limit)
            for outgoing in claimed:
                under_way.add(outgoing.notice_id)
                group.start_soon(deliver, outgoing)
            if not claimed:
                await bell.wait(_IDLE_S)


def _look(unit: Unit, *, under_way: Collection[int], limit: int) -> tuple[Outgoing, ...]:
    """Claim what is due. What this process is sending is its own for as long as that takes: nothing goes out twice."""
    if under_way:
        contact.keep_up(unit, under_way)
    contact.recover(unit)
    if not limit:
        return ()
    telling.renew_due(unit, limit=limit)
    return contact.claim(unit, limit=limit)


async def _deliver(
    core: Core, bot: Bot, outgoing: Outgoing, pace: Pace, noting: Together[tuple[int, int]]
) -> None:
    """Send one notice. The intent is committed already, so whatever happens here leaves a trace."""
    await pace.turn(outgoing.chat_id)
    content = await _rendered(outgoing)
    number = outgoing.notice_id
    try:
        message_id = await _send(bot, outgoing, content)
    except TelegramRetryAfter as error:
        pace.hold(outgoing.chat_id, error.retry_after)
        await in_unit(core, contact.not_delivered, number, after_s=float(error.retry_after))
    except TelegramForbiddenError:
        await in_unit(core, contact.undeliverable, number, "blocked", blocked=True)
    except _AMBIGUOUS as error:
        await in_unit(core, contact.ambiguous, number, type(error).__name__)
    except TelegramAPIError as error:
        log.exception("notice %d cannot be delivered", number)
        await in_unit(core, contact.undeliverable, number, type(error).__name__)
    else:
        await noting.do((number, message_id))


async def _rendered(outgoing: Outgoing) -> render.Rendered:
    """Text is rendered on the spot, faster than a thread could take it over; a chart is drawn in a thread."""
    message = _labelled(outgoing)
    if message.chart is None:
        return render.message(message, tokens=outgoing.tokens, locale=outgoing.locale)
    return await in_thread(render.message, message, tokens=outgoing.tokens, locale=outgoing.locale)


def _labelled(outgoing: Outgoing) -> Message:
    """Say of a repeat that it may be one."""
    message = outgoing.message
    return replace(message, lines=(Phrase("contact.repeat"), *message.lines)) if outgoing.repeat else message


async def _send(bot: Bot, outgoing: Outgoing, content: render.Rendered) -> int:
    if outgoing.edit_message_id is None:
        return await post.send(bot, outgoing.chat_id, content, loud=outgoing.loud)
    return await post.edit(bot, outgoing.chat_id, outgoing.edit_message_id, content)
