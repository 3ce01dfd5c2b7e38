"""The trips of a day: of a large fleet, found in raw samples, sealed and stored."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from domain.core import Unit
from domain.registry.tables import Owner, Vehicle
from domain.simulation import run as simulation
from domain.simulation.facts import SimCar
from domain.telemetry import travels
from domain.telemetry.facts import Features, Window
from domain.telemetry.features import extraction
from domain.telemetry.trips import Travel
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_CARS = 200
_SEEDS = 5  # different cars whose days the fleet shares
_FLEET = 10_000
_CORES = 2
_STEP_S = 10


def trips() -> Result:
    """Find and keep the trips of one day of raw samples, every ten seconds, for a fleet whose owners agreed.

    Seconds are those of the processor, of 10,000 cars on two cores as far as measured on one. Samples and features of the day
    are at hand, as they are where the features of the day are made (`rebuild` measures those).
    """
    day = (ground.NOW - timedelta(days=1)).date()
    with ground.core() as core, core.unit() as unit:
        fleet = ground.cars(unit, count=_CARS)
        days = [_day(seed, day) for seed in range(_SEEDS)]
        seconds = ground.cpu_timed(partial(_keep, unit, fleet, days, day))
        number = sum(len(_between(unit, owner, car).trips) for owner, car in fleet)
    figures = {"fleet_s": seconds / _CARS * _FLEET / _CORES, "trips_per_car": number / _CARS}
    return Result("trips", figures, (Bar("fleet_s", 60, at_most=True),))


def _day(seed: int, day: date) -> tuple[Window, Features]:
    """Return the samples of a simulated day and of what is looked at before it, and the features of the day."""
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)
    sim = SimCar("1M8GDM9AXKP042788", "Bench", "\u8bd5", "Test EV", seed)
    begin = end - timedelta(days=1) - extraction.LOOK_BACK
    sent = simulation.simulate(sim, start=begin, end=end, step_s=_STEP_S)
    return sent, extraction.extract(sent, day=day)


def _keep(
    unit: Unit,
    fleet: Sequence[tuple[Owner, Vehicle]],
    days: Sequence[tuple[Window, Features]],
    day: date,
) -> None:
    for place, (owner, car) in enumerate(fleet):
        travels.follow(unit, *days[place % _SEEDS], day=day, vehicle_id=car.id, owner_id=owner.id)


def _between(unit: Unit, owner: Owner, car: Vehicle) -> Travel:
    return travels.between(unit, car.id, owner.id, since=ground.NOW - timedelta(days=3), until=ground.NOW)
