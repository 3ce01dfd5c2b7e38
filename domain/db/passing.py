"""Keys of single values, for what belongs to nobody yet: a key is destroyed as soon as its value is not needed.

An owner's key cannot seal what is stored before it is known whose it is, and the operator's is never destroyed.
"""

import secrets
import struct
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from domain.db import rows
from domain.db.keys import KeyDestroyedError, Keyring, decrypt, split
from domain.db.tables import PassingKey

_HEAD = struct.Struct(">Bq")  # format, number of the key
FORMAT: Final = 2
_NONCE: Final = 12
_TABLE: Final = PassingKey.metadata.tables["keys.passing_key"]
_ONE: Final = select(_TABLE.c.master_version, _TABLE.c.wrapped).where(_TABLE.c.id == bindparam("number"))


def seal(number: int, plain: bytes, *, label: str) -> tuple[bytes, bytes]:
    """Encrypt with a new key; return the sealed value and the key, which `keep` stores where the value is stored."""
    key, nonce = AESGCM.generate_key(256), secrets.token_bytes(_NONCE)
    head = _HEAD.pack(FORMAT, number)
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head + label.encode()), key


def keep(session: Session, keyring: Keyring, number: int, key: bytes, *, now: datetime) -> None:
    """Store the key of a value, wrapped by the master key."""
    master = keyring.master
    values = {
        "master_version": master.current,
        "wrapped": aes_key_wrap(master.versions[master.current], key),
        "made_at": now,
    }
    rows.put(session, insert(_TABLE).values(id=number, **values), keys=["id"], change=values)


def is_sealed_so(sealed: bytes) -> bool:
    """Tell from a value's first byte whether it has a key of its own."""
    return sealed[:1] == bytes([FORMAT])


def unseal(session: Session, keyring: Keyring, sealed: bytes, *, label: str) -> bytes:
    """Decrypt a value that has a key of its own (see `is_sealed_so`). Raises KeyDestroyedError or DamagedError."""
    parts = split(sealed)
    row = session.connection().execute(_ONE, {"number": parts.key_id}).first()
    if row is None:
        raise KeyDestroyedError(parts.key_id)
    key = keyring.unwrap(session, row.wrapped, version=row.master_version)
    return decrypt(AESGCM(key), parts, label=label)


def destroy(session: Session, numbers: SelectOfScalar[int]) -> None:
    """Destroy the keys of the values that a query names."""
    session.connection().execute(delete(_TABLE).where(_TABLE.c.id.in_(numbers)))
