from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from domain.booking import centres, outcomes, slots, store
from domain.booking import service as booking
from domain.booking.facts import (
    CentreFacts,
    CheckResult,
    Opening,
    Resource,
    SpecialOpening,
    State,
    VisitRequest,
    Wish,
)
from domain.booking.tables import Claim, PartUnit, WorkshopFinding
from domain.core import Core
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.health.facts import Level
from domain.kit.clock import FixedClock
from domain.registry.tables import Vehicle

TEN = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # Thursday 10:00 in Shanghai
ELEVEN = TEN + timedelta(hours=1)
THURSDAY = date(2026, 11, 19)

AddCentre = Callable[..., CentreFacts]
People = Callable[[int], list[tuple[int, int]]]
Ask = Callable[..., VisitRequest]


@pytest.fixture
def centre(add_centre: AddCentre) -> CentreFacts:
    return add_centre()


@pytest.fixture
def one(people: People) -> tuple[int, int]:
    return people(2)[0]


@pytest.fixture
def other(one: tuple[int, int]) -> tuple[int, int]:
    return one[0] + 1, one[1] + 1


def rows_of(core: Core) -> tuple[list[tuple[str, int, datetime, int]], list[tuple[int, int | None]]]:
    """Who has which cell and which part."""
    with core.reading() as unit:
        claims = unit.session.exec(
            select(Claim.resource, Claim.resource_id, Claim.starts_at, Claim.visit_id)
        ).all()
        parts = unit.session.exec(select(PartUnit.id, PartUnit.visit_id)).all()
        return sorted(claims), sorted(parts, key=str)


def test_a_hold_is_confirmed_and_pressing_twice_gives_the_same_visit(
    core: Core, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        held = booking.hold(unit, ask(one, centre, TEN))
        again = booking.hold(unit, ask(one, centre, TEN))
    with core.unit() as unit:
        booked = booking.book(unit, one[0], held.id)
    with core.unit() as unit:
        twice = booking.book(unit, one[0], held.id)

    assert held.state is State.HELD
    assert held.held_until == unit.now + timedelta(minutes=10)
    assert again == held
    assert booked == twice
    assert (booked.state, booked.held_until, booked.number) == (State.BOOKED, None, held.number)
    assert int(booked.number) >= 1_000_000


def test_a_warning_holds_for_a_day_or_until_the_last_call(
    core: Core, centre: CentreFacts, one: tuple[int, int], other: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        far = booking.hold(unit, ask(one, centre, TEN + timedelta(days=1), alert_id=1))
        near = booking.hold(unit, ask(other, centre, unit.now + timedelta(hours=1), alert_id=2))

    assert far.held_until == unit.now + timedelta(hours=24)
    assert near.held_until == near.starts_at - timedelta(minutes=15)


def test_a_hold_that_ran_out_is_free_for_others_without_any_job_and_lost_to_its_owner(
    core: Core,
    clock: FixedClock,
    centre: CentreFacts,
    one: tuple[int, int],
    other: tuple[int, int],
    ask: Ask,
) -> None:
    with core.unit() as unit:
        held = booking.hold(unit, ask(one, centre, TEN))
    clock.advance(timedelta(minutes=10))
    with core.reading() as unit:
        assert booking.visits_of(unit, one[0]) == ()
        wish = Wish(day_from=THURSDAY, day_to=THURSDAY, time_from=time(10), time_to=time(10))
        (slot,) = slots.slots(unit, "coolant_repair", centre_id=centre.id, wish=wish)
        assert slot.starts_at == TEN
    with core.unit() as unit:
        taken = booking.take(unit, ask(other, centre, TEN))
    before = rows_of(core)

    with pytest.raises(Refusal, match="slot_gone") as refusal, core.unit() as unit:
        booking.book(unit, one[0], held.id)

    assert taken.state is State.BOOKED
    assert refusal.value.params["at"] == Moment(TEN, "Asia/Shanghai")
    assert refusal.value.params["slots"]
    assert rows_of(core) == before


def test_a_hold_that_ran_out_is_taken_again_where_all_is_still_free(
    core: Core, clock: FixedClock, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        held = booking.hold(unit, ask(one, centre, TEN))
    clock.advance(timedelta(hours=1))
    with core.unit() as unit:
        booked = booking.book(unit, one[0], held.id)

    assert (booked.id, booked.state) == (held.id, State.BOOKED)
    claims, parts = rows_of(core)
    assert len(claims) == 4
    assert len([part for part in parts if part[1] == held.id]) == 1


def test_a_move_keeps_number_and_uid_and_frees_the_old_time(
    core: Core, centre: CentreFacts, one: tuple[int, int], other: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
    with core.unit() as unit:
        moved = booking.move(unit, one[0], visit.id, starts_at=TEN + timedelta(minutes=15))
    with core.unit() as unit:
        same = booking.move(unit, one[0], visit.id, starts_at=moved.starts_at)
        booking.take(unit, ask(other, centre, TEN - timedelta(minutes=15)))

    assert (moved.number, moved.uid, moved.sequence) == (visit.number, visit.uid, visit.sequence + 1)
    assert (moved.starts_at, moved.ends_at) == (TEN + timedelta(minutes=15), TEN + timedelta(minutes=45))
    assert same == moved


def test_a_move_works_with_the_part_it_has_when_the_stock_is_empty(
    core: Core, add_centre: AddCentre, one: tuple[int, int], ask: Ask
) -> None:
    centre = add_centre(stock={"coolant_pump": 1})
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
        moved = booking.move(unit, one[0], visit.id, starts_at=ELEVEN)

    assert moved.starts_at == ELEVEN


def test_a_move_to_a_taken_time_changes_nothing(
    core: Core, centre: CentreFacts, one: tuple[int, int], other: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
        booking.take(unit, ask(other, centre, ELEVEN))
    before = rows_of(core)

    with core.unit() as unit, pytest.raises(Refusal, match="slot_gone"):
        booking.move(unit, one[0], visit.id, starts_at=ELEVEN)

    assert rows_of(core) == before
    with core.reading() as unit:
        assert booking.visits_of(unit, one[0]) == (visit,)


def test_a_cancelled_visit_frees_exactly_what_it_took(
    core: Core, centre: CentreFacts, one: tuple[int, int], other: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        booking.take(unit, ask(other, centre, ELEVEN))
    before = rows_of(core)
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
    with core.unit() as unit:
        cancelled = booking.cancel(unit, one[0], visit.id)

    assert (cancelled.state, cancelled.sequence) == (State.CANCELLED, visit.sequence + 1)
    assert rows_of(core) == before
    for change in (booking.cancel, booking.book):
        with pytest.raises(Refusal, match="already_cancelled"), core.unit() as unit:
            change(unit, one[0], visit.id)


def test_a_visit_less_than_two_hours_away_stays(
    core: Core, clock: FixedClock, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
    clock.at = TEN - timedelta(hours=2)

    with core.unit() as unit:
        with pytest.raises(Refusal, match="too_late"):
            booking.cancel(unit, one[0], visit.id)
        with pytest.raises(Refusal, match="too_late"):
            booking.move(unit, one[0], visit.id, starts_at=ELEVEN)
        assert booking.visit_of(unit, one[0], visit.id) == visit


def test_a_visit_of_somebody_else_is_as_if_it_were_not_there(
    core: Core, centre: CentreFacts, one: tuple[int, int], other: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
    changes: list[Callable[[], object]] = [
        lambda: booking.book(unit, other[0], visit.id),
        lambda: booking.cancel(unit, other[0], visit.id),
        lambda: booking.move(unit, other[0], visit.id, starts_at=ELEVEN),
        lambda: booking.visit_of(unit, other[0], visit.id),
        lambda: booking.cancel(unit, other[0], 999_999),
    ]

    for change in changes:
        with core.unit() as unit, pytest.raises(Refusal, match="visit_unknown") as refusal:
            change()
        assert refusal.value.status == 404


def test_a_car_of_somebody_else_cannot_be_booked(
    core: Core, centre: CentreFacts, one: tuple[int, int], other: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit, pytest.raises(Refusal, match="vehicle_not_yours"):
        booking.take(unit, ask((one[0], other[1]), centre, TEN))

    assert rows_of(core)[0] == []


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (TEN.replace(day=18), "too_soon"),  # now
        (TEN - timedelta(days=2), "slot_past"),
        (TEN - timedelta(hours=25), "slot_past"),
        (TEN + timedelta(days=70), "too_far"),
        (TEN + timedelta(hours=2), "closed_then"),  # lunch
        (TEN + timedelta(days=2), "closed_then"),  # Saturday
        (TEN + timedelta(minutes=5), "closed_then"),  # off the grid
    ],
)
def test_a_time_that_cannot_be_is_refused_with_others(
    core: Core, centre: CentreFacts, one: tuple[int, int], ask: Ask, at: datetime, code: str
) -> None:
    with core.unit() as unit, pytest.raises(Refusal, match=code) as refusal:
        booking.take(unit, ask(one, centre, at))

    assert isinstance(refusal.value.params["why"], Phrase)
    assert refusal.value.params["slots"]
    assert rows_of(core)[0] == []


def test_the_fourth_hold_is_refused_but_a_warning_may_still_hold(
    core: Core, centre: CentreFacts, people: People, ask: Ask
) -> None:
    who = people(1)[0]
    with core.unit() as unit:
        for n in range(3):
            booking.hold(unit, ask(who, centre, TEN + n * timedelta(minutes=30)))
    before = rows_of(core)

    with core.unit() as unit, pytest.raises(Refusal, match="too_many_holds"):
        booking.hold(unit, ask(who, centre, TEN + timedelta(hours=4)))
    assert rows_of(core) == before
    with core.unit() as unit:
        booking.hold(unit, ask(who, centre, TEN + timedelta(hours=4), alert_id=7))


def test_the_eleventh_cancel_of_a_day_is_refused(
    core: Core, clock: FixedClock, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        for _ in range(10):
            booking.cancel(unit, one[0], booking.take(unit, ask(one, centre, TEN)).id)
        visit = booking.take(unit, ask(one, centre, TEN + timedelta(days=1)))

    with core.unit() as unit, pytest.raises(Refusal, match="too_many_cancels"):
        booking.cancel(unit, one[0], visit.id)
    clock.advance(timedelta(days=1))
    with core.unit() as unit:
        assert booking.cancel(unit, one[0], visit.id).state is State.CANCELLED


def test_a_booking_lets_other_holds_for_the_same_work_go_and_a_second_booking_is_refused(
    core: Core, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        kept = booking.hold(unit, ask(one, centre, TEN, alert_id=1))
        taken = booking.take(unit, ask(one, centre, TEN + timedelta(minutes=30)))

    with core.unit() as unit:
        assert booking.visit_of(unit, one[0], kept.id).state is State.RELEASED
        with pytest.raises(Refusal, match="already_booked") as refusal:
            booking.take(unit, ask(one, centre, TEN))
    assert refusal.value.params["number"] == taken.number


def test_a_car_is_not_booked_into_two_bays_at_once(
    core: Core, add_centre: AddCentre, one: tuple[int, int], ask: Ask
) -> None:
    centre = add_centre(size=2)
    with core.unit() as unit:
        held = booking.hold(unit, ask(one, centre, TEN, job="battery_check"))
        taken = booking.take(unit, ask(one, centre, TEN))

    with core.unit() as unit:
        with pytest.raises(Refusal, match="car_busy") as refusal:
            booking.book(unit, one[0], held.id)
        with pytest.raises(Refusal, match="car_busy"):
            booking.take(unit, ask(one, centre, TEN, job="inspection"))
        assert refusal.value.params["number"] == taken.number
        wish = Wish(day_from=THURSDAY, day_to=THURSDAY, soonest=True, time_from=time(9, 45))
        (first,) = slots.slots(unit, "inspection", vehicle_id=one[1], wish=wish, limit=1)
    assert first.starts_at == taken.ends_at


def test_an_outcome_is_sealed_uses_up_the_part_and_frees_the_bay(
    core: Core, clock: FixedClock, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    findings = [CheckResult("coolant_loop", found=True, note="pump worn"), CheckResult("", found=False)]
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
        with pytest.raises(Refusal, match="visit_not_begun"):
            outcomes.record_outcome(unit, centre.id, visit.id, findings=findings)
    clock.at = TEN
    with core.unit() as unit:
        outcomes.record_outcome(unit, centre.id, visit.id, findings=findings)

    claims, parts = rows_of(core)
    assert claims == []
    assert len(parts) == 19
    with core.reading() as unit:
        rows = unit.session.exec(select(WorkshopFinding).order_by(WorkshopFinding.check)).all()
        assert [(row.check, row.found) for row in rows] == [("", False), ("coolant_loop", True)]
        assert b"pump" not in rows[1].note
        assert unit.unseal_text(rows[1].note, label=outcomes.NOTE) == "pump worn"
        assert booking.visit_of(unit, one[0], visit.id).state is State.DONE
        assert [each.id for each in booking.agenda(unit, centre.id, THURSDAY)] == [visit.id]
    with core.unit() as unit, pytest.raises(Refusal, match="already_done"):
        booking.cancel(unit, one[0], visit.id)


def test_an_outcome_is_refused_for_another_centre_a_hold_and_a_check_given_twice(
    core: Core, clock: FixedClock, add_centre: AddCentre, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    south = add_centre("south")
    twice = [CheckResult("coolant_loop", found=True)] * 2
    with core.unit() as unit:
        visit = booking.hold(unit, ask(one, centre, TEN))
        with pytest.raises(Refusal, match="not_booked"):
            outcomes.record_outcome(unit, centre.id, visit.id, findings=[])
        booking.book(unit, one[0], visit.id)
        with pytest.raises(Refusal, match="visit_unknown"):
            outcomes.record_outcome(unit, south.id, visit.id, findings=[])
    clock.at = TEN
    with core.unit() as unit:
        with pytest.raises(Refusal, match="check_twice"):
            outcomes.record_outcome(unit, centre.id, visit.id, findings=twice)
        assert booking.visit_of(unit, one[0], visit.id).state is State.BOOKED


def test_the_agenda_holds_the_live_visits_of_a_local_day(
    core: Core, clock: FixedClock, centre: CentreFacts, one: tuple[int, int], other: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        booking.hold(unit, ask(one, centre, TEN))
        booked = booking.take(unit, ask(other, centre, ELEVEN))
    clock.advance(timedelta(hours=1))

    with core.reading() as unit:
        assert [each.id for each in booking.agenda(unit, centre.id, THURSDAY)] == [booked.id]
        assert booking.agenda(unit, centre.id, THURSDAY + timedelta(days=1)) == ()
        assert (booked.bay, booked.technician) == ("bay 0", "technician 0")


def test_the_nearest_centre_with_skill_and_part_is_asked(
    core: Core, add_centre: AddCentre, one: tuple[int, int]
) -> None:
    home = add_centre("home", position=(31.2, 121.5), stock={})
    add_centre("far", position=(39.9, 116.4))
    add_centre("near", position=(31.3, 120.6))
    add_centre("unskilled", position=(31.2, 121.5), technicians={"A": frozenset({"tyres"})})
    with core.unit() as unit:
        car = unit.session.get(Vehicle, one[1])
        assert car is not None
        car.centre_id = home.id

    with core.reading() as unit:
        for job, expected in (("coolant_repair", "near"), ("battery_check", "home")):
            found = slots.slots(unit, job, vehicle_id=one[1], level=Level.YELLOW)
            assert {slot.centre for slot in found} == {f"Centre {expected}"}


def test_work_that_no_centre_can_do_is_refused_with_the_reason(core: Core, add_centre: AddCentre) -> None:
    add_centre(technicians={"A": frozenset({"high_voltage"})}, stock={})
    with core.reading() as unit:
        for job, code in (
            ("coolant_repair", "part_nowhere"),
            ("tyre_service", "job_nowhere"),
            ("wings", "job_unknown"),
        ):
            with pytest.raises(Refusal, match=code):
                slots.slots(unit, job)


def test_a_red_warning_leaves_time_to_get_there_and_a_blue_one_waits_for_days(
    core: Core, centre: CentreFacts
) -> None:
    with core.reading() as unit:
        red = slots.slots(unit, "coolant_repair", centre_id=centre.id, level=Level.RED)
        blue = slots.slots(unit, "coolant_repair", centre_id=centre.id, level=Level.BLUE)

        assert red[0].starts_at == unit.now + timedelta(hours=3)  # 12:30 is in the break
        assert blue[0].starts_at >= unit.now + timedelta(days=3)


def test_later_weeks_are_offered_when_the_first_two_are_closed(core: Core, centre: CentreFacts) -> None:
    with core.unit() as unit:
        for n in range(16):
            centres.set_special_day(
                unit, centre.id, SpecialOpening(date(2026, 11, 18) + n * timedelta(days=1))
            )

        (slot,) = slots.slots(unit, "coolant_repair", centre_id=centre.id, limit=1)

    assert slot.starts_at == datetime(2026, 12, 4, 1, 0, tzinfo=UTC)


def test_the_database_itself_refuses_a_quarter_twice(
    core: Core, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
    with core.unit() as unit:
        row = store.visit(unit, visit.id)
        double = Claim(
            owner_id=one[0],
            visit_id=row.id,
            resource=Resource.BAY,
            resource_id=row.bay_id,
            starts_at=TEN,
        )
        with pytest.raises(IntegrityError), unit.session.begin_nested():
            unit.session.add(double)


def test_stock_is_set_beside_what_is_kept(
    core: Core, add_centre: AddCentre, one: tuple[int, int], ask: Ask
) -> None:
    centre = add_centre(stock={"coolant_pump": 3})
    with core.unit() as unit:
        booking.take(unit, ask(one, centre, TEN))
        centres.set_stock(unit, centre.id, part="coolant_pump", count=1)
        assert store.free_parts(unit, centre.id) == {"coolant_pump": 1}
        centres.set_stock(unit, centre.id, part="coolant_pump", count=4)
        assert store.free_parts(unit, centre.id) == {"coolant_pump": 4}
        with pytest.raises(Refusal, match="stock_wrong"):
            centres.set_stock(unit, centre.id, part="coolant_pump", count=-1)
    assert len(rows_of(core)[1]) == 5


def test_a_holiday_closes_the_day_and_names_the_visits_that_no_longer_fit(
    core: Core, centre: CentreFacts, one: tuple[int, int], ask: Ask
) -> None:
    with core.unit() as unit:
        visit = booking.take(unit, ask(one, centre, TEN))
        assert centres.set_special_day(unit, centre.id, SpecialOpening(THURSDAY, time(10), time(11))) == ()
        assert centres.set_special_day(unit, centre.id, SpecialOpening(THURSDAY, name="rest")) == (visit,)
        wish = Wish(day_from=THURSDAY, day_to=THURSDAY)
        assert slots.slots(unit, "coolant_repair", centre_id=centre.id, wish=wish) == ()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"zone": "Asia/Atlantis"}, "zone_unknown"),
        ({"zone": "../etc"}, "zone_unknown"),
        ({"hours": (Opening(7, time(9), time(12)),)}, "hours_wrong"),
        ({"hours": (Opening(0, time(12), time(9)),)}, "hours_wrong"),
        ({"hours": (Opening(0, time(9), time(12)), Opening(0, time(11), time(13)))}, "hours_wrong"),
        ({"special": (SpecialOpening(THURSDAY, time(9)),)}, "hours_wrong"),
        ({"code": "north"}, "centre_known"),
    ],
)
def test_a_centre_with_a_mistake_is_refused(
    core: Core, centre: CentreFacts, add_centre: AddCentre, wrong: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        add_centre(**{"code": "south", **wrong})

    with core.reading() as unit:
        assert [each.id for each in store.centres(unit)] == [centre.id]
