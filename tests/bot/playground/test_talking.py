"""A small real bot talks with people, by polling and by webhook."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import anyio
import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError
from aiogram.filters import CommandObject, CommandStart
from aiogram.methods import SendMessage
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.utils.web_app import check_webapp_signature
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from aiohttp.typedefs import Handler
from anyio import to_thread

from bot.playground import app
from bot.playground.client import Playground, PressRefused, User
from bot.playground.methods.receiving import LONGEST_POLL
from tests import pace
from tests.bot.playground.conftest import Served

SECRET = "only-the-server-knows"


def small_bot() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def greet(message: Message, command: CommandObject) -> None:
        button = InlineKeyboardButton(text="Book 10:00", callback_data="book", style="success")
        words = f"Hello {message.chat.first_name} {command.args or ''}".strip()
        await message.answer(words, reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))

    @dispatcher.callback_query(F.data == "book")
    async def book(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Booked")
        await query.answer("Done", show_alert=True)

    @dispatcher.callback_query()
    async def other(query: CallbackQuery) -> None:
        await query.answer(f"Not yours: {query.data}")

    @dispatcher.message(F.text == "call me")
    async def ask(message: Message) -> None:
        rows = [[KeyboardButton(text="My number", request_contact=True)]]
        await message.answer(
            "Which?", reply_markup=ReplyKeyboardMarkup(keyboard=rows, one_time_keyboard=True)
        )

    @dispatcher.message(F.contact)
    async def thank(message: Message) -> None:
        assert message.contact is not None
        words = f"Thanks {message.contact.phone_number}"
        await message.answer(words, reply_markup=ReplyKeyboardRemove())

    @dispatcher.message(F.text)
    async def echo(message: Message) -> SendMessage:
        return message.answer(f"You said {message.text}")

    return dispatcher


@asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    dispatcher = small_bot()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(lambda: dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
        yield
        tasks.cancel_scope.cancel()


async def said(people: Playground, user: User, part: str) -> None:
    await to_thread.run_sync(people.wait_for, user, part, pace.patience(10))


async def test_a_whole_talk_by_polling_reads_as_a_transcript(bot: Bot, people: Playground) -> None:
    alice = people.user("Alice", "en")
    async with polling(bot):
        people.start(alice, "code-1")
        await said(people, alice, "Hello Alice code-1")
        people.press(alice, "Book")
        await said(people, alice, "Booked")
        people.forge(alice, "x1")
        while len(people.notices(alice)) < 2:
            version = people.chat(alice)["version"]
            await to_thread.run_sync(partial(people.chat, alice, after=version, wait=0.25))
        people.say(alice, "call me")
        await said(people, alice, "Which?")
        people.press(alice, "My number")
        await said(people, alice, "Thanks +1000001002")

    assert people.keyboard(alice) == []
    with pytest.raises(PressRefused, match="button_gone"):
        people.press(alice, "My number")
    assert people.transcript(alice).splitlines() == [
        "Alice: /start code-1",
        "Beforehand: Hello Alice code-1",
        "    [Book 10:00](success)",
        "Alice presses [Book 10:00]",
        "Beforehand (edited): Booked",
        "alert: Done",
        "toast: Not yours: x1",
        "Alice: call me",
        "Beforehand: Which?",
        "    {My number}",
        "Alice: [contact] +1000001002",
        "Beforehand: Thanks +1000001002",
        "    {keyboard removed}",
    ]


@asynccontextmanager
async def webhook_bot(bot: Bot, failures: int = 0) -> AsyncIterator[str]:
    """Serves the small bot; the first `failures` deliveries are answered with 500."""
    left = [failures]

    @web.middleware
    async def stumble(request: web.Request, handler: Handler) -> web.StreamResponse:
        left[0] -= 1
        return web.Response(status=500) if left[0] >= 0 else await handler(request)

    application = web.Application(middlewares=[stumble])
    handler = SimpleRequestHandler(small_bot(), bot, handle_in_background=False, secret_token=SECRET)
    handler.register(application, path="/hook")
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_its_secret_and_may_answer_with_a_method(
    bot: Bot, people: Playground, alice: User
) -> None:
    async with webhook_bot(bot) as url:
        await bot.set_webhook(url, secret_token=SECRET, allowed_updates=["message"])
        people.say(alice, "hi")
        await said(people, alice, "You said hi")

        assert [call["via"] for call in people.calls("SendMessage")] == ["http", "webhook"]
        assert people.forge(alice, "dropped")
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count, info.allowed_updates) == (url, 0, ["message"])
        with pytest.raises(TelegramConflictError, match="webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_a_failed_delivery_is_made_again(bot: Bot, people: Playground, alice: User) -> None:
    async with webhook_bot(bot, failures=2) as url:
        await bot.set_webhook(url, secret_token=SECRET)
        await said(people, alice, "Hello Alice")
        info = await bot.get_webhook_info()
        await bot.delete_webhook()

    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_updates_are_confirmed_by_offset_and_filtered_by_kind(
    bot: Bot, people: Playground, alice: User
) -> None:
    people.say(alice, "two")
    first, second = await bot.get_updates(limit=100)

    assert [update.update_id for update in await bot.get_updates(limit=1)] == [first.update_id]
    assert await bot.get_updates(offset=second.update_id + 1, allowed_updates=["my_chat_member"]) == []
    people.say(alice, "not wanted")
    people.block(alice)
    [update] = await bot.get_updates(timeout=LONGEST_POLL)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"


async def test_a_second_poll_ends_the_first_with_a_conflict(bot: Bot) -> None:
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_poll_until_conflict, bot)
        while True:
            await anyio.sleep(0.05)
            await bot.get_updates()
            if not tasks._tasks:  # type: ignore[attr-defined]  # the first poll has ended
                break


async def _poll_until_conflict(bot: Bot) -> None:
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
        await bot.get_updates(timeout=LONGEST_POLL)


async def test_a_long_poll_returns_as_soon_as_something_is_said(
    bot: Bot, people: Playground, alice: User
) -> None:
    [first] = await bot.get_updates()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(to_thread.run_sync, lambda: people.say(alice, "now"))
        with anyio.fail_after(pace.patience(5)):
            [update] = await bot.get_updates(offset=first.update_id + 1, timeout=LONGEST_POLL)

    assert update.message is not None
    assert update.message.text == "now"


async def test_a_late_or_second_answer_to_a_press_is_refused(
    bot: Bot, served: Served, people: Playground, alice: User
) -> None:
    query = people.forge(alice, "x")["query_id"]
    late = people.forge(alice, "y")["query_id"]
    await bot.answer_callback_query(query)
    served.advance(timedelta(minutes=2))

    for number in (query, late, "7"):
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await bot.answer_callback_query(number)


async def test_commands_are_shown_by_scope_and_language(bot: Bot, people: Playground, alice: User) -> None:
    ming = people.user("小明", "zh-hans")
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand(command="help", description="Help")])
    await bot.set_my_commands(
        [BotCommand(command="help", description="帮助")], scope=scope, language_code="zh"
    )
    await bot.set_my_description("Looks after your car", language_code="en")

    assert people.chat(ming)["bot"]["commands"][0]["description"] == "帮助"
    assert people.chat(alice)["bot"]["commands"][0]["description"] == "Help"
    assert people.chat(alice)["bot"]["description"] == "Looks after your car"
    assert await bot.get_my_commands(scope=scope, language_code="en") == []
    await bot.delete_my_commands(scope=scope, language_code="zh")
    assert people.chat(ming)["bot"]["commands"][0]["description"] == "Help"
    with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand(command="Bad Name", description="x")])


async def test_files_places_and_web_app_data_reach_the_bot(bot: Bot, people: Playground, alice: User) -> None:
    people.send_file(alice, "list.txt", b"\0\1\r\n", caption="mine")
    people.share_location(alice, 31.0, 121.0)
    people.send_web_app_data(alice, "Pick", "2026-11-20")
    _, with_file, with_place, with_data = [update.message for update in await bot.get_updates()]

    assert with_file is not None
    assert with_file.document is not None
    fetched = await bot.download(with_file.document)
    assert fetched is not None
    assert fetched.read() == b"\0\1\r\n"
    assert with_place is not None
    assert with_place.location is not None
    assert with_data is not None
    assert with_data.web_app_data is not None
    assert check_webapp_signature(app.TOKEN, people.init_data(alice))
