"""Units that wait for each other share a commit, and nothing else."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from sqlalchemy import event
from sqlmodel import select

from domain.core import Core, Unit
from domain.db import rounds
from domain.db.rounds import UNITS, RoundLostError
from domain.registry import service as registry
from domain.registry.tables import Owner

PEOPLE = 12
LONG_S = 60.0


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """Only SQLite has one writer for all."""
    return str(request.param)


@pytest.fixture
def commits(core: Core) -> Iterator[list[int]]:
    """A list that grows with every commit."""
    seen: list[int] = []

    def note(_connection: object) -> None:
        seen.append(1)

    event.listen(core.engine, "commit", note)
    yield seen
    event.remove(core.engine, "commit", note)


def meet(core: Core, chat_id: int, *, after: Callable[[], object] = lambda: None) -> None:
    with core.unit() as unit:
        after()
        registry.meet(unit, chat_id, locale="en", zone="Asia/Shanghai")


def people(core: Core) -> int:
    with core.reading() as unit:
        return len(unit.session.exec(select(Owner)).all())


def waiting_for(core: Core, count: int) -> Callable[[], None]:
    """Return a call that comes back once that many threads wait for their turn."""

    def look() -> None:
        rounds = core.rounds
        assert rounds is not None
        while rounds._waiting < count:
            threading.Event().wait(0.001)

    return look


def test_units_that_wait_for_each_other_end_in_one_commit(
    core: Core, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "ROUND_S", LONG_S)  # on whatever machine
    with ThreadPoolExecutor(PEOPLE) as pool:
        first = pool.submit(meet, core, 0, after=waiting_for(core, PEOPLE - 1))
        rest = [pool.submit(meet, core, number) for number in range(1, PEOPLE)]
        for each in (first, *rest):
            each.result()

    assert people(core) == PEOPLE
    assert len(commits) == 1


def test_a_unit_that_takes_long_keeps_no_other_waiting_after_it(core: Core, commits: list[int]) -> None:
    def linger() -> None:
        waiting_for(core, 1)()
        sleep(rounds.ROUND_S)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(meet, core, 0, after=linger)
        pool.submit(meet, core, 1).result()
        first.result()

    assert people(core) == 2
    assert len(commits) == 2


def test_no_round_grows_without_end(core: Core, commits: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "ROUND_S", LONG_S)
    many = UNITS + 3
    with ThreadPoolExecutor(many) as pool:
        first = pool.submit(meet, core, 0, after=waiting_for(core, many - 1))
        for each in [first, *(pool.submit(meet, core, number) for number in range(1, many))]:
            each.result()

    assert people(core) == many
    assert len(commits) == 2


def test_a_unit_that_fails_undoes_its_own_work_alone(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "ROUND_S", LONG_S)

    def fail() -> None:
        with core.unit() as unit:
            registry.meet(unit, 99, locale="en", zone="Asia/Shanghai")
            raise LookupError

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(meet, core, 1, after=waiting_for(core, 2))
        failing, last = pool.submit(fail), pool.submit(meet, core, 2)
        first.result()
        last.result()
        with pytest.raises(LookupError):
            failing.result()

    assert people(core) == 2


def test_nobody_is_told_that_work_is_kept_which_was_undone_with_the_whole_round(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk makes SQLite undo everything; here a ROLLBACK does."""
    monkeypatch.setattr(rounds, "ROUND_S", LONG_S)

    def lose() -> None:
        with core.unit() as unit:
            unit.session.connection().connection.cursor().execute("ROLLBACK")
            raise OSError

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(meet, core, 1, after=waiting_for(core, 1))
        losing = pool.submit(lose)
        with pytest.raises(RoundLostError):
            first.result()
        assert isinstance(losing.exception(), Exception)

    assert people(core) == 0
    meet(core, 3)
    assert people(core) == 1


def test_a_unit_ends_only_when_it_is_on_disk(core: Core) -> None:
    seen: list[int] = []

    def meet_and_look(chat_id: int) -> None:
        meet(core, chat_id)
        seen.append(people(core))

    with ThreadPoolExecutor(PEOPLE) as pool:
        for each in [pool.submit(meet_and_look, number) for number in range(PEOPLE)]:
            each.result()

    assert people(core) == PEOPLE
    assert min(seen) >= 1


def test_what_follows_a_unit_waits_for_the_commit(core: Core) -> None:
    seen: list[int] = []

    def follow(unit: Unit) -> None:
        registry.meet(unit, 5, locale="en", zone="Asia/Shanghai")
        unit.afterwards.append(lambda: seen.append(people(core)))

    with core.unit() as unit:
        follow(unit)
        assert seen == []

    assert seen == [1]


def test_what_follows_a_failed_unit_does_not_happen(core: Core) -> None:
    seen: list[int] = []

    def fail() -> None:
        with core.unit() as unit:
            unit.afterwards.append(lambda: seen.append(1))
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert seen == []
