"""A warning as a message: what is wrong, what to do by when, the slot; below a fold why, how sure and what it costs."""

from functools import reduce
from typing import Final
from zoneinfo import ZoneInfo

from domain.alerts import cases, deadlines, rules
from domain.alerts.about import OfAlert, OfVisit, Person
from domain.alerts.deadlines import Deadline, Urgency
from domain.alerts.facts import Case, State, Verdict
from domain.contact.facts import Button, Message, Style
from domain.explain.facts import Bars, Chart, Moment, Phrase, noon
from domain.health import catalogue, grading
from domain.health import words as health
from domain.health.facts import Kind, Level
from domain.registry.facts import Source

RECORD_FROM: Final = 5  # fewer outcomes say nothing about how often a kind of warning is right
_AS_TOLD: Final = frozenset({Kind.RECORD, Kind.REPORT})  # nothing of it was measured against a limit
AT_THE_CAR: Final = frozenset({"cabin_filter"})  # jobs that a centre which comes to the car does there


def build(case: Case) -> Message:
    """Return the message of an alert as of now; the message sent is edited with it. Where it says stop, rating is in `details`."""
    if case.state is State.CLEARED:
        return Message(lines=(*_head(case), *_status(case)), rows=_rating(case))
    rating = () if _stops(case) else _rating(case)
    return Message(
        lines=(*_head(case), _of_check(case, "seen"), *_task(case), *_slot(case), *_status(case)),
        rows=(*_slot_buttons(case), *_help(case), *_done(case), *rating, _looks(case)),
        chart=case.chart,
        more=(*_why(case), *_record(case, at_least=RECORD_FROM), *_cost(case), *_simulated(case)),
    )


def brief(case: Case) -> tuple[Phrase, ...]:
    """Return the lines for how grave it is and what to do by when."""
    return (*_head(case), *_task(case))


def title(case: Case) -> Phrase:
    """Return the title for the level that is told: below red the softer of the check's titles."""
    form = case.finding.form
    if case.level < Level.RED:
        form = catalogue.BY_CODE[case.check].WORDS.softer.get(form, form)
    return (
        Phrase(f"check.{case.check}.title.{form}", case.finding.params) if form else _of_check(case, "title")
    )


def details(case: Case) -> Message:
    """Return the message behind "details": since when, on what evidence, how often this kind was right, what is not seen."""
    kinds = tuple(Phrase(f"alert.kind.{kind}") for kind in sorted(case.finding.kinds))
    return Message(
        lines=(
            *_head(case),
            _of_check(case, "seen"),
            _labelled("alert.sure", _of_check(case, "sure")),
            Phrase(
                "alert.more.since",
                {"at": Moment(case.opened_at, case.zone), "changed": Moment(case.changed_at, case.zone)},
            ),
            Phrase("alert.more.evidence", {"kinds": kinds}),
            *(_record(case, at_least=1) or (Phrase("alert.more.unproved"),)),
            _model(case),
            _labelled("alert.more.cannot_see", _of_check(case, "cannot_see")),
            *_simulated(case),
        ),
        rows=_rating(case) if _stops(case) else (),
        chart=_reasons(case),
    )


def _reasons(case: Case) -> Chart | Bars | None:
    """Return the chart of a chance's reasons; the readings where it has happened or was measured without a chance."""
    chances = case.finding.chances
    if chances is None or not chances.reasons or _is_measured(case):
        return case.chart
    return health.bars(case.check, chances)


def reminder(case: Case) -> Message:
    """Repeat the whole warning below a line that says why it comes again."""
    again = build(case)
    return Message(lines=(Phrase("alert.reminder"), *again.lines), rows=again.rows, more=again.more)


def deadline(case: Case) -> Deadline:
    """Return by when to act, as of now."""
    return deadlines.deadline(
        stop=_stops(case),
        within=grading.within(catalogue.traits(case.check), case.level, case.finding.severity),
        due=case.finding.due,
        told_at=case.told_at,
        now=case.now or case.told_at,
        zone=case.zone,
    )


def _stops(case: Case) -> bool:
    return cases.stops(case.finding, case.level)


def _head(case: Case) -> tuple[Phrase, ...]:
    name = title(case)
    if case.car:
        name = Phrase("alert.title_of_car", {"title": name, "car": case.car})
    if case.state is State.CLEARED:
        return (Phrase("alert.heading.over", {"title": name}),)
    return (_headed(case, name),)


def heading(case: Case) -> Phrase:
    """Return the first line of a warning's message (colour, urgency, title), for a list of a car's open warnings."""
    return _headed(case, title(case))


def _headed(case: Case, name: Phrase) -> Phrase:
    return Phrase(f"alert.heading.{_word(case)}", {"colour": grading.COLOURS[case.level], "title": name})


def _word(case: Case) -> str:
    """Return the word for how soon, "note" where no visit by a day is asked for."""
    urgency = deadline(case).urgency
    if case.level is Level.RED and urgency in {Urgency.TODAY, Urgency.SOON}:
        return "now"
    asks = cases.job(case.finding) is not None or case.level > Level.BLUE
    return urgency.value if asks else "note"


def _task(case: Case) -> tuple[Phrase, ...]:
    """Return what to do and by when, with the job by the name under which it is booked."""
    advice, job = _of_check(case, "action"), cases.job(case.finding)
    if _stops(case):
        return (_below(Phrase("alert.do.stop", {"advice": advice}), *case.calls, *_on_the_way(case)),)
    if job is None:
        return (Phrase("alert.do.self", {"advice": advice}),)
    due = deadline(case)
    assert due.latest is not None
    params = {"job": Phrase(f"job.{job}"), "by": noon(due.latest, case.zone), "advice": advice}
    task = Phrase(f"alert.do.{due.urgency}", params)
    return (_below(task, *_comes(case)) if job in AT_THE_CAR else task,)


def _below(*lines: Phrase) -> Phrase:
    return reduce(lambda first, then: Phrase("alert.below", {"first": first, "then": then}), lines)


def _on_the_way(case: Case) -> tuple[Phrase, ...]:
    """Return whether the car's centre tows a car that must not be driven, or comes to it."""
    if case.place is None or not case.place.tows:
        return _comes(case)
    code = "alert.tows_comes" if case.place.comes else "alert.tows"
    return (Phrase(code, {"centre": case.place.name}),)


def _comes(case: Case) -> tuple[Phrase, ...]:
    if case.place is None or not case.place.comes:
        return ()
    return (Phrase("alert.comes", {"centre": case.place.name}),)


def _help(case: Case) -> tuple[tuple[Button, ...], ...]:
    """Return buttons that ask the car's centre to tow the car or to come to it, where it offers that."""
    if case.place is None or not (_stops(case) or cases.job(case.finding) in AT_THE_CAR):
        return ()
    offers = (("tow", case.place.tows and _stops(case)), ("come", case.place.comes))
    row = tuple(
        Button(Phrase(f"alert.button.{service}"), "person.ask", Person(service, case.vehicle_id).params())
        for service, has in offers
        if has
    )
    return (row,) if row else ()


def _slot(case: Case) -> tuple[Phrase, ...]:
    """Return the lines about the slot; a slot that is only held is not offered to a car that must not be driven."""
    if case.slot is None or (_stops(case) and not case.slot.booked):
        return ()
    if _stops(case) and not _is_past(case):
        return (case.slot.line, Phrase("alert.stop.booked"))
    late = Phrase("alert.late.booked" if case.slot.booked else "alert.late.held")
    return (_below(case.slot.line, late) if _is_late(case) else case.slot.line,)


def _is_late(case: Case) -> bool:
    """Whether the slot lies after the day that the same message names as the last; past that day every slot does."""
    due, at = deadline(case), None if case.slot is None else case.slot.line.params.get("at")
    if due.latest is None or due.urgency is Urgency.OVERDUE or not isinstance(at, Moment):
        return False
    return at.at.astimezone(ZoneInfo(at.zone)).date() > due.latest


def _is_past(case: Case) -> bool:
    """Whether the booked visit is over, so that only another one can be arranged."""
    return case.slot is not None and case.slot.is_over(case.now or case.told_at)


def _why(case: Case) -> tuple[Phrase, ...]:
    return (
        _labelled("alert.matters", _of_check(case, "matters")),
        _labelled("alert.sure", _of_check(case, "sure")),
    )


def _cost(case: Case) -> tuple[Phrase, ...]:
    if case.cost is None:
        return ()
    code = "alert.cost" if case.cost.now.amount else "alert.cost.free"
    return (Phrase(code, {"now": case.cost.now, "later": case.cost.later}),)


def _simulated(case: Case) -> tuple[Phrase, ...]:
    """Return the note that the car is simulated or recorded, or else that the chance was learned from simulation."""
    if case.source is not Source.LIVE:
        return (Phrase(f"alert.source.{case.source}"),)
    basis = case.finding.params.get("basis")
    is_chance = isinstance(basis, Phrase) and basis.code in health.CHANCES
    return (Phrase("alert.more.forecast"),) if is_chance else ()


def _is_measured(case: Case) -> bool:
    """Return whether the warning states no chance: the harm has happened, or it is told as measured."""
    says_measured = case.finding.params.get("basis") == health.MEASURED
    return says_measured or grading.is_fact(catalogue.traits(case.check), case.finding.severity)


def _record(case: Case, *, at_least: int) -> tuple[Phrase, ...]:
    if case.record.last < at_least:
        return ()
    return (Phrase("alert.record", {"n": case.record.last, "right": case.record.last_right}),)


def _model(case: Case) -> Phrase:
    chances = case.finding.chances
    if case.finding.kinds <= _AS_TOLD:
        return Phrase("alert.more.records")
    if chances is None or _is_measured(case):
        return Phrase("alert.more.rules")
    name, _, version = chances.model.rpartition(" ")  # see `learning.facts.stamp`
    return Phrase("alert.more.model", {"check": Phrase(f"check.{name}"), "version": version})


def _status(case: Case) -> tuple[Phrase, ...]:
    lines = []
    if case.cleared_as:
        lines.append(Phrase(f"alert.{case.cleared_as}"))
    elif case.verdicts.get("workshop") is Verdict.NOT_FOUND:
        lines.append(Phrase("alert.nothing_found"))
    if "owner" in case.verdicts:
        lines.append(Phrase(f"alert.thanks.{case.verdicts['owner']}"))
    elif case.acknowledged and case.state is State.ACTIVE:
        lines.append(Phrase("alert.noted"))
    return tuple(lines)


def _slot_buttons(case: Case) -> tuple[tuple[Button, ...], ...]:
    other = OfAlert(case.alert_id).params()
    if case.slot is None or (_stops(case) and not case.slot.booked):
        return ()
    if case.slot.booked:
        label = "alert.button.find" if _is_past(case) else "alert.button.other"
        return ((Button(Phrase(label), "visit.other", other),),)
    style = Style.GRAVE if case.level is Level.RED else Style.GOOD
    book = Button(Phrase("alert.button.book"), "visit.book", OfVisit(case.slot.visit_id).params(), style)
    return ((book, Button(Phrase("alert.button.other"), "visit.other", other)),)


def _done(case: Case) -> tuple[tuple[Button, ...], ...]:
    """Return the button "done already", for work that may have been done elsewhere."""
    if not catalogue.traits(case.check).is_chore or rules.JOB not in case.finding.params:
        return ()
    return ((Button(Phrase("alert.button.done"), "alert.done", OfAlert(case.alert_id).params()),),)


def _rating(case: Case) -> tuple[tuple[Button, ...], ...]:
    if "owner" in case.verdicts:
        return ()
    return (
        tuple(
            Button(Phrase(f"alert.button.{verdict}"), f"alert.{verdict}", OfAlert(case.alert_id).params())
            for verdict in (Verdict.RIGHT, Verdict.WRONG)
        ),
    )


def _looks(case: Case) -> tuple[Button, ...]:
    about = OfAlert(case.alert_id).params()
    more = Button(Phrase("alert.button.more"), "alert.more", about, once=False)
    if case.acknowledged or _stops(case):
        return (more,)
    return (more, Button(Phrase("alert.button.later"), "alert.later", about))


def _labelled(code: str, text: Phrase) -> Phrase:
    return Phrase(code, {"text": text})


def _of_check(case: Case, part: str) -> Phrase:
    return Phrase(f"check.{case.check}.{part}", case.finding.params)
