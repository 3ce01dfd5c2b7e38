"""Bearer tokens of the API."""

from domain.core import Unit
from domain.errors import Refusal
from domain.garage import secrets as bearer
from domain.garage import store
from domain.garage.tables import AccessToken


def token(unit: Unit, role: str, *, owner_id: int | None = None, centre_id: int | None = None) -> str:
    """Make a bearer token of the API for an operator, a centre or an owner."""
    made = bearer.fresh({"operator": "bop", "centre": "bce", "owner": "bow"}[role])
    unit.session.add(
        AccessToken(
            role=role,
            owner_id=owner_id,
            centre_id=centre_id,
            prefix=made.prefix,
            secret_hash=made.digest,
            made_at=unit.now,
        )
    )
    return made.text


def who(unit: Unit, text: str) -> AccessToken:
    """Return whom a bearer token speaks for. Raises Refusal token_unknown (401)."""
    prefix, secret = bearer.split(text)
    found = store.token_by_prefix(unit, prefix)
    if found is None or found.revoked_at is not None or not bearer.matches(secret, found.secret_hash):
        raise Refusal("token_unknown", status=401)
    if found.expires_at is not None and found.expires_at <= unit.now:
        raise Refusal("token_unknown", status=401)
    return found
