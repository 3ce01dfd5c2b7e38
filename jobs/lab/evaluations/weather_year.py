"""A year of weather in a cold and in a hot city: healthy cars, so that every warning about tyres or 12 V is false."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from domain.health.facts import Level
from domain.simulation.fleet import air, run
from jobs.lab.evaluations import fleet_life
from jobs.lab.evaluations.facts import SEED, Outcome, spread
from jobs.progress import track

CITIES = ("harbin", "haikou")
CARS, DAYS = 300, 365  # of each city
START = date(2027, 7, 1)
_TOGETHER = 50
_WEATHERED = ("tyre_pressure", "twelve_volt", "puncture")


def evaluate(
    train: Path | None, test: Path | None, *, progress: bool = False, cars: int = CARS, days: int = DAYS
) -> Outcome:
    """Count what owners of healthy cars are told, by city and check; neither folder is read."""
    del train, test
    groups = [(city, seed) for city in CITIES for seed in range(-(-cars // _TOGETHER))]
    one = partial(_warnings, size=min(cars, _TOGETHER), days=days)
    by_city: dict[str, Counter[str]] = {city: Counter() for city in CITIES}
    results = spread(one, groups, at_once=len(groups) > len(CITIES))
    for (city, _), each in track(
        zip(groups, results, strict=True), "weather", total=len(groups), disable=not progress
    ):
        by_city[city].update(each)
    return Outcome(
        metrics=_metrics(by_city),
        n={"vehicles_by_city": cars, "vehicle_days": 2 * cars * days},
        exercises="every shipped check through a year of seasons, cold snaps, heat waves, sun and changes of wheels",
        beyond="real weather and real tyres: both are simulated",
        split="nothing is fitted: limits are published, and each car is its own normal",
        model={"checks": fleet_life.judged_checks(), "simulated": True},
    )


def _warnings(group: tuple[str, int], *, size: int, days: int) -> Counter[str]:
    """Warnings by check and level; no fault and no failing sensor is simulated."""
    city, number = group
    places = np.full(size, air.CITIES.index(city))
    fleet = run.make(
        size,
        seed=SEED + 500_000 + number,
        start=START,
        days=days,
        forms="judging",
        rates={},
        cities=places,
    )
    return Counter(f"{each.check} {each.level.name.lower()}" for each in fleet_life.live(fleet).warnings)


def _metrics(by_city: Mapping[str, Counter[str]]) -> dict[str, object]:
    """Return the metrics. Blue warnings are no false alarms: they say that wear makes something due, true of healthy cars too."""
    weathered, warned = 0, 0
    for counts in by_city.values():
        for name, count in counts.items():
            check, level = name.split(" ")
            warned += count * (level != Level.BLUE.name.lower())
            weathered += count * (check in _WEATHERED)
    return {
        "tyre_and_12v_alarms": weathered,
        "red_and_yellow_alarms": warned,
        **{city: dict(sorted(counts.items())) for city, counts in by_city.items()},
    }
