"""The operator's signing keys: made when first needed, replaced at the operator's wish, each attested by the one before."""

from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import col, select

from domain.core import Unit
from domain.db import rows
from domain.logbook import rules
from domain.logbook.facts import PublicKey
from domain.logbook.tables import SigningKey

_LABEL: Final = "signing_key.private"


def listed(unit: Unit) -> list[PublicKey]:
    """Return the public keys, the first of all first; the last one signs. Empty before the first dossier."""
    return [_public(row) for row in _rows(unit)]


def ready(unit: Unit) -> tuple[list[PublicKey], bytes]:
    """Return the public keys and the private half of the last one; the first is made now where there is none.

    They are read at once: a key that takes over meanwhile signs the next time.
    """
    keys = _rows(unit)
    if not keys:
        _add(unit, Ed25519PrivateKey.generate(), position=1, attestation="")
        keys = _rows(unit)
    private = keys[-1].private
    assert private is not None, "the newest key keeps its private half"
    return [_public(row) for row in keys], unit.unseal(private, label=_LABEL)


def rotate(unit: Unit) -> PublicKey:
    """Replace the key that signs and return the new one. The old one signs it, and its private half is destroyed."""
    _, private = ready(unit)
    old = _rows(unit)[-1]
    new = Ed25519PrivateKey.generate()
    key = PublicKey("", new.public_key().public_bytes_raw().hex(), stamp(unit.now), "")
    signature = rules.sign(private, rules.attestation_text(key))
    _add(unit, new, position=old.position + 1, attestation=signature)
    old.private = None
    unit.session.flush()
    return listed(unit)[-1]


def stamp(at: datetime) -> str:
    """Spell a moment (UTC) as dossiers do: to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(unit: Unit, key: Ed25519PrivateKey, *, position: int, attestation: str) -> None:
    """Add a key, unless another process has added one at that place at the same moment: that one stands."""
    rows.add_once(
        unit.session,
        SigningKey,
        position=position,
        public=key.public_key().public_bytes_raw().hex(),
        private=unit.seal(None, key.private_bytes_raw(), label=_LABEL),
        since=unit.now.replace(microsecond=0),
        attestation=attestation,
    )


def _rows(unit: Unit) -> list[SigningKey]:
    return list(unit.session.exec(select(SigningKey).order_by(col(SigningKey.position))))


def _public(row: SigningKey) -> PublicKey:
    return PublicKey(
        id=rules.key_id(bytes.fromhex(row.public)),
        public=row.public,
        since=stamp(row.since),
        attestation=row.attestation,
    )
