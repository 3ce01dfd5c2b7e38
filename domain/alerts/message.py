"""A warning as a message: always in the order seen, why, what to do, by when, how sure; then cost and slot."""

from datetime import timedelta
from typing import Final

from domain.alerts import rules
from domain.alerts.facts import Case, State, Verdict
from domain.contact.facts import Button, Message, Style
from domain.explain.facts import Moment, Phrase
from domain.garage.facts import Source
from domain.health import words as health
from domain.health.facts import Level

BY: Final = {
    Level.RED: timedelta(hours=48),
    Level.YELLOW: timedelta(days=7),
    Level.BLUE: timedelta(days=30),
}
RECORD_FROM: Final = 5  # fewer outcomes say nothing about how often a kind of warning is right


def build(case: Case) -> Message:
    """Show the alert as it stands now: the same message is edited when its state changes."""
    if case.state is State.CLEARED:
        return Message(lines=(*_head(case), *_status(case)), rows=_rating(case))
    return Message(
        lines=(*_head(case), *_body(case), *_extras(case), *_status(case)),
        rows=(*_slot_buttons(case), *_done(case), *_rating(case), _looks(case)),
        chart=case.chart,
    )


def title(case: Case) -> Phrase:
    return _of_check(case, "title")


def details(case: Case) -> Message:
    """Say what stands behind the warning: since when, on what evidence, how good this kind is, its blind spots."""
    kinds = tuple(Phrase(f"alert.kind.{kind}") for kind in sorted(case.finding.kinds))
    chances = case.finding.chances
    return Message(
        lines=(
            *_head(case),
            _labelled("alert.seen", _of_check(case, "seen")),
            _labelled("alert.sure", _of_check(case, "sure")),
            Phrase(
                "alert.more.since",
                {"at": Moment(case.opened_at, case.zone), "changed": Moment(case.changed_at, case.zone)},
            ),
            Phrase("alert.more.evidence", {"kinds": kinds}),
            *(_record(case, at_least=1) or (Phrase("alert.more.unproved"),)),
            _model(case),
            _labelled("alert.more.cannot_see", _of_check(case, "cannot_see")),
        ),
        chart=case.chart if chances is None or not chances.reasons else health.bars(case.check, chances),
    )


def reminder(case: Case) -> Message:
    """Repeat the whole warning below a line that says why it comes again."""
    again = build(case)
    line = Phrase("alert.reminder", {"title": title(case)})
    return Message(lines=(line, *again.lines), rows=again.rows)


def _head(case: Case) -> tuple[Phrase, ...]:
    kind = "over" if case.state is State.CLEARED else int(case.level)
    lines = [Phrase(f"alert.heading.{kind}", {"title": title(case)})]
    if case.car:
        lines.append(Phrase("alert.car", {"car": case.car}))
    if case.source is not Source.LIVE:
        lines.append(Phrase(f"alert.source.{case.source}"))
    return tuple(lines)


def _body(case: Case) -> tuple[Phrase, ...]:
    by = Moment(case.told_at + BY[case.level], case.zone)
    return (
        _labelled("alert.seen", _of_check(case, "seen")),
        _labelled("alert.matters", _of_check(case, "matters")),
        _labelled("alert.action", _of_check(case, "action")),
        Phrase(f"alert.by.{int(case.level)}", {"by": by}),
        _labelled("alert.sure", _of_check(case, "sure")),
    )


def _extras(case: Case) -> tuple[Phrase, ...]:
    lines = [*_record(case, at_least=RECORD_FROM)]
    if case.cost is not None:
        code = "alert.cost" if case.cost.now.amount else "alert.cost.free"
        lines.append(Phrase(code, {"now": case.cost.now, "later": case.cost.later}))
    if case.slot is not None:
        lines.append(case.slot.line)
    return tuple(lines)


def _record(case: Case, *, at_least: int) -> tuple[Phrase, ...]:
    if case.record.last < at_least:
        return ()
    return (Phrase("alert.record", {"n": case.record.last, "right": case.record.last_right}),)


def _model(case: Case) -> Phrase:
    chances = case.finding.chances
    return Phrase("alert.more.model", {"model": chances.model}) if chances else Phrase("alert.more.rules")


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
    other = {"alert_id": case.alert_id}
    if case.slot is None:
        return ()
    if case.slot.booked:
        return ((Button(Phrase("alert.button.other"), "visit.other", other),),)
    style = Style.GRAVE if case.level is Level.RED else Style.GOOD
    book = Button(Phrase("alert.button.book"), "visit.book", {"visit_id": case.slot.visit_id}, style)
    return ((book, Button(Phrase("alert.button.other"), "visit.other", other)),)


def _done(case: Case) -> tuple[tuple[Button, ...], ...]:
    """Tasks of the calendar may have been done where we cannot see it."""
    if rules.JOB not in case.finding.params:
        return ()
    return ((Button(Phrase("alert.button.done"), "alert.done", {"alert_id": case.alert_id}),),)


def _rating(case: Case) -> tuple[tuple[Button, ...], ...]:
    if "owner" in case.verdicts:
        return ()
    return (
        tuple(
            Button(Phrase(f"alert.button.{verdict}"), f"alert.{verdict}", {"alert_id": case.alert_id})
            for verdict in (Verdict.RIGHT, Verdict.WRONG)
        ),
    )


def _looks(case: Case) -> tuple[Button, ...]:
    about = {"alert_id": case.alert_id}
    more = Button(Phrase("alert.button.more"), "alert.more", about, once=False)
    if case.acknowledged:
        return (more,)
    return (more, Button(Phrase("alert.button.later"), "alert.later", about))


def _labelled(code: str, text: Phrase) -> Phrase:
    return Phrase(code, {"text": text})


def _of_check(case: Case, part: str) -> Phrase:
    return Phrase(f"check.{case.check}.{part}", case.finding.params)
