"""The waiting list in the chat: joined where nothing is free, listed with the visits, left by a tap."""

from datetime import datetime, time, timedelta

from domain.booking import jobs, slots, waitlist, words
from domain.booking.about import OfWait
from domain.booking.facts import Wait, Waiter
from domain.contact.facts import Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue import labels
from domain.dialogue.acts import starts
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Grain, Talk, TimeExpression
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_LAST = 14  # minute of a quarter of an hour


def queue(scene: Scene, talk: Talk) -> tuple[Message, ...]:
    """Put the car on the list for the wish of the open task. Raises the refusals of `waitlist.enter`."""
    task = talk.task
    assert task is not None
    assert task.job is not None
    wish = starts.wish(task.when, soonest=False)
    assert wish.day_from is not None
    assert wish.day_to is not None
    centre_id = task.site or slots.centre_for(scene.unit, jobs.job(task.job), vehicle_id=scene.vehicle_id).id
    times = {"time_from": wish.time_from, "time_to": wish.time_to}
    wait = Wait(scene.owner.id, scene.vehicle_id, task.job, centre_id, wish.day_from, wish.day_to, **times)
    return (_message(waitlist.enter(scene.unit, wait), "wait.done"),)


def messages(unit: Unit, owner: Owner) -> tuple[Message, ...]:
    """Tell what the owner waits for, each with its way out."""
    return tuple(_message(each, "wait.line") for each in waitlist.of_owner(unit, owner.id))


def _message(waiter: Waiter, code: str) -> Message:
    wait = waiter.wait
    when = TimeExpression(
        "",
        (0, 0),
        Grain.DAY,
        date_from=wait.day_from,
        date_to=wait.day_to,
        time_from=wait.time_from,
        time_to=_end(wait),
    )
    about = {"job": words.job(wait.job), "when": labels.wish(when, waiter.zone), "centre": waiter.centre}
    return Message((Phrase(code, about),), rows=((waitlist.leave_button(waiter.id),),))


def _end(wait: Wait) -> time | None:
    """The end of the times waited for, as it is said: “before 18:00”, kept as 17:59."""
    if wait.time_to is None or wait.time_to == wait.time_from:
        return wait.time_to
    return (
        datetime.combine(wait.day_to, wait.time_to) + timedelta(minutes=wait.time_to.minute % 15 == _LAST)
    ).time()


def _skip(unit: Unit, owner: Owner, about: OfWait) -> Reply:
    waitlist.decline(unit, owner.id, about.entry_id)
    row = (waitlist.leave_button(about.entry_id),)
    return Reply(messages=(Message((Phrase("wait.stays"),), rows=(row,)),))


def _leave(unit: Unit, owner: Owner, about: OfWait) -> Reply:
    waitlist.leave(unit, owner.id, about.entry_id)
    return Reply(messages=(Message((Phrase("wait.left"),)),))


VERBS: dict[str, Verb] = {"wait.skip": reads(OfWait, _skip), "wait.leave": reads(OfWait, _leave)}
