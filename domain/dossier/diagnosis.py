"""What a technician would ask on the phone about a warning, or about a car without one, answered from what is held. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.alerts import cases, message
from domain.alerts.facts import Case, Verdict
from domain.booking import jobs
from domain.dossier import condition, pattern
from domain.dossier.condition import Sight, Why
from domain.explain import heights
from domain.explain.facts import Moment, Phrase, noon
from domain.health import catalogue
from domain.health.facts import View

BEFORE: Final = timedelta(days=90)
"""How long before a warning a change may have to do with it. Own choice: a season's wheels, a service, an update."""
_WORKSHOP: Final = {Verdict.FOUND: "found", Verdict.NOT_FOUND: "not_found"}


class Question(StrEnum):
    BEGIN = "begin"
    PATTERN = "pattern"
    DISTANCE = "distance"
    CHANGES = "changes"
    MEASURED = "measured"
    BEFORE = "before"
    WELL = "well"
    SAFE = "safe"
    READY = "ready"


class Source(StrEnum):
    """Where an answer is from: the car's readings, the checks, what is on record, the list of work."""

    CAR = "car"
    CHECKS = "checks"
    RECORD = "record"
    WORK = "work"


SECTION: Final = {
    Question.BEGIN: "warnings",
    Question.PATTERN: "residuals",
    Question.DISTANCE: "weeks",
    Question.CHANGES: "breaks",
    Question.MEASURED: "residuals",
    Question.BEFORE: "services",
    Question.WELL: "ruled_out",
    Question.SAFE: "warnings",
    Question.READY: "services",
}
"""The section of the dossier that an answer leads to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """lines: what is held, empty where nothing is. ask: the question to send to the owner, where they may know more."""

    question: Question
    source: Source
    lines: tuple[Phrase, ...]
    ask: Phrase | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """case: the warning that is asked about; None where it is the car as a whole."""

    case: Case | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is answered from. over: warnings told to the present owner that are settled, the oldest first."""

    view: View
    sights: tuple[Sight, ...]
    over: tuple[Case, ...]


def of_warning(case: Case, evidence: Evidence) -> Diagnosis:
    sight = next((each for each in evidence.sights if case.check == each.check.CODE), None)
    onset, zone = _onset(case, sight), evidence.view.zone
    began = onset or case.opened_at
    answers = (
        _answer(Question.BEGIN, Source.CHECKS, _begin(case, onset, zone)),
        _answer(Question.PATTERN, Source.CAR, pattern.lines(sight, began, evidence.view)),
        _answer(Question.DISTANCE, Source.CAR, _distance(began, evidence.view)),
        _answer(Question.CHANGES, Source.RECORD, _changes(began, evidence.view)),
        _answer(Question.MEASURED, Source.CAR, _measured(case, sight, zone)),
        _answer(Question.BEFORE, Source.RECORD, _before(case, evidence)),
        _answer(Question.WELL, Source.CHECKS, _well(evidence.sights)),
        _answer(Question.SAFE, Source.CHECKS, message.brief(case)),
        _answer(Question.READY, Source.WORK, _ready(case)),
    )
    return Diagnosis(case, answers)


def of_car(evidence: Evidence) -> Diagnosis:
    """Answer for a car without an open warning; what only a warning raises is not asked."""
    view = evidence.view
    answers = (
        _answer(Question.CHANGES, Source.RECORD, _changes(view.now, view)),
        _answer(Question.MEASURED, Source.CAR, _last_data(view)),
        _answer(Question.BEFORE, Source.RECORD, _over(evidence.over, view.zone)),
        _answer(Question.WELL, Source.CHECKS, _well(evidence.sights)),
        _answer(Question.SAFE, Source.CHECKS, (Phrase("diagnosis.safe.no_warning"),)),
    )
    return Diagnosis(None, answers)


_OWNER_KNOWS: Final = frozenset(
    {Question.BEGIN, Question.PATTERN, Question.CHANGES, Question.BEFORE, Question.SAFE}
)


def _answer(question: Question, source: Source, lines: Collection[Phrase] | Iterator[Phrase]) -> Answer:
    answer = tuple(lines)
    asks = question in _OWNER_KNOWS or (question is Question.DISTANCE and not answer)
    return Answer(question, source, answer, Phrase(f"diagnosis.ask.{question}") if asks else None)


def _onset(case: Case, sight: Sight | None) -> datetime | None:
    """Return since when readings are off by the text of the warning, else by its chart; None where neither tells it.

    In texts that do not say "since" the parameter is the first reading of all.
    """
    check, since = catalogue.BY_CODE.get(case.check), case.finding.params.get("since")
    if check and "{since:" in check.WORDS.seen and isinstance(since, Moment):
        return since.at
    return pattern.crossing(sight.chart) if sight and sight.chart else None


def _begin(case: Case, onset: datetime | None, zone: str) -> Iterator[Phrase]:
    if onset is not None:
        yield Phrase("diagnosis.begin.since", {"since": Moment(onset, zone)})
    sent = {"since": Moment(case.opened_at, zone), "told": Moment(case.told_at, zone)}
    yield Phrase("diagnosis.begin.noticed", sent)


def _distance(began: datetime, view: View) -> Iterator[Phrase]:
    first = began.astimezone(UTC).date()  # as the days of the features
    since = [day for day in view.features.days if day.day >= first]
    if since:
        code = "diagnosis.distance" if view.features.days[0].day <= first else "diagnosis.distance.least"
        days = {"since": noon(since[0].day, view.zone), "until": noon(since[-1].day, view.zone)}
        yield Phrase(code, {"km": sum(day.distance_km for day in since), **days})


def _changes(until: datetime, view: View) -> Iterator[Phrase]:
    """Name what was changed or done in the `BEFORE` up to a moment."""
    last = condition.local_day(until, view.zone)
    changes = [
        (condition.local_day(each.at, view.zone), Phrase(f"remote.break.{each.kind}")) for each in view.breaks
    ]
    work = [(each.on, Phrase(f"job.{each.job}")) for each in view.services]
    near = sorted(
        ((on, what) for on, what in (*changes, *work) if last - BEFORE <= on <= last),
        key=lambda each: each[0],
    )
    for on, what in near:
        yield Phrase("diagnosis.changes.one", {"on": noon(on, view.zone), "what": what})
    if not near:
        yield Phrase("diagnosis.changes.none", {"n": BEFORE.days, "until": noon(last, view.zone)})


def _measured(case: Case, sight: Sight | None, zone: str) -> Iterator[Phrase]:
    """Repeat what the owner was told, and the newest value against limit and normal."""
    yield Phrase(f"check.{case.check}.seen", case.finding.params)
    chart = sight.chart if sight and sight.chart else case.chart
    lines = heights.graphs(chart) if chart else ()
    if chart is None or not lines:
        return
    newest, unit = heights.newest(chart, lines), Phrase(chart.unit)
    digits = min(newest.digits, 2)  # no text says thousandths
    value = Phrase(f"diagnosis.value.{digits}", {"value": newest.value, "unit": unit})
    about = {"what": chart.title, "value": value, "at": Moment(newest.at, zone)}
    yield Phrase("diagnosis.measured", about)
    if chart.limit is not None:
        yield Phrase("diagnosis.measured.limit", {"limit": chart.limit, "unit": unit})
    if chart.normal is not None:
        low, high = chart.normal
        yield Phrase("diagnosis.measured.normal", {"low": low, "high": high, "unit": unit})


def _last_data(view: View) -> Iterator[Phrase]:
    if view.quality.last_at is not None:
        yield Phrase("diagnosis.heard", {"at": Moment(view.quality.last_at, view.zone)})


def _before(case: Case, evidence: Evidence) -> Iterator[Phrase]:
    """Name earlier warnings of the kind with what came of them, and when the work that mends it was done last."""
    yield from _over([each for each in evidence.over if each.check == case.check], evidence.view.zone)
    job = cases.job(case.finding)
    done = [each for each in evidence.view.services if each.job == job]
    if done:
        at = {"job": Phrase(f"job.{job}"), "on": noon(done[-1].on, evidence.view.zone)}
        yield Phrase("diagnosis.before.work", at)


def _over(over: Collection[Case], zone: str) -> Iterator[Phrase]:
    for each in over:
        outcome = _WORKSHOP.get(each.verdicts.get("workshop", Verdict.RIGHT)) or each.cleared_as
        about = {"told": Moment(each.told_at, zone), "title": message.title(each)}
        yield Phrase("diagnosis.before.one", {**about, "outcome": Phrase(f"diagnosis.outcome.{outcome}")})
    if not over:
        yield Phrase("diagnosis.before.none")


def _well(sights: Collection[Sight]) -> Iterator[Phrase]:
    sides = {
        "diagnosis.well": [each for each in sights if each.finding and not each.tripped],
        "diagnosis.well.unjudged": [each for each in sights if each.why and each.why is not Why.RESTING],
    }
    for code, some in sides.items():
        if some:
            yield Phrase(code, {"names": tuple(Phrase(f"check.{each.check.CODE}") for each in some)})


def _ready(case: Case) -> Iterator[Phrase]:
    code = cases.job(case.finding)
    if code is None:
        return
    job = jobs.job(code)
    yield Phrase("diagnosis.ready", {"job": Phrase(f"job.{code}"), "length": job.length})
    if job.parts:
        pieces = tuple(
            Phrase("diagnosis.ready.part", {"part": Phrase(f"stock.{part}"), "count": count})
            for part, count in sorted(job.parts.items())
        )
        yield Phrase("diagnosis.ready.parts", {"parts": pieces})
    yield Phrase("diagnosis.ready.tools")
