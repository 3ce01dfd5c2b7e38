"""What stands ready for a car, or is waited for: the parts of its visits, and its places on waiting lists."""

from collections.abc import Iterator

from domain.booking import jobs, waitlist, words
from domain.booking import service as booking
from domain.booking.facts import State
from domain.dialogue.acts.scene import Inquiry
from domain.explain.facts import Moment, Phrase
from domain.registry.tables import Vehicle


def parts(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """Whether the parts of the booked visits are there: they are set aside with the booking, or it is refused."""
    every = booking.visits_of(about.scene.unit, about.scene.owner.id)
    booked = [each for each in every if each.vehicle_id == car.id and each.state is State.BOOKED]
    for visit in booked:
        code = "own.parts" if jobs.job(visit.job).parts else "own.parts.none"
        at = Moment(visit.starts_at, visit.zone)
        yield Phrase(code, {"job": words.job(visit.job), "at": at, "centre": visit.centre})
    if not booked:
        yield Phrase("own.parts.no_visit")


def place(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """For what the car is on a waiting list, and how many came before it there."""
    mine = waitlist.of_owner(about.scene.unit, about.scene.owner.id)
    waits = [each for each in mine if each.wait.vehicle_id == car.id]
    for each in waits:
        names = {"job": words.job(each.wait.job), "centre": each.centre}
        yield Phrase("own.queue", {**names, "n": waitlist.before(about.scene.unit, each)})
    if not waits:
        yield Phrase("own.queue.none")
