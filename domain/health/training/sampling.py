"""Findings of checks on simulated cars, as rows to learn from or to judge by.

A row is a look at the end of a day, weighted by how many looks of a real fleet it stands for, so that chances are
true at real rates: faults are drawn far more often than they happen, and false alarms are counted among further cars
that never have a fault, since they are too rare to be met with otherwise.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from domain.health import catalogue, chances
from domain.health.facts import Finding, Level
from domain.health.training import fleets
from domain.learning import base_rates
from domain.learning.facts import Rows
from domain.simulation.fleet.facts import FaultTruth
from domain.simulation.fleet.run import Fleet

OFTEN: Final = 2_000.0  # per 10,000 cars and year: how often each fault and failing sensor is drawn
EVERY: Final = 14  # days between looks at a car where nothing is wrong
HEALED: Final = timedelta(days=10)  # so long readings from before a repair still count: not looked at
HOUR = timedelta(hours=1)
FAILING: Mapping[str, str] = {
    "flow_sensor": "coolant_loop",
    "loop_thermometer": "coolant_loop",
    "tyre_sensor_stuck": "tyre_pressure",
    "tyre_sensor_noise": "tyre_pressure",
    "voltmeter": "twelve_volt",
    "towing": "motor_heat",
    "motor_thermometer": "motor_heat",
}


@dataclass(slots=True)
class Sheet:
    """Rows of one check while they are collected."""

    evidence: dict[str, list[float]] = field(default_factory=dict)
    cars: list[int] = field(default_factory=list)
    at_h: list[float] = field(default_factory=list)
    harm_in_h: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    holdout: list[str] = field(default_factory=list)
    tripped: list[bool] = field(default_factory=list)
    urged: list[bool] = field(default_factory=list)

    def add(
        self, finding: Finding, *, car: int, ends: Sequence[FaultTruth], at: datetime, weight: float
    ) -> None:
        """ends: faults whose harm the finding would foretell."""
        for name, value in finding.evidence.items():
            self.evidence.setdefault(name, []).append(value)
        ahead = [(each.harm_at - at) / HOUR for each in ends if each.harm_at and each.harm_at >= at]
        self.cars.append(car)
        self.at_h.append(at.timestamp() / 3600)
        self.harm_in_h.append(min(ahead, default=float("inf")))
        self.weights.append(weight)
        self.holdout.append(ends[0].form if ends else str(car))
        self.tripped.append(_trips(finding))
        self.urged.append(finding.level >= Level.YELLOW)

    def rows(self) -> Rows:
        return Rows(
            evidence={name: np.array(values) for name, values in self.evidence.items()},
            cars=np.array(self.cars),
            at_h=np.array(self.at_h),
            harm_in_h=np.array(self.harm_in_h),
            weights=np.array(self.weights),
            holdout=np.array(self.holdout),
            tripped=np.array(self.tripped),
            urged=np.array(self.urged),
        )


def write(sheets: Mapping[str, Sheet], fleet: Fleet, car: int, *, name: int) -> None:
    """Add rows of one car of a fleet with frequent faults. name: its number among all cars drawn.

    Where nothing is wrong nor about to be, what trips is left out here: see `false_alarms`.
    """
    past, wrong = fleet.past(car), [fault for fault in fleet.ground.faults if fault.car == car]
    for code, sheet in sheets.items():
        check = catalogue.BY_CODE[code]
        own = [fault for fault in wrong if code in fault.checks or FAILING.get(fault.cause) == code]
        for day, weight in _days(fleet, own, offset=car):
            finding = check.check(fleets.view(fleet, past, day, check=check))
            if finding is not None and (weight < EVERY or not _trips(finding)):
                ends = [fault for fault in own if _foretold(fault, finding)]
                sheet.add(finding, car=name, ends=ends, at=fleet.now(day), weight=weight)


def false_alarms(sheets: Mapping[str, Sheet], fleet: Fleet, *, first: int, weight: float) -> None:
    """Add rows of healthy cars: every day on which a check trips.

    first: number of the fleet's first car among all cars drawn. weight: looks of a real fleet that one stands for.
    """
    due = fleets.suspects(fleet, sheets)
    for car in range(fleet.ground.cars.count):
        past, name = fleet.past(car), first + car
        for code, sheet in sheets.items():
            check = catalogue.BY_CODE[code]
            for day in np.flatnonzero(due[code][car]).tolist():
                finding = check.check(fleets.view(fleet, past, day, check=check))
                if finding is not None and _trips(finding):
                    sheet.add(finding, car=name, ends=[], at=fleet.now(day), weight=weight)


def _trips(finding: Finding) -> bool:
    return finding.strength >= chances.TRIPS


def _foretold(fault: FaultTruth, finding: Finding) -> bool:
    """Whether a finding foretells the harm of a fault: that of another check's fault only where the cause names this one too."""
    return fault.harm_at is not None and (fault.check == finding.check or _trips(finding))


def _days(fleet: Fleet, wrong: list[FaultTruth], *, offset: int) -> Iterator[tuple[int, float]]:
    """Days looked at, and how many looks of a real fleet each stands for: every one while something is wrong.

    A car whose harm is still to come is as rare in a real fleet before its onset as after it.
    """
    for day in range(fleet.days):
        now = fleet.now(day)
        if any(fault.harm_at and fault.harm_at < now < fault.mended_at + HEALED for fault in wrong):
            continue
        present = [fault.cause for fault in wrong if fault.present(now)]
        if present:
            yield day, _rarity(present)
        elif day % EVERY == offset % EVERY:
            coming = [fault.cause for fault in wrong if fault.harm_at and fault.harm_at > now]
            yield day, float(EVERY) * _rarity(coming)


def _rarity(causes: list[str]) -> float:
    """Return how many times rarer the rarest of these causes is in a real fleet than here; 1 without causes."""
    return min((base_rates.CAUSES[cause].per_10k_car_years / OFTEN for cause in causes), default=1.0)
