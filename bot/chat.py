"""Every update of a chat: commands, words, taps, groups, and being blocked. The core decides; this translates."""

from functools import partial

from aiogram import F, Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, MessageReactionUpdated, ReactionTypeEmoji

from bot import files, paying
from bot.desk import Desk
from bot.groups import InGroup
from bot.reader import Reader
from domain.dialogue import media
from domain.dialogue import service as dialogue
from domain.explain import spacing

_COMMAND_MARK = "/"


async def on_command(message: Message, desk: Desk) -> None:
    """A command, with the payload of a deep link or what was typed behind it."""
    assert message.text is not None
    name, _, argument = spacing.typed(message.text).removeprefix(_COMMAND_MARK).partition(" ")
    name, _, _bot = name.partition("@")
    await desk.answer(message, partial(dialogue.command, name=name.lower(), argument=argument.strip()))


async def on_text(message: Message, desk: Desk, reader: Reader | None) -> None:
    assert message.text is not None
    await desk.answer_words(message, spacing.typed(message.text), reader)


async def on_place(message: Message, desk: Desk) -> None:
    place = message.location or (message.venue.location if message.venue else None)
    assert place is not None
    await desk.answer(message, partial(media.place, at=(place.latitude, place.longitude)))


async def on_voice(message: Message, desk: Desk) -> None:
    await desk.answer(message, media.voice)


async def on_contact(message: Message, desk: Desk) -> None:
    await desk.answer(message, media.number)


async def on_sticker(message: Message, desk: Desk) -> None:
    """A sticker says what its emoji says."""
    assert message.sticker is not None
    await desk.answer(message, partial(media.other, caption=message.sticker.emoji or ""))


async def on_photo(message: Message, desk: Desk) -> None:
    assert message.photo
    await _answer_picture(message, desk, await desk.load(message.photo[-1]))


async def _answer_picture(message: Message, desk: Desk, body: bytes | None) -> None:
    caption = spacing.typed(message.caption or "")
    use_case = (
        partial(media.no_picture, caption=caption)
        if body is None
        else partial(media.picture, caption=caption, body=body)
    )
    await desk.answer(message, use_case)


async def on_document(message: Message, desk: Desk) -> None:
    """A picture sent as a file, or a file of a car's past."""
    assert message.document is not None
    caption = spacing.typed(message.caption or "")
    kind = (message.document.mime_type or "").partition("/")[0]
    if kind == "image":
        await _answer_picture(message, desk, await desk.load(message.document))
    elif kind in {"video", "audio"} or message.animation:
        await on_anything_else(message, desk)
    else:
        await desk.answer(message, await files.take(desk, message, message.document, caption=caption))


async def on_anything_else(message: Message, desk: Desk) -> None:
    """A film and the like: its caption is read as any other words."""
    await desk.answer(message, partial(media.other, caption=spacing.typed(message.caption or "")))


async def on_reaction(event: MessageReactionUpdated, desk: Desk) -> None:
    """A sign under a message; one that was taken away says nothing."""
    emoji = next((each.emoji for each in event.new_reaction if isinstance(each, ReactionTypeEmoji)), "")
    await desk.note(event.chat.id, partial(media.react, message_id=event.message_id, emoji=emoji))


async def on_tap(query: CallbackQuery, desk: Desk) -> None:
    await desk.answer_tap(query, partial(dialogue.press, token=query.data or ""))


async def on_membership(event: ChatMemberUpdated, desk: Desk) -> None:
    """Somebody blocked or unblocked the bot: stop sending, or start again."""
    await desk.note_membership(event.chat.id, blocked=event.new_chat_member.status == "kicked")


async def on_group(message: Message, desk: Desk) -> None:
    """Answer the first message in a group, or the bot's own joining, with where to write; not again where the group's id changes."""
    await desk.hint(message.chat.id, moved_to=message.migrate_to_chat_id)


async def on_tap_in_group(query: CallbackQuery, desk: Desk) -> None:
    await desk.hint_tap(query.id)


def create_router() -> Router:
    """Build the routes; a router belongs to one dispatcher."""
    router = Router(name="chat")
    router.message.register(on_group, InGroup())
    router.callback_query.register(on_tap_in_group, InGroup())
    router.message.register(on_command, F.text.startswith(_COMMAND_MARK))
    router.message.register(on_text, F.text)
    router.message.register(paying.on_payment, F.successful_payment)
    router.message.register(paying.on_refund, F.refunded_payment)
    router.message.register(on_place, F.location | F.venue)
    router.message.register(on_voice, F.voice | F.video_note | F.audio)
    router.message.register(on_contact, F.contact)
    router.message.register(on_sticker, F.sticker)
    router.message.register(on_photo, F.photo)
    router.message.register(on_document, F.document)
    router.message.register(on_anything_else)
    router.message_reaction.register(on_reaction)
    router.callback_query.register(on_tap)
    router.my_chat_member.register(on_membership)
    return router
