"""A plain restore of a backup brings nobody back, whichever command is started first."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, make_url, select

from domain.contact import mailbox
from domain.core import Core
from domain.db import engine as engines
from domain.kit.classified import ASKED
from domain.kit.clock import FixedClock
from domain.privacy import declared, erase
from domain.registry import service as registry
from domain.settings import Settings
from jobs import console, serving
from tests.domain.privacy.conftest import Person, meet, plant


@dataclass
class Backup:
    """A copy of the whole database, keys included, and the way to put it back."""

    put_back: Callable[[], None]


@pytest.fixture
def person() -> Person:
    return Person(chat=730_015_551_234, vin="1M8GDM9AXKP042788")


@pytest.fixture
def neighbour() -> Person:
    return Person(chat=840_026_662_345, vin="5YJ3E1EA7HF000337")


@pytest.fixture
def installation(
    core: Core,
    settings: Settings,
    person: Person,
    neighbour: Person,
    monkeypatch: pytest.MonkeyPatch,
    logging_put_back: None,
) -> Core:
    """Two people, and the settings with which commands find them."""
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))
    monkeypatch.setenv("BEFOREHAND_NOW", "2026-11-19T02:00:00Z")
    if settings.database_url:
        monkeypatch.setenv("BEFOREHAND_DATABASE_URL", settings.database_url)
    for each in (person, neighbour):
        with core.unit() as unit:
            meet(unit, each, *ASKED)
            plant(unit, each)
    return core


@pytest.fixture
def backup(
    installation: Core, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Backup]:
    url, made = settings.database_url, []
    engines.forget_deleted(installation.engine)
    installation.engine.dispose()
    if url is None:
        shutil.copytree(settings.data_dir, tmp_path / "backup")
    else:
        made.append(_copy(url))

    def put_back() -> None:
        installation.engine.dispose()
        if url is None:
            shutil.rmtree(settings.data_dir)
            shutil.copytree(tmp_path / "backup", settings.data_dir)
        else:
            monkeypatch.setenv("BEFOREHAND_DATABASE_URL", _other(url, made[0]))

    yield Backup(put_back)
    for name in made:
        with psycopg.connect(url or "", autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _name(url: str) -> str:
    return str(make_url(url).database)


def _other(url: str, name: str) -> str:
    return url.replace(f"/{_name(url)}?", f"/{name}?")


def _copy(url: str) -> str:
    name = f"{_name(url)}_backup"
    with psycopg.connect(_other(url, "postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {_name(url)}".encode())
    return name


def erased(core: Core, person: Person) -> None:
    with core.unit() as unit:
        erase.erase(unit, person.row(unit))


def rows(core: Core, person: Person) -> int:
    """Count all that is about a person, by number or by chat."""
    found = 0
    with core.reading() as unit:
        mark = unit.fingerprint("chat", str(person.chat))
        for table in declared.personal():
            mine = table.c[declared.reach_of(table).owner or ""] == person.owner_id
            if declared.CHAT in table.c:
                mine |= table.c[declared.CHAT] == mark
            found += unit.session.execute(select(func.count()).select_from(table).where(mine)).scalar_one()
    return found


@pytest.mark.parametrize("start", [serving.started, console.open_core])
def test_a_plain_restore_of_the_whole_database_brings_nobody_back(
    installation: Core,
    backup: Backup,
    person: Person,
    neighbour: Person,
    start: Callable[[], AbstractContextManager[Core]],
) -> None:
    erased(installation, person)
    backup.put_back()

    with start() as served:
        assert rows(served, person) == 0
        assert rows(served, neighbour) > 0
        with served.reading() as unit:
            assert registry.owner_of_chat(unit, person.chat) is None
            assert registry.keeper(unit, person.vehicle_id) is None
            bodies = [each.body.decode() for each in mailbox.next_updates(unit, limit=100)]
    assert neighbour.marks["waiting"] in bodies
    assert person.marks["waiting"] not in bodies


def test_who_wrote_again_after_the_erasure_is_deleted_as_the_person_of_before_and_can_begin_anew(
    installation: Core, backup: Backup, person: Person, clock: FixedClock
) -> None:
    erased(installation, person)
    clock.advance(timedelta(hours=1))
    with installation.unit() as unit:
        registry.meet(unit, person.chat, locale="en", zone="UTC")
    backup.put_back()

    with console.open_core() as served:
        with served.reading() as unit:
            assert registry.owner_of_chat(unit, person.chat) is None
        with served.unit() as unit:
            registry.meet(unit, person.chat, locale="en", zone="UTC")
    with console.open_core() as served, served.reading() as unit:
        assert registry.owner_of_chat(unit, person.chat) is not None


def test_a_restored_database_learns_of_the_erasure_for_good(
    installation: Core, backup: Backup, person: Person, settings: Settings
) -> None:
    erased(installation, person)
    backup.put_back()
    with console.open_core():
        pass
    settings.suppression_file.unlink()

    with console.open_core() as served, served.reading() as unit:
        assert registry.owner_of_chat(unit, person.chat) is None
    assert settings.suppression_file.read_text(encoding="ascii").count("\n") >= 1


def test_without_the_file_of_erasures_the_operator_is_told_what_may_be_back_and_what_to_do(
    installation: Core,
    backup: Backup,
    person: Person,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    erased(installation, person)
    backup.put_back()
    settings.suppression_file.unlink()

    with caplog.at_level(logging.WARNING), console.open_core():
        pass

    (told,) = [each.getMessage() for each in caplog.records if "list of erased chats" in each.getMessage()]
    assert str(settings.suppression_file) in told
    assert "put the newest copy of that file in place" in told


def test_a_first_start_is_not_warned_of_a_list_that_cannot_be_there(
    core: Core, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with core.unit() as unit:
        erase.replay_erasures(unit)

    assert caplog.records == []
    assert settings.suppression_file.exists()
