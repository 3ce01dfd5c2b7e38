"""From which time an "hour later", the "same day" or "earlier" counts: the visit to be moved, or the slot in question."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.dialogue.facts import Intent, Offer, Shift, Talk, TimeExpression, Visit
from domain.dialogue.times import shifts


def resolve(talk: Talk) -> Talk:
    """The talk with its wish told by itself; without anything to count from, only what it says by itself remains."""
    task = talk.task
    if task is None or task.when is None:
        return talk
    if task.when.shift is None:
        return replace(talk, task=replace(task, when=_on_its_day(talk, task.when)))
    starts = sorted(_local(each) for each in _open(talk, task.when.shift))
    when = shifts.resolved(task.when, starts[0], starts[-1]) if starts else shifts.alone(task.when)
    return replace(talk, task=replace(task, when=when))


def _on_its_day(talk: Talk, when: TimeExpression) -> TimeExpression:
    """A time alone, for a visit that is moved: on the visit's own day, and where that has nothing on any."""
    task = talk.task
    assert task is not None
    visit = next((each for each in talk.visits if each.number == task.visit), None)
    dated = when.date_from or when.date_to or when.weekdays or when.others or when.beyond
    timed = when.time_from or when.time_to
    if task.intent is not Intent.RESCHEDULE or visit is None or dated or not timed:
        return when
    day = _local(visit).date()
    return replace(when, date_from=day, date_to=day, beyond=(when,))


def _open(talk: Talk, shift: Shift) -> tuple[Offer | Visit, ...]:
    """What keeps a half of its time is the visit to be moved; what is earlier or later is so of the slot in question."""
    task = talk.task
    assert task is not None
    visit = tuple(each for each in talk.visits if each.number == task.visit)
    slot = (task.slot,) if task.slot else talk.offered
    if shift.same_time or shift.same_day:
        return visit or slot[:1]
    return slot or visit


def _local(each: Offer | Visit) -> datetime:
    return each.start.astimezone(ZoneInfo(each.zone)).replace(tzinfo=None)
