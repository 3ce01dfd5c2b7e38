"""Frames out of a stream of bytes, and answers as bytes.

Layout (table 2): start, command, answer flag, 17 bytes of VIN, encryption, length of the data, the data, and an XOR of all
after the start.
"""

import struct
from dataclasses import replace
from typing import Final

import numpy as np

from domain.feeds.gbt32960.facts import OLDER, Answer, Broken, Command, Frame, Version

_HEAD: Final = struct.Struct(">2sBB17sBH")
LONGEST: Final = 65_531  # bytes of data
WHOLE: Final = _HEAD.size + LONGEST + 1
_TIME: Final = 6  # bytes at the beginning of all data that an answer keeps
_STARTS: Final = {version.value: version for version in Version}
_ANSWERS: Final = frozenset(Answer)
_ENCRYPTIONS: Final = frozenset({0x01, 0x02, 0x03, 0x04, 0x05, 0xFE, 0xFF})
_TIMELESS: Final = frozenset({Command.HEARTBEAT, Command.TIME, Command.KEYS})


def split(stream: bytes) -> tuple[list[Frame | Broken], int]:
    """Return the whole frames of a stream, with the bytes between them that are none, and how many bytes were used.

    What is left is the beginning of a frame, of less than `WHOLE` bytes. A frame whose check byte is wrong is skipped as
    a whole only where another one, or nothing, stands behind it: otherwise its length may be what is wrong.
    """
    frames: list[Frame | Broken] = []
    at = 0
    while at < len(stream):
        begin = _start(stream, at)
        if begin > at:
            frames.append(Broken(begin - at))
            at = begin
        result = _frame(stream, at)
        if result is None:
            break
        frame, size = result
        frames.append(frame)
        at += size
    return frames, at


def _start(stream: bytes, at: int) -> int:
    """Return where the next frame may begin."""
    places = [place for each in _STARTS if (place := stream.find(each, at)) >= 0]
    if places:
        return min(places)
    is_half = stream[-1:] in {each[:1] for each in _STARTS}
    return max(at, len(stream) - is_half)


def _frame(stream: bytes, at: int) -> tuple[Frame | Broken, int] | None:
    """Return what begins here, and its size; None where it has not all come."""
    if len(stream) - at < _HEAD.size:
        return None
    start, command, answer, vin, encryption, length = _HEAD.unpack_from(stream, at)
    if not (answer in _ANSWERS and encryption in _ENCRYPTIONS and length <= LONGEST and vin.isascii()):
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


def reply(frame: Frame, answer: Answer, *, data: bytes | None = None) -> bytes:
    """Return the answer to a frame: the same, but for its flag, and of its data the time alone, or what is given."""
    flag = answer if frame.version is Version.OF_2025 or answer in OLDER else Answer.ERROR
    time = b"" if frame.command in _TIMELESS else frame.data[:_TIME]
    return pack(replace(frame, answer=flag, encryption=0x01, data=time if data is None else data))
