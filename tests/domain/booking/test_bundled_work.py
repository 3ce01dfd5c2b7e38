"""Each of two jobs in one visit counts by itself: on record, as a new part, and for time that is kept back; on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import col, select

from domain.alerts.tables import Alert
from domain.booking import elsewhere, jobs, slots, workshop
from domain.booking import service as booking
from domain.booking.facts import CentreFacts, CheckResult, Opening, VisitRequest, Wish
from domain.core import Core
from domain.health.facts import Level
from domain.kit.clock import FixedClock
from domain.registry import changes
from domain.upkeep.entry import ServicedEntry
from domain.upkeep.tables import ServiceDone

TEN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday in Shanghai; it is Wednesday
STOCK = {"coolant_pump": 1, "cabin_filter": 1, "brake_pad_set": 1}
Who = tuple[int, int]
People = Callable[[int], list[Who]]
AddCentre = Callable[..., CentreFacts]


def on_record(core: Core, who: Who) -> list[str]:
    with core.reading() as unit:
        rows = unit.session.exec(select(ServiceDone).where(col(ServiceDone.vehicle_id) == who[1]))
        return sorted(each.job for each in rows)


def reported(core: Core, clock: FixedClock, centre: CentreFacts, who: Who, job: str, **faults: bool) -> None:
    """Book a visit for the work and report it with these findings."""
    with core.unit() as unit:
        visit = booking.take(unit, VisitRequest(*who, job, centre.id, TEN))
    clock.at = TEN + timedelta(hours=1)
    found = tuple(CheckResult(code, is_there, "") for code, is_there in faults.items())
    with core.unit() as unit:
        workshop.conclude(unit, centre.id, visit.number, workshop.VisitReport(findings=found))


def new_parts(core: Core, who: Who) -> set[str]:
    with core.reading() as unit:
        return {each.check for each in changes.of(unit, [who[1]]).get(who[1], ())}


@pytest.mark.parametrize(
    ("faults", "record"),
    [
        ({"coolant_loop": False}, ["yearly_service"]),
        ({"coolant_loop": True}, ["coolant_repair", "yearly_service"]),
        ({"service_due": False}, ["coolant_repair"]),
        ({"coolant_loop": False, "service_due": False}, []),
        ({}, ["coolant_repair", "yearly_service"]),
    ],
)
def test_a_fault_that_was_not_there_takes_only_its_own_job_off_the_record(
    core: Core,
    clock: FixedClock,
    add_centre: AddCentre,
    people: People,
    faults: dict[str, bool],
    record: list[str],
) -> None:
    (who,) = people(1)
    centre = add_centre(stock=STOCK)

    reported(core, clock, centre, who, jobs.bundle("coolant_repair", "yearly_service"), **faults)

    assert on_record(core, who) == record


def test_the_part_of_the_other_job_is_new_where_one_fault_was_not_there(
    core: Core, clock: FixedClock, add_centre: AddCentre, people: People
) -> None:
    (who,) = people(1)
    centre = add_centre(stock=STOCK)

    reported(core, clock, centre, who, jobs.bundle("brake_pads", "coolant_repair"), coolant_loop=False)

    assert new_parts(core, who) == {"brake_pads"}


def test_two_jobs_that_were_done_elsewhere_in_one_visit_are_put_on_record_one_by_one(
    core: Core, people: People
) -> None:
    (who,) = people(1)
    entry = ServicedEntry(job=jobs.bundle("brake_fluid", "yearly_service"), on=date(2026, 11, 10))

    with core.unit() as unit:
        elsewhere.record_for(unit, who[1], entry)

    assert on_record(core, who) == ["brake_fluid", "yearly_service"]


def test_time_kept_for_red_warnings_is_given_for_the_work_with_another_job_beside_it(
    core: Core, add_centre: AddCentre, people: People
) -> None:
    hours = tuple(Opening(day, time(9), time(14)) for day in range(5))
    centre = add_centre(hours=hours, reserve=timedelta(hours=5), stock=STOCK)
    calm, worried = people(2)
    day = date(2026, 11, 19)
    with core.unit() as unit:
        alert = Alert(
            owner_id=worried[0],
            vehicle_id=worried[1],
            check="coolant_loop",
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
        unit.session.add(alert)

    def days(who: Who) -> set[date]:
        job = jobs.bundle("coolant_repair", "season_check")
        with core.reading() as unit:
            offer = slots.offer(unit, job, vehicle_id=who[1], wish=Wish(day, day), centre_id=centre.id)
        return {each.starts_at.date() for each in offer.slots}

    assert days(worried) == {day}
    assert day not in days(calm)
