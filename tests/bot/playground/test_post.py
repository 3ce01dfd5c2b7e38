"""How the product's own messages reach a chat, against the local Bot API's real rules."""

import struct

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from bot import post
from bot.playground.client import Playground, User
from bot.render import Rendered

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\r\n--\r\n\0"
SHORT, LONG = "seen", "seen " * 300
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Book", callback_data="x")]])


@pytest.fixture
def html(bot: Bot) -> Bot:
    bot.default = DefaultBotProperties(parse_mode="HTML")
    return bot


def content(text: str, *, picture: bool = True) -> Rendered:
    shown = BufferedInputFile(PICTURE, "evidence.png") if picture else None
    return Rendered(text=text, keyboard=KEYBOARD, picture=shown, document=None, private=False)


@pytest.mark.parametrize(("before", "after"), [(SHORT, SHORT + "!"), (LONG, LONG + "!"), (LONG, SHORT)])
async def test_a_warning_is_changed_in_place_whether_its_text_is_a_caption_or_stands_alone(
    html: Bot, alice: User, people: Playground, before: str, after: str
) -> None:
    sent = await post.send(html, alice.id, content(before))
    shows = await post.edit(html, alice.id, sent, content(after))

    assert shows == sent
    assert after.strip() in people.transcript(alice)


async def test_a_text_that_outgrows_its_picture_is_sent_below_it_and_the_old_buttons_go(
    html: Bot, alice: User, people: Playground
) -> None:
    sent = await post.send(html, alice.id, content(SHORT))
    shows = await post.edit(html, alice.id, sent, content(LONG))
    keyboards = {message["message_id"]: "reply_markup" in message for message in people.messages(alice)}

    assert shows != sent
    assert (keyboards[sent], keyboards[shows]) == (False, True)


async def test_saying_the_same_again_changes_nothing_and_is_no_error(html: Bot, alice: User) -> None:
    sent = await post.send(html, alice.id, content(SHORT, picture=False))

    assert await post.edit(html, alice.id, sent, content(SHORT, picture=False)) == sent


async def test_a_picture_whose_text_is_put_off_is_not_sent_again(
    html: Bot, alice: User, people: Playground
) -> None:
    people.fail(
        "error",
        code=429,
        description="Too Many Requests: retry after 1",
        retry_after=1,
        method="sendMessage",
        chat_id=alice.id,
    )

    shows = await post.send(html, alice.id, content(LONG))

    pictures = [message for message in people.messages(alice) if "photo" in message]
    assert len(pictures) == 1
    assert shows > pictures[0]["message_id"]
