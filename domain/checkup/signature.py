"""The signature that comes with a report: of the hash of its file, by the operator's key (Ed25519, as dossiers are signed)."""

from hashlib import sha256
from typing import Final

import msgspec

from domain.core import Unit
from domain.logbook import keys, rules
from domain.logbook.facts import Code, Fault, FaultError, Hash, Line, PublicKey

FORMAT: Final = "beforehand-signature/1"


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed: the hash of a file, and when. key: the id of the last of keys, each of which the one before attests."""

    format: Code
    sha256: Hash
    at: Line
    key: Line
    keys: list[PublicKey]


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole: what the file beside a report holds."""

    signed: Signed
    signature: Line


def sign(unit: Unit, body: bytes) -> Signature:
    """Sign a file with the operator's newest key; the first key is made where there is none yet."""
    public, private = keys.ready(unit)
    signed = Signed(FORMAT, sha256(body).hexdigest(), keys.stamp(unit.now), public[-1].id, public)
    return Signature(signed, rules.sign(private, rules.canonical(signed)))


def check(body: bytes, text: bytes, *, anchor: str | None = None) -> Signed:
    """Return what was signed. body: the report; text: its signature; anchor: the id of a key known to be the operator's.

    Raises FaultError: OTHER_FORM, BAD_KEYS, BAD_SIGNATURE, OTHER_FILE, and WRONG_KEY only where all else holds.
    """
    try:
        whole = msgspec.json.decode(text, type=Signature)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise FaultError(Fault.OTHER_FORM) from error
    signed = whole.signed
    if signed.format != FORMAT:
        raise FaultError(Fault.OTHER_FORM)
    rules.check_keys(signed.keys, signed.key)
    if not rules.holds(signed.keys[-1], whole.signature, rules.canonical(signed)):
        raise FaultError(Fault.BAD_SIGNATURE)
    if sha256(body).hexdigest() != signed.sha256:
        raise FaultError(Fault.OTHER_FILE)
    if anchor is not None and anchor not in {key.id for key in signed.keys}:
        raise FaultError(Fault.WRONG_KEY)
    return signed
