"""What a technician would ask about one's own car, with what is held to answer it: in the chat and beside a warning."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from domain.alerts import message
from domain.contact.facts import Button, Message, Reply
from domain.core import Unit
from domain.dialogue import script
from domain.dialogue.acts import history, own_trips
from domain.dossier import service
from domain.dossier.diagnosis import Answer, Diagnosis
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.registry.tables import Owner, Vehicle
from domain.signin import launches

_FORM: Final = re.compile(
    r"(?:技师|师傅|技工|修理工|维修[工员]|店里|服务中心|修车的|4s店)[^,.?!]{0,6}(?:会|要|想|可能|一般|通常|都)+[^,.?!]{0,4}(?:问|了解)[^,.?!]{0,6}(?:什么|啥|哪些|些)[^,.?!]{0,6}"
    r"|(?:做个?|给我|帮我|来个?|看看|要)?(?:一下|一次)?远程诊断(?:一下|报告|结果)?"
    r"|\bwhat (?:questions )?(?:would|will|might|could|does|do|is|are) (?:the|a|my|your|any) (?:mechanics?|technicians?|workshop|garage|service cent(?:re|er)|repair shop)(?: \w+){0,3}? (?:ask|need to know|want to know)(?: me)?\b(?: about (?:it|this|that|my car|the car))?"
    r"|\bwhat (?:questions )?(?:the|a|my|your) (?:mechanics?|technicians?|workshop|garage) (?:will|would|might|may|could|is going to) (?:probably |want to |need to )?(?:ask|know)\b(?: me)?"
    r"|\b(?:do |give me |run |show me )?(?:a |the )?remote diagnos(?:is|tics)\b",
    re.IGNORECASE,
)
# What stands around it and asks nothing: "before I drive over there tomorrow, …? I never know what to say".
_BEFORE: Final = re.compile(
    r"(?:[^,.?!;]*\b(?:before|when|if) (?:i|we) [^,.?!;]*,)?(?:^|(?<=[,.?!;])|(?<=\band ))(?:(?!\band )[^,.?!;])*$"
)
_AFTER: Final = re.compile(
    r"[^,.?!;]*[,.?!;]*(?: ?(?:and )?(?:i (?:never|don'?t|do not|have no) [^,.?!;]*|我[^,.?!;]{0,4}(?:不懂|不知道|不会说|不清楚)[^,.?!;]*)[.!]?)?"
)


def answer(unit: Unit, owner: Owner, text: str) -> tuple[Reply, str] | None:
    """Answer a sentence that asks it, and return what else it says; None where it does not. Raises Refusal as `own_trips.own_cars`."""
    plain = script.plain(text)
    match = _FORM.search(plain)
    if match is None:
        return None
    cars = own_trips.own_cars(unit, owner)
    messages = tuple(each for car in cars for each in _of_car(unit, owner, car))
    return Reply(messages=messages), _rest(plain, match)


def _rest(plain: str, match: re.Match[str]) -> str:
    """Return what else a text says, of the same length."""
    before, after = _BEFORE.search(plain, 0, match.start()), _AFTER.match(plain, match.end())
    assert before
    assert after
    start, end = before.start(), after.end()
    return plain[:start] + " " * (end - start) + plain[end:]


def beside_warnings(unit: Unit, owner: Owner, car: Vehicle) -> Mapping[int, Message]:
    """Return by warning what a technician would ask, below a fold; empty where nothing of the car may be read."""
    try:
        every = service.diagnoses(unit, owner, car)
    except Refusal:
        return {}
    return {
        each.case.alert_id: Message((_heading(each, car),), more=tuple(map(_lines, each.answers)))
        for each in every
        if each.case
    }


def _of_car(unit: Unit, owner: Owner, car: Vehicle) -> Iterator[Message]:
    try:
        every = service.diagnoses(unit, owner, car)
    except Refusal as refusal:  # of one car; the others are told all the same
        yield Message((Phrase("car.heading", {"car": car.name, "model": car.model}), sentence(refusal)))
        return
    page = (Button(Phrase("page.button.link"), "page.link", once=False),) if launches.is_served(unit) else ()
    for each in every:
        lines = (_heading(each, car), *map(_lines, each.answers))
        yield Message(lines, rows=((history.button(car), *page),))


def _heading(diagnosis: Diagnosis, car: Vehicle) -> Phrase:
    case = diagnosis.case
    about = message.title(case) if case else Phrase("diagnosis.heading.car", {"car": car.name})
    return Phrase("diagnosis.heading", {"about": about})


def _lines(answer: Answer) -> Phrase:
    source = Phrase("diagnosis.source", {"source": Phrase(f"diagnosis.source.{answer.source}")})
    answers = (*answer.lines, source) if answer.lines else (Phrase("diagnosis.unknown"),)
    ask = (Phrase("diagnosis.of_you", {"ask": answer.ask}),) if answer.ask else ()
    question = Phrase(f"diagnosis.question.{answer.question}")
    return Phrase("diagnosis.said", {"question": question, "answers": (*answers, *ask)})
