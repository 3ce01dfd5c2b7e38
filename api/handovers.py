"""Owners who asked for a person: who waits and how long, taking a request, talking in the chat, and ending that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.openapi.spec import Example
from litestar.params import Body
from msgspec import Meta

from api.areas import CoreDep, Id, Request, access, answers, area
from api.auth import Role
from domain.core import Unit
from domain.handover import enclosures, facts, person
from domain.registry import names
from domain.registry import service as registry
from domain.registry.entry import NameView

EXAMPLE = {
    "text": "Good morning! We have looked at it: the noise is the heat pump. Shall we call you at five?"
}
ANSWER = {
    "id": 1,
    "state": "waiting",
    "reason": "asked",
    "note": "The car makes a loud noise while charging.",
    "language": "en",
    "asked_at": "2026-11-18T02:00:00Z",
    "waiting_minutes": 12,
    "centre_id": 1,
    "vehicle_id": 1,
    "vehicle": "Blue 7",
    "model": "Lark 60",
    "taken_by": "",
    "taken_at": None,
}
ENCLOSURE = {"id": 1, "text": "It drips here.", "picture": "/9j/4AA=", "at": "2026-11-18T02:00:00Z"}
EXAMPLE_MESSAGE = {"text": "Good morning! Does the noise come while it charges?", "key": "m-1"}
MESSAGE = {
    "by": "owner",
    "text": "Yes, and only then.",
    "at": "2026-11-18T02:14:00Z",
    "enclosure_id": None,
}
_TAKEN = {
    **ANSWER,
    "state": "taken",
    "taken_by": "operator",
    "taken_at": "2026-11-18T02:12:00Z",
}

_SECONDS = 60


class NewAnswer(msgspec.Struct, forbid_unknown_fields=True):
    text: Annotated[
        str,
        Meta(max_length=1000, description="Sent to the owner in the chat; empty if settled by telephone."),
    ] = ""


class NewMessage(msgspec.Struct, forbid_unknown_fields=True):
    text: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=1000,
            pattern=r"\S",
            description="Sent to the owner in the chat, as plain text.",
        ),
    ]
    key: Annotated[
        str,
        Meta(
            max_length=64,
            pattern="^[A-Za-z0-9_-]*$",
            description="A mark of yours: what is sent again under the same one reaches the owner once.",
        ),
    ] = ""


class HandoverView(msgspec.Struct, kw_only=True):
    """A request. reason: asked, tow (have it towed), come (a visit to the car), or the kind of emergency. note: in the owner's words. language: to answer in."""

    id: int
    state: facts.State
    reason: str
    note: str
    language: str
    asked_at: datetime
    waiting_minutes: int
    centre_id: int | None
    vehicle_id: int | None
    vehicle: NameView
    model: str
    taken_by: str
    taken_at: datetime | None


class EnclosureView(msgspec.Struct):
    """A note or picture of an owner. picture: a JPEG in base64, None where there is none."""

    id: int
    text: str
    picture: bytes | None
    at: datetime


class Enclosures(msgspec.Struct):
    enclosures: list[EnclosureView]


class MessageView(msgspec.Struct):
    """What one side said. by: owner, operator or centre. enclosure_id: of a note or picture that came with it."""

    by: str
    text: str
    at: datetime
    enclosure_id: int | None


class Messages(msgspec.Struct):
    messages: list[MessageView]


class Handovers(msgspec.Struct):
    handovers: list[HandoverView]


Message = Annotated[NewMessage, Body(examples=[Example(summary="A message", value=EXAMPLE_MESSAGE)])]
Answer = Annotated[NewAnswer, Body(examples=[Example(summary="An answer", value=EXAMPLE)])]


@get("/", summary="List requests for a person", sync_to_thread=True, opt=answers({"handovers": [ANSWER]}))
def listed(request: Request, core: CoreDep) -> Handovers:
    """List what waits, the longest first: the operator sees all, a centre its own. Each owner sees that it was read."""
    with core.unit() as unit:
        return Handovers([view(unit, each) for each in person.waiting(unit, access(request))])


@post(
    "/{handover_id:int}/take",
    status_code=200,
    summary="Take a request",
    sync_to_thread=True,
    opt=answers(_TAKEN, conflict=True),
)
def take(request: Request, core: CoreDep, handover_id: Id) -> HandoverView:
    """Say that somebody sees to it; the owner is told."""
    with core.unit() as unit:
        return view(unit, person.take(unit, access(request), handover_id))


@get(
    "/{handover_id:int}/messages",
    summary="What was said",
    sync_to_thread=True,
    opt=answers({"messages": [MESSAGE]}),
)
def messages(request: Request, core: CoreDep, handover_id: Id) -> Messages:
    """List what owner and person said of a request, the oldest first, also when it is over. The owner sees that it was read."""
    with core.unit() as unit:
        entries = person.transcript(unit, access(request), handover_id)
        return Messages([MessageView(each.by, each.text, each.at, each.enclosure) for each in entries])


@post(
    "/{handover_id:int}/messages",
    status_code=200,
    summary="Write to the owner",
    sync_to_thread=True,
    opt=answers({**_TAKEN, "state": "talking"}, conflict=True),
)
def write(request: Request, core: CoreDep, handover_id: Id, data: Message) -> HandoverView:
    """Say something in the owner's chat. What the owner writes comes here from then on, until either side ends it or both are silent for two hours."""
    with core.unit() as unit:
        return view(unit, person.write(unit, access(request), handover_id, data.text, key=data.key))


@post(
    "/{handover_id:int}/answer",
    status_code=200,
    summary="Answer a request",
    sync_to_thread=True,
    opt=answers({**_TAKEN, "state": "answered"}, conflict=True),
)
def answer(
    request: Request,
    core: CoreDep,
    handover_id: Id,
    data: Answer,
) -> HandoverView:
    """Send the answer to the owner and end the request, with it a conversation."""
    with core.unit() as unit:
        return view(unit, person.answer(unit, access(request), handover_id, data.text))


@get(
    "/{handover_id:int}/enclosures",
    summary="Notes and pictures of a request",
    sync_to_thread=True,
    opt=answers({"enclosures": [ENCLOSURE]}),
)
def enclosed(request: Request, core: CoreDep, handover_id: Id) -> Enclosures:
    """List what the owner gave to the request, the oldest first. The owner sees that it was read."""
    with core.unit() as unit:
        return enclosures_view(enclosures.of_request(unit, access(request), handover_id))


def enclosures_view(enclosures: Sequence[facts.Enclosure]) -> Enclosures:
    return Enclosures([EnclosureView(each.id, each.text, each.picture, each.at) for each in enclosures])


def view(unit: Unit, request: facts.Request) -> HandoverView:
    car = registry.vehicle(unit, request.vehicle_id) if request.vehicle_id is not None else None
    return HandoverView(
        id=request.id,
        state=request.state,
        reason=request.reason,
        note=request.note,
        language=request.locale,
        asked_at=request.asked_at,
        waiting_minutes=int((unit.now - request.asked_at).total_seconds() // _SECONDS),
        centre_id=request.centre_id,
        vehicle_id=request.vehicle_id,
        vehicle=names.plain(car.name) if car else "",
        model=car.model if car else "",
        taken_by=request.taken_by,
        taken_at=request.taken_at,
    )


_HANDLERS = (listed, take, messages, write, answer, enclosed)
ROUTES = (
    area("/v1/handovers", Role.OPERATOR, _HANDLERS),
    area("/v1/centre/handovers", Role.CENTRE, _HANDLERS),
)
