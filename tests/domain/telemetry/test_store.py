"""What is kept of telemetry, sealed or not, on both databases."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, col, func, select

from domain.core import Core
from domain.kit.classified import ASKED, Purpose
from domain.kit.clock import FixedClock
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.facts import SimCar
from domain.telemetry import paths, service
from domain.telemetry.facts import Window
from domain.telemetry.ingest import wire
from domain.telemetry.intake import Batch, Receipt, Record
from domain.telemetry.storage import notes
from domain.telemetry.tables import Arrival, Chunk, FeatureSet, OpenTail, StaleDay
from tests.domain.earlier import collecting_all, long_ago

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
SPEED, SOC, LATITUDE = paths.SPEED, paths.SOC, paths.LATITUDE
Values = dict[str, float | bool]


@pytest.fixture
def car(core: Core) -> Vehicle:
    with core.unit() as unit:
        return registry.register_vehicle(
            unit, vin="1M8GDM9AXKP042788", name="Blue 7", model="Test EV", papers=Papers()
        )


@pytest.fixture
def owner(core: Core, car: Vehicle) -> Owner:
    return new_owner(core, car, chat_id=4711)


def new_owner(core: Core, car: Vehicle, *, chat_id: int, long: bool = True) -> Owner:
    """long: had the car and agreed weeks before."""
    with core.unit() as opened:
        unit = long_ago(opened) if long else opened
        person = registry.meet(unit, chat_id, locale="en", zone="Asia/Shanghai")
        registry.link(unit, person.id, registry.link_code(unit, car.id))
        for purpose in ASKED:
            registry.consent(unit, person.id, purpose=purpose, given=True, channel="test")
        return person


def record(at: datetime, **values: float) -> Record:
    names = {"speed": SPEED, "soc": SOC, "latitude": LATITUDE, "filter": paths.FILTER_DROP}
    return Record(at.isoformat(), {names[name]: value for name, value in values.items()})


def send(core: Core, car: Vehicle, *records: Record) -> Receipt:
    with core.unit() as unit:
        return service.ingest(unit, car, Batch(list(records)))


def sealed(core: Core, *, before: datetime = NOW) -> int:
    with core.unit() as unit:
        return service.seal(unit, before=before)


def read(core: Core, car: Vehicle, owner: Owner, *, days: int = 31) -> Window:
    with core.reading() as unit:
        return service.window(
            unit, car.id, owner.id, start=NOW - timedelta(days=days), end=NOW + timedelta(days=1)
        )


def rows(core: Core, table: type[SQLModel]) -> int:
    with core.reading() as unit:
        return unit.session.exec(select(func.count()).select_from(table)).one()


def same(one: Window, other: Window) -> bool:
    return (
        np.array_equal(one.at, other.at)
        and set(one.values) == set(other.values)
        and all(
            np.array_equal(values, other.values[path], equal_nan=True) for path, values in one.values.items()
        )
    )


def test_what_a_car_sends_reads_back_equal_before_and_after_sealing(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    sent = [
        record(EVENING + timedelta(minutes=10 * step), speed=0.1 * step, soc=80 - step) for step in range(12)
    ]
    receipt = send(core, car, *sent)
    open_window = read(core, car, owner)

    assert receipt.kept == 24
    assert sealed(core) == 2
    assert (rows(core, OpenTail), rows(core, Chunk)) == (0, 2)
    assert same(open_window, read(core, car, owner))
    assert open_window.values[SPEED].tolist() == [0.1 * step for step in range(12)]


def test_an_hour_that_is_not_over_stays_open(core: Core, car: Vehicle, owner: Owner) -> None:
    send(core, car, record(NOW - timedelta(minutes=90), soc=50), record(NOW + timedelta(minutes=1), soc=49))

    assert sealed(core) == 1
    assert (rows(core, OpenTail), rows(core, Chunk)) == (1, 1)
    assert read(core, car, owner).values[SOC].tolist() == [50, 49]


def test_nothing_readable_stands_in_the_stored_bytes(core: Core, car: Vehicle, owner: Owner) -> None:
    send(core, car, record(EVENING, speed=33.3))
    sealed(core)
    send(core, car, record(EVENING, speed=33.3))
    with core.reading() as unit:
        bodies = [*unit.session.exec(select(OpenTail.body)), *unit.session.exec(select(Chunk.body))]

    assert len(bodies) == 2
    assert not any(mark in body for body in bodies for mark in (b"Vehicle", b"PAR1", b"\x28\xb5\x2f\xfd"))


moment = st.integers(0, 30).map(lambda step: EVENING + timedelta(minutes=7 * step))
reading = st.tuples(
    moment, st.sampled_from(["speed", "soc", "latitude"]), st.sampled_from([0.0, 12.3, 45.678])
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), sent=st.lists(reading, min_size=1, max_size=20))
def test_whatever_the_order_split_and_repeats_the_same_is_stored(
    core: Core, car: Vehicle, owner: Owner, data: st.DataObject, sent: Sequence[tuple[datetime, str, float]]
) -> None:
    records = [record(at, **{name: value}) for at, name, value in sent]
    whole = fresh(core, car)
    with core.unit() as unit:
        service.ingest(unit, whole, Batch(list(records)))
        service.seal(unit, before=NOW)
    resent = data.draw(
        st.permutations([*records, *data.draw(st.lists(st.sampled_from(records), max_size=5))])
    )
    cuts = sorted(data.draw(st.lists(st.integers(0, len(resent)), max_size=3)))
    pieces = fresh(core, car)
    for first, last in pairwise([0, *cuts, len(resent)]):
        with core.unit() as unit:
            service.ingest(unit, pieces, Batch(list(resent[first:last])))
            if data.draw(st.booleans()):
                service.seal(unit, before=NOW)

    assert same(read(core, whole, owner), read(core, pieces, owner))
    sealed(core)
    assert same(read(core, whole, owner), read(core, pieces, owner))


def fresh(core: Core, like: Vehicle) -> Vehicle:
    """Return another car of the same owner, without data."""
    with core.unit() as unit:
        held = registry.keeper(unit, like.id)
        assert held is not None
        made = Vehicle(
            vin_hash=str(unit.session.exec(select(func.count()).select_from(Vehicle)).one()),
            vin_sealed=b"",
            name="Another",
            model="Test EV",
            made_at=NOW,
        )
        unit.session.add(made)
        unit.session.flush()
        registry.link(long_ago(unit), held.id, registry.link_code(unit, made.id))
        return made


def test_of_two_values_for_one_moment_the_larger_stays(core: Core, car: Vehicle, owner: Owner) -> None:
    send(core, car, record(EVENING, soc=51), record(EVENING, soc=52))
    sealed(core)
    send(core, car, record(EVENING, soc=50))
    sealed(core)

    assert read(core, car, owner).values[SOC].tolist() == [52]


def test_a_new_owner_sees_nothing_of_the_former_one(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    send(core, car, record(NOW - timedelta(hours=2), soc=70))
    sealed(core)
    with core.unit() as unit:
        registry.unlink(unit, owner.id, car.id)
    clock.advance(timedelta(hours=1))
    buyer = new_owner(core, car, chat_id=4712, long=False)
    late = send(core, car, record(NOW - timedelta(hours=1), soc=60), record(NOW + timedelta(hours=1), soc=50))

    assert [each.code for each in late.refused] == ["time_of_earlier_owner"]
    assert read(core, car, buyer).values[SOC].tolist() == [50]
    assert read(core, car, owner).values[SOC].tolist() == [70]


@pytest.mark.parametrize("why", ["no_owner", "no_consent"])
def test_nothing_is_stored_without_an_owner_who_agreed(core: Core, car: Vehicle, why: str) -> None:
    if why == "no_consent":
        person = new_owner(core, car, chat_id=4711)
        with core.unit() as unit:
            registry.consent(unit, person.id, purpose=Purpose.CARE, given=False, channel="test")
    receipt = send(core, car, record(EVENING, soc=70, latitude=31.2))

    assert (receipt.received, receipt.kept, receipt.unwanted_total) == (2, 0, 2)
    assert {path: each.why for path, each in receipt.unwanted.items()} == {SOC: why, LATITUDE: why}
    assert [rows(core, table) for table in (OpenTail, Chunk, Arrival, StaleDay)] == [0, 0, 0, 0]


def test_privacy_mode_keeps_what_safety_needs_and_drops_the_rest(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        preferences.set_privacy_mode(unit, owner.id, on=True)
    receipt = send(core, car, record(EVENING, soc=70, latitude=31.2, filter=10))

    assert receipt.unwanted[LATITUDE].why == "not_collected"
    assert receipt.unwanted[paths.FILTER_DROP].why == "privacy_mode"
    assert set(read(core, car, owner).values) == {SOC}


@pytest.mark.parametrize("at", [NOW, EVENING])
def test_what_was_measured_before_consent_is_not_kept_when_it_arrives_later(
    core: Core, car: Vehicle, clock: FixedClock, at: datetime
) -> None:
    new_owner(core, car, chat_id=4711, long=False)
    clock.advance(timedelta(hours=2))
    early, now = record(at - timedelta(minutes=1), soc=70), record(clock.now(), soc=60)

    receipt = send(core, car, early, now)

    assert (receipt.received, receipt.kept) == (2, 1)


def test_consent_given_again_opens_no_gap(core: Core, car: Vehicle, owner: Owner, clock: FixedClock) -> None:
    for agreed in (False, True):
        clock.advance(timedelta(hours=1))
        with core.unit() as unit:
            registry.consent(unit, owner.id, purpose=Purpose.CARE, given=agreed, channel="test")
    at = [NOW, NOW + timedelta(minutes=90), NOW + timedelta(hours=2)]

    receipt = send(core, car, *(record(each, soc=60 + n) for n, each in enumerate(at)))

    assert (receipt.kept, receipt.unwanted[SOC].why) == (2, "no_consent")
    assert read(core, car, owner).values[SOC].tolist() == [60, 62]


def test_what_was_measured_in_privacy_mode_is_not_kept_after_it(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    for on in (True, False):
        clock.advance(timedelta(hours=1))
        with core.unit() as unit:
            preferences.set_privacy_mode(unit, owner.id, on=on)
    at = [NOW, NOW + timedelta(minutes=90), NOW + timedelta(hours=2)]

    receipt = send(core, car, *(record(each, soc=60, filter=10 + n) for n, each in enumerate(at)))

    assert receipt.unwanted[paths.FILTER_DROP].why == "privacy_mode"
    kept = read(core, car, owner).values
    assert kept[paths.FILTER_DROP][~np.isnan(kept[paths.FILTER_DROP])].tolist() == [10, 12]
    assert kept[SOC].size == 3


def test_each_signal_is_forgotten_in_its_time_and_the_chunk_with_its_last(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    with collecting_all():
        send(
            core,
            car,
            record(EVENING, soc=70, latitude=31.2),
            record(EVENING + timedelta(minutes=1), latitude=31.3),
        )
    clock.advance(timedelta(days=8))
    with core.unit() as unit:
        assert service.forget_old(unit) == 1
    after_a_week = read(core, car, owner)
    clock.advance(timedelta(days=83))
    with core.unit() as unit:
        service.forget_old(unit)

    assert set(after_a_week.values) == {SOC}
    assert after_a_week.at.size == 1
    assert (rows(core, OpenTail), rows(core, Chunk)) == (0, 0)


def test_the_newest_value_of_each_signal_is_shown_with_its_time(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    send(core, car, record(EVENING, soc=70, speed=10), record(EVENING + timedelta(hours=3), soc=65))
    with core.reading() as unit:
        shown = service.latest(unit, car.id, owner.id)

    assert shown == {SOC: (65.0, EVENING + timedelta(hours=3)), SPEED: (10.0, EVENING)}


def test_features_are_the_same_from_open_sealed_and_late_records(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    window = simulation.simulate(
        SimCar("1M8GDM9AXKP042788", "Blue", "蓝", "Test EV", 7),
        start=NOW - timedelta(days=2),
        end=NOW,
        step_s=60,
    )
    batch = wire.decode(json.dumps({"records": simulated.to_records(window)}).encode())
    late, early = batch.records[200:300], [*batch.records[:200], *batch.records[300:]]
    other = fresh(core, car)
    send(core, car, *batch.records)
    with core.unit() as unit:
        assert service.refresh(unit, car.id) == 3
    for part in (early, late):
        send(core, other, *part)
        with core.unit() as unit:
            service.seal(unit, before=NOW)
            service.refresh(unit, other.id)
    with core.reading() as unit:
        found = service.features(unit, [car.id, other.id])
        stale = service.due_for_refresh(unit)

    assert found[car.id].features == found[other.id].features
    assert len(found[car.id].features.days) == 3
    assert found[car.id].quality.completeness > 0.99
    assert found[car.id].quality.last_at == NOW - timedelta(minutes=10)
    assert stale == []


def test_a_day_marked_while_it_is_made_stays_marked(core: Core, car: Vehicle, owner: Owner) -> None:
    send(core, car, record(EVENING, soc=70))
    with core.unit() as unit:
        seen = unit.session.exec(select(StaleDay).order_by(col(StaleDay.day))).first()
    send(core, car, record(EVENING + timedelta(seconds=1), soc=70))
    with core.unit() as unit:
        assert seen is not None
        notes.clear_stale(unit, seen)
    with core.reading() as unit:
        assert service.due_for_refresh(unit) == [car.id]


def test_features_of_a_former_owner_are_not_loaded_for_the_car(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    send(core, car, record(EVENING, soc=70))
    with core.unit() as unit:
        service.refresh(unit, car.id)
        registry.unlink(unit, owner.id, car.id)
    new_owner(core, car, chat_id=4712, long=False)
    with core.reading() as unit:
        assert service.features(unit, [car.id]) == {}
    assert rows(core, FeatureSet) == 1


def test_arrivals_count_what_came_late_and_what_was_implausible(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    send(core, car, record(EVENING, soc=70))
    send(core, car, record(EVENING - timedelta(hours=1), soc=71), record(EVENING, speed=900))
    with core.reading() as unit:
        day = unit.session.exec(select(Arrival)).one()

    assert (day.received, day.kept, day.late, day.implausible) == (3, 2, 1, 1)
    assert day.last_at == EVENING


def test_nothing_is_lost_when_records_come_in_and_hours_are_sealed_at_once(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    def work(worker: int) -> None:
        for step in range(4):
            send(core, car, record(EVENING + timedelta(seconds=10 * step + worker), soc=10 * step + worker))
            with core.unit() as unit:
                service.seal_vehicle(unit, car.id, before=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    sealed(core)

    assert sorted(read(core, car, owner).values[SOC].tolist()) == sorted(
        10.0 * step + worker for step in range(4) for worker in range(4)
    )
    assert rows(core, OpenTail) == 0


def arrived(core: Core, car: Vehicle) -> tuple[int, int, int]:
    with core.reading() as unit:
        days = unit.session.exec(select(Arrival).where(Arrival.vehicle_id == car.id)).all()
        return sum(day.received for day in days), sum(day.kept for day in days), sum(day.late for day in days)


@pytest.mark.parametrize("is_sealed", [False, True])
def test_what_is_sent_again_is_said_to_be_there_and_counts_once(
    core: Core, car: Vehicle, owner: Owner, *, is_sealed: bool
) -> None:
    sent = [record(EVENING + timedelta(minutes=step), speed=50 + step, soc=80) for step in range(10)]
    send(core, car, *sent)
    before = arrived(core, car)
    if is_sealed:
        sealed(core)

    again = send(core, car, *sent)
    third = send(core, car, *sent[:3], record(EVENING + timedelta(minutes=20), soc=79))

    assert (again.received, again.kept, again.repeated, again.late) == (20, 0, 20, 0)
    assert (third.received, third.kept, third.repeated) == (7, 1, 6)
    assert before == (20, 20, 0)
    assert arrived(core, car) == (21, 21, 0)


def test_of_two_values_for_one_moment_the_larger_stays_and_the_receipt_says_so(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    send(core, car, record(EVENING, speed=50, soc=80))

    smaller = send(core, car, record(EVENING, speed=40, soc=80))
    larger = send(core, car, record(EVENING, speed=60, soc=80))

    assert (smaller.kept, smaller.repeated, smaller.outranked, smaller.replaced) == (0, 2, 1, 0)
    assert (larger.kept, larger.repeated, larger.outranked, larger.replaced) == (1, 1, 0, 1)
    assert read(core, car, owner).values[SPEED].tolist() == [60.0]


@pytest.mark.parametrize("table", [Chunk, OpenTail])
def test_a_damaged_hour_hides_no_other_and_is_sealed_again_from_what_comes_later(
    core: Core, car: Vehicle, owner: Owner, table: type[Chunk | OpenTail]
) -> None:
    for hour in (0, 1):
        send(core, car, record(EVENING + timedelta(hours=hour), speed=10.0 + hour))
    if table is Chunk:
        sealed(core)
    with core.unit() as unit:
        unit.session.exec(select(table).where(table.hour == EVENING)).one().body = b"damaged beyond repair"
    assert read(core, car, owner).values[SPEED].tolist() == [11.0]

    send(core, car, record(EVENING + timedelta(minutes=5), speed=30.0))
    sealed(core)

    assert read(core, car, owner).values[SPEED].tolist() == [30.0, 11.0]


def test_damaged_features_of_one_car_leave_those_of_others_and_are_made_anew(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        other = registry.register_vehicle(
            unit, vin="5YJ3E1EA7HF000337", name="Red 8", model="Test EV", papers=Papers()
        )
    new_owner(core, other, chat_id=4712)
    for each in (car, other):
        send(core, each, record(EVENING, speed=10.0, soc=50))
    renew(core, car, other)
    with core.unit() as unit:
        stored = unit.session.exec(select(FeatureSet).where(FeatureSet.vehicle_id == car.id)).one()
        stored.body = b"damaged beyond repair"

    with core.reading() as unit:
        assert set(service.features(unit, [car.id, other.id])) == {other.id}
    send(core, car, record(EVENING + timedelta(minutes=5), speed=11.0))
    renew(core, car)
    with core.reading() as unit:
        assert set(service.features(unit, [car.id, other.id])) == {car.id, other.id}


def renew(core: Core, *cars: Vehicle) -> None:
    with core.unit() as unit:
        for each in cars:
            service.refresh(unit, each.id)
