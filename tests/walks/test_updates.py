"""How updates come in while the bot is away: kept by the API's door, or waiting at Telegram, answered once."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import pytest
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus
from anyio.from_thread import BlockingPortal, start_blocking_portal
from pydantic import SecretStr

from api.app import create_app
from bot import app, inbox
from bot import serve as bot_serve
from bot.bell import Bell
from bot.playground import app as playground
from bot.playground.client import Playground
from bot.playground.stage import Stage as ChatStage
from domain.core import Core
from domain.kit.clock import TimeLapse
from domain.settings import Settings
from jobs import serve
from jobs.demo import run
from tests.pace import until
from tests.walks.conftest import Onwards, settings_for
from tests.walks.stage import Stage

SECRET = "told-to-telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class House:
    """API and chat are up; the bot comes and goes."""

    stage: Stage
    portal: BlockingPortal = field(repr=False)

    def start_bot(self) -> Future[None]:
        return self.portal.start_task_soon(bot_serve.run, self.stage.core)

    def start_fetching(self) -> Future[None]:
        """The part of the bot that keeps updates, without the part that answers."""
        return self.portal.start_task_soon(_fetch, self.stage.core)

    def stop(self, running: Future[None]) -> None:
        running.cancel()
        self.portal.call(_settle)


async def _settle() -> None:
    """Let a cancelled task end."""


async def _fetch(core: Core) -> None:
    async with app.create_bot(core.settings) as bot:
        await inbox.poll(core, bot, Bell())


def chat_of(demo: run.Demo) -> ChatStage:
    assert demo.stage is not None
    return demo.stage


async def _web(demo: run.Demo, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED) -> None:
    settings, stage = demo.core.settings, chat_of(demo)
    web = create_app(demo.core, more=playground.routes(stage), lifespan=[playground.lifespan(stage)])
    try:
        await serve.http(web, host=settings.api_host, port=settings.api_port, ready=task_status.started)
    finally:
        stage.close()


@contextmanager
def house(settings: Settings) -> Iterator[House]:
    demo = run.prepare(settings, clock=TimeLapse(Onwards()))
    url = f"http://127.0.0.1:{settings.api_port}"
    with start_blocking_portal() as portal, Playground(url) as chat, httpx.Client(base_url=url) as http:
        serving, _ = portal.start_task(partial(_web, demo))
        yield House(Stage(url, demo, chat, http), portal)
        portal.call(chat_of(demo).close)
        serving.cancel()
    demo.player.close()
    demo.core.engine.dispose()


@pytest.fixture
def polled(tmp_path: Path) -> Iterator[House]:
    with house(settings_for(tmp_path)) as one:
        yield one


@pytest.fixture
def hooked(tmp_path: Path) -> Iterator[House]:
    settings = settings_for(tmp_path, telegram_webhook_secret=SecretStr(SECRET))
    address = f"http://127.0.0.1:{settings.api_port}/telegram/webhook"
    with house(settings.model_copy(update={"telegram_webhook_url": address})) as one:
        yield one


def test_by_webhook_an_update_is_kept_by_the_api_and_answered_by_the_bot(hooked: House) -> None:
    running = hooked.start_bot()
    ann = hooked.stage.stranger("en")

    ann.opens()

    ann.hears("hello.who")
    assert hooked.stage.updates(state="done") == 1
    assert not hooked.stage.chat.calls("getUpdates")
    hooked.stop(running)


@pytest.mark.parametrize("headers", [{}, {_HEADER: "guessed"}, {_HEADER: SECRET.upper()}])
def test_who_does_not_know_the_secret_leaves_no_trace(hooked: House, headers: dict[str, str]) -> None:
    update = {"update_id": 1, "message": {"chat": {"id": 5}, "text": "/start"}}

    answer = hooked.stage.http.post("/telegram/webhook", json=update, headers=headers)

    assert answer.status_code == httpx.codes.UNAUTHORIZED
    assert hooked.stage.updates(state="waiting") == 0


def test_what_was_kept_before_a_restart_is_answered_after_it_and_once(polled: House) -> None:
    fetching = polled.start_fetching()
    ann = polled.stage.stranger("zh-hans")
    ann.opens()
    until(lambda: polled.stage.updates(state="waiting") == 1)
    polled.stop(fetching)
    assert ann.heard() == []

    running = polled.start_bot()

    ann.hears("hello.who")
    ann.says("/help")
    ann.hears("answer.help")
    assert len([text for text in ann.heard() if ann.part_of("hello.who") in text]) == 1
    polled.stop(running)


def test_what_was_said_while_the_bot_was_down_is_answered_in_order_when_it_is_back(polled: House) -> None:
    ann = polled.stage.stranger("en")
    ann.opens()
    first = ann.seen
    ann.says("/help")

    running = polled.start_bot()

    ann.seen = first
    helped, hello = ann.hears("answer.help"), ann.hears("hello.who")
    assert hello["message_id"] < helped["message_id"]
    polled.stop(running)


def test_by_webhook_a_group_is_told_once_to_write_privately_and_nobody_is_met(hooked: House) -> None:
    running = hooked.start_bot()
    ann = hooked.stage.stranger("zh-hans")
    group = {"id": -1009876543210, "type": "supergroup", "title": "车友群"}
    sender = {"id": ann.user.id, "is_bot": False, "first_name": "Ann", "language_code": "zh-hans"}

    for number, text in enumerate(("大家好", "/start@beforehand_bot", "/export", "帮我预约保养")):
        message = {
            "message_id": number + 1,
            "date": 1_795_000_000,
            "chat": group,
            "from": sender,
            "text": text,
        }
        answer = hooked.stage.http.post(
            "/telegram/webhook",
            json={"update_id": 5_000 + number, "message": message},
            headers={_HEADER: SECRET},
        )
        assert answer.status_code == httpx.codes.OK

    until(lambda: hooked.stage.updates(state="done") == 4)
    (hint,) = [call for call in hooked.stage.chat.calls("sendMessage") if str(group["id"]) in str(call)]
    assert "私聊" in str(hint)
    assert not hooked.stage.is_known(ann)
    hooked.stop(running)
