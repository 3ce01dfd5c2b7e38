"""From what is known of a car to the points of its health report; pure. docs/yearly-report.md states the same table."""

from collections.abc import Collection, Sequence
from datetime import date
from statistics import fmean
from typing import Final

from domain.checkup.facts import WEIGHTS, Certificate, Part, PartScore, State, System
from domain.health.facts import Level

WORN_OUT: Final = 70.0
"""Percent of new that earns no point: what UN GTR No. 22 wants a pack to have after 8 years or 160,000 km at the least."""
LEVEL_POINTS: Final = {Level.BLUE: 75.0, Level.YELLOW: 40.0, Level.RED: 0.0}  # own choice
LEAST_KNOWN: Final = 50  # of the weights; own choice: a score of less would speak of a part as of the whole


def battery(of: Certificate | None) -> PartScore:
    """Give all points at 100 % of new and none at `WORN_OUT` or below."""
    if of is None:
        return PartScore(Part.BATTERY, None)
    points = (of.soh - WORN_OUT) / (100 - WORN_OUT) * 100
    return PartScore(Part.BATTERY, min(100.0, max(0.0, points)), of.charges)


def systems(every: Collection[System]) -> PartScore:
    """Give the mean of the systems that could be judged: all points where nothing is wrong, else those of the warning's level."""
    points = [100.0 if each.level is None else LEVEL_POINTS[each.level] for each in every if is_judged(each)]
    warned = sum(each.state is State.WARNED for each in every)
    return PartScore(Part.SYSTEMS, fmean(points) if points else None, len(points), warned)


def is_judged(system: System) -> bool:
    return system.state in {State.CLEAR, State.WARNED}


def services(due: Collection[date], *, today: date) -> PartScore:
    """Give the share of the service plan's tasks that are not overdue. due: the day of each that can be counted."""
    late = sum(day < today for day in due)
    points = 100.0 * (len(due) - late) / len(due) if due else None
    return PartScore(Part.SERVICES, points, len(due), late)


def recalls(listed: int, open_: int) -> PartScore:
    """Give all points or none. listed: campaigns that the operator has entered; with none, nothing is known of recalls."""
    return PartScore(Part.RECALLS, (0.0 if open_ else 100.0) if listed else None, listed, open_)


def known_weight(parts: Sequence[PartScore]) -> int:
    """Return the weights, of 100, of the parts that are known."""
    return sum(WEIGHTS[each.part] for each in parts if each.points is not None)


def score(parts: Sequence[PartScore]) -> int | None:
    """Return the mean of the known parts by their weights, 0 to 100; None where parts of less than `LEAST_KNOWN` are known."""
    weight = known_weight(parts)
    if weight < LEAST_KNOWN:
        return None
    total = sum(WEIGHTS[each.part] * each.points for each in parts if each.points is not None)
    return round(total / weight)


def is_anniversary(in_use_since: date | None, today: date) -> bool:
    """Tell whether a car is a whole number of years old this month."""
    return in_use_since is not None and in_use_since.month == today.month and in_use_since.year < today.year
