"""What a car needs to drive: lately, usually in such weather, and against cars like it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from statistics import fmean

from domain.energy import rules
from domain.energy.facts import Consumption
from domain.explain.facts import Chart, Phrase, Series
from domain.health import breaks, drift
from domain.health.facts import View

MEASURE = "consumption_15c"
CODE = "consumption"  # as breaks name it
SLACK, ALARM, CLIP = 0.5, 5.0, 3.0  # Page's CUSUM with k = 0.5 and h = 5 sigma, engineering reference
ORDINARY = 2.0  # sigmas: nineteen days of twenty lie within
LEAST = 0.1  # share; own choice
WEIGHT, AGREES = 0.2, 3.0  # EWMA: own choice within Roberts' 0.1 to 0.3, and his three sigmas


def consumption(view: View) -> Consumption | None:
    """Judge the days kept since wheels or software were last changed."""
    began = breaks.since(view, CODE).date()
    return rules.consumption(
        rules.drives(day for day in view.features.days if day.day > began), view.norm.shape
    )


def risen(found: Consumption) -> date | None:
    """Since which day the car has needed more than weather explains; None where CUSUM and EWMA do not both say so.

    Or where it is less than a tenth: habits move a month by that much.
    """
    total = drift.cusum(found.scores, slack=SLACK, clip=CLIP)
    if total.value < ALARM or drift.ewma(found.scores, weight=WEIGHT) < AGREES:
        return None
    more = found.sigma * fmean(found.scores[total.since :])
    return found.days[total.since] if more >= LEAST else None


def drawn(view: View) -> Chart | None:
    """Each day as if it had been 15 °C at 40 km/h: against the car's own usual, and cars like it."""
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
    )


def _days(name: str, found: Consumption, days: Sequence[date], scores: Sequence[float]) -> Series:
    at = tuple(datetime.combine(day, time(12), tzinfo=UTC) for day in days)
    values = tuple(found.at_15c * (1 + score * found.sigma) for score in scores)
    return Series(Phrase(name), at, values, dots=True)


def told(view: View) -> Iterator[Phrase]:
    """What the car's page says: nothing where nothing is known yet."""
    found = consumption(view)
    if found is None:
        return
    yield Phrase("usage.lately", {"lately": found.lately, "usual": found.usual, "days": len(found.days)})
    peers = view.peers.get(MEASURE)
    if peers is not None:
        weather = found.usual / found.at_15c
        yield Phrase(
            "usage.peers", {"low": peers.low * weather, "high": peers.high * weather, "cars": peers.cars}
        )
    if risen(found) is not None:
        yield Phrase("usage.risen")
