"""The queries of booking. A hold that has run out counts for nothing in any of them."""

from collections import Counter
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, delete, func, or_, select, update

from domain.booking import closing, jobs, rules, transport
from domain.booking.facts import (
    Cell,
    CentreFacts,
    Course,
    Interval,
    Job,
    Opening,
    Progress,
    Resource,
    SpecialOpening,
    State,
    TechnicianFacts,
    VisitView,
)
from domain.booking.tables import Bay, Centre, Claim, OpeningHours, PartUnit, SpecialDay, Technician, Visit
from domain.core import Unit
from domain.errors import Refusal
from domain.registry.tables import Vehicle


def lock(unit: Unit, centre_id: int) -> None:
    """Queue up for a centre's calendar and stock, and clear away holds that ran out there.

    One lock for each centre means no deadlocks between claims; on SQLite the unit itself is the queue. A unit
    that locks two centres must lock the lower id first.
    """
    query = select(Centre.id).where(Centre.id == centre_id).with_for_update(key_share=True)
    if unit.session.exec(query).first() is None:
        raise Refusal("centre_unknown", status=404)
    ran_out = (Visit.centre_id == centre_id, Visit.state == State.HELD, col(Visit.held_until) <= unit.now)
    over = list(unit.session.exec(select(Visit.id).where(*ran_out)))
    if over:
        unit.session.exec(update(Visit).where(col(Visit.id).in_(over)).values(state=State.LAPSED))
        let_go(unit, over)


def let_go(unit: Unit, visit_ids: Collection[int]) -> None:
    """Free all that these visits take: quarter-hours, parts and courtesy cars."""
    transport.let_go(unit, visit_ids)
    unit.session.exec(delete(Claim).where(col(Claim.visit_id).in_(visit_ids)))
    unit.session.exec(update(PartUnit).where(col(PartUnit.visit_id).in_(visit_ids)).values(visit_id=None))


def live(unit: Unit) -> ColumnElement[bool]:
    return or_(
        col(Visit.state) == State.BOOKED,
        and_(col(Visit.state) == State.HELD, col(Visit.held_until) > unit.now),
    )


def busy(unit: Unit, centre: CentreFacts, *, within: Interval, but: int | None = None) -> frozenset[Cell]:
    """Cells of the centre that live visits take, or that are given up; but: a visit that does not count."""
    resources = {
        Resource.BAY: centre.bays,
        Resource.TECHNICIAN: tuple(each.id for each in centre.technicians),
    }
    query = (
        select(Claim.resource, Claim.resource_id, Claim.starts_at)
        .join(Visit, col(Visit.id) == col(Claim.visit_id))
        .where(
            or_(
                *(and_(col(Claim.resource) == r, col(Claim.resource_id).in_(i)) for r, i in resources.items())
            ),
            col(Claim.starts_at) >= within.starts_at,
            col(Claim.starts_at) < within.ends_at,
            col(Claim.visit_id) != (but or 0),
            live(unit),
        )
    )
    claims = frozenset(Cell(Resource(kind), number, at) for kind, number, at in unit.session.exec(query))
    return claims | closing.cells(unit, centre, within=within)


def claim(unit: Unit, visit: Visit, cells: AbstractSet[Cell]) -> None:
    """Make these the cells of a visit: new ones first, then those given up.

    Raises sqlalchemy.exc.IntegrityError where another visit has one: the caller chose without the lock.
    """
    rows = unit.session.exec(select(Claim).where(Claim.visit_id == visit.id)).all()
    mine = {Cell(Resource(row.resource), row.resource_id, row.starts_at): row for row in rows}
    unit.session.add_all(
        Claim(
            owner_id=visit.owner_id,
            visit_id=visit.id,
            resource=cell.resource,
            resource_id=cell.resource_id,
            starts_at=cell.starts_at,
        )
        for cell in sorted(cells - mine.keys())
    )
    unit.session.flush()
    for cell in mine.keys() - cells:
        unit.session.delete(mine[cell])
    unit.session.flush()


def reserve(unit: Unit, visit: Visit, job: Job) -> bool:
    """Keep the parts of a job for a visit at its centre, and let those of another one go; False where one is out of stock."""
    elsewhere = (col(PartUnit.visit_id) == visit.id, col(PartUnit.centre_id) != visit.centre_id)
    unit.session.exec(update(PartUnit).where(*elsewhere).values(visit_id=None))
    return all(reserve_part(unit, visit, part, count=count) for part, count in sorted(job.parts.items()))


def reserve_part(unit: Unit, visit: Visit, part: str, *, count: int) -> bool:
    """Keep free pieces of a part for a visit; False where there are fewer."""
    free = (
        select(PartUnit.id)
        .where(PartUnit.centre_id == visit.centre_id, PartUnit.part == part, col(PartUnit.visit_id).is_(None))
        .order_by(col(PartUnit.id))
        .limit(count)
        .with_for_update(skip_locked=True)
    )
    piece_ids = list(unit.session.exec(free))
    result = unit.session.exec(
        update(PartUnit)
        .where(col(PartUnit.id).in_(piece_ids), col(PartUnit.visit_id).is_(None))
        .values(visit_id=visit.id)
    )
    return result.rowcount == count


def free_parts(unit: Unit, centre_id: int) -> Counter[str]:
    """Count the free pieces in stock by part."""
    query = (
        select(PartUnit.part, func.count())
        .outerjoin(Visit, col(Visit.id) == col(PartUnit.visit_id))
        .where(PartUnit.centre_id == centre_id, or_(col(Visit.id).is_(None), ~live(unit)))
        .group_by(PartUnit.part)
    )
    return Counter(dict(unit.session.exec(query).all()))


def centre_facts(unit: Unit, row: Centre) -> CentreFacts:
    read = unit.session.exec
    hours = read(select(OpeningHours).where(OpeningHours.centre_id == row.id)).all()
    special = read(select(SpecialDay).where(SpecialDay.centre_id == row.id)).all()
    today = rules.local(unit.now, zone=row.zone).date()
    bays = [each.id for each in closing.those(unit, Bay, row.id, on=today)]
    people = closing.those(unit, Technician, row.id, on=today)
    return CentreFacts(
        id=row.id,
        name=row.name,
        zone=row.zone,
        hours=tuple(Opening(each.weekday, each.opens, each.closes) for each in hours),
        special=tuple(SpecialOpening(each.day, each.opens, each.closes, each.name) for each in special),
        bays=tuple(bays),
        technicians=tuple(TechnicianFacts(each.id, frozenset(each.skills.split())) for each in people),
        stock=free_parts(unit, row.id),
        position=_position(row),
        address=row.address,
        phone=row.phone,
        offers_towing=row.offers_towing,
        offers_mobile=row.offers_mobile,
        buffer=timedelta(minutes=row.buffer_minutes),
        reserve=timedelta(minutes=row.reserve_minutes),
        collects=row.collects,
        courtesy_cars=row.courtesy_cars,
    )


def _position(row: Centre) -> tuple[float, float] | None:
    if row.latitude is None or row.longitude is None:
        return None
    return row.latitude, row.longitude


def centre(unit: Unit, centre_id: int) -> CentreFacts:
    row = unit.session.get(Centre, centre_id)
    if row is None:
        raise Refusal("centre_unknown", status=404)
    return unit.once(("centre", centre_id), partial(centre_facts, unit, row))


def centres(unit: Unit) -> list[CentreFacts]:
    rows = unit.session.exec(select(Centre).order_by(col(Centre.id))).all()
    return [unit.once(("centre", row.id), partial(centre_facts, unit, row)) for row in rows]


def visit(unit: Unit, visit_id: int) -> Visit:
    """Read a visit as it is now, also where the session has seen it before."""
    row = unit.session.exec(
        select(Visit).where(Visit.id == visit_id).execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise Refusal("visit_unknown", status=404)
    return row


def live_of_job(unit: Unit, vehicle_id: int, *, job: str) -> list[Visit]:
    """Live visits to come of a car for a job, or for one of its parts."""
    query = select(Visit).where(Visit.vehicle_id == vehicle_id, col(Visit.ends_at) > unit.now, live(unit))
    visits = unit.session.exec(query.order_by(col(Visit.id)))
    return [each for each in visits if jobs.overlap(job, each.job)]


def count_holds(unit: Unit, owner_id: int) -> int:
    """Count the live holds an owner made; those that a warning made are not of their doing."""
    query = select(func.count()).where(
        col(Visit.owner_id) == owner_id,
        col(Visit.state) == State.HELD,
        col(Visit.held_until) > unit.now,
        col(Visit.alert_id).is_(None),
    )
    return unit.session.exec(query).one()


def count_cancelled(unit: Unit, owner_id: int, *, since: datetime) -> int:
    query = select(func.count()).where(
        col(Visit.owner_id) == owner_id,
        col(Visit.state) == State.CANCELLED,
        col(Visit.changed_at) > since,
    )
    return unit.session.exec(query).one()


def trips(unit: Unit, vehicle_id: int, *, within: Interval, but: int | None = None) -> tuple[VisitView, ...]:
    """Booked visits of a car that overlap an interval: a car cannot be in two bays. Holds do not count."""
    return views(
        unit,
        col(Visit.vehicle_id) == vehicle_id,
        col(Visit.state) == State.BOOKED,
        col(Visit.starts_at) < within.ends_at,
        col(Visit.ends_at) > within.starts_at,
        col(Visit.id) != (but or 0),
    )


def visits_of(unit: Unit, owner_id: int, *, past: bool) -> tuple[VisitView, ...]:
    mine = col(Visit.owner_id) == owner_id
    return views(unit, mine) if past else views(unit, mine, col(Visit.ends_at) > unit.now, live(unit))


def views(unit: Unit, *which: ColumnElement[bool]) -> tuple[VisitView, ...]:
    """Visits as they are told of, in order of time."""
    query = (
        select(Visit, Centre, Bay.name, Technician.name)
        .join(Centre, col(Centre.id) == col(Visit.centre_id))
        .join(Bay, col(Bay.id) == col(Visit.bay_id))
        .join(Technician, col(Technician.id) == col(Visit.technician_id))
        .where(*which)
        .order_by(col(Visit.starts_at), col(Visit.id))
        .execution_options(populate_existing=True)
    )
    rows = unit.session.exec(query).all()
    ways = transport.of(unit, [row[0].id for row in rows])
    visits = (_view(unit, *row) for row in rows)
    return tuple(
        replace(each, transport=ways[each.id][0], collect_at=ways[each.id][1]) if each.id in ways else each
        for each in visits
    )


def _view(unit: Unit, row: Visit, centre: Centre, bay: str, technician: str) -> VisitView:
    return VisitView(
        id=row.id,
        number=row.number,
        owner_id=row.owner_id,
        vehicle_id=row.vehicle_id,
        alert_id=row.alert_id,
        job=row.job,
        state=rules.present(State(row.state), row.held_until, now=unit.now),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        held_until=row.held_until,
        centre_id=centre.id,
        centre=centre.name,
        address=centre.address,
        phone=centre.phone,
        zone=centre.zone,
        bay=bay,
        technician=technician,
        uid=row.uid,
        sequence=row.sequence,
        changed_at=row.changed_at,
        car=unit.session.get_one(Vehicle, row.vehicle_id).name,
        position=_position(centre),
        course=_course(row),
    )


def _course(row: Visit) -> Course:
    last = (row.proposal_start, row.proposal_at, row.due)
    return Course(row.expected_at, Progress(row.progress), row.progress_at, row.paid, row.satisfied, *last)
