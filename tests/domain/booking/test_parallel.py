import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlmodel import col, func, select

from domain.booking import service as booking
from domain.booking.facts import CentreFacts, Slot, VisitRequest, VisitView
from domain.booking.tables import Claim, PartUnit, Visit
from domain.core import Core
from domain.errors import Refusal

TOMORROW_TEN = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TAKERS = 50


@pytest.fixture
def rush(core: Core) -> Callable[[list[VisitRequest]], list[VisitView | Refusal]]:
    """Let everybody take at the same moment, each in a unit of their own."""

    def run(wishes: list[VisitRequest]) -> list[VisitView | Refusal]:
        barrier = threading.Barrier(len(wishes))
        results: list[VisitView | Refusal] = []

        def one(wanted: VisitRequest) -> None:
            barrier.wait()
            try:
                with core.unit() as unit:
                    taken = booking.take(unit, wanted)
                results.append(taken)
            except Refusal as refusal:
                results.append(refusal)

        threads = [threading.Thread(target=one, args=(wanted,)) for wanted in wishes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run


@pytest.mark.parametrize("size", [1, 2])
def test_fifty_takers_of_one_slot_get_as_many_visits_as_there_are_bays(
    core: Core,
    size: int,
    rush: Callable[[list[VisitRequest]], list[VisitView | Refusal]],
    add_centre: Callable[..., CentreFacts],
    people: Callable[[int], list[tuple[int, int]]],
    ask: Callable[..., VisitRequest],
) -> None:
    centre = add_centre(size=size, stock={"coolant_pump": TAKERS})

    results = rush([ask(who, centre, TOMORROW_TEN) for who in people(TAKERS)])

    refused = [each for each in results if isinstance(each, Refusal)]
    assert len(results) == TAKERS
    assert len(refused) == TAKERS - size
    assert {each.code for each in refused} == {"slot_gone"}
    for each in refused:
        slots = each.params["slots"]
        assert isinstance(slots, tuple)
        assert len(slots) == 3
        assert all(isinstance(slot, Slot) and slot.starts_at != TOMORROW_TEN for slot in slots)
    with core.reading() as unit:
        assert unit.session.exec(select(func.count()).select_from(Visit)).one() == size
        assert unit.session.exec(select(func.count()).select_from(Claim)).one() == size * 4


def test_the_last_parts_are_not_promised_twice(
    core: Core,
    rush: Callable[[list[VisitRequest]], list[VisitView | Refusal]],
    add_centre: Callable[..., CentreFacts],
    people: Callable[[int], list[tuple[int, int]]],
    ask: Callable[..., VisitRequest],
) -> None:
    centre = add_centre(size=8, stock={"coolant_pump": 3})

    results = rush([ask(who, centre, TOMORROW_TEN) for who in people(12)])

    codes = [each.code for each in results if isinstance(each, Refusal)]
    assert codes == ["part_gone"] * 9
    with core.reading() as unit:
        kept = unit.session.exec(select(PartUnit.visit_id).where(col(PartUnit.visit_id).is_not(None))).all()
        assert len(set(kept)) == len(kept) == 3


def test_one_car_pressing_many_times_gets_one_visit(
    core: Core,
    rush: Callable[[list[VisitRequest]], list[VisitView | Refusal]],
    add_centre: Callable[..., CentreFacts],
    people: Callable[[int], list[tuple[int, int]]],
    ask: Callable[..., VisitRequest],
) -> None:
    centre = add_centre(size=3)
    (who,) = people(1)

    results = rush([ask(who, centre, TOMORROW_TEN)] * 10)

    assert len({each.number for each in results if isinstance(each, VisitView)}) == 1
    assert not [each for each in results if isinstance(each, Refusal)]
    with core.reading() as unit:
        assert unit.session.exec(select(func.count()).select_from(Visit)).one() == 1
