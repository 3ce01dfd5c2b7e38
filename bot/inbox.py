"""Updates are stored before they are acknowledged, then handled from the table, in order within a chat."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import inf

import anyio
import msgspec
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import ClientDecodeError
from aiogram.types import Update

from bot import steady, unreadable
from bot.bell import Bell
from bot.desk import Desk
from bot.threads import in_reading, in_unit
from domain.contact import arrivals, mailbox
from domain.contact.facts import Update as Waiting
from domain.core import Core, Unit
from domain.db.away import AWAY
from domain.errors import error_id
from domain.kit.loops import Loop

log = logging.getLogger(__name__)

WANTED = ["message", "callback_query", "my_chat_member", "message_reaction", "pre_checkout_query"]
_LONG_POLL_S = 25
_GRACE_S = 10
_PATIENCE_S = 120.0
_MOST_TRIES = 8
_AGAIN_S = 1.0
POLLED_IDLE_S = 1.0  # the bell rings for what this process fetched
HOOKED_IDLE_S = 0.1  # another process stores what the webhook brings, and rings no bell here
_BATCH = 50
_AT_ONCE = 100  # chats


async def poll(core: Core, bot: Bot, bell: Bell) -> None:
    """Fetch updates until cancelled. The offset moves only after the batch has been committed."""
    loop = core.loops.begin("bot.updates", patience_s=3 * (_LONG_POLL_S + _GRACE_S))
    await steady.keep_on(loop, partial(_poll, core, bot, bell, loop))


async def _poll(core: Core, bot: Bot, bell: Bell, loop: Loop) -> None:
    offset: int | None = None
    await bot.delete_webhook(drop_pending_updates=False)
    while True:
        updates, following = await _fetch(bot, offset)
        if updates:
            await _keep(core, updates)
            bell.ring()
        loop.came_round()
        if updates and following == offset:
            await anyio.sleep(_AGAIN_S)  # a server that repeats itself must not be asked without a pause
        offset = following or offset


async def _fetch(bot: Bot, offset: int | None) -> tuple[list[Update], int | None]:
    """Return the updates, and the offset that acknowledges them. One that cannot be read is left out."""
    try:
        updates = await bot.get_updates(
            offset=offset,
            timeout=_LONG_POLL_S,
            allowed_updates=WANTED,
            request_timeout=_LONG_POLL_S + _GRACE_S,
        )
    except ClientDecodeError as error:
        return unreadable.rescued(error)
    return updates, updates[-1].update_id + 1 if updates else None


async def _keep(core: Core, updates: Sequence[Update]) -> None:
    """Store updates together, or one by one where one of them cannot be stored."""
    try:
        await in_unit(core, keep, updates)
    except steady.OUTSIDE:
        raise
    except Exception:
        if len(updates) == 1:
            log.exception("error %s: an update could not be stored", error_id())
            return
        for update in updates:
            await _keep(core, [update])


def keep(unit: Unit, updates: Iterable[Update]) -> None:
    """Store updates; one that is stored already stays as it is, and one that cannot be stored does not stop the others."""
    for update in updates:
        try:
            came = arrivals.read(update.model_dump_json(exclude_none=True, by_alias=True).encode())
        except msgspec.MsgspecError as error:
            log.warning("an update cannot be kept: %s", type(error).__name__)
            continue
        mailbox.take_in(unit, came)


async def work(
    core: Core, bot: Bot, dispatcher: Dispatcher, bell: Bell, *, idle_s: float = POLLED_IDLE_S
) -> None:
    """Handle stored updates until cancelled: chats in parallel, the updates of a chat in their order."""
    loop = core.loops.begin("bot.inbox", patience_s=_PATIENCE_S)
    # Nothing may come to be answered for days.
    chats = _Chats(core, bot, dispatcher, bell, core.loops.begin("bot.answers", patience_s=inf))
    async with anyio.create_task_group() as group:

        async def look() -> None:
            while True:
                # A chat that is busy when the look begins is left out, even if it is free when the look ends.
                waiting = await chats.waiting()
                for chat_hash, updates in waiting.items():
                    chats.busy.add(chat_hash)
                    group.start_soon(chats.handle, chat_hash, updates)
                loop.came_round()
                if not waiting:
                    await bell.wait(idle_s)

        await steady.keep_on(loop, look)


@dataclass(slots=True)
class _Chats:
    """The chats being handled. busy: hashes of their ids. tries: failed attempts by update that still waits."""

    core: Core
    bot: Bot
    dispatcher: Dispatcher
    bell: Bell
    loop: Loop
    busy: set[str] = field(default_factory=set)
    tries: Counter[int] = field(default_factory=Counter)

    async def waiting(self) -> Mapping[str, list[Waiting]]:
        """Return waiting updates by chat, of chats that are not busy; nothing while the greatest number is busy."""
        chats: dict[str, list[Waiting]] = defaultdict(list)
        if len(self.busy) < _AT_ONCE:
            updates = await in_reading(
                self.core, mailbox.next_updates, limit=_BATCH, but=frozenset(self.busy)
            )
            for update in updates:
                chats[update.chat_hash].append(update)
        return chats

    async def handle(self, chat_hash: str, updates: list[Waiting]) -> None:
        """Handle a chat's updates in order; where the database fails the rest waits, and the chat pauses."""
        try:
            for waiting in updates:
                await self._see_to(waiting)
        except Exception as error:  # noqa: BLE001 - whatever it is, other chats are handled
            await steady.rest(self.loop, error)
        else:
            self.loop.came_round()
        finally:
            self.busy.discard(chat_hash)
            self.bell.ring()  # more of this chat may have come

    async def _see_to(self, waiting: Waiting) -> None:
        """Handle one update; whether it succeeds or fails, it is marked, and the next follows.

        While the database is away it waits, and the error is raised, up to a number of tries.
        """
        if not waiting.body:
            waiting = await in_unit(self.core, mailbox.look_again, waiting)
        if not waiting.body:
            await in_unit(self.core, mailbox.failed, waiting.id, number := error_id())
            log.warning("error %s: an update cannot be read any more and is closed", number)
            return
        try:
            await _handle(self.core, self.bot, self.dispatcher, waiting)
        except Exception as error:
            self.tries[waiting.id] += 1
            if isinstance(error, AWAY) and self.tries[waiting.id] < _MOST_TRIES:
                raise
            number = error_id()
            log.exception("error %s: an update could be neither handled nor apologised for", number)
            await in_unit(self.core, mailbox.failed, waiting.id, number)
        self.tries.pop(waiting.id, None)


async def _handle(core: Core, bot: Bot, dispatcher: Dispatcher, waiting: Waiting) -> None:
    update = Update.model_validate_json(waiting.body, context={"bot": bot})
    handled = await dispatcher.feed_update(bot, update, desk=Desk(core, bot, waiting.id))
    if handled is UNHANDLED:
        await in_unit(core, mailbox.done, waiting.id, None)
