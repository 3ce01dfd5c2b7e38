"""Sends a rendered message to a chat, or replaces an earlier one by it."""

import contextlib

import anyio
from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter
from aiogram.types import LabeledPrice, Message

from bot.render import Bill, Rendered

CAPTION_LIMIT = 1024  # UTF-16 units, Bot API
_ROOM = 256
"""Left free below a picture when it is first sent: the text grows when a slot is booked and the warning rated."""
_FORWARDED = "plan"
_UNCHANGED = "message is not modified"
_OTHER_KIND = ("there is no text in the message", "there is no caption in the message")


async def send(bot: Bot, chat_id: int, content: Rendered, *, loud: bool = True) -> int:
    """Send; return the id of the message that carries text and buttons."""
    if content.bill is not None:
        sent = await _send_bill(bot, chat_id, content.bill, loud=loud)
    elif content.document is not None:
        sent = await bot.send_document(
            chat_id,
            content.document,
            caption=content.text,
            reply_markup=content.keyboard,
            protect_content=content.private,
            disable_notification=not loud,
        )
    elif content.venue is not None:
        place = content.venue
        await bot.send_venue(
            chat_id, place.latitude, place.longitude, place.title, place.address, disable_notification=True
        )
        sent = await _send_text_below(bot, chat_id, content, loud=loud)
    elif content.picture is not None:
        sent = await _send_picture(bot, chat_id, content, loud=loud)
    else:
        sent = await _send_text(bot, chat_id, content, loud=loud)
    return sent.message_id


async def _send_bill(bot: Bot, chat_id: int, bill: Bill, *, loud: bool) -> Message:
    """Send an invoice. With a start parameter a copy that was forwarded leads to the bot and cannot be paid by somebody else."""
    return await bot.send_invoice(
        chat_id,
        bill.title,
        bill.text,
        bill.token,
        bill.currency,
        [LabeledPrice(label=bill.title, amount=bill.amount)],
        start_parameter=_FORWARDED,
        protect_content=True,
        disable_notification=not loud,
    )


async def show_typing(bot: Bot, chat_id: int) -> None:
    """Show that an answer is on its way that takes longer than a moment; where that fails, nothing is lost."""
    with contextlib.suppress(AiogramError):
        await bot.send_chat_action(chat_id, ChatAction.TYPING)


async def _send_picture(bot: Bot, chat_id: int, content: Rendered, *, loud: bool) -> Message:
    assert content.picture is not None
    if fits_caption(content.text, room=_ROOM):
        return await bot.send_photo(
            chat_id,
            content.picture,
            caption=content.text,
            reply_markup=content.keyboard,
            disable_notification=not loud,
        )
    await bot.send_photo(chat_id, content.picture, disable_notification=True)
    return await _send_text_below(bot, chat_id, content, loud=loud)


async def _send_text_below(bot: Bot, chat_id: int, content: Rendered, *, loud: bool) -> Message:
    """Send the text below a picture or place that is sent already. Waits out a 429 here: a retry would send that twice."""
    while True:
        try:
            return await _send_text(bot, chat_id, content, loud=loud)
        except TelegramRetryAfter as error:
            await anyio.sleep(error.retry_after)


async def _send_text(bot: Bot, chat_id: int, content: Rendered, *, loud: bool) -> Message:
    return await bot.send_message(
        chat_id,
        content.text,
        reply_markup=content.keyboard,
        protect_content=content.private,
        disable_notification=not loud,
    )


async def replace(bot: Bot, chat_id: int, message_id: int | None, content: Rendered) -> int:
    """Replace an earlier message, or send below it where there is none or Telegram no longer allows the change."""
    if message_id is None:
        return await send(bot, chat_id, content)
    try:
        return await edit(bot, chat_id, message_id, content)
    except TelegramBadRequest:
        return await send(bot, chat_id, content)


async def edit(bot: Bot, chat_id: int, message_id: int, content: Rendered) -> int:
    """Replace text and buttons of an earlier message; return the id of the message that shows them.

    An unchanged text is no error. A text too long for a caption is sent below its picture.
    """
    as_caption = content.picture is not None and fits_caption(content.text)
    try:
        await _replace(bot, chat_id, message_id, content, as_caption=as_caption)
    except TelegramBadRequest as error:
        if _UNCHANGED in error.message:
            return message_id
        if not any(sign in error.message for sign in _OTHER_KIND):
            raise
        return await _edit_other_kind(bot, chat_id, message_id, content, as_caption=not as_caption)
    return message_id


async def _edit_other_kind(
    bot: Bot, chat_id: int, message_id: int, content: Rendered, *, as_caption: bool
) -> int:
    """Replace a message of the other kind: a picture with a caption by a text, or the reverse."""
    if as_caption and not fits_caption(content.text):
        await bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=None)
        return (await _send_text(bot, chat_id, content, loud=False)).message_id
    await _replace(bot, chat_id, message_id, content, as_caption=as_caption)
    return message_id


async def _replace(bot: Bot, chat_id: int, message_id: int, content: Rendered, *, as_caption: bool) -> None:
    if as_caption:
        await bot.edit_message_caption(
            chat_id=chat_id, message_id=message_id, caption=content.text, reply_markup=content.keyboard
        )
        return
    await bot.edit_message_text(
        content.text, chat_id=chat_id, message_id=message_id, reply_markup=content.keyboard
    )


def fits_caption(html: str, *, room: int = 0) -> bool:
    """Return whether a text fits under a picture. Markup is counted too, so a text near the limit is sent apart."""
    return len(html.encode("utf-16-le")) // 2 + room <= CAPTION_LIMIT
