"""What the next three months bring a car: what its service plan, its open warnings and the season ask for, each with a chance and a price; pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import erf, sqrt
from typing import Final
from zoneinfo import ZoneInfo

from domain.alerts import message
from domain.alerts.facts import Case
from domain.battery.outlook import Span
from domain.booking import jobs
from domain.explain.facts import Money, Phrase
from domain.health import catalogue
from domain.health.checks import season, service_due
from domain.health.evidence import due
from domain.health.evidence.due import Due
from domain.health.facts import View

SPAN: Final = timedelta(days=91)
_LEAST: Final = 0.2  # own choice: what is less likely within the time is not planned for
_Q80: Final = 0.8416  # sigmas from the middle to the 20 % and 80 % quantiles that bound a due day
_PLANNED: Final = frozenset(
    {service_due.CODE, season.CODE}
)  # told here by the plan and the weather themselves


@dataclass(frozen=True, slots=True)
class Task:
    """Work that may come: why (a sentence), the job that is booked for it, the chance that it comes by then, its list price.

    chance: None where none is stated, as weather that comes every year. job, price: None where nothing can be booked for it.
    booked: a visit for it is booked already.
    """

    why: Phrase
    job: str | None
    chance: float | None
    price: Money | None
    at: datetime | None = None
    booked: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """Three months: until when, its tasks, what they cost on average (chance times price), and battery health by then in percent."""

    until: datetime
    tasks: tuple[Task, ...]
    expected: Money
    battery: Span | None


def tasks(view: View, cases: Iterable[Case], booked: Collection[str]) -> tuple[Task, ...]:
    """Return what comes up, warnings first, then by day; of one job only the first. booked: jobs of visits that are booked."""
    every = (*_warned(cases, booked), *sorted(_planned(view, booked), key=_day), *_season(view, booked))
    by_job: dict[str, Task] = {}
    for place, each in enumerate(every):
        by_job.setdefault(each.job or str(place), each)
    return tuple(by_job.values())


def expected(every: Iterable[Task]) -> Money:
    """Return the mean cost; what has no chance stated is counted whole, what is booked too."""
    amounts = [
        (1.0 if each.chance is None else each.chance) * each.price.amount for each in every if each.price
    ]
    return Money(float(round(sum(amounts))), jobs.CURRENCY)


def _day(task: Task) -> float:
    return task.at.timestamp() if task.at else 0.0


def _task(
    why: Phrase, job: str | None, chance: float | None, booked: Collection[str], at: datetime | None = None
) -> Task:
    price = None if job is None else jobs.job(job).price
    return Task(
        why,
        job,
        chance,
        price,
        at,
        booked=job is not None and any(jobs.overlap(job, each) for each in booked),
    )


def _warned(cases: Iterable[Case], booked: Collection[str]) -> Iterator[Task]:
    for case in cases:
        if case.check in _PLANNED:
            continue
        check, chances = catalogue.BY_CODE[case.check], case.finding.chances
        job = check.TRAITS.jobs.get(case.level, check.JOB)
        yield _task(message.title(case), job, None if chances is None else chances.in_30_days, booked)


def _planned(view: View, booked: Collection[str]) -> Iterator[Task]:
    for each in due.all_due(view):
        chance = chance_by(each, view.now.date() + SPAN)
        if chance >= _LEAST:
            at = datetime.combine(each.at, time(12), tzinfo=ZoneInfo(view.zone))
            yield _task(service_due.line(view, each), each.item.job, chance, booked, at)


def chance_by(each: Due, until: date) -> float:
    """Return the chance that a task is due by a day: certain by the calendar, by distance or wear with a normal spread."""
    days_left, sigma = (until - each.at).days, (each.late - each.early).days / (2 * _Q80)
    if sigma <= 0:
        return 1.0 if days_left >= 0 else 0.0
    return 0.5 * (1 + erf(days_left / sigma / sqrt(2)))


def _season(view: View, booked: Collection[str]) -> Iterator[Task]:
    finding = season.check(view)
    if finding is None or finding.strength < 1:
        return
    task, job = finding.params["task"], finding.params["job_code"]
    if isinstance(task, Phrase) and isinstance(job, str):
        yield _task(task, job, None, booked)
