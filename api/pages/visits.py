"""A visit in the workshop: what is known before, how far the work is, another time, and finishing it."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter

from api import for_staff
from api.areas import CoreDep, Request, access, viewer
from api.pages.forms import form_of, read
from api.pages.render import done, show, speaker_of
from api.technician import layout, outlook, telling
from api.technician.interview import interview
from api.workshop import NewProgress, advance
from domain.alerts import message
from domain.alerts.facts import Case
from domain.booking import aftercare, board, entry, jobs, rules, stock, store, words, workshop
from domain.booking.board import Stage
from domain.booking.facts import VisitView
from domain.booking.measurements import Quantity, Wheel
from domain.core import Unit
from domain.dossier import service as dossiers
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.handover import enclosures
from domain.health import catalogue
from domain.plans import store as payments
from domain.privacy import access_log
from domain.privacy.access_log import What
from domain.registry import register
from domain.registry import service as registry

Number = Annotated[str, PathParameter(pattern=r"^[0-9]{1,12}$")]
# Names of fields before the wheel's, with the units that can be chosen for them: what is stored, and how many of it one is.
UNITS: Final[Mapping[str, Mapping[str, tuple[Quantity, float]]]] = {
    "pad": {"mm": (Quantity.PAD_MM, 1.0), "pct": (Quantity.PAD_PCT, 1.0)},
    "tread": {"mm": (Quantity.TREAD_MM, 1.0)},
    "tyre": {"bar": (Quantity.TYRE_KPA, 100.0), "kpa": (Quantity.TYRE_KPA, 1.0)},
}
_OPEN: Final = frozenset({Stage.WAITING, Stage.ARRIVED, Stage.IN_WORK, Stage.READY})


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - what owners are told is a warning in every slice
    """An open warning of the car, as its finish is reported. look_alikes: what a technician can mistake for it."""

    check: str
    level: int
    title: Phrase
    evidence: Phrase
    sure: Phrase
    look_alikes: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """count: pieces kept for the visit. free: pieces in stock besides."""

    part: str
    count: int
    free: int


@get("/workshop/visits/{number:str}", sync_to_thread=True)
def page(request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number) -> Response[str]:
    """Show a visit. That it was read, and warnings with it, is noted for its owner."""
    with core.unit() as unit:
        visit = workshop.visit(unit, centre_id, number)
        vehicle = registry.vehicle(unit, visit.vehicle_id)
        stage, pieces = board.stage(visit), _pieces(unit, visit)
        about: dict[str, Any] = {
            "visit": visit,
            "stage": stage,
            "starts": rules.local(visit.starts_at, zone=visit.zone),
            "ends": rules.local(visit.ends_at, zone=visit.zone),
            "job": words.job(visit.job),
            "price": jobs.job(visit.job).price,
            "is_paid_in_chat": payments.has_credited(unit, visit.id),
            "takes_money": core.settings.payment_provider is not None,
            "model": vehicle.model,
            "vin": register.masked_vin(unit, vehicle)[-4:],
            "parts": _parts(unit, visit) if stage in _OPEN else (),
            "proposal": board.proposal(unit, visit),
            **_warnings(unit, request, visit),
            "notes": _notes(unit, request, visit),
            "outcome": aftercare.outcome(unit, visit) if stage is Stage.DONE else (),
            "is_open": stage in _OPEN,
            "has_begun": visit.starts_at <= unit.now,
            "is_today": rules.local(visit.starts_at, zone=visit.zone).date() <= board.today(unit, centre_id),
        }
    return show(request, "visit.html", units=UNITS, wheels=tuple(Wheel), pieces=pieces, **about)


def _parts(unit: Unit, visit: VisitView) -> Sequence[Part]:
    free = store.free_parts(unit, visit.centre_id)
    return [Part(part, count, free[part]) for part, count in sorted(jobs.job(visit.job).parts.items())]


def _pieces(unit: Unit, visit: VisitView) -> Sequence[Part]:
    """Return what may be used at the visit: what is kept for it first, then what else is in stock."""
    mine, free = stock.of_visit(unit, visit.id), store.free_parts(unit, visit.centre_id)
    parts = sorted(entry.PARTS, key=lambda part: (not mine[part], part))
    return [Part(part, mine[part], free[part]) for part in parts if mine[part] or free[part]]


def _warnings(unit: Unit, request: Request, visit: VisitView) -> dict[str, Any]:
    """Return the open warnings that this centre may see, what it would ask about them, or why there are none to see."""
    try:
        look = dossiers.look(unit, access(request), visit.vehicle_id)
    except Refusal as refusal:
        return {"warnings": (), "interviews": (), "why": sentence(refusal)}
    first = sorted(look.warnings, key=lambda case: case.alert_id != visit.alert_id)
    say = partial(for_staff.say, speaker_of(request))
    interviews = [interview(each, say=say) for each in look.diagnoses]
    return {"warnings": [_warning(each) for each in first], "interviews": interviews, "why": None}


def _warning(case: Case) -> Warning:
    evidence, sure = (Phrase(f"check.{case.check}.{part}", case.finding.params) for part in ("seen", "sure"))
    check = catalogue.BY_CODE.get(case.check)
    alike = tuple(telling.alike(check)) if check else ()
    return Warning(case.check, int(case.level), message.title(case), evidence, sure, alike)


def _notes(unit: Unit, request: Request, visit: VisitView) -> Sequence[dict[str, object]]:
    """Return what the owner wrote and sent; pictures as addresses that hold them whole."""
    return [
        {
            "text": each.text,
            "at": each.at,
            "picture": each.picture
            and f"data:image/jpeg;base64,{base64.b64encode(each.picture).decode('ascii')}",
        }
        for each in enclosures.of_visit(unit, access(request), visit)
    ]


@get("/workshop/visits/{number:str}/car", sync_to_thread=True)
def car(request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number) -> Response[str]:
    """Show the car as its technician sees it; the look is noted."""
    speaker = speaker_of(request)
    with core.unit() as unit:
        visit = workshop.visit(unit, centre_id, number)
        look = dossiers.look(unit, access(request), visit.vehicle_id)
        drawings = outlook.charts(look)
        dossier = telling.dossier(unit, look, drawings, say=partial(for_staff.say, speaker))
    charts = {each.check.CODE: each.chart for each in look.sights if each.chart is not None}
    about = layout.context(dossier, charts | drawings, speaker=speaker)
    return show(request, "dossier_page.html", number=number, **about)


@post("/workshop/visits/{number:str}/progress", sync_to_thread=True)
def proceed(
    request: Request, core: CoreDep, centre_id: NamedDependency[int], number: Number
) -> Response[str]:
    """Note how far the work is, or that nobody came."""
    step = read({"progress": form_of(request).get("progress", "")}, NewProgress).progress
    with core.unit() as unit:
        visit = advance(unit, centre_id, number, step)
        access_log.note(unit, viewer(request), What.VISITS, [(visit.owner_id, visit.vehicle_id)])
    request.app.state.marks.forget(centre_id)
    return done(
        request,
        Phrase(f"desk.said.{step}", words.visit_params(visit)),
        back=f"/workshop?day={rules.local(visit.starts_at, zone=visit.zone).date()}",
    )


HANDLERS = (page, car, proceed)
