"""Coming in to the owner's page: by what Telegram hands a Mini App, or by a code behind the "#" of a link."""

from typing import Final

from litestar import Response, get, post

from api.areas import CoreDep, Request
from api.auth import COOKIE, Role
from api.pages.forms import form_of
from api.pages.render import home, show
from api.pages.signin import welcome
from domain.core import Unit
from domain.errors import Refusal
from domain.signin import launches, rules
from domain.signin import service as sessions

_FOR_ALL: Final = {"role": Role.PUBLIC}


@get("/my", opt=_FOR_ALL, sync_to_thread=True)
def door(request: Request, core: CoreDep) -> Response[str]:
    """Show a form that a script fills from behind the "#": nothing of it stands in any address that a server reads.

    What Telegram hands over is sent at once, but not where a workshop or operator works in the same browser.
    """
    with core.reading() as unit:
        return show(request, "owner/door.html", asks=_is_of_staff(unit, request.cookies.get(COOKIE, "")))


def _is_of_staff(unit: Unit, secret: str) -> bool:
    """Whether a browser has a live session of anybody but an owner."""
    try:
        return sessions.who(unit, secret).access.owner_id is None
    except Refusal:
        return False


@post("/my", opt=_FOR_ALL, sync_to_thread=True)
def enter(request: Request, core: CoreDep) -> Response[str]:
    """Exchange a launch or a code for a session. Raises Refusal as `launches.exchange`, or own_link_over (401)."""
    form = form_of(request)
    init_data = form.get("launch", "")
    with core.unit() as unit:
        secret = launches.exchange(unit, init_data) if init_data else _by_code(unit, form.get("code", ""))
        role = sessions.who(unit, secret).access.role
    return welcome(request, core, secret, home(role), life=rules.life(role))


def _by_code(unit: Unit, code: str) -> str:
    """Use up a code; whoever comes to this door is an owner, and is told what helps an owner."""
    try:
        return sessions.exchange(unit, code)
    except Refusal as refusal:
        raise Refusal("own_link_over", status=refusal.status) from refusal


HANDLERS = (door, enter)
