"""Who may call what: every route names its role, and a route without one answers nobody."""

from enum import StrEnum

from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from domain.core import Core
from domain.errors import Refusal
from domain.registry import tokens
from domain.registry.tables import AccessToken


class Role(StrEnum):
    """PUBLIC needs no token. VEHICLE and TELEGRAM check their own secrets in the handler.

    ANY takes an operator's, a centre's or an owner's token; what each may see is the handler's to decide.
    """

    PUBLIC = "public"
    VEHICLE = "vehicle"
    TELEGRAM = "telegram"
    OPERATOR = "operator"
    CENTRE = "centre"
    OWNER = "owner"
    ANY = "any"


_CHECKED_BY_HANDLER = (Role.PUBLIC, Role.VEHICLE, Role.TELEGRAM)


async def guard(connection: ASGIConnection, handler: BaseRouteHandler) -> None:  # type: ignore[type-arg] # any state
    """Let a caller in whose token speaks for the route's role; what it speaks for is in `state.access`.

    Raises Refusal token_unknown, token_expired (401) and role_wrong (403).
    """
    role = Role(handler.opt["role"])
    if role in _CHECKED_BY_HANDLER:
        return
    access = await to_thread.run_sync(_who, connection.app.state.core, bearer(connection))
    if role not in {access.role, Role.ANY}:
        raise Refusal("role_wrong", status=403, role=role.value)
    connection.state.access = access


def bearer(connection: ASGIConnection) -> str:  # type: ignore[type-arg] # any state
    """Return the bearer token of a request, or "" where there is none."""
    return token_in(connection.headers.get("authorization", ""))


def token_in(header: str) -> str:
    """Return the bearer token of an Authorization header, or ""."""
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _who(core: Core, token: str) -> AccessToken:
    with core.reading() as unit:
        found = tokens.who(unit, token)
        is_first_today = found.last_used_on != unit.now.date()
    if is_first_today:
        with core.unit() as unit:
            tokens.note_use(unit, found.id)
    return found
