"""What burns first: what waits for somebody, what does not work, and the state of the fleet, fresh within seconds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from time import monotonic
from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter

from api import vehicles
from api.areas import MOST_ID, CoreDep, Id, Request, access, viewer
from api.pages import running_words
from api.pages.render import show, source_of
from domain.alerts import message
from domain.core import Core, Unit
from domain.dossier import service as dossiers
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.kpi import fleet, service
from domain.kpi.fleet import Group, Trouble
from domain.privacy.access_log import What
from domain.registry import service as registry
from domain.registry.facts import Source
from domain.running import service as running
from domain.telemetry import questions

OfSource = Annotated[Source | None, QueryParameter()]
OfGroup = Annotated[Group, QueryParameter()]
After = Annotated[int, QueryParameter(ge=0, le=MOST_ID)]
Mark = Annotated[str, QueryParameter(max_length=64)]
_PAGE = 100
_FRESH_S: Final = 2.0  # with a poll every three seconds a change is seen within five
_MEANS = {group: Phrase(f"group.{group}.means") for group in Group}


class Views:
    """What the overviews of this process last showed, so that many open pages ask the database once."""

    def __init__(self) -> None:
        self._read: dict[Source, tuple[float, dict[str, Any]]] = {}

    def of(self, core: Core, source: Source, *, anew: bool = False) -> dict[str, Any]:
        """Return what the templates name, at most `_FRESH_S` old, or of now."""
        at, about = self._read.get(source, (-_FRESH_S, {}))
        if anew or monotonic() - at >= _FRESH_S:
            with core.reading() as unit:
                about = _about(unit, source)
            self._read[source] = monotonic(), about
        return about


@dataclass(frozen=True, slots=True)
class Fire:
    """Something that waits or does not work. path: where it is dealt with; grade: how bad, 3 the worst."""

    text: Phrase
    path: str
    grade: int


def fires(trouble: Trouble) -> Iterator[Fire]:
    """Yield what is to be done, the most urgent first; pure."""
    yield from _count("urgent", trouble.urgent, "/operator/calls", 3)
    yield from _count("calls", trouble.calls - trouble.urgent, "/operator/calls", 3)
    for name, life in trouble.parts.items():
        since = {"part": running_words.part(name), "span": _minutes(life.since_s)}
        yield Fire(Phrase(f"overview.part.{life.state}", since), "/operator/running", 3)
    if trouble.is_stuck:
        queue = max(trouble.outbox, trouble.inbox, key=lambda each: each.oldest_s)
        yield from _count("stuck", queue.length, "/operator/running", 3, queue.oldest_s)
    yield from _count("pending", trouble.pending, "/operator/calls", 2)
    yield from _count("asks", trouble.asks, "/requests", 2, trouble.waiting_s)
    yield from _count("jobs", trouble.jobs, "/operator/running", 2)
    yield from _count("failing", trouble.cars_failing, "/operator/running", 2)
    yield from _count("doubts", trouble.doubts, "/operator/doubts", 1)


def _count(code: str, count: int, path: str, grade: int, oldest_s: float = 0.0) -> Iterator[Fire]:
    if count:
        yield Fire(Phrase(f"overview.{code}", {"n": count, "span": _minutes(oldest_s)}), path, grade)


def _minutes(seconds: float) -> timedelta:
    """Return a time in whole minutes, so that an open page changes once in one at most."""
    return timedelta(minutes=max(1, round(seconds / 60)))


@get("/operator", sync_to_thread=True)
def page(request: Request, core: CoreDep, source: OfSource = None) -> Response[str]:
    """Show the overview: counts alone, so that nothing is noted for owners."""
    about = request.app.state.overviews.of(core, source_of(request, source), anew=True)
    return show(request, "operator/overview.html", **about)


@get("/operator/state", opt={"polls": True}, sync_to_thread=True)
def part(request: Request, core: CoreDep, source: OfSource = None, mark: Mark = "") -> Response[str]:
    """Show the counts alone where they have changed since `mark`."""
    about = request.app.state.overviews.of(core, source_of(request, source))
    if about["mark"] == mark:
        return Response("", status_code=204)
    return show(request, "operator/state.html", **about)


def _about(unit: Unit, source: Source) -> dict[str, Any]:
    cars, trouble = fleet.fleet(unit, source), fleet.trouble(unit)
    counts = {group.value: len(every) for group, every in cars.groups.items()}
    burning = list(fires(trouble))
    state = (
        cars.cars,
        counts,
        [(each.path, sorted(map(str, each.text.params.values()))) for each in burning],
    )
    return {
        "mark": sha256(repr(state).encode()).hexdigest()[:16],
        "cars": cars.cars,
        "means": _MEANS,
        "counts": counts,
        "fires": burning,
        "source": source,
        "sources": list(Source),
    }


@get("/operator/cars", sync_to_thread=True)
def cars(
    request: Request, core: CoreDep, group: OfGroup, source: OfSource = None, after: After = 0
) -> Response[str]:
    """List the cars of a group. That they were read is noted for their owners."""
    of = source_of(request, source)
    with core.unit() as unit:
        rows = fleet.cars(unit, group, of, after=after, limit=_PAGE + 1)
        views = vehicles.read(unit, viewer(request), rows[:_PAGE], what=What.CONDITION)
    more = views[-1].id if len(rows) > _PAGE else None
    return show(request, "operator/cars.html", rows=views, group=group, groups=_MEANS, source=of, more=more)


@get("/operator/cars/{vehicle_id:int}", sync_to_thread=True)
def car(request: Request, core: CoreDep, vehicle_id: Id) -> Response[str]:
    """Show a car: what the register holds, its open warnings, what fails of it, and what cannot be right."""
    with core.unit() as unit:
        (view,) = vehicles.read(unit, viewer(request), [registry.vehicle(unit, vehicle_id)])
        about = {
            "car": view,
            "zone": service.zone(unit),
            "failures": [each for each in running.listed(unit)[0] if each.vehicle_id == vehicle_id],
            "step": running_words.step,
            "doubts": [each for each in questions.standing(unit) if each.vehicle_id == vehicle_id],
            **_warnings(unit, request, vehicle_id),
        }
    return show(request, "operator/car.html", **about)


def _warnings(unit: Unit, request: Request, vehicle_id: int) -> dict[str, Any]:
    """Return the open warnings that the operator may see, or why there are none to see."""
    try:
        cases = dossiers.warnings(unit, access(request), vehicle_id)
    except Refusal as refusal:
        return {"warnings": (), "why": sentence(refusal)}
    rows = [
        {
            "level": int(case.level),
            "span": Phrase(f"desk.level.{int(case.level)}"),
            "title": message.title(case),
            "seen": Phrase(f"check.{case.check}.seen", case.finding.params),
            "since": case.told_at,
            "acknowledged": case.acknowledged,
        }
        for case in sorted(cases, key=lambda case: -case.level)
    ]
    return {"warnings": rows, "why": None}


HANDLERS = (page, part, cars, car)
