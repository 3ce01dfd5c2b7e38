"""The whole product on a free port of this machine, on either database, at the speed of the real clock."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

import httpx
import pytest
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus
from anyio.from_thread import start_blocking_portal
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from bot.playground import app as playground
from bot.playground.client import Playground
from domain.kit.clock import TimeLapse
from domain.settings import Settings
from jobs.demo import run
from jobs.demo.run import Demo
from tests.conftest import NOW
from tests.walks.stage import Stage

Open = Callable[[str], Stage]


class Onwards:
    """Begins on the Wednesday morning of all tests, and goes on as the real clock does."""

    def __init__(self) -> None:
        self._began = perf_counter()

    def now(self) -> datetime:
        return NOW + timedelta(seconds=perf_counter() - self._began)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_for(folder: Path, *, database_url: str | None = None, **changes: object) -> Settings:
    port = free_port()
    return Settings(
        data_dir=folder / "data",
        master_key_file=folder / "keys" / "master.json",
        database_url=database_url,
        telegram_token=SecretStr(playground.TOKEN),
        telegram_api=f"http://127.0.0.1:{port}",
        api_port=port,
    ).model_copy(update=changes)


async def _show(demo: Demo, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED) -> None:
    await run.show(demo, ready=task_status.started)


@contextmanager
def served(settings: Settings) -> Iterator[Stage]:
    """Serve the demo from a thread of its own until the block ends."""
    demo = run.prepare(settings, clock=TimeLapse(Onwards()))
    url = f"http://127.0.0.1:{settings.api_port}"
    with (
        start_blocking_portal() as portal,
        Playground(settings.telegram_api) as chat,
        httpx.Client(base_url=url) as http,
    ):
        serving, _ = portal.start_task(partial(_show, demo))
        yield Stage(url, demo, chat, http)
        serving.cancel()
    demo.core.engine.dispose()


@pytest.fixture(scope="session")
def common_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with served(settings_for(tmp_path_factory.mktemp("stage"))) as one:
        yield one


@pytest.fixture
def stage(common_stage: Stage) -> Iterator[Stage]:
    """One served product for all walks that keep to people and cars of their own; its bays are free each time."""
    yield common_stage
    common_stage.end_visits()


@pytest.fixture(scope="session")
def story_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One whose clock is hurried: elsewhere tomorrow stays a Thursday."""
    with served(settings_for(tmp_path_factory.mktemp("story"))) as one:
        yield one


@pytest.fixture(scope="session")
def postgres_stage(tmp_path_factory: pytest.TempPathFactory, postgres_server: str) -> Iterator[Stage]:
    address = postgres_server.replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE walks"))
    admin.dispose()
    url = postgres_server.replace("/postgres?", "/walks?")
    with served(settings_for(tmp_path_factory.mktemp("stage"), database_url=url)) as one:
        yield one


@pytest.fixture(params=["en", "zh-hans"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
