"""The operator's pages beside the demo's chat: a link that signs in without an authenticator, from this machine alone."""

from dataclasses import replace
from ipaddress import ip_address
from typing import Any, Final

from litestar import Response, Router, get
from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from api.areas import CoreDep, Request
from api.pages.signin import welcome
from bot.playground import app as playground
from bot.playground import nearby
from domain.signin import rules
from domain.signin import service as sessions

_NAME: Final = "demo"


def is_local(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Let in who calls from this machine, and from no page of another site: the address signs in whoever opens it.

    The demo's own link leads from `localhost` to `127.0.0.1` or back, which a browser calls another site; `Referer` shows that it is this machine.
    """
    client = connection.client
    if client is None or not ip_address(client.host).is_loopback:
        raise PermissionDeniedException(detail="from this machine alone")
    is_foreign = connection.headers.get("sec-fetch-site") == "cross-site"
    if is_foreign and not nearby.is_this_machine(connection.headers.get("referer", "")):
        raise PermissionDeniedException(detail="not from another site")


@get("/operator", sync_to_thread=True)
def enter(request: Request, core: CoreDep) -> Response[str]:
    """Open a session by a link that is used up at once, and lead to the overview.

    The second factor is given for as long as the session lives: stories make the clock leap by days, and nobody has an
    authenticator here.
    """
    with core.unit() as unit:
        secret = sessions.exchange(unit, sessions.link(unit, "operator", name=_NAME).text)
        later = replace(unit, now=unit.now + rules.LIFE - rules.CODE_AGAIN)
        sessions.prove(later, sessions.who(unit, secret))
    return welcome(request, core, secret, "/operator")


def door() -> Router:
    """Return the route; only the demo has it."""
    return Router(
        "/playground/api",
        route_handlers=[enter],
        guards=[*playground.NEAR, is_local],
        include_in_schema=False,
    )
