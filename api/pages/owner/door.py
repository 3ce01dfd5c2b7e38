"""Coming in to the owner's page: by what Telegram hands a Mini App, or by a code behind the "#" of a link."""

from typing import Final

from litestar import Response, get, post

from api.areas import CoreDep, Request
from api.auth import Role
from api.pages.forms import form_of
from api.pages.render import home, show
from api.pages.signin import welcome
from domain.core import Unit
from domain.errors import Refusal
from domain.signin import launches, rules
from domain.signin import service as sessions

_FOR_ALL: Final = {"role": Role.PUBLIC}


@get("/my", opt=_FOR_ALL, sync_to_thread=False)
def door(request: Request) -> Response[str]:
    """Show a form that a script fills from behind the "#" and sends: nothing of it stands in any address that a server reads."""
    return show(request, "owner/door.html")


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
