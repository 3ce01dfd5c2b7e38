"""When an owner is reminded of a visit: said of those that are booked, and switched on where that is wished."""

from collections.abc import Iterator
from dataclasses import replace

from domain.booking import reminders, words
from domain.booking import service as booking
from domain.booking.facts import State
from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue.acts import kinds
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_SHOWN = 3  # visits whose moments are told at once


def switch_on(unit: Unit, owner: Owner, _text: str) -> Reply:
    """Have reminders of visits on, and say when they come."""
    if owner.reminders:
        return Reply(messages=(Message(tuple(answer(unit, owner))),))
    reply = kinds.set_messages(unit, owner, kinds.Messages("reminders", on=True))
    first, *rest = reply.messages
    first = replace(first, lines=(*first.lines, *_moments(unit, owner)))
    return replace(reply, messages=(first, *rest))


def answer(unit: Unit, owner: Owner) -> Iterator[Phrase]:
    """Say whether and when the owner is reminded of visits."""
    if not owner.reminders:
        yield Phrase("topic.reminders_off")
        return
    yield Phrase("topic.reminder")
    yield from _moments(unit, owner)


def _moments(unit: Unit, owner: Owner) -> Iterator[Phrase]:
    """Say when the owner will yet be reminded of each booked visit, or that it begins with the first one."""
    booked = [each for each in booking.visits_of(unit, owner.id) if each.state is State.BOOKED]
    if not booked:
        yield Phrase("reminding.none")
    for visit in booked[:_SHOWN]:
        moments = reminders.coming(unit, visit)
        codes = ("reminding.over", "reminding.once", "reminding.twice")
        params = dict(zip(("first", "second"), moments, strict=False))
        yield Phrase(codes[len(moments)], {**words.visit_params(visit), **params})
