"""What was done, here or elsewhere, is on record once, resets its interval and ends the warning that asked."""

from datetime import timedelta

import pytest

from domain.alerts import chores
from domain.alerts import service as alerts
from domain.alerts.facts import Case, State
from domain.alerts.tables import Alert
from domain.booking import elsewhere, warnings, workshop
from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.core import Core
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from domain.registry.facts import Serviced
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import paths
from domain.upkeep import services
from domain.upkeep.entry import IntervalEntry, ServicedEntry
from jobs import health
from tests.domain.upkeep.conftest import Send


@pytest.fixture
def warned(core: Core, clock: FixedClock, car: Vehicle, owner: Owner, centre: int, send: Send) -> Case:
    """A car whose yearly service is due within two weeks."""
    with core.unit() as unit:
        last = Serviced("yearly_service", (unit.now - timedelta(days=350)).date())
        services.record(unit, owner.id, car.id, last)
    send({paths.SPEED: 50.0})
    health.examine(core)
    clock.advance(timedelta(days=1))
    health.examine(core)
    with core.reading() as unit:
        (case,) = [each for each in alerts.alerts_of(unit, owner.id, car.id) if each.check == "service_due"]
        return case


def on_record(core: Core, car: Vehicle) -> list[tuple[str, bool]]:
    with core.reading() as unit:
        return [(each.job, each.elsewhere) for each in services.of_cars(unit, [car.id])[car.id]]


def test_done_elsewhere_asks_nothing_more_and_resets_the_interval(
    core: Core, clock: FixedClock, warned: Case, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        chores.done_elsewhere(unit, owner.id, warned.alert_id)
    for _ in range(2):
        clock.advance(timedelta(days=1))
        health.examine(core)

    assert on_record(core, car)[-1] == ("yearly_service", True)
    with core.reading() as unit:
        alert = unit.session.get_one(Alert, warned.alert_id)
        assert (alert.state, alert.cleared_as) == (State.CLEARED, "done")
        assert "service_due" not in {each.check for each in alerts.alerts_of(unit, owner.id, car.id)}


def test_a_concluded_visit_is_on_record_and_ends_the_warning(
    core: Core, clock: FixedClock, warned: Case, car: Vehicle, owner: Owner, centre: int
) -> None:
    assert warned.slot is not None
    with core.unit() as unit:
        visit = booking.book(unit, owner.id, warned.slot.visit_id)
    clock.advance(visit.ends_at - clock.at)
    with core.unit() as unit:
        workshop.conclude(unit, centre, visit.number, workshop.VisitReport(findings=[]))

    assert visit.job == "yearly_service"
    assert on_record(core, car)[-1] == ("yearly_service", False)
    with core.reading() as unit:
        assert unit.session.get_one(Alert, warned.alert_id).cleared_as == "done"


def test_the_same_work_recorded_twice_is_one_and_a_later_owner_does_not_see_it(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        entry = ServicedEntry(job="yearly_service", on=unit.now.date(), odometer_km=100.0)
        assert elsewhere.record_for(unit, car.id, entry) == elsewhere.record_for(unit, car.id, entry)

    assert on_record(core, car) == [("yearly_service", True)]


@pytest.mark.parametrize(("job", "days"), [("nonsense", 0), ("yearly_service", 2)])
def test_work_of_an_unknown_kind_or_of_tomorrow_is_refused(
    core: Core, car: Vehicle, owner: Owner, job: str, days: int
) -> None:
    with core.unit() as unit:
        entry = ServicedEntry(job=job, on=(unit.now + timedelta(days=days)).date())
        with pytest.raises(Refusal) as refused:
            elsewhere.record_for(unit, car.id, entry)

    assert refused.value.code in {"job_unknown", "service_in_future"}


def test_work_on_a_car_that_nobody_has_linked_is_refused(core: Core, car: Vehicle) -> None:
    with core.unit() as unit, pytest.raises(Refusal) as refused:
        elsewhere.record_for(unit, car.id, ServicedEntry(job="yearly_service", on=unit.now.date()))

    assert refused.value.code == "vehicle_ownerless"


def test_a_models_plan_stands_in_for_the_general_one_and_only_for_that_model(core: Core) -> None:
    with core.unit() as unit:
        services.set_plan(unit, "Lark", {"yearly_service": IntervalEntry(months=24)})
        with pytest.raises(Refusal) as refused:
            services.set_plan(unit, "Lark", {"oil": IntervalEntry(months=6)})
        found = services.plans(unit, {"Lark", "Wren"})

    assert refused.value.code == "plan_item_unknown"
    months = {model: {each.code: each.months for each in items} for model, items in found.items()}
    assert (months["Lark"]["yearly_service"], months["Wren"]["yearly_service"]) == (24, 12)
    assert months["Lark"]["brake_fluid"] == 24


def shown_slot(core: Core, warned: Case, owner: Owner) -> tuple[int | None, bool]:
    with core.reading() as unit:
        slot = alerts.case_of(unit, owner.id, warned.alert_id).slot
    return (None, False) if slot is None else (slot.visit_id, slot.booked)


def test_the_warning_says_at_any_time_how_its_visit_stands(
    core: Core, clock: FixedClock, warned: Case, car: Vehicle, owner: Owner, centre: int
) -> None:
    assert warned.slot is not None
    with core.unit() as unit:
        held = booking.visit_of(unit, owner.id, warned.slot.visit_id)
        at = held.starts_at + timedelta(days=1)
        other = booking.take(unit, VisitRequest(owner.id, car.id, held.job, centre, at))
        warnings.refresh(unit, other)
    assert shown_slot(core, warned, owner) == (other.id, True)
    with core.unit() as unit, pytest.raises(Refusal, match="visit_to_come"):
        elsewhere.done_elsewhere(unit, owner.id, warned.alert_id)

    with core.unit() as unit:
        warnings.refresh(unit, booking.cancel(unit, owner.id, other.id))
    assert shown_slot(core, warned, owner) == (None, False)

    with core.unit() as unit:  # the button of the first message still does what it says
        warnings.refresh(unit, booking.book(unit, owner.id, held.id))
    assert shown_slot(core, warned, owner) == (held.id, True)


def test_a_warning_says_it_when_its_hold_has_run_out(
    core: Core, clock: FixedClock, warned: Case, owner: Owner
) -> None:
    assert warned.slot is not None
    with core.reading() as unit:
        held = booking.visit_of(unit, owner.id, warned.slot.visit_id)
    assert held.held_until is not None
    clock.advance(held.held_until - clock.at)

    with core.unit() as unit:
        assert warnings.refresh_lapsed(unit) == 1
    with core.unit() as unit:
        assert warnings.refresh_lapsed(unit) == 0

    assert shown_slot(core, warned, owner) == (None, False)
