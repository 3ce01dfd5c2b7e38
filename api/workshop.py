"""What a centre works with: its own agenda, and reporting what was found at a visit."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import Body, PathParameter, QueryParameter
from msgspec import Meta

from api import handovers, outcomes
from api.areas import CENTRE, CoreDep, Request, access, answers, area, checked, viewer
from api.auth import Role
from api.handovers import Enclosures
from api.outcomes import LeftOutView, NewOutcome
from domain.booking import days, leaving, rules, workshop
from domain.booking import measurements as wheels
from domain.booking import service as booking
from domain.booking.facts import Progress, State
from domain.booking.facts import VisitView as VisitFacts
from domain.core import Unit
from domain.handover import enclosures
from domain.privacy import access_log
from domain.privacy.access_log import Viewer, What
from domain.registry import register
from domain.registry import service as registry

ANSWER = {
    "number": "1234567",
    "job": "coolant_repair",
    "state": "booked",
    "starts_at": "2026-11-19T02:00:00Z",
    "ends_at": "2026-11-19T02:30:00Z",
    "zone": "Asia/Shanghai",
    "starts_local": "2026-11-19T10:00+08:00",
    "ends_local": "2026-11-19T10:30+08:00",
    "bay": "A",
    "technician": "Li",
    "expected_at": "2026-11-19T02:10:00Z",
    "progress": "",
    "progress_at": None,
    "paid": None,
    "due": None,
    "satisfied": None,
    "proposal_start": None,
    "proposal_at": None,
    "transport": "collect",
    "collect_at": "5 Nanjing Road",
    "model": "Lark 60",
    "vin": "*************0001",
}
ANSWER_AGENDA = {"day": "2026-11-19", "visits": [ANSWER], "cancelled": []}

EXAMPLE_PROGRESS = {"progress": "ready"}

Outcome = Annotated[NewOutcome, Body(examples=[Example(summary="A leak was found", value=outcomes.EXAMPLE)])]
Stage = Annotated[
    "NewProgress", Body(examples=[Example(summary="It can be fetched", value=EXAMPLE_PROGRESS)])
]
EXAMPLE_PROPOSAL = {"starts_at": "2026-11-20T10:00:00+08:00"}
Other = Annotated["NewProposal", Body(examples=[Example(summary="A day later", value=EXAMPLE_PROPOSAL)])]
Number = Annotated[str, PathParameter(pattern=r"^[0-9]{1,12}$", description="Number of the visit.")]
Day = Annotated[date, QueryParameter(description="Day in the centre's own calendar.")]


class VisitView(msgspec.Struct, kw_only=True):
    """A visit. starts_at and ends_at are UTC; the local ones are wall-clock times in `zone`.

    expected_at: when the owner says to come, once they have. progress: how far the centre is, since progress_at.
    paid: what the bill said, in the currency of the price list; due: what it says while it is not paid. satisfied:
    what the owner thought of it. proposal_start: the time for which the owner was asked at proposal_at and has not
    answered. transport: "collect" (the centre fetches the car at collect_at and brings it back), "courtesy" (the
    owner gets a courtesy car), or "".
    """

    number: str
    job: str
    state: State
    starts_at: datetime
    ends_at: datetime
    zone: str
    starts_local: str
    ends_local: str
    bay: str
    technician: str
    expected_at: datetime | None
    progress: Progress
    progress_at: datetime | None
    paid: float | None
    due: float | None
    satisfied: bool | None
    proposal_start: datetime | None
    proposal_at: datetime | None
    transport: str
    collect_at: str
    model: str
    vin: str


class OutcomeView(VisitView, kw_only=True):
    """A visit that is finished, with the measurements that were not stored."""

    left_out: list[LeftOutView]


class Cancelled(msgspec.Struct, kw_only=True):
    """A visit that was booked and will not be. Nothing is left of whose it was where its owner deleted everything."""

    number: str
    job: str
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime


class Agenda(msgspec.Struct):
    day: date
    visits: list[VisitView]
    cancelled: list[Cancelled]


class NewProposal(msgspec.Struct, forbid_unknown_fields=True):
    """starts_at: the time asked for, with its offset from UTC."""

    starts_at: Annotated[datetime, Meta(tz=True)]


class Step(StrEnum):
    """missed: nobody came."""

    ARRIVED = "arrived"
    IN_WORK = "in_work"
    READY = "ready"
    MISSED = "missed"


class NewProgress(msgspec.Struct, forbid_unknown_fields=True):
    progress: Step


@get("/agenda", summary="Own agenda of a day", sync_to_thread=True, opt=answers(ANSWER_AGENDA))
def agenda(
    request: Request,
    core: CoreDep,
    centre_id: NamedDependency[int],
    day: Day,
) -> Agenda:
    """List live and finished visits of a day, and apart from them those that were cancelled. Each owner sees that it was read."""
    checked(day)
    with core.unit() as unit:
        cancelled = [_cancelled(each) for each in leaving.called_off(unit, centre_id, day)]
        return Agenda(
            day, read_visits(unit, viewer(request), booking.agenda(unit, centre_id, day)), cancelled
        )


@post(
    "/visits/{number:str}/outcome",
    status_code=200,
    summary="Report what was found",
    sync_to_thread=True,
    opt=answers({**ANSWER, "state": "done", "left_out": []}, conflict=True),
)
def report(
    request: Request,
    core: CoreDep,
    centre_id: NamedDependency[int],
    number: Number,
    data: Outcome,
) -> OutcomeView:
    """Finish a visit with what was found. The warnings that led to it learn from it, and the owner is told in the chat: notes too.

    Parts that were kept and not used are free again. A measurement that cannot be is left out and named; the others are stored.
    """
    good, bad = wheels.sort(outcomes.measurements(data.measurements))
    with core.unit() as unit:
        visit = workshop.conclude(unit, centre_id, number, outcomes.report(data, good))
        view = msgspec.structs.asdict(_read_visit(unit, request, visit))
    return OutcomeView(**view, left_out=outcomes.left_out(request, bad))


@post(
    "/visits/{number:str}/progress",
    status_code=200,
    summary="Say how far the work is",
    sync_to_thread=True,
    opt=answers({**ANSWER, "progress": "ready", "progress_at": "2026-11-19T02:25:00Z"}, conflict=True),
)
def proceed(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number, data: Stage
) -> VisitView:
    """Note that the car has arrived, is in work, or is ready: then its owner is told, once.

    Where nobody came, time and parts are free again and the owner is asked to choose another time.
    """
    with core.unit() as unit:
        return _read_visit(unit, request, advance(unit, centre_id, number, data.progress))


def advance(unit: Unit, centre_id: int, number: str, step: Step) -> VisitFacts:
    """Note a step of a visit, or that nobody came. Raises Refusal as `days.proceed` and `days.miss` do."""
    if step is Step.MISSED:
        return days.miss(unit, centre_id, number)
    return days.proceed(unit, centre_id, number, progress=Progress(step))


@post(
    "/visits/{number:str}/proposal",
    status_code=200,
    summary="Ask the owner for another time",
    sync_to_thread=True,
    opt=answers(ANSWER, conflict=True),
)
def propose(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number, data: Other
) -> VisitView:
    """Ask in the chat whether the visit may be moved. It stays where it is until the owner agrees or chooses another time."""
    with core.unit() as unit:
        return _read_visit(unit, request, days.propose(unit, centre_id, number, starts_at=data.starts_at))


@get(
    "/visits/{number:str}/enclosures",
    summary="Notes and pictures of a visit",
    sync_to_thread=True,
    opt=answers({"enclosures": [handovers.ENCLOSURE]}),
)
def enclosed(request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number) -> Enclosures:
    """List what the owner gave to the visit, the oldest first. The owner sees that it was read."""
    with core.unit() as unit:
        visit = workshop.visit(unit, centre_id, number)
        return handovers.enclosures_view(enclosures.of_visit(unit, access(request), visit))


def _read_visit(unit: Unit, request: Request, visit: VisitFacts) -> VisitView:
    (view,) = read_visits(unit, viewer(request), [visit])
    return view


def _cancelled(row: leaving.Cancellation) -> Cancelled:
    return Cancelled(
        number=row.number,
        job=row.job,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        cancelled_at=row.at,
    )


def read_visits(unit: Unit, by: Viewer, visits: Sequence[VisitFacts]) -> list[VisitView]:
    """Return visits in the form of the answer, and note in the access log that they were read."""
    access_log.note(unit, by, What.VISITS, [(visit.owner_id, visit.vehicle_id) for visit in visits])
    return [_view(unit, visit) for visit in visits]


def _view(unit: Unit, visit: VisitFacts) -> VisitView:
    vehicle = registry.vehicle(unit, visit.vehicle_id)
    starts, ends = (rules.local(at, zone=visit.zone) for at in (visit.starts_at, visit.ends_at))
    return VisitView(
        number=visit.number,
        job=visit.job,
        state=visit.state,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        zone=visit.zone,
        starts_local=starts.isoformat(timespec="minutes"),
        ends_local=ends.isoformat(timespec="minutes"),
        bay=visit.bay,
        technician=visit.technician,
        **asdict(visit.course),
        transport=visit.transport,
        collect_at=visit.collect_at,
        model=vehicle.model,
        vin=register.masked_vin(unit, vehicle),
    )


ROUTES = (area("/v1/centre", Role.CENTRE, [agenda, report, proceed, propose, enclosed], dependencies=CENTRE),)
