"""“Why not earlier?”: what is free before the time on the table, or what stands in the way."""

from collections.abc import Iterator

from domain.booking import earlier
from domain.booking.earlier import Earlier
from domain.booking.facts import VisitView
from domain.dialogue.acts import starts
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Talk
from domain.explain.facts import Moment, Phrase

_ANY_JOB = "inspection"  # who looks at free times without a job


def lines(scene: Scene, talk: Talk, visit: VisitView | None) -> Iterator[Phrase]:
    """Answer of the slot on the table, else of the visit in question."""
    task = talk.task
    slot = (task.slot if task else None) or next(
        iter(sorted(talk.offered, key=lambda each: each.start)), None
    )
    if slot and task and scene.car:
        job = visit.job if visit else task.job or _ANY_JOB
        centre_id, at = starts.place(slot.slot)
        answer = earlier.earlier(
            scene.unit, job, vehicle_id=scene.car.id, centre_id=centre_id, starts_at=at, moved=visit
        )
        yield _line(answer, Moment(at, slot.zone), slot.centre)
    elif visit:
        answer = earlier.earlier(
            scene.unit,
            visit.job,
            vehicle_id=visit.vehicle_id,
            centre_id=visit.centre_id,
            starts_at=visit.starts_at,
            moved=visit,
        )
        yield _line(answer, Moment(visit.starts_at, visit.zone), visit.centre)
    else:
        yield Phrase("earlier.nothing")


def _line(answer: Earlier, at: Moment, centre: object) -> Phrase:
    about = {"at": at, "centre": centre}
    if answer.slots:
        whens = tuple(Phrase("slot.when", {"at": Moment(slot.starts_at, slot.zone)}) for slot in answer.slots)
        return Phrase("earlier.free", {**about, "slots": whens})
    if answer.why is None:
        return Phrase("earlier.now", {**about, "lead": answer.lead})
    return Phrase("earlier.none", {**about, "why": answer.why})
