"""A simulated fleet over a year at real base rates: faults in forms that nothing was chosen or learned on.

Every car is judged at the end of every day by the shipped checks; warnings are told by the shipped rules within the
owner's budget. The truth is known because it is simulated, and that is all these figures can show.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from domain.learning import base_rates
from domain.simulation.fleet import forms, run
from jobs.lab.evaluations import fleet_figures, fleet_life
from jobs.lab.evaluations.facts import SEED, Outcome, spread
from jobs.lab.evaluations.fleet_figures import Car
from jobs.lab.evaluations.fleet_life import Year
from jobs.progress import track

CARS, DAYS = 10_000, 365
START = date(2027, 1, 1)
USE = "judging"
SEEDS = SEED + 700_000  # cars and weather of their own: nothing was looked at with them before
_TOGETHER = 100  # cars simulated at once


def evaluate(
    train: Path | None, test: Path | None, *, progress: bool = False, cars: int = CARS, days: int = DAYS
) -> Outcome:
    """Simulate, judge and tell; neither folder is read, as nothing but the seed decides."""
    del train, test
    size = min(cars, _TOGETHER)
    seeds = range(SEEDS, SEEDS + -(-cars // size))
    groups = list(track(
        spread(partial(_year, size=size, days=days), seeds, at_once=len(seeds) > 1),
        description="fleets", total=len(seeds), disable=not progress,
    ))  # fmt: skip
    owners = [car for _, members in groups for car in members]
    looks = list(chain.from_iterable(year.looks for year, _ in groups))
    faults = Counter(fault.cause for year, _ in groups for fault in year.faults)
    return Outcome(
        metrics=fleet_figures.figures(owners, looks) | {"held": _waiting_counts(groups)},
        n={
            "vehicles": len(owners),
            "vehicle_days": sum(year.car_days for year, _ in groups),
            "faults": dict(sorted(faults.items())),
            "faults_per_10000_vehicle_days": _rate(groups),
            "checks_run_in_full": sum(year.full for year, _ in groups),
        },
        exercises="every shipped check that reads signals, the batch path before them, and the rules and budget by which owners are told",
        beyond="real faults and real cars: whatever was not thought of in the simulation is missing from it",
        split="fault forms, cars and weather here were used by nothing that was fitted, gated, muted or chosen; judged once",
        model={"checks": fleet_life.judged_checks(), "simulated": True, "forms": _forms()},
        intervals=fleet_figures.intervals(owners),
    )


def _year(seed: int, *, size: int, days: int) -> tuple[Year, list[Car]]:
    fleet = run.make(size, seed=seed, start=START, days=days, forms=USE)
    year = fleet_life.live(fleet)
    return year, fleet_figures.by_car(year, end=fleet.now(days - 1))


def _waiting_counts(groups: Sequence[tuple[Year, list[Car]]]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for year, _ in groups:
        counts.update(year.delayed)
    return dict(counts)


def _rate(groups: Sequence[tuple[Year, list[Car]]]) -> float:
    days = sum(year.car_days for year, _ in groups)
    return sum(len(year.faults) for year, _ in groups) / days * 10_000


def _forms() -> Mapping[str, Any]:
    return {
        use: [f"{form.cause}.{form.code}" for form in real if base_rates.CAUSES[form.cause].check]
        for use, real in forms.BY_USE.items()
    }
