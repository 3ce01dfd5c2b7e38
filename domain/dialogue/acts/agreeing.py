"""A yes to the summary of a visit with a harmless remark behind it: what a person says who agrees and goes on talking."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.booking import network
from domain.booking import service as booking
from domain.booking.facts import State, VisitView
from domain.contact.facts import Reply
from domain.core import Unit
from domain.dialogue.acts import notes, starts
from domain.dialogue.meaning import agreement, remarks
from domain.dialogue.memory import Memory
from domain.registry.tables import Owner


def parts(unit: Unit, text: str, memory: Memory) -> remarks.Parts | None:
    """Part a yes from what is said beside it; None where the text is none of the kind, or something else was asked last."""
    talk = memory.talk
    if memory.pending is not None or talk.task is None or talk.task.slot is None:
        return None
    names = {name for _, centre in network.centre_names(unit) for name in agreement.names(centre)}
    own = set(agreement.names(talk.task.slot.centre))
    now = unit.now.astimezone(ZoneInfo(talk.task.slot.zone)).replace(tzinfo=None)
    return remarks.split(text, talk, now=now, names=tuple(names - own))


def in_two(
    unit: Unit, owner: Owner, memory: Memory, whole: remarks.Parts, answer: Callable[[str], Reply]
) -> Reply:
    """Do what was agreed to, then answer the question or pass the remark on with the visit that came of it."""
    first = answer(whole.yes)
    visit = _visit(unit, owner, memory)
    if visit is None:
        return first
    after = answer(whole.remark) if whole.asks else notes.keep(unit, owner, text=whole.remark, visit=visit)
    messages = (*first.messages, *after.messages)
    return replace(first, messages=messages, over=(*first.over, *after.over))


def _visit(unit: Unit, owner: Owner, memory: Memory) -> VisitView | None:
    """The visit of the slot that was on the table, where it is booked now."""
    task = memory.talk.task
    if task is None or task.slot is None:
        return None
    place = starts.place(task.slot.slot)
    live = booking.visits_of(unit, owner.id)
    return next(
        (each for each in live if each.state == State.BOOKED and (each.centre_id, each.starts_at) == place),
        None,
    )
