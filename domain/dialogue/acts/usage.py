"""What is asked of a car's use: to which answer a sentence goes, and other days of what was shown last."""

from dataclasses import replace
from statistics import mode
from typing import Final

from domain.contact import buttons
from domain.contact.facts import Message, Reply
from domain.contact.verbs import Verb
from domain.core import Unit
from domain.dialogue import trip_forms
from domain.dialogue.acts import (
    diagnosis,
    driving,
    first_use,
    plan,
    report,
    savings,
    score,
    tariff,
    trips,
    value,
    whatif,
)
from domain.dialogue.trip_forms import Kind, Question
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_OF_DAYS: Final = {**trips.VERBS, **driving.VERBS, "report.show": report.VERBS["report.show"]}


def answer(unit: Unit, owner: Owner, text: str) -> tuple[Reply, str] | None:
    """Answer what a sentence asks of the car's use or worth, and return what else it says; None where it asks neither."""
    otherwise = whatif.answer(unit, owner, text)
    if otherwise is not None:
        return otherwise, ""
    apart = diagnosis.answer(unit, owner, text) or first_use.answer(unit, owner, text)
    if apart is not None:
        return apart
    question = trip_forms.read(text)
    if question is None and goes_on(unit, owner, text):
        return driving.answer(unit, owner, None), ""
    if question is None:
        return value.answer(unit, owner, text) or _more(unit, owner, text)
    reply = _answer(unit, owner, question)
    if question.other_days and question.kind is not Kind.TARIFF:
        reply = replace(reply, messages=(Message((Phrase("trips.days_unknown"),)), *reply.messages))
    return reply, question.rest


def goes_on(unit: Unit, owner: Owner, text: str) -> bool:
    """Tell whether a text asks of some kind of road behind trips, charges, driving or a report that were shown last."""
    return trip_forms.asks_of_roads(text) and any(
        each.verb in _OF_DAYS for each in buttons.newest(unit, owner.id)
    )


def _answer(unit: Unit, owner: Owner, question: Question) -> Reply:
    if question.kind is Kind.TARIFF:
        return tariff.show(unit, owner, question.prices)
    if question.kind is Kind.DRIVING:
        return driving.answer(unit, owner, question.period)
    if question.kind is Kind.SCORE:
        return score.show(unit, owner)
    if question.kind is Kind.REPORT:
        return report.answer(unit, owner, question.period, question.file)
    return trips.answer(unit, owner, question.kind, question.period)


def _more(unit: Unit, owner: Owner, text: str) -> tuple[Reply, str] | None:
    """Show other days of what was shown last, where a text names days and nothing else; None where that has no days."""
    period, is_unknown = trip_forms.more(text)
    newest = buttons.newest(unit, owner.id) if period or is_unknown else []
    others = [each for each in newest if each.verb in _OF_DAYS]
    if not others:
        return None
    if period is None:
        return Reply(messages=(Message((Phrase("trips.days_unknown"),)),)), ""
    choices = [(each.verb, frozenset({**each.params, "period": period.value}.items())) for each in others]
    cars = sorted({each.params["vehicle_id"] for each in others}, key=str)
    # Most buttons of a message lead to other days of it, one or two to something else.
    likely = [mode(each for each in choices if ("vehicle_id", car) in each[1]) for car in cars]
    replies = [_OF_DAYS[verb](unit, owner, dict(params)) for verb, params in likely]
    return Reply(messages=tuple(message for reply in replies for message in reply.messages)), ""


VERBS: Final[dict[str, Verb]] = {
    **_OF_DAYS,
    **first_use.VERBS,
    **report.VERBS,
    **plan.VERBS,
    **savings.VERBS,
    **tariff.VERBS,
    **whatif.VERBS,
}
