from collections.abc import Callable
from datetime import time

import pytest

from domain.booking import centres
from domain.booking.facts import CentreInput, Opening
from domain.core import Core
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record

VIN = "ZZ9SMCAR4SX900001"
Send = Callable[..., None]


@pytest.fixture
def car(core: Core) -> Vehicle:
    with core.unit() as unit:
        return registry.register_vehicle(unit, vin=VIN, name="Fox", model="Test EV", papers=Papers())


@pytest.fixture
def owner(core: Core, car: Vehicle) -> Owner:
    with core.unit() as unit:
        person = registry.meet(unit, 4711, locale="zh_Hans", zone="Asia/Shanghai")
        registry.link(unit, person.id, registry.link_code(unit, car.id))
        registry.consent(unit, person.id, purpose=Purpose.CARE, given=True, channel="test")
        return person


@pytest.fixture
def centre(core: Core) -> int:
    """A workshop that is open every day and can do everything."""
    with core.unit() as unit:
        return centres.add_centre(
            unit,
            CentreInput(
                code="north",
                name="North",
                zone="Asia/Shanghai",
                hours=tuple(Opening(day, time(8), time(18)) for day in range(7)),
                bays=("1",),
                technicians={"A": frozenset({"general", "tyres", "brakes", "high_voltage"})},
                stock={"cabin_filter": 9, "brake_pad_set": 9},
            ),
        ).id


@pytest.fixture
def send(core: Core, car: Vehicle) -> Send:
    """Let the car send one record now, and have its features made."""

    def sent(signals: dict[str, object]) -> None:
        with core.unit() as unit:
            telemetry.ingest(unit, car, Batch([Record(unit.now.isoformat(), signals)]))
            telemetry.refresh(unit, car.id)

    return sent
