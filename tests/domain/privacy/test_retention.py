from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, text, update

from domain.booking.tables import Visit, WorkshopFinding
from domain.core import Core
from domain.db.tables import JobResult
from domain.kit.classified import ASKED
from domain.kit.clock import FixedClock
from domain.privacy import declared, retention
from domain.registry import service as registry
from domain.registry import tokens
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from tests.conftest import NOW
from tests.domain.earlier import collecting_all
from tests.domain.privacy.conftest import Person, meet, send


def too_old(core: Core) -> dict[str, int]:
    """Count the rows past the time that their own table declares."""
    found = {}
    with core.reading() as unit:
        for table in declared.tables():
            reach = declared.reach_of(table)
            if reach.keep is not None:
                past = (
                    select(func.count()).select_from(table).where(table.c[reach.age] <= unit.now - reach.keep)
                )
                past = past.where(text(reach.only)) if reach.only else past
                found[table.name] = unit.session.execute(past).scalar_one()
    return found


def test_nothing_is_older_than_its_limit(
    core: Core, planted: None, me: Person, other: Person, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=500))
    with core.unit() as unit:
        gone = retention.forget_old(unit)

    assert set(too_old(core).values()) == {0}
    assert {"notice", "inbox_update", "action", "budget_slot", "talk_state", "link_try"} <= gone.keys()


def test_a_day_before_its_limit_a_message_is_still_there(
    core: Core, planted: None, me: Person, clock: FixedClock
) -> None:
    notice = next(table for table in declared.tables() if table.name == "notice")
    clock.advance(timedelta(days=399))
    with core.unit() as unit:
        assert "notice" not in retention.forget_old(unit)
    clock.advance(timedelta(days=1))
    with core.unit() as unit:
        assert retention.forget_old(unit)["notice"] == 2

    with core.reading() as unit:
        assert unit.session.execute(select(func.count()).select_from(notice)).scalar_one() == 0


def test_what_has_no_limit_stays(core: Core, planted: None, me: Person, clock: FixedClock) -> None:
    clock.advance(timedelta(days=3_000))
    with core.unit() as unit:
        retention.forget_old(unit)

    with core.reading() as unit:
        counts = {
            table.name: unit.session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in declared.tables()
            if declared.reach_of(table).keep is None and table.name not in {"job_due", "job_result"}
        }
    assert all(counts.values()), counts


@pytest.mark.parametrize(("days", "left"), [(8, {"speed", "pedal"}), (31, {"speed"}), (92, set())])
def test_each_signal_goes_at_its_own_time(
    core: Core, me: Person, clock: FixedClock, days: int, left: set[str]
) -> None:
    named = {"speed": paths.SPEED, "pedal": paths.ACCELERATOR, "latitude": paths.LATITUDE}
    with core.unit() as unit:
        meet(unit, me, *ASKED)
    with collecting_all():
        send(core, me, NOW - timedelta(hours=2), speed=50.0, pedal=1.0, latitude=31.0)
    clock.advance(timedelta(days=days))
    with core.unit() as unit:
        retention.forget_old(unit)

    with core.reading() as unit:
        kept = telemetry.window(unit, me.vehicle_id, me.owner_id, start=NOW - timedelta(days=1), end=NOW)
    assert set(kept.values) == {named[name] for name in left}


def count(core: Core, table: str) -> int:
    found = next(each for each in declared.tables() if each.name == table)
    with core.reading() as unit:
        return int(unit.session.execute(select(func.count()).select_from(found)).scalar_one())


def forget(core: Core) -> None:
    with core.unit() as unit:
        retention.forget_old(unit)


def test_dead_keys_and_tokens_go_and_living_ones_stay(
    core: Core, me: Person, operator: str, clock: FixedClock
) -> None:
    with core.unit() as unit:
        meet(unit, me)
        for _ in range(3):
            key = registry.vehicle_key(unit, me.vehicle_id)
        for _ in range(3):
            token = tokens.only_token(unit, "owner", owner_id=me.owner_id)
        ending = tokens.who(unit, tokens.token(unit, "operator"))
        ending.expires_at = unit.now + timedelta(days=1)
    clock.advance(timedelta(days=29))
    forget(core)
    assert (count(core, "vehicle_key"), count(core, "access_token")) == (3, 5)
    clock.advance(timedelta(days=3))
    forget(core)

    assert (count(core, "vehicle_key"), count(core, "access_token")) == (1, 2)
    with core.reading() as unit:
        assert registry.vehicle_of_key(unit, key).id == me.vehicle_id
        assert tokens.who(unit, token).owner_id == me.owner_id
        assert tokens.who(unit, operator).role == "operator"


@pytest.fixture
def operator(core: Core) -> str:
    with core.unit() as unit:
        return tokens.token(unit, "operator")


@pytest.mark.parametrize(("state", "stays"), [("released", 0), ("lapsed", 0), ("cancelled", 2), ("done", 2)])
def test_slots_that_were_only_kept_go_and_the_history_of_visits_stays(
    core: Core, planted: None, clock: FixedClock, state: str, stays: int
) -> None:
    with core.unit() as unit:
        unit.session.execute(update(Visit).values(state=state))
        unit.session.execute(delete(WorkshopFinding))
    clock.advance(timedelta(days=91))
    forget(core)

    assert count(core, "visit") == stays


def test_a_request_to_drive_that_was_never_answered_goes(
    core: Core, me: Person, other: Person, clock: FixedClock
) -> None:
    with core.unit() as unit:
        meet(unit, me)
        meet(unit, other)
        registry.link(unit, other.owner_id, registry.link_code(unit, me.vehicle_id, role="driver"))
    clock.advance(timedelta(days=31))
    forget(core)

    assert count(core, "holding") == 2


def test_used_codes_and_results_of_jobs_go(core: Core, me: Person, clock: FixedClock) -> None:
    with core.unit() as unit:
        meet(unit, me)
        unit.session.add(JobResult(key="health", period_start=unit.now, done_at=unit.now))
    clock.advance(timedelta(days=89))
    forget(core)
    assert (count(core, "link_code"), count(core, "job_result")) == (0, 1)
    clock.advance(timedelta(days=1))
    forget(core)

    assert count(core, "job_result") == 0
