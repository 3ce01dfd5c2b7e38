"""What owners read of their own data. What belongs to others does not exist for them."""

from collections.abc import Callable
from datetime import datetime, time

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency

from api.areas import OWNER, CoreDep, Id, area
from api.auth import Role
from api.drivers import whose
from domain import phrases
from domain.alerts import cases
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.booking import rules
from domain.booking import service as booking
from domain.booking.facts import State
from domain.booking.facts import VisitView as VisitFacts
from domain.explain.catalogue import locale_for
from domain.explain.facts import Language, Phrase
from domain.kit.classified import Purpose
from domain.privacy import watch
from domain.registry import service as registry
from domain.registry.facts import Source
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import codes
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE

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


class OwnAlert(msgspec.Struct, kw_only=True):
    """An open warning. level 1 is due within a month, 2 within a week, 3 within 48 hours; risk is 0..1.

    model names the version that judged it; null where fixed rules did.
    """

    id: int
    check: str
    level: int
    risk: float
    horizon_hours: float
    told_at: datetime
    acknowledged: bool
    title: str
    seen: str
    matters: str
    action: str
    sure: str
    model: str | None


class OwnAlerts(msgspec.Struct):
    """Open warnings. An empty list means that all is well only where watch is "on" or "partly".

    watch: off (checks are not agreed to), unheard, silent, unjudged (too few readings), partly (privacy mode), on.
    watch_text: the same in words, with what to do; empty where the warnings say it all.
    """

    alerts: list[OwnAlert]
    watch: watch.State
    watch_text: str


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


@get("/", summary="My settings", sync_to_thread=True)
def me(core: CoreDep, owner_id: NamedDependency[int]) -> Me:
    """Show my language, quiet hours, consents and privacy mode."""
    with core.reading() as unit:
        owner = unit.session.get_one(Owner, owner_id)
        agreed = sorted(registry.consents(unit, owner_id))
    quiet = (owner.quiet_from, owner.quiet_to)
    return Me(owner.locale, owner.zone, *quiet, owner.privacy_mode, agreed, owner.made_at)


@get("/vehicles", summary="My cars", sync_to_thread=True)
def vehicles(
    request: Request,  # type: ignore[type-arg] # any state
    core: CoreDep,
    owner_id: NamedDependency[int],
) -> OwnVehicles:
    """List the cars linked to my chat, with their names in the language of Accept-Language."""
    say = _say(request)
    with core.reading() as unit:
        return OwnVehicles([_vehicle(vehicle, say) for vehicle in registry.vehicles_of(unit, owner_id)])


@get("/vehicles/{vehicle_id:int}", summary="State of my car", sync_to_thread=True)
def state(
    request: Request,  # type: ignore[type-arg] # any state
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
    seen = max((each.at for each in signals), default=None)
    return VehicleState(_vehicle(vehicle, _say(request)), seen, sorted(signals, key=lambda each: each.signal))


@get("/vehicles/{vehicle_id:int}/alerts", summary="Warnings of my car", sync_to_thread=True)
def open_alerts(
    request: Request,  # type: ignore[type-arg] # any state
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
) -> OwnAlerts:
    """List open warnings, the gravest first, in the language of Accept-Language."""
    keeper_id = whose(core, owner_id, vehicle_id)
    with core.reading() as unit:
        told = alerts.alerts_of(unit, keeper_id, vehicle_id)
        zone = unit.session.get_one(Owner, owner_id).zone
        watched = watch.watch(unit, registry.vehicle(unit, vehicle_id), registry.keeper(unit, vehicle_id))
    locale = locale_for(request.headers.get("accept-language"))
    said = phrases.speaker(locale).say(watch.line(watched, zone=zone))
    how = "" if told and watched.state in watch.KNOWS else said
    return OwnAlerts([_alert(case, locale) for case in told], watched.state, how)


@get("/bookings", summary="My visits", sync_to_thread=True)
def bookings(
    request: Request,  # type: ignore[type-arg] # any state
    core: CoreDep,
    owner_id: NamedDependency[int],
) -> OwnVisits:
    """List held and booked visits to come, soonest first, with names in the language of Accept-Language."""
    say = _say(request)
    with core.reading() as unit:
        return OwnVisits([_visit(visit, say) for visit in booking.visits_of(unit, owner_id)])


def _say(request: Request) -> Say:  # type: ignore[type-arg] # any state
    return phrases.speaker(locale_for(request.headers.get("accept-language"))).say


def _vehicle(vehicle: Vehicle, say: Say) -> OwnVehicle:
    name = say(Phrase("name", {"name": vehicle.name}))
    return OwnVehicle(vehicle.id, name, vehicle.model, vehicle.source)


def _alert(case: Case, locale: Language) -> OwnAlert:
    speaker = phrases.speaker(locale)
    parts = ("title", "seen", "matters", "action", "sure")
    words = {part: speaker.say(Phrase(f"check.{case.check}.{part}", case.finding.params)) for part in parts}
    return OwnAlert(
        id=case.alert_id,
        check=case.check,
        level=case.level,
        risk=case.finding.risk,
        horizon_hours=case.finding.horizon.total_seconds() / 3600,
        told_at=case.told_at,
        acknowledged=case.acknowledged,
        model=cases.model(case.finding) or None,
        **words,
    )


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


ROUTES = (area("/v1/me", Role.OWNER, [me, vehicles, state, open_alerts, bookings], dependencies=OWNER),)
