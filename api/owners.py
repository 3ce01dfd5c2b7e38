"""What owners read of their own data. What belongs to others does not exist for them."""

from collections.abc import Callable
from datetime import datetime, time

import msgspec
from litestar import get
from litestar.di import NamedDependency

from api import speakers
from api.areas import OWNER, CoreDep, Id, Request, answers, area
from api.auth import Role
from api.drivers import whose
from domain.booking import rules
from domain.booking import service as booking
from domain.booking.facts import State
from domain.booking.facts import VisitView as VisitFacts
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.facts import Source
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import codes
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE

ANSWER_ME = {
    "locale": "zh_Hans",
    "zone": "Asia/Shanghai",
    "quiet_from": "22:00:00",
    "quiet_to": "08:00:00",
    "privacy_mode": False,
    "consents": ["care", "improve"],
    "since": "2026-11-01T02:00:00Z",
}
_VEHICLE = {"id": 1, "name": "Blue 7", "model": "Lark 60", "source": "live"}
ANSWER_STATE = {
    "vehicle": _VEHICLE,
    "last_seen": "2026-11-18T01:00:00Z",
    "signals": [
        {
            "signal": "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current",
            "value": 80.5,
            "unit": "percent",
            "at": "2026-11-18T01:00:00Z",
        }
    ],
}
ANSWER_VISITS = {
    "visits": [
        {
            "number": "1234567",
            "vehicle_id": 1,
            "job": "coolant_repair",
            "state": "held",
            "starts_at": "2026-11-19T02:00:00Z",
            "starts_local": "2026-11-19T10:00+08:00",
            "ends_at": "2026-11-19T02:30:00Z",
            "held_until": "2026-11-18T10:00:00Z",
            "zone": "Asia/Shanghai",
            "centre": "Pudong Service",
            "address": "1 Century Avenue",
            "phone": "+86 21 5555 0100",
        }
    ]
}

Say = Callable[[Phrase], str]


class Me(msgspec.Struct):
    """Everything the service holds about the person besides the chat itself; consents are those in force."""

    locale: str
    zone: str
    quiet_from: time
    quiet_to: time
    privacy_mode: bool
    consents: list[Purpose]
    since: datetime


class OwnVehicle(msgspec.Struct):
    id: int
    name: str
    model: str
    source: Source


class OwnVehicles(msgspec.Struct):
    vehicles: list[OwnVehicle]


class SignalValue(msgspec.Struct):
    """A signal's newest value; `signal` is a COVESA VSS path. Fault codes are texts, "" where a place is free."""

    signal: str
    value: float | str
    unit: str
    at: datetime


class VehicleState(msgspec.Struct):
    """last_seen is null where nothing is kept, for example before the owner agreed."""

    vehicle: OwnVehicle
    last_seen: datetime | None
    signals: list[SignalValue]


class OwnVisit(msgspec.Struct, kw_only=True):
    """A visit to come. starts_at is UTC; starts_local is the wall-clock time at the centre."""

    number: str
    vehicle_id: int
    job: str
    state: State
    starts_at: datetime
    starts_local: str
    ends_at: datetime
    held_until: datetime | None
    zone: str
    centre: str
    address: str
    phone: str


class OwnVisits(msgspec.Struct):
    visits: list[OwnVisit]


@get("/", summary="My settings", sync_to_thread=True, opt=answers(ANSWER_ME))
def me(core: CoreDep, owner_id: NamedDependency[int]) -> Me:
    """Show my language, quiet hours, consents and privacy mode."""
    with core.reading() as unit:
        owner = unit.session.get_one(Owner, owner_id)
        agreed = sorted(registry.consents(unit, owner_id))
    quiet = (owner.quiet_from, owner.quiet_to)
    return Me(owner.locale, owner.zone, *quiet, owner.privacy_mode, agreed, owner.made_at)


@get("/vehicles", summary="My cars", sync_to_thread=True, opt=answers({"vehicles": [_VEHICLE]}))
def vehicles(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
) -> OwnVehicles:
    """List the cars linked to my chat, with their names in the language of Accept-Language."""
    say = _say(request)
    with core.reading() as unit:
        return OwnVehicles([_vehicle(vehicle, say) for vehicle in registry.vehicles_of(unit, owner_id)])


@get("/vehicles/{vehicle_id:int}", summary="State of my car", sync_to_thread=True, opt=answers(ANSWER_STATE))
def state(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
) -> VehicleState:
    """Show the newest value of each signal and when the car was last heard of."""
    keeper_id = whose(core, owner_id, vehicle_id)
    with core.reading() as unit:
        vehicle = registry.vehicle_for(unit, owner_id, vehicle_id)
        latest = telemetry.latest(unit, vehicle_id, keeper_id)
    signals = [
        SignalValue(path, codes.display_value(path, value), CATALOGUE[path].unit, at)
        for path, (value, at) in latest.items()
    ]
    last_at = max((each.at for each in signals), default=None)
    return VehicleState(
        _vehicle(vehicle, _say(request)), last_at, sorted(signals, key=lambda each: each.signal)
    )


@get("/bookings", summary="My visits", sync_to_thread=True, opt=answers(ANSWER_VISITS))
def bookings(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
) -> OwnVisits:
    """List held and booked visits to come, soonest first, with names in the language of Accept-Language."""
    say = _say(request)
    with core.reading() as unit:
        return OwnVisits([_visit(visit, say) for visit in booking.visits_of(unit, owner_id)])


def _say(request: Request) -> Say:
    return speakers.speaker_for(request).say


def _vehicle(vehicle: Vehicle, say: Say) -> OwnVehicle:
    name = say(Phrase("name", {"name": vehicle.name}))
    return OwnVehicle(vehicle.id, name, vehicle.model, vehicle.source)


def _visit(visit: VisitFacts, say: Say) -> OwnVisit:
    return OwnVisit(
        number=visit.number,
        vehicle_id=visit.vehicle_id,
        job=visit.job,
        state=visit.state,
        starts_at=visit.starts_at,
        starts_local=rules.local(visit.starts_at, zone=visit.zone).isoformat(timespec="minutes"),
        ends_at=visit.ends_at,
        held_until=visit.held_until,
        zone=visit.zone,
        centre=say(Phrase("name", {"name": visit.centre})),
        address=say(Phrase("name", {"name": visit.address})),
        phone=visit.phone,
    )


ROUTES = (area("/v1/me", Role.OWNER, [me, vehicles, state, bookings], dependencies=OWNER),)
