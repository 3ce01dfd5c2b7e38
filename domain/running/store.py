"""The queries of loops, jobs and failures."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, func, or_, select, update

from domain.core import Unit
from domain.db import rows
from domain.db.tables import JobDue, JobResult
from domain.kit.loops import Life
from domain.running.facts import FailedJob, Failure
from domain.running.tables import CarFailure, LoopLife


def put_lives(unit: Unit, lives: Iterable[Life]) -> None:
    for life in lives:
        values = {
            "state": life.state,
            "reason": life.reason,
            "since": unit.now - timedelta(seconds=life.since_s),
            "at": unit.now,
        }
        rows.put(
            unit.session, insert(LoopLife).values(name=life.name, **values), keys=("name",), change=values
        )


def lives(unit: Unit) -> Sequence[LoopLife]:
    return unit.session.exec(select(LoopLife)).all()


def drop_life(unit: Unit, name: str) -> None:
    unit.session.exec(delete(LoopLife).where(col(LoopLife.name) == name))


def overdue(unit: Unit, *, before: datetime) -> str | None:
    """Return a job that should have begun before a moment, and that nobody works on or lets rest."""
    query = select(JobDue.key).where(
        JobDue.due_at < before,
        or_(col(JobDue.retry_at).is_(None), col(JobDue.retry_at) < before),
        or_(col(JobDue.lease_until).is_(None), col(JobDue.lease_until) < before),
    )
    return unit.session.exec(query.order_by(col(JobDue.due_at))).first()


def jobs(unit: Unit) -> Sequence[JobDue]:
    return unit.session.exec(select(JobDue).order_by(col(JobDue.key))).all()


def newest_results(unit: Unit) -> Sequence[JobResult]:
    """Return the newest result of each job."""
    newest = select(func.max(JobResult.id)).group_by(col(JobResult.key))
    return unit.session.exec(select(JobResult).where(col(JobResult.id).in_(newest))).all()


def results_of(unit: Unit, key: str, *, limit: int) -> Sequence[JobResult]:
    own = select(JobResult).where(JobResult.key == key).order_by(col(JobResult.id).desc())
    return unit.session.exec(own.limit(limit)).all()


def failed_jobs(unit: Unit) -> list[FailedJob]:
    """Return the jobs whose last try failed, by their newest result."""
    due = {row.key: row for row in jobs(unit)}
    return [
        FailedJob(
            job=row.key,
            period_start=row.period_start,
            error_id=row.error_id,
            error=row.note,
            tries=due[row.key].misses,
            failed_at=row.done_at,
            retry_at=due[row.key].retry_at,
        )
        for row in newest_results(unit)
        if row.outcome == "failed" and row.key in due
    ]


def row_of(unit: Unit, vehicle_id: int, step: str) -> CarFailure | None:
    query = select(CarFailure).where(CarFailure.vehicle_id == vehicle_id, CarFailure.step == step)
    return unit.session.exec(query.with_for_update()).one_or_none()


def open_failures(unit: Unit, vehicle_id: int | None = None) -> list[Failure]:
    """Return what is not over, the newest first: of all cars, or of one."""
    query = select(CarFailure).where(col(CarFailure.over_at).is_(None))
    if vehicle_id is not None:
        query = query.where(CarFailure.vehicle_id == vehicle_id)
    return [_failure(row) for row in unit.session.exec(query.order_by(col(CarFailure.failed_at).desc()))]


def close(unit: Unit, vehicle_ids: Collection[int], steps: Collection[str]) -> None:
    unit.session.exec(
        update(CarFailure)
        .where(col(CarFailure.vehicle_id).in_(vehicle_ids), col(CarFailure.step).in_(steps))
        .where(col(CarFailure.over_at).is_(None))
        .values(over_at=unit.now)
    )


def _failure(row: CarFailure) -> Failure:
    return Failure(
        vehicle_id=row.vehicle_id,
        step=row.step,
        error_id=row.error_id,
        error=row.error,
        tries=row.tries,
        first_at=row.first_at,
        failed_at=row.failed_at,
        retry_at=row.retry_at,
    )
