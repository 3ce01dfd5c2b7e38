"""Trips and charges as they are kept: rebuilt after late data, alone while they are allowed, longer than readings."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import func, select

from domain.core import Core
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy import retention
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.cars import DEMO_CARS
from domain.telemetry import history, paths, service, travels
from domain.telemetry.ingest import wire
from domain.telemetry.intake import Batch, Record
from domain.telemetry.storage import notes
from domain.telemetry.tables import TRIP_DAYS, TripDay
from domain.telemetry.trips import Travel
from tests.domain.earlier import long_ago

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
BEGIN = datetime(2026, 11, 14, tzinfo=UTC)
ALL = (Purpose.CARE, Purpose.DRIVING)


@pytest.fixture
def car(core: Core) -> Vehicle:
    with core.unit() as unit:
        return registry.register_vehicle(
            unit, vin="1M8GDM9AXKP042788", name="Blue 7", model="Test EV", papers=Papers()
        )


def new_owner(core: Core, car: Vehicle, *purposes: Purpose) -> Owner:
    with core.unit() as opened:
        unit = long_ago(opened)
        person = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai")
        registry.link(unit, person.id, registry.link_code(unit, car.id))
        for purpose in purposes:
            registry.consent(unit, person.id, purpose=purpose, given=True, channel="test")
        return person


@pytest.fixture
def owner(core: Core, car: Vehicle) -> Owner:
    return new_owner(core, car, *ALL)


def records(*, begin: datetime = BEGIN, end: datetime = NOW, step_s: int = 10) -> list[Record]:
    window = simulation.simulate(DEMO_CARS[0], start=begin, end=end, step_s=step_s)
    return wire.decode(json.dumps({"records": simulated.to_records(window)}).encode()).records


def send(core: Core, car: Vehicle, rows: Sequence[Record]) -> None:
    with core.unit() as unit:
        service.ingest(unit, car, Batch(list(rows)))
    renew(core, car)


def renew(core: Core, car: Vehicle) -> None:
    with core.unit() as unit:
        service.seal(unit, before=unit.now)
        service.refresh(unit, car.id)


def travel(core: Core, car: Vehicle, owner: Owner) -> Travel:
    with core.reading() as unit:
        return travels.between(unit, car.id, owner.id, since=BEGIN - timedelta(days=400), until=NOW)


def rows(core: Core) -> int:
    with core.reading() as unit:
        return unit.session.exec(select(func.count()).select_from(TripDay)).one()


def test_late_and_repeated_readings_end_in_the_same_trips(core: Core, car: Vehicle, owner: Owner) -> None:
    everything = records()
    send(core, car, everything)
    at_once = travel(core, car, owner)
    send(core, car, everything)
    repeated = travel(core, car, owner)

    assert len(at_once.trips) >= 6
    assert at_once.charges
    assert repeated == at_once


def test_a_trip_whose_middle_comes_late_is_rebuilt_whole(core: Core, car: Vehicle, owner: Owner) -> None:
    everything = records()
    first = next(place for place, each in enumerate(everything) if each.signals.get(paths.SPEED, 0) > 30)
    late = slice(first + 20, first + 100)  # thirteen minutes, which part the trip
    send(core, car, [*everything[: late.start], *everything[late.stop :]])
    torn = travel(core, car, owner)
    send(core, car, everything[late])
    whole = travel(core, car, owner)

    assert len(torn.trips) == len(whole.trips) + 1
    assert sum(each.km for each in torn.unheard) > 1
    assert whole.unheard == ()
    assert sum(trip.km or 0 for trip in torn.trips) < sum(trip.km or 0 for trip in whole.trips)


def test_a_trip_that_ends_just_before_midnight_is_there_before_the_next_day_sends_anything(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    midnight = datetime(2026, 11, 17, tzinfo=UTC)
    drive = [
        Record(
            (midnight - timedelta(minutes=45) + timedelta(seconds=10 * step)).isoformat(),
            {
                paths.SPEED: 60.0 if 12 <= step < 240 else 0.0,
                paths.ODOMETER: 10_000_000.0 + 166 * min(step, 240),
            },
        )
        for step in range(264)
    ]
    with core.unit() as opened:
        unit = replace(opened, now=midnight - timedelta(minutes=1))
        service.ingest(unit, car, Batch(drive))
        service.seal(unit, before=midnight)
        service.refresh(unit, car.id)
        service.refresh(unit, car.id)

    assert [round(trip.km or 0) for trip in travel(core, car, owner).trips] == [38]


def test_without_a_yes_to_the_driving_report_no_trip_is_made(core: Core, car: Vehicle) -> None:
    person = new_owner(core, car, Purpose.CARE)
    send(core, car, records())

    assert travel(core, car, person) == Travel()
    assert rows(core) == 0


def test_what_was_driven_before_the_yes_and_in_privacy_mode_stays_out(core: Core, car: Vehicle) -> None:
    person = new_owner(core, car, Purpose.CARE)
    yes, mode_on, mode_off = (BEGIN + timedelta(days=day) for day in (1, 2, 3))
    with core.unit() as opened:
        registry.consent(
            replace(opened, now=yes), person.id, purpose=Purpose.DRIVING, given=True, channel="test"
        )
        preferences.set_privacy_mode(replace(opened, now=mode_on), person.id, on=True)
        preferences.set_privacy_mode(replace(opened, now=mode_off), person.id, on=False)
    send(core, car, records())
    kept = travel(core, car, person)

    assert kept.trips
    assert all(yes <= trip.start < mode_on or trip.start >= mode_off for trip in kept.trips)
    assert all(yes <= each.start < mode_on or each.start >= mode_off for each in kept.charges)
    assert {trip.start < mode_on for trip in kept.trips} == {True, False}
    assert kept.unheard == ()


def test_what_was_driven_while_privacy_mode_was_on_for_minutes_is_bridged_by_no_odometer(
    core: Core, car: Vehicle
) -> None:
    person, everything = new_owner(core, car, *ALL), records()
    send(core, car, everything)
    whole = max(travel(core, car, person).trips, key=lambda trip: trip.km or 0)
    mode_on = whole.start + (whole.end - whole.start) / 3
    mode_off = mode_on + timedelta(minutes=5)
    with core.unit() as opened:
        preferences.set_privacy_mode(replace(opened, now=mode_on), person.id, on=True)
        preferences.set_privacy_mode(replace(opened, now=mode_off), person.id, on=False)
        notes.mark_stale(opened, [(car.id, person.id, whole.end.date())])
    renew(core, car)
    after = travel(core, car, person)
    parts = [trip for trip in after.trips if whole.start <= trip.start <= whole.end]

    assert len(parts) == 2
    assert all(trip.end <= mode_on or trip.start >= mode_off for trip in parts)
    assert sum(trip.km or 0 for trip in parts) < 0.95 * (whole.km or 0)
    assert after.unheard == ()


def test_while_privacy_mode_is_on_nothing_new_is_made_and_what_was_kept_stays(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    everything = records()
    half = len(everything) // 2
    send(core, car, everything[:half])
    before = travel(core, car, owner)
    with core.unit() as unit:
        preferences.set_privacy_mode(unit, owner.id, on=True)
    send(core, car, everything[half:])

    assert before.trips
    assert travel(core, car, owner) == before


def test_the_past_that_an_owner_hands_in_has_trips_as_well(core: Core, car: Vehicle, owner: Owner) -> None:
    day = date(2025, 5, 5)
    begin = datetime(2025, 5, 5, tzinfo=UTC)
    with core.unit() as unit:
        batch = Batch(records(begin=begin, end=begin + timedelta(days=1)))
        history.learn(unit, car, batch, day=day)
        history.learn(unit, car, batch, day=day)
        past = travels.between(unit, car.id, owner.id, since=begin, until=begin + timedelta(days=1))

    assert len(past.trips) >= 2
    assert sum(trip.km or 0 for trip in past.trips) > 20


def test_trips_outlive_readings_and_go_at_their_own_time(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    send(core, car, records())
    kept = travel(core, car, owner)
    clock.advance(timedelta(days=120))
    with core.unit() as unit:
        service.forget_old(unit)
        retention.forget_rows(unit)
    after_readings = travel(core, car, owner)
    clock.advance(timedelta(days=TRIP_DAYS - 120))
    with core.unit() as unit:
        retention.forget_rows(unit)

    assert after_readings == kept
    assert rows(core) == 0
