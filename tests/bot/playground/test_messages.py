"""What the bot sends and changes is held to Telegram's rules, through aiogram's real client."""

import struct
from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    DisabledButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReactionTypeEmoji,
    ReplyParameters,
)

from bot.playground.client import Playground, PressRefused, User
from tests.bot.playground.conftest import Served

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\r\n--\r\n\0"


def keyboard(**button: object) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Book", **button)]])  # type: ignore[arg-type]  # each test names its fields


async def test_html_becomes_text_and_entities_counted_in_utf16(bot: Bot, alice: User) -> None:
    sent = await bot.send_message(
        alice.id, "🚗 <b>一 &amp; 二</b> <a href='https://a.example'>x</a>", parse_mode="HTML"
    )

    assert sent.text == "🚗 一 & 二 x"
    assert sent.entities is not None
    assert [(mark.type, mark.offset, mark.length) for mark in sent.entities] == [
        ("bold", 3, 5),
        ("text_link", 9, 1),
    ]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("a <x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>一</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
    ],
)
async def test_malformed_html_is_refused_in_the_servers_words(
    bot: Bot, people: Playground, alice: User, html: str, reason: str
) -> None:
    with pytest.raises(TelegramBadRequest) as refusal:
        await bot.send_message(alice.id, html, parse_mode="HTML")

    assert refusal.value.message == f"Bad Request: can't parse entities: {reason}"
    assert len(people.messages(alice)) == 1


async def test_text_and_captions_end_at_their_limits_after_entities(bot: Bot, alice: User) -> None:
    await bot.send_message(alice.id, f"<b>{'一' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(alice.id, "🚗" * 2049)
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(alice.id, "<b> </b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(alice.id, BufferedInputFile(PICTURE, "a.png"), caption="x" * 1025)


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"callback_data": "一" * 22}, "BUTTON_DATA_INVALID"),
        ({}, "Text buttons are unallowed"),
        ({"callback_data": "a", "url": "https://a.example"}, "exactly one action"),
        ({"callback_data": "a", "style": "pink"}, "unknown style"),
    ],
)
async def test_buttons_that_telegram_refuses_are_refused(
    bot: Bot, alice: User, button: dict[str, str], reason: str
) -> None:
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_message(alice.id, "x", reply_markup=keyboard(**button))


async def test_an_edit_without_keyboard_removes_it_and_the_same_edit_again_is_refused(
    bot: Bot, people: Playground, alice: User
) -> None:
    sent = await bot.send_message(alice.id, "one", reply_markup=keyboard(callback_data="a"))
    edited = await bot.edit_message_text("two", chat_id=alice.id, message_id=sent.message_id)

    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert edited.reply_markup is None
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("two", chat_id=alice.id, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("two", chat_id=alice.id, message_id=999)
    with pytest.raises(PressRefused, match="button_gone"):
        people.press(alice, "Book")


async def test_only_the_bots_own_text_can_be_edited_as_text(
    bot: Bot, people: Playground, alice: User
) -> None:
    theirs = people.say(alice, "hello")["message_id"]
    photo = await bot.send_photo(alice.id, BufferedInputFile(PICTURE, "a.png"))

    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("x", chat_id=alice.id, message_id=theirs)
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("x", chat_id=alice.id, message_id=photo.message_id)


async def test_pictures_and_files_come_back_byte_for_byte(bot: Bot, people: Playground, alice: User) -> None:
    photo = await bot.send_photo(alice.id, BufferedInputFile(PICTURE, "a.png"), caption="chart")
    paper = await bot.send_document(alice.id, BufferedInputFile(b"\r\n--x\r\n", "数据.json"))
    again = await bot.edit_message_media(
        InputMediaPhoto(
            media=BufferedInputFile(PICTURE + b"2", "b.png"), caption="<i>new</i>", parse_mode="HTML"
        ),
        chat_id=alice.id,
        message_id=photo.message_id,
    )

    assert photo.photo is not None
    assert (photo.photo[0].width, photo.photo[0].height) == (640, 480)
    assert paper.document is not None
    assert paper.document.file_name == "数据.json"
    fetched = await bot.download(paper.document.file_id)
    assert fetched is not None
    assert fetched.read() == b"\r\n--x\r\n"
    assert not isinstance(again, bool)
    assert again.caption == "new"
    assert people.file(people.messages(alice)[1]) == PICTURE + b"2"
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(alice.id, BufferedInputFile(b"no picture", "a.png"))


async def test_a_message_can_be_deleted_for_two_days_and_then_not(
    bot: Bot, served: Served, people: Playground, alice: User
) -> None:
    young = await bot.send_message(alice.id, "young")
    old = await bot.send_message(alice.id, "old")
    await bot.delete_message(alice.id, young.message_id)
    served.advance(timedelta(hours=48))

    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(alice.id, old.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(alice.id, young.message_id)
    assert [message["text"] for message in people.messages(alice)] == ["/start", "old"]


async def test_replies_pins_reactions_venues_and_typing_arrive(
    bot: Bot, people: Playground, alice: User
) -> None:
    first = await bot.send_message(alice.id, "Tuesday or Wednesday?")
    reply = await bot.send_message(
        alice.id, "this", reply_parameters=ReplyParameters(message_id=first.message_id, quote="Wednesday")
    )
    venue = await bot.send_venue(alice.id, 31.2, 121.4, "Pudong", "1 Road")
    await bot.pin_chat_message(alice.id, first.message_id)
    await bot.set_message_reaction(alice.id, 1, [ReactionTypeEmoji(emoji="👍")])
    await bot.send_chat_action(alice.id, "typing")

    assert reply.quote is not None
    assert (reply.quote.text, reply.quote.position) == ("Wednesday", 11)
    assert venue.venue is not None
    seen = people.chat(alice)
    assert (seen["pinned"], seen["action"]) == ([first.message_id], "typing")
    assert seen["messages"][0]["reactions"] == ["👍"]
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(alice.id, "x", reply_parameters=ReplyParameters(message_id=999))


async def test_nobody_is_written_to_before_start_or_after_a_block(
    bot: Bot, people: Playground, alice: User
) -> None:
    people.block(alice)
    stranger = people.user("小红", "zh-hans")

    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(alice.id, "x")
    with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "x")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "x")
    with pytest.raises(PressRefused, match="blocked"):
        people.say(alice, "hello")


async def test_a_press_does_what_its_button_says_and_a_disabled_one_nothing(
    bot: Bot, people: Playground, alice: User
) -> None:
    rows = [
        [InlineKeyboardButton(text="Taken", disabled=DisabledButton())],
        [InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="B-17"))],
        [InlineKeyboardButton(text="Site", url="https://a.example")],
        [InlineKeyboardButton(text="Pair", url="https://t.me/beforehand_bot?start=abc")],
    ]
    await bot.send_message(alice.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))

    with pytest.raises(PressRefused, match="button_disabled"):
        people.press(alice, "Taken")
    assert people.press(alice, index=1) == {"kind": "copy", "text": "B-17"}
    assert people.press(alice, "Site") == {"kind": "url", "url": "https://a.example"}
    people.press(alice, "Pair")
    assert people.messages(alice)[-1]["text"] == "/start abc"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call +00 000-0000-0100 now.", "+00 000-0000-0100"),
        ("请拨打+86 21 5555 0100。", "+86 21 5555 0100"),
        ("<b>Stop.</b> <blockquote>+49 (30) 5550100</blockquote>", "+49 (30) 5550100"),
        ("Visit no. 17, 2026-11-19 14:00, +2.1 %", None),
        ("<code>+00 000-0000-0100</code>", None),
    ],
)
async def test_a_telephone_number_in_international_form_is_marked_as_telegram_marks_it(
    bot: Bot, alice: User, text: str, number: str | None
) -> None:
    sent = await bot.send_message(alice.id, text, parse_mode="HTML")

    marked = [
        mark.extract_from(sent.text or "") for mark in sent.entities or () if mark.type == "phone_number"
    ]
    assert marked == ([] if number is None else [number])
