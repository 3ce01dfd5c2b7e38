"""From what owners of a simulated fleet were told to precision, recall, lead time, calibration and load."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from domain.health.facts import Level
from domain.health.training.fleets import ZONE
from domain.simulation.fleet import forms
from domain.simulation.fleet.facts import FaultTruth
from jobs.lab.evaluations.facts import resampled
from jobs.lab.evaluations.fleet_life import Look, OwnerWarning, Year

HOUR = timedelta(hours=1)
SLOW = timedelta(days=4)  # forms that always take longer from onset to harm allow a warning 48 h ahead
_BINS = 10


@dataclass(frozen=True, slots=True)
class Car:
    """One owner's year: warnings at yellow or red, faults that came to harm, and when each was first told."""

    warnings: tuple[OwnerWarning, ...]
    harmed: tuple[tuple[FaultTruth, datetime | None], ...]


def by_car(year: Year, *, end: datetime) -> list[Car]:
    """Only faults whose harm lies before `end` count for recall."""
    warned: dict[int, list[OwnerWarning]] = {}
    for warning in year.warnings:
        if warning.level >= Level.YELLOW:
            warned.setdefault(warning.car, []).append(warning)
    harmed: dict[int, list[tuple[FaultTruth, datetime | None]]] = {}
    for fault in year.faults:
        if fault.harm_at is not None and fault.harm_at <= end:
            first = min((each.at for each in warned.get(fault.car, []) if _is_of(each, fault)), default=None)
            harmed.setdefault(fault.car, []).append((fault, first))
    return [Car(tuple(warned.get(car, ())), tuple(harmed.get(car, ()))) for car in range(year.cars)]


def _is_of(warning: OwnerWarning, fault: FaultTruth) -> bool:
    assert fault.harm_at is not None
    return warning.check in fault.checks and fault.onset <= warning.at <= fault.harm_at


def precision(cars: Sequence[Car]) -> float:
    right = [each.fault is not None for car in cars for each in car.warnings]
    return float(np.mean(right)) if right else float("nan")


def recall(cars: Sequence[Car]) -> float:
    hits = [first is not None for car in cars for _, first in car.harmed]
    return float(np.mean(hits)) if hits else float("nan")


def lead_h(cars: Sequence[Car]) -> float:
    """Median hours from the first warning to the harm, of faults whose form allows two days."""
    ahead = [
        (fault.harm_at - first) / HOUR
        for car in cars
        for fault, first in car.harmed
        if first is not None and fault.harm_at is not None and forms.SHORTEST[fault.cause, fault.form] >= SLOW
    ]
    return median(ahead) if ahead else float("nan")


def figures(cars: Sequence[Car], looks: Sequence[Look]) -> dict[str, Any]:
    warnings = [each for car in cars for each in car.warnings]
    harmed = [each for car in cars for each in car.harmed]
    by_horizon = calibration(looks)
    return {
        "precision": precision(cars) if warnings else None,
        "recall": recall(cars) if harmed else None,
        "median_lead_h": lead_h(cars) if harmed else None,
        "told": len(warnings),
        "right": sum(each.fault is not None for each in warnings),
        "harmed": len(harmed),
        "told_in_time": sum(first is not None for _, first in harmed),
        "most_warnings_a_month": most_a_month(cars),
        "calibration_error": max((each["ece"] for each in by_horizon.values()), default=None),
        "calibration": by_horizon,
        "by_check": _by_check(warnings, harmed),
        "by_form": _by_form(harmed),
    }


def intervals(cars: Sequence[Car]) -> dict[str, tuple[float, float]]:
    """By drawing cars again; those without a warning or a harm change nothing and are left out."""
    telling = [car for car in cars if car.warnings or car.harmed]
    if not any(car.warnings for car in cars) or not any(car.harmed for car in cars):
        return {}
    return {
        "precision": resampled(telling, precision),
        "recall": resampled(telling, recall),
        "median_lead_h": resampled(telling, lead_h),
    }


def most_a_month(cars: Sequence[Car]) -> int:
    """The most yellow warnings that any owner got in one calendar month; red ones are outside the budget."""
    zone = ZoneInfo(ZONE)
    most = 0
    for car in cars:
        months = Counter(
            f"{each.at.astimezone(zone):%Y-%m}" for each in car.warnings if each.level < Level.RED
        )
        most = max([most, *months.values()])
    return most


def calibration(looks: Sequence[Look]) -> dict[str, dict[str, float]]:
    """By horizon: expected calibration error over ten bins of the stated chance, mean chance, share that came."""
    by_horizon = {}
    for horizon in sorted({look.horizon for look in looks}):
        stated = np.array([look.chance for look in looks if look.horizon == horizon])
        came = np.array([look.came for look in looks if look.horizon == horizon], dtype=np.float64)
        bins = np.minimum((stated * _BINS).astype(np.int64), _BINS - 1)
        error = sum(
            abs(stated[bins == one].mean() - came[bins == one].mean()) * np.mean(bins == one)
            for one in set(bins.tolist())
        )
        by_horizon[f"{horizon / HOUR:.0f} h"] = {
            "ece": float(error), "stated": float(stated.mean()), "came": float(came.mean()), "looks": float(stated.size),
        }  # fmt: skip
    return by_horizon


def _by_check(
    warnings: Sequence[OwnerWarning], harmed: Sequence[tuple[FaultTruth, datetime | None]]
) -> dict[str, dict[str, Any]]:
    by_check: dict[str, dict[str, Any]] = {}
    for check in sorted({each.check for each in warnings} | {fault.check for fault, _ in harmed}):
        warned = [each for each in warnings if each.check == check]
        ends = [(fault, first) for fault, first in harmed if fault.check == check]
        ahead = [(fault.harm_at - first) / HOUR for fault, first in ends if first and fault.harm_at]
        by_check[check] = {
            "told": len(warned),
            "right": sum(each.fault is not None for each in warned),
            "harmed": len(ends),
            "told_in_time": len(ahead),
            "median_lead_h": median(ahead) if ahead else None,
        }
    return by_check


def _by_form(harmed: Sequence[tuple[FaultTruth, datetime | None]]) -> Mapping[str, dict[str, int]]:
    by_form: dict[str, dict[str, int]] = {}
    for fault, first in harmed:
        of_form = by_form.setdefault(f"{fault.cause}.{fault.form}", {"harmed": 0, "told_in_time": 0})
        of_form["harmed"] += 1
        of_form["told_in_time"] += first is not None
    return dict(sorted(by_form.items()))
