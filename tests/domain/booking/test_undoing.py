from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.booking import service as booking
from domain.booking import undoing
from domain.booking.facts import CentreFacts, State, VisitRequest, VisitView
from domain.core import Core
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from tests.domain.booking.test_service import rows_of

TEN = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # Thursday 10:00 in Shanghai
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def centre(add_centre: Callable[..., CentreFacts]) -> CentreFacts:
    return add_centre()


@pytest.fixture
def who(centre: CentreFacts, people: Callable[[int], list[tuple[int, int]]]) -> tuple[int, int]:
    assert centre.id
    return people(2)[0]


def book(core: Core, who: tuple[int, int], at: datetime = TEN) -> VisitView:
    with core.unit() as unit:
        return booking.take(unit, VisitRequest(*who, job="coolant_repair", centre_id=1, starts_at=at))


def undo(core: Core, visit: VisitView, *, back_to: datetime | None = None) -> VisitView:
    with core.unit() as unit:
        return undoing.undo(unit, visit.owner_id, visit.id, sequence=visit.sequence, back_to=back_to)


def refusal(core: Core, visit: VisitView, *, back_to: datetime | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        undo(core, visit, back_to=back_to)
    return refused.value.code


def test_a_booking_taken_back_leaves_everything_as_it_was(core: Core, who: tuple[int, int]) -> None:
    before = rows_of(core)
    assert undo(core, book(core, who)).state is State.CANCELLED
    assert rows_of(core) == before


def test_a_cancellation_taken_back_has_number_time_and_parts_again(core: Core, who: tuple[int, int]) -> None:
    visit = book(core, who)
    before = rows_of(core)
    with core.unit() as unit:
        off = booking.cancel(unit, visit.owner_id, visit.id)
    again = undo(core, off)

    assert (again.state, again.number, again.starts_at, again.uid) == (
        State.BOOKED,
        visit.number,
        TEN,
        visit.uid,
    )
    assert again.sequence > off.sequence
    assert rows_of(core) == before


def test_a_move_taken_back_is_where_it_was(core: Core, who: tuple[int, int]) -> None:
    visit = book(core, who)
    with core.unit() as unit:
        moved = booking.move(unit, visit.owner_id, visit.id, starts_at=TEN + 4 * HOUR)

    assert undo(core, moved, back_to=TEN).starts_at == TEN


def test_what_stands_for_more_than_ten_minutes_or_was_changed_since_is_not_taken_back(
    core: Core, clock: FixedClock, who: tuple[int, int]
) -> None:
    visit = book(core, who)
    with core.unit() as unit:
        moved = booking.move(unit, visit.owner_id, visit.id, starts_at=TEN + 4 * HOUR)
    assert refusal(core, visit) == "undo_changed"

    clock.at += undoing.WITHIN + MINUTE
    assert refusal(core, moved, back_to=TEN) == "undo_over"


def test_an_old_time_that_somebody_took_is_not_to_be_had_again(core: Core, who: tuple[int, int]) -> None:
    visit = book(core, who)
    with core.unit() as unit:
        off = booking.cancel(unit, visit.owner_id, visit.id)
    book(core, (who[0] + 1, who[1] + 1))

    assert refusal(core, off) == "slot_gone"
    with core.reading() as unit:
        assert booking.visit_of(unit, who[0], visit.id).state is State.CANCELLED


def test_nobody_takes_back_what_is_anothers_or_books_a_job_twice_so(core: Core, who: tuple[int, int]) -> None:
    visit = book(core, who)
    with core.unit() as unit:
        off = booking.cancel(unit, visit.owner_id, visit.id)
    with pytest.raises(Refusal, match="visit_unknown"), core.unit() as unit:
        undoing.undo(unit, who[0] + 1, visit.id, sequence=off.sequence)
    book(core, who, TEN + 4 * HOUR)

    assert refusal(core, off) == "already_booked"
