"""Who may call what: every route names its role, and a route without one answers nobody.

A route of a page is called with the cookie of a session, any other with a token: neither opens the other's.
"""

import hmac
from enum import StrEnum
from typing import Any, Final

from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from domain.core import Core
from domain.errors import Refusal
from domain.registry import service as registry
from domain.registry import tokens
from domain.registry.tables import AccessToken
from domain.signin import rules
from domain.signin import service as sessions
from domain.signin.service import Session


class Role(StrEnum):
    """Who a route is for. PUBLIC needs no token; VEHICLE a car's key; TELEGRAM the secret of its webhook.

    ANY takes an operator's, a centre's or an owner's token; what each may see is the handler's to decide. DESK takes
    those of an operator or a centre. DPO is the data protection officer, who has pages alone; OVERSIGHT takes an
    operator or a DPO.
    """

    PUBLIC = "public"
    VEHICLE = "vehicle"
    TELEGRAM = "telegram"
    OPERATOR = "operator"
    CENTRE = "centre"
    OWNER = "owner"
    DPO = "dpo"
    ANY = "any"
    DESK = "desk"
    OVERSIGHT = "oversight"


_WIDER: Final = {
    Role.ANY: {Role.OPERATOR, Role.CENTRE, Role.OWNER, Role.DPO},
    Role.DESK: {Role.OPERATOR, Role.CENTRE},
    Role.OVERSIGHT: {Role.OPERATOR, Role.DPO},
}
COOKIE: Final = "beforehand_session"
TELEGRAM_SECRET: Final = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
Connection = ASGIConnection[Any, Any, Any, State]


async def guard(connection: Connection, handler: BaseRouteHandler) -> None:
    """Let a caller in who proves the route's role, before anything of its body is read.

    An access token is left in `state.access`, the session of a page beside it in `state.session`. Raises Refusal
    token_unknown, token_expired, key_unknown, webhook_secret, session_over, own_session_over, code_owed (401) and role_wrong (403).
    """
    core: Core = connection.app.state.core
    match Role(handler.opt["role"]):
        case Role.PUBLIC:
            return
        case Role.TELEGRAM:
            _require_secret(core, connection.headers.get(TELEGRAM_SECRET, ""))
        case Role.VEHICLE:
            await to_thread.run_sync(_require_key, core, bearer(connection))
        case role:
            access = await to_thread.run_sync(_access_of, core, connection, handler)
            if access.role not in _WIDER.get(role, {role}):
                raise Refusal("role_wrong", status=403, role=role.value)
            connection.state.access = access


def _access_of(core: Core, connection: Connection, handler: BaseRouteHandler) -> AccessToken:
    if not handler.opt.get("page"):
        return _access(core, bearer(connection))
    session = _session(core, connection, handler)
    connection.state.session = session
    if session.owes_code and not handler.opt.get("before_code"):
        raise Refusal("code_owed", status=401)
    return session.access


def _session(core: Core, connection: Connection, handler: BaseRouteHandler) -> Session:
    """Return the session of a cookie. What an open page asks by itself is no use where a second factor is asked for: it is asked for again."""
    with core.reading() as unit:
        session = sessions.who(unit, connection.cookies.get(COOKIE, ""))
    is_alone = bool(handler.opt.get("polls")) and session.access.role in rules.WITH_FACTOR
    if session.is_due and not is_alone:
        with core.unit() as unit:
            sessions.note_use(unit, session)
    return session


def bearer(connection: Connection) -> str:
    """Return the bearer token of a request, or "" where there is none."""
    return token_in(connection.headers.get("authorization", ""))


def token_in(header: str) -> str:
    """Return the bearer token of an Authorization header, or ""."""
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _require_secret(core: Core, secret: str) -> None:
    expected = core.settings.telegram_webhook_secret
    if expected is None or not hmac.compare_digest(secret.encode(), expected.get_secret_value().encode()):
        raise Refusal("webhook_secret", status=401)


def _require_key(core: Core, key: str) -> None:
    with core.reading() as unit:
        registry.vehicle_of_key(unit, key)


def _access(core: Core, token: str) -> AccessToken:
    """Return the access token; its first use of a day is noted."""
    with core.reading() as unit:
        access = tokens.who(unit, token)
        is_first_today = access.last_used_on != unit.now.date()
    if is_first_today:
        with core.unit() as unit:
            tokens.note_use(unit, access.id)
    return access
