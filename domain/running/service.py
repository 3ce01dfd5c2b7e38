"""Noting what failed and what runs, and telling it to the operator and to readiness."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from domain.core import Core, Unit
from domain.db.tables import JobDue, JobResult
from domain.errors import error_id
from domain.kit.gauges import Gauge
from domain.kit.loops import Life, State, part, worst
from domain.running import rules, store
from domain.running.facts import FailedJob, Failure, Open
from domain.running.tables import CarFailure

OWN = "database"
"""The loop that tells of the others; each process knows its own."""


def note_loops(unit: Unit) -> None:
    """Let other processes know how the loops of this one are."""
    store.put_lives(unit, _here(unit.core))


def forget_loop(unit: Unit, name: str) -> None:
    """Forget a loop that this installation does not run any more, so that nobody takes it for one that stands still."""
    store.drop_life(unit, name)


def writing(core: Core) -> Life:
    """Return whether this process could write when it last tried."""
    lives = [life for life in core.loops.lives() if life.name == OWN]
    return lives[0] if lives else Life(OWN, State.RUNNING)


def parts_here(core: Core) -> Mapping[str, Life]:
    """Return by part of the product the worst of its loops in this process; needs no database."""
    return _by_part(_here(core))


def parts(unit: Unit) -> Mapping[str, Life]:
    """Return by part of the product the worst of its loops, in this process and in others."""
    here = {life.name: life for life in _here(unit.core)}
    elsewhere = [
        rules.life_now(Life(row.name, State(row.state), reason=row.reason), at=row.at, now=unit.now)
        for row in store.lives(unit)
        if row.name not in here
    ]
    late = None if "ticker" in here else store.overdue(unit, before=unit.now - rules.OVERDUE)
    if late is not None:
        elsewhere.append(
            Life("ticker", State.STALLED, rules.OVERDUE.total_seconds(), f"the job {late} is overdue")
        )
    return _by_part([*here.values(), *elsewhere])


def _here(core: Core) -> list[Life]:
    return [life for life in core.loops.lives() if life.name != OWN]


def _by_part(lives: Iterable[Life]) -> Mapping[str, Life]:
    grouped: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        grouped[part(life.name)].append(life)
    return {name: worst(tuple(each)) for name, each in grouped.items()}


def fail(unit: Unit, vehicle_id: int, owner_id: int | None, *, step: str, error: BaseException) -> str:
    """Keep that a step failed for a car, and when it may be tried again; return the id for the log."""
    row = store.row_of(unit, vehicle_id, step)
    if row is None:
        row = CarFailure(vehicle_id=vehicle_id, step=step, tries=0, first_at=unit.now)
    elif row.over_at is not None:
        row.tries, row.first_at, row.over_at = 0, unit.now, None
    row.owner_id, row.error_id, row.error = owner_id, error_id(), type(error).__name__
    row.tries, row.failed_at = row.tries + 1, unit.now
    row.retry_at = unit.now + rules.car_retry(row.tries)
    unit.session.add(row)
    return row.error_id


def succeed(unit: Unit, vehicle_ids: Collection[int], steps: Collection[str]) -> None:
    """Note that steps went well for cars, in case they had failed before."""
    store.close(unit, vehicle_ids, steps)


def open_failures(unit: Unit) -> Open:
    """Return what failed and has not succeeded since, by car and step."""
    by_car: dict[int, dict[str, Failure]] = defaultdict(dict)
    for failure in store.open_failures(unit):
        by_car[failure.vehicle_id][failure.step] = failure
    return by_car


def failing_steps(unit: Unit, vehicle_id: int) -> frozenset[str]:
    return frozenset(failure.step for failure in store.open_failures(unit, vehicle_id))


def listed(unit: Unit) -> tuple[list[Failure], list[FailedJob]]:
    """Return for the operator what failed with cars and jobs and has not succeeded since."""
    return store.open_failures(unit), store.failed_jobs(unit)


def rounds(unit: Unit) -> list[tuple[JobDue, JobResult | None]]:
    """Return every job with its newest result, those that failed and then the overdue ones first."""
    newest = {row.key: row for row in store.newest_results(unit)}
    return [
        (due, newest.get(due.key))
        for due in sorted(store.jobs(unit), key=lambda each: (-each.misses, each.due_at))
    ]


def rounds_of(unit: Unit, key: str, *, limit: int) -> Sequence[JobResult]:
    """Return the results of one job, the newest first."""
    return store.results_of(unit, key, limit=limit)


def gauges(unit: Unit) -> Iterator[Gauge]:
    """Tell of loops, of jobs, and of cars that could not be judged."""
    for name, life in parts(unit).items():
        labels = {"part": name, "state": life.state}
        yield Gauge("part_state_seconds", "How long a part has been in its state.", life.since_s, labels)
    for due in store.jobs(unit):
        labels = {"job": due.key}
        if due.last_done is not None:
            yield Gauge(
                "job_last_success_timestamp_seconds",
                "When a job last went well.",
                due.last_done.timestamp(),
                labels,
            )
        late_s = max(0.0, (unit.now - due.due_at).total_seconds())
        yield Gauge("job_overdue_seconds", "How long ago a job should have begun.", late_s, labels)
        yield Gauge(
            "job_failures_in_a_row", "Tries of a job that failed since it last went well.", due.misses, labels
        )
    for result in store.newest_results(unit):
        labels = {"job": result.key}
        yield Gauge("job_cars_done", "Cars that a job's last run did.", result.cars, labels)
        yield Gauge("job_cars_failed", "Cars that a job's last run could not do.", result.cars_failed, labels)
    failing = store.open_failures(unit)
    cars = len({failure.vehicle_id for failure in failing})
    yield Gauge("cars_failing", "Cars of which something fails until now.", cars)
    yield from _by_step(failing)


def _by_step(failing: Iterable[Failure]) -> Iterator[Gauge]:
    counts: dict[str, int] = defaultdict(int)
    for failure in failing:
        counts[failure.step] += 1
    for step, count in sorted(counts.items()):
        yield Gauge("cars_failing_by_step", "Cars by the check or step that fails.", count, {"step": step})
