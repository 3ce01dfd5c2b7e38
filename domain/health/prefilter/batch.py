"""Judge many cars at once: run only those checks of a car that could trip or have a live warning."""

from collections.abc import Mapping, Sequence

import numpy as np

from domain.health import catalogue, judging
from domain.health.facts import Finding, View
from domain.health.judging import Own
from domain.health.prefilter import catalogue as prefilters
from domain.health.prefilter.facts import Many
from domain.kit.arrays import Flags
from domain.telemetry.features import columns

_PLACARD = ("placard_front_kpa", "placard_front_kpa", "placard_rear_kpa", "placard_rear_kpa")


def many(views: Sequence[View]) -> Many:
    """Return the views as arrays of shape (cars,)."""
    features = [view.features for view in views]
    nan = float("nan")
    cars = [view.car for view in views]
    silent = [nan if view.quality.silent_s is None else view.quality.silent_s for view in views]
    return Many(
        now=np.array([view.now.timestamp() for view in views]),
        placard_kpa=np.array([[_or_nan(getattr(car, name)) for name in _PLACARD] for car in cars]),
        capacity_kwh=np.array([_or_nan(car.capacity_new_kwh) for car in cars]),
        silent_s=np.array(silent),
        recalled=np.array([bool(view.recalls) for view in views]),
        reports=np.array([bool(each.codes) and bool(each.codes[-1].active) for each in features]),
        alarmed=np.array([any(alarm.level for alarm in each.alarms[-2:]) for each in features]),
        parts={
            part: columns.of(features, part, names, most=most)
            for part, (names, most) in prefilters.NEEDED.items()
        },
    )


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def suspects(cars: Many) -> dict[str, Flags]:
    """Return by check where it has to be run, shape (...)."""
    return {check.CODE: prefilters.could_trip(check.CODE, cars) for check in catalogue.ALL}


def judge(
    views: Sequence[View], *, standing: Sequence[frozenset[str]], own: Sequence[Own | None] | None = None
) -> list[dict[str, Finding | None]]:
    """As `service.judge`, one mapping a car; checks that cannot trip and have no live warning are left out.

    standing: the checks whose warnings are live, by car: there a finding matters even if nothing is wrong. own: as in
    `service.judge`, by car. Prefilters ignore breaks, so every check of a car with a break is run.
    """
    due = suspects(many(views))
    flags: Mapping[str, list[bool]] = {code: each.tolist() for code, each in due.items()}
    models = own or [None] * len(views)
    return [
        {
            check.CODE: judging.conclude(check, view, at_work)
            for check in catalogue.ALL
            if flags[check.CODE][place] or check.CODE in live or view.breaks
        }
        for place, (view, live, at_work) in enumerate(zip(views, standing, models, strict=True))
    ]
