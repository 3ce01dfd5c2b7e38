"""How often the coolant and 12 V checks speak over many simulated cars, seasons and seeds: false alarms and misses.

Thresholds may be chosen on the development half; the held-out half has other years, so other weather, and other
seeds. Figures stand in docs/checks-evidence.md.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

from domain.health.checks import coolant_loop, twelve_volt
from domain.health.facts import Check, Level, View
from domain.simulation import run, stories
from domain.simulation.cars import DEMO_CARS, registry_car
from domain.simulation.facts import Fault, FaultKind, SimCar
from domain.telemetry.facts import Features, Flow, Quality
from domain.telemetry.features import extraction as kept
from jobs.progress import track

# Year of the onset, and what is added to a car's seed.
HALVES: dict[str, tuple[tuple[int, int], ...]] = {
    "development": ((2026, 0), (2028, 7_000)),
    "held_out": ((2027, 5_000), (2029, 12_000)),
}
BASELINE_DAYS = 30
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
STEP_S = 60
YEAR = range(1, 13)
IN_USE_BY = date(2025, 9, 1)  # even the newest demo car is to have a past
_UNUSED = Quality(0, 0.0, 0.0, 0.0, None, None, None)  # neither check reads it

Faults = Callable[[datetime], tuple[Fault, ...]]


def _sensor_in(colder: float) -> Faults:
    return lambda onset: (
        Fault(FaultKind.FLOW_SENSOR, onset, over_days=1, size=6.0),
        Fault(FaultKind.COLDER, onset, over_days=5, size=colder),
    )


def _shipped(code: str, check: Check, *, days: int | None = None) -> tuple[Faults, int, Check]:
    story = stories.STORIES[code]
    return story.faults, days or story.days, check


# By name: what happens, for how many days after the onset, and the check that looks.
TOLD: dict[str, tuple[Faults, int, Check]] = {
    "coolant_leak": _shipped("coolant_leak", coolant_loop),
    "flow_sensor_fault": _shipped("flow_sensor_fault", coolant_loop),
    "flow_sensor_fault_in_heat": (_sensor_in(-10.0), 6, coolant_loop),
    "flow_sensor_fault_in_frost": (_sensor_in(15.0), 6, coolant_loop),
    "hot_day": _shipped("hot_day", coolant_loop),
    "cold_morning": _shipped("cold_morning", coolant_loop),
    "altitude": _shipped("altitude", coolant_loop),
    "long_parking": _shipped("long_parking", coolant_loop),
    "healthy": _shipped("healthy", coolant_loop, days=14),
    "cold_12v": _shipped("cold_12v", twelve_volt),
}


@dataclass(frozen=True, slots=True)
class Run:
    """The highest strength, days from the onset until the check tripped (None: never), and whether it was red."""

    highest: float
    tripped_after: float | None
    red: bool


def measure(
    half: str, *, cars: Sequence[SimCar] = DEMO_CARS, months: Sequence[int] = YEAR, progress: bool = False
) -> dict[str, dict[str, Any]]:
    """Tell every story of `TOLD` for each car and month; the checks look after each hour driven and each day."""
    runs: dict[str, list[Run]] = defaultdict(list)
    onsets = [
        (replace(car, seed=car.seed + more, in_use_since=min(car.in_use_since, IN_USE_BY)), year, month)
        for year, more in HALVES[half]
        for car in cars
        for month in months
    ]
    for car, year, month in track(onsets, description=half, disable=not progress):
        onset = datetime(year, month, 11, tzinfo=UTC)
        before = _weeks(car, onset)
        for name in TOLD:
            runs[name].append(_tell(car, onset, name=name, before=before))
    return {name: _figures(story_runs) for name, story_runs in runs.items()}


def _figures(runs: list[Run]) -> dict[str, Any]:
    after = [run.tripped_after for run in runs if run.tripped_after is not None]
    return {
        "runs": len(runs),
        "tripped": len(after),
        "red": sum(run.red for run in runs),
        "highest": round(max(run.highest for run in runs), 2),
        "median_days": round(median(after), 2) if after else None,
    }


def _weeks(car: SimCar, onset: datetime, *, faults: tuple[Fault, ...] = ()) -> Features:
    features = Features()
    for back in range(BASELINE_DAYS, 0, -1):
        features = _with_day(features, car, onset - back * DAY, faults=faults)
    return features


def _with_day(features: Features, car: SimCar, begin: datetime, *, faults: tuple[Fault, ...]) -> Features:
    window = run.simulate(car, start=begin - kept.LOOK_BACK, end=begin + DAY, faults=faults, step_s=STEP_S)
    return kept.fold(features, kept.extract(window, day=begin.date()), day=begin.date())


def _tell(car: SimCar, onset: datetime, *, name: str, before: Features) -> Run:
    making, days, check = TOLD[name]
    faults = making(onset)
    early = any(fault.onset < onset for fault in faults)
    features = _weeks(car, onset, faults=faults) if early else before  # healthy weeks are shared
    highest, after, red = 0.0, None, False
    for number in range(days + 1):
        begin = onset + number * DAY
        features = _with_day(features, car, begin, faults=faults)
        for view in _looks(car, features, begin):
            finding = check.check(view)
            highest = max(highest, finding.strength if finding else 0.0)
            if finding and finding.strength >= 1:
                after = after or (view.now - onset) / DAY
                red = red or finding.level is Level.RED
    return Run(highest, after, red)


def _looks(car: SimCar, features: Features, begin: datetime) -> Iterator[View]:
    """What was known after each hour driven of the day, and at its end."""
    hours = [flow.at + HOUR for flow in features.flows if flow.at >= begin]
    for now in sorted({*hours, begin + DAY}):
        past = replace(features, flows=_until(features.flows, now))
        yield View(now, "Asia/Shanghai", registry_car(car), past, _UNUSED)


def _until(flows: tuple[Flow, ...], now: datetime) -> tuple[Flow, ...]:
    return tuple(flow for flow in flows if flow.at + HOUR <= now)


if __name__ == "__main__":
    halves = sys.argv[1:] or list(HALVES)
    results = {half: measure(half, progress=sys.stderr.isatty()) for half in halves}
    sys.stdout.write(json.dumps(results, indent=2) + "\n")
