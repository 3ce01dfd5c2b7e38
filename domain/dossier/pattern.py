"""When the readings of a check lay beyond their limit: since when, in what use, and on how many days, cold or not. Pure."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import takewhile
from typing import Final

from domain.dossier.condition import Sight
from domain.explain.facts import Chart, Phrase
from domain.health.facts import View

COLD_C: Final = 5.0
"""A day is cold whose lowest air temperature is below it. Own choice."""
_MEASURED_WHEN: Final = {
    **dict.fromkeys(("flows", "motors", "insulation"), "driving"),
    **dict.fromkeys(("charges", "curves", "charged", "first_charges", "deep_charges"), "charging"),
    **dict.fromkeys(("rests", "cells"), "standing"),
}


def crossing(chart: Chart) -> datetime | None:
    """Return since when the values by which a check goes lie beyond the limit without a break; None where they do not."""
    beyond = _side(chart)
    if beyond is None:
        return None
    line = reversed(list(zip(chart.series[0].at, chart.series[0].values, strict=True)))
    return [at for at, _ in takewhile(lambda point: beyond(point[1]), line)][-1]


def lines(sight: Sight | None, began: datetime, view: View) -> Iterator[Phrase]:
    """Say in what use it is measured, and on how many days it lay beyond the limit, cold ones by themselves."""
    if sight is None:
        return
    uses = {_MEASURED_WHEN.get(part) for part in sight.check.PARTS}
    use = uses.pop() if len(uses) == 1 else None
    if use is not None:
        yield Phrase(f"diagnosis.pattern.{use}")
    beyond = {} if sight.chart is None else _beyond(sight.chart, began)
    if beyond:
        yield Phrase("diagnosis.pattern.days", {"n": len(beyond), "beyond": sum(beyond.values())})
        yield from _cold(beyond, view)


def _cold(beyond: Mapping[date, bool], view: View) -> Iterator[Phrase]:
    """Say whether it depends on the cold, where there were cold days and others."""
    lows = {day.day: day.ambient_low_c for day in view.features.days}
    weather = [(low < COLD_C, beyond[day]) for day in beyond if (low := lows.get(day)) is not None]
    cold, warm = ([hit for is_cold, hit in weather if is_cold is side] for side in (True, False))
    if cold and warm:
        share = {"cold": sum(cold), "of_cold": len(cold), "warm": sum(warm), "of_warm": len(warm)}
        yield Phrase("diagnosis.pattern.cold", {**share, "celsius": COLD_C})


def _side(chart: Chart) -> Callable[[float], bool] | None:
    """Return what tells whether a value lies beyond the limit: on the side on which the car's normal does not lie.

    None where limit or normal is unknown, or where the newest value is not beyond, so that another sign decided.
    """
    if chart.limit is None or chart.normal is None or not chart.series or not chart.series[0].values:
        return None
    limit, is_above = chart.limit, sum(chart.normal) / 2 < chart.limit

    def beyond(value: float) -> bool:
        return value >= limit if is_above else value <= limit

    return beyond if beyond(chart.series[0].values[-1]) else None


def _beyond(chart: Chart, began: datetime) -> dict[date, bool]:
    """Return the days (UTC) with readings since then, and whether one of them lay beyond the limit."""
    beyond = _side(chart)
    if beyond is None:
        return {}
    line = next((each for each in chart.series if each.dots), chart.series[0])
    days: dict[date, bool] = {}
    for at, value in zip(line.at, line.values, strict=True):
        if at >= began:
            day = at.astimezone(UTC).date()
            days[day] = days.get(day, False) or beyond(value)
    return days
