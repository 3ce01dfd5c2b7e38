"""Questions of what may come: how late one may come to a visit, whether the car may go after it. Nothing is changed by them."""

from typing import Final

from domain.booking import service as booking
from domain.booking import words
from domain.booking.facts import State, VisitView
from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue import supposed
from domain.dialogue.acts import days
from domain.dialogue.memory import Memory
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_CODES: Final = {supposed.Supposed.LATE: "supposed.late", supposed.Supposed.FIT: "supposed.fit"}


def answer(unit: Unit, owner: Owner, memory: Memory, text: str) -> Reply | None:
    """Answer what an owner only supposes; None where they suppose nothing, or no visit is booked or being booked."""
    what = supposed.find(text)
    if what is None or (not supposed.imagines(text) and days.is_late(unit, owner, text)):
        return None  # who is late now has told so: the centre is told
    booked = [each for each in booking.visits_of(unit, owner.id) if each.state == State.BOOKED]
    if not booked and memory.talk.task is None:
        return None
    return Reply(messages=(Message(_lines(_CODES[what], booked if memory.talk.task is None else [])),))


def _lines(code: str, booked: list[VisitView]) -> tuple[Phrase, ...]:
    """The rule, with the centre and the standing visit where it is plain which one is meant."""
    if len(booked) != 1:
        return (Phrase(code),)
    about = words.visit_params(booked[0])
    call = (Phrase("supposed.call", about),) if about["phone"] else ()
    return (Phrase(code), *call, Phrase("supposed.stands", about))
