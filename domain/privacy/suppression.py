"""The list of erased chats as a file outside the database: a restored database does not know who was erased after it.

A line is an instant (UTC, ISO 8601) and the keyed hash of a chat. Lines are only added, each on disk before the next
step; what is past its time is left out when the file is written anew.
"""

import fcntl
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.errors import Refusal


@dataclass(frozen=True, slots=True, order=True)
class ErasedChat:
    """A chat that was erased."""

    at: datetime
    chat_hash: str


def read(path: Path) -> frozenset[ErasedChat]:
    """Return who is listed; nobody where there is no file.

    Raises Refusal erasures_file_wrong. A last line that was cut off while being written does not count.
    """
    if not path.exists():
        return frozenset()
    whole = path.read_text(encoding="ascii", errors="replace").rpartition("\n")[0]
    lines = whole.splitlines()
    return frozenset(_line(path, number, text) for number, text in enumerate(lines, start=1) if text)


def _line(path: Path, number: int, text: str) -> ErasedChat:
    try:
        at, chat_hash = text.split(" ")
        bytes.fromhex(chat_hash)
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise Refusal("erasures_file_wrong", file=str(path), line=str(number)) from None
    if moment.tzinfo is None:
        raise Refusal("erasures_file_wrong", file=str(path), line=str(number))
    return ErasedChat(moment, chat_hash)


def add(path: Path, chats: Collection[ErasedChat]) -> None:
    """List those who are not listed yet; make the file, for its owner alone, where it is missing. Raises OSError."""
    with _exclusive(path):
        lines = "".join(_written(each) for each in sorted(set(chats) - read(path)))
        if not lines and path.exists():
            return
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            file.seek(file.read().rfind(b"\n") + 1)  # over a line that was cut off
            file.truncate()
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())


def drop_before(path: Path, moment: datetime) -> None:
    """Write the file anew without those who were erased before a moment. Raises OSError."""
    with _exclusive(path):
        listed = read(path)
        remaining = sorted(each for each in listed if each.at >= moment)
        if len(remaining) == len(listed):
            return
        draft = path.with_name(f".{path.name}.new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write("".join(map(_written, remaining)).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def _written(chat: ErasedChat) -> str:
    return f"{chat.at.isoformat()} {chat.chat_hash}\n"


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    """Let one process at a time change what is in the folder, and keep the change of its entries."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
        os.fsync(folder)
    finally:
        os.close(folder)
