"""What the service plan brings next, what was done last, and what came of the last visit."""

from collections.abc import Iterator

from domain.booking import aftercare
from domain.booking import service as booking
from domain.booking.facts import State
from domain.booking.jobs import CURRENCY
from domain.dialogue.acts import history, visits
from domain.dialogue.acts.scene import Inquiry
from domain.explain.facts import Money, Phrase
from domain.health import service as health
from domain.registry.tables import Vehicle

_SHOWN = 3  # tasks of the plan


def due(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """The next tasks of the plan, or that of the work that is named; and what is booked."""
    unit, job = about.scene.unit, about.meaning.job
    every = health.next_services(unit, car)
    matches = [line for line in every if job and _item(line).startswith(f"service.item.{job.split('_')[0]}")]
    if every:
        yield from (matches or every)[:_SHOWN]
    else:
        yield Phrase("own.due.unknown")
    yield from visits.next_line(unit, about.scene.owner, car.id)


def _item(line: Phrase) -> str:
    item = line.params["item"]
    return item.code if isinstance(item, Phrase) else ""


def last(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """The last work of the kind that is named, or of any."""
    unit, owner, job = about.scene.unit, about.scene.owner, about.meaning.job
    entries = history.newest(unit, owner, car, job=job)
    if entries:
        yield from entries
    elif job and history.newest(unit, owner, car, job=None):
        yield Phrase("own.last.no_such", {"job": Phrase(f"job.{job}")})
        yield from history.newest(unit, owner, car, job=None)
    else:
        yield Phrase("history.none")


def outcome(about: Inquiry, car: Vehicle) -> Iterator[Phrase]:
    """What was found, done and paid at the last visit."""
    every = booking.visits_of(about.scene.unit, about.scene.owner.id, past=True)
    over = [visit for visit in every if visit.vehicle_id == car.id and visit.state is State.DONE]
    if not over:
        yield Phrase("own.found.none")
        return
    yield from aftercare.outcome(about.scene.unit, max(over, key=lambda visit: visit.starts_at))


def paid(about: Inquiry) -> Iterator[Phrase]:
    """What was paid at the visit that is over and that the message is about; nothing where other work is named or no sum is known."""
    visit_id = about.scene.about.visit_id
    if visit_id is None or about.meaning.job is not None:
        return
    every = booking.visits_of(about.scene.unit, about.scene.owner.id, past=True)
    past = next((each for each in every if each.id == visit_id and each.state is State.DONE), None)
    if past is not None and past.course.paid is not None:
        yield Phrase("after.paid", {"paid": Money(past.course.paid, CURRENCY)})
