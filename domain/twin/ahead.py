"""What the next three months bring a car: what its service plan, its open warnings and the season ask for, each with a chance and a price; pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import erf, sqrt
from typing import Final
from zoneinfo import ZoneInfo

from domain.alerts import message
from domain.alerts.facts import Case
from domain.battery.outlook import Span
from domain.booking import jobs
from domain.explain.facts import Money, Phrase, noon
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

    chance: None where none is stated, as weather that comes every year. soon: the chance within 30 days, which is all that
    a model states of a warning. job, price: None where nothing can be booked for it, or another task stands for its job.
    booked: a visit for it is booked already.
    """

    why: Phrase
    job: str | None
    chance: float | None
    price: Money | None
    at: datetime | None = None
    booked: bool = False
    soon: float | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """Three months: until when, its tasks, what they cost on average, and battery health by then in percent.

    expected: chance times price; None where no task with a price counts.
    """

    until: datetime
    tasks: tuple[Task, ...]
    expected: Money | None
    battery: Span | None


def tasks(view: View, cases: Iterable[Case], booked: Collection[str]) -> tuple[Task, ...]:
    """Return all that comes up, warnings first, then by day. booked: jobs of visits that are booked.

    One visit does a job for all of its tasks, so only the likeliest of them has it, and its price.
    """
    every = (*_warned(cases, booked), *sorted(_planned(view, booked), key=_day), *_season(view, booked))
    likeliest: dict[str, Task] = {}
    for each in every:
        if each.job and (each.job not in likeliest or _weight(each) > _weight(likeliest[each.job])):
            likeliest[each.job] = each
    bearers = {id(each) for each in likeliest.values()}
    return tuple(each if id(each) in bearers else replace(each, job=None, price=None) for each in every)


def _weight(task: Task) -> float:
    """Return the chance that counts; below nought where it is known for 30 days only, so not for all of the time."""
    if task.soon is not None:
        return task.soon - 1.0
    return 1.0 if task.chance is None else task.chance


def expected(every: Iterable[Task]) -> Money | None:
    """Return the mean cost; None where nothing counts.

    What has no chance stated is counted whole, what is booked too; what has one for 30 days only is left out.
    """
    amounts = [_weight(each) * each.price.amount for each in every if each.price and each.soon is None]
    return Money(float(round(sum(amounts))), jobs.CURRENCY) if amounts else None


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
        task = _task(message.title(case), job, None, booked)
        yield task if chances is None else replace(task, soon=chances.in_30_days)


def _planned(view: View, booked: Collection[str]) -> Iterator[Task]:
    today = view.now.astimezone(ZoneInfo(view.zone)).date()
    for each in due.all_due(view):
        chance = chance_by(each, today + SPAN)
        if chance >= _LEAST:
            at = noon(each.at, view.zone).at
            yield _task(service_due.line_now(view, each), each.item.job, chance, booked, at)


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
