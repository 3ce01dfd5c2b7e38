"""Consumption of a car: lately, its usual in such weather, and that of similar cars."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
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
WEIGHT, AGREES = 0.2, 3.0  # EWMA: own choice within Roberts' 0.1 to 0.3, and his three sigmas


def consumption(view: View) -> Consumption | None:
    """Return the consumption by the stored days since wheels or software were last changed; None where they are too few."""
    began = breaks.since(view, CODE, on_wheels=True).date()
    return rules.consumption(
        rules.drives(day for day in view.features.days if day.day > began), view.norm.shape
    )


def risen(found: Consumption) -> date | None:
    """Return the day since which the car needs more than weather explains; None where CUSUM or EWMA does not confirm it.

    Or where it is less than a tenth: habits move a month by that much.
    """
    total = drift.cusum(found.scores, slack=SLACK, clip=CLIP)
    if total.value < ALARM or drift.ewma(found.scores, weight=WEIGHT) < AGREES:
        return None
    more = found.sigma * fmean(found.scores[total.since :])
    return found.days[total.since] if more >= LEAST else None


def chart(view: View) -> Chart | None:
    """Draw the days recalculated to 15 °C and 40 km/h, with the car's usual range and that of similar cars."""
    found = consumption(view)
    if found is None:
        return None
    usual, spread, peers = found.at_15c, ORDINARY * found.sigma, view.peers.get(MEASURE)
    return Chart(
        title=Phrase("chart.consumption"),
        unit="unit.kwh_100km",
        series=(
            _days("series.each_day", found, found.days, found.scores),
            _days("series.days_before", found, found.days_before, found.scores_before),
        ),
        zone=view.zone,
        normal=(usual * (1 - spread), usual * (1 + spread)),
        alike=None if peers is None else (peers.low, peers.high),
        now=_now(found),
    )


def _now(found: Consumption) -> Figure:
    """Return the figure that text, chart and table share."""
    return figure(found.lately_at_15c, _noon(found.days[-1]), digits=1)


def _days(name: str, found: Consumption, days: Sequence[date], scores: Sequence[float]) -> Series:
    values = tuple(found.at_15c * (1 + score * found.sigma) for score in scores)
    return Series(Phrase(name), tuple(_noon(day) for day in days), values, dots=True)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def lines(view: View) -> Iterator[Phrase]:
    """Yield the sentences on the car's page, by the values of the chart; none where nothing is known yet.

    lately, usual: at 15 °C and 40 km/h; driven: as it was, in the weather and traffic of those days.
    """
    found = consumption(view)
    if found is None:
        return
    said = {"lately": _now(found).value, "usual": found.at_15c, "driven": found.lately}
    yield Phrase("usage.lately", said | {"days": len(found.days)})
    peers = view.peers.get(MEASURE)
    if peers is not None:
        yield Phrase("usage.peers", {"low": peers.low, "high": peers.high, "cars": peers.cars})
    if risen(found) is not None:
        yield Phrase("usage.risen")
