"""The list of erased chats outside the database."""

import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.core import Core
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from domain.privacy import erase, retention, suppression
from domain.privacy.suppression import ErasedChat
from domain.registry import service as registry
from domain.settings import Settings
from tests.domain.privacy.conftest import Person

AT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
ONE, TWO = ErasedChat(AT, "aa" * 32), ErasedChat(AT + timedelta(days=1), "bb" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "erasures.log"


def test_an_erasure_is_listed_by_keyed_hash_and_time_and_nothing_else(
    core: Core, planted: None, me: Person, settings: Settings
) -> None:
    with core.unit() as unit:
        chat_hash = me.row(unit).chat_hash
        erase.erase(unit, me.row(unit))
        now = unit.now

    listed = settings.suppression_file
    assert listed.read_text(encoding="ascii") == f"{now.isoformat()} {chat_hash}\n"
    assert listed.parent == settings.master_key_file.parent
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600


def test_an_erasure_that_is_undone_is_not_listed(
    core: Core, planted: None, me: Person, settings: Settings
) -> None:
    def erase_and_fail() -> None:
        with core.unit() as unit:
            erase.erase(unit, me.row(unit))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        erase_and_fail()

    assert suppression.read(settings.suppression_file) == frozenset()


def test_what_could_not_be_listed_is_listed_by_the_next_round_and_the_erasure_stands(
    core: Core, planted: None, me: Person, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.suppression_file.mkdir()
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))
    assert "cannot be written" in caplog.text
    settings.suppression_file.rmdir()

    with core.unit() as unit:
        assert registry.owner_of_chat(unit, me.chat) is None
        retention.forget_old(unit)

    assert len(suppression.read(settings.suppression_file)) >= 1


def test_who_comes_back_after_a_clock_that_ran_ahead_stays(
    core: Core, planted: None, me: Person, clock: FixedClock
) -> None:
    now = clock.at
    clock.advance(timedelta(days=300))
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))
    clock.at = now
    with core.unit() as unit:
        registry.meet(unit, me.chat, locale="en", zone="UTC")

    with core.unit() as unit:
        assert erase.replay_erasures(unit) == 0
        assert registry.owner_of_chat(unit, me.chat) is not None


def test_lines_are_added_once_whoever_adds_them(path: Path) -> None:
    each = [ErasedChat(AT + timedelta(seconds=n), f"{n:064x}") for n in range(20)]
    threads = [threading.Thread(target=suppression.add, args=(path, [ONE, one])) for one in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert suppression.read(path) == {ONE, *each}
    assert path.read_text(encoding="ascii").count("\n") == 21


def test_a_line_that_a_power_cut_tore_is_left_out_and_written_over(path: Path) -> None:
    suppression.add(path, [ONE])
    with path.open("a", encoding="ascii") as file:
        file.write("2026-11-19T02:0")

    assert suppression.read(path) == {ONE}
    suppression.add(path, [TWO])
    assert suppression.read(path) == {ONE, TWO}


@pytest.mark.parametrize("line", ["nonsense", "2026-11-18T02:00:00 aa", "2026-11-18T02:00:00+00:00 xyz"])
def test_a_line_that_cannot_be_read_stops_the_start_and_is_named(
    core: Core, settings: Settings, line: str
) -> None:
    path = settings.suppression_file
    suppression.add(path, [ONE])
    with path.open("a", encoding="ascii") as file:
        file.write(f"{line}\n")

    with pytest.raises(Refusal, match="erasures_file_wrong") as refused, core.unit() as unit:
        erase.replay_erasures(unit)
    assert refused.value.params == {"file": str(path), "line": "2"}


def test_the_list_forgets_when_the_last_backup_is_gone(
    core: Core, planted: None, me: Person, settings: Settings, clock: FixedClock
) -> None:
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))
    clock.advance(timedelta(days=89))
    with core.unit() as unit:
        retention.forget_old(unit)
    assert len(suppression.read(settings.suppression_file)) == 1
    clock.advance(timedelta(days=2))
    with core.unit() as unit:
        retention.forget_old(unit)

    assert suppression.read(settings.suppression_file) == frozenset()
    assert stat.S_IMODE(settings.suppression_file.stat().st_mode) == 0o600
