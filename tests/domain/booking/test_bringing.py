"""Cars that are collected or lent for a visit: offered, counted, moved and forgotten with it; on both databases."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import func, select

from domain.booking import bringing
from domain.booking import service as booking
from domain.booking.facts import CentreFacts, VisitRequest
from domain.booking.tables import Transport
from domain.booking.ways import Way
from domain.core import Core
from domain.errors import Refusal

TEN = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
AddCentre = Callable[..., CentreFacts]
People = Callable[[int], list[tuple[int, int]]]
Ask = Callable[..., VisitRequest]


def bring(core: Core, request: VisitRequest, way: Way, address: str = "") -> str:
    """Book a visit and return how it is come by, or the code of the refusal."""
    with core.unit() as unit:
        visit = booking.take(unit, request)
    try:
        with core.unit() as unit:
            return bringing.bring(unit, request.owner_id, visit.id, way, address=address).transport
    except Refusal as refusal:
        return refusal.code


def test_the_address_goes_when_the_visit_is_cancelled(
    core: Core, add_centre: AddCentre, people: People, ask: Ask
) -> None:
    (who,) = people(1)
    assert bring(core, ask(who, add_centre(collects=True), TEN), Way.COLLECT, "5 Nanjing Road") == "collect"
    with core.unit() as unit:
        (visit,) = booking.visits_of(unit, who[0])
        assert visit.collect_at == "5 Nanjing Road"
        assert booking.move(unit, who[0], visit.id, starts_at=TEN + DAY).collect_at == "5 Nanjing Road"
        assert unit.session.exec(select(Transport.ends_at)).one() == visit.ends_at + DAY
        booking.cancel(unit, who[0], visit.id)
        assert unit.session.exec(select(func.count()).select_from(Transport)).one() == 0


@pytest.mark.parametrize(
    ("way", "code"), [(Way.COLLECT, "not_collected"), (Way.COURTESY, "no_courtesy_cars")]
)
def test_what_a_centre_does_not_offer_is_refused(
    core: Core, add_centre: AddCentre, people: People, ask: Ask, way: Way, code: str
) -> None:
    (who,) = people(1)
    assert bring(core, ask(who, add_centre(), TEN), way) == code


def test_a_courtesy_car_is_lent_once_at_a_time_and_stays_with_a_move_only_where_one_is_free(
    core: Core, add_centre: AddCentre, people: People, ask: Ask
) -> None:
    centre = add_centre(size=2, courtesy_cars=1)
    one, other, third = people(3)
    assert bring(core, ask(one, centre, TEN), Way.COURTESY) == "courtesy"
    assert bring(core, ask(other, centre, TEN), Way.COURTESY) == "courtesy_cars_out"
    assert bring(core, ask(third, centre, TEN + DAY), Way.COURTESY) == "courtesy"
    with core.unit() as unit:
        (visit,) = booking.visits_of(unit, one[0])
        assert booking.move(unit, one[0], visit.id, starts_at=TEN + DAY).transport == ""


def test_cars_that_are_lent_one_after_the_other_count_once(
    core: Core, add_centre: AddCentre, people: People, ask: Ask
) -> None:
    centre = add_centre(size=4, courtesy_cars=2)
    early, late, long, other = people(4)
    assert bring(core, ask(early, centre, TEN), Way.COURTESY) == "courtesy"
    with core.reading() as unit:
        (first,) = booking.visits_of(unit, early[0])
    span = first.ends_at - first.starts_at
    assert bring(core, ask(late, centre, TEN + span), Way.COURTESY) == "courtesy"
    # the long one overlaps both, which never have a car at the same time
    assert bring(core, ask(long, centre, TEN + span / 2), Way.COURTESY) == "courtesy"
    assert bring(core, ask(other, centre, TEN + span / 2), Way.COURTESY) == "courtesy_cars_out"


def test_the_last_courtesy_car_taken_by_two_at_once_goes_to_one(
    core: Core, add_centre: AddCentre, people: People, ask: Ask
) -> None:
    centre = add_centre(size=2, courtesy_cars=1)
    barrier, results = threading.Barrier(2), list[str]()

    def take(who: tuple[int, int]) -> None:
        barrier.wait()
        results.append(bring(core, ask(who, centre, TEN), Way.COURTESY))

    threads = [threading.Thread(target=take, args=(who,)) for who in people(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["courtesy", "courtesy_cars_out"]
