"""What readiness, metrics and the list of failures tell of the service."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from domain.core import Core
from domain.db.tables import JobDue
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.kit.loops import Life, Loop, State, pause_s
from domain.registry import service as registry
from domain.running import service as running
from domain.running import store
from domain.telemetry import paths
from jobs import due, timetable
from tests import pace
from tests.api import conftest as stage
from tests.api.conftest import Caller, Door
from tests.api.conftest import Life as Owned
from tests.domain.earlier import long_ago

centre_entry, centre_id = stage.centre_entry, stage.centre_id
door, life, operator = stage.door, stage.life, stage.operator
SECOND = timedelta(seconds=1)


def ready(door: Door) -> tuple[int, dict[str, object]]:
    answer = door.http.get("/health/ready")
    return answer.status_code, answer.json()


def elsewhere(core: Core, *lives: Life) -> None:
    """Let another process tell how its loops are."""
    with core.unit() as unit:
        store.put_lives(unit, lives)


def test_where_nothing_else_has_run_it_is_ready_and_says_what_is_off(door: Door) -> None:
    assert ready(door) == (
        200,
        {"status": "ok", "database": "running", "ticker": "off", "bot": "off", "parts": []},
    )


def test_a_bot_of_another_process_that_waits_is_told_with_its_reason(door: Door, core: Core) -> None:
    lives = (
        Life("bot.updates", State.WAITING, 90, "TelegramConflictError"),
        Life("bot.outbox", State.RUNNING),
        Life("bot.profile", State.STOPPED),
    )
    elsewhere(core, *lives)

    status, told = ready(door)

    assert (status, told["status"], told["bot"]) == (200, "ok", "waiting")
    assert isinstance(told["parts"], list)
    assert told["parts"][0]["reason"] == "TelegramConflictError"


@pytest.mark.parametrize(
    ("state", "after_s", "status", "told_as"),
    [
        (State.RUNNING, 10, 200, "running"),
        (State.RUNNING, 120, 503, "stalled"),
        (State.RUNNING, -3600, 503, "stalled"),
        (State.FAILING, 10, 503, "failing"),
        (State.STALLED, 10, 503, "stalled"),
        (State.STOPPED, 86_400, 200, "stopped"),
    ],
)
def test_a_ticker_of_another_process_is_believed_for_a_minute(
    door: Door, core: Core, clock: FixedClock, state: State, after_s: int, status: int, told_as: str
) -> None:
    elsewhere(core, Life("ticker", state))
    clock.advance(after_s * SECOND)

    got, told = ready(door)

    assert (got, told["ticker"]) == (status, told_as)


def test_a_job_that_nobody_begins_makes_readiness_fail(door: Door, core: Core, clock: FixedClock) -> None:
    due.tick(core, timetable.TIMETABLE)
    assert ready(door)[0] == 200
    clock.advance(timedelta(minutes=26))
    elsewhere(core, Life("ticker", State.RUNNING))

    status, told = ready(door)

    assert (status, told["ticker"]) == (503, "stalled")
    due.tick(core, timetable.TIMETABLE)
    assert ready(door)[0] == 200


def test_a_loop_that_does_not_come_round_is_stalled_and_one_that_pauses_is_not() -> None:
    slow, pausing = Loop("slow", patience_s=0.0), Loop("pausing", patience_s=0.0)
    pausing.missed(OSError(), outside=True)

    assert slow.life().state is State.STALLED
    assert pausing.life().state is State.WAITING
    assert Loop("new", patience_s=pace.patience(60)).life().state is State.RUNNING


def test_pauses_double_up_to_a_limit_and_differ() -> None:
    several = [[pause_s(misses) for _ in range(20)] for misses in (1, 2, 3, 4, 20, 5000)]

    assert [max(each) <= most for each, most in zip(several, (1, 2, 4, 8, 60, 60), strict=True)] == [True] * 6
    assert [min(each) >= least for each, least in zip(several, (0.7, 1.5, 3, 6, 45, 45), strict=True)] == [
        True
    ] * 6
    assert all(len(set(each)) > 10 for each in several)


def figures(door: Door) -> dict[tuple[str, ...], float]:
    found = {}
    for family in text_string_to_metric_families(door.http.get("/metrics").text):
        for sample in family.samples:
            found[sample.name, *sample.labels.values()] = sample.value
    return found


def test_metrics_tell_what_an_operator_alarms_on(
    door: Door, core: Core, life: Owned, clock: FixedClock
) -> None:
    due.tick(core, timetable.TIMETABLE)
    with core.unit() as unit:
        running.fail(unit, life.vehicle_id, life.owner_id, step="coolant_loop", error=ValueError())
    elsewhere(core, Life("ticker", State.RUNNING), Life("bot.outbox", State.WAITING, 5))
    clock.advance(timedelta(minutes=5))

    told = figures(door)

    assert told["beforehand_database_up",] == 1
    assert (
        told["beforehand_job_last_success_timestamp_seconds", "health"]
        == (clock.now() - timedelta(minutes=5)).timestamp()
    )
    assert told["beforehand_job_failures_in_a_row", "health"] == 0
    assert told["beforehand_cars_failing",] == 1
    assert told["beforehand_cars_failing_by_step", "coolant_loop"] == 1
    assert told["beforehand_visits_booked",] == 1
    assert ("beforehand_part_state_seconds", "ticker", "stalled") in told
    for name in ("outbox_due", "outbox_oldest_seconds", "inbox_waiting", "holds", "holds_lapsed"):
        assert told[f"beforehand_{name}",] >= 0
    assert {key[1] for key in told if key[0] == "beforehand_sends_last_hour"} == {
        "sent",
        "unknown",
        "dead",
        "dropped",
    }
    assert {key[1] for key in told if key[0] == "beforehand_budget_taken_7d"} == {"week", "month"}


def test_metrics_tell_refusals_by_reason_and_the_lag_of_what_came(
    door: Door, core: Core, life: Owned
) -> None:
    with core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="test")
        key = registry.vehicle_key(unit, life.vehicle_id)
        at = (unit.now - timedelta(minutes=20)).isoformat()
    before = figures(door)
    signals = {paths.SPEED: 30.0, paths.ODOMETER: -5.0, "Vehicle.Made.Up": 1.0}
    sent = {"records": [{"at": at, "signals": signals}]}
    door.http.post("/v1/telemetry", json=sent, headers={"authorization": f"Bearer {key}"}).raise_for_status()
    door.http.post("/v1/telemetry", json=sent)

    grown = {key: value - before.get(key, 0.0) for key, value in figures(door).items()}

    assert grown["beforehand_ingest_values_total", "kept"] == 1
    assert grown["beforehand_ingest_values_total", "refused"] == 2
    reasons = {key[1] for key, value in grown.items() if key[0].endswith("refused_values_total") and value}
    assert len(reasons) == 2
    assert grown["beforehand_ingest_lag_seconds_sum",] == 20 * 60
    assert any(
        key[0] == "beforehand_refusals_total" and key[2] == "/v1/telemetry" and value == 1
        for key, value in grown.items()
    )


def test_what_failed_is_listed_for_the_operator_and_nobody_else(
    door: Door, core: Core, life: Owned, operator: Caller
) -> None:
    with core.unit() as unit:
        number = running.fail(
            unit, life.vehicle_id, life.owner_id, step="coolant_loop", error=ValueError("x")
        )
        unit.session.add(JobDue(key="health", due_at=unit.now, every_s=600))

    def breaks(_core: Core) -> str:
        raise KeyError

    due.tick(core, [due.ScheduledJob("health", timedelta(minutes=10), breaks)])

    told = operator.ask("GET", "/v1/failures")

    (car,), (job,) = told["cars"], told["jobs"]
    assert (car["vehicle_id"], car["step"], car["error"], car["error_id"]) == (
        life.vehicle_id,
        "coolant_loop",
        "ValueError",
        number,
    )
    assert (job["job"], job["error"], job["tries"]) == ("health", "KeyError", 1)
    for other in (life.owner, life.centre):
        assert other.ask("GET", "/v1/failures", status=403)["code"]
