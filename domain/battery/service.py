"""Store workshops' measurements of batteries, collect training data of owners who agreed, and ask the fitted models."""

from collections import defaultdict

from domain.battery import store, trained
from domain.battery.facts import Answer, Measured, Method, Pack
from domain.battery.tables import BatteryMeasurement
from domain.core import Unit
from domain.errors import Refusal
from domain.registry import service as registry
from domain.telemetry import service as telemetry


def record(
    unit: Unit, *, vehicle_id: int, owner_id: int, visit: str, soh_pct: float, method: Method
) -> Measured:
    """Store a measurement of a visit. Raises Refusal measured_already (409)."""
    registry.lock(unit, vehicle_id)
    if store.by_visit(unit, visit) is not None:
        raise Refusal("measured_already", status=409)
    unit.session.add(
        BatteryMeasurement(
            owner_id=owner_id,
            vehicle_id=vehicle_id,
            visit=visit,
            at=unit.now,
            soh_pct=soh_pct,
            method=method.value,
        )
    )
    return Measured(unit.now, soh_pct, method)


def soh_at(unit: Unit, visit: str) -> float | None:
    """Return the battery health in percent that was measured at a visit."""
    row = store.by_visit(unit, visit)
    return None if row is None else row.soh_pct


def measurements(unit: Unit, owner_id: int, vehicle_id: int) -> dict[str, Measured]:
    """Return what workshops measured at an owner's car by visit, ascending in time."""
    rows = store.of_vehicles(unit, [vehicle_id])
    return {
        row.visit: Measured(row.at, row.soh_pct, Method(row.method))
        for row in rows
        if row.owner_id == owner_id
    }


def packs(unit: Unit) -> list[Pack]:
    """Return the batteries that models may learn from: cars whose present owner agreed, with that owner's data only."""
    cars = {vehicle.id: (vehicle, owner.id) for vehicle, owner in registry.teaching(unit)}
    measured: dict[int, list[Measured]] = defaultdict(list)
    for row in store.of_vehicles(unit, cars.keys()):
        if row.owner_id == cars[row.vehicle_id][1]:
            measured[row.vehicle_id].append(Measured(row.at, row.soh_pct, Method(row.method)))
    return [
        Pack(
            model=cars[vehicle_id][0].model,
            in_use_since=cars[vehicle_id][0].in_use_since,
            capacity_new_kwh=cars[vehicle_id][0].capacity_new_kwh,
            features=standing.features,
            measured=tuple(measured[vehicle_id]),
        )
        for vehicle_id, standing in telemetry.features(unit, cars.keys()).items()
    ]


def answers(unit: Unit, pack: Pack) -> tuple[Answer, ...]:
    """Return the answers of the models fitted to this installation's cars about one battery; empty without models."""
    return trained.trained(unit.core.settings.models_dir, pack, now=unit.now)
