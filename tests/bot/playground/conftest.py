"""The real server on a free port of this machine, and a clock the test can move."""

import socket
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.playground import app
from bot.playground.client import Playground, User
from bot.playground.panel import CarCard, SignalLine, Story, Workshop
from domain.kit.clock import FixedClock
from tests.pace import until

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


class OneCar:
    def __init__(self) -> None:
        self.started: list[tuple[str, str]] = []

    def cars(self) -> list[CarCard]:
        card = CarCard(
            vehicle_id="v1",
            name={"en": "White hatchback", "zh": "白色两厢"},
            origin="simulated",
            signals=[SignalLine(name={"en": "Coolant", "zh": "冷却液"}, value="41.5", unit="°C")],
            stories=[Story(key="leak", title={"en": "Start a coolant leak", "zh": "开始冷却液泄漏"})],
        )
        return [card]

    def start(self, vehicle_id: str, story: str) -> None:
        self.started.append((vehicle_id, story))

    def workshops(self) -> list[Workshop]:
        return [Workshop(key="east", name={"en": "East", "zh": "东区"})]

    def sign_in(self, workshop: str) -> str:
        return f"/sign-in/{workshop}"

    def new_code(self, vehicle_id: str) -> str:
        return f"code-{vehicle_id}"


@dataclass(frozen=True)
class Served:
    url: str
    clock: FixedClock
    cars: OneCar

    def advance(self, by: timedelta) -> None:
        self.clock.advance(by)


@pytest.fixture
def served() -> Iterator[Served]:
    clock, cars = FixedClock(NOON), OneCar()
    application = app.create_playground(clock=clock.now, panel=cars)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(application, log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until(lambda: server.started)
    yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", clock, cars)
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def people(served: Served) -> Iterator[Playground]:
    with Playground(served.url) as playground:
        yield playground


@pytest.fixture
def alice(people: Playground) -> User:
    """Somebody who has opened the bot already."""
    user = people.user("Alice", "en")
    people.start(user)
    return user


@pytest.fixture
async def bot(served: Served) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(served.url))
    async with Bot(app.TOKEN, session=session) as client:
        yield client
