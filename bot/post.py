"""How a rendered message reaches a chat: sent anew, or put in the place of an earlier one."""

import anyio
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.types import Message

from bot.render import Rendered

CAPTION_LIMIT = 1024  # UTF-16 units, Bot API
_ROOM = 256
"""Left free below a picture when it is first sent: the text grows when a slot is booked and the warning rated."""
_UNCHANGED = "message is not modified"
_OTHER_KIND = ("there is no text in the message", "there is no caption in the message")


async def send(bot: Bot, chat_id: int, content: Rendered, *, loud: bool = True) -> int:
    """Send, and return the number of the message that carries text and buttons."""
    if content.document is not None:
        sent = await bot.send_document(
            chat_id,
            content.document,
            caption=content.text,
            reply_markup=content.keyboard,
            protect_content=content.private,
            disable_notification=not loud,
        )
    elif content.picture is not None:
        sent = await _send_picture(bot, chat_id, content, loud=loud)
    else:
        sent = await _send_text(bot, chat_id, content, loud=loud)
    return sent.message_id


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
    """The picture is in the chat already: where Telegram puts the text off, wait here, or the picture goes out twice."""
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


async def edit(bot: Bot, chat_id: int, message_id: int, content: Rendered) -> int:
    """Put text and buttons in the place of an earlier message; return the number of the message that shows them.

    Saying the same again is no error. A text that has outgrown its picture is sent below it.
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
    """The earlier message was of the other kind: a picture with a caption, or a text of its own."""
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
    """Tell whether a text can stand under a picture. Markup is counted too, so the answer is careful."""
    return len(html.encode("utf-16-le")) // 2 + room <= CAPTION_LIMIT
