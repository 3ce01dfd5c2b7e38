"""How the program runs, and readings that cannot be right."""

from datetime import timedelta
from typing import Any

from litestar import Response, get, post

from api import doubts
from api.areas import CoreDep, Id, Request, viewer
from api.pages import running_words
from api.pages.render import done, show, speaker_of
from domain.contact import gauges as contact
from domain.core import Unit
from domain.errors import Refusal
from domain.kpi import service
from domain.running import service as running
from domain.telemetry import questions


@get("/operator/running", sync_to_thread=True)
def page(request: Request, core: CoreDep) -> Response[str]:
    """Show loops, jobs, messages that wait, and what failed."""
    with core.reading() as unit:
        cars, jobs = running.listed(unit)
        about: dict[str, Any] = {
            "zone": service.zone(unit),
            "now": unit.now,
            "parts": [
                (running_words.part(name), life, timedelta(seconds=life.since_s))
                for name, life in running.parts(unit).items()
            ],
            "jobs": running.rounds(unit),
            "failed_jobs": jobs,
            "cars": cars,
            "queues": [(name, each.length, timedelta(seconds=each.oldest_s)) for name, each in _queues(unit)],
        }
    return show(request, "operator/running.html", job=running_words.job, step=running_words.step, **about)


def _queues(unit: Unit) -> tuple[tuple[str, contact.Queue], ...]:
    return ("outbox", contact.outbox(unit)), ("inbox", contact.inbox(unit))


@get("/operator/doubts", sync_to_thread=True)
def listed(request: Request, core: CoreDep) -> Response[str]:
    """Show readings that cannot be right, and rest until they are. That they were read is noted for owners."""
    with core.unit() as unit:
        rows = doubts.read(unit, viewer(request), speaker_of(request))
        zone = service.zone(unit)
    return show(request, "operator/doubts.html", rows=rows, zone=zone)


@post("/operator/doubts/{doubt_id:int}/settle", sync_to_thread=True)
def settle(request: Request, core: CoreDep, doubt_id: Id) -> Response[str]:
    """Take a notice off the list."""
    with core.unit() as unit:
        if not questions.settle(unit, doubt_id):
            raise Refusal("doubt_unknown", status=404)
    return done(request, None, back="/operator/doubts")


HANDLERS = (listed, settle)
