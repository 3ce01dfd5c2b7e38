"""A device that came to another car breaks the series and is a question to the operator; two sources are told apart."""

import re
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import event

from domain.core import Core
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import changes
from domain.registry import service as registry
from domain.registry.facts import ChangeKind, Papers
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import doubted, moments, paths, questions, service
from domain.telemetry.facts import Day, Window
from domain.telemetry.features import devices
from domain.telemetry.features import extraction as making
from domain.telemetry.intake import Batch, Record
from domain.telemetry.storage import notes
from tests.domain.earlier import long_ago

FIRST = date(2026, 11, 1)


def day(number: int, km: float | None, row: float | None = 96.0) -> Day:
    return Day(FIRST + timedelta(days=number), 1.0, 1.0, 1.0, None, None, None, None, km, row)


@pytest.mark.parametrize(
    ("days", "moved"),
    [
        ([day(0, 50_000), day(1, 50_040), day(2, 20_000), day(3, 20_050)], FIRST + timedelta(days=2)),
        ([day(0, 50_000), day(1, 50_040), day(2, 50_039.5), day(3, 50_050)], None),
        ([day(0, 50_000), day(1, None), day(2, 50.0)], None),
        ([day(0, 5.0), day(1, 5.0), day(2, 50_000)], None),
        ([day(n, None, 96.0 if n < 3 else 108.0) for n in range(6)], FIRST + timedelta(days=3)),
        ([day(n, None, 96.0 if n != 3 else 108.0) for n in range(6)], None),
    ],
    ids=["fallen", "rounded", "other unit", "risen", "other pack", "one odd day"],
)
def test_what_never_falls_and_what_is_built_in_tell_another_car(days: list[Day], moved: date | None) -> None:
    found = devices.last_move(days)

    assert (found.date() if found else None) == moved


@pytest.fixture
def car(core: Core) -> Vehicle:
    with core.unit() as unit:
        return registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900001", name="Fox", model="E", papers=Papers()
        )


@pytest.fixture
def owner(core: Core, car: Vehicle) -> Owner:
    with core.unit() as unit:
        person = registry.meet(unit, 1, locale="en", zone="Asia/Shanghai")
        registry.link(long_ago(unit), person.id, registry.link_code(unit, car.id))
        registry.consent(long_ago(unit), person.id, purpose=Purpose.CARE, given=True, channel="test")
        return person


def send(core: Core, car: Vehicle, *signals: dict[str, float], ahead: timedelta = timedelta(0)) -> None:
    """Records of the last minutes, one a minute."""
    with core.unit() as unit:
        last = len(signals) - 1
        records = [
            Record((unit.now + ahead - timedelta(minutes=last - n)).isoformat(), {**each})
            for n, each in enumerate(signals)
        ]
        service.ingest(unit, car, Batch(records))
        service.refresh(unit, car.id)


def causes(core: Core) -> list[str]:
    with core.reading() as unit:
        return [each.cause for each in questions.standing(unit)]


def test_a_device_in_another_car_breaks_the_series_and_is_asked_once(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    for km in (50_000_000, 50_030_000, 20_000_000, 20_030_000):
        clock.advance(timedelta(days=1))
        send(core, car, *({paths.ODOMETER: float(km + n)} for n in range(6)))

    with core.reading() as unit:
        (change,) = changes.of(unit, [car.id])[car.id]
    assert (change.kind, change.check) == (ChangeKind.SENSOR, "")
    assert causes(core) == ["moved"]


def test_two_sources_that_do_not_agree_rest_the_signal_for_the_day() -> None:
    at = (np.arange(60) * 60_000).astype(np.int64)
    soc = np.where(np.arange(60) % 3 == 0, 20.0, 80.0)

    resting = doubted.resting(making.extract(Window(at, {paths.SOC: soc}), day=date(1970, 1, 1)).relations)

    assert resting == {paths.SOC: "two_sources"}


def test_pressures_in_psi_are_asked_once_and_the_question_goes_when_they_are_right(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    for _ in range(3):
        clock.advance(timedelta(hours=1))
        send(core, car, dict.fromkeys(paths.TYRE_PRESSURE, 36.0))
    assert causes(core) == ["tyre_psi"]

    clock.advance(timedelta(days=1))
    send(core, car, dict.fromkeys(paths.TYRE_PRESSURE, 248.0))
    assert causes(core) == []


@pytest.mark.parametrize(
    ("ahead", "cause"),
    [
        (timedelta(hours=8), "clock_zone"),
        (timedelta(hours=3, minutes=10), "clock_ahead"),
        (timedelta(days=400), "clock_ahead"),
        (timedelta(days=-20_000), "clock_unset"),
        (timedelta(days=-40), None),
        (timedelta(0), None),
    ],
)
def test_a_wrong_clock_is_told_by_what_it_looks_like(
    core: Core, car: Vehicle, owner: Owner, ahead: timedelta, cause: str | None
) -> None:
    send(core, car, {paths.SOC: 50.0}, {paths.SOC: 50.0}, ahead=ahead)

    assert causes(core) == ([cause] if cause else [])


@pytest.mark.parametrize(
    ("path", "value", "cause"),
    [
        (paths.CELL_MIN, 3_712, "unit_mv"),
        (paths.TWELVE_VOLT, 12_600, "unit_mv"),
        (paths.TYRE_PRESSURE[0], 2_480, "unit_mbar"),
        (paths.TYRE_PRESSURE[0], 248_000, "unit_pa"),
        (paths.AMBIENT, 295.4, "unit_kelvin"),
        (paths.AMBIENT, 77.0, "unit_fahrenheit"),
        (paths.AIR_PRESSURE, 101.3, "unit_kpa"),
    ],
)
def test_values_beyond_the_range_are_told_by_the_unit_they_look_like(
    core: Core, car: Vehicle, owner: Owner, path: str, value: float, cause: str
) -> None:
    send(core, car, *({path: value} for _ in range(3)))

    assert causes(core) == [cause]


def test_what_arrived_is_written_before_what_is_asked_of_it_and_cars_in_one_order(core: Core) -> None:
    """As features are renewed: who writes in another order would wait for somebody who waits for him."""
    with core.unit() as opened:
        unit = long_ago(opened)
        person = registry.meet(unit, 1, locale="en", zone="Asia/Shanghai")
        registry.consent(unit, person.id, purpose=Purpose.CARE, given=True, channel="test")
        ids = []
        for number in (1, 2, 3):
            vin = f"ZZ9SMCAR4SX90000{number}"
            vehicle = registry.register_vehicle(unit, vin=vin, name="F", model="E", papers=Papers())
            registry.link(unit, person.id, registry.link_code(unit, vehicle.id))
            ids.append(vehicle.id)
    writes: list[tuple[str, list[int]]] = []

    def note(_c: object, _cursor: object, sql: str, values: Any, _context: object, _many: object) -> None:
        if (match := re.match(r"INSERT INTO (?:\w+\.)?(\w+)", sql)) is not None:
            rows = values if isinstance(values, list) else [values]
            numbers = [each["vehicle_id"] if isinstance(each, dict) else each[0] for each in rows]
            writes.append((match[1], numbers))

    event.listen(core.engine, "before_cursor_execute", note)
    with core.unit() as unit:
        late = (unit.now + timedelta(hours=8)).isoformat()
        batches = {each: Batch([Record(late, {paths.SOC: 50.0})]) for each in reversed(ids)}
        service.ingest_many(unit, batches)

    names = [name for name, _ in writes]
    assert names.index("signal_doubt") > names.index("arrival")
    assert [number for name, numbers in writes if name == "arrival" for number in numbers] == ids
    assert [number for name, numbers in writes if name == "signal_doubt" for number in numbers] == ids


def test_the_newest_record_counts_as_long_as_a_record_may_come_before_it(
    core: Core, clock: FixedClock, car: Vehicle, owner: Owner
) -> None:
    send(core, car, {paths.SOC: 50.0})
    with core.reading() as unit:
        first = notes.newest_at(unit, {car.id: owner.id})
    clock.advance(moments.OLDEST)
    with core.reading() as unit:
        assert notes.newest_at(unit, {car.id: owner.id}) == first
    assert first
    clock.advance(timedelta(days=2))
    with core.reading() as unit:
        assert notes.newest_at(unit, {car.id: owner.id}) == {}
    with core.unit() as unit:
        at = (unit.now - moments.OLDEST + timedelta(hours=1)).isoformat()
        receipt = service.ingest(unit, car, Batch([Record(at, {paths.SOC: 51.0})]))
    assert (receipt.kept, receipt.late) == (1, 0)
