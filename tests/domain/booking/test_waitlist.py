"""Who waits for a time that is taken is offered it when it comes free: one after the other, awake, and one car only."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import col, select

from domain.booking import leaving, waitlist
from domain.booking import service as booking
from domain.booking.facts import CentreFacts, Opening, State, VisitRequest, Wait
from domain.booking.tables import Visit, WaitlistEntry
from domain.contact.tables import Notice
from domain.core import Core
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from domain.registry.tables import Owner
from jobs import visits

DAY = date(2026, 11, 20)  # a Friday; it is Wednesday 10:00 in Shanghai
TEN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
People = Callable[[int], list[tuple[int, int]]]
AddCentre = Callable[..., CentreFacts]


@pytest.fixture
def centre(add_centre: AddCentre) -> CentreFacts:
    """One bay that is open for one hour a day."""
    return add_centre(size=1, hours=tuple(Opening(day, time(10), time(11)) for day in range(5)))


def waits(core: Core, who: tuple[int, int], centre: CentreFacts, day: date = DAY) -> int:
    with core.unit() as unit:
        return waitlist.enter(unit, Wait(*who, "inspection", centre.id, day, day)).id


def takes(core: Core, who: tuple[int, int], centre: CentreFacts) -> int:
    with core.unit() as unit:
        return booking.take(unit, VisitRequest(*who, "inspection", centre.id, TEN)).id


def cancels(core: Core, who: tuple[int, int], visit_id: int) -> None:
    with core.unit() as unit:
        booking.cancel(unit, who[0], visit_id)


def live(core: Core) -> list[tuple[int, str]]:
    """Who holds or has booked the hour, and which of both."""
    with core.reading() as unit:
        rows = unit.session.exec(
            select(Visit).where(col(Visit.state).in_((State.HELD, State.BOOKED)), Visit.starts_at == TEN)
        )
        return [
            (row.owner_id, row.state)
            for row in rows
            if row.state == State.BOOKED or (row.held_until or TEN) > unit.now
        ]


def letters(core: Core) -> list[int]:
    """Whom an offer was written to, in order."""
    with core.reading() as unit:
        query = select(Notice).where(col(Notice.key).startswith("wait:")).order_by(col(Notice.id))
        return [each.owner_id for each in unit.session.exec(query)]


def test_a_cancelled_time_goes_to_the_first_in_the_list_and_then_to_the_next(
    core: Core, clock: FixedClock, centre: CentreFacts, people: People
) -> None:
    taker, first, second = people(3)
    visit_id = takes(core, taker, centre)
    waits(core, first, centre)
    clock.at += timedelta(minutes=1)
    waits(core, second, centre)
    visits.remind(core)
    assert letters(core) == []

    cancels(core, taker, visit_id)
    visits.remind(core)
    assert live(core) == [(first[0], State.HELD)]
    visits.remind(core)
    assert letters(core) == [first[0]]

    clock.at += waitlist.HOLD + timedelta(minutes=1)
    visits.remind(core)
    visits.remind(core)
    assert live(core) == [(second[0], State.HELD)]
    assert letters(core) == [first[0], second[0]]


def test_who_takes_the_offer_is_off_the_list(core: Core, centre: CentreFacts, people: People) -> None:
    (first,) = people(1)
    waits(core, first, centre)
    visits.remind(core)
    with core.unit() as unit:
        (waiter,) = waitlist.of_owner(unit, first[0])
        assert waiter.offer is not None
        booking.book(unit, first[0], waiter.offer.id)

    visits.remind(core)

    assert live(core) == [(first[0], State.BOOKED)]
    with core.reading() as unit:
        assert waitlist.of_owner(unit, first[0]) == ()


def test_nobody_is_offered_anything_at_night(
    core: Core, clock: FixedClock, centre: CentreFacts, people: People
) -> None:
    (first,) = people(1)
    with core.unit() as unit:
        owner = unit.session.get_one(Owner, first[0])
        owner.quiet_from, owner.quiet_to = time(22), time(8)
    waits(core, first, centre)
    for hour, minute in ((13, 45), (15, 0), (23, 55)):  # 21:45, 23:00, 7:55 in Shanghai
        clock.at = datetime(2026, 11, 18, hour, minute, tzinfo=UTC)
        visits.remind(core)
        assert letters(core) == []

    clock.at = datetime(2026, 11, 19, 0, 1, tzinfo=UTC)
    visits.remind(core)

    assert letters(core) == [first[0]]


def test_a_declined_time_goes_to_the_next_and_is_not_offered_again(
    core: Core, clock: FixedClock, centre: CentreFacts, people: People
) -> None:
    first, second = people(2)
    entry = waits(core, first, centre)
    clock.at += timedelta(minutes=1)
    waits(core, second, centre)
    visits.remind(core)
    with core.unit() as unit:
        waitlist.decline(unit, first[0], entry)
    visits.remind(core)
    assert live(core) == [(second[0], State.HELD)]

    clock.at += timedelta(hours=2)
    visits.remind(core)
    visits.remind(core)
    assert letters(core) == [first[0], second[0]]


def test_who_leaves_the_list_lets_the_offer_go(core: Core, centre: CentreFacts, people: People) -> None:
    first, stranger = people(2)
    entry = waits(core, first, centre)
    visits.remind(core)
    with core.unit() as unit:
        with pytest.raises(Refusal, match="wait_unknown"):
            waitlist.leave(unit, stranger[0], entry)
        waitlist.leave(unit, first[0], entry)

    assert live(core) == []
    with core.unit() as unit, pytest.raises(Refusal, match="wait_unknown"):
        waitlist.decline(unit, first[0], entry)


def test_an_unlinked_car_waits_for_nothing(core: Core, centre: CentreFacts, people: People) -> None:
    (first,) = people(1)
    waits(core, first, centre)
    visits.remind(core)

    with core.unit() as unit:
        leaving.unlink(unit, *first)

    assert live(core) == []
    with core.reading() as unit:
        assert unit.session.exec(select(WaitlistEntry)).all() == []


def test_a_wish_that_is_past_or_booked_or_one_too_many_is_refused(
    core: Core, centre: CentreFacts, people: People
) -> None:
    (first,) = people(1)
    with pytest.raises(Refusal, match="wait_over"):
        waits(core, first, centre, date(2026, 11, 17))
    takes(core, first, centre)
    with pytest.raises(Refusal, match="already_booked"):
        waits(core, first, centre)
    with core.unit() as unit:
        for job in ("brake_check", "battery_check", "tyre_service"):
            waitlist.enter(unit, Wait(*first, job, centre.id, DAY, DAY))
        with pytest.raises(Refusal, match="too_many_waits"):
            waitlist.enter(unit, Wait(*first, "cabin_filter", centre.id, DAY, DAY))


def test_the_last_time_goes_to_exactly_one_of_list_and_strangers(
    core: Core, centre: CentreFacts, people: People
) -> None:
    taker, *others = people(13)
    visit_id = takes(core, taker, centre)
    waiting, strangers = others[:6], others[6:]
    for each in waiting:
        waits(core, each, centre)
    cancels(core, taker, visit_id)
    barrier = threading.Barrier(len(strangers) + 3)

    def take(who: tuple[int, int]) -> None:
        barrier.wait()
        try:
            takes(core, who, centre)
        except Refusal:
            return

    def serve() -> None:
        barrier.wait()
        visits.remind(core)

    threads = [threading.Thread(target=take, args=(who,)) for who in strangers]
    threads += [threading.Thread(target=serve) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(live(core)) == 1
    (owner, state) = live(core)[0]
    assert letters(core) == ([owner] if state == State.HELD else [])
