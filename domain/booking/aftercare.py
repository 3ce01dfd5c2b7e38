"""After a visit its owner is told once what was found and paid and what comes next, and asked how it was."""

from collections.abc import Iterator, Sequence

from domain.alerts import service as alerts
from domain.booking import words
from domain.booking.about import Opinion, Verdict
from domain.booking.facts import CheckResult, VisitView
from domain.booking.jobs import CURRENCY
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.explain.facts import Money, Phrase
from domain.health import service as health
from domain.registry import service as registry


def tell(unit: Unit, visit: VisitView, findings: Sequence[CheckResult]) -> None:
    """Queue the message of a visit that the centre has just reported on."""
    contact.queue(unit, visit.owner_id, key=f"visit:{visit.id}:done", message=_message(unit, visit, findings))


def _message(unit: Unit, visit: VisitView, findings: Sequence[CheckResult]) -> Message:
    vehicle = registry.vehicle(unit, visit.vehicle_id)
    following = health.next_services(unit, vehicle)[:1]
    lines = (
        Phrase("after.done", words.visit_params(visit)),
        *(line for each in findings for line in _finding(each)),
        *(
            ()
            if visit.course.paid is None
            else (Phrase("after.paid", {"paid": Money(visit.course.paid, CURRENCY)}),)
        ),
        *(Phrase("after.next", {"service": each}) for each in following),
    )
    question = _question(unit, visit, findings)
    asks = (Phrase("after.was_right"),) if question else ()
    return Message((*lines, *asks, Phrase("after.how")), rows=(*question, _opinions(visit)))


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
