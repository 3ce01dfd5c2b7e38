"""Which days a period has, and how a figure follows from its rows; pure."""

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kpi.facts import Case, Definition, Figure, Measure, Period, Tally
from domain.learning.calibration import SIGMAS, wilson

LEAST: Final = 5  # cases before a share or median is told, as wherever owners are compared
LATELY: Final = "90d"
_LATELY: Final = timedelta(days=90)
_FORM: Final = re.compile(r"(?P<year>20\d\d)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_SPAN_OF: Final = {Measure.PER_WEEK: timedelta(days=7), Measure.PER_MONTH: timedelta(days=30.4375)}
_SECONDS_OF: Final = {Measure.DAYS: 86_400.0, Measure.MINUTES: 60.0}

Interval = tuple[float, float | None]


def period(name: str, *, now: datetime, zone: str) -> Period:
    """Read "90d" (or "": the last 90 days), "2026", "2026-Q3" or "2026-11"; days begin at midnight of the zone.

    Raises Refusal period_unknown or period_ahead (422).
    """
    if name in {"", LATELY}:
        return Period(LATELY, now - _LATELY, now, zone)
    form = _FORM.fullmatch(name)
    if form is None:
        raise Refusal("period_unknown", status=422, period=name)
    year, quarter, month = (int(form[each] or 0) for each in ("year", "quarter", "month"))
    first, months = (quarter * 3 - 2, 3) if quarter else (month, 1) if month else (1, 12)
    since, until = (_month(year, first + each, zone) for each in (0, months))
    if since >= now:
        raise Refusal("period_ahead", status=422, period=name)
    return Period(name, since, min(until, now), zone)


def _month(year: int, month: int, zone: str) -> datetime:
    """Return the beginning of a month as UTC; month 13 is the next year's first."""
    local = datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC"))


def in_measure(span: timedelta, measure: Measure) -> float:
    return span.total_seconds() / _SECONDS_OF[measure]


def figure(definition: Definition, tally: Tally, *, since: datetime) -> Figure:
    """Work a figure out from its rows. since: from when on its rows were counted."""
    above, below, count = _sums(definition.measure, tally)
    why = tally.why or ("too_few" if count < _least(definition.measure) else "")
    value, interval = (None, None) if why else _worked_out(definition.measure, tally, above, below)
    if value == math.inf:
        value, interval, why = None, None, "open"
    elif value is None and not why:
        why = "too_few"
    return Figure(
        code=definition.code,
        part=tally.part,
        measure=definition.measure,
        value=value,
        numerator=above,
        denominator=below,
        count=count,
        interval=interval,
        bar=definition.bar,
        why=why,
        since=since,
        title=Phrase(f"kpi.{definition.code}"),
        part_title=tally.title,
        definition=Phrase(f"kpi.{definition.code}.means"),
        limits=Phrase(f"kpi.{definition.code}.limits"),
        rows=definition.rows,
    )


def _least(measure: Measure) -> int:
    return 1 if measure is Measure.AMOUNT else LEAST


def _sums(measure: Measure, tally: Tally) -> tuple[float | None, float, int]:
    """Return numerator, denominator and count."""
    if tally.of is not None:
        return tally.of[0], tally.of[1], tally.of[1]
    if tally.per is not None:
        owners, span = tally.per
        return len(tally.cases), span / _SPAN_OF[measure], owners
    if measure in _SECONDS_OF:
        return sum(math.isfinite(each.part) for each in tally.cases), len(tally.cases), len(tally.cases)
    rows = len({each.id for each in tally.cases}) if measure is Measure.VALUES else len(tally.cases)
    return sum(each.part for each in tally.cases), sum(each.whole for each in tally.cases), rows


def _worked_out(
    measure: Measure, tally: Tally, above: float | None, below: float
) -> tuple[float | None, Interval | None]:
    if tally.value is not None or above is None:
        return tally.value, tally.interval
    if measure in _SECONDS_OF:
        return median_of([each.part for each in tally.cases])
    if measure is Measure.AMOUNT:
        return above, None
    if not below:
        return None, None
    return _scaled(above / below, _interval(measure, tally, above, below), measure)


def _interval(measure: Measure, tally: Tally, above: float, below: float) -> tuple[float, float] | None:
    match measure:
        case Measure.PER_WEEK | Measure.PER_MONTH:
            low, high = poisson(above)
            return low / below, high / below
        case Measure.VALUES:
            return None
        case Measure.AVOIDED:
            return avoided(tally.cases)
        case _:
            return wilson(above, below)


def _scaled(
    value: float, interval: tuple[float, float] | None, measure: Measure
) -> tuple[float, Interval | None]:
    """Turn a share into points for it less points against it, where that is the measure."""
    if measure is not Measure.NET or interval is None:
        return value, interval
    return 200 * value - 100, (200 * interval[0] - 100, 200 * interval[1] - 100)


def avoided(cases: Sequence[Case]) -> tuple[float, float]:
    """Return the interval of breakdowns avoided: its lower end counts of each only what would have come of it by the risk that was told."""
    sure, every = sum(each.least for each in cases), sum(each.part for each in cases)
    missed = sum(each.whole - each.part for each in cases)
    return wilson(sure, sure + missed)[0], wilson(every, every + missed)[1]


def median_of(values: Sequence[float]) -> tuple[float, Interval]:
    """Return the median and its 90 % interval by order statistics (Conover 1999), with no upper end where that is still open."""
    ordered = sorted(values)
    rank = max(0, math.floor((len(ordered) - SIGMAS * math.sqrt(len(ordered))) / 2))
    high = ordered[len(ordered) - 1 - rank]
    low = ordered[rank]
    return median(ordered), (low, high if math.isfinite(high) else None)


def poisson(count: float) -> tuple[float, float]:
    """Return the 90 % score interval of a count of independent events."""
    middle, half = count + SIGMAS**2 / 2, SIGMAS * math.sqrt(count + SIGMAS**2 / 4)
    return middle - half, middle + half
