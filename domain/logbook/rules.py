"""How a dossier is hashed, signed and checked; pure.

Canonical JSON is RFC 8785, the tree RFC 9162 (section 2.1.1), the signature Ed25519 (RFC 8032).
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from domain.logbook.facts import FORMAT, KEY_FORMAT, Dossier, Entry, Fault, FaultError, Leaf, PublicKey

BEGIN: Final = '<script type="application/json" id="dossier">'
END: Final = "</script>"
_KEY_ID: Final = 32  # hexadecimal letters of the hash of a key: 128 bits
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})+")


def canonical(value: object) -> bytes:
    """Return the one spelling of a struct or of a JSON value without fractions whose keys are ASCII.

    Of these, which are all that `facts` allows, it is the spelling of RFC 8785: its rules on fractions and on the order of
    other keys are not needed.
    """
    return msgspec.json.encode(value, order="sorted")


def spelling(value: object) -> str:
    """Return the canonical text of a dossier, or of another value, as it can stand in a page: no tag begins in it."""
    return canonical(value).decode().replace("<", "\\u003c")


def leaf_hash(entry: Entry, salt: str) -> str:
    return sha256(b"\x00" + canonical({"entry": entry, "salt": salt})).hexdigest()


def root(leaves: list[bytes]) -> bytes:
    """Return the root of the tree over hashes of leaves: of an odd level the last goes up as it is, as in RFC 9162."""
    if not leaves:
        return sha256().digest()
    level = leaves
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [sha256(b"\x01" + one + other).digest() for one, other in pairs]
        level = [*above, level[-1]] if len(level) % 2 else above
    return level[0]


def key_id(public: bytes) -> str:
    return sha256(public).hexdigest()[:_KEY_ID]


def attestation_text(key: PublicKey) -> bytes:
    """Return what the key before signs to hand on to this one."""
    return canonical({"format": KEY_FORMAT, "public": key.public, "since": key.since})


def sign(private: bytes, message: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(private).sign(message).hex()


def check(text: str, *, anchor: str | None = None) -> Dossier:
    """Return the dossier that a file holds, as a page or alone. anchor: the id of a key the reader knows to be the operator's.

    Raises FaultError, WRONG_KEY only where all else holds.
    """
    raw = _extract(text)
    dossier = _read(raw)
    if spelling(dossier) != raw:
        raise FaultError(Fault.OTHER_FORM)
    check_keys(dossier.statement.keys, dossier.statement.key)
    _check_signature(dossier)
    _check_leaves(dossier)
    if anchor is not None and anchor not in {key.id for key in dossier.statement.keys}:
        raise FaultError(Fault.WRONG_KEY)
    return dossier


def _extract(text: str) -> str:
    if BEGIN in text:
        raw, end, _ = text.partition(BEGIN)[2].partition(END)
        if not end:
            raise FaultError(Fault.CUT)
        return raw
    return text.strip()


def _read(raw: str) -> Dossier:
    try:
        value: Any = msgspec.json.decode(raw.encode())
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        started = raw.startswith('{"format":"beforehand-dossier/')
        raise FaultError(Fault.CUT if started else Fault.NOT_DOSSIER) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise FaultError(Fault.NOT_DOSSIER)
    try:
        return msgspec.convert(value, Dossier)
    except msgspec.ValidationError as error:
        raise FaultError(Fault.OTHER_FORM) from error


def check_keys(keys: Sequence[PublicKey], last: str) -> None:
    """Follow the operator's keys: each is handed on to by the one before it, and that with the id `last` has signed.

    Raises FaultError BAD_KEYS.
    """
    if not keys or keys[-1].id != last or keys[0].attestation:
        raise FaultError(Fault.BAD_KEYS)
    for key in keys:
        if key.id != key_id(_bytes(key.public, Fault.BAD_KEYS)):
            raise FaultError(Fault.BAD_KEYS)
    for before, key in pairwise(keys):
        if not holds(before, key.attestation, attestation_text(key)):
            raise FaultError(Fault.BAD_KEYS)


def _check_signature(dossier: Dossier) -> None:
    if not holds(dossier.statement.keys[-1], dossier.signature, signed_text(dossier)):
        raise FaultError(Fault.BAD_SIGNATURE)


def signed_text(dossier: Dossier) -> bytes:
    """Return what is signed."""
    return canonical({"format": dossier.format, "statement": dossier.statement})


def holds(key: PublicKey, signature: str, message: bytes) -> bool:
    """Tell whether a signature (hexadecimal) of a message is by a key."""
    try:
        public = Ed25519PublicKey.from_public_bytes(_bytes(key.public, Fault.BAD_KEYS))
        public.verify(_bytes(signature, Fault.BAD_SIGNATURE), message)
    except (InvalidSignature, ValueError, FaultError):
        return False
    return True


def _bytes(text: str, fault: Fault) -> bytes:
    if not _HEX.fullmatch(text):
        raise FaultError(fault)
    return bytes.fromhex(text)


def _check_leaves(dossier: Dossier) -> None:
    """Recompute every hash that can be, the root over all of them, and the roots of earlier hand-overs.

    What can be read is what was signed to be read: nobody closes an entry afterwards.
    """
    for position, leaf in enumerate(dossier.leaves, 1):
        if not _is_whole(leaf):
            raise FaultError(Fault.CHANGED_ENTRY, position)
    statement = dossier.statement
    if len(dossier.leaves) != statement.size:
        raise FaultError(Fault.MISSING_ENTRY)
    if (places := open_places(dossier.leaves)) != statement.open:
        raise FaultError(Fault.CHANGED_ENTRY, min({*places} ^ {*statement.open}, default=None))
    hashes = [bytes.fromhex(leaf.hash) for leaf in dossier.leaves]
    if root(hashes).hex() != statement.root:
        raise FaultError(Fault.OTHER_ORDER)
    for head in statement.earlier:
        if head.size > statement.size or root(hashes[: head.size]).hex() != head.root:
            raise FaultError(Fault.REWRITTEN)


def open_places(leaves: Sequence[Leaf]) -> list[int]:
    """Return the places, counted from 1, of the entries that can be read."""
    return [position for position, leaf in enumerate(leaves, 1) if leaf.entry is not None]


def _is_whole(leaf: Leaf) -> bool:
    if leaf.entry is None:
        return not leaf.salt
    return leaf_hash(leaf.entry, leaf.salt) == leaf.hash
