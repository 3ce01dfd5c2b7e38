"""Holds a workshop slot for a warning: the port that alerts offers to whoever books."""

from domain.alerts.facts import Case, Place
from domain.alerts.facts import Slot as Offered
from domain.booking import holding, rules, slots, store, words
from domain.booking import service as booking
from domain.booking.facts import Slot, State, VisitView, Wanted, Wish
from domain.contact import timing
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.registry import service as registry


def hold_for(unit: Unit, case: Case, *, job: str | None) -> Offered | None:
    """Hold the soonest suitable slot at the car's centre; None where no centre has skill, part and time, or job is None.

    The slot leaves time to read of it, to wake up and to get there, and the hold never ends while the owner sleeps.
    What was held for the same warning before it got worse is let go, so that a car never keeps two.
    """
    _let_go(unit, case)
    if job is None:
        return None
    read_at = timing.reaches_at(unit, case.owner_id, grade=case.level)
    quiet = timing.quiet_hours(unit, case.owner_id)
    try:
        free = slots.slots(
            unit,
            job,
            vehicle_id=case.vehicle_id,
            wish=Wish(soonest=True),
            level=case.level,
            since=read_at,
            fits=lambda at: holding.may_hold(at, read_at=read_at, level=case.level, quiet=quiet),
            limit=1,
        )
        if not free:
            return None
        until = holding.ends_at(free[0].starts_at, read_at=read_at, quiet=quiet)
        return shown(booking.hold(unit, _wanted(case, job, free[0]), until=until))
    except Refusal:
        return None


def _let_go(unit: Unit, case: Case) -> None:
    for visit in booking.visits_of(unit, case.owner_id):
        if visit.alert_id == case.alert_id and visit.state == State.HELD:
            booking.cancel(unit, case.owner_id, visit.id)


def _wanted(case: Case, job: str, slot: Slot) -> Wanted:
    return Wanted(
        owner_id=case.owner_id,
        vehicle_id=case.vehicle_id,
        job=job,
        centre_id=slot.centre_id,
        starts_at=slot.starts_at,
        alert_id=case.alert_id,
    )


def shown(visit: VisitView) -> Offered:
    """Say a held or booked visit as the line of a warning."""
    booked = visit.state == State.BOOKED
    until = visit.ends_at if booked else visit.held_until
    line = Phrase(f"visit.{_line(visit)}", words.visit_params(visit))
    return Offered(visit.id, line, booked=booked, until=until)


def _line(visit: VisitView) -> str:
    if visit.state == State.BOOKED:
        return "booked_short"
    day, last = (
        rules.local(at, zone=visit.zone).date()
        for at in (visit.starts_at, visit.held_until or visit.starts_at)
    )
    return "held_day" if day == last else "held_long"


def place_of(unit: Unit, vehicle_id: int) -> Place | None:
    """Say which centre looks after a car, and what it does beyond its bays."""
    centre_id = registry.vehicle(unit, vehicle_id).centre_id
    if centre_id is None:
        return None
    centre = store.centre(unit, centre_id)
    return Place(centre.name, centre.phone, tows=centre.offers_towing, comes=centre.offers_mobile)
