"""An owner whose car has services, measurements, odometer readings and a visit on record."""

from datetime import UTC, date, datetime

import pytest

from domain.battery import service as battery
from domain.battery.facts import Method
from domain.booking import measurements
from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.booking.measurements import Measurement, Quantity, Wheel
from domain.core import Core
from domain.registry.facts import Serviced
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat, begun

SERVICES = (
    Serviced("yearly_service", date(2025, 5, 1), 12_000.0, elsewhere=True),
    Serviced("brake_fluid", date(2026, 3, 9), 17_400.4),
)


@pytest.fixture
def chat(core: Core) -> Chat:
    chat = begun(core, "en")
    with core.unit() as unit:
        for work in SERVICES:
            services.record(unit, chat.owner_id, 1, work)
        at = datetime(2026, 11, 20, 2, tzinfo=UTC)
        visit = booking.take(unit, VisitRequest(chat.owner_id, 1, "inspection", 1, at))
        pads = [Measurement(Quantity.PAD_MM, wheel, 7.25) for wheel in Wheel]
        measurements.record(unit, visit, pads)
        battery.record(
            unit,
            vehicle_id=1,
            owner_id=chat.owner_id,
            visit=visit.number,
            soh_pct=93.4,
            method=Method.CAPACITY,
        )
    return chat
