"""A person sends a document, and the bot loads it, as in Telegram."""

import struct

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Document, Message

from bot.playground.client import Playground, PressRefused, User

MEBI = 1024 * 1024
BYTES = bytes(range(256)) + b"\r\n--\r\n"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)


async def newest(bot: Bot) -> Message:
    message = (await bot.get_updates())[-1].message
    assert message is not None
    return message


async def document(bot: Bot) -> Document:
    sent = (await newest(bot)).document
    assert sent is not None
    return sent


@pytest.mark.parametrize("name", ["trip.csv", "行车日志 #1 100%?.csv", "../../etc/passwd.txt"])
async def test_a_document_reaches_the_bot_with_its_name_and_its_bytes(
    bot: Bot, people: Playground, alice: User, name: str
) -> None:
    shown = people.document(alice, name, BYTES)
    sent = await document(bot)
    file = await bot.get_file(sent.file_id)
    loaded = await bot.download(sent)

    assert sent.file_name == name.replace("/", "_")
    assert (sent.file_size, file.file_size) == (len(BYTES), len(BYTES))
    assert sent.file_unique_id == file.file_unique_id
    assert loaded is not None
    assert loaded.read() == BYTES
    assert people.file(shown) == BYTES


async def test_a_document_says_what_kind_it_is_and_a_picture_stays_one(
    bot: Bot, people: Playground, alice: User
) -> None:
    people.document(alice, "trip.csv", b"time,soc\n")
    assert (await document(bot)).mime_type == "text/csv"
    people.document(alice, "scan.png", PICTURE)
    assert (await document(bot)).mime_type == "image/png"


async def test_a_document_has_a_caption_with_its_marks(bot: Bot, people: Playground, alice: User) -> None:
    people.document(alice, "trip.csv", BYTES, " 三月的行车日志\r\nsee /car ")
    message = await newest(bot)

    assert message.caption == "三月的行车日志\nsee /car"
    assert message.caption_entities is not None
    assert [mark.extract_from(message.caption) for mark in message.caption_entities] == ["/car"]
    assert "[file] trip.csv 三月的行车日志" in people.transcript(alice)


@pytest.mark.parametrize(
    ("body", "caption", "code"),
    [
        (bytes(20 * MEBI + 1), "", "file_too_large"),
        (b"", "", "file_empty"),
        (BYTES, "长" * 1025, "caption_too_long"),
    ],
)
async def test_a_document_that_telegram_would_not_take_is_refused_and_not_sent(
    bot: Bot, people: Playground, alice: User, body: bytes, caption: str, code: str
) -> None:
    with pytest.raises(PressRefused) as refusal:
        people.document(alice, "log.bin", body, caption)

    assert refusal.value.code == code
    assert (await newest(bot)).text == "/start"


async def test_a_document_of_20_mb_is_loaded_and_a_larger_one_is_not(
    bot: Bot, people: Playground, alice: User
) -> None:
    people.document(alice, "most.bin", bytes(20 * MEBI))
    most = await bot.download(await document(bot))
    people.send_file(alice, "more.bin", bytes(20 * MEBI + 1))
    more = await document(bot)

    assert most is not None
    assert len(most.read()) == 20 * MEBI
    assert more.file_size == 20 * MEBI + 1
    with pytest.raises(TelegramBadRequest, match="Bad Request: file is too big"):
        await bot.get_file(more.file_id)


def test_who_has_blocked_the_bot_sends_it_no_document(people: Playground, alice: User) -> None:
    people.block(alice)

    with pytest.raises(PressRefused, match="blocked"):
        people.document(alice, "trip.csv", BYTES)
