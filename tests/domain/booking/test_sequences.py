"""Whatever owners do and in whatever order, the calendar and the stock stay true."""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlmodel import select

from domain.booking import jobs, rules, store
from domain.booking import service as booking
from domain.booking.facts import CentreFacts, State, VisitRequest
from domain.booking.outcomes import record_outcome
from domain.booking.tables import Claim, PartUnit, Visit
from domain.core import Core, Unit
from domain.errors import Refusal
from domain.kit.clock import FixedClock

TEN = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
AFTERNOON = TEN + timedelta(hours=3)
STOCK = 4
STEPS = 60


@pytest.fixture
def check(core: Core) -> Callable[[], None]:
    """Compare claims, stock and visits in the database with each other."""

    def compare() -> None:
        with core.unit() as unit:
            for centre in store.centres(unit):
                store.lock(unit, centre.id)
        with core.reading() as unit:
            live = unit.session.exec(select(Visit).where(store.live(unit))).all()
            expected = Counter(
                (visit.id, cell.resource, cell.resource_id, cell.starts_at)
                for visit in live
                for cell in rules.cells(
                    visit.starts_at,
                    visit.ends_at - visit.starts_at,
                    pair=(visit.bay_id, visit.technician_id),
                )
            )
            assert claims(unit) == expected
            assert max(Counter(key[1:] for key in expected).values(), default=1) == 1
            needed = Counter(
                {
                    visit.id: count
                    for visit in live
                    if (count := jobs.job(visit.job).parts.get("coolant_pump", 0))
                }
            )
            assert kept(unit) == needed

    return compare


def claims(unit: Unit) -> Counter[tuple[int, str, int, datetime]]:
    rows = select(Claim.visit_id, Claim.resource, Claim.resource_id, Claim.starts_at)
    return Counter(unit.session.exec(rows).all())


def kept(unit: Unit) -> Counter[int]:
    rows = unit.session.exec(select(PartUnit.visit_id)).all()
    return Counter(visit for visit in rows if visit is not None)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_sequence_claims_and_stock_are_those_of_the_live_visits(
    core: Core,
    clock: FixedClock,
    seed: int,
    check: Callable[[], None],
    add_centre: Callable[..., CentreFacts],
    people: Callable[[int], list[tuple[int, int]]],
    ask: Callable[..., VisitRequest],
) -> None:
    draw = np.random.default_rng(seed)
    centre = add_centre(size=2, stock={"coolant_pump": STOCK})
    owners = people(6)
    used = 0
    outcomes: Counter[str] = Counter()
    for step in itertools.count():
        who = owners[int(draw.integers(len(owners)))]
        at = TEN + timedelta(minutes=15) * int(draw.integers(8))
        job = str(draw.choice(["coolant_repair", "battery_check"]))
        deed = str(draw.choice(["hold", "take", "book", "move", "cancel", "done", "wait"]))
        with core.reading() as unit:
            mine = booking.visits_of(unit, who[0], past=True)
        visit = mine[int(draw.integers(len(mine)))] if mine else None
        try:
            with core.unit() as unit:
                if deed in {"hold", "take"}:
                    getattr(booking, deed)(unit, ask(who, centre, at, job=job))
                elif deed == "wait":
                    clock.advance(timedelta(minutes=int(draw.integers(1, 12))))
                elif visit and deed == "done":
                    record_outcome(unit, centre.id, visit.id, findings=[])
                    used += jobs.job(visit.job).parts.get("coolant_pump", 0)
                elif visit and deed == "move":
                    booking.move(unit, who[0], visit.id, starts_at=at)
                elif visit:
                    {"book": booking.book, "cancel": booking.cancel}[deed](unit, who[0], visit.id)
            outcomes[deed] += 1
        except Refusal as refusal:
            outcomes[refusal.code] += 1
        if step % 5 == 0:
            check()
        if step >= STEPS:
            break

    check()
    with core.unit() as unit:
        booked = unit.session.exec(select(Visit.id).where(Visit.state == State.BOOKED)).first()
        last = booked or booking.take(unit, ask(owners[0], centre, AFTERNOON, job="battery_check")).id
    clock.advance(AFTERNOON - clock.now())  # it has begun, so that it can be done
    with core.unit() as unit:
        done = booking.visit_of(unit, store.visit(unit, last).owner_id, last)
        record_outcome(unit, centre.id, last, findings=[])
        used += jobs.job(done.job).parts.get("coolant_pump", 0)
    check()
    with core.reading() as unit:
        assert len(unit.session.exec(select(PartUnit)).all()) == STOCK - used
        states = {visit.state for visit in unit.session.exec(select(Visit))}
    assert outcomes["slot_gone"] + outcomes["part_gone"] > 0
    assert len(states & set(State)) >= 3
