"""Groups of similar cars, and their baselines, from enough owners that no single car can be read off."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from domain.fleet.facts import Baseline, CarMeasures, Group
from domain.telemetry.facts import Day

FEWEST = 5  # owners; own choice, as is usual for published statistics: behind a quantile never stand fewer
_YEAR_DAYS = 365.25
_AGES = ((1.0, "first_year"), (3.0, "to_3_years"), (6.0, "to_6_years"))  # own choice: fade is quick at first
_CLIMATES = (
    (5.0, "cold"),
    (22.0, "mild"),
)  # °C of air over two months; own choice: heating, neither, cooling
_QUANTILES = (0.1, 0.5, 0.9)
_DIGITS = 3  # significant: finer ones could single out a car that is known to be among few


def group(model: str, in_use_since: date | None, days: Sequence[Day], *, today: date) -> Group:
    return Group(model, _age(in_use_since, today), _climate(days))


def _age(since: date | None, today: date) -> str:
    if since is None:
        return ""
    years = (today - since).days / _YEAR_DAYS
    return next((name for most, name in _AGES if years < most), "older")


def _climate(days: Sequence[Day]) -> str:
    middles = [
        (day.ambient_low_c + day.ambient_high_c) / 2
        for day in days
        if day.ambient_low_c is not None and day.ambient_high_c is not None
    ]
    if not middles:
        return ""
    mean = sum(middles) / len(middles)
    return next((name for most, name in _CLIMATES if mean < most), "hot")


def wider(own: Group) -> Iterator[Group]:
    """Return the groups of a car from the most similar cars to its whole model."""
    yield own
    yield Group(own.model, own.age, "")
    yield Group(own.model, "", "")


def baselines(cars: Iterable[CarMeasures]) -> dict[tuple[Group, str], Baseline]:
    """Return baselines by group and measure; none from fewer than five owners."""
    values: dict[tuple[Group, str], list[float]] = defaultdict(list)
    owners: dict[tuple[Group, str], set[int]] = defaultdict(set)
    for each in cars:
        for among in set(wider(each.group)):
            for measure, value in each.measures.items():
                values[among, measure].append(value)
                owners[among, measure].add(each.owner_id)
    return {key: _baseline(values[key]) for key in values if len(owners[key]) >= FEWEST}


def _baseline(values: Sequence[float]) -> Baseline:
    low, middle, high = (float(f"{q:.{_DIGITS}g}") for q in np.quantile(values, _QUANTILES))
    return Baseline(len(values), low, middle, high)


def nearest(baselines_by_group: Mapping[Group, Mapping[str, Baseline]], own: Group) -> dict[str, Baseline]:
    """Return by measure the baseline of the most similar group that has one."""
    by_measure: dict[str, Baseline] = {}
    for among in wider(own):
        by_measure = {**baselines_by_group.get(among, {}), **by_measure}
    return by_measure
