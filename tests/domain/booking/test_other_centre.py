"""A visit goes to another centre in one step: all that it took is free again there, and nothing is lost where the new time is gone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.booking import bringing, undoing, waitlist
from domain.booking import service as booking
from domain.booking.facts import CentreFacts, VisitRequest, VisitView, Wait
from domain.booking.ways import Way
from domain.core import Core
from domain.errors import Refusal
from jobs import visits
from tests.domain.booking.test_service import rows_of
from tests.domain.booking.test_waitlist import letters

TEN = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # Thursday 10:00 in Shanghai
DAY = date(2026, 11, 19)
People = Callable[[int], list[tuple[int, int]]]


@pytest.fixture
def towns(add_centre: Callable[..., CentreFacts]) -> tuple[CentreFacts, CentreFacts]:
    """Two centres with a bay each, of which only the first collects cars."""
    one = {"stock": {"coolant_pump": 1}}
    return add_centre(**one, collects=True), add_centre("south", **one)


def book(core: Core, who: tuple[int, int], centre: CentreFacts) -> VisitView:
    with core.unit() as unit:
        return booking.take(unit, VisitRequest(*who, "coolant_repair", centre.id, TEN))


def move(core: Core, visit: VisitView, centre: CentreFacts, at: datetime = TEN) -> VisitView:
    with core.unit() as unit:
        return booking.move(unit, visit.owner_id, visit.id, starts_at=at, centre_id=centre.id)


def agenda(core: Core, centre: CentreFacts) -> list[str]:
    with core.reading() as unit:
        return [each.number for each in booking.agenda(unit, centre.id, DAY)]


def test_the_visit_goes_with_its_number_and_uid_and_the_old_centre_has_its_bay_and_part_again(
    core: Core, towns: tuple[CentreFacts, CentreFacts], people: People
) -> None:
    north, south = towns
    one, other = people(2)
    visit = book(core, one, north)

    moved = move(core, visit, south)

    assert (moved.centre_id, moved.starts_at) == (south.id, TEN)
    assert (moved.uid, moved.number, moved.sequence) == (visit.uid, visit.number, visit.sequence + 1)
    assert (agenda(core, north), agenda(core, south)) == ([], [visit.number])
    assert book(core, other, north).starts_at == TEN


def test_where_the_other_centre_has_given_the_time_or_the_part_away_nothing_changes(
    core: Core, towns: tuple[CentreFacts, CentreFacts], people: People
) -> None:
    north, south = towns
    one, other = people(2)
    visit = book(core, one, north)
    book(core, other, south)
    before = rows_of(core)

    for at in (TEN, TEN + timedelta(hours=4)):  # its bay is taken, then its only pump
        with core.unit() as unit, pytest.raises(Refusal):
            booking.move(unit, one[0], visit.id, starts_at=at, centre_id=south.id)

    assert rows_of(core) == before
    assert agenda(core, north) == [visit.number]


def test_a_move_to_another_centre_taken_back_is_where_it_was(
    core: Core, towns: tuple[CentreFacts, CentreFacts], people: People
) -> None:
    north, south = towns
    visit = book(core, people(1)[0], north)
    before = rows_of(core)
    moved = move(core, visit, south)

    with core.unit() as unit:
        undoing.undo(unit, moved.owner_id, moved.id, sequence=moved.sequence, back_to=TEN, centre_id=north.id)

    assert rows_of(core) == before
    assert agenda(core, north) == [visit.number]


def test_who_waits_for_the_old_time_is_told_that_it_is_free(
    core: Core, towns: tuple[CentreFacts, CentreFacts], people: People
) -> None:
    north, south = towns
    one, waiter = people(2)
    visit = book(core, one, north)
    with core.unit() as unit:
        waitlist.enter(unit, Wait(*waiter, "inspection", north.id, DAY, DAY, time(10), time(10)))
    visits.remind(core)
    assert letters(core) == []

    move(core, visit, south)
    visits.remind(core)

    assert letters(core) == [waiter[0]]


def test_a_car_that_was_to_be_collected_is_not_where_the_other_centre_collects_none(
    core: Core, towns: tuple[CentreFacts, CentreFacts], people: People
) -> None:
    north, south = towns
    visit = book(core, people(1)[0], north)
    with core.unit() as unit:
        bringing.bring(unit, visit.owner_id, visit.id, Way.COLLECT, address="1 Harbour Street")

    assert move(core, visit, south).transport == ""
