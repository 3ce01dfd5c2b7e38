"""One car never stops a round, and no job is silently done or stuck for ever."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from domain.alerts import service as alerts
from domain.core import Core, Unit
from domain.db.tables import JobDue, JobResult
from domain.health import service as judging
from domain.health.checks import twelve_volt
from domain.health.facts import Finding, View
from domain.health.prefilter import catalogue as prefilters
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy import watch
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Vehicle
from domain.running import service as running
from domain.running.facts import DATA, LOOK
from domain.simulation.cars import made_up_vin
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record
from domain.telemetry.tables import Chunk, FeatureSet, OpenTail
from jobs import due, health, nightly, retention, timetable
from jobs.due import Report, ScheduledJob

CARS = 5
BAD = 2  # of them, by place
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def cars(core: Core) -> list[Vehicle]:
    with core.unit() as unit:
        made = []
        for number in range(CARS):
            owner = registry.meet(unit, 100 + number, locale="en", zone="Asia/Shanghai")
            vin = made_up_vin(700_000 + number, year="S")
            model = "Bad" if number == BAD else "Lark"
            car = registry.register_vehicle(unit, vin=vin, name=f"C{number}", model=model, papers=Papers())
            registry.link(unit, owner.id, registry.link_code(unit, car.id))
            registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
            made.append(car)
        return made


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The cars that were settled, by id."""
    seen: list[int] = []
    settle = alerts.settle

    def noted(unit: Unit, vehicle: Vehicle, *args: Any, **more: Any) -> Any:
        found = settle(unit, vehicle, *args, **more)
        seen.append(vehicle.id)
        return found

    monkeypatch.setattr(alerts, "settle", noted)
    return seen


def breaking(monkeypatch: pytest.MonkeyPatch, broken: Callable[[], bool] = lambda: True) -> None:
    """Let a check raise for the bad car, with what it read, while `broken` says so."""
    check = twelve_volt.check

    def breaks(view: View) -> Finding | None:
        if view.car.model == "Bad" and broken():
            msg = "a reading of 12.345 V"
            raise ZeroDivisionError(msg)
        return check(view)

    monkeypatch.setattr(twelve_volt, "check", breaks)
    monkeypatch.setattr(prefilters, "could_trip", lambda _code, many: np.ones(many.now.size, dtype=bool))


def cannot_be_read(*_args: object) -> None:
    raise UnicodeDecodeError("utf-8", b"", 0, 1, "odd")


def only_failure(core: Core) -> Any:
    with core.reading() as unit:
        ((_, steps),) = running.open_failures(unit).items()
    (failure,) = steps.values()
    return failure


def results(core: Core, key: str = "health") -> list[JobResult]:
    with core.reading() as unit:
        return list(
            unit.session.exec(select(JobResult).where(JobResult.key == key).order_by(col(JobResult.id)))
        )


def test_a_check_that_raises_for_one_car_stops_neither_the_others_nor_its_other_checks(
    core: Core,
    cars: list[Vehicle],
    settled: list[int],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    breaking(monkeypatch)

    with caplog.at_level(logging.ERROR):
        due.tick(core, timetable.TIMETABLE)

    assert set(settled) == {car.id for car in cars}
    failure = only_failure(core)
    assert (failure.vehicle_id, failure.step) == (cars[BAD].id, "twelve_volt")
    assert failure.error == "ZeroDivisionError"
    assert any(failure.error_id in record.getMessage() for record in caplog.records)
    (result,) = results(core)
    assert (result.outcome, result.cars, result.cars_failed) == ("partly", CARS - 1, 1)


def test_a_car_that_cannot_be_settled_keeps_nothing_and_the_others_are_settled(
    core: Core, cars: list[Vehicle], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    settle = alerts.settle

    def breaks(unit: Unit, vehicle: Vehicle, *args: Any, **more: Any) -> Any:
        found = settle(unit, vehicle, *args, **more)
        if vehicle.id == cars[BAD].id:
            unit.session.add(JobResult(key="half", period_start=unit.now, done_at=unit.now))
            unit.session.flush()
            raise KeyError(vehicle.vin_sealed)
        done.append(vehicle.id)
        return found

    monkeypatch.setattr(alerts, "settle", breaks)

    tally = health.examine(core)

    assert (tally.done, tally.failed) == (CARS - 1, 1)
    assert set(done) == {car.id for car in cars} - {cars[BAD].id}
    assert only_failure(core).step == LOOK
    assert results(core, "half") == []


def test_a_failed_car_is_tried_again_after_growing_pauses_and_counts_as_over_when_it_works(
    core: Core, clock: FixedClock, cars: list[Vehicle], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[float] = []
    broken = True

    def noted() -> bool:
        tries.append((clock.now() - began).total_seconds())
        return broken

    began = clock.now()
    breaking(monkeypatch, noted)
    for _ in range(12 * 6):
        health.examine(core)
        clock.advance(timedelta(minutes=10))
    rounds = sorted(set(tries))
    pauses = np.diff(rounds)

    assert 4 <= len(rounds) <= 8
    assert pauses[-1] > 2 * pauses[0]
    assert only_failure(core).tries == len(rounds)

    broken = False
    clock.advance(timedelta(hours=12))
    assert health.examine(core).failed == 0
    with core.reading() as unit:
        assert running.open_failures(unit) == {}


def test_of_a_car_whose_judgement_failed_it_is_not_said_that_all_is_well(
    core: Core, cars: list[Vehicle], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking(monkeypatch)

    def state(car: Vehicle) -> watch.State:
        with core.reading() as unit:
            return watch.watch(unit, car, registry.keeper(unit, car.id)).state

    with monkeypatch.context() as whole:
        whole.setattr(telemetry, "features", cannot_be_read)
        health.examine(core)

    assert state(cars[BAD]) is watch.State.FAILED
    assert state(cars[0]) is watch.State.FAILED
    assert watch.State.FAILED not in watch.KNOWS


@pytest.mark.parametrize(
    ("module", "name", "job"),
    [
        (telemetry, "seal_vehicle", "health"),
        (telemetry, "refresh", "health"),
        (telemetry, "forget_old", "retention"),
    ],
)
def test_every_step_of_every_job_goes_on_with_the_other_cars(
    core: Core,
    cars: list[Vehicle],
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    job: str,
) -> None:
    done: list[object] = []

    def breaks(_unit: Unit, vehicle: object, **_more: object) -> int:
        if vehicle in (cars[BAD].id, [cars[BAD].id]):
            raise ValueError
        done.append(vehicle)
        return 1

    everyone = [car.id for car in cars]
    for asked in ("due_for_sealing", "due_for_refresh", "due_for_forgetting"):
        monkeypatch.setattr(telemetry, asked, lambda *_: everyone)
    for each in ("seal_vehicle", "refresh", "forget_old"):
        monkeypatch.setattr(telemetry, each, lambda *_, **__: 1)
    monkeypatch.setattr(module, name, breaks)

    due.tick(core, timetable.TIMETABLE)

    assert len(done) == CARS - 1
    (result,) = results(core, job)
    assert (result.outcome, result.cars_failed) == ("partly", 1)
    assert only_failure(core).vehicle_id == cars[BAD].id


@pytest.mark.parametrize("name", ["note_changes", "tell_fleet"])
def test_the_nightly_jobs_go_on_with_the_other_cars(
    core: Core, cars: list[Vehicle], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    done: list[int] = []

    def breaks(_unit: Unit, vehicles: list[Vehicle]) -> Any:
        if any(car.id == cars[BAD].id for car in vehicles):
            raise ValueError
        done.extend(car.id for car in vehicles)
        return 0 if name == "note_changes" else []

    monkeypatch.setattr(judging, name, breaks)

    report = nightly.changes(core) if name == "note_changes" else nightly.baselines(core)

    assert (report.cars, report.cars_failed, len(done)) == (CARS - 1, 1, CARS - 1)


def failing(ran: list[int], fails: Callable[[], bool], every: timedelta = HOUR) -> ScheduledJob:
    def run(_core: Core) -> Report:
        ran.append(1)
        if fails():
            raise ZeroDivisionError
        return Report("done")

    return ScheduledJob("shaky", every, run)


def test_damaged_features_of_a_car_stand_under_failures_until_they_are_made_anew(
    core: Core, clock: FixedClock, cars: list[Vehicle], settled: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    for car in cars:
        send(core, car)
    health.care(core)
    with core.unit() as unit:
        rows = unit.session.exec(select(FeatureSet).where(FeatureSet.vehicle_id == cars[BAD].id))
        rows.one().body = b"damaged beyond repair"
    settled.clear()

    health.care(core)
    with core.reading() as unit:
        (failure,), _ = running.listed(unit)
        state = watch.watch(unit, cars[BAD], registry.keeper(unit, cars[BAD].id)).state

    assert (failure.vehicle_id, failure.step, failure.error) == (cars[BAD].id, DATA, "DamagedError")
    assert state is watch.State.FAILED
    assert sorted(settled) == [car.id for car in cars]
    assert f"the features of car {cars[BAD].id} cannot be opened" in caplog.text
    clock.advance(DAY)
    send(core, cars[BAD])
    health.care(core)  # makes them anew
    clock.advance(HOUR)
    health.care(core)
    with core.reading() as unit:
        assert running.listed(unit)[0] == []


@pytest.mark.parametrize("table", [OpenTail, Chunk])
def test_a_damaged_hour_of_a_car_stands_under_failures_while_it_is_read(
    core: Core, clock: FixedClock, cars: list[Vehicle], table: type[OpenTail | Chunk]
) -> None:
    send(core, cars[BAD])
    if table is Chunk:
        clock.advance(3 * HOUR)
        health.seal(core)
    with core.unit() as unit:
        unit.session.exec(select(table)).one().body = b"damaged beyond repair"

    health.care(core)

    with core.reading() as unit:
        assert [
            (each.vehicle_id, each.step) for each in running.open_failures(unit)[cars[BAD].id].values()
        ] == [(cars[BAD].id, DATA)]
    clock.advance(HOUR)
    health.care(core)
    with core.reading() as unit:
        assert not running.open_failures(unit)


def send(core: Core, car: Vehicle) -> None:
    with core.unit() as unit:
        at = unit.now.isoformat()
        telemetry.ingest(unit, car, Batch([Record(at, {paths.SPEED: 50.0, paths.SOC: 60.0})]))


def test_a_job_that_raises_has_a_result_and_is_tried_again_after_growing_pauses(
    core: Core, clock: FixedClock
) -> None:
    ran: list[int] = []
    began, times = clock.now(), []
    for _ in range(59 * 6):
        if due.tick(core, [failing(ran, lambda: True)]):
            times.append((clock.now() - began).total_seconds())
        clock.advance(timedelta(seconds=10))

    (result,) = results(core, "shaky")
    assert (result.outcome, result.note) == ("failed", "ZeroDivisionError")
    assert result.error_id
    assert result.tries == len(times) <= 9
    assert np.diff(times)[-1] > 4 * np.diff(times)[0]
    with core.reading() as unit:
        _, (told,) = running.listed(unit)
    assert (told.job, told.error_id) == ("shaky", result.error_id)


def test_a_job_that_works_again_has_one_result_that_says_so(core: Core, clock: FixedClock) -> None:
    ran: list[int] = []
    job = failing(ran, lambda: len(ran) < 3)
    for _ in range(60):
        due.tick(core, [job])
        clock.advance(timedelta(seconds=30))

    (result,) = results(core, "shaky")
    assert (result.outcome, result.tries, result.error_id) == ("done", 3, "")
    with core.reading() as unit:
        assert unit.session.get_one(JobDue, "shaky").misses == 0
        assert running.listed(unit) == ([], [])


def test_a_job_that_never_works_has_a_result_for_each_period_and_holds_up_no_other(
    core: Core, clock: FixedClock
) -> None:
    ran: list[int] = []
    other: list[int] = []

    def run(_core: Core) -> str:
        other.append(1)
        return "done"

    jobs = [failing(ran, lambda: True), ScheduledJob("other", HOUR, run)]
    for _ in range(12 * 12):
        due.tick(core, jobs)
        clock.advance(timedelta(minutes=5))

    periods = [row.period_start for row in results(core, "shaky")]
    assert periods == [periods[0] + number * HOUR for number in range(12)]
    assert len(other) == len(results(core, "other")) == 12


def test_a_process_that_is_lost_in_a_job_leaves_a_failed_period_that_is_done_again(
    core: Core, clock: FixedClock
) -> None:
    def die(_core: Core) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        due.tick(core, [ScheduledJob("shaky", DAY, die)])
    clock.advance(due.LEASE)
    due.tick(core, [failing([], lambda: False, DAY)])

    (result,) = results(core, "shaky")
    assert (result.outcome, result.tries) == ("done", 2)


def test_when_nothing_can_be_kept_the_round_fails_as_a_whole(
    core: Core, cars: list[Vehicle], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_more: object) -> None:
        raise OperationalError("", {}, Exception("database is locked"))

    with monkeypatch.context() as locked:
        locked.setattr(alerts, "settle", away)
        locked.setattr(running, "fail", away)
        due.tick(core, [ScheduledJob("health", HOUR, health.care)])

    (result,) = results(core)
    assert (result.outcome, result.note) == ("failed", "OperationalError")


def test_retention_and_rounds_tell_how_many_cars_they_did(core: Core, cars: list[Vehicle]) -> None:
    assert health.care(core).cars == CARS
    assert retention.forget(core).cars_failed == 0
