"""In groups and channels the bot meets nobody, keeps nothing of what is said, and says once where to write."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerCallbackQuery, GetMe, SendMessage, TelegramMethod
from aiogram.types import Message, Update, User
from sqlmodel import select

from bot import app, inbox
from bot.desk import Desk
from domain.contact import mailbox
from domain.contact.tables import InboxUpdate
from domain.core import Core
from domain.registry.tables import Owner

ANN = {"id": 730015551234, "is_bot": False, "first_name": "Ann", "language_code": "en"}
GROUP = {"id": -1001234567, "type": "supergroup", "title": "Club"}
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


class Telegram(BaseSession):
    """The far end of the wire: what the bot asks for is written down."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[TelegramMethod[Any]] = []

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram's name
        del bot, timeout
        self.asked.append(method)
        if isinstance(method, GetMe):
            return User(id=1, is_bot=True, first_name="Beforehand", username="beforehand_bot")
        if isinstance(method, SendMessage):
            sent = {"message_id": 1, "date": NOW, "chat": {"id": method.chat_id, "type": "supergroup"}}
            return Message.model_validate(sent)
        return True

    async def stream_content(self, *_args: Any, **_more: Any) -> AsyncGenerator[bytes, None]:
        yield b""

    def sent(self) -> list[SendMessage]:
        return [each for each in self.asked if isinstance(each, SendMessage)]


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


async def comes(core: Core, telegram: Telegram, *updates: dict[str, Any]) -> None:
    """Let updates come in and be handled, by a bot that has just been started."""
    bot = Bot("1:token", session=telegram)
    with core.unit() as unit:
        inbox.keep(unit, [Update.model_validate(each) for each in updates])
        waiting = mailbox.next_updates(unit, limit=10)
    dispatcher = app.create_dispatcher()
    for each in waiting:
        update = Update.model_validate_json(each.body, context={"bot": bot})
        await dispatcher.feed_update(bot, update, desk=Desk(core, bot, each.id))


def said(number: int, text: str = "hello", **more: Any) -> dict[str, Any]:
    message = {"message_id": number, "date": NOW, "from": ANN, "chat": GROUP, "text": text, **more}
    return {"update_id": number, "message": message}


def nobody_is_known(core: Core) -> bool:
    with core.reading() as unit:
        kept = unit.session.exec(select(InboxUpdate)).all()
        return not unit.session.exec(select(Owner)).all() and all(each.body is None for each in kept)


async def test_a_group_is_told_once_where_to_write_even_after_a_restart(
    core: Core, telegram: Telegram
) -> None:
    await comes(core, telegram, said(1), said(2, "/start ABCD2345"), said(3, "/export@beforehand_bot"))
    await comes(core, telegram, said(4), said(5, "", sticker=None, new_chat_title="Other"))

    (hint,) = telegram.sent()
    assert hint.chat_id == GROUP["id"]
    assert hint.text.count("https://t.me/beforehand_bot") == 2
    assert "private chats" in hint.text
    assert "私聊" in hint.text
    assert nobody_is_known(core)


async def test_a_tap_in_a_group_is_answered_and_does_nothing(core: Core, telegram: Telegram) -> None:
    shown = {"message_id": 9, "date": NOW, "chat": GROUP, "text": "x"}
    tap = {"id": "77", "from": ANN, "chat_instance": "c", "data": "t" * 24, "message": shown}

    await comes(core, telegram, {"update_id": 1, "callback_query": tap})

    (answer,) = [each for each in telegram.asked if isinstance(each, AnswerCallbackQuery)]
    assert answer.callback_query_id == "77"
    assert "私聊" in (answer.text or "")
    assert telegram.sent() == []
    assert nobody_is_known(core)


@pytest.mark.parametrize(("status", "hints"), [("member", 1), ("left", 0)])
async def test_being_put_into_a_group_says_it_and_being_put_out_says_nothing(
    core: Core, telegram: Telegram, status: str, hints: int
) -> None:
    me = {"user": {"id": 1, "is_bot": True, "first_name": "B"}}
    old = {"status": "left" if status == "member" else "member", **me}
    change = {"chat": GROUP, "from": ANN, "date": NOW, "old_chat_member": old}

    await comes(
        core,
        telegram,
        {"update_id": 1, "my_chat_member": change | {"new_chat_member": {"status": status, **me}}},
    )

    assert len(telegram.sent()) == hints
    assert nobody_is_known(core)


async def test_a_group_that_becomes_a_supergroup_has_been_told(core: Core, telegram: Telegram) -> None:
    old = {**GROUP, "id": -55, "type": "group"}

    await comes(core, telegram, said(1, chat=old), said(2, chat=old, migrate_to_chat_id=GROUP["id"]), said(3))

    assert [each.chat_id for each in telegram.sent()] == [-55]
