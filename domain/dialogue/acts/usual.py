"""“Same as last time”: the work, the centre and the time of the day of the car's last visit, where nothing else is said."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.booking import slots, words
from domain.booking import usual as booking
from domain.booking.facts import VisitView
from domain.contact.facts import Message
from domain.dialogue.acts import starts
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Asked, Grain, Talk, Task, TimeExpression
from domain.dialogue.times import changes, wishes
from domain.errors import Refusal
from domain.explain.facts import Phrase


def recall(scene: Scene, talk: Talk) -> tuple[Talk, tuple[Message, ...]]:
    """Fill the open task from the car's last visit, and say which that was; without one only say so."""
    task = talk.task
    assert task is not None
    last = booking.last_visit(scene.unit, scene.owner.id, scene.vehicle_id, job=task.job)
    begun = replace(talk, asked=Asked.NOTHING, offered=())
    if last is None:
        return replace(begun, task=replace(task, usual=False)), (Message((Phrase("usual.none"),)),)
    site = None if task.anywhere else task.site or last.centre_id
    filled = replace(task, usual=False, slot=None, job=task.job or last.job, site=site)
    when = task.when if task.soonest else changes.merged(_clock(last), task.when)
    filled = replace(filled, when=when)
    remark = Message((Phrase("usual.last", words.visit_params(last)),))
    return replace(begun, task=replace(filled, when=_first(scene, filled))), (remark,)


def _clock(last: VisitView) -> TimeExpression:
    clock = last.starts_at.astimezone(ZoneInfo(last.zone)).time()
    return TimeExpression("", (0, 0), Grain.CLOCK, time_from=clock, time_to=clock)


def _first(scene: Scene, task: Task) -> TimeExpression | None:
    """The first day on which that time of the day is free, where no day is wished; else the wish as it is."""
    if task.when is None or task.job is None or not wishes.is_bare_clock(task.when):
        return task.when
    wish = starts.wish(task.when, soonest=True)
    try:
        offer = slots.offer(
            scene.unit,
            task.job,
            vehicle_id=scene.vehicle_id,
            wish=wish,
            centre_id=task.site,
            anywhere=task.anywhere,
            limit=1,
        )
    except Refusal:
        return task.when  # that no centre can do it is said when it is looked for
    if not offer.slots or not wishes.holds(task.when, starts.local(offer.slots[0])):
        return task.when
    day = starts.local(offer.slots[0]).date()
    return replace(task.when, date_from=day, date_to=day)
