"""The health round: all checks of a vehicle, and features made anew from a day of raw samples."""

from datetime import date, timedelta
from functools import cache

import msgspec

from domain.core import Core, Unit
from domain.health import service as views
from domain.health.prefilter import batch
from domain.registry.tables import Owner, Vehicle
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.facts import SimCar
from domain.telemetry import service
from domain.telemetry.ingest import wire
from domain.telemetry.intake import Batch
from domain.telemetry.storage import notes
from jobs import health
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_FLEET = 1_000
_HISTORY_H = 28 * 24
_HISTORY_STEP_S = 120
_REBUILT = 15
_SEEDS = 5  # different healthy cars whose features the fleet shares
_ROUNDS = 2


def checks() -> Result:
    """Load, open, judge and settle a fleet of healthy cars with four weeks of features, as the ticker does.

    Beside it the batch path alone: from features as they are decoded, and from features held as columns. Seconds are those of the processor, so that the figure is of one core however busy the machine is.
    """
    with ground.core() as core:
        size = _plant_fleet(core)
        seconds = min(ground.cpu_timed(lambda: health.examine(core)) for _ in range(_ROUNDS))
        with core.reading() as unit:
            vehicles = list(range(1, _FLEET + 1))
            loading_s = ground.cpu_timed(lambda: service.features(unit, vehicles))
            fleet_views = list(views.views(unit, views.due_vehicles(unit)).values())
    nothing, columns = [frozenset[str]()] * len(fleet_views), batch.many(fleet_views)
    batch_s = min(
        ground.cpu_timed(lambda: batch.judge(fleet_views, standing=nothing)) for _ in range(_ROUNDS)
    )
    screens_s = min(ground.cpu_timed(lambda: batch.suspects(columns)) for _ in range(_ROUNDS))
    figures = {
        "vehicles_per_s": _FLEET / seconds,
        "loaded_vehicles_per_s": _FLEET / loading_s,
        "bytes_per_vehicle": float(size),
        "batch_vehicles_per_s": len(fleet_views) / batch_s,
        "columns_vehicles_per_s": len(fleet_views) / screens_s,
    }
    bars = (Bar("vehicles_per_s", 1_000), Bar("columns_vehicles_per_s", 5_000))
    return Result("checks", figures, bars)


def _plant_fleet(core: Core) -> int:
    with core.unit() as unit:
        fleet = ground.cars(unit, count=_FLEET)
        bodies = [
            _features(unit, fleet[seed], _simulated(seed, hours=_HISTORY_H, step_s=_HISTORY_STEP_S))
            for seed in range(_SEEDS)
        ]
        for place, (owner, car) in enumerate(fleet[_SEEDS:]):
            features = bodies[place % _SEEDS]
            notes.save_features(unit, car.id, owner_id=owner.id, body=features.body, last_at=features.last_at)
    return len(bodies[0].body)


def _features(unit: Unit, holding: tuple[Owner, Vehicle], batch: Batch) -> notes.StoredFeatures:
    _, car = holding
    service.ingest(unit, car, batch)
    service.refresh(unit, car.id)
    (features,) = notes.stored_features(unit, [car.id])
    return features


def rebuild() -> Result:
    """Make the features of one day anew from sealed raw samples of that day and the half day before."""
    yesterday = (ground.NOW - timedelta(days=1)).date()
    with ground.core() as core:
        with core.unit() as unit:
            fleet = ground.cars(unit, count=_REBUILT)
            for holding in fleet:
                _plant_day(unit, holding, yesterday)
        with core.unit() as unit:
            seconds = ground.cpu_timed(lambda: [service.refresh(unit, car.id) for _, car in fleet])
    return Result("rebuild", {"vehicles_per_s": _REBUILT / seconds}, (Bar("vehicles_per_s", 15),))


def _plant_day(unit: Unit, holding: tuple[Owner, Vehicle], day: date) -> None:
    owner, car = holding
    service.ingest(unit, car, _simulated(7, hours=48, step_s=10))
    service.seal_vehicle(unit, car.id, before=ground.NOW)
    service.refresh(unit, car.id)
    notes.mark_stale(unit, [(car.id, owner.id, day)])


@cache
def _simulated(seed: int, *, hours: int, step_s: int) -> Batch:
    car = SimCar("1M8GDM9AXKP042788", "Bench", "\u8bd5", "Test EV", seed)
    window = simulation.simulate(
        car, start=ground.NOW - timedelta(hours=hours), end=ground.NOW, step_s=step_s
    )
    return wire.decode(msgspec.json.encode({"records": simulated.to_records(window)}))
