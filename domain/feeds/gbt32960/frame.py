"""Frames out of a stream of bytes, and answers as bytes.

Layout (table 2): start, command, answer flag, 17 bytes of VIN, encryption, length of the data, the data, and an XOR of all
after the start.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from domain.feeds.gbt32960.facts import OLDER, Answer, Broken, Command, Frame, Version

_HEAD: Final = struct.Struct(">2sBB17sBH")
LONGEST: Final = 65_531  # bytes of data
WHOLE: Final = _HEAD.size + LONGEST + 1
_TIME: Final = 6  # bytes at the beginning of all data that an answer keeps
_STARTS: Final = {version.value: version for version in Version}
_START: Final = re.compile(b"|".join(map(re.escape, _STARTS)))
_ANSWERS: Final = frozenset(Answer)
_ENCRYPTIONS: Final = frozenset({0x01, 0x02, 0x03, 0x04, 0x05, 0xFE, 0xFF})
_TIMELESS: Final = frozenset({Command.HEARTBEAT, Command.TIME, Command.KEYS})


def pieces(stream: bytes, at: int = 0) -> Iterator[tuple[Frame | Broken, int]]:
    """Yield the whole frames of a stream, and the bytes between them that are none, each with the place behind it.

    What is left is the beginning of a frame, of less than `WHOLE` bytes. A frame whose check byte is wrong is skipped as
    a whole only where another one, or nothing, stands behind it: otherwise its length may be what is wrong.
    """
    while at < len(stream):
        begin = _start(stream, at)
        if begin > at:
            yield Broken(begin - at), begin
        at = begin
        result = _frame(stream, at)
        if result is None:
            return
        piece, size = result
        at += size
        yield piece, at


def join(parts: Iterable[Frame | Broken]) -> Iterator[Frame | Broken]:
    """Join what is broken and lies side by side, so that nonsense of any length is one piece."""
    size = 0
    for each in parts:
        if isinstance(each, Broken) and each.frame is None:
            size += each.size
            continue
        if size:
            yield Broken(size)
            size = 0
        yield each
    if size:
        yield Broken(size)


def split(stream: bytes) -> tuple[list[Frame | Broken], int]:
    """Return all `pieces` of a stream, joined, and how many bytes were used."""
    parts = list(pieces(stream))
    return list(join(piece for piece, _ in parts)), parts[-1][1] if parts else 0


def is_head(stream: bytes) -> bool:
    """Whether a stream begins as a frame does, with all that stands before the data."""
    return len(stream) >= _HEAD.size and stream[:2] in _STARTS and _is_legal(*_HEAD.unpack_from(stream)[2:])


def _start(stream: bytes, at: int) -> int:
    """Return where the next frame may begin."""
    place = _START.search(stream, at)
    if place is not None:
        return place.start()
    is_half = stream[-1:] in {each[:1] for each in _STARTS}
    return max(at, len(stream) - is_half)


def _frame(stream: bytes, at: int) -> tuple[Frame | Broken, int] | None:
    """Return what begins here, and its size; None where it has not all come."""
    if len(stream) - at < _HEAD.size:
        return None
    start, command, answer, vin, encryption, length = _HEAD.unpack_from(stream, at)
    if not _is_legal(answer, vin, encryption, length):
        return Broken(len(start)), len(start)
    end = at + _HEAD.size + length
    if len(stream) <= end:
        return None
    plain = vin.decode().strip("\0 ")
    frame = Frame(_STARTS[start], command, answer, plain, encryption, stream[at + _HEAD.size : end])
    size = end + 1 - at
    if check(stream[at + len(start) : end]) == stream[end]:
        return frame, size
    is_whole = end + 1 == len(stream) or stream[end + 1 : end + 3] in _STARTS
    return (Broken(size, frame), size) if is_whole else (Broken(len(start)), len(start))


def _is_legal(answer: int, vin: bytes, encryption: int, length: int) -> bool:
    return answer in _ANSWERS and encryption in _ENCRYPTIONS and length <= LONGEST and vin.isascii()


def check(plain: bytes) -> int:
    """Return the XOR of all bytes."""
    return int(np.bitwise_xor.reduce(np.frombuffer(plain, np.uint8)))


def pack(frame: Frame) -> bytes:
    """Return a frame as bytes. Raises struct.error where its data are longer than `LONGEST`."""
    vin = frame.vin.encode("ascii", "replace")[:17].ljust(17, b"\0")
    start = frame.version.value
    head = _HEAD.pack(start, frame.command, frame.answer, vin, frame.encryption, len(frame.data))
    plain = head[len(start) :] + frame.data
    return start + plain + bytes((check(plain),))


def stub(frame: Frame) -> Frame:
    """Return a frame without its data but for the time: all that an answer needs, and little to hold."""
    return replace(frame, data=frame.data[:_TIME])


def reply(frame: Frame, answer: Answer, *, data: bytes | None = None) -> bytes:
    """Return the answer to a frame: the same, but for its flag, and of its data the time alone, or what is given."""
    flag = answer if frame.version is Version.OF_2025 or answer in OLDER else Answer.ERROR
    time = b"" if frame.command in _TIMELESS else frame.data[:_TIME]
    return pack(replace(frame, answer=flag, encryption=0x01, data=time if data is None else data))
