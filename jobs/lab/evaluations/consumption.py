"""Consumption in owners' diaries against what is usual for their cars, by the published shape and by one fitted to other days."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from pyarrow import parquet

from domain.energy import learn, rules
from domain.energy.facts import PUBLISHED, Drive, Shape
from domain.health.evidence import usage
from domain.telemetry.features import extraction
from jobs.lab.evaluations import road
from jobs.lab.evaluations.facts import Outcome, contents, file, needed, require_disjoint, resampled

_SET, _FILE = "ev_energy_logs", "trip_logs.parquet"
_EXERCISES = (
    "energy.rules.consumption, energy.learn.fit (the recipe of `beforehand train consumption`) and "
    "health.evidence.usage.risen, by which a car's page says that it needs more than weather and traffic explain"
)
_BEYOND = (
    "air is the mean of the month in Germany, as diaries tell neither place nor weather; energy and speed are what "
    "owners wrote down, not what the car sent; a diary without speeds judges the part of temperature alone, the trips that of "
    "speed alone"
)
BY_CHANCE = 0.01  # of days: two cars may have done the same on one day of a year
_KEPT = timedelta(days=extraction.KEEP_DAYS)
# Diaries tell neither place nor weather: °C of the air in Germany by month, mean of 1991 to 2020 (DWD).
_AIR = (0.9, 1.5, 4.6, 9.0, 13.1, 16.4, 18.3, 18.0, 13.9, 9.4, 4.9, 1.8)
_MONTH_DAYS = 365.25 / 12
_ANY_KMH = 40.0  # what cars are compared at; a day whose speed nobody told explains nothing by it
_OTHERS = ("published", "flat")
_COMPARED = (
    "day_error_pct",
    "published_day_error_pct",
    "month_error_pct",
    "published_month_error_pct",
    "flat_month_error_pct",
)

Car = Sequence[Drive]
Values = Mapping[str, list[float]]
Pair = tuple[Mapping[str, Car], Mapping[str, Car]]  # cars to learn from, cars to judge on


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Look at each car on each of its days as the product does: what is kept of sixty days, the latest against those before."""
    del progress
    folder = needed(train, option="--train")
    cars = read(folder)
    pairs: list[Pair] = [(cars, _unseen(cars, test))] if test else _halves(cars)
    by_car = _by_car(pairs)
    units = [unit for months in by_car.values() for unit in months]
    speedless = [unit for months in _by_car(_speedless(pairs)).values() for unit in months]
    trips = road.errors(road.read(test or folder), _fit(cars))
    singly = [{name: [value] for name, value in trip.items()} for trip in trips]
    by_figure = {name: part for part in (units, singly) for name in sorted(part[0])}
    return Outcome(
        metrics={name: _mean(name)(part) for name, part in by_figure.items()}
        | {f"speedless_{name}": _mean(name)(speedless) for name in _COMPARED}
        | {"cars": {car: _compared(months) for car, months in by_car.items()}}
        | {"gained": _gained(by_car)},
        n=_counts(pairs, by_car) | {"trips": len(trips)},
        exercises=_EXERCISES,
        beyond=_BEYOND,
        split="by car; without a test folder diaries by their halves in time, each judged by the shape of the other. Trips are "
        "of a car that nothing was fitted to",
        model={"shape": "lines through knots, fitted to others and as published", "flat": "no allowance"},
        intervals={name: resampled(part, _mean(name)) for name, part in by_figure.items()}
        | {f"speedless_{name}": resampled(speedless, _mean(name)) for name in _COMPARED},
    )


def _counts(pairs: Sequence[Pair], by_car: Mapping[str, Sequence[Values]]) -> dict[str, int]:
    units = [unit for months in by_car.values() for unit in months]
    return {
        "cars": len(by_car),
        "cars_without_speed": sum(_is_speedless(car) for _, unseen in pairs for car in unseen.values()),
        "car_months": len(units),
        "looks": sum(len(unit["month_error_pct"]) for unit in units),
    }


def read(folder: Path) -> dict[str, Car]:
    """The days of driving of each diary, ascending. Of a diary that tells no speed, each day counts as driven at one."""
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in parquet.read_table(file(folder, _SET, _FILE)).to_pylist():
        if row["trip_km"] and row["kwh_per_100km"] and row["date"]:
            rows[row["vehicle"]].append(row)
    return {car: _driven(trips) for car, trips in rows.items()}


def _driven(trips: Sequence[Mapping[str, Any]]) -> Car:
    with_speed = [trip for trip in trips if trip["avg_speed_kmh"]]
    days: dict[date, list[Mapping[str, Any]]] = defaultdict(list)
    for trip in with_speed or [{**trip, "avg_speed_kmh": _ANY_KMH} for trip in trips]:
        days[trip["date"].date()].append(trip)
    return [drive for day in sorted(days) if rules.is_told(drive := _drive(day, days[day]))]


def _is_speedless(car: Car) -> bool:
    return all(drive.kmh == _ANY_KMH for drive in car)


def _speedless(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the same cars; those that are judged have one fixed speed, as though they had reported none."""
    return [
        (training, {name: [replace(drive, kmh=_ANY_KMH) for drive in car] for name, car in unseen.items()})
        for training, unseen in pairs
    ]


def _unseen(cars: Mapping[str, Car], test: Path) -> Mapping[str, Car]:
    """Raises Refusal data_not_apart where the days of a car that judges are among those that were learned from."""
    training, unseen = [row for car in cars.values() for row in _rows(car)], read(test)
    for car in unseen.values():
        require_disjoint(training, _rows(car), by_chance=BY_CHANCE)
    return unseen


def _rows(car: Car) -> list[bytes]:
    """What was driven on each day of the year; not how fast, as a copy may have lost that."""
    columns = ([getattr(drive, name) for drive in car] for name in ("kwh_100km", "celsius", "km"))
    return contents(*map(np.array, columns))


def _drive(day: date, trips: Sequence[Mapping[str, Any]]) -> Drive:
    km = sum(trip["trip_km"] for trip in trips)
    kwh = sum(trip["trip_km"] * trip["kwh_per_100km"] for trip in trips) / 100
    hours = sum(trip["trip_km"] / trip["avg_speed_kmh"] for trip in trips)
    return Drive(day, kwh / km * 100, _air(day), km / hours, km)


def _air(day: date) -> float:
    """Return the air's temperature on a day, °C, interpolated between the middles of the months."""
    middles = (np.arange(12) + 0.5) * _MONTH_DAYS
    return float(np.interp(day.timetuple().tm_yday, middles, _AIR, period=12 * _MONTH_DAYS))


def _halves(cars: Mapping[str, Car]) -> list[Pair]:
    first = {name: car[: len(car) // 2] for name, car in cars.items()}
    second = {name: car[len(car) // 2 :] for name, car in cars.items()}
    return [(first, second), (second, first)]


def _fit(cars: Mapping[str, Car]) -> Shape:
    """Fit the shape; every sixty days of a diary count as a car of their own, because no more is stored of one at a time."""
    stretches: dict[tuple[str, int], list[Drive]] = defaultdict(list)
    for name, car in cars.items():
        for drive in () if _is_speedless(car) else car:
            stretches[name, (drive.day - car[0].day) // _KEPT].append(drive)
    return learn.fit(learn.usable(list(stretches.values())))


def _by_car(pairs: Sequence[Pair]) -> dict[str, list[Values]]:
    """Return the cars that have a month to judge."""
    by_car: dict[str, list[Values]] = defaultdict(list)
    for training, unseen in pairs:
        fitted = _fit(training)
        for name, car in unseen.items():
            by_car[name] += _months(fitted, car)
    return {name: months for name, months in by_car.items() if months}


def _months(fitted: Shape, car: Car) -> list[Values]:
    """What was found on each look, by name, for each month of a car."""
    by_month: dict[tuple[int, int], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for day, figures in _looks(fitted, car):
        for figure, value in figures.items():
            by_month[day.year, day.month][figure].append(value)
    return list(by_month.values())


def _compared(months: Sequence[Values]) -> dict[str, Any]:
    """One car: its errors by each shape, and by how many points the fitted one is nearer than the others, with intervals."""
    figures: dict[str, Any] = {"months": len(months)} | {name: _mean(name)(months) for name in _COMPARED}
    for other in _OTHERS:
        low, high = resampled(months, _gain(other))
        figures |= {f"gain_on_{other}": _gain(other)(months), f"gain_on_{other}_90": [low, high]}
    return figures


def _gain(other: str) -> Callable[[Sequence[Values]], float]:
    return lambda months: _mean(f"{other}_month_error_pct")(months) - _mean("month_error_pct")(months)


def _gained(by_car: Mapping[str, Sequence[Values]]) -> dict[str, int]:
    """Count the cars whose months the fitted shape explains better, worse, or neither with certainty, than each other shape."""
    counts: dict[str, int] = {}
    for other in _OTHERS:
        ends = [resampled(months, _gain(other)) for months in by_car.values()]
        better, worse = sum(low > 0 for low, _ in ends), sum(high < 0 for _, high in ends)
        counts |= {
            f"better_than_{other}": better,
            f"worse_than_{other}": worse,
            f"as_good_as_{other}": len(ends) - better - worse,
        }
    return counts


def _looks(fitted: Shape, car: Car) -> Iterator[tuple[date, dict[str, float]]]:
    for last, today in enumerate(car):
        drives = [drive for drive in car[: last + 1] if today.day - drive.day < _KEPT]
        if rules.consumption(drives) is not None:
            yield today.day, _figures(drives, {"": fitted, "published_": PUBLISHED}) | _flat(drives)


def _figures(drives: Car, shapes: Mapping[str, Shape]) -> dict[str, float]:
    figures = {}
    for name, shape in shapes.items():
        consumption = rules.consumption(drives, shape)
        assert consumption is not None
        figures[f"{name}month_error_pct"] = 100 * abs(consumption.lately / consumption.usual - 1)
        figures[f"{name}day_error_pct"] = float(learn.errors(drives, shape).mean())
        figures[f"{name}told_pct"] = 100.0 * (usage.risen(consumption) is not None)
    return figures


def _flat(drives: Car) -> dict[str, float]:
    """Return the month's errors where neither weather nor traffic is allowed for: against the car's own median before."""
    before, lately = rules.parted(drives)
    used = sum(drive.kwh_100km * drive.km for drive in lately) / sum(drive.km for drive in lately)
    return {"flat_month_error_pct": 100 * abs(used / median(drive.kwh_100km for drive in before) - 1)}


def _mean(name: str) -> Callable[[Sequence[Values]], float]:
    return lambda units: float(np.mean([value for unit in units for value in unit[name]]))
