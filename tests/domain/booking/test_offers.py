"""What is offered for a wish, on both databases: the wish where it is free, else the reason and what is nearest."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from domain.booking import centres, jobs, rules, slots
from domain.booking import service as booking
from domain.booking.facts import (
    CentreFacts,
    Offered,
    Opening,
    SpecialOpening,
    VisitRequest,
    VisitView,
    Wish,
)
from domain.booking.tables import Claim, PartUnit
from domain.core import Core
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.registry.tables import Vehicle

WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in range(18, 23))
HOURS = tuple(
    Opening(day, opens, closes)
    for day in range(6)
    for opens, closes in ((time(8, 30), time(12)), (time(13), time(18)))
)
PARTS = {"cabin_filter": 9, "coolant_pump": 40}
Crowd = list[tuple[int, int]]
Fill = Callable[..., None]


@pytest.fixture
def crowd(people: Callable[[int], Crowd]) -> Crowd:
    return people(24)


@pytest.fixture
def me(crowd: Crowd) -> tuple[int, int]:
    return crowd[0]


@pytest.fixture
def centre(add_centre: Callable[..., CentreFacts]) -> CentreFacts:
    """One bay and one technician."""
    return add_centre("east", hours=HOURS, stock=PARTS)


@pytest.fixture
def fill(core: Core, centre: CentreFacts, crowd: Crowd) -> Fill:
    """Let strangers take each free half hour of a day, or of a stretch of it."""
    strangers = iter(crowd[1:])

    def take(day: date, begin: time = time(8, 30), end: time = time(18)) -> None:
        first, last = (rules.instant(day, clock, zone=centre.zone) for clock in (begin, end))
        starts = [
            first + half * timedelta(minutes=30) for half in range((last - first) // timedelta(minutes=30))
        ]
        with core.unit() as unit:
            for at in starts:
                free = rules.is_open(centre, at, length=timedelta(minutes=30))
                if free and not any(
                    visit.starts_at <= at < visit.ends_at for visit in booking.agenda(unit, centre.id, day)
                ):
                    booking.take(unit, VisitRequest(*next(strangers), "coolant_repair", centre.id, at))

    return take


@pytest.fixture
def offer(core: Core, me: tuple[int, int]) -> Callable[..., Offered]:
    def find(wish: Wish, *, job: str = "cabin_filter", moved: VisitView | None = None) -> Offered:
        with core.reading() as unit:
            return slots.offer(unit, job, vehicle_id=me[1], wish=wish, moved=moved, limit=4)

    return find


Find = Callable[..., Offered]


def on(day: date, begin: time | None = None, end: time | None = None) -> Wish:
    return Wish(day, day, begin, end or begin)


def at(day: date, clock: time) -> datetime:
    return rules.instant(day, clock, zone="Asia/Shanghai")


def starts(found: Offered) -> list[str]:
    return [f"{rules.local(slot.starts_at, zone=slot.zone):%a %H:%M}" for slot in found.slots]


def code(found: Offered) -> str:
    return found.why.code if found.why else ""


@pytest.mark.parametrize(
    ("day", "hour"), [(FRIDAY, time(10)), (SATURDAY, time(17, 30)), (WEDNESDAY, time(11))]
)
def test_exactly_the_time_that_is_asked_for_is_offered_where_it_is_free(
    centre: CentreFacts, offer: Find, day: date, hour: time
) -> None:
    found = offer(on(day, hour))

    assert [slot.starts_at for slot in found.slots] == [at(day, hour)]
    assert found.why is None


@pytest.mark.parametrize(
    ("wish", "why", "instead"),
    [
        (on(SUNDAY), "why.closed", ["Fri 08:30", "Sat 08:30", "Mon 08:30", "Tue 08:30"]),
        (on(SUNDAY, time(13), time(18)), "why.closed", ["Fri 13:00", "Sat 13:00", "Mon 13:00", "Tue 13:00"]),
        (on(FRIDAY, time(12, 15)), "why.break", ["Fri 10:30", "Fri 11:30", "Fri 13:00", "Sat 11:30"]),
        (on(FRIDAY, time(20)), "why.hours", ["Fri 15:30", "Fri 16:30", "Fri 17:30", "Sat 17:30"]),
        (on(WEDNESDAY, time(10, 30)), "why.soon", ["Wed 11:00", "Wed 13:00", "Wed 14:00", "Thu 10:30"]),
        (on(WEDNESDAY, time(9)), "why.past", ["Wed 11:00", "Wed 13:00", "Wed 14:00", "Thu 09:00"]),
        (on(date(2027, 3, 1)), "why.far", ["Wed 10:00", "Thu 10:00", "Fri 10:00", "Sat 10:00"]),
        (on(THURSDAY, time(14, 10)), "why.grid", ["Thu 13:15", "Thu 14:15", "Thu 15:15", "Fri 14:15"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_answered_with_the_reason_and_the_nearest_choices(
    centre: CentreFacts, offer: Find, wish: Wish, why: str, instead: list[str]
) -> None:
    found = offer(wish)

    assert (code(found), starts(found)) == (why, instead)


def test_a_full_time_is_said_to_be_full_and_the_same_day_comes_first(
    centre: CentreFacts, offer: Find, fill: Fill
) -> None:
    fill(FRIDAY, time(9), time(11))

    taken = offer(on(FRIDAY, time(10)))
    part = offer(on(FRIDAY, time(9, 30), time(10)))

    assert (code(taken), starts(taken)) == (
        "why.full.at",
        ["Fri 08:30", "Fri 11:00", "Fri 13:00", "Sat 10:00"],
    )
    assert code(part) == "why.full.part"


def test_a_full_day_is_said_to_be_full_and_other_days_are_offered(
    centre: CentreFacts, offer: Find, fill: Fill
) -> None:
    fill(FRIDAY)

    for wish, why in ((on(FRIDAY), "why.full.days"), (on(FRIDAY, time(13), time(18)), "why.full.part")):
        found = offer(wish)
        assert code(found) == why
        assert len(found.slots) == 4
        assert not any(start.startswith("Fri") for start in starts(found))


@pytest.mark.parametrize("hour", [time(9, 45), time(10), time(10, 15)])
def test_a_time_at_which_the_car_is_in_for_something_else_is_not_called_full(
    core: Core, centre: CentreFacts, me: tuple[int, int], offer: Find, hour: time
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, VisitRequest(*me, "tyre_service", centre.id, at(FRIDAY, time(10))))

    found = offer(on(FRIDAY, hour))

    assert found.why is not None
    assert (code(found), found.why.params["number"]) == ("why.own", visit.number)
    for slot in found.slots:
        assert slot.ends_at <= visit.starts_at or slot.starts_at >= visit.ends_at


@pytest.mark.parametrize(
    ("job", "why", "lack"),
    [
        ("tyre_service", "why.no_skill.here", {"technicians": {"A": frozenset({"general"})}}),
        ("brake_check", "why.no_skill.here", {"technicians": {"A": frozenset({"general", "tyres"})}}),
        ("cabin_filter", "why.no_part.here", {"stock": {}}),
        ("yearly_service", "why.no_part.here", {"stock": {"coolant_pump": 1}}),
    ],
)
def test_another_centre_is_offered_with_the_reason_why_not_the_cars_own(
    core: Core, add_centre: Callable[..., CentreFacts], centre: CentreFacts, me: tuple[int, int], offer: Find, job: str, why: str, lack: dict[str, object]
) -> None:  # fmt: skip
    home = add_centre("home", hours=HOURS, **{"stock": PARTS, **lack})
    with core.unit() as unit:
        unit.session.get_one(Vehicle, me[1]).centre_id = home.id

    free, not_free = (offer(on(FRIDAY, clock), job=job) for clock in (time(10), time(12, 15)))

    assert free.why is not None
    assert free.why == Phrase(why, {"home": home.name, "centre": centre.name, "job": Phrase(f"job.{job}")})
    assert not_free.why is not None
    assert not_free.why.code == "why.both"
    assert not_free.why.params["one"] == free.why
    assert {slot.centre_id for slot in (*free.slots, *not_free.slots)} == {centre.id}


def test_what_is_ruled_out_is_not_offered_instead(centre: CentreFacts, offer: Find) -> None:
    never = (on(SATURDAY), Wish(weekdays=(0,)))

    found = offer(Wish(SUNDAY, SUNDAY, never=never))

    assert starts(found) == ["Thu 08:30", "Fri 08:30", "Tue 08:30", "Wed 08:30"]


def test_a_move_may_overlap_the_old_time_where_one_bay_and_one_technician_are_full(
    core: Core, centre: CentreFacts, me: tuple[int, int], offer: Find, fill: Fill
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, VisitRequest(*me, "yearly_service", centre.id, at(FRIDAY, time(10))))
        centres.set_stock(unit, centre.id, part="cabin_filter", count=0)
    fill(FRIDAY, time(8, 30), time(9, 30))
    fill(FRIDAY, time(13))

    found = offer(on(FRIDAY), job="yearly_service", moved=visit)
    with core.unit() as unit:
        moved = booking.move(unit, me[0], visit.id, starts_at=at(FRIDAY, time(9, 45)))

    assert starts(found) == ["Fri 09:30", "Fri 09:45", "Fri 10:15", "Fri 10:30"]
    assert found.why is None
    assert (moved.bay, moved.technician, moved.number) == (visit.bay, visit.technician, visit.number)
    with core.reading() as unit:
        cells = unit.session.exec(select(Claim.starts_at).where(Claim.visit_id == visit.id)).all()
        parts = unit.session.exec(select(PartUnit).where(PartUnit.visit_id == visit.id)).all()
    assert sorted(set(cells)) == list(rules.quarters(moved.starts_at, jobs.job("yearly_service").length))
    assert len(cells) == 2 * len(set(cells))
    assert len(parts) == 1


@pytest.mark.parametrize("hour", [time(10), time(10, 30)])
def test_a_move_to_the_same_time_says_so(
    core: Core, centre: CentreFacts, me: tuple[int, int], offer: Find, hour: time
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, VisitRequest(*me, "tyre_service", centre.id, at(FRIDAY, hour)))

    found = offer(on(FRIDAY, hour), job="tyre_service", moved=visit)

    assert code(found) == "why.same"
    assert found.slots
    assert visit.starts_at not in {slot.starts_at for slot in found.slots}
    with core.unit() as unit, pytest.raises(Refusal, match="same_time"):
        booking.check_move(unit, me[0], visit.id, starts_at=visit.starts_at)


def test_a_move_that_cannot_be_changes_nothing_and_says_why(
    core: Core, clock: FixedClock, centre: CentreFacts, me: tuple[int, int], fill: Fill
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, VisitRequest(*me, "tyre_service", centre.id, at(FRIDAY, time(10))))
    fill(FRIDAY, time(11), time(11, 30))

    for change in (booking.check_move, booking.move):
        for start, why in (
            (at(FRIDAY, time(10, 30)), "why.full.at"),
            (at(FRIDAY, time(11, 30)), "why.ends.break"),
            (at(SUNDAY, time(10)), "why.closed"),
            (clock.at - timedelta(hours=1), "why.past"),
        ):
            with core.unit() as unit, pytest.raises(Refusal) as refusal:
                change(unit, me[0], visit.id, starts_at=start)
            told = refusal.value.params["why"]
            assert isinstance(told, Phrase)
            assert told.code == why
            assert refusal.value.params["slots"]
    with core.reading() as unit:
        assert booking.visits_of(unit, me[0]) == (visit,)


def test_a_holiday_is_named_as_the_reason(core: Core, centre: CentreFacts, offer: Find) -> None:
    with core.unit() as unit:
        centres.set_special_day(unit, centre.id, SpecialOpening(FRIDAY, name="Founders' Day"))

    found = offer(on(FRIDAY, time(10)))

    assert found.why is not None
    assert (code(found), found.why.params["holiday"]) == ("why.closed.holiday", "Founders' Day")


@pytest.mark.parametrize(
    ("job", "lack", "code"),
    [("tyre_service", {"technicians": {"A": frozenset({"general"})}}, "job_not_here"), ("cabin_filter", {"stock": {}}, "part_gone")],
)  # fmt: skip
def test_a_centre_that_cannot_do_it_says_so_and_not_that_it_is_full(
    core: Core,
    add_centre: Callable[..., CentreFacts],
    me: tuple[int, int],
    job: str,
    lack: dict[str, object],
    code: str,
) -> None:
    home = add_centre("home", hours=HOURS, **{"stock": PARTS, **lack})

    with core.unit() as unit, pytest.raises(Refusal, match=code):
        booking.take(unit, VisitRequest(*me, job, home.id, at(FRIDAY, time(10))))


@pytest.mark.parametrize("wish", [on(SUNDAY), on(FRIDAY, time(20)), on(WEDNESDAY, time(10, 30)), Wish()])
def test_whatever_is_offered_can_be_taken(
    core: Core, centre: CentreFacts, me: tuple[int, int], offer: Find, fill: Fill, wish: Wish
) -> None:
    fill(FRIDAY, time(14))
    for slot in offer(wish).slots:
        with core.unit() as unit:
            visit = booking.hold(unit, VisitRequest(*me, "cabin_filter", slot.centre_id, slot.starts_at))
            booking.cancel(unit, me[0], visit.id)
