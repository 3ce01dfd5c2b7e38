"""Why there is a warning, how certain it is, and what comes of waiting."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from domain.alerts import cases as casebook
from domain.alerts import message
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.core import Unit
from domain.dialogue.acts import cars, readings
from domain.dialogue.acts.scene import Inquiry
from domain.dialogue.facts import TimeExpression
from domain.dialogue.topics import Topic
from domain.explain.facts import Phrase, noon
from domain.health import words as health_words
from domain.kit.classified import Category
from domain.privacy import watch
from domain.registry import service as registry
from domain.registry.tables import Vehicle

_WHY = ("seen", "alert.more.since", "alert.more.evidence", "alert.matters")
_SURE = ("alert.sure", "alert.record", "alert.more.unproved", "alert.more.cannot_see", "alert.more.forecast")
_SOURCES = (
    (frozenset({Topic.CHARGE, Topic.TYRES}), "own.sure.sent"),
    (frozenset({Topic.DUE, Topic.LAST, Topic.FOUND}), "own.sure.record"),
    (frozenset({Topic.PRICE, Topic.LENGTH, Topic.PLACE, Topic.HOURS, Topic.PHONE}), "own.sure.centre"),
)
_CONSEQUENCES = ("alert.matters", "alert.cost", "alert.cost.free")


def cases(about: Inquiry) -> list[Case]:
    """Return the open warnings that are meant, the last that was told first: of the car and the work that are named."""
    unit, owner = about.scene.unit, about.scene.owner
    every = [
        case
        for car in filter(about.is_about, registry.vehicles_of(unit, owner.id))
        for case in _of(unit, car)
    ]
    same = [case for case in every if case.alert_id == about.scene.about.alert_id]
    matches = same or [case for case in every if _is_named(case, about.meaning.job)]
    return sorted(matches or every, key=lambda case: case.told_at, reverse=True)


def _of(unit: Unit, car: Vehicle) -> tuple[Case, ...]:
    keeper = registry.keeper(unit, car.id)
    return alerts.alerts_of(unit, keeper.id, car.id) if keeper else ()


def _is_named(case: Case, job: str | None) -> bool:
    """Whether a warning is of the part that the named work is done on."""
    of_case = casebook.job(case.finding)
    return job is not None and of_case is not None and of_case.split("_")[0] == job.split("_")[0]


def why(about: Inquiry) -> Iterator[Phrase]:
    yield from _first(about, _WHY, none="own.no_warning")


def sure(about: Inquiry) -> Iterator[Phrase]:
    """Answer how certain the last answer is, else the last warning; where there is neither, ask what is meant."""
    of_warning = about.scene.about.alert_id or Category.WARNING in about.meaning.kinds
    last = frozenset() if of_warning else frozenset(about.talk.topics)
    source = next((code for topics, code in _SOURCES if topics & last), None)
    if source is not None:
        yield Phrase(source)
    elif Topic.BATTERY in last:
        yield from readings.confidence(about)
    else:
        yield from _first(about, _SURE, none="own.sure.what")
        yield from _chance(cases(about)[:1])


def _chance(warnings: list[Case]) -> Iterator[Phrase]:
    """Say what a chance that a warning tells means; nothing where it tells none."""
    for case in warnings:
        basis = case.finding.params.get("basis")
        if isinstance(basis, Phrase) and basis.code in health_words.CHANCES:
            risk = basis.params["risk"]
            if isinstance(risk, float):
                yield Phrase("own.chance", {**basis.params, "n": risk * 100})


def _first(about: Inquiry, codes: tuple[str, ...], *, none: str) -> Iterator[Phrase]:
    every = cases(about)
    if not every:
        yield Phrase(none)
        return
    first, *others = every
    yield message.heading(first)
    yield from _lines_of(about.scene.unit, first, codes)
    if others:
        yield Phrase("own.other_warnings", {"titles": tuple(message.heading(case) for case in others)})


def _lines_of(unit: Unit, case: Case, codes: tuple[str, ...]) -> Iterator[Phrase]:
    """Yield the lines of a warning and its details with these codes, in their order, each once."""
    warning = alerts.show(unit, case.owner_id, case.alert_id)
    every = {_code(line): line for line in (*message.details(case).lines, *warning.lines, *warning.more)}
    yield from (every[code] for code in codes if code in every)


def _code(line: Phrase) -> str:
    return "seen" if line.code.startswith("check.") and line.code.endswith(".seen") else line.code


def neglect(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """What comes of doing nothing, and whether it can wait until the day that was named."""
    unit, owner = about.scene.unit, about.scene.owner
    every = [case for case in cases(about) if case.vehicle_id == car.id]
    for case in every:
        yield from message.brief(case)
        yield from _until(case, _last_day(about.meaning.asked_days, _today(case)))
        yield from _lines_of(unit, case, _CONSEQUENCES)
    if not every:
        keeper = registry.keeper(unit, car.id)
        yield from cars.standing(owner, watch.watch(unit, car, keeper), keeper=keeper, cases=())


def deadline(about: Inquiry) -> Iterator[Phrase]:
    """By when the work of the warning that is meant is to be done."""
    for case in cases(about)[:1]:
        yield from message.brief(case)


def _last_day(days: TimeExpression | None, today: date) -> date | None:
    """The day until which it is to wait: the first of a later week, of days on which its owner cannot come the last."""
    if days is None:
        return None
    begins_later = days.date_from is not None and days.date_from > today
    return (days.date_from if begins_later else days.date_to) or next(
        (each.date_to for each in days.never), None
    )


def _until(case: Case, day: date | None) -> Iterator[Phrase]:
    latest = message.deadline(case).latest
    if day is None or latest is None or day < _today(case):
        return
    days = {"latest": noon(latest, case.zone), "day": noon(day, case.zone)}
    yield Phrase("own.wait.too_long" if day > latest else "own.wait.in_time", days)


def _today(case: Case) -> date:
    return (case.now or case.told_at).astimezone(ZoneInfo(case.zone)).date()
