"""The product at work on a real clock, with everything around it failing."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus
from anyio.from_thread import start_blocking_portal
from pydantic import SecretStr
from sqlmodel import col, select

from api.app import create_app
from bot import app as bot_app
from bot import inbox
from bot import serve as bot_serve
from domain import core as core_module
from domain import phrases
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.contact.tables import Notice
from domain.core import Core
from domain.db.tables import JobResult
from domain.explain.facts import Phrase
from domain.registry import service as registry
from domain.settings import Settings
from jobs import beats, serve
from tests import pace
from tests.faults.telegram import Telegram

PATIENCE_S = 60.0
ANN = 4711


@dataclass
class Product:
    """API, bot and ticker in one process, and the Telegram they talk to."""

    core: Core
    http: httpx.Client
    telegram: Telegram

    def ready(self) -> tuple[int, dict[str, Any]]:
        answer = self.http.get("/health/ready")
        return answer.status_code, answer.json()

    def is_live(self) -> bool:
        with pace.within(2):
            return self.http.get("/health/live").is_success

    def bot(self) -> str:
        state: str = self.ready()[1]["bot"]
        return state

    def queue(self, key: str, *, grade: int = 2) -> None:
        """Put a warning on its way to Ann."""
        with self.core.unit() as unit:
            owner = registry.meet(unit, ANN, locale="en", zone="UTC")
            owner.quiet_from = owner.quiet_to
            contact.queue(
                unit, owner.id, key=key, message=Message((Phrase("check.coolant_loop.title"),)), grade=grade
            )

    def state(self, key: str) -> str:
        with self.core.reading() as unit:
            return unit.session.exec(select(Notice.state).where(Notice.key == key)).one()

    def rounds(self) -> int:
        """How many periods of jobs have a good result."""
        with self.core.reading() as unit:
            return len(unit.session.exec(select(JobResult).where(col(JobResult.outcome) == "done")).all())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    one = Telegram()
    with one.serving():
        yield one


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is changed than how long is waited for an answer that does not come."""
    monkeypatch.setattr(bot_app, "REQUEST_WITHIN_S", 1.5)
    monkeypatch.setattr(inbox, "_LONG_POLL_S", 1)
    monkeypatch.setattr(inbox, "_GRACE_S", 1)
    monkeypatch.setattr(serve, "TICK_S", 0.5)
    monkeypatch.setattr(beats, "BEAT_S", 0.5)


@pytest.fixture
def core(settings: Settings, telegram: Telegram) -> Iterator[Core]:
    own = settings.model_copy(update={"telegram_token": SecretStr("7:FAULTS"), "telegram_api": telegram.url})
    built = core_module.build(own, speaker=phrases.speaker)
    yield built
    built.engine.dispose()


@contextmanager
def at_work(core: Core, telegram: Telegram) -> Iterator[Product]:
    port = free_port()
    with beats.beating(core), start_blocking_portal() as portal:
        serving, _ = portal.start_task(partial(_serve, core, port))
        scheduler = serve.start_ticker(core)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=pace.patience(30)) as http:
            yield Product(core, http, telegram)
        assert not serving.done(), "a loop ended"
        serving.cancel()
        scheduler.shutdown(wait=False)


async def _serve(core: Core, port: int, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(
            partial(serve.http, create_app(core), host="127.0.0.1", port=port, ready=task_status.started)
        )
        group.start_soon(bot_serve.run, core)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
