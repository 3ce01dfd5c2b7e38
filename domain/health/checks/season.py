"""Seasonal care: winter and summer tyres, the check before deep cold and the one before the heat, where they come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import cos, pi
from statistics import fmean, median

from domain.explain.facts import N_, Chart, Phrase, Series, figure
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.telemetry import paths
from domain.telemetry.facts import Day

CODE = "season"
SIGNALS: tuple[str, ...] = (paths.AMBIENT,)
PARTS: tuple[str, ...] = ("days",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "winter": Limit(7.0, "°C, daily mean", "the tyre trade's rule: below it winter tyres grip better"),
    "frost": Limit(0.0, "°C, daily low", "own choice: where it will not freeze nobody needs winter tyres"),
    "deep_cold": Limit(
        -5.0, "°C, daily low", "own choice: from here on weak batteries and water in the washer fail"
    ),
    "heat": Limit(32.0, "°C, daily high", "own choice: from here on air conditioning runs all day"),
}
WORDS = Words(
    name=N_("Seasonal care"),
    title=N_("{task}"),
    seen=N_(
        "Around your car it is about {now:n0} °C ({measure}) and should be near {ahead:n0} °C in three weeks."
    ),
    matters=N_("{why}"),
    action=N_("If it is done already, one tap is enough."),
    sure=N_(
        "Seven weeks ago it was {before:n0} °C. Judged by {days:n0} days of air temperature at your car; single days may be colder or hotter. {also}"
    ),
)
JOB: str | None = "season_check"
COST: Cost | None = None
CANNOT_SEE = N_(
    "I do not see which tyres are on your car, nor the weather of places where you have not been yet."
)
TRAITS = Traits(is_chore=True)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("cold_morning", "hot_day", "cold_12v", "altitude")

CERTAIN = 0.5  # weather that comes every year, not a chance of harm
MOST_DAYS, FEWEST_DAYS = 60, 42
BEFORE, LATELY, AHEAD = -49, -7, 21  # days from the newest
_OVER_C = 4.0  # what is foreseen wavers by 3 °C in changeable weather: a task is over only so far short of its limit
_WARMEST = 197  # day of the year, mid-July
_USUAL_C = 8.0  # half the year's swing between the tropics and the north of China; own choice
_HOLD = (4.0 / 10.0) ** 2  # a week's weather against how much swings differ, both °C; own choice
ANSWERED = timedelta(days=120)  # a season's care is asked for once

Measure = Callable[[Day], float]
Course = Callable[[date], float]


@dataclass(frozen=True, slots=True)
class Outside:
    """A daily measure of the air in °C, weather aside: seven weeks ago, lately, and in three weeks; course: on any day."""

    before: float
    now: float
    ahead: float
    course: Course


@dataclass(frozen=True, slots=True)
class Task:
    """What a season asks for, by which measure and limit (°C).

    far: by how many degrees it has come near and not been entered yet; negative: it is not due.
    """

    name: str
    job: str
    measure: str
    outside: Outside
    far: float
    limit: float


def check(view: View) -> Finding | None:
    """Return a finding; None where less than six weeks of weather are known."""
    days = _felt(view)
    if len(days) < FEWEST_DAYS or view.now.date() - days[-1].day > timedelta(days=3):
        return None
    tasks = [task for task in _tasks(days) if not _answered(view, task)]
    if not tasks:
        return Finding(CODE, 0.0, Level.BLUE, CERTAIN, timedelta(days=30), 0, frozenset({Kind.RECORD}))
    return _finding(tasks, days)


def _finding(tasks: Sequence[Task], days: Sequence[Day]) -> Finding:
    """Return the finding for the first task that is due or nearly so; it stays until it is plainly over."""
    task = _next_task(tasks)
    outside, last = task.outside, days[-1].day
    today = figure(outside.course(last), _noon(last))
    return Finding(
        check=CODE,
        strength=max(0.0, 1.0 + 0.4 * task.far / _OVER_C),  # 0.6 where a warning may end
        level=Level.BLUE,
        risk=CERTAIN,
        horizon=timedelta(days=30),
        severity=0,
        kinds=frozenset({Kind.TREND}),
        params={
            "task": _name(task),
            "also": _also(tasks, task),
            "why": Phrase(f"season.why.{task.name}"),
            "measure": Phrase(f"season.measure.{task.measure}"),
            "job_code": task.job,
            "before": outside.before,
            "now": today.value,
            "ahead": outside.ahead,
            "days": len(days),
        },
        figure=today,
        due=last + timedelta(days=AHEAD),
    )


def _also(tasks: Sequence[Task], task: Task) -> Phrase:
    soon = tuple(_name(each) for each in tasks if each.far >= 0 and each is not task)
    return Phrase("service.also", {"items": soon}) if soon else Phrase("service.alone")


def _next_task(tasks: Sequence[Task]) -> Task:
    near = (each for each in tasks if each.far > -_OVER_C)
    return next(near, max(tasks, key=lambda each: each.far))


def _felt(view: View) -> list[Day]:
    """Return the days with known air temperatures."""
    return [
        day for day in view.features.days if day.ambient_low_c is not None and day.ambient_high_c is not None
    ]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _name(task: Task) -> Phrase:
    return Phrase(f"season.task.{task.name}")


def _tasks(days: Sequence[Day]) -> list[Task]:
    """Return tasks of a season that begins within three weeks and had not begun seven weeks ago, so each comes once.

    What is not due stays with how far it is from it, so that weather does not switch it on and off.
    """
    mean, low, high = (_outside(days, each) for each in (_mean, _low, _high))
    winter, frost = LIMITS["winter"].value, LIMITS["frost"].value
    deep, heat = LIMITS["deep_cold"].value, LIMITS["heat"].value
    if mean.ahead < mean.now:
        cools = (mean.before - winter, winter - mean.ahead, frost - low.ahead)
        return [
            Task("winter_tyres", "wheel_change", "mean", mean, min(cools), winter),
            Task("winter_check", "season_check", "low", low, min(low.before - deep, deep - low.ahead), deep),
        ]
    warms = (winter - mean.before, mean.now - winter, mean.ahead - winter)
    return [
        Task("summer_tyres", "wheel_change", "mean", mean, min(warms), winter),
        Task("summer_check", "season_check", "high", high, min(heat - high.before, high.ahead - heat), heat),
    ]


def _mean(day: Day) -> float:
    return (_low(day) + _high(day)) / 2


def _low(day: Day) -> float:
    return day.ambient_low_c or 0.0


def _high(day: Day) -> float:
    return day.ambient_high_c or 0.0


def _outside(days: Sequence[Day], measure: Measure) -> Outside:
    """Follow the year's swing, warmest in mid-July, whose size is fitted to the medians of the weeks known.

    A ridge holds the size at what is usual where the weeks tell little of it, near midsummer and midwinter, when little
    changes: so a cold snap is not carried on. Where seasons are reversed, spring and autumn make the size negative.
    """
    weeks = [days[max(0, end - 7) : end] for end in range(len(days), max(0, len(days) - MOST_DAYS), -7)]
    swing = [_swing(week[len(week) // 2].day) for week in weeks]
    felt = [median(map(measure, week)) for week in weeks]
    middle, level = fmean(swing), fmean(felt)
    leans = [each - middle for each in swing]
    tilt = sum(lean * each for lean, each in zip(leans, felt, strict=True))
    size = (tilt + _HOLD * _USUAL_C) / (sum(lean**2 for lean in leans) + _HOLD)

    def course(day: date) -> float:
        return level + size * (_swing(day) - middle)

    days_of = (days[-1].day + timedelta(days=each) for each in (BEFORE, LATELY, AHEAD))
    before, now, ahead = map(course, days_of)
    return Outside(before, now, ahead, course)


def _swing(day: date) -> float:
    return cos(2 * pi * (day.timetuple().tm_yday - _WARMEST) / 365.25)


def _answered(view: View, task: Task) -> bool:
    oldest = view.now.date() - ANSWERED
    return any(each.job == task.job and each.on >= oldest for each in view.services)


def chart(view: View) -> Chart | None:
    """Draw each day, and the course of the year that the check goes by."""
    days = _felt(view)
    if len(days) < FEWEST_DAYS:
        return None
    tasks = [task for task in _tasks(days) if not _answered(view, task)]
    if not tasks:
        return None
    task = _next_task(tasks)
    measure, at = _MEASURES[task.measure], tuple(_noon(day.day) for day in days)
    course = tuple(task.outside.course(day.day) for day in days)
    return Chart(
        title=Phrase("chart.season"),
        unit="unit.celsius",
        series=(
            Series(Phrase("series.course"), at, course),
            Series(Phrase(f"season.measure.{task.measure}"), at, tuple(map(measure, days)), dots=True),
        ),
        zone=view.zone,
        limit=task.limit,
    )


_MEASURES: Mapping[str, Measure] = {"mean": _mean, "low": _low, "high": _high}
