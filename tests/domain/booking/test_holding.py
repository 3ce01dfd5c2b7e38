from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.booking import holding
from domain.contact.facts import Quiet
from domain.contact.rules import after_quiet, is_quiet
from domain.health.facts import Level

ZONE = "Asia/Shanghai"
NIGHT = Quiet(time(22), time(8), ZONE)
NEVER = Quiet(time(0), time(0), ZONE)


def at(day: int, clock: time) -> datetime:
    return datetime.combine(datetime(2026, 11, day), clock, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)  # noqa: DTZ001 - the zone comes next


@pytest.mark.parametrize(
    ("level", "read_at", "first"),
    [
        (Level.RED, at(18, time(10)), at(18, time(12, 30))),
        (Level.RED, at(18, time(3)), at(18, time(9, 30))),  # told at night: after getting up
        (Level.RED, at(18, time(7, 30)), at(18, time(10))),
        (Level.YELLOW, at(18, time(8)), at(19, time(9, 30))),  # not on the day it is told
        (Level.YELLOW, at(18, time(21)), at(19, time(9, 30))),
        (Level.BLUE, at(18, time(10)), at(21, time(10))),
        (Level.BLUE, at(18, time(8)), at(21, time(9, 30))),
    ],
)
def test_a_held_slot_leaves_time_to_read_to_wake_up_and_to_get_there(
    level: Level, read_at: datetime, first: datetime
) -> None:
    quarters = [read_at + timedelta(minutes=15 * n) for n in range(400)]

    assert next(
        each for each in quarters if holding.may_hold(each, read_at=read_at, level=level, quiet=NIGHT)
    ) == first  # fmt: skip


@pytest.mark.parametrize(
    "quiet", [NIGHT, Quiet(time(23, 30), time(11), ZONE), Quiet(time(8), time(16), ZONE)]
)
def test_nobody_is_to_get_up_for_a_slot(quiet: Quiet) -> None:
    read_at = after_quiet(at(18, time(12)), quiet)
    starts = [read_at + timedelta(minutes=15 * n) for n in range(400)]

    kept = [each for each in starts if holding.may_hold(each, read_at=read_at, level=Level.RED, quiet=quiet)]

    assert kept
    assert not any(is_quiet(each, quiet) or is_quiet(each - timedelta(hours=1), quiet) for each in kept)


@pytest.mark.parametrize(
    ("read_at", "starts_at", "ends_at"),
    [
        (at(18, time(10)), at(25, time(10)), at(19, time(10))),  # a day
        (at(18, time(8)), at(25, time(10)), at(19, time(10))),  # a day would end as the night does
        (at(18, time(9)), at(25, time(10)), at(19, time(10))),
        (at(18, time(3)), at(25, time(10)), at(19, time(10))),  # red, told at night
        (at(18, time(21)), at(25, time(10)), at(19, time(21))),
        (at(18, time(10)), at(19, time(9, 30)), at(19, time(8, 30))),  # the last call of the slot itself
        (at(18, time(10)), at(18, time(13)), at(18, time(12))),
    ],
)
def test_a_hold_ends_by_day_and_early_enough_to_get_there(
    read_at: datetime, starts_at: datetime, ends_at: datetime
) -> None:
    assert holding.ends_at(starts_at, read_at=read_at, quiet=NIGHT) == ends_at


def test_without_quiet_hours_a_hold_lasts_a_day() -> None:
    read_at = at(18, time(3))

    assert holding.ends_at(at(25, time(10)), read_at=read_at, quiet=NEVER) == read_at + timedelta(days=1)


@given(
    told=some.integers(0, 96 * 7),
    start=some.integers(0, 96 * 8),
    bed=some.integers(18, 25),
    sleep=some.integers(4, 10),
    level=some.sampled_from(Level),
)
def test_no_hold_ends_at_night_or_before_it_could_be_read(
    told: int, start: int, bed: int, sleep: int, level: Level
) -> None:
    quiet = Quiet(time(bed % 24), time((bed + sleep) % 24), ZONE)
    now = at(16, time(0)) + timedelta(minutes=15 * told)
    read_at = now if level is Level.RED else after_quiet(now, quiet)
    starts_at = read_at + timedelta(minutes=15 * start)
    if not holding.may_hold(starts_at, read_at=read_at, level=level, quiet=quiet):
        return

    end = holding.ends_at(starts_at, read_at=read_at, quiet=quiet)

    assert not is_quiet(end, quiet)
    assert end <= starts_at - timedelta(hours=1)
    awake = [read_at + timedelta(minutes=n) for n in range(int((end - read_at).total_seconds() // 60))]
    assert sum(not is_quiet(each, quiet) for each in awake) >= 30
