"""Scheduled jobs by a table, so that each period of each job has exactly one result.

A claim is a conditional update and a lease, which is renewed while the job runs; the result and the next due date are one
transaction. Two processes, a kill or a restart change nothing: APScheduler only asks "is anything due?" now and then. What a job
raises is its period's result too: it is tried again after growing pauses, and the period after it is not kept waiting.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from sqlmodel import col, select, update

from domain.core import Core, Unit
from domain.db import rows
from domain.db.tables import JobDue, JobResult
from domain.errors import error_id
from domain.kit.loops import pause_s
from jobs import memory

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
RENEW_S: Final = 120.0
_FIRST_RETRY_S: Final = 30.0
_LONGEST_RETRY: Final = timedelta(hours=1)
_LOST: Final = "its process was lost"


class Report(str):
    """The result of a run: a line of text, with the counts of cars done and failed."""

    __slots__ = ("cars", "cars_failed")
    cars: int
    cars_failed: int

    def __new__(cls, line: str, cars: int = 0, cars_failed: int = 0) -> Self:
        report = super().__new__(cls, line)
        report.cars, report.cars_failed = cars, cars_failed
        return report


@dataclass(frozen=True, slots=True)
class ScheduledJob:
    """A plain function for the timetable or a person to call; it returns a line for the record, or a report."""

    key: str
    every: timedelta
    run: Callable[[Core], str]


@dataclass(slots=True)
class _Claim:
    """A job that this process works on. lease_until moves on while it does."""

    key: str
    due_at: datetime
    lease_until: datetime


def tick(core: Core, jobs: Sequence[ScheduledJob]) -> list[str]:
    """Run every job that is due, each in its own units; return the keys that ran. What a job raises ends only itself."""
    with core.unit() as unit:
        _enrol(unit, jobs)
        _mend(unit, jobs)
    ran = []
    for job in jobs:
        with core.unit() as unit:
            claim = _claim(unit, job)
        if claim is None:
            continue
        _run(core, job, claim)
        ran.append(job.key)
    if ran:
        memory.give_back()
    return ran


def _run(core: Core, job: ScheduledJob, claim: _Claim) -> None:
    try:
        with _renewed(core, claim):
            result = job.run(core)
    except Exception as error:
        number = error_id()
        log.exception("error %s: the job %s failed", number, job.key)
        with core.unit() as unit:
            _fail(unit, job, claim, error=type(error).__name__, number=number)
        return
    with core.unit() as unit:
        _finish(unit, job, claim, result if isinstance(result, Report) else Report(result))


@contextmanager
def _renewed(core: Core, claim: _Claim) -> Iterator[None]:
    """Renew the lease while the block lasts, so that no other process begins a job that takes long."""
    over = threading.Event()
    thread = threading.Thread(target=_renew, args=(core, claim, over), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(core: Core, claim: _Claim, over: threading.Event) -> None:
    ours = True
    while ours and not over.wait(RENEW_S):
        try:
            with core.unit() as unit:
                until = unit.now + LEASE
                renewed = unit.session.exec(
                    update(JobDue)
                    .where(col(JobDue.key) == claim.key, col(JobDue.lease_until) == claim.lease_until)
                    .values(lease_until=until)
                )
        except Exception as error:  # noqa: BLE001 - it may go well before the lease is over
            log.warning("the lease of the job %s could not be renewed: %s", claim.key, type(error).__name__)
            continue
        ours = renewed.rowcount == 1
        if ours:
            claim.lease_until = until


def _enrol(unit: Unit, jobs: Sequence[ScheduledJob]) -> None:
    existing = set(unit.session.exec(select(JobDue.key)))
    for job in jobs:
        if job.key not in existing:
            every_s = int(job.every.total_seconds())
            rows.add_once(unit.session, JobDue, key=job.key, due_at=unit.now, every_s=every_s)


def _mend(unit: Unit, jobs: Sequence[ScheduledJob]) -> None:
    """Correct due dates that lie further ahead than a whole period: the clock was set back since."""
    for job in jobs:
        row = unit.session.get_one(JobDue, job.key)
        if row.due_at > unit.now + job.every:
            row.due_at = unit.now
        if row.retry_at is not None and row.retry_at > unit.now + _LONGEST_RETRY:
            row.retry_at = None
        if row.lease_until is not None and row.lease_until > unit.now + LEASE:
            row.lease_until = unit.now


def _claim(unit: Unit, job: ScheduledJob) -> _Claim | None:
    row = unit.session.get(JobDue, job.key)
    if row is None or not _is_due(row, unit.now):
        return None
    lease_until = unit.now + LEASE
    same_lease = (
        col(JobDue.lease_until).is_(None)
        if row.lease_until is None
        else col(JobDue.lease_until) == row.lease_until
    )
    claim, was_lost = _Claim(job.key, row.due_at, lease_until), row.lease_until is not None
    claimed = unit.session.exec(
        update(JobDue)
        .where(col(JobDue.key) == job.key, col(JobDue.due_at) == row.due_at, same_lease)
        .values(lease_until=lease_until, misses=col(JobDue.misses) + int(was_lost))
    )
    if claimed.rowcount != 1:
        return None
    if was_lost:
        _record(unit, claim, outcome="failed", note=_LOST)
    return claim


def _is_due(row: JobDue, now: datetime) -> bool:
    later = (row.lease_until, row.retry_at)
    return row.due_at <= now and all(at is None or at <= now for at in later)


def _finish(unit: Unit, job: ScheduledJob, claim: _Claim, report: Report) -> None:
    """Write the period's result, unless somebody else took over after our lease ran out."""
    finished = unit.session.exec(
        update(JobDue)
        .where(col(JobDue.key) == job.key, col(JobDue.lease_until) == claim.lease_until)
        .values(
            due_at=next_due(claim.due_at, job.every, now=unit.now),
            lease_until=None,
            retry_at=None,
            misses=0,
            last_done=unit.now,
        )
    )
    if finished.rowcount == 1:
        outcome = "partly" if report.cars_failed else "done"
        _record(
            unit,
            claim,
            outcome=outcome,
            note=str(report),
            cars=report.cars,
            cars_failed=report.cars_failed,
        )


def _fail(unit: Unit, job: ScheduledJob, claim: _Claim, *, error: str, number: str) -> None:
    """Write that the period failed; it is tried again unless the next one begins before that, which then waits for nothing."""
    row = unit.session.exec(select(JobDue).where(JobDue.key == job.key).with_for_update()).one()
    if row.lease_until != claim.lease_until:
        return
    row.lease_until, row.misses = None, row.misses + 1
    longest_s = _LONGEST_RETRY.total_seconds()
    row.retry_at = unit.now + timedelta(
        seconds=pause_s(row.misses, first_s=_FIRST_RETRY_S, longest_s=longest_s)
    )
    following = claim.due_at + max(1, (unit.now - claim.due_at) // job.every) * job.every  # it may have begun
    if row.retry_at >= following:
        row.due_at, row.retry_at = following, None
    _record(unit, claim, outcome="failed", note=error, error_id=number)


def _record(unit: Unit, claim: _Claim, **values: object) -> None:
    """Store the period's result in place of that of an earlier try."""
    same = select(JobResult).where(JobResult.key == claim.key, JobResult.period_start == claim.due_at)
    row = unit.session.exec(same).one_or_none()
    if row is None:
        row = JobResult(key=claim.key, period_start=claim.due_at, tries=0, done_at=unit.now)
    row.tries, row.done_at, row.error_id = row.tries + 1, unit.now, ""
    row.sqlmodel_update(values)
    unit.session.add(row)
    unit.session.flush()


def next_due(due_at: datetime, every: timedelta, *, now: datetime) -> datetime:
    """Return the first period start after now: periods missed while down are made up by one run."""
    periods = max(1, (now - due_at) // every + 1)
    return due_at + periods * every
