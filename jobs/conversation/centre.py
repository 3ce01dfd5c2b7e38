"""The centre of a script: what it says of the owner's visit, and what somebody there writes to the owner."""

from domain.booking import days, workshop
from domain.booking import service as booking
from domain.booking.facts import CheckResult, Progress, State, VisitView
from domain.core import Unit
from domain.errors import Refusal
from domain.handover import person
from domain.handover import service as handover
from domain.registry import service as registry
from domain.registry.tables import AccessToken
from jobs.conversation.facts import WorkshopInput, instant
from jobs.conversation.world import CHAT


def say(unit: Unit, entry: WorkshopInput) -> None:
    """Report how far the visit is, that nobody came, or what was found. Raises Refusal visit_unknown and those of booking."""
    visit = _visit(unit, entry)
    match entry.says:
        case "done":
            findings = [CheckResult(check, fault) for check, fault in entry.found.items()]
            findings += [CheckResult("", found=False, note=entry.note)] if entry.note else []
            workshop.conclude(
                unit, visit.centre_id, visit.number, workshop.VisitReport(findings=findings, paid=entry.paid)
            )
        case "proposal":
            days.propose(unit, visit.centre_id, visit.number, starts_at=instant(entry.start))
        case "missed":
            days.miss(unit, visit.centre_id, visit.number)
        case _:
            days.proceed(unit, visit.centre_id, visit.number, progress=Progress(entry.says))


def write(unit: Unit, text: str) -> None:
    """Write to the owner whose request is open; "" ends it. Raises Refusal handover_unknown and those of hand-overs."""
    owner = registry.owner_of_chat(unit, CHAT)
    request = handover.current(unit, owner.id) if owner else None
    if request is None:
        raise Refusal("handover_unknown", status=404)
    who = AccessToken(role="centre" if request.centre_id else "operator", centre_id=request.centre_id)
    if text:
        person.write(unit, who, request.id, text)
    else:
        person.answer(unit, who, request.id, "")


def _visit(unit: Unit, entry: WorkshopInput) -> VisitView:
    owner = registry.owner_of_chat(unit, CHAT)
    visits = booking.visits_of(unit, owner.id, past=True) if owner else ()
    for visit in visits:
        if visit.state == State.BOOKED and entry.job in {None, visit.job}:
            return visit
    raise Refusal("visit_unknown", status=404)
