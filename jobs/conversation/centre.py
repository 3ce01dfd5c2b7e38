"""The centre of a script: what it says of the owner's visit."""

from domain.booking import days, workshop
from domain.booking import service as booking
from domain.booking.facts import CheckResult, Progress, State, VisitView
from domain.core import Unit
from domain.errors import Refusal
from domain.registry import service as registry
from jobs.conversation.facts import WorkshopInput, instant
from jobs.conversation.world import CHAT


def say(unit: Unit, entry: WorkshopInput) -> None:
    """Report how far the visit is, that nobody came, or what was found. Raises Refusal visit_unknown and those of booking."""
    visit = _visit(unit, entry)
    match entry.says:
        case "done":
            findings = [CheckResult(check, fault) for check, fault in entry.found.items()]
            findings += [CheckResult("", found=False, note=entry.note)] if entry.note else []
            workshop.conclude(unit, visit.centre_id, visit.number, findings=findings, paid=entry.paid)
        case "proposal":
            days.propose(unit, visit.centre_id, visit.number, starts_at=instant(entry.start))
        case "missed":
            days.miss(unit, visit.centre_id, visit.number)
        case _:
            days.proceed(unit, visit.centre_id, visit.number, progress=Progress(entry.says))


def _visit(unit: Unit, entry: WorkshopInput) -> VisitView:
    owner = registry.owner_of_chat(unit, CHAT)
    visits = booking.visits_of(unit, owner.id, past=True) if owner else ()
    for visit in visits:
        if visit.state == State.BOOKED and entry.job in {None, visit.job}:
            return visit
    raise Refusal("visit_unknown", status=404)
