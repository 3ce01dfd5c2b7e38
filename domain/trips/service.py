"""The trips and charges of a period, and what an owner pays for energy."""

from functools import partial
from typing import Final

import msgspec
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.db import rows
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import paths, travels
from domain.telemetry import service as telemetry
from domain.telemetry.trips import Travel
from domain.trips import rules
from domain.trips.facts import Lack, Period, Tariff
from domain.trips.tables import OwnTariff

_LABEL: Final = "own_tariff.body"
_DECODER: Final = msgspec.msgpack.Decoder(Tariff)


def of_period(unit: Unit, owner: Owner, car: Vehicle, period: Period) -> Travel:
    """Return what began in a period, by the days of the owner's zone."""
    since, until = rules.bounds(period, now=unit.now, zone=owner.zone)
    return travels.between(unit, car.id, owner.id, since=since, until=until)


def why_none(unit: Unit, owner: Owner, car: Vehicle) -> Lack | None:
    """Return why a car has no trips that may be shown; None where it can have them."""
    if Purpose.DRIVING not in registry.consents(unit, owner.id):
        return _why_not_agreed(unit, owner, car)
    if owner.privacy_mode:
        return Lack.RESTS
    if telemetry.newest_at(unit, car.id, owner.id) is None:
        return Lack.UNHEARD
    newest = telemetry.latest(unit, car.id, owner.id)
    if not {paths.SPEED, paths.ODOMETER} & newest.keys():
        return Lack.MOTION
    return None if travels.has_any(unit, car.id, owner.id) else Lack.NEW


def _why_not_agreed(unit: Unit, owner: Owner, car: Vehicle) -> Lack:
    answer = registry.choices(unit, owner.id).get(Purpose.DRIVING)
    if answer is not None and answer.given and answer.is_current:
        return Lack.CARE
    return Lack.STOPPED if travels.has_any(unit, car.id, owner.id) else Lack.OFF


def tariff(unit: Unit, owner_id: int) -> Tariff | None:
    """Return what an owner pays; None where that was never told, or cannot be read any more."""
    body = unit.session.exec(select(OwnTariff.body).where(OwnTariff.owner_id == owner_id)).first()
    if body is None:
        return None
    plain = unit.readable(partial(unit.unseal, body, label=_LABEL), what="a tariff")
    return None if plain is None else _DECODER.decode(plain)


def set_tariff(unit: Unit, owner_id: int, new: Tariff | None) -> None:
    """Keep what an owner pays, or forget it. Raises Refusal tariff_price or tariff_overlap."""
    if new is None:
        unit.session.exec(delete(OwnTariff).where(col(OwnTariff.owner_id) == owner_id))
        return
    body = unit.seal(owner_id, msgspec.msgpack.encode(rules.check(new)), label=_LABEL)
    put = insert(OwnTariff).values(owner_id=owner_id, body=body)
    rows.put(unit.session, put, keys=("owner_id",), change={"body": body})
