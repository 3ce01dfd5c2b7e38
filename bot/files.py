"""A file that an owner sends: fetched, read and taken in a day a unit, so that nothing waits for the whole of it."""

from functools import partial
from typing import Final

import anyio
from aiogram.types import Document, Message

from bot import post
from bot.desk import Desk, UseCase
from bot.threads import in_reading, in_thread, in_unit
from domain.contact.facts import Reply
from domain.core import Unit
from domain.dialogue import dangers, media
from domain.dialogue.acts import files
from domain.dialogue.acts.files import Goal
from domain.errors import Refusal
from domain.feeds import pasts
from domain.feeds.pasts import Past
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry.storage import blocks

_TYPING_S: Final = 4.0  # Telegram shows "typing" for five seconds


async def take(desk: Desk, message: Message, document: Document, *, caption: str) -> UseCase:
    """Take a file in; return what the owner is answered: what came of it, or why it could not be read.

    A caption that tells of an emergency comes first, and nothing is fetched; one that wishes for something is answered as well.
    """
    if bool(caption) and await in_reading(desk.core, _is_danger, message.chat.id, caption=caption):
        return partial(media.other, caption=caption)
    try:
        goal = await in_reading(
            desk.core, _goal, message.chat.id, caption=caption, size=document.file_size or 0
        )
        if goal is None:  # nobody has begun to talk here yet
            return partial(media.other, caption=caption)
        await post.show_typing(desk.bot, message.chat.id)
        raw = await _fetch(desk, document)
        past = await in_thread(pasts.of_file, raw, name=document.file_name or "", zone=goal.zone)
        await _take_days(desk, message.chat.id, goal, past)
    except Refusal as refusal:
        return partial(_refuse, refusal=files.readable(refusal))
    return partial(media.beside_file, caption=caption, report=partial(files.report, goal=goal, past=past))


async def _fetch(desk: Desk, document: Document) -> bytes:
    raw = await desk.load(document)
    if raw is None:
        raise Refusal("file_lost", status=502)
    return raw


def _is_danger(unit: Unit, chat_id: int, *, caption: str) -> bool:
    owner = registry.owner_of_chat(unit, chat_id)
    return owner is not None and dangers.find(unit, owner, caption) is not None


def _goal(unit: Unit, chat_id: int, *, caption: str, size: int) -> Goal | None:
    owner = registry.owner_of_chat(unit, chat_id)
    return None if owner is None else files.goal(unit, owner, caption=caption, size=size)


async def _take_days(desk: Desk, chat_id: int, goal: Goal, past: Past) -> None:
    """Take the days in that an earlier try has not; a process that ends here goes on with the same update."""
    before = await in_unit(desk.core, files.begin, goal, past)
    evening, typed_at = blocks.EMPTY, anyio.current_time()
    days = past.samples.days()
    while (each := await in_thread(next, days, None)) is not None:
        day, batch = each
        take = partial(files.take_day, before=before, evening=evening)
        evening = await in_unit(desk.core, take, goal, past, day, batch)
        if anyio.current_time() - typed_at > _TYPING_S:
            await post.show_typing(desk.bot, chat_id)
            typed_at = anyio.current_time()


def _refuse(_unit: Unit, _owner: Owner, *, refusal: Refusal) -> Reply:
    raise refusal
