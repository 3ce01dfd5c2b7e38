"""What a warning has to do with a visit that is being booked: by when it asks for the work, and what else is due then."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from domain.alerts import cases, message
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.booking import jobs, slots
from domain.booking.facts import VisitView, Wish
from domain.contact.facts import Message
from domain.dialogue import bundles, tasks
from domain.dialogue.acts import starts, visits
from domain.dialogue.acts.scene import Done, Scene
from domain.dialogue.facts import Ask, Choice, Offer, Talk, Task
from domain.errors import Refusal
from domain.explain.facts import Phrase, noon
from domain.health import service as health
from domain.health.facts import Level


def summed_up(scene: Scene, talk: Talk, ask: Ask) -> Done:
    """The summary of a booking, the first time with the offer to have what is due done in the same visit."""
    task = talk.task
    if task is None or not tasks.books(task):
        return Done(talk, ask=ask)
    if task.beside is not None:
        return Done(replace(talk, task=replace(task, offers_both=False)), ask=ask)
    job, line = _due(scene, task) or ("", None)
    task = replace(task, beside=job, offers_both=line is not None)
    talk = replace(talk, task=task)
    if line is None:
        return Done(talk, ask=ask)
    first, *others = ask.choices
    choices = (first, Choice(Phrase("choice.both"), bundles.both(task)), *others)
    offer = Message((Phrase("bundle.due", {"service": line}),))
    return Done(talk, (offer,), replace(ask, choices=choices))


def _due(scene: Scene, task: Task) -> tuple[str, Phrase] | None:
    """The job of the service that can be done in the same visit, and what the plan says of it; None where there is none."""
    if scene.car is None or task.job is None or task.slot is None or jobs.BESIDE in task.job:
        return None
    if not _is_advised(scene, task.job):
        return None
    for job, line in health.services_due(scene.unit, scene.car):
        booked = visits.booked_for(scene.unit, scene.owner.id, scene.car.id, job=job)
        if job != task.job and booked is None and _fits(scene, jobs.bundle(task.job, job), task.slot):
            return job, line
    return None


def _is_advised(scene: Scene, job: str) -> bool:
    """Whether a warning asks for the work, and none that is red: that one is not to wait for a longer time."""
    levels = {each.level for each in _warnings(scene, scene.vehicle_id, job)}
    return bool(levels) and Level.RED not in levels


def past_deadline(scene: Scene, visit: VisitView) -> tuple[Message, ...]:
    """Say by when a warning asks for the work of a visit that is later than that; nothing where it is in time."""
    day = visit.starts_at.astimezone(ZoneInfo(visit.zone)).date()
    late = [
        (latest, case)
        for case in _warnings(scene, visit.vehicle_id, visit.job)
        if (latest := message.deadline(case).latest) is not None and latest < day
    ]
    if not late:
        return ()
    latest, case = min(late, key=lambda each: each[0])
    by = noon(latest, case.zone)
    return (Message((Phrase("ask.past_deadline", {"by": by, "title": message.title(case)}),)),)


def _warnings(scene: Scene, vehicle_id: int, job: str) -> list[Case]:
    """The open warnings of a car that ask for the work, or for a part of it."""
    warnings = scene.unit.readable(
        lambda: alerts.alerts_of(scene.unit, scene.owner.id, vehicle_id), what="warnings of a car"
    )
    return [each for each in warnings or () if cases.job(each.finding) in jobs.parts(job)]


def _fits(scene: Scene, job: str, slot: Offer) -> bool:
    """Whether the centre has time for both on the day of the slot."""
    centre_id, starts_at = starts.place(slot.slot)
    day = starts_at.astimezone(ZoneInfo(slot.zone)).date()
    wish = Wish(day, day)
    try:
        offer = slots.offer(
            scene.unit, job, vehicle_id=scene.vehicle_id, wish=wish, centre_id=centre_id, limit=1
        )
    except Refusal:
        return False
    return any(each.centre_id == centre_id and starts.local(each).date() == day for each in offer.slots)
