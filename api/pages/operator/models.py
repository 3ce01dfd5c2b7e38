"""Versions of models: what is at work, trying one on some cars, promoting it to all, and taking it back."""

from typing import Annotated, Final

import msgspec
from litestar import Response, get, post
from litestar.params import PathParameter
from msgspec import Meta

from api.areas import CoreDep, Id, Request
from api.pages.forms import form_of, read
from api.pages.render import done, show, speaker_of
from domain.core import Unit
from domain.errors import Refusal
from domain.health import service as health
from domain.kpi import fitted, service
from domain.learning import card
from domain.learning import service as learning
from domain.learning.facts import State, Version
from domain.learning.shelf import Fitted

Check = Annotated[str, PathParameter(pattern=r"^[a-z0-9_]{1,40}$")]
AT_WORK: Final = frozenset({State.TRIAL, State.PROVED, State.LIVE})


class NewTrial(msgspec.Struct, forbid_unknown_fields=True):
    """How many cars take part, drawn by lot, and for how many days at most."""

    cars: Annotated[int, Meta(ge=1, le=100_000)] = 100
    days: Annotated[int, Meta(ge=1, le=365)] = 30


@get("/operator/models", sync_to_thread=True)
def page(request: Request, core: CoreDep) -> Response[str]:
    """Show every version, the newest of each check first."""
    with core.reading() as unit:
        versions, shelved, zone = learning.versions(unit), fitted.every(unit), service.zone(unit)
        last = fitted.newest(unit)
    newest = {each.check: each for each in reversed(versions) if each.state in AT_WORK}
    return show(
        request,
        "operator/models.html",
        versions=versions,
        newest=newest,
        shelved=shelved,
        last=last,
        zone=zone,
    )


@get("/operator/models/{check:str}/{number:int}", sync_to_thread=True)
def one(request: Request, core: CoreDep, check: Check, number: Id) -> Response[str]:
    """Show the card of a version."""
    with core.reading() as unit:
        if check in fitted.NAMES:
            return _fitted(request, *fitted.version(unit, check, number), zone=service.zone(unit))
        version, zone = learning.version(unit, check, number), service.zone(unit)
    why = tuple(speaker_of(request).say(each) for each in version.why)
    return show(request, "operator/card.html", model=version, card=card.card(version, why=why), zone=zone)


def _fitted(request: Request, version: Fitted, standing: fitted.Standing, *, zone: str) -> Response[str]:
    text = card.fitted(version, state=standing)
    return show(request, "operator/fitted.html", model=version, standing=standing, card=text, zone=zone)


@post("/operator/models/{check:str}/{number:int}/{step:str}", sync_to_thread=True)
def move(request: Request, core: CoreDep, check: Check, number: Id, step: Check) -> Response[str]:
    """Begin a trial of a version, promote it, or take the newest at work out of use: of those fitted to own cars only this."""
    with core.unit() as unit:
        if check in fitted.NAMES and step == "rollback":
            fitted.rollback(unit, check, number)
        else:
            _move(unit, request, check, number, step)
    return done(request, None, back="/operator/models")


def _move(unit: Unit, request: Request, check: str, number: int, step: str) -> Version:
    match step:
        case "trial":
            form = form_of(request)
            asked_for = {name: form[name] for name in ("cars", "days") if form.get(name)}
            trial = read(asked_for, NewTrial)
            fleet = [vehicle.id for vehicle in health.due_vehicles(unit)]
            return learning.begin_trial(unit, check, number, cars=trial.cars, days=trial.days, fleet=fleet)
        case "promote":
            return learning.promote(unit, check, number)
        case "rollback":
            return learning.rollback(unit, check, number=number)
    raise Refusal("address_incomplete", status=404)


HANDLERS = (page, one, move)
