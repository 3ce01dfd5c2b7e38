"""What a centre changes of itself, and what becomes of the visits that are booked."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.booking import resources, service, slots, store, waitlist
from domain.booking.entry import (
    BayChange,
    BayEntry,
    HoursChange,
    HoursEntry,
    TechnicianChange,
    TechnicianEntry,
)
from domain.booking.facts import CentreFacts, State, VisitView, Wait, Wish
from domain.core import Core
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from tests.domain.booking.conftest import AddCentre, Ask, People

THURSDAY = date(2026, 11, 19)
MORNING = datetime(2026, 11, 19, 2, tzinfo=UTC)  # 10:00 in Shanghai
AFTERNOON = HoursChange(hours=(HoursEntry(weekday="thu", opens=time(13), closes=time(18)),))
JOB = "coolant_repair"


@pytest.fixture
def centre(add_centre: AddCentre, clock: FixedClock) -> CentreFacts:
    clock.at = datetime(2026, 11, 18, 2, tzinfo=UTC)
    return add_centre(size=2)


@pytest.fixture
def crowd(people: People) -> list[tuple[int, int]]:
    return people(3)


@pytest.fixture
def visit(core: Core, centre: CentreFacts, crowd: list[tuple[int, int]], ask: Ask) -> VisitView:
    """One that stands in the first bay with the first technician, on Thursday at ten."""
    with core.unit() as unit:
        return service.take(unit, ask(crowd[0], centre, MORNING))


def misfits(core: Core, centre: CentreFacts) -> list[str]:
    with core.reading() as unit:
        return [each.number for each in resources.misfits(unit, centre.id)]


def bays_of(core: Core, centre: CentreFacts) -> dict[str, int]:
    with core.reading() as unit:
        return {row.name: row.id for row in resources.bays(unit, centre.id)}


def test_hours_that_upset_a_visit_are_saved_only_if_that_is_wished_and_the_visit_stays_booked(
    core: Core, centre: CentreFacts, visit: VisitView
) -> None:
    with pytest.raises(Refusal, match="visits_misfit") as refusal, core.unit() as unit:
        resources.set_hours(unit, centre.id, AFTERNOON)
    assert refusal.value.params["numbers"] == visit.number
    assert misfits(core, centre) == []

    sure = HoursChange(hours=AFTERNOON.hours, anyway=True)
    for each in (sure, sure, AFTERNOON):  # sent again, nobody is asked again
        with core.unit() as unit:
            resources.set_hours(unit, centre.id, each)
    assert misfits(core, centre) == [visit.number]
    with core.reading() as unit:
        assert service.view(unit, visit.id).state is State.BOOKED
        (first, *_) = slots.slots(unit, JOB, centre_id=centre.id, wish=Wish(soonest=True))
    assert first.starts_at == MORNING + timedelta(hours=3)


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ((), "hours_none"),
        ((HoursEntry(weekday="mon", opens=time(18), closes=time(9)),), "hours_wrong"),
        ((HoursEntry(weekday="mon", opens=time(9), closes=time(9)),), "hours_wrong"),
    ],
)
def test_a_week_that_cannot_be_is_refused(
    core: Core, centre: CentreFacts, hours: tuple[HoursEntry, ...], code: str
) -> None:
    with pytest.raises(Refusal, match=code), core.unit() as unit:
        resources.set_hours(unit, centre.id, HoursChange(hours=hours))


def test_a_bay_closes_from_a_day_on_and_nothing_is_booked_there_after_it(
    core: Core, centre: CentreFacts, visit: VisitView, crowd: list[tuple[int, int]], ask: Ask
) -> None:
    bays = bays_of(core, centre)
    change = BayChange(ends_on=THURSDAY)
    with pytest.raises(Refusal, match="visits_misfit"), core.unit() as unit:
        resources.change_bay(unit, centre.id, bays[visit.bay], change)
    with core.unit() as unit:
        resources.change_bay(unit, centre.id, bays[visit.bay], BayChange(ends_on=THURSDAY, anyway=True))

    assert bays_of(core, centre) == bays  # today it is there
    assert misfits(core, centre) == [visit.number]
    with core.unit() as unit:
        moved = service.move(unit, visit.owner_id, visit.id, starts_at=MORNING + timedelta(hours=4))
    assert (moved.bay != visit.bay, misfits(core, centre)) == (True, [])
    with pytest.raises(Refusal, match="slot_gone"), core.unit() as unit:
        service.take(unit, ask(crowd[2], centre, moved.starts_at))


def test_a_closed_bay_vanishes_on_its_day_and_comes_back_under_its_name(
    core: Core, centre: CentreFacts, clock: FixedClock
) -> None:
    bays = bays_of(core, centre)
    with core.unit() as unit:
        resources.change_bay(unit, centre.id, bays["bay 0"], BayChange(ends_on=THURSDAY))
    clock.at += timedelta(days=1)
    assert set(bays_of(core, centre)) == {"bay 1"}
    with core.reading() as unit:
        assert store.centre(unit, centre.id).bays == (bays["bay 1"],)

    for _ in range(2):
        with core.unit() as unit:
            resources.add_bay(unit, centre.id, BayEntry(name="bay 0"))
            resources.add_bay(unit, centre.id, BayEntry(name="bay 2"))
    assert bays_of(core, centre) == {**bays, "bay 2": max(bays.values()) + 1}


def test_a_skill_that_a_visit_needs_is_not_lost_unnoticed(
    core: Core, centre: CentreFacts, visit: VisitView
) -> None:
    with core.reading() as unit:
        (mine,) = (row.id for row in resources.technicians(unit, centre.id) if row.name == visit.technician)
    for change in (TechnicianChange(skills=("tyres",)), TechnicianChange(ends_on=THURSDAY)):
        with pytest.raises(Refusal, match="visits_misfit"), core.unit() as unit:
            resources.change_technician(unit, centre.id, mine, change)
    with core.unit() as unit:
        later = TechnicianChange(name="Li", ends_on=THURSDAY + timedelta(days=1))
        resources.change_technician(unit, centre.id, mine, later)
        assert service.view(unit, visit.id).technician == "Li"
    assert misfits(core, centre) == []


def test_what_a_centre_has_is_named_once_and_ends_on_a_day_to_come(core: Core, centre: CentreFacts) -> None:
    bays = bays_of(core, centre)
    with core.reading() as unit:
        people = {row.name: row.id for row in resources.technicians(unit, centre.id)}
    bay, technician = bays["bay 0"], people["technician 0"]
    new = TechnicianEntry(name="Zhao", skills=("tyres", "general"))
    with core.unit() as unit:
        resources.add_technician(unit, centre.id, new)
        resources.add_technician(unit, centre.id, new)
        assert [row.name for row in resources.technicians(unit, centre.id)].count("Zhao") == 1

    def refuses(code: str, change: object, *args: object) -> None:
        with pytest.raises(Refusal, match=code), core.unit() as unit:
            change(unit, *args)  # type: ignore[operator] # one of the use cases

    refuses("technician_known", resources.add_technician, centre.id, TechnicianEntry(name="Zhao", skills=()))
    refuses("skill_unknown", resources.add_technician, centre.id, TechnicianEntry(name="Q", skills=("cook",)))
    refuses("bay_known", resources.change_bay, centre.id, bay, BayChange(name="bay 1"))
    refuses("bay_unknown", resources.change_bay, centre.id, 999, BayChange(name="bay 9"))
    refuses("ends_over", resources.change_bay, centre.id, bay, BayChange(ends_on=date(2026, 11, 17)))
    leave = TechnicianChange(name="Zhao")
    refuses("technician_known", resources.change_technician, centre.id, technician, leave)
    refuses("technician_unknown", resources.change_technician, centre.id, 999, leave)
    refuses(
        "skill_unknown", resources.change_technician, centre.id, technician, TechnicianChange(skills=("x",))
    )
    refuses("centre_unknown", resources.add_bay, 999, BayEntry(name="A"))


def test_who_waits_is_offered_what_a_new_bay_and_technician_can_do(
    core: Core, centre: CentreFacts, visit: VisitView, crowd: list[tuple[int, int]], ask: Ask
) -> None:
    _, two, three = crowd
    with core.unit() as unit:
        service.take(unit, ask(two, centre, MORNING))
        waitlist.enter(unit, Wait(*three, JOB, centre.id, THURSDAY, THURSDAY, time(10), time(10)))
    with core.unit() as unit:
        waitlist.serve(unit, three[1])
        assert waitlist.of_owner(unit, three[0])[0].offer is None
        resources.add_bay(unit, centre.id, BayEntry(name="bay 2"))
        resources.add_technician(
            unit, centre.id, TechnicianEntry(name="Zhao", skills=("high_voltage", "general"))
        )
    with core.unit() as unit:
        waitlist.serve(unit, three[1])
        offer = waitlist.of_owner(unit, three[0])[0].offer
    assert offer is not None
    assert (offer.starts_at, offer.bay, offer.technician) == (MORNING, "bay 2", "Zhao")
