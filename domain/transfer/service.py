"""Hand a car on to its next owner: a code made, withdrawn, looked at and used."""

from dataclasses import dataclass
from typing import Final

from domain.alerts import telling as warnings
from domain.booking import leaving, words
from domain.booking.facts import VisitView
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Unit
from domain.drivers import service as drivers
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.feeds import links
from domain.logbook import succession as logbook
from domain.privacy import moves
from domain.registry import codes, driving, preferences, rules, tokens
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry import succession as telemetry
from domain.transfer import store
from domain.transfer.facts import Code, Ended
from domain.transfer.rules import LIFE, denial
from domain.transfer.tables import Transfer
from domain.upkeep import services

_KIND: Final = "transfer"  # of the keyed hash


@dataclass(frozen=True, slots=True)
class Offer:
    """A car that its owner hands on to whoever has the code. services: how many past services come with it."""

    id: int
    car: Vehicle
    services: int


def start(unit: Unit, owner_id: int, vehicle_id: int) -> Code:
    """Make the code by which a next owner takes an own car over; one made before ends.

    Raises Refusal vehicle_not_yours (404) or driver_reads_only (403).
    """
    registry.own_vehicle(unit, owner_id, vehicle_id)
    registry.lock(unit, vehicle_id)
    _end_live(unit, owner_id, vehicle_id)
    text, name = codes.fresh(), unit.core.settings.bot_name
    row = Transfer(
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        code_hash=unit.fingerprint(_KIND, text),
        made_at=unit.now,
        expires_at=unit.now + LIFE,
    )
    unit.session.add(row)
    return Code(text, f"https://t.me/{name}?start={text}" if name else "", row.expires_at)


def is_open(unit: Unit, owner_id: int, vehicle_id: int) -> bool:
    """Whether there is a code by which this owner's car can be taken over."""
    return bool(store.live(unit, owner_id, vehicle_id))


def withdraw(unit: Unit, owner_id: int, vehicle_id: int) -> Vehicle:
    """End the code of an own car. Raises Refusal vehicle_not_yours, driver_reads_only or transfer_none (404)."""
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    registry.lock(unit, vehicle_id)
    if not _end_live(unit, owner_id, vehicle_id):
        raise Refusal("transfer_none", status=404)
    return car


def _end_live(unit: Unit, owner_id: int, vehicle_id: int) -> int:
    live = store.live(unit, owner_id, vehicle_id)
    for row in live:
        row.ended_as = Ended.WITHDRAWN
    return len(live)


def look(unit: Unit, owner_id: int, code: str) -> Offer | None:
    """Return what a code hands on; None where it is no code of this kind. The code stays good.

    Raises Refusal link_locked (429), transfer_taken, _withdrawn, _expired, _stale or _own (409).
    """
    codes.refuse_locked(unit, owner_id)
    row = store.by_code(unit, unit.fingerprint(_KIND, rules.plain_code(code)))
    if row is None:
        return None
    _refuse(unit, row, owner_id)
    car = registry.vehicle(unit, row.vehicle_id)
    return Offer(row.id, car, len(services.entries(unit, car.id)))


def take(unit: Unit, owner_id: int, transfer_id: int) -> Vehicle:
    """Make a person the owner of a car that is handed on, use the code up, tell the last owner, and return the car.

    What is the car's goes along; what is the last owner's stays with that owner, and none of their access is left. Consents
    are the next owner's own. Raises Refusal transfer_gone (404), transfer_taken, _withdrawn, _expired, _stale or _own (409).
    """
    row = _waited_for(unit, transfer_id)
    _refuse(unit, row, owner_id)
    car, seller_id = registry.vehicle(unit, row.vehicle_id), row.owner_id
    is_first = not registry.vehicles_of(unit, owner_id)
    row.ended_as = Ended.TAKEN
    cancelled = _leave(unit, seller_id, car, to_id=owner_id)
    registry.begin(unit, owner_id, car.id)
    for hand_on in (moves.move, telemetry.hand_on, logbook.hand_on):
        hand_on(unit, car.id, owner_id=seller_id, to_id=owner_id)
    if is_first:
        preferences.set_zone(unit, owner_id, car.zone)
    lines = (
        Phrase("transfer.taken", {"car": car.name}),
        *map(_cancellation, cancelled),
        Phrase("transfer.taken.yours"),
    )
    contact.queue(unit, seller_id, key=f"transfer:{transfer_id}", message=Message(lines))
    return car


def _waited_for(unit: Unit, transfer_id: int) -> Transfer:
    """Return a code as it is once its car's other business is over; the car is locked first, as everywhere."""
    row = unit.session.get(Transfer, transfer_id)
    if row is not None:
        registry.lock(unit, row.vehicle_id)
        row = store.locked(unit, transfer_id)
    if row is None:
        raise Refusal("transfer_gone", status=404)
    return row


def _refuse(unit: Unit, row: Transfer, owner_id: int) -> None:
    code = denial(
        ended_as=row.ended_as,
        expires_at=row.expires_at,
        is_held=store.is_held(unit, row),
        is_own=row.owner_id == owner_id,
        now=unit.now,
    )
    if code is not None:
        raise Refusal(code)


def _leave(unit: Unit, owner_id: int, car: Vehicle, *, to_id: int) -> tuple[VisitView, ...]:
    """End what the last owner has of a car: drivers, connections, keys, visits to come, warnings, and tokens with the last car."""
    for driver in driving.drivers_of(unit, car.id):
        if driver.owner_id != to_id:
            drivers.remove(unit, owner_id, driver.id)
    links.end_all(unit, owner_id, vehicle_id=car.id)
    registry.end_keys(unit, car.id)
    cancelled = leaving.unlink(unit, owner_id, car.id)
    warnings.end_all(unit, owner_id, vehicle_id=car.id)
    unit.session.flush()
    if not registry.own_vehicles(unit, owner_id):
        tokens.end_all(unit, owner_id)
    return cancelled


def _cancellation(visit: VisitView) -> Phrase:
    about = {"job": words.job(visit.job), "at": Moment(visit.starts_at, visit.zone), "centre": visit.centre}
    return Phrase("transfer.cancelled", about | {"number": visit.number})
