"""Between which heights a picture shows a chart, and how finely its newest value is told there and in words. Pure."""

import math
from dataclasses import replace

from domain.explain.facts import Chart, Figure, Series


def graphs(chart: Chart) -> tuple[Series, ...]:
    """Return what can be drawn of the lines: their finite points, without lines that have none."""
    return tuple(series for series in map(_finite, chart.series) if series.values)


def ends(chart: Chart, lines: tuple[Series, ...]) -> tuple[float, float]:
    """Return the lowest and the highest value that the picture has room for. lines: of `graphs`, one at least."""
    low, high = _range(chart, lines)
    room = (high - low) * 0.14 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def newest(chart: Chart, lines: tuple[Series, ...]) -> Figure:
    """Return the value that the chart marks; without one the last of its first line, as finely as the picture shows it.

    That is between a tenth and a hundredth of its height. lines: of `graphs`, one at least.
    """
    if chart.now is not None:
        return chart.now
    low, high = ends(chart, lines)
    digits = max(0, min(3, 1 - math.floor(math.log10(high - low))))
    value = lines[0].values[-1]
    return Figure(round(value, digits) + 0.0, lines[0].at[-1], digits, value)


def height(now: Figure) -> float:
    """Return where a value is drawn."""
    return now.value if now.height is None else now.height


def _range(chart: Chart, lines: tuple[Series, ...]) -> tuple[float, float]:
    """Lowest and highest value in sight. A single reading far out is left outside, or the line would lie flat."""
    values = [value for series in lines if not series.dots for value in series.values]
    values += [*(chart.normal or ()), *(chart.alike or ()), *(() if chart.limit is None else (chart.limit,))]
    values += () if chart.ahead is None else (*chart.ahead.low, *chart.ahead.high)
    values += () if chart.now is None else _reach(chart.now, chart.sure)
    dots = [value for series in lines if series.dots for value in series.values]
    if values:
        low, high = min(values), max(values)
        dots = [value for value in dots if 2 * low - high <= value <= 2 * high - low]
    return min([*values, *dots]), max([*values, *dots])


def _reach(now: Figure, sure: float | None) -> tuple[float, ...]:
    """Where the present value is drawn, and between which ends it may lie."""
    at = height(now)
    return (at,) if sure is None else (at - sure, at, at + sure)


def _finite(series: Series) -> Series:
    points = [(at, value) for at, value in zip(series.at, series.values, strict=True) if math.isfinite(value)]
    return replace(series, at=tuple(at for at, _ in points), values=tuple(value for _, value in points))
