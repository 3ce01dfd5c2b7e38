"""Bay time that is kept for red warnings, and the buffer between two visits: by the rules, and by what is written."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from sqlmodel import select

from domain.alerts.tables import Alert
from domain.booking import capacity, jobs, rules, slots
from domain.booking import service as booking
from domain.booking.facts import (
    QUARTER,
    Cell,
    CentreFacts,
    Opening,
    Resource,
    TechnicianFacts,
    VisitRequest,
    Wish,
)
from domain.booking.tables import Claim
from domain.core import Core
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.health import catalogue
from domain.health.facts import Level

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # Wednesday 10:00 in Shanghai
TOMORROW = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)  # 9:00
HOUR = timedelta(hours=1)
JOB = replace(jobs.job("inspection"), minutes=60)
CENTRE = CentreFacts(
    id=1,
    name="East",
    zone="Asia/Shanghai",
    hours=tuple(Opening(day, time(9), time(12)) for day in range(5)),
    special=(),
    bays=(1,),
    technicians=(TechnicianFacts(1, frozenset({JOB.skill})),),
    stock={},
    reserve=HOUR,
)
RED = next(check.CODE for check in catalogue.ALL if check.JOB == "coolant_repair")


def taken(*starts: datetime) -> frozenset[Cell]:
    return frozenset().union(*(rules.cells(at, HOUR, pair=(1, 1)) for at in starts))


def test_the_last_hour_of_a_near_day_is_not_given_away() -> None:
    second, third = TOMORROW + HOUR, TOMORROW + 2 * HOUR

    assert capacity.leaves_reserve(CENTRE, JOB, second, now=NOW, busy=taken(TOMORROW))
    assert not capacity.leaves_reserve(CENTRE, JOB, third, now=NOW, busy=taken(TOMORROW, second))
    assert capacity.leaves_reserve(
        replace(CENTRE, reserve=timedelta()), JOB, third, now=NOW, busy=taken(TOMORROW, second)
    )


def test_days_further_off_are_for_everybody() -> None:
    monday = TOMORROW + timedelta(days=4)

    assert capacity.leaves_reserve(CENTRE, JOB, monday + 2 * HOUR, now=NOW, busy=taken(monday, monday + HOUR))


def test_time_too_near_for_a_red_warning_is_for_everybody_again() -> None:
    third = TOMORROW + 2 * HOUR
    busy = taken(TOMORROW, TOMORROW + HOUR)

    assert capacity.leaves_reserve(CENTRE, JOB, third, now=third - timedelta(minutes=30), busy=busy)


def test_a_bay_is_free_only_with_its_buffer() -> None:
    buffered = replace(
        CENTRE,
        buffer=timedelta(minutes=20),
        bays=(1,),
        technicians=(TechnicianFacts(2, frozenset({JOB.skill})),),
    )
    busy = rules.cells(TOMORROW, HOUR, pair=(1, 1), buffer=buffered.buffer)

    def free_at(minutes: int) -> bool:
        return rules.pair(buffered, JOB, TOMORROW + timedelta(minutes=minutes), busy=busy) is not None

    assert [free_at(minutes) for minutes in (60, 75, 90)] == [False, False, True]
    assert rules.pair(buffered, JOB, TOMORROW - HOUR, busy=busy) is None  # no buffer before it either


def warn_red(core: Core, who: tuple[int, int]) -> None:
    with core.unit() as unit:
        unit.session.add(
            Alert(
                owner_id=who[0],
                vehicle_id=who[1],
                check=RED,
                state="active",
                level=Level.RED,
                risk=0.9,
                horizon_s=3600,
                severity=3,
                finding=b"",
                opened_at=unit.now,
                judged_at=unit.now,
                changed_at=unit.now,
            )
        )


@pytest.mark.parametrize("buffer", [timedelta(), timedelta(minutes=30)])
def test_a_rush_leaves_the_reserve_and_the_buffers_alone(
    core: Core,
    buffer: timedelta,
    add_centre: Callable[..., CentreFacts],
    people: Callable[[int], list[tuple[int, int]]],
) -> None:
    centre = add_centre(size=2, stock={}, reserve=2 * HOUR, buffer=buffer)
    owners = people(40)
    barrier = threading.Barrier(len(owners))
    refusals: list[str] = []

    def take(place: int) -> None:
        at = TOMORROW + QUARTER * (4 * (place % 8) + place % 3)
        barrier.wait()
        try:
            with core.unit() as unit:
                booking.take(unit, VisitRequest(*owners[place], "inspection", centre.id, at))
        except Refusal as refusal:
            refusals.append(str(refusal.params["why"]))

    threads = [threading.Thread(target=take, args=(place,)) for place in range(len(owners))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with core.reading() as unit:
        claims = unit.session.exec(select(Claim).where(Claim.resource == Resource.BAY)).all()
        visits = sorted(
            (each.bay, each.starts_at, each.ends_at)
            for owner, _ in owners
            for each in booking.visits_of(unit, owner)
        )
    opening = 2 * 32  # two bays, eight hours
    in_hours = [each for each in claims if each.starts_at.hour < 10 and each.starts_at.hour != 4]
    assert refusals
    assert visits
    assert opening - len(in_hours) >= 2 * HOUR // QUARTER
    assert all(one[0] != other[0] or other[1] - one[2] >= buffer for one, other in pairwise(visits))


def test_what_is_kept_is_given_to_a_red_warning_only(
    core: Core,
    add_centre: Callable[..., CentreFacts],
    people: Callable[[int], list[tuple[int, int]]],
    ask: Callable[..., VisitRequest],
) -> None:
    centre = add_centre(
        size=1, hours=tuple(Opening(day, time(9), time(12)) for day in range(5)), reserve=3 * HOUR
    )
    calm, worried = people(2)
    warn_red(core, worried)

    with core.reading() as unit:
        day = TOMORROW.date()
        wish = Wish(day_from=day, day_to=day)
        offer = slots.offer(unit, "coolant_repair", vehicle_id=calm[1], wish=wish, centre_id=centre.id)
        urgent = slots.offer(unit, "coolant_repair", vehicle_id=worried[1], wish=wish, centre_id=centre.id)
        other = slots.offer(unit, "inspection", vehicle_id=worried[1], wish=wish, centre_id=centre.id)
    with core.unit() as unit, pytest.raises(Refusal) as refusal:
        booking.take(unit, ask(calm, centre, TOMORROW))
    with core.unit() as unit:
        booking.take(unit, ask(worried, centre, TOMORROW))

    assert offer.why is not None
    assert offer.why.code == "why.kept"
    assert all(slot.starts_at.date() != day for slot in offer.slots)
    assert {slot.starts_at.date() for slot in urgent.slots} == {day}
    assert other.why is not None
    why = refusal.value.params["why"]
    assert isinstance(why, Phrase)
    assert (refusal.value.code, why.code) == ("slot_gone", "why.kept")
