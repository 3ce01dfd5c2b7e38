from collections.abc import Callable, Mapping
from datetime import datetime, time

import pytest

from domain.booking import centres
from domain.booking.facts import CentreFacts, CentreInput, Opening, VisitRequest
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.registry.tables import Holding, Owner, Vehicle

ALL_SKILLS = frozenset({"general", "tyres", "brakes", "high_voltage"})
WORKDAYS = tuple(
    Opening(day, opens, closes)
    for day in range(5)
    for opens, closes in ((time(9), time(12)), (time(13), time(18)))
)

AddCentre = Callable[..., CentreFacts]
People = Callable[[int], list[tuple[int, int]]]
Ask = Callable[..., VisitRequest]


@pytest.fixture
def add_centre(core: Core) -> AddCentre:
    def add(
        code: str = "north", *, size: int = 1, stock: Mapping[str, int] | None = None, **more: object
    ) -> CentreFacts:
        given: dict[str, object] = {
            "code": code,
            "name": f"Centre {code}",
            "zone": "Asia/Shanghai",
            "hours": WORKDAYS,
            "bays": tuple(f"bay {n}" for n in range(size)),
            "technicians": {f"technician {n}": ALL_SKILLS for n in range(size)},
            "stock": {"coolant_pump": 20} if stock is None else stock,
        }
        with core.unit() as unit:
            return centres.add_centre(unit, CentreInput(**{**given, **more}))  # type: ignore[arg-type] # made of keywords

    return add


@pytest.fixture
def people(core: Core, clock: FixedClock) -> People:
    """Make owners, each with a car: (owner id, vehicle id)."""

    def make(count: int) -> list[tuple[int, int]]:
        with core.unit() as unit:
            made = []
            for n in range(count):
                owner = Owner(chat_hash=f"chat {n}", locale="zh_Hans", zone="Asia/Shanghai", made_at=clock.at)
                car = Vehicle(vin_hash=f"vin {n}", vin_sealed=b"", name="", model="Test EV", made_at=clock.at)
                unit.session.add_all([owner, car])
                unit.session.flush()
                unit.session.add(Holding(owner_id=owner.id, vehicle_id=car.id, role="owner", since=clock.at))
                made.append((owner.id, car.id))
        return made

    return make


@pytest.fixture
def ask() -> Ask:
    def wanted(
        who: tuple[int, int], centre: CentreFacts, at: datetime, *, job: str = "coolant_repair", **more: int
    ) -> VisitRequest:
        return VisitRequest(*who, job=job, centre_id=centre.id, starts_at=at, **more)

    return wanted
