"""What a car of one's own is worth: by the operator's market, its own distance and age, and its battery."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from domain.battery import prospect
from domain.core import Unit
from domain.errors import Refusal
from domain.health import service as health
from domain.health.evidence import ageing, due
from domain.health.facts import View
from domain.kit.arrays import Floats
from domain.kit.classified import Purpose
from domain.learning import shelf
from domain.learning.shelf import Kind
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.valuation import market, rules
from domain.valuation.facts import BatteryShare, Lack, Price, Value
from domain.valuation.market import Market


def _ask(base: Market) -> Floats:
    row = base.cars.only(np.arange(1))
    return np.concatenate([market.expected(base, row), market.reaches(base, row)])


KIND: Final = Kind("valuation", "alike-listings/1", Market, _ask)


def of(unit: Unit, owner_id: int, vehicle_id: int) -> Value:
    """Return the worth of an owner's own car today.

    Raises Refusal vehicle_not_yours, driver_reads_only or twin_not_agreed (403).
    """
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    if Purpose.CARE not in registry.consents(unit, owner_id):
        raise Refusal("twin_not_agreed", status=403)
    view = health.view_of(unit, car)
    charges = ageing.history(view) if view else []
    on = unit.now.astimezone(ZoneInfo(view.zone if view else car.zone)).date()
    price, lack, why = _price(unit, car, view, on)
    return Value(
        on=on,
        price=price,
        lack=lack,
        why=why,
        battery=_battery(view, car, on) if view else None,
        falls=prospect.falls(charges, now=unit.now),
        charges=len(charges),
        more_charges=prospect.prospect(charges, now=unit.now).more_charges,
    )


def _price(
    unit: Unit, car: Vehicle, view: View | None, on: date
) -> tuple[Price | None, Lack | None, dict[str, object]]:
    version = shelf.find(unit.core.settings.models_dir, KIND)
    if version is None:
        return None, Lack.NO_MARKET, {}
    subject = rules.Subject(car.model, car.in_use_since, due.odometer_of(view) if view else None, on)
    answer = rules.price(version[0], subject)
    return (answer, None, {}) if isinstance(answer, Price) else (None, *answer)


def _battery(view: View, car: Vehicle, on: date) -> BatteryShare | None:
    """Return how the battery stands against those of its age: of the same model here, else as published."""
    estimate, peer = ageing.estimated(view), view.peers.get("soh")
    if estimate is None or car.in_use_since is None:
        return None
    soh = min(estimate.soh, 100.0)
    if peer is not None:
        return rules.battery_share(soh, usual=peer.middle, cars=peer.cars)
    return rules.battery_share(soh, usual=rules.usual_health(car.in_use_since, on), cars=0)
