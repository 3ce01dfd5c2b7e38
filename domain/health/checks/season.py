"""Seasonal care: winter and summer tyres, the check before deep cold and the one before the heat, where they come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from domain.explain.facts import N_, Chart, Phrase, Series
from domain.health.facts import Cost, Finding, Kind, Level, Limit, View, Words
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
    title=N_("{task} is worth planning now"),
    seen=N_(
        "Your car felt about {now:n0} °C ({measure}) over the last two weeks, {before:n0} °C six to eight weeks ago, and "
        "at this pace it will be near {ahead:n0} °C in three weeks. {also}"
    ),
    matters=N_("{why}"),
    action=N_("Take the slot below, or tell me with one tap that it is done."),
    sure=N_(
        "From {days:n0} days of what your own car felt outside. It says nothing of a single cold or hot day."
    ),
)
JOB: str | None = "season_check"
COST: Cost | None = None
CANNOT_SEE = N_(
    "I do not see which tyres are on your car, nor the weather of places where you have not been yet."
)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("cold_morning", "hot_day", "cold_12v", "altitude")

CERTAIN = 0.5  # weather that comes every year, not a chance of harm
MOST_DAYS, FEWEST_DAYS = 60, 42
FORTNIGHT = 14
AHEAD_DAYS = 28.0  # three weeks on from the middle of the last two
ANSWERED = timedelta(days=120)  # a season's care is asked for once

Measure = Callable[[Day], float]


@dataclass(frozen=True, slots=True)
class Outside:
    """A daily measure of the air in °C: as it was six weeks ago, lately, and as it will be in three weeks."""

    before: float
    now: float
    ahead: float


@dataclass(frozen=True, slots=True)
class Task:
    """What a season asks for. far: how many degrees the air is beyond the limit of that season (negative: before)."""

    name: str
    job: str
    measure: str
    outside: Outside
    far: float


def check(view: View) -> Finding | None:
    """None where less than six weeks of weather are known."""
    days = [
        day for day in view.features.days if day.ambient_low_c is not None and day.ambient_high_c is not None
    ]
    if len(days) < FEWEST_DAYS or view.now.date() - days[-1].day > timedelta(days=3):
        return None
    tasks = [task for task in _tasks(days) if not _answered(view, task)]
    if not tasks:
        return Finding(CODE, 0.0, Level.BLUE, CERTAIN, timedelta(days=30), 0, frozenset({Kind.RECORD}))
    return _finding(sorted(tasks, key=lambda task: -task.far), days)


def _finding(tasks: Sequence[Task], days: Sequence[Day]) -> Finding:
    task, *others = tasks
    outside = task.outside
    soon = tuple(_name(each) for each in others if each.far >= 0)
    return Finding(
        check=CODE,
        strength=max(0.0, 1.0 + task.far / 5.0),
        level=Level.BLUE,
        risk=CERTAIN,
        horizon=timedelta(days=30),
        severity=0,
        kinds=frozenset({Kind.TREND}),
        params={
            "task": _name(task),
            "also": Phrase("service.also", {"items": soon}) if soon else Phrase("service.alone"),
            "why": Phrase(f"season.why.{task.name}"),
            "measure": Phrase(f"season.measure.{task.measure}"),
            "job_code": task.job,
            "before": outside.before,
            "now": outside.now,
            "ahead": outside.ahead,
            "days": len(days),
        },
    )


def _name(task: Task) -> Phrase:
    return Phrase(f"season.task.{task.name}")


def _tasks(days: Sequence[Day]) -> list[Task]:
    """What comes in three weeks and was not so six weeks ago: each season is entered once."""
    mean, low, high = (_outside(days, each) for each in (_mean, _low, _high))
    winter, frost = LIMITS["winter"].value, LIMITS["frost"].value
    deep, heat = LIMITS["deep_cold"].value, LIMITS["heat"].value
    found = []
    if mean.before >= winter > mean.ahead:
        found.append(
            Task("winter_tyres", "wheel_change", "mean", mean, min(winter - mean.ahead, frost - low.ahead))
        )
    if mean.before < winter < mean.now < mean.ahead:
        found.append(Task("summer_tyres", "wheel_change", "mean", mean, mean.ahead - winter))
    if low.before >= deep > low.ahead:
        found.append(Task("winter_check", "season_check", "low", low, deep - low.ahead))
    if high.before < heat - 5 and high.ahead > heat:
        found.append(Task("summer_check", "season_check", "high", high, high.ahead - heat))
    return found


def _mean(day: Day) -> float:
    return (_low(day) + _high(day)) / 2


def _low(day: Day) -> float:
    return day.ambient_low_c or 0.0


def _high(day: Day) -> float:
    return day.ambient_high_c or 0.0


def _outside(days: Sequence[Day], measure: Measure) -> Outside:
    """Medians of two weeks each, carried on at the pace of the last two: a cold snap of days moves none of them much."""
    felt = [measure(day) for day in days[-MOST_DAYS:]]
    now, earlier = median(felt[-FORTNIGHT:]), median(felt[-2 * FORTNIGHT : -FORTNIGHT])
    return Outside(median(felt[:FORTNIGHT]), now, now + AHEAD_DAYS / FORTNIGHT * (now - earlier))


def _answered(view: View, task: Task) -> bool:
    oldest = view.now.date() - ANSWERED
    return any(each.job == task.job and each.on >= oldest for each in view.services)


def chart(view: View) -> Chart | None:
    days = [
        day for day in view.features.days if day.ambient_low_c is not None and day.ambient_high_c is not None
    ]
    if not days:
        return None
    at = tuple(view.now - (view.now.date() - day.day) for day in days)
    line = Series(Phrase("season.measure.mean"), at, tuple(map(_mean, days)))
    return Chart(Phrase("chart.season"), "unit.celsius", (line,), view.zone, limit=LIMITS["winter"].value)
