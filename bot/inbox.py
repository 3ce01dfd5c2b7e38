"""Updates are stored before they are acknowledged, then handled from the table, in order within a chat."""

import logging
from collections import defaultdict
from collections.abc import Iterable

import anyio
import msgspec
from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Update

from bot.bell import Bell
from bot.desk import Desk, error_id
from bot.threads import in_reading, in_unit
from domain.contact import arrivals, mailbox
from domain.contact.facts import Update as Waiting
from domain.core import Core, Unit

log = logging.getLogger(__name__)

WANTED = ["message", "callback_query", "my_chat_member"]
_LONG_POLL_S = 25
_GRACE_S = 10
_PAUSE_S = 3.0
POLLED_IDLE_S = 1.0  # the bell rings for what this process fetched
HOOKED_IDLE_S = 0.1  # another process stores what the webhook brings, and rings no bell here
_BATCH = 50
_AT_ONCE = 100  # chats


async def poll(core: Core, bot: Bot, bell: Bell) -> None:
    """Fetch updates for ever. The offset moves only after the batch has been committed."""
    offset: int | None = None
    await bot.delete_webhook(drop_pending_updates=False)
    while True:
        try:
            updates = await bot.get_updates(
                offset=offset,
                timeout=_LONG_POLL_S,
                allowed_updates=WANTED,
                request_timeout=_LONG_POLL_S + _GRACE_S,
            )
        except TelegramAPIError as error:
            log.warning("fetching updates failed, trying again: %s", type(error).__name__)
            await anyio.sleep(_PAUSE_S)
            continue
        if updates:
            await in_unit(core, keep, updates)
            offset = updates[-1].update_id + 1
            bell.ring()


def keep(unit: Unit, updates: Iterable[Update]) -> None:
    """Store updates; one that came before is left as it was, and one that cannot be kept holds up no other."""
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
    """Handle what waits, for ever: chats side by side, each chat in its own order, none waiting for another."""
    busy: set[str] = set()

    async def handle(chat_hash: str, updates: list[Waiting]) -> None:
        try:
            await _handle_chat(core, bot, dispatcher, updates)
        finally:
            busy.discard(chat_hash)
            bell.ring()  # more of this chat may have come

    async with anyio.create_task_group() as group:
        while True:
            chats: dict[str, list[Waiting]] = defaultdict(list)
            if len(busy) < _AT_ONCE:
                # A chat that is busy when the look begins is left out, even if it is free when the look ends.
                for update in await in_reading(core, mailbox.next_updates, limit=_BATCH, but=frozenset(busy)):
                    chats[update.chat_hash].append(update)
            for chat_hash, updates in chats.items():
                busy.add(chat_hash)
                group.start_soon(handle, chat_hash, updates)
            if not chats:
                await bell.wait(idle_s)


async def _handle_chat(core: Core, bot: Bot, dispatcher: Dispatcher, updates: list[Waiting]) -> None:
    """Handle in order. Whatever becomes of one update, it does not wait again, and the next is handled."""
    for waiting in updates:
        try:
            await _handle(core, bot, dispatcher, waiting)
        except Exception:
            number = error_id()
            log.exception("error %s: an update could be neither handled nor apologised for", number)
            await in_unit(core, mailbox.failed, waiting.id, number)


async def _handle(core: Core, bot: Bot, dispatcher: Dispatcher, waiting: Waiting) -> None:
    update = Update.model_validate_json(waiting.body, context={"bot": bot})
    handled = await dispatcher.feed_update(bot, update, desk=Desk(core, bot, waiting.id))
    if handled is UNHANDLED:
        await in_unit(core, mailbox.done, waiting.id, None)
