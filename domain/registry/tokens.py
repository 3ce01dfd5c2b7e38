"""Bearer tokens of the API: making, listing, revoking, and whom one speaks for. The secret is told once, when made."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import col, or_, select, update

from domain.core import Unit
from domain.errors import Refusal
from domain.registry import secrets as bearer
from domain.registry import store
from domain.registry.tables import AccessToken

DAYS: Final = 180  # a token's life unless said otherwise
MOST_DAYS: Final = 730
_WARN: Final = timedelta(days=14)
_NO_SECRET: Final = ""  # no digest is empty
_KINDS: Final = {"operator": "bop", "centre": "bce", "owner": "bow"}


class State(StrEnum):
    """ENDING still works, for two weeks at most."""

    LIVE = "live"
    ENDING = "ending"
    EXPIRED = "expired"
    REVOKED = "revoked"


def token(
    unit: Unit,
    role: str,
    *,
    owner_id: int | None = None,
    centre_id: int | None = None,
    name: str = "",
    days: int = DAYS,
) -> str:
    """Make a bearer token of the API for an operator, a centre or an owner. Without a name it bears role and day."""
    secret = bearer.fresh(_KINDS[role])
    unit.session.add(
        AccessToken(
            role=role,
            owner_id=owner_id,
            centre_id=centre_id,
            name=name.strip() or f"{role} {unit.now:%Y-%m-%d}",
            prefix=secret.prefix,
            secret_hash=secret.digest,
            made_at=unit.now,
            expires_at=unit.now + timedelta(days=days),
        )
    )
    return secret.text


def only_token(
    unit: Unit,
    role: str,
    *,
    owner_id: int | None = None,
    centre_id: int | None = None,
    name: str = "",
    days: int = DAYS,
) -> str:
    """Make a token for an owner or a centre; those made before stop working. Who is signed in to the pages stays so."""
    same = col(AccessToken.owner_id) == owner_id if owner_id else col(AccessToken.centre_id) == centre_id
    unit.session.exec(
        update(AccessToken)
        .where(
            col(AccessToken.role) == role,
            same,
            col(AccessToken.revoked_at).is_(None),
            col(AccessToken.secret_hash) != _NO_SECRET,
        )
        .values(revoked_at=unit.now)
    )
    return token(unit, role, owner_id=owner_id, centre_id=centre_id, name=name, days=days)


def for_pages(
    unit: Unit, role: str, *, centre_id: int | None, owner_id: int | None, name: str, ends_at: datetime
) -> AccessToken:
    """Make the token of a session of the pages: it is listed and revoked as others are, and opens nothing by itself."""
    row = AccessToken(
        role=role,
        owner_id=owner_id,
        centre_id=centre_id,
        name=name,
        prefix=bearer.fresh("").prefix,
        secret_hash=_NO_SECRET,
        made_at=unit.now,
        expires_at=ends_at,
        last_used_on=unit.now.date(),  # coming in is a use
    )
    unit.session.add(row)
    unit.session.flush()
    return row


def end_browsers(unit: Unit, role: str, name: str) -> None:
    """Revoke what the sessions of an operator or data protection officer speak by; tokens of the API go on."""
    mine = (
        col(AccessToken.role) == role,
        col(AccessToken.name) == name,
        col(AccessToken.secret_hash) == _NO_SECRET,
        col(AccessToken.revoked_at).is_(None),
    )
    unit.session.exec(update(AccessToken).where(*mine).values(revoked_at=unit.now))


def end_all(unit: Unit, owner_id: int) -> None:
    """Revoke every token of an owner."""
    mine = (col(AccessToken.owner_id) == owner_id, col(AccessToken.revoked_at).is_(None))
    unit.session.exec(update(AccessToken).where(*mine).values(revoked_at=unit.now))


def is_of_browser(token: AccessToken) -> bool:
    """Whether a token is that of a session of the pages."""
    return token.secret_hash == _NO_SECRET


def who(unit: Unit, text: str) -> AccessToken:
    """Return whom a bearer token speaks for. Raises Refusal token_unknown or token_expired (401)."""
    kind, prefix, secret = bearer.split(text)
    row = store.token_by_prefix(unit, prefix)
    if row is None or row.revoked_at is not None or kind != _KINDS.get(row.role):
        raise Refusal("token_unknown", status=401)
    if not bearer.matches(secret, row.secret_hash):
        raise Refusal("token_unknown", status=401)
    if state(row, unit.now) is State.EXPIRED:
        raise Refusal("token_expired", status=401)
    return row


def note_use(unit: Unit, token_id: int) -> None:
    """Note on which day a token was used last."""
    used = update(AccessToken).where(col(AccessToken.id) == token_id)
    unit.session.exec(used.values(last_used_on=unit.now.date()))


def state(token: AccessToken, now: datetime) -> State:
    """Say whether a token works, and for how long still."""
    if token.revoked_at is not None:
        return State.REVOKED
    if token.expires_at is None or token.expires_at > now + _WARN:
        return State.LIVE
    return State.ENDING if token.expires_at > now else State.EXPIRED


def listed(unit: Unit, *, owner_id: int | None = None, over: bool = False) -> list[AccessToken]:
    """Return the tokens that work, in the order in which they were made; over: also expired and revoked ones."""
    rows = select(AccessToken).order_by(col(AccessToken.id))
    if owner_id is not None:
        rows = rows.where(AccessToken.owner_id == owner_id)
    if not over:
        ends = col(AccessToken.expires_at)
        rows = rows.where(col(AccessToken.revoked_at).is_(None), or_(ends.is_(None), ends > unit.now))
    return list(unit.session.exec(rows))


def revoke(unit: Unit, token_id: int, *, owner_id: int | None = None) -> AccessToken:
    """Let a token open nothing from the next request on; the same again changes nothing.

    owner_id: only one of this owner's. Raises Refusal access_token_unknown (404).
    """
    row = unit.session.get(AccessToken, token_id)
    if row is None or (owner_id is not None and row.owner_id != owner_id):
        raise Refusal("access_token_unknown", status=404)
    row.revoked_at = row.revoked_at or unit.now
    return row
