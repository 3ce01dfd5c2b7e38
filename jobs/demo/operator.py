"""The operator's pages beside the demo's chat: a link that signs in without an authenticator, from this machine alone."""

from litestar import Response, Router, get

from api.areas import CoreDep
from api.auth import COOKIE
from bot.playground import app as playground
from domain.signin import service as sessions

_NAME = "demo"


@get("/operator", sync_to_thread=True)
def enter(core: CoreDep) -> Response[str]:
    """Open a session by a link that is used up at once, with the second factor given, and lead to the overview."""
    with core.unit() as unit:
        secret = sessions.exchange(unit, sessions.link(unit, "operator", name=_NAME).text)
        sessions.prove(unit, sessions.who(unit, secret))
    answer = Response("", status_code=303, headers={"location": "/operator"})
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="lax")
    return answer


def door() -> Router:
    """Return the route; only the demo has it."""
    return Router("/playground/api", route_handlers=[enter], guards=playground.NEAR, include_in_schema=False)
