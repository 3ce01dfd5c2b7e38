"""Envelope encryption: a data key per owner, wrapped by a master key that lives outside the data folder.

AES-256-GCM seals, AES key wrap (RFC 3394) wraps. A sealed value begins with its format and the id of its
key, so keys can be rotated without a flag day; the label (table and column) is authenticated with it, so a
value cannot be moved to another place.
"""

import base64
import hmac
import json
import os
import secrets
import stat
import struct
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import Row, bindparam, insert, select
from sqlmodel import Session, col, delete

from domain.db.tables import DataKey

_HEAD = struct.Struct(">Bq")  # format, key id
_FORMAT = 1
_NONCE = 12
_TRIED: Final = 20  # keys, before a master key is taken for the wrong one
# Built once, and without the session's mapping: every unit asks for a key or two.
_TABLE: Final = DataKey.metadata.tables["keys.data_key"]
_KEYS: Final = select(_TABLE.c.id, _TABLE.c.owner_id, _TABLE.c.master_version, _TABLE.c.wrapped)
_BY_ID: Final = _KEYS.where(_TABLE.c.id == bindparam("number"))
_LATEST: Final = _KEYS.order_by(_TABLE.c.version.desc()).limit(1)
_OF_OWNER: Final = _LATEST.where(_TABLE.c.owner_id == bindparam("owner"))
_OF_OPERATOR: Final = _LATEST.where(_TABLE.c.owner_id.is_(None))
_ADD: Final = insert(_TABLE)
_KeyRow = Row[Any, Any, Any, Any]  # of _KEYS


class UnreadableError(Exception):
    """One sealed value cannot be opened; others can. What reads many values goes on without this one.

    A master key that fits nothing is no such case: `cryptography` raises InvalidUnwrap, and the work stops.
    """


class KeyDestroyedError(UnreadableError, LookupError):
    """What was sealed with this key cannot be read by anyone any more."""


class DamagedError(UnreadableError, InvalidTag):
    """The stored bytes are not those that were sealed: changed, cut, moved to another place, or of another form."""


class KeyFileError(ValueError):
    """The file is there, and holds no master key."""


class KeyFileExposedError(ValueError):
    """The file holds the master key where others can read it, or with the data that it is to protect."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A sealed value in its parts. head: format and number of the key, as bytes."""

    key_id: int
    head: bytes
    nonce: bytes
    body: bytes


def split(sealed: bytes) -> Parts:
    """Take a sealed value apart. Raises DamagedError where it is too short."""
    if len(sealed) <= _HEAD.size + _NONCE:
        raise DamagedError
    head, rest = sealed[: _HEAD.size], sealed[_HEAD.size :]
    return Parts(_HEAD.unpack(head)[1], head, rest[:_NONCE], rest[_NONCE:])


def decrypt(cipher: AESGCM, parts: Parts, *, label: str) -> bytes:
    """Return the plain value. Raises DamagedError where a byte, or the label, is not the one it was sealed with."""
    try:
        return cipher.decrypt(parts.nonce, parts.body, parts.head + label.encode())
    except InvalidTag as error:
        raise DamagedError from error


@dataclass(frozen=True, slots=True)
class MasterKey:
    """Versions of the wrapping key, the one in use, and the key of look-up fingerprints."""

    versions: dict[int, bytes]
    current: int
    index: bytes


def load_master(path: Path) -> MasterKey:
    """Read the master key file, made on first use and readable by its owner alone. Raises KeyFileError."""
    if not path.exists():
        _make_master(path)
    written = path.read_bytes()
    try:
        fields = json.loads(written)
        versions = {int(number): base64.b64decode(key) for number, key in fields["master"].items()}
        return MasterKey(versions, fields["current"], base64.b64decode(fields["index"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyFileError(path) from error


def refuse_exposed(path: Path, *, data_dir: Path) -> None:
    """Raises KeyFileExposedError where others may read the key file, or where it lies in the data folder."""
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFileExposedError(path, "others may read it")
    if path.resolve().is_relative_to(data_dir.resolve()):
        raise KeyFileExposedError(path, "it lies in the data folder")


def _make_master(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = {
        "master": {"1": base64.b64encode(secrets.token_bytes(32)).decode()},
        "current": 1,
        "index": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(fresh, file)
    try:
        os.link(draft, path)  # another process may have won: its key stands
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@dataclass(frozen=True, slots=True)
class Keyring:
    """Seals and opens values with the keys of owners; None as owner stands for the operator.

    Unwrapped keys are remembered for one session only: a key erased elsewhere is gone at the next unit.
    """

    master: MasterKey

    def seal(
        self, session: Session, owner_id: int | None, plain: bytes, *, label: str, now: datetime
    ) -> bytes:
        key_id = self._key_of(session, owner_id, now)
        nonce = secrets.token_bytes(_NONCE)
        head = _HEAD.pack(_FORMAT, key_id)
        return head + nonce + self._cipher(session, key_id).encrypt(nonce, plain, head + label.encode())

    def open(self, session: Session, sealed: bytes, *, label: str) -> bytes:
        """Return the plain value. Raises KeyDestroyedError after erasure, DamagedError where bytes were changed."""
        parts = split(sealed)
        return decrypt(self._cipher(session, parts.key_id), parts, label=label)

    def fingerprint(self, kind: str, value: str) -> str:
        """Return a keyed hash by which a value can be found again without being stored."""
        return hmac.new(self.master.index, f"{kind}:{value}".encode(), sha256).hexdigest()

    def preload(self, session: Session, owner_ids: Collection[int]) -> None:
        """Fetch the keys of many owners in one query, before a batch of work; a damaged one raises when it is used."""
        query = _KEYS.where(_TABLE.c.owner_id.in_(owner_ids)).order_by(_TABLE.c.version)
        for row in session.connection().execute(query).all():
            with suppress(DamagedError):
                self._remember(session, row)

    def destroy(self, session: Session, owner_id: int) -> None:
        """Erase every key of an owner: nothing sealed with them can be read again."""
        session.exec(delete(DataKey).where(col(DataKey.owner_id) == owner_id))
        _session_keys(session).clear()

    def _key_of(self, session: Session, owner_id: int | None, now: datetime) -> int:
        key_id = _session_keys(session).current.get(owner_id)
        if key_id is not None:
            return key_id
        row = _newest(session, owner_id)
        if row is None:
            self._make(session, owner_id, now)
            row = _newest(session, owner_id)
            assert row is not None
        self._remember(session, row)
        return int(row.id)

    def _make(self, session: Session, owner_id: int | None, now: datetime) -> None:
        wrapping = self.master.versions[self.master.current]
        values = {
            "id": secrets.randbits(62),  # never used twice, as a counter would be after a rollback
            "owner_id": owner_id,
            "version": 1,
            "master_version": self.master.current,
            "wrapped": aes_key_wrap(wrapping, AESGCM.generate_key(256)),
            "made_at": now,
        }
        session.connection().execute(_ADD, values)

    def _cipher(self, session: Session, key_id: int) -> AESGCM:
        keys = _session_keys(session)
        if key_id not in keys.ciphers:
            row = session.connection().execute(_BY_ID, {"number": key_id}).first()
            if row is None:
                raise KeyDestroyedError(key_id)
            self._remember(session, row)
        return keys.ciphers[key_id]

    def _remember(self, session: Session, row: _KeyRow) -> None:
        keys = _session_keys(session)
        keys.ciphers[row.id] = AESGCM(self.unwrap(session, row.wrapped, version=row.master_version))
        keys.current[row.owner_id] = row.id

    def unwrap(self, session: Session, wrapped: bytes, *, version: int) -> bytes:
        """Return a key that this version of the master key wrapped.

        Raises DamagedError where only this key cannot be unwrapped, InvalidUnwrap where no key of an owner can be.
        """
        try:
            return aes_key_unwrap(self.master.versions[version], wrapped)
        except InvalidUnwrap as error:
            if self._fits(session):
                raise DamagedError from error
            raise

    def _fits(self, session: Session) -> bool:
        """Tell whether the master key unwraps any of the newest keys."""
        newest = _KEYS.order_by(_TABLE.c.made_at.desc()).limit(_TRIED)
        for row in session.connection().execute(newest).all():
            with suppress(InvalidUnwrap):
                aes_key_unwrap(self.master.versions[row.master_version], row.wrapped)
                return True
        return False


def _newest(session: Session, owner_id: int | None) -> _KeyRow | None:
    if owner_id is None:
        return session.connection().execute(_OF_OPERATOR).first()
    return session.connection().execute(_OF_OWNER, {"owner": owner_id}).first()


@dataclass(frozen=True, slots=True)
class _SessionKeys:
    """The unwrapped keys of one session."""

    ciphers: dict[int, AESGCM] = field(default_factory=dict)
    current: dict[int | None, int] = field(default_factory=dict)

    def clear(self) -> None:
        self.ciphers.clear()
        self.current.clear()


def _session_keys(session: Session) -> _SessionKeys:
    keys = session.info.setdefault("held_keys", _SessionKeys())
    assert isinstance(keys, _SessionKeys)
    return keys
