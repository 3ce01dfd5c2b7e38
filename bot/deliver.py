"""From the outbox to Telegram: claims notices, sends them, and records every outcome."""

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from functools import partial
from typing import Final

import anyio
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot import post, render, steady
from bot.bell import Bell
from bot.pace import Pace
from bot.threads import in_thread, in_unit
from domain.alerts import telling
from domain.contact import service as contact
from domain.contact.facts import Message, Outgoing
from domain.core import Core, Unit
from domain.errors import error_id
from domain.explain.facts import Phrase
from domain.kit.loops import Loop
from domain.kit.together import Together

log = logging.getLogger(__name__)

_IDLE_S = 1.0
_PATIENCE_S: Final = 120.0


async def run(core: Core, bot: Bot, bell: Bell, *, pace: Pace) -> None:
    """Deliver until cancelled. Notices that an earlier process left half-sent are settled at each turn."""
    loop = core.loops.begin("bot.outbox", patience_s=_PATIENCE_S)
    courier = _Courier(core, bot, bell, pace, loop)
    async with anyio.create_task_group() as group:

        async def look() -> None:
            while True:
                claimed = await courier.claim()
                for outgoing in claimed:
                    group.start_soon(courier.deliver, outgoing)
                loop.came_round()
                if not claimed:
                    await bell.wait(_IDLE_S)

        await steady.keep_on(loop, look)


class _Courier:
    """Claims notices, sends them and records the outcomes.

    doubt: true from the start and after a failure, until Telegram has answered properly. While it is true nothing is
    sent, so that a failing server does not lose one warning after the other.
    """

    def __init__(self, core: Core, bot: Bot, bell: Bell, pace: Pace, loop: Loop) -> None:
        self._core, self._bot, self._bell, self._pace, self._loop = core, bot, bell, pace, loop
        self._doubt = True
        self._most = pace.in_a_second()  # claimed at once: what leaves well within its lease
        self._under_way: set[int] = set()
        self._noting: Together[tuple[int, int]] = Together(
            lambda deliveries: in_unit(core, contact.sent, dict(deliveries))
        )

    async def claim(self) -> tuple[Outgoing, ...]:
        """Claim what is due and begin to send it, once Telegram answers. Raises errors of Telegram, network and database."""
        if self._doubt:
            await self._bot.get_me()
            self._doubt = False
        free = self._most - len(self._under_way) if self._is_calm() else 0
        claimed = await in_unit(self._core, _look, under_way=frozenset(self._under_way), limit=free)
        self._under_way.update(outgoing.notice_id for outgoing in claimed)
        return claimed

    async def deliver(self, outgoing: Outgoing) -> None:
        """Send one notice, and record its outcome, trying again until that succeeds.

        The claim is committed already, so a kill in between leaves the notice as half-sent.
        """
        try:
            await self._pace.turn(outgoing.chat_id)
            note = await self._outcome(outgoing)
            await steady.keep_on(self._loop, note)
        finally:
            self._under_way.discard(outgoing.notice_id)
            if self._is_calm():
                self._bell.ring()

    async def _outcome(self, outgoing: Outgoing) -> Callable[[], Awaitable[None]]:
        """Send, unless there is doubt; return a call that records the outcome."""
        number = outgoing.notice_id
        if self._doubt:
            return self._record(contact.not_delivered, number)
        try:
            message_id = await _send(self._bot, outgoing, await _rendered(outgoing))
        except Exception as error:  # noqa: BLE001 - every outcome is written down
            return self._after(error, number, outgoing.chat_id)
        return partial(self._noting.do, (number, message_id))

    def _after(self, error: Exception, number: int, chat_id: int) -> Callable[[], Awaitable[None]]:
        match error:
            case TelegramRetryAfter():
                after_s = steady.put_off_s(error)
                self._pace.hold(chat_id, after_s)
                return self._record(contact.not_delivered, number, after_s=after_s)
            case TelegramForbiddenError():
                return self._record(contact.undeliverable, number, "blocked", blocked=True)
            case TelegramUnauthorizedError() | TelegramNotFound() | TelegramConflictError():
                self._doubt = (
                    True  # Telegram does not know the bot: nothing was delivered, and no owner is the cause
                )
                return self._record(contact.not_delivered, number)
            case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
                self._doubt = True
                return self._record(contact.ambiguous, number, type(error).__name__)
        log.error("error %s: notice %d cannot be delivered", error_id(), number, exc_info=error)
        return self._record(contact.undeliverable, number, type(error).__name__)

    def _record(
        self, outcome: Callable[..., None], *args: object, **kwargs: object
    ) -> Callable[[], Awaitable[None]]:
        return partial(in_unit, self._core, outcome, *args, **kwargs)

    def _is_calm(self) -> bool:
        return len(self._under_way) <= self._most // 2


def _look(unit: Unit, *, under_way: Collection[int], limit: int) -> tuple[Outgoing, ...]:
    """Claim what is due. Leases of notices that this process is sending are renewed, so that nothing goes out twice."""
    if under_way:
        contact.keep_up(unit, under_way)
    contact.recover(unit)
    if not limit:
        return ()
    telling.renew_due(unit, limit=limit)
    return contact.claim(unit, limit=limit)


async def _rendered(outgoing: Outgoing) -> render.Rendered:
    """Render a notice: text in the event loop, because a thread would cost more; a chart in a thread."""
    message = _labelled(outgoing)
    if message.chart is None:
        return render.message(message, tokens=outgoing.tokens, locale=outgoing.locale)
    return await in_thread(render.message, message, tokens=outgoing.tokens, locale=outgoing.locale)


def _labelled(outgoing: Outgoing) -> Message:
    """Return the message, with a line that it may be a repeat where it was perhaps sent before."""
    message = outgoing.message
    return replace(message, lines=(Phrase("contact.repeat"), *message.lines)) if outgoing.repeat else message


async def _send(bot: Bot, outgoing: Outgoing, content: render.Rendered) -> int:
    if outgoing.edit_message_id is None:
        return await post.send(bot, outgoing.chat_id, content, loud=outgoing.loud)
    return await post.edit(bot, outgoing.chat_id, outgoing.edit_message_id, content)
