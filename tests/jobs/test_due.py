import threading
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from domain.core import Core
from domain.db.tables import JobDue, JobResult
from domain.kit.clock import FixedClock
from jobs import due
from jobs.due import LEASE, ScheduledJob, next_due, tick
from tests import pace
from tests.conftest import NOW

HOUR = timedelta(hours=1)


def counting(ran: list[int]) -> ScheduledJob:
    def run(_core: Core) -> str:
        ran.append(1)
        return "done"

    return ScheduledJob("count", HOUR, run)


def results(core: Core) -> list[JobResult]:
    with core.reading() as unit:
        return list(unit.session.exec(select(JobResult).order_by(col(JobResult.id))))


def lease(core: Core) -> datetime | None:
    with core.reading() as unit:
        return unit.session.get_one(JobDue, "count").lease_until


def test_a_job_runs_once_in_each_period(core: Core, clock: FixedClock) -> None:
    ran: list[int] = []
    for minutes in (0, 1, 59, 1, 60):
        clock.advance(timedelta(minutes=minutes))
        tick(core, [counting(ran)])

    assert len(ran) == 3
    assert [row.period_start - NOW for row in results(core)] == [timedelta(0), HOUR, 2 * HOUR]


def test_periods_missed_while_down_are_made_up_by_one_run(core: Core, clock: FixedClock) -> None:
    ran: list[int] = []
    tick(core, [counting(ran)])
    clock.advance(timedelta(hours=9, minutes=30))
    tick(core, [counting(ran)])
    tick(core, [counting(ran)])

    assert len(ran) == 2
    assert next_due(NOW, HOUR, now=clock.now()) == NOW + timedelta(hours=10)


def test_a_job_that_died_runs_again_when_its_lease_is_over(core: Core, clock: FixedClock) -> None:
    ran: list[int] = []

    def die(_core: Core) -> str:
        raise KeyboardInterrupt

    try:
        tick(core, [ScheduledJob("count", HOUR, die)])
    except KeyboardInterrupt:
        ran.clear()
    tick(core, [counting(ran)])
    assert ran == []
    clock.advance(LEASE)
    tick(core, [counting(ran)])

    assert len(ran) == 1
    assert len(results(core)) == 1


def test_two_tickers_at_once_give_one_result(core: Core) -> None:
    ran: list[int] = []
    threads = [threading.Thread(target=tick, args=(core, [counting(ran)])) for _ in range(4)]
    tick(core, [])
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results(core)) == 1


def test_a_job_that_takes_longer_than_its_lease_is_not_begun_by_another_ticker(
    core: Core, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "RENEW_S", 0.05)
    ran: list[int] = []

    def take_long(_core: Core) -> str:
        for _ in range(3):
            clock.advance(LEASE - timedelta(minutes=1))
            pace.until(lambda: lease(core) == clock.now() + LEASE)
            tick(core, [counting(ran)])
        return "done"

    tick(core, [ScheduledJob("count", HOUR, take_long)])

    assert ran == []
    assert [(row.outcome, row.tries) for row in results(core)] == [("done", 1)]
    assert lease(core) is None
