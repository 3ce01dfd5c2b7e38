"""Owners who asked for a person: the list, a conversation, and ending it. The operator sees all, a centre its own."""

import base64
import secrets
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import QueryParameter

from api import handovers
from api.areas import CoreDep, Id, Request, access
from api.handovers import NewAnswer, NewMessage
from api.pages.forms import form_of, read
from api.pages.render import done, show
from domain.booking import contacts
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.handover import enclosures, person
from domain.handover.facts import OPEN, SERVICES
from domain.kpi import service
from domain.registry.tables import AccessToken

Mark = Annotated[str, QueryParameter(max_length=64)]
_ASKED = frozenset({"asked", *SERVICES})  # other reasons are kinds of emergency


@get("/requests", sync_to_thread=True)
def listed(request: Request, core: CoreDep) -> Response[str]:
    """List who waits, the longest first."""
    with core.unit() as unit:
        about = _all(unit, access(request))
    return show(request, "requests.html", **about)


@get("/requests/part", opt={"polls": True}, sync_to_thread=True)
def part(request: Request, core: CoreDep, mark: Mark = "") -> Response[str]:
    """Show the list alone where it has changed since `mark`."""
    with core.reading() as unit:
        if person.mark(unit, access(request)) == mark:
            return Response("", status_code=204)
    with core.unit() as unit:
        about = _all(unit, access(request))
    return show(request, "requests_part.html", **about)


def _all(unit: Unit, who: AccessToken) -> dict[str, Any]:
    mark = person.mark(unit, who)
    return {
        "mark": mark,
        "rows": [
            {
                "view": view,
                "reason": _reason(each.reason),
                "age": timedelta(minutes=max(1, view.waiting_minutes)),
            }
            for each in person.waiting(unit, who)
            for view in [handovers.view(unit, each)]
        ],
    }


def _reason(reason: str) -> Phrase:
    return Phrase(f"requests.reason.{reason if reason in _ASKED else 'emergency'}")


@get("/requests/{handover_id:int}", sync_to_thread=True)
def one(request: Request, core: CoreDep, handover_id: Id) -> Response[str]:
    """Show a request with what was said."""
    with core.unit() as unit:
        about = _one(unit, access(request), handover_id)
    return show(request, "request.html", key=secrets.token_hex(8), **about)


@get("/requests/{handover_id:int}/part", opt={"polls": True}, sync_to_thread=True)
def lines(request: Request, core: CoreDep, handover_id: Id, mark: Mark = "") -> Response[str]:
    """Show what was said alone where it has changed since `mark`."""
    with core.reading() as unit:
        if person.mark(unit, access(request), handover_id) == mark:
            return Response("", status_code=204)
    with core.unit() as unit:
        about = _one(unit, access(request), handover_id)
    return show(request, "request_part.html", **about)


def _one(unit: Unit, who: AccessToken, handover_id: int) -> dict[str, Any]:
    mark = person.mark(unit, who, handover_id)
    entries = person.transcript(unit, who, handover_id)
    row = person.request(unit, who, handover_id)
    zone = contacts.of_centre(unit, who.centre_id).centre.zone if who.centre_id else service.zone(unit)
    return {
        "mark": mark,
        "zone": zone,
        "view": handovers.view(unit, row),
        "reason": _reason(row.reason),
        "is_open": row.state in OPEN,
        "entries": entries,
        "pictures": {
            each.id: each.picture and base64.b64encode(each.picture).decode("ascii")
            for each in enclosures.of_request(unit, who, handover_id)
        },
    }


@post("/requests/{handover_id:int}/take", sync_to_thread=True)
def take(request: Request, core: CoreDep, handover_id: Id) -> Response[str]:
    with core.unit() as unit:
        person.take(unit, access(request), handover_id)
    return done(request, Phrase("requests.told.take"), back=f"/requests/{handover_id}")


@post("/requests/{handover_id:int}/messages", sync_to_thread=True)
def write(request: Request, core: CoreDep, handover_id: Id) -> Response[str]:
    """Say something to the owner. Of one form the same text is said once, however often it is sent."""
    form = form_of(request)
    line = read({"text": form.get("text", ""), "key": _key(form)}, NewMessage)
    with core.unit() as unit:
        person.write(unit, access(request), handover_id, line.text, key=line.key)
    return done(request, Phrase("requests.told.messages"), back=f"/requests/{handover_id}")


def _key(form: Mapping[str, str]) -> str:
    """Return a key of the form and its text: a message corrected after a lost answer is another one."""
    return (
        sha256(f"{form['key']} {form.get('text', '')}".encode()).hexdigest()[:32] if form.get("key") else ""
    )


@post("/requests/{handover_id:int}/answer", sync_to_thread=True)
def answer(request: Request, core: CoreDep, handover_id: Id) -> Response[str]:
    """End a request, with a last word or none."""
    last = read({"text": form_of(request).get("text", "")}, NewAnswer)
    with core.unit() as unit:
        person.answer(unit, access(request), handover_id, last.text)
    return done(request, None, back="/requests")


HANDLERS = (listed, part, one, lines, take, write, answer)
