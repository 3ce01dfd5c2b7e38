"""Coming in by a link that opens once, the second factor, the language, and the list of sessions."""

import re
from datetime import timedelta
from typing import Annotated, Final

from litestar import MediaType, Response, get, post
from litestar.params import PathParameter

from api.areas import CoreDep, Id, Request, access
from api.auth import COOKIE, Role
from api.pages.forms import form_of
from api.pages.render import home, session_of, show
from domain.booking import contacts
from domain.core import Core, Unit
from domain.kpi import service
from domain.registry.tables import AccessToken, Owner
from domain.signin import factor, rules
from domain.signin import service as sessions
from domain.signin.service import Session

_BEFORE: Final = {"role": Role.ANY, "before_code": True}
_FOR_ALL: Final = {"role": Role.PUBLIC}
OWN_PAGE: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""A path here: browsers read "//" and "/\\" as another site, and a header takes no other letters."""
Code = Annotated[str, PathParameter(max_length=100)]


@get("/pages", opt={"role": Role.ANY}, sync_to_thread=False)
def first(request: Request) -> Response[str]:
    return to(home(access(request).role))


@get(["/sign-in", "/sign-in/{code:str}"], opt=_FOR_ALL, sync_to_thread=False)
def door(request: Request, code: Code = "") -> Response[str]:
    """Show the button that signs in: a messenger that looks at a link for its preview uses nothing up."""
    return show(request, "sign_in.html", code=code)


@post("/sign-in", opt=_FOR_ALL, sync_to_thread=True)
def enter(request: Request, core: CoreDep) -> Response[str]:
    """Exchange a link for a session."""
    with core.unit() as unit:
        secret = sessions.exchange(unit, form_of(request).get("code", ""))
        role = sessions.who(unit, secret).access.role
    return welcome(request, core, secret, home(role), life=rules.life(role))


def welcome(
    request: Request, core: Core, secret: str, path: str, *, life: timedelta = rules.LIFE
) -> Response[str]:
    """Return the answer that gives a browser its session and leads to a page here. life: how long the session lasts."""
    answer = to(path)
    answer.set_cookie(
        COOKIE,
        secret,
        httponly=True,
        samesite="lax",  # "strict" would ask who opens a page from a messenger to sign in again
        secure="https" in {request.url.scheme, core.settings.public_url.partition(":")[0]},
        max_age=int(life.total_seconds()),
    )
    return answer


@get("/second-factor", opt=_BEFORE, sync_to_thread=True)
def ask_code(request: Request, core: CoreDep) -> Response[str]:
    """Ask for the code of the authenticator app; before the first one, show what the app takes in."""
    with core.unit() as unit:
        enrolment = factor.enrolment(unit, _session(request))
    return show(request, "second_factor.html", enrolment=enrolment, is_wrong=False)


@post("/second-factor", opt=_BEFORE, sync_to_thread=True)
def give_code(request: Request, core: CoreDep) -> Response[str]:
    session = _session(request)
    with core.unit() as unit:
        is_right = factor.check(unit, session, form_of(request).get("code", ""))
        enrolment = None if is_right else factor.enrolment(unit, session)
    if is_right:
        return to(home(session.access.role))
    return show(request, "second_factor.html", status=422, enrolment=enrolment, is_wrong=True)


@post("/language", opt=_BEFORE, sync_to_thread=True)
def speak(request: Request, core: CoreDep) -> Response[str]:
    """Keep the language, and return to the page it was chosen on."""
    form = form_of(request)
    with core.unit() as unit:
        sessions.speak(unit, _session(request), "zh" if form.get("language") == "zh" else "en")
    back = form.get("back", "")
    return to(back if OWN_PAGE.fullmatch(back) else "/sessions")


@get("/sessions", opt={"role": Role.ANY}, sync_to_thread=True)
def listed(request: Request, core: CoreDep) -> Response[str]:
    """List the browsers that are signed in for the same centre or owner, or for operators."""
    with core.reading() as unit:
        zone = _zone(unit, access(request))
        rows = sessions.listed(unit, access(request))
    return show(request, "sessions.html", sessions=rows, own=_session(request).id, zone=zone)


def _zone(unit: Unit, who: AccessToken) -> str:
    if who.owner_id is not None:
        return unit.session.get_one(Owner, who.owner_id).zone
    return contacts.of_centre(unit, who.centre_id).centre.zone if who.centre_id else service.zone(unit)


@post("/sessions/{session_id:int}/end", opt={"role": Role.ANY}, sync_to_thread=True)
def end(request: Request, core: CoreDep, session_id: Id) -> Response[str]:
    with core.unit() as unit:
        sessions.revoke(unit, access(request), session_id)
    return to("/sessions")


@post("/sign-out", opt=_BEFORE, sync_to_thread=True)
def leave(request: Request, core: CoreDep) -> Response[str]:
    with core.unit() as unit:
        sessions.end(unit, _session(request))
    answer = to("/my" if access(request).owner_id else "/sign-in")
    answer.delete_cookie(COOKIE)
    return answer


def _session(request: Request) -> Session:
    session = session_of(request)
    assert session is not None
    return session


def to(path: str) -> Response[str]:
    """Lead the browser to a page here."""
    return Response("", status_code=303, media_type=MediaType.TEXT, headers={"location": path})


HANDLERS = (first, door, enter, ask_code, give_code, speak, listed, end, leave)
