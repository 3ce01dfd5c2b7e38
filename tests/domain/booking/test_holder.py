"""The slot that a warning keeps ready, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.alerts.facts import Case, State
from domain.booking import centres, holder
from domain.booking import service as booking
from domain.booking.facts import CentreFacts, Opening, VisitRequest, VisitView
from domain.contact.facts import Quiet
from domain.contact.rules import is_quiet
from domain.core import Core
from domain.health.facts import Finding, Level
from domain.kit.clock import FixedClock
from domain.registry.facts import Source
from domain.registry.tables import Owner, Vehicle

DAILY = tuple(Opening(day, time(8), time(18)) for day in range(7))
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def me(
    core: Core, people: Callable[[int], list[tuple[int, int]]], add_centre: Callable[..., CentreFacts]
) -> tuple[int, int]:
    who = people(2)[0]
    centre = add_centre("east", hours=DAILY)
    with core.unit() as unit:
        unit.session.get_one(Vehicle, who[1]).centre_id = centre.id
    return who


def case(me: tuple[int, int], level: Level, at: datetime) -> Case:
    finding = Finding("brake_pads", 1.0, level, 0.7, timedelta(days=7), 0, frozenset())
    return Case(7, *me, "brake_pads", State.ACTIVE, level, finding, at, at, at, "Asia/Shanghai", Source.LIVE)


def held(core: Core, me: tuple[int, int], level: Level) -> VisitView:
    with core.unit() as unit:
        offered = holder.hold_for(unit, case(me, level, unit.now), job="inspection")
        assert offered is not None
        return booking.visit_of(unit, me[0], offered.visit_id)


def wall(at: datetime | None) -> str:
    assert at is not None
    return f"{at.astimezone(ZONE):%d %H:%M}"


@pytest.mark.parametrize(
    ("level", "told", "starts", "until"),
    [
        (Level.RED, "18 10:00", "18 12:30", "18 11:30"),
        (Level.RED, "18 03:00", "18 09:30", "18 08:30"),
        (Level.RED, "18 16:30", "19 09:30", "19 08:30"),
        (Level.YELLOW, "18 10:00", "19 09:30", "19 08:30"),
        (Level.YELLOW, "18 23:00", "20 09:30", "20 08:30"),  # read on the 19th
        (Level.BLUE, "18 10:00", "21 10:00", "19 10:00"),
        (Level.BLUE, "18 23:30", "22 09:30", "20 10:00"),
    ],
)
def test_the_kept_slot_can_be_read_of_and_reached(
    core: Core, clock: FixedClock, me: tuple[int, int], level: Level, told: str, starts: str, until: str
) -> None:
    clock.at = datetime.strptime(f"2026-11-{told}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).astimezone(UTC)

    visit = held(core, me, level)

    assert (wall(visit.starts_at), wall(visit.held_until)) == (starts, until)


@pytest.mark.parametrize(
    ("start", "end"), [(time(1), time(12)), (time(20), time(10, 30)), (time(9), time(11))]
)
@pytest.mark.parametrize("level", list(Level))
def test_the_owners_own_quiet_hours_decide(
    core: Core, clock: FixedClock, me: tuple[int, int], level: Level, start: time, end: time
) -> None:
    with core.unit() as unit:
        owner = unit.session.get_one(Owner, me[0])
        owner.quiet_from, owner.quiet_to = start, end
    quiet = Quiet(start, end, "Asia/Shanghai")

    for hours in range(0, 48, 5):
        clock.advance(timedelta(hours=hours))
        visit = held(core, me, level)
        assert visit.held_until is not None
        assert not is_quiet(visit.starts_at, quiet)
        assert not is_quiet(visit.held_until, quiet)
        assert visit.held_until <= visit.starts_at - timedelta(hours=1)
        with core.unit() as unit:
            booking.cancel(unit, me[0], visit.id)


def test_where_nobody_could_be_awake_nothing_is_held(core: Core, me: tuple[int, int]) -> None:
    with core.unit() as unit:
        owner = unit.session.get_one(Owner, me[0])
        owner.quiet_from, owner.quiet_to = time(7), time(19)
        assert holder.hold_for(unit, case(me, Level.YELLOW, unit.now), job="inspection") is None


def test_a_slot_that_is_full_gives_way_to_a_later_one(core: Core, me: tuple[int, int]) -> None:
    with core.unit() as unit:
        centre_id = unit.session.get_one(Vehicle, me[1]).centre_id
        assert centre_id is not None
        stranger = (me[0] + 1, me[1] + 1)
        at = datetime(2026, 11, 19, 9, 30, tzinfo=ZONE).astimezone(UTC)
        booking.take(unit, VisitRequest(*stranger, "inspection", centre_id, at))

    assert wall(held(core, me, Level.YELLOW).starts_at) == "19 10:30"


def offer(core: Core, me: tuple[int, int], job: str, *, alert: int, level: Level = Level.YELLOW) -> VisitView:
    with core.unit() as unit:
        offered = holder.hold_for(unit, replace(case(me, level, unit.now), alert_id=alert), job=job)
        assert offered is not None
        return booking.visit_of(unit, me[0], offered.visit_id)


def test_warnings_for_different_jobs_hold_slots_at_different_times(core: Core, me: tuple[int, int]) -> None:
    one = offer(core, me, "inspection", alert=7)
    other = offer(core, me, "season_check", alert=8)

    assert other.id != one.id
    assert other.starts_at >= one.ends_at or other.ends_at <= one.starts_at


def test_warnings_for_one_job_share_a_visit(core: Core, me: tuple[int, int]) -> None:
    one = offer(core, me, "inspection", alert=7)

    assert offer(core, me, "inspection", alert=8).id == one.id
    assert offer(core, me, "inspection", alert=9, level=Level.BLUE).id == one.id


def test_warnings_share_a_visit_that_has_taken_the_last_part(core: Core, me: tuple[int, int]) -> None:
    with core.unit() as unit:
        centre_id = unit.session.get_one(Vehicle, me[1]).centre_id
        assert centre_id is not None
        centres.set_stock(unit, centre_id, part="cabin_filter", count=1)
    one = offer(core, me, "cabin_filter", alert=7)

    assert offer(core, me, "cabin_filter", alert=8).id == one.id
    assert offer(core, me, "cabin_filter", alert=9, level=Level.RED).id == one.id


def test_a_graver_warning_gets_an_earlier_slot_than_the_visit_it_could_share(
    core: Core, me: tuple[int, int]
) -> None:
    later = offer(core, me, "inspection", alert=7, level=Level.BLUE)

    assert offer(core, me, "inspection", alert=8, level=Level.RED).starts_at < later.starts_at


def test_what_the_owner_holds_in_the_chat_is_no_slot_for_a_warning(core: Core, me: tuple[int, int]) -> None:
    free = offer(core, me, "season_check", alert=7)
    with core.unit() as unit:
        booking.cancel(unit, me[0], free.id)
        own = booking.hold(unit, VisitRequest(*me, "inspection", free.centre_id, free.starts_at))

    assert offer(core, me, "season_check", alert=7).starts_at >= own.ends_at
