"""Brake pads by wheel: what is left, by readings since they were last new, and how long that lasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from domain.explain.facts import Series
from domain.health import words
from domain.health.evidence import trend, usual
from domain.health.facts import View
from domain.telemetry.facts import Wear

REPLACED = 10.0  # points by which wear falls where pads are new
FEWEST = 3
FRESH = timedelta(days=30)
DAY_S = 86_400.0
FITTED = 24
FITTED_OVER = timedelta(days=60)
PACE_DAYS, PACE_KM = 7.0, 100.0
FARTHEST_DAYS = 730.0


@dataclass(frozen=True, slots=True)
class Pad:
    """The readings of one wheel since its pads were new, and its wear at each in percent (0 new)."""

    wheel: int
    readings: Sequence[Wear]
    wear: Sequence[float]

    @property
    def remaining_pct(self) -> float:
        return _remaining_pct(self.wear)

    def after(self, day: date) -> "Pad | None":
        """Return the readings from a day on; None where they are too few."""
        first = next((i for i, each in enumerate(self.readings) if each.at.date() >= day), len(self.wear))
        later = Pad(self.wheel, self.readings[first:], self.wear[first:])
        return later if len(later.wear) >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days until a limit at the usual pace: likely, and a 60 % interval; 0 where it is reached already."""

    km_day: float
    likely: float
    early: float
    late: float


def _remaining_pct(wear: Sequence[float]) -> float:
    """Return the percent left, by the median of the last three readings."""
    return 100 - median(wear[-3:])


def line(pad: Pad, *, since: datetime | None = None) -> Series:
    """Return the percent left at each reading of a wheel, as a line of a chart."""
    points = usual.at_each_reading(pad.wear, _remaining_pct)
    points_shown = [
        (reading.at, remaining)
        for reading, (_, remaining) in zip(pad.readings, points, strict=True)
        if since is None or reading.at >= since
    ]
    return Series(
        words.wheel(pad.wheel),
        tuple(at for at, _ in points_shown),
        tuple(remaining for _, remaining in points_shown),
    )


def recent(view: View) -> list[Pad]:
    """Return the wheels whose pads can be judged; none where the newest reading is old."""
    wear = view.features.wear
    if len(wear) < FEWEST or view.now - wear[-1].at > FRESH:
        return []
    columns = zip(*[reading.pads for reading in wear], strict=True)
    pads = [_since_new(wheel, wear, column) for wheel, column in enumerate(columns)]
    return [pad for pad in pads if len(pad.wear) >= FEWEST]


def renewed(wear: Sequence[Wear]) -> frozenset[datetime]:
    """Return when pads were new: the first reading after wear last fell, for each wheel."""
    moments = set()
    for wheel, column in enumerate(zip(*[reading.pads for reading in wear], strict=True)):
        pad = _since_new(wheel, wear, column)
        if len(pad.wear) < sum(value is not None for value in column):
            moments.add(pad.readings[0].at)
    return frozenset(moments)


def _since_new(wheel: int, readings: Sequence[Wear], pads: Sequence[float | None]) -> Pad:
    """Return the readings after wear last fell and stayed so for two readings: new pads."""
    wear = [value for value in pads if value is not None]
    if len(wear) < len(pads):
        readings = [reading for reading, value in zip(readings, pads, strict=True) if value is not None]
    start = _fall(wear) if wear and max(wear) - min(wear) > REPLACED else 0
    return Pad(wheel, readings[start:], wear[start:])


def _fall(wear: Sequence[float]) -> int:
    for index in range(len(wear) - 2, 0, -1):
        if wear[index - 1] - wear[index] <= REPLACED:
            continue
        if min(wear[max(0, index - 2) : index]) - max(wear[index : index + 2]) > REPLACED:
            return index
    return 0


def forecast(pad: Pad, floor: float) -> Forecast | None:
    """Wear per km (Theil-Sen over pairs a third of the distance apart) times km per day, of the last two months.

    floor: percent left. The interval takes the 20 % and 80 % quantiles of the pairwise slopes.
    """
    lately = _lately(pad)
    km = [reading.odometer_km for reading in lately.readings]
    days = (lately.readings[-1].at - lately.readings[0].at).total_seconds() / DAY_S
    driven = km[-1] - km[0]
    if days < PACE_DAYS or driven < PACE_KM:
        return None
    sample = trend.thin(len(km), FITTED)
    slope = trend.theil_sen([km[i] for i in sample], [lately.wear[i] for i in sample], least_gap=driven / 3)
    if slope is None or slope.middle <= 0:
        return None
    pace = driven / days
    ahead = max(0.0, pad.remaining_pct - floor)
    rates = (slope.middle, slope.high, max(slope.low, slope.middle / 3))
    likely, early, late = (min(FARTHEST_DAYS, ahead / (rate * pace)) for rate in rates)
    return Forecast(pace, likely, early, late)


def _lately(pad: Pad) -> Pad:
    oldest = pad.readings[-1].at - FITTED_OVER
    first = next(index for index, reading in enumerate(pad.readings) if reading.at >= oldest)
    return Pad(pad.wheel, pad.readings[first:], pad.wear[first:])
