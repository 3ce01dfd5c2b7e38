"""What the waiting list does beside the car's other wishes and holds, and when a row's time is over; on both databases."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from alembic import command
from sqlalchemy import inspect
from sqlmodel import col, select

from domain.booking import service as booking
from domain.booking import store, waitlist
from domain.booking.facts import CentreFacts, Opening, State, VisitRequest, Wait, Waiter
from domain.booking.tables import Visit
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.contact.tables import Notice
from domain.core import Core
from domain.db import migrate
from domain.db.engine import of_schema
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from jobs import visits
from tests import pace

DAY = date(2026, 11, 20)  # a Friday; it is Wednesday 10:00 in Shanghai
TEN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
Who = tuple[int, int]
People = Callable[[int], list[Who]]
AddCentre = Callable[..., CentreFacts]


@pytest.fixture
def centre(add_centre: AddCentre) -> CentreFacts:
    """Two bays that are open for one hour a day."""
    hours = tuple(Opening(day, time(10), time(11)) for day in range(5))
    return add_centre(size=2, hours=hours, stock={"cabin_filter": 3})


def waits(core: Core, who: Who, centre: CentreFacts, *, day: date = DAY, job: str = "inspection") -> int:
    with core.unit() as unit:
        return waitlist.enter(unit, Wait(*who, job, centre.id, day, day)).id


def listed(core: Core, who: Who) -> tuple[Waiter, ...]:
    with core.reading() as unit:
        return waitlist.of_owner(unit, who[0])


def held(core: Core) -> list[tuple[int, str]]:
    with core.reading() as unit:
        rows = unit.session.exec(select(Visit).where(Visit.state == State.HELD).order_by(col(Visit.id)))
        return [(each.owner_id, each.job) for each in rows]


def letters(core: Core) -> list[int]:
    with core.reading() as unit:
        query = select(Notice).where(col(Notice.key).startswith("wait:")).order_by(col(Notice.id))
        return [each.owner_id for each in unit.session.exec(query)]


def test_a_wish_that_has_run_out_makes_room_for_a_new_one_for_the_same_work(
    core: Core, clock: FixedClock, centre: CentreFacts, people: People
) -> None:
    (first,) = people(1)
    waits(core, first, centre, day=date(2026, 11, 18))
    clock.at = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)

    waits(core, first, centre)

    assert [each.wait.day_to for each in listed(core, first)] == [DAY]


def test_who_comes_after_one_that_left_the_list_is_written_to_as_well(
    core: Core, clock: FixedClock, centre: CentreFacts, people: People
) -> None:
    first, second = people(2)
    entry = waits(core, first, centre)
    visits.remind(core)
    with core.unit() as unit:
        waitlist.leave(unit, first[0], entry)
    clock.at += timedelta(minutes=1)

    waits(core, second, centre)
    visits.remind(core)

    assert held(core) == [(second[0], "inspection")]
    assert letters(core) == [first[0], second[0]]


def test_a_time_that_nobody_can_be_told_of_is_not_kept(
    core: Core, centre: CentreFacts, people: People
) -> None:
    (first,) = people(1)
    entry = waits(core, first, centre)
    with core.unit() as unit:
        contact.queue(unit, first[0], key=f"wait:{entry}:1", message=Message((Phrase("wait.left"),)))

    visits.remind(core)

    assert held(core) == []
    assert [each.offer for each in listed(core, first)] == [None]


@pytest.mark.parametrize("alert_id", [None, 1])
def test_what_the_car_holds_for_the_work_is_neither_offered_nor_let_go_by_the_list(
    core: Core, clock: FixedClock, centre: CentreFacts, people: People, alert_id: int | None
) -> None:
    (first,) = people(1)
    with core.unit() as unit:
        request = VisitRequest(*first, "inspection", centre.id, TEN, alert_id=alert_id)
        hold = booking.hold(unit, request, until=clock.at + 20 * HOUR)
    entry = waits(core, first, centre)

    visits.remind(core)
    assert letters(core) == []
    with core.unit() as unit:
        waitlist.decline(unit, first[0], entry)
        waitlist.leave(unit, first[0], entry)

    with core.reading() as unit:
        assert booking.view(unit, hold.id).state is State.HELD


def test_a_car_is_not_offered_two_times_at_once(core: Core, centre: CentreFacts, people: People) -> None:
    (first,) = people(1)
    waits(core, first, centre)
    waits(core, first, centre, job="cabin_filter")

    visits.remind(core)

    assert held(core) == [(first[0], "inspection")]
    assert letters(core) == [first[0]]


def test_a_round_for_two_centres_and_who_locks_both_never_wait_for_each_other(
    core: Core, clock: FixedClock, add_centre: AddCentre, centre: CentreFacts, people: People
) -> None:
    other = add_centre("south", hours=tuple(Opening(day, time(14), time(15)) for day in range(5)))
    (first,) = people(1)
    waits(core, first, other, job="brake_check")
    clock.at += timedelta(minutes=1)
    waits(core, first, centre)
    round_ = threading.Thread(target=visits.remind, args=(core,))

    with core.unit() as unit:
        store.lock(unit, centre.id)
        round_.start()
        round_.join(timeout=pace.patience(1))  # it waits for the first of its locks
        store.lock(unit, other.id)
    round_.join()

    assert letters(core) == [first[0], first[0]]


def test_wishes_from_before_ids_were_given_once_stay_on_the_list_with_all_that_holds_for_them(
    core: Core, clock: FixedClock, centre: CentreFacts, people: People
) -> None:
    """Goes back to a database whose list could give an id anew, and comes forward again."""

    def rules() -> tuple[object, ...]:
        with of_schema(core.engine) as engine:
            look, table = inspect(engine), "waitlist_entry"
            unique = [each["column_names"] for each in look.get_unique_constraints(table)]
            keys = sorted(
                (each["constrained_columns"], each["options"]) for each in look.get_foreign_keys(table)
            )
            return unique, keys, sorted(str(each["name"]) for each in look.get_indexes(table))

    first, second = people(2)
    mine, before = waits(core, first, centre), rules()
    with migrate._prepared(core.engine) as config:
        command.downgrade(config, "0027")
    migrate.upgrade(core.engine)
    with core.unit() as unit:
        waitlist.leave(unit, first[0], mine)

    assert waits(core, second, centre) > mine
    assert rules() == before
