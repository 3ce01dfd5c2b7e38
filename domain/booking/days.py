"""The day of a visit: whether its owner comes, how far the centre is with it, and what the owner is told of that."""

from datetime import datetime, timedelta
from typing import Final

from domain.booking import jobs, placing, reminders, rules, service, store, warnings, words, workshop
from domain.booking.about import Proposal
from domain.booking.facts import Progress, State, VisitView
from domain.booking.tables import Visit
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Style
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase

LATEST: Final = timedelta(minutes=30)  # own choice: what is later has to be settled with the centre


def expect(unit: Unit, owner_id: int, visit_id: int, *, late: timedelta = timedelta()) -> VisitView:
    """Note that the owner comes, so much later than booked, for the centre to see.

    Raises Refusal visit_unknown, already_done or already_cancelled.
    """
    visit = service.locked(unit, owner_id, visit_id)
    if visit.state != State.BOOKED or visit.ends_at <= unit.now:
        raise service.over(visit)
    visit.expected_at = visit.starts_at + min(late, LATEST)
    visit.proposal_start = visit.proposal_at = None  # who comes as booked has answered
    unit.session.flush()
    return service.view(unit, visit.id)


def proceed(unit: Unit, centre_id: int, number: str, *, progress: Progress) -> VisitView:
    """Note how far the centre is with a visit; its owner is told once that the car is ready.

    Raises Refusal visit_unknown, not_booked, already_done, already_cancelled, or visit_not_begun before its day.
    """
    visit = _at_centre(unit, centre_id, number)
    zone = store.centre(unit, centre_id).zone
    if rules.local(visit.starts_at, zone=zone).date() > rules.local(unit.now, zone=zone).date():
        raise Refusal("visit_not_begun", number=number, at=Moment(visit.starts_at, zone))
    if visit.progress != progress:
        visit.progress, visit.progress_at = progress, unit.now
    unit.session.flush()
    view = service.view(unit, visit.id)
    if progress is Progress.READY:
        contact.queue(unit, view.owner_id, key=f"visit:{view.id}:ready", message=_ready(unit, view))
    return view


def miss(unit: Unit, centre_id: int, number: str) -> VisitView:
    """Note that nobody came: its time and parts are free again, and the owner is asked to choose another time.

    Raises Refusal as `proceed` does; visit_expected while the owner may still come, or when the car has been there.
    """
    visit = _at_centre(unit, centre_id, number)
    expected = visit.expected_at or visit.starts_at
    if visit.progress or expected > unit.now:
        zone = store.centre(unit, centre_id).zone
        raise Refusal("visit_expected", number=number, at=Moment(visit.progress_at or expected, zone))
    service.end(unit, visit, State.MISSED)
    view = service.view(unit, visit.id)
    warnings.refresh(unit, view)
    contact.queue(unit, view.owner_id, key=f"visit:{view.id}:missed", message=_missed(view))
    return view


def propose(unit: Unit, centre_id: int, number: str, *, starts_at: datetime) -> VisitView:
    """Ask the owner whether the visit may be moved; it stays where it is until they agree, and the new time is not kept.

    Raises Refusal as `proceed` does, already_done for a visit whose time is over, or the reason why the new time is not to be had.
    """
    visit = _at_centre(unit, centre_id, number)
    view = service.view(unit, visit.id)
    if visit.ends_at <= unit.now:
        raise Refusal("already_done")
    placing.check(unit, visit, jobs.job(visit.job), starts_at=starts_at)
    key = f"visit:{view.id}:{view.sequence}:proposal:{starts_at:%Y%m%d%H%M}"
    contact.queue(unit, view.owner_id, key=key, message=_proposal(view, starts_at))
    visit.proposal_start, visit.proposal_at = starts_at, unit.now
    unit.session.flush()
    return service.view(unit, visit.id)


def agree(unit: Unit, owner_id: int, visit_id: int, *, sequence: int, starts_at: datetime) -> VisitView:
    """Move a visit to the time that its centre asked for. Raises Refusal proposal_over where it was changed since, or why it cannot be."""
    visit = service.locked(unit, owner_id, visit_id)
    if visit.state != State.BOOKED or visit.sequence != sequence:
        raise Refusal("proposal_over")
    placing.move(unit, visit, starts_at=starts_at)
    view = service.view(unit, visit.id)
    warnings.refresh(unit, view)
    return view


def _proposal(visit: VisitView, starts_at: datetime) -> Message:
    about = {**words.visit_params(visit), "new": Moment(starts_at, visit.zone)}
    to = Proposal(visit.id, visit.sequence, int(starts_at.timestamp())).params()
    yes = Button(Phrase("visit.button.agree"), "visit.agree", to, Style.GOOD)
    return Message(
        (Phrase("visit.proposal", about), Phrase("visit.proposal.stays")),
        rows=((yes,), (reminders.button("change", visit), reminders.button("off", visit))),
    )


def judge(unit: Unit, owner_id: int, visit_id: int, *, satisfied: bool | None) -> None:
    """Keep what the owner thinks of a visit that is over, None for nothing any more; the last word counts. Raises Refusal visit_unknown."""
    visit = service.locked(unit, owner_id, visit_id)
    if visit.state != State.DONE:
        raise Refusal("visit_unknown", status=404)
    visit.satisfied = satisfied
    unit.session.flush()


def _at_centre(unit: Unit, centre_id: int, number: str) -> Visit:
    """Return a booked visit of this centre as it stands once nobody else can change it."""
    reference = workshop.visit(unit, centre_id, number)
    visit = service.locked(unit, reference.owner_id, reference.id)
    if visit.state in {State.HELD, State.LAPSED}:
        raise Refusal("not_booked")
    if visit.state != State.BOOKED:
        raise service.over(visit)
    return visit


def _ready(unit: Unit, visit: VisitView) -> Message:
    """Say that the car can be fetched, and until when today."""
    about = words.visit_params(visit)
    centre = store.centre(unit, visit.centre_id)
    today = rules.local(unit.now, zone=visit.zone).date()
    closes = [each.ends_at for each in rules.open_on(centre, today) if each.ends_at > unit.now]
    until = (Phrase("visit.ready.until", {"closes": Moment(closes[-1], visit.zone)}),) if closes else ()
    where = (Phrase("visit.where", about),) if visit.address else ()
    return Message((Phrase("visit.ready", about), *until, *where), rows=((reminders.button("way", visit),),))


def _missed(visit: VisitView) -> Message:
    about = words.visit_params(visit)
    lines = (Phrase("visit.missed", about), Phrase("visit.missed.next"))
    return Message(lines, rows=((reminders.again(visit),),))
