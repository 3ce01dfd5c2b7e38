"""The queries of booking. A hold that has run out counts for nothing in any of them."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import and_, col, delete, func, or_, select, update

from domain.booking import closing, jobs, premises, rules, transport
from domain.booking.facts import (
    Cell,
    CentreFacts,
    Course,
    Interval,
    Job,
    Progress,
    Resource,
    State,
    VisitView,
)
from domain.booking.tables import Bay, Centre, Claim, PartUnit, Technician, Visit
from domain.core import Unit
from domain.errors import Refusal
from domain.registry.tables import Vehicle

IN_HAND: Final = timedelta(days=30)  # own choice: so long after its visit a car that came may be in work

# Built once: every sentence and every look for a free time asks these.
_VIEWS: Final = (
    select(Visit, Centre, Bay.name, Technician.name)
    .join(Centre, col(Centre.id) == col(Visit.centre_id))
    .join(Bay, col(Bay.id) == col(Visit.bay_id))
    .join(Technician, col(Technician.id) == col(Visit.technician_id))
    .order_by(col(Visit.starts_at), col(Visit.id))
    .execution_options(populate_existing=True)
)
_OF_OWNER: Final = _VIEWS.where(col(Visit.owner_id) == bindparam("owner"))
_TO_COME: Final = _OF_OWNER.where(col(Visit.ends_at) > bindparam("now"), premises.LIVE)
_TRIPS: Final = _VIEWS.where(
    col(Visit.vehicle_id) == bindparam("vehicle"),
    col(Visit.state) == State.BOOKED,
    col(Visit.starts_at) < bindparam("last"),
    col(Visit.ends_at) > bindparam("first"),
    col(Visit.id) != bindparam("but"),
)
_LIVE_OF_CAR: Final = (
    select(Visit)
    .where(
        col(Visit.vehicle_id) == bindparam("vehicle"),
        col(Visit.ends_at) > bindparam("now"),
        premises.LIVE,
    )
    .order_by(col(Visit.id))
)
_BUSY: Final = (
    select(Claim.resource, Claim.resource_id, Claim.starts_at)
    .join(Visit, col(Visit.id) == col(Claim.visit_id))
    .where(
        or_(
            *(
                and_(
                    col(Claim.resource) == kind,
                    col(Claim.resource_id).in_(bindparam(kind.value, expanding=True)),
                )
                for kind in (Resource.BAY, Resource.TECHNICIAN)
            )
        ),
        col(Claim.starts_at) >= bindparam("first"),
        col(Claim.starts_at) < bindparam("last"),
        col(Claim.visit_id) != bindparam("but"),
        premises.LIVE,
    )
)


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


def in_hand(unit: Unit) -> ColumnElement[bool]:
    return and_(col(Visit.progress) != Progress.NONE, col(Visit.ends_at) > unit.now - IN_HAND)


def live(unit: Unit) -> ColumnElement[bool]:
    return premises.live(unit.now)


def busy(unit: Unit, centre: CentreFacts, *, within: Interval, but: int | None = None) -> frozenset[Cell]:
    """Cells of the centre that live visits take, or that are given up; but: a visit that does not count."""
    values = {
        Resource.BAY.value: centre.bays,
        Resource.TECHNICIAN.value: [each.id for each in centre.technicians],
        "first": within.starts_at,
        "last": within.ends_at,
        "but": but or 0,
        "now": unit.now,
    }
    claims = frozenset(
        Cell(Resource(kind), number, at) for kind, number, at in unit.session.exec(_BUSY, params=values)
    )
    return claims | closing.cells(centre, within=within)


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


def free_parts(unit: Unit, centre_id: int) -> Mapping[str, int]:
    """Count the free pieces in stock by part."""
    return premises.stock(unit, [centre_id])[centre_id]


def centre(unit: Unit, centre_id: int) -> CentreFacts:
    row = unit.session.get(Centre, centre_id)
    if row is None:
        raise Refusal("centre_unknown", status=404)
    return unit.once(("centre", centre_id), partial(premises.one, unit, row))


def centres(unit: Unit) -> Sequence[CentreFacts]:
    every = unit.once(("centres",), partial(premises.every, unit))
    return [unit.once(("centre", each.id), partial(_same, each)) for each in every]


def _same(centre: CentreFacts) -> CentreFacts:
    return centre


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
    visits = unit.session.exec(_LIVE_OF_CAR, params={"vehicle": vehicle_id, "now": unit.now})
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
    values = {"vehicle": vehicle_id, "first": within.starts_at, "last": within.ends_at, "but": but or 0}
    return _of_rows(unit, unit.session.exec(_TRIPS, params=values).all())


def visits_of(unit: Unit, owner_id: int, *, past: bool) -> tuple[VisitView, ...]:
    query = _OF_OWNER if past else _TO_COME
    return _of_rows(unit, unit.session.exec(query, params={"owner": owner_id, "now": unit.now}).all())


def views(unit: Unit, *which: ColumnElement[bool]) -> tuple[VisitView, ...]:
    """Visits as they are told of, in order of time."""
    return _of_rows(unit, unit.session.exec(_VIEWS.where(*which)).all())


def _of_rows(unit: Unit, rows: Sequence[tuple[Visit, Centre, str, str]]) -> tuple[VisitView, ...]:
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
        position=premises.position(centre),
        course=_course(row),
    )


def _course(row: Visit) -> Course:
    return Course(
        expected_at=row.expected_at,
        progress=Progress(row.progress),
        progress_at=row.progress_at,
        paid=row.paid,
        satisfied=row.satisfied,
        proposal_start=row.proposal_start,
        proposal_at=row.proposal_at,
        due=row.due,
    )
