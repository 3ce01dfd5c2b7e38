"""A car's year back and its year ahead: what is foretold stands there with its interval."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from litestar import Response, get
from litestar.di import NamedDependency

from api.areas import CoreDep, Id, Request
from api.pages.owner import frame
from api.pages.owner.frame import Scene
from domain.alerts import message
from domain.alerts import service as alerts
from domain.booking import service as booking
from domain.booking import words
from domain.booking.facts import State
from domain.dialogue.acts import ahead as acts
from domain.dialogue.acts import timeline
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.health import service as health
from domain.health.checks import service_due
from domain.health.evidence import ageing, due
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.twin import service as twins

_YEAR: Final = timedelta(days=365)
_NOON: Final = time(12)


@dataclass(frozen=True, slots=True)
class Coming:
    """What lies ahead: the likely moment, and the ends of its interval, which are the same where the day is fixed."""

    what: Phrase
    early: datetime
    likely: datetime
    late: datetime

    def share(self, at: datetime, now: datetime) -> float:
        """Return the place of a moment in the year ahead, of 100."""
        return 100 * min(1.0, max(0.0, (at - now) / _YEAR))


@get("/my/{vehicle_id:int}/timeline", sync_to_thread=True)
def page(request: Request, core: CoreDep, owner_id: NamedDependency[int], vehicle_id: Id) -> Response[str]:
    with core.reading() as unit:
        here = frame.scene(unit, owner_id, vehicle_id)
        year = timeline.past(unit, here.owner, here.car)
        ahead = sorted(
            (each for each in _ahead(here) if each.early <= unit.now + _YEAR), key=lambda each: each.likely
        )
        about = {"year": year, "ahead": ahead, "now": unit.now, **_quarter(here)}
    return frame.show_of(request, here, "timeline", "timeline", **about)


def _quarter(here: Scene) -> dict[str, Any]:
    """Return what three months bring, each with the job that can be booked for it, "" where none can or one is."""
    try:
        soon = twins.ahead(here.unit, here.owner.id, here.car.id)
    except Refusal as refusal:
        return {"tasks": (), "sums": (sentence(refusal),)}
    tasks = tuple((acts.line(each), each.job if each.job and not each.booked else "") for each in soon.tasks)
    is_planned = bool(health.next_services(here.unit, here.car))
    denial = plans.denial(here.unit, here.owner.id, Entitlement.OUTLOOK, vehicle_id=here.car.id)
    return {"tasks": tasks, "sums": tuple(acts.sums(soon, is_planned=is_planned, denial=denial))}


def _ahead(here: Scene) -> Iterator[Coming]:
    """Yield visits, days by which a warning's work is due, the service plan, and the battery's next mark."""
    unit, owner, car = here.unit, here.owner, here.car
    for visit in booking.visits_of(unit, owner.id):
        if visit.vehicle_id == car.id and visit.state is State.BOOKED:
            what = Phrase("my.ahead.visit", {"job": words.job(visit.job), "centre": visit.centre})
            yield Coming(what, visit.starts_at, visit.starts_at, visit.starts_at)
    for case in alerts.alerts_of(unit, owner.id, car.id):
        if case.check == service_due.CODE:
            continue  # the service plan below names the same task with its day
        latest = message.deadline(case).latest
        if latest is not None:
            by = _noon(latest, car.zone)
            yield Coming(Phrase("my.ahead.warning", {"title": message.title(case)}), by, by, by)
    yield from _foretold(here)


def _foretold(here: Scene) -> Iterator[Coming]:
    unit, owner, car = here.unit, here.owner, here.car
    view = health.view_of(unit, car)
    if view is None:
        return
    for each in due.all_due(view):
        days = (_noon(day, car.zone) for day in (each.early, each.at, each.late))
        what = service_due.as_of(view, each.at, Phrase(f"service.item.{each.item.code}"))
        yield Coming(what, *days)
    reach = ageing.ahead(view).reach
    if reach is not None and not plans.denial(unit, owner.id, Entitlement.OUTLOOK, vehicle_id=car.id):
        what = Phrase("my.ahead.battery", {"mark": reach.mark / 100})
        yield Coming(what, reach.early, reach.likely, reach.late)


def _noon(day: date, zone: str) -> datetime:
    return datetime.combine(day, _NOON, tzinfo=ZoneInfo(zone)).astimezone(UTC)


HANDLERS = (page,)
