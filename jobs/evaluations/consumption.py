"""Consumption in owners' diaries against what is usual for their cars, by the published shape and by one fitted to other days."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from pyarrow import parquet

from domain.energy import learn, rules
from domain.energy.facts import PUBLISHED, Drive, Shape
from domain.health import usage
from domain.telemetry import features
from jobs.evaluations import road
from jobs.evaluations.facts import Outcome, file, needed, resampled

_SET, _FILE = "ev_energy_logs", "trip_logs.parquet"
_EXERCISES = (
    "energy.rules.consumption, energy.learn.fit (the recipe of `beforehand train consumption`) and "
    "health.usage.risen, by which a car's page says that it needs more than weather and traffic explain"
)
_BEYOND = (
    "air is the mean of the month in Germany, as diaries tell neither place nor weather; energy and speed are what "
    "owners wrote down, not what the car sent; of the trips only the part of speed is judged"
)
_KEPT = timedelta(days=features.KEEP_DAYS)
# Diaries tell neither place nor weather: °C of the air in Germany by month, mean of 1991 to 2020 (DWD).
_AIR = (0.9, 1.5, 4.6, 9.0, 13.1, 16.4, 18.3, 18.0, 13.9, 9.4, 4.9, 1.8)
_MONTH_DAYS = 365.25 / 12

Car = Sequence[Drive]
Values = Mapping[str, list[float]]


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Look at each car on each of its days as the product does: what is kept of sixty days, the latest against those before."""
    del progress
    folder = needed(train, option="--train")
    known = read(folder)
    pairs = [(known, read(test))] if test else _halves(known)
    units = [unit for learnt, unseen in pairs for unit in _months(_fit(learnt), unseen)]
    trips = road.errors(road.read(test or folder), _fit(known))
    singly = [{name: [value] for name, value in trip.items()} for trip in trips]
    judged = {name: part for part in (units, singly) for name in sorted(part[0])}
    return Outcome(
        metrics={name: _mean(name)(part) for name, part in judged.items()},
        n={
            "cars": len({car for _, unseen in pairs for car in unseen}),
            "car_months": len(units),
            "looks": sum(len(unit["month_error_pct"]) for unit in units),
            "trips": len(trips),
        },
        exercises=_EXERCISES,
        beyond=_BEYOND,
        split="by car; without a test folder diaries by their halves in time, each judged by the shape of the other. Trips are "
        "of a car that nothing was fitted to",
        model={"shape": "lines through knots, fitted to others and as published", "flat": "no allowance"},
        intervals={name: resampled(part, _mean(name)) for name, part in judged.items()},
    )


def read(folder: Path) -> dict[str, Car]:
    """The days of driving of each diary, ascending."""
    days: dict[str, dict[date, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in parquet.read_table(file(folder, _SET, _FILE)).to_pylist():
        if row["trip_km"] and row["kwh_per_100km"] and row["avg_speed_kmh"] and row["date"]:
            days[row["vehicle"]][row["date"].date()].append(row)
    return {
        car: [drive for day in sorted(rows) if rules.is_told(drive := _drive(day, rows[day]))]
        for car, rows in days.items()
    }


def _drive(day: date, trips: Sequence[Mapping[str, Any]]) -> Drive:
    km = sum(trip["trip_km"] for trip in trips)
    kwh = sum(trip["trip_km"] * trip["kwh_per_100km"] for trip in trips) / 100
    hours = sum(trip["trip_km"] / trip["avg_speed_kmh"] for trip in trips)
    return Drive(day, kwh / km * 100, _air(day), km / hours, km)


def _air(day: date) -> float:
    """Between the middles of the months."""
    middles = (np.arange(12) + 0.5) * _MONTH_DAYS
    return float(np.interp(day.timetuple().tm_yday, middles, _AIR, period=12 * _MONTH_DAYS))


def _halves(cars: Mapping[str, Car]) -> list[tuple[dict[str, Car], dict[str, Car]]]:
    first = {name: car[: len(car) // 2] for name, car in cars.items()}
    second = {name: car[len(car) // 2 :] for name, car in cars.items()}
    return [(first, second), (second, first)]


def _fit(cars: Mapping[str, Car]) -> Shape:
    """Every sixty days of a diary teach as a car of its own: no more is kept of one at a time."""
    stretches: dict[tuple[str, int], list[Drive]] = defaultdict(list)
    for name, car in cars.items():
        for drive in car:
            stretches[name, (drive.day - car[0].day) // _KEPT].append(drive)
    return learn.fit(learn.usable(list(stretches.values())))


def _months(fitted: Shape, cars: Mapping[str, Car]) -> list[Values]:
    """What was found on each look, by name, for each month of each car."""
    found: dict[tuple[str, int, int], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, car in cars.items():
        for day, told in _looks(fitted, car):
            for figure, value in told.items():
                found[name, day.year, day.month][figure].append(value)
    return list(found.values())


def _looks(fitted: Shape, car: Car) -> Iterator[tuple[date, dict[str, float]]]:
    for last, today in enumerate(car):
        known = [drive for drive in car[: last + 1] if today.day - drive.day < _KEPT]
        if rules.consumption(known) is not None:
            yield today.day, _figures(known, {"": fitted, "published_": PUBLISHED}) | _flat(known)


def _figures(known: Car, shapes: Mapping[str, Shape]) -> dict[str, float]:
    told = {}
    for name, shape in shapes.items():
        found = rules.consumption(known, shape)
        assert found is not None
        told[f"{name}month_error_pct"] = 100 * abs(found.lately / found.usual - 1)
        told[f"{name}day_error_pct"] = float(learn.errors(known, shape).mean())
        told[f"{name}told_pct"] = 100.0 * (usage.risen(found) is not None)
    return told


def _flat(known: Car) -> dict[str, float]:
    """The same for the month where nothing is allowed for: the car's own median before."""
    before, lately = rules.parted(known)
    used = sum(drive.kwh_100km * drive.km for drive in lately) / sum(drive.km for drive in lately)
    return {"flat_month_error_pct": 100 * abs(used / median(drive.kwh_100km for drive in before) - 1)}


def _mean(name: str) -> Callable[[Sequence[Values]], float]:
    return lambda units: float(np.mean([value for unit in units for value in unit[name]]))
