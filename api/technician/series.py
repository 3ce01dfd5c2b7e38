"""A series of a car as numbers: what a picture of it shows."""

from collections.abc import Callable
from math import isfinite

from api.technician.form import Foretold, Line, Residual
from domain.dossier import condition
from domain.explain.facts import Ahead, Chart, Phrase, Series

Say = Callable[[Phrase], str]


def residual(code: str, chart: Chart, say: Say) -> Residual:
    lines = [_line(series, chart.zone, say) for series in chart.series]
    last = next((line.values[-1] for line in lines if line.values), None)
    newest = last if chart.now is None else chart.now.value
    low, high = chart.normal or (None, None)
    return Residual(
        check=code,
        title=say(chart.title),
        unit=say(Phrase(chart.unit)),
        lines=lines,
        normal=None if chart.normal is None else list(chart.normal),
        limit=chart.limit,
        now=newest,
        outside=None if newest is None or low is None or high is None else not low <= newest <= high,
        alike=None if chart.alike is None else list(chart.alike),
        ahead=[] if chart.ahead is None else _foretold(chart.ahead, chart.zone),
    )


def _line(series: Series, zone: str, say: Say) -> Line:
    points = [each for each in zip(series.at, series.values, strict=True) if isfinite(each[1])]
    days, values = [condition.local_day(at, zone) for at, _ in points], [value for _, value in points]
    return Line(say(series.name), days, values, condition.course(values))


def _foretold(ahead: Ahead, zone: str) -> list[Foretold]:
    points = zip(ahead.at, ahead.middle, ahead.low, ahead.high, strict=True)
    return [Foretold(condition.local_day(at, zone), middle, low, high) for at, middle, low, high in points]
