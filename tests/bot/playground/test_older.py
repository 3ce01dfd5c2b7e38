"""A Bot API server of an earlier version refuses what it does not know; the message goes out without it."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import DisabledButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.playground import app
from bot.playground.client import Playground, User
from bot.session import Session
from tests.bot.playground.conftest import Served

TEXT = '<b>Brake check</b>, <tg-time unix="1795154400">Fri 20 Nov, 14:00</tg-time>'
DAY = InlineKeyboardButton(text="19", callback_data="t1")
FULL = InlineKeyboardButton(text="·", disabled=DisabledButton())
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[DAY, FULL]])


@pytest.fixture
async def bot(served: Served) -> AsyncIterator[Bot]:
    session = Session(api=TelegramAPIServer.from_base(served.url))
    async with Bot(app.TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML")) as client:
        yield client


async def test_a_present_server_shows_a_time_that_can_be_tapped_and_a_button_that_cannot(
    bot: Bot, people: Playground, alice: User
) -> None:
    message = await bot.send_message(alice.id, TEXT, reply_markup=KEYBOARD)

    assert message.text == "Brake check, Fri 20 Nov, 14:00"
    assert [(each.type, each.unix_time) for each in message.entities or ()] == [
        ("bold", None),
        ("date_time", 1_795_154_400),
    ]
    assert message.reply_markup is not None
    [[day, full]] = message.reply_markup.inline_keyboard
    assert (day.callback_data, day.disabled) == ("t1", None)
    assert full.disabled is not None


@pytest.mark.parametrize(
    "refusal",
    [
        'can\'t parse entities: Unsupported start tag "tg-time" at byte offset 20',
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
)
async def test_an_older_server_gets_the_message_without_them_and_is_not_asked_again(
    bot: Bot, people: Playground, alice: User, refusal: str
) -> None:
    people.fail("error", code=400, description=refusal, method="sendMessage", times=1)

    first = await bot.send_message(alice.id, TEXT, reply_markup=KEYBOARD)
    second = await bot.send_message(alice.id, TEXT, reply_markup=KEYBOARD)

    for message in (first, second):
        assert message.text == "Brake check, Fri 20 Nov, 14:00"
        assert [each.type for each in message.entities or ()] == ["bold"]
        assert message.reply_markup is not None
        assert [each.disabled for row in message.reply_markup.inline_keyboard for each in row] == [None, None]
    assert len(people.calls("sendMessage")) == 3


async def test_any_other_refusal_is_raised_at_once(bot: Bot, people: Playground, alice: User) -> None:
    people.fail("error", code=400, description="chat not found", method="sendMessage", times=1)

    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(alice.id, TEXT)
    assert len(people.calls("sendMessage")) == 1
