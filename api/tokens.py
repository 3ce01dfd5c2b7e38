"""The operator's list of tokens, and ending one. Making operator tokens is left to the command line.

A token that could make others would outlive its own end.
"""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from litestar import delete, get
from litestar.params import QueryParameter

from api.areas import CoreDep, Id, answers, area
from api.auth import Role
from domain.registry import tokens
from domain.registry.tables import AccessToken

ANSWER = {
    "id": 3,
    "role": "operator",
    "name": "Fleet desk",
    "prefix": "0123456789ab",
    "centre_id": None,
    "owner_id": None,
    "state": "ending",
    "made_at": "2026-06-01T02:00:00Z",
    "expires_at": "2026-11-28T02:00:00Z",
    "last_used_on": "2026-11-17",
}

Show = Annotated[
    Literal["working", "all"],
    QueryParameter(description="all: also those that have expired or were revoked."),
]


class TokenView(msgspec.Struct, kw_only=True):
    """A token without its secret. prefix: the part behind the first "_", by which it is recognised.

    state: live, ending (works for two weeks at most: make a new one), expired, revoked. last_used_on: a day in UTC.
    """

    id: int
    role: str
    name: str
    prefix: str
    centre_id: int | None
    owner_id: int | None
    state: tokens.State
    made_at: datetime
    expires_at: datetime | None
    last_used_on: date | None


class TokenList(msgspec.Struct):
    tokens: list[TokenView]


@get("/", summary="List tokens", sync_to_thread=True, opt=answers({"tokens": [ANSWER]}))
def listed(core: CoreDep, show: Show = "working") -> TokenList:
    """List the tokens of operators, centres and owners that work, with their ends and the day of their last use."""
    with core.reading() as unit:
        return TokenList([_view(each, unit.now) for each in tokens.listed(unit, over=show == "all")])


@delete(
    "/{token_id:int}",
    status_code=200,
    summary="Revoke a token",
    sync_to_thread=True,
    opt=answers({**ANSWER, "state": "revoked"}),
)
def revoke(core: CoreDep, token_id: Id) -> TokenView:
    """Let a token open nothing from the next request on. The same again changes nothing."""
    with core.unit() as unit:
        return _view(tokens.revoke(unit, token_id), unit.now)


def _view(token: AccessToken, now: datetime) -> TokenView:
    return TokenView(
        id=token.id,
        role=token.role,
        name=token.name,
        prefix=token.prefix,
        centre_id=token.centre_id,
        owner_id=token.owner_id,
        state=tokens.state(token, now),
        made_at=token.made_at,
        expires_at=token.expires_at,
        last_used_on=token.last_used_on,
    )


ROUTES = (area("/v1/tokens", Role.OPERATOR, [listed, revoke]),)
