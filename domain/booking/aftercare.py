"""After a visit its owner is told once what was found and paid and what comes next, and asked how it was."""

from collections.abc import Iterator, Sequence
from functools import partial

from sqlmodel import col, select

from domain.alerts import service as alerts
from domain.booking import measurements, outcomes, words
from domain.booking.about import OfBill, Opinion, Verdict
from domain.booking.facts import CheckResult, Course, VisitView
from domain.booking.jobs import CURRENCY
from domain.booking.tables import WorkshopFinding
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Style
from domain.core import Unit
from domain.explain.facts import Money, Phrase
from domain.health import service as health
from domain.registry import service as registry


def tell(unit: Unit, visit: VisitView, findings: Sequence[CheckResult]) -> None:
    """Queue the message of a visit that the centre has just reported on."""
    contact.queue(unit, visit.owner_id, key=f"visit:{visit.id}:done", message=_message(unit, visit, findings))


def ask_to_pay(unit: Unit, visit: VisitView) -> None:
    """Tell the owner what is to be paid for a visit, where it was named or changed after the visit."""
    text = Phrase("after.bill", {**words.visit_params(visit), "due": Money(visit.course.due or 0, CURRENCY)})
    message = Message((text,), rows=tuple(_pay(unit, visit)))
    key = f"visit:{visit.id}:bill:{visit.course.due}:{unit.now:%Y%m%d%H%M%S}"
    contact.queue(unit, visit.owner_id, key=key, message=message)


def outcome(unit: Unit, visit: VisitView) -> tuple[Phrase, ...]:
    """Return what was done, found, measured and paid at a visit that is over; notes that cannot be opened are left out."""
    return _outcome(unit, visit, _results(unit, visit))


def _results(unit: Unit, visit: VisitView) -> Sequence[CheckResult]:
    of_visit = select(WorkshopFinding).where(WorkshopFinding.visit_id == visit.id)
    rows = unit.session.exec(of_visit.order_by(col(WorkshopFinding.id)))
    return [_result(unit, row) for row in rows]


def _result(unit: Unit, row: WorkshopFinding) -> CheckResult:
    note = unit.readable(
        partial(unit.unseal_text, row.note, label=outcomes.NOTE), what=f"the note of finding {row.id}"
    )
    return CheckResult(row.check, row.found, note or "")


def _outcome(unit: Unit, visit: VisitView, findings: Sequence[CheckResult]) -> tuple[Phrase, ...]:
    return (
        Phrase("after.done", words.visit_params(visit)),
        *(line for each in findings for line in _finding(each)),
        *measurements.lines(unit, visit),
        *_bill(visit.course),
    )


def _bill(course: Course) -> Iterator[Phrase]:
    if course.paid is not None:
        yield Phrase("after.paid", {"paid": Money(course.paid, CURRENCY)})
    if course.due is not None:
        yield Phrase("after.due", {"due": Money(course.due, CURRENCY)})


def _message(unit: Unit, visit: VisitView, findings: Sequence[CheckResult]) -> Message:
    vehicle = registry.vehicle(unit, visit.vehicle_id)
    following = health.next_services(unit, vehicle)[:1]
    lines = (
        *_outcome(unit, visit, findings),
        *(Phrase("after.next", {"service": each}) for each in following),
    )
    question = _question(unit, visit, findings)
    asks = (Phrase("after.was_right"),) if question else ()
    rows = (*_pay(unit, visit), *question, _opinions(visit))
    return Message((*lines, *asks, Phrase("after.how")), rows=rows)


def _pay(unit: Unit, visit: VisitView) -> Iterator[tuple[Button, ...]]:
    """Offer to pay the bill in the chat, where the chat takes money."""
    if visit.course.due is not None and unit.core.settings.payment_provider:
        label = Phrase("after.button.pay", {"due": Money(visit.course.due, CURRENCY)})
        yield (Button(label, "visit.pay", OfBill(visit.id).params(), Style.GOOD, once=False),)


def _finding(result: CheckResult) -> Iterator[Phrase]:
    about = {"check": Phrase(f"check.{result.check}"), "note": result.note}
    if result.check:
        word = "found" if result.found else "not_found"
        yield Phrase(f"after.{word}.note" if result.note else f"after.{word}", about)
    elif result.note:
        yield Phrase("after.note", about)


def _question(
    unit: Unit, visit: VisitView, findings: Sequence[CheckResult]
) -> tuple[tuple[Button, ...], ...]:
    """Ask whether the warning was right that led to the visit, unless owner or centre have said it."""
    if visit.alert_id is None:
        return ()
    case = alerts.case_of(unit, visit.owner_id, visit.alert_id)
    if case.verdicts or case.check in {each.check for each in findings}:
        return ()
    row = tuple(
        Button(Phrase(f"alert.button.{word}"), "visit.verdict", Verdict(case.alert_id, right).params())
        for word, right in (("right", True), ("wrong", False))
    )
    return (row,)


def _opinions(visit: VisitView) -> tuple[Button, ...]:
    return tuple(
        Button(Phrase(f"after.button.{word}"), "visit.opinion", Opinion(visit.id, good).params(), once=False)
        for word, good in (("good", True), ("bad", False))
    )
