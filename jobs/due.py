"""What is due lives in a table, so that each period of each job has exactly one result.

A claim is a conditional update and a lease; the result and the next due date are one transaction. Two
processes, a kill or a restart change nothing: APScheduler only asks "is anything due?" now and then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select, update

from domain.core import Core, Unit
from domain.db import rows
from domain.db.tables import JobDue, JobResult
from jobs import memory

LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """A plain function for the timetable or a person to call; it returns a line for the record."""

    key: str
    every: timedelta
    run: Callable[[Core], str]


@dataclass(frozen=True, slots=True)
class _Claim:
    key: str
    due_at: datetime
    lease_until: datetime


def tick(core: Core, jobs: Sequence[Job]) -> list[str]:
    """Run every job that is due, each in its own units; return the keys that ran."""
    with core.unit() as unit:
        _enrol(unit, jobs)
    ran = []
    for job in jobs:
        with core.unit() as unit:
            claim = _claim(unit, job)
        if claim is None:
            continue
        note = job.run(core)
        with core.unit() as unit:
            _finish(unit, job, claim, note=note)
        ran.append(job.key)
    if ran:
        memory.give_back()
    return ran


def _enrol(unit: Unit, jobs: Sequence[Job]) -> None:
    known = set(unit.session.exec(select(JobDue.key)))
    for job in jobs:
        if job.key not in known:
            every_s = int(job.every.total_seconds())
            rows.add_once(unit.session, JobDue, key=job.key, due_at=unit.now, every_s=every_s)


def _claim(unit: Unit, job: Job) -> _Claim | None:
    row = unit.session.get(JobDue, job.key)
    if row is None or row.due_at > unit.now or (row.lease_until is not None and row.lease_until > unit.now):
        return None
    lease_until = unit.now + LEASE
    same_lease = (
        col(JobDue.lease_until).is_(None)
        if row.lease_until is None
        else col(JobDue.lease_until) == row.lease_until
    )
    taken = unit.session.exec(
        update(JobDue)
        .where(col(JobDue.key) == job.key, col(JobDue.due_at) == row.due_at, same_lease)
        .values(lease_until=lease_until)
    )
    return _Claim(job.key, row.due_at, lease_until) if taken.rowcount == 1 else None


def _finish(unit: Unit, job: Job, claim: _Claim, *, note: str) -> None:
    """Write the period's result, unless somebody else took over after our lease ran out."""
    finished = unit.session.exec(
        update(JobDue)
        .where(col(JobDue.key) == job.key, col(JobDue.lease_until) == claim.lease_until)
        .values(due_at=next_due(claim.due_at, job.every, now=unit.now), lease_until=None, last_done=unit.now)
    )
    if finished.rowcount == 1:
        unit.session.add(JobResult(key=job.key, period_start=claim.due_at, done_at=unit.now, note=note))


def next_due(due_at: datetime, every: timedelta, *, now: datetime) -> datetime:
    """Return the first period start after now: periods missed while down are made up by one run."""
    periods = max(1, (now - due_at) // every + 1)
    return due_at + periods * every
