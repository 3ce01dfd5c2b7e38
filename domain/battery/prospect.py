"""A battery's forecast as owners are told it: in half a year, and when it reaches the next mark; or what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, floor

import numpy as np

from domain.battery import outlook
from domain.battery.capacity import Measured
from domain.battery.outlook import Past, Span
from domain.kit.arrays import Floats

YEAR = timedelta(days=365.25)
AHEAD = 0.5  # years
FEWEST, LONGEST_WAIT = 30, timedelta(days=90)  # own choice: no forecast from less, whatever its interval says
WIDEST = (
    6.0  # points, low to high; wider than the band of an estimate today (3 each way) a forecast says nothing
)
FARTHEST = 4.0  # years; beyond it habits and seasons are anyone's guess
WIDEST_DATE = timedelta(days=400)  # own choice: a wider interval names no season any more
_MEASURED = 20  # charges that the middle half a year on will be taken from
_MARK = 5.0  # points between the marks that owners know
_NEAR = 0.5  # points: a mark this near is as good as reached, the next one counts
_MONTHS = 6
_STEP = 1 / 24  # years
_Z90, _Z80 = 1.645, 1.282
MARKS = (
    80.0,
    70.0,
)  # percent of new: where warranties commonly end (70), and what fleets take as the end of a first life (80)
_HABITS_SD = (
    outlook.FADE_SD / 2
)  # points a year by which a car's pace may be another in later years: half of what cars differ by; own choice
FARTHEST_MARK = 15.0  # years; beyond it only that it is later is told


@dataclass(frozen=True, slots=True)
class Reach:
    """When the battery falls to a mark (percent of new) at this pace: likely, and an interval that holds it nine times in ten."""

    mark: float
    early: datetime
    likely: datetime
    late: datetime


@dataclass(frozen=True, slots=True)
class Fall:
    """When a battery falls to a mark (percent of new): one chance in ten before `early`, as likely before as after `likely`, one in ten after `late`.

    None is later than FARTHEST_MARK years from now.
    """

    mark: float
    early: datetime | None
    likely: datetime | None
    late: datetime | None


@dataclass(frozen=True, slots=True)
class Prospect:
    """A forecast for the owner. half_year: None where data are too few; more_charges: how many are still needed then.

    reach is absent where its interval is too wide or the mark too far off.
    """

    half_year: Span | None
    reach: Reach | None
    more_charges: int


def prospect(charges: Sequence[Measured], *, now: datetime) -> Prospect:
    """Return the forecast from a history of charges, ascending in time."""
    missing = _missing(charges)
    if missing:
        return Prospect(None, None, missing)
    past = _past(charges)
    forecast = outlook.ahead(past, _years(now) + AHEAD, charges=_MEASURED)
    wide = (forecast.high - forecast.low) / WIDEST
    if wide > 1:
        return Prospect(None, None, ceil(len(charges) * (wide**2 - 1)) or 1)
    return Prospect(forecast, _reach(past, now), 0)


def falls(charges: Sequence[Measured], *, now: datetime) -> tuple[Fall, ...]:
    """Return when the battery falls to each of MARKS that still lies ahead, if it goes on as so far; empty where `prospect` states nothing."""
    if prospect(charges, now=now).half_year is None:
        return ()
    past = _past(charges)
    at = _years(now) + np.arange(0.0, FARTHEST_MARK, 2 * _STEP)
    forecast = outlook.level(past, at)
    habits = _HABITS_SD * (at - at[0])
    wide = _Z80 * np.hypot(forecast.sd * outlook.doubt(past, AHEAD), habits)
    lines = (forecast.mean - wide, forecast.mean, forecast.mean + wide)
    return tuple(
        Fall(
            mark,
            *(
                None if year is None else _moment(year)
                for year in (_crossed(line, mark, at) for line in lines)
            ),
        )
        for mark in MARKS
        if forecast.mean[0] > mark
    )


def stretches(charges: Sequence[Measured]) -> list[tuple[datetime, float]]:
    """Return the history by stretches of five weeks: moment, and SOH in percent by the charges of each."""
    if not charges:
        return []
    past = _past(charges)
    return [(_moment(years), soh) for years, soh in zip(past.years.tolist(), past.soh.tolist(), strict=True)]


def course(charges: Sequence[Measured], *, now: datetime) -> list[tuple[datetime, Span]]:
    """Return the forecast by month for half a year; empty where `prospect` states none."""
    if prospect(charges, now=now).half_year is None:
        return []
    past, today = _past(charges), _years(now)
    at = today + AHEAD * np.arange(_MONTHS + 1) / _MONTHS
    return [(_moment(each), outlook.ahead(past, each, charges=_MEASURED)) for each in at.tolist()]


def _past(charges: Sequence[Measured]) -> Past:
    years = np.array([_years(charge.at) for charge in charges])
    return outlook.gather(years, np.array([charge.soh for charge in charges]))


def _moment(years: float) -> datetime:
    return datetime.fromtimestamp(years * YEAR.total_seconds(), UTC)


def _years(at: datetime) -> float:
    return at.timestamp() / YEAR.total_seconds()


def _missing(charges: Sequence[Measured]) -> int:
    """Return how many charges are still needed, at the usual pace, until they are enough over a long enough time."""
    short = FEWEST - len(charges)
    if len(charges) < 2:  # noqa: PLR2004 - a pace needs two
        return short
    lasted = charges[-1].at - charges[0].at
    if lasted < LONGEST_WAIT:
        short = max(short, ceil((LONGEST_WAIT - lasted) / max(lasted, timedelta(days=1)) * len(charges)))
    return max(0, short)


def _reach(past: Past, now: datetime) -> Reach | None:
    """Return when the forecast and both ends of its interval cross the next mark below; None where that says too little.

    The interval is that of the battery itself: how a measurement would scatter on that day moves no date.
    """
    at = _years(now) + np.arange(0.0, FARTHEST, _STEP)
    forecast = outlook.level(past, at)
    wide = _Z90 * forecast.sd * outlook.doubt(past, AHEAD)
    mark = _MARK * floor((float(forecast.mean[0]) - _NEAR) / _MARK)
    crossed = [
        _crossed(line, mark, at) for line in (forecast.mean - wide, forecast.mean, forecast.mean + wide)
    ]
    if any(moment is None for moment in crossed):
        return None
    early, likely, late = (_moment(each) for each in crossed if each)
    return Reach(mark, early, likely, late) if late - early <= WIDEST_DATE else None


def _crossed(line: Floats, mark: float, at: Floats) -> float | None:
    below = np.flatnonzero(line <= mark)
    return float(at[below[0]]) if below.size else None
