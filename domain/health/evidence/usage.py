"""Consumption of a car: lately, its usual in such weather, and that of similar cars."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from math import pi, sqrt
from statistics import fmean

from domain.energy import rules
from domain.energy.facts import Consumption
from domain.explain.facts import Chart, Figure, Phrase, Series, figure
from domain.health.evidence import breaks, drift
from domain.health.facts import View

MEASURE = "consumption_15c"
CODE = "consumption"  # as breaks name it
SLACK, ALARM, CLIP = (
    0.5,
    5.0,
    3.0,
)  # CUSUM (Page 1954), k and h in sigma as Montgomery has them; clip: own choice
ORDINARY = 2.0  # sigmas: nineteen days of twenty lie within
LEAST = 0.1  # share; own choice
CERTAIN = 3.0  # standard errors between the days before and lately: single days differ much, and few days make a usual
WEIGHT, AGREES = 0.2, 3.0  # EWMA: own choice within Roberts' 0.1 to 0.3, and his three sigmas


def consumption(view: View) -> Consumption | None:
    """Return the consumption by the stored days since wheels or software were last changed; None where they are too few."""
    began = breaks.since(view, CODE, on_wheels=True).date()
    return rules.consumption(
        rules.drives(day for day in view.features.days if day.day > began), view.norm.shape
    )


def risen(usage: Consumption) -> date | None:
    """Return the day since which the car needs more than weather explains; None where CUSUM or EWMA does not confirm it.

    Or where it is less than a tenth, as habits move a month by that much, or within what a usual of so few days leaves open.
    """
    total = drift.cusum(usage.scores, slack=SLACK, clip=CLIP)
    if total.value < ALARM or drift.ewma(usage.scores, weight=WEIGHT) < AGREES:
        return None
    if fmean(usage.scores) < CERTAIN * _standard_error(usage):
        return None
    more = usage.sigma * fmean(usage.scores[total.since :])
    return usage.days[total.since] if more >= LEAST else None


def _standard_error(usage: Consumption) -> float:
    """Of the mean of the latest days against the median of those before (whose variance is pi/2 of a mean's), in sigmas."""
    return sqrt(pi / 2 / len(usage.days_before) + 1 / len(usage.days))


def chart(view: View) -> Chart | None:
    """Draw the days recalculated to 15 °C and 40 km/h, with the car's usual range and that of similar cars."""
    usage = consumption(view)
    if usage is None:
        return None
    usual, spread, peers = usage.at_15c, ORDINARY * usage.sigma, view.peers.get(MEASURE)
    return Chart(
        title=Phrase("chart.consumption"),
        unit="unit.kwh_100km",
        series=(
            _days("series.each_day", usage, usage.days, usage.scores),
            _days("series.days_before", usage, usage.days_before, usage.scores_before),
        ),
        zone=view.zone,
        normal=(usual * (1 - spread), usual * (1 + spread)),
        alike=None if peers is None else (peers.low, peers.high),
        now=_now(usage),
    )


def _now(usage: Consumption) -> Figure:
    """Return the figure that text, chart and table share."""
    return figure(usage.lately_at_15c, _noon(usage.days[-1]), digits=1)


def _days(name: str, usage: Consumption, days: Sequence[date], scores: Sequence[float]) -> Series:
    values = tuple(usage.at_15c * (1 + score * usage.sigma) for score in scores)
    return Series(Phrase(name), tuple(_noon(day) for day in days), values, dots=True)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def lines(view: View) -> Iterator[Phrase]:
    """Yield the sentences on the car's page, by the values of the chart; none where nothing is known yet.

    lately, usual: at 15 °C and 40 km/h; driven: as it was, in the weather and traffic of those days.
    """
    usage = consumption(view)
    if usage is None:
        return
    figures = {"lately": _now(usage).value, "usual": usage.at_15c, "driven": usage.lately}
    yield Phrase("usage.lately", figures | {"days": len(usage.days)})
    peers = view.peers.get(MEASURE)
    if peers is not None:
        yield Phrase("usage.peers", {"low": peers.low, "high": peers.high, "cars": peers.cars})
    if risen(usage) is not None:
        yield Phrase("usage.risen")
