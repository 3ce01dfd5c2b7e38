from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlmodel import SQLModel, func, select

from api import centres, vehicles
from api.app import describe, serve_from
from domain.booking import network, workshop
from domain.booking import service as booking
from domain.booking.entry import CentreEntry
from domain.booking.facts import DAYS, VisitRequest
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry import tokens
from domain.registry.facts import Papers
from domain.registry.tables import AccessToken, LinkCode, Vehicle, VehicleKey
from tests.domain.earlier import long_ago

VIN = str(vehicles.EXAMPLE["vin"])
OTHER_VIN = "ZZ9SMCAR6SX900002"


@dataclass(frozen=True)
class Door:
    """The API from outside, and a look at what is stored."""

    core: Core
    http: TestClient[Litestar]

    def token(self, role: str, *, owner_id: int | None = None, centre_id: int | None = None) -> str:
        with self.core.unit() as unit:
            return tokens.token(unit, role, owner_id=owner_id, centre_id=centre_id)

    def count(self, *tables: type[SQLModel]) -> int:
        with self.core.reading() as unit:
            return sum(
                unit.session.exec(select(func.count()).select_from(table)).one()
                for table in tables or (Vehicle, VehicleKey, LinkCode, AccessToken)
            )


@dataclass(frozen=True)
class Caller:
    """Somebody with a token."""

    door: Door
    token: str

    def ask(self, method: str, path: str, *, status: int = 200, **more: Any) -> Any:
        headers = {"authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        answer = self.door.http.request(method, path, headers=headers, **more)
        assert answer.status_code == status, answer.text
        if status >= 400:
            assert answer.headers["content-type"].startswith("application/problem+json")
            assert answer.json()["detail"]
        return answer.json()

    def refused(self, method: str, path: str, *, status: int, **more: Any) -> str:
        """Return the code of a refusal that left everything as it was."""
        before = self.door.count()
        code: str = self.ask(method, path, status=status, **more)["code"]
        assert self.door.count() == before
        return code

    def sheet(self, path: str, text: str | bytes, *, status: int = 200, **headers: str) -> Any:
        return self.ask(
            "POST", path, status=status, content=text, headers={"content-type": "text/csv", **headers}
        )


@pytest.fixture(scope="session")
def app() -> Litestar:
    """The application without a core, built once: that takes longer than most tests."""
    return describe()


@pytest.fixture
def door(core: Core, app: Litestar) -> Iterator[Door]:
    serve_from(app, core)
    with TestClient(app) as http:
        yield Door(core, http)


@pytest.fixture
def operator(door: Door) -> Caller:
    return Caller(door, door.token("operator"))


@pytest.fixture
def entry() -> dict[str, object]:
    return dict(vehicles.EXAMPLE)


@pytest.fixture
def centre_entry() -> dict[str, object]:
    """A centre that is open around the clock of every weekday."""
    days = ("mon", "tue", "wed", "thu", "fri")
    hours = [{"weekday": day, "opens": "09:00:00", "closes": "18:00:00"} for day in days]
    return {**centres.EXAMPLE, "hours": hours}


@dataclass(frozen=True)
class Life:
    """An owner with a car, a centre, and a visit booked there for tomorrow."""

    owner: Caller
    owner_id: int
    vehicle_id: int
    centre: Caller
    centre_id: int
    number: str

    def visits(self) -> None:
        """Let the hour of the visit come."""
        core = self.centre.door.core
        assert isinstance(core.clock, FixedClock)
        with core.reading() as unit:
            core.clock.at = workshop.visit(unit, self.centre_id, self.number).starts_at


def live(door: Door, *, vin: str, chat: int, centre_id: int, hour: int) -> Life:
    """Register a car, link it to a chat, and book a visit for tomorrow at an hour (UTC)."""
    with door.core.unit() as unit:
        owner = registry.meet(unit, chat, locale="zh_Hans", zone="Asia/Shanghai")
        vehicle = registry.register_vehicle(unit, vin=vin, name="Blue 7", model="Lark 60", papers=Papers())
        registry.link(long_ago(unit), owner.id, registry.link_code(unit, vehicle.id))
        starts_at = (unit.now + timedelta(days=1)).replace(hour=hour, minute=0)
        wanted = VisitRequest(
            owner.id, vehicle.id, job="coolant_repair", centre_id=centre_id, starts_at=starts_at
        )
        visit = booking.take(unit, wanted)
    return Life(
        owner=Caller(door, door.token("owner", owner_id=owner.id)),
        owner_id=owner.id,
        vehicle_id=vehicle.id,
        centre=Caller(door, door.token("centre", centre_id=centre_id)),
        centre_id=centre_id,
        number=visit.number,
    )


@pytest.fixture
def centre_id(door: Door, centre_entry: Mapping[str, object]) -> int:
    with door.core.unit() as unit:
        return network.add(unit, msgspec.convert(centre_entry, CentreEntry)).id


@pytest.fixture
def life(door: Door, centre_id: int) -> Life:
    return live(door, vin=VIN, chat=1, centre_id=centre_id, hour=2)


@pytest.fixture
def other_life(door: Door, life: Life) -> Life:
    """Another owner, whose visit is at another centre."""
    with door.core.unit() as unit:
        entry = msgspec.convert({**centres.EXAMPLE, "code": "other"}, CentreEntry)
        hours = tuple(msgspec.structs.replace(entry.hours[0], weekday=day) for day in DAYS)
        centre_id = network.add(unit, msgspec.structs.replace(entry, hours=hours)).id
    return live(door, vin=OTHER_VIN, chat=2, centre_id=centre_id, hour=3)
