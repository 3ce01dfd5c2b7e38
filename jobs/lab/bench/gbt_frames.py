"""Made-up frames of GB/T 32960 with what they say, built straight from the tables of the standard.

It shares nothing with the decoder in `domain.feeds.gbt32960`, so that a wrong width or offset there shows here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import xor
from typing import Any, Final

from numpy.random import Generator

Content = dict[str, Any]  # by field: a number, None, a list of numbers, or a list of the like
_BEIJING_H: Final = timedelta(hours=8)
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@dataclass(slots=True)
class Writer:
    """Writes fields one after the other and notes what they say. absent: share of fields that say nothing."""

    rng: Generator
    absent: float = 0.04
    data: bytearray = field(default_factory=bytearray)
    content: Content = field(default_factory=dict)

    def whole(self, low: int, high: int) -> int:
        return whole(self.rng, low, high)

    def raw(self, number: int, width: int) -> None:
        self.data += number.to_bytes(width, "big")

    def put(self, name: str, width: int, low: float, high: float, *, per: int = 1, offset: float = 0) -> None:
        self.content[name] = self._one(width, low, high, per=per, offset=offset)

    def _one(self, width: int, low: float, high: float, *, per: int, offset: float) -> float | None:
        if self.rng.random() < self.absent:
            self.raw((1 << 8 * width) - self.whole(1, 2), width)
            return None
        ticks = self.whole(round(low * per), round(high * per))
        self.raw(ticks + round(offset * per), width)
        return ticks / per

    def many(
        self, name: str, count: int, wide: int, width: int, low: float, high: float, **more: int
    ) -> None:
        self.raw(count, wide)
        scale = {"per": 1, "offset": 0} | more
        self.content[name] = [
            self._one(width, low, high, per=scale["per"], offset=scale["offset"]) for _ in range(count)
        ]

    def group(self, name: str, count: int, write: Callable[["Writer", int], None]) -> None:
        self.raw(count, 1)
        self.content[name] = members = []
        for number in range(1, count + 1):
            inner = Writer(self.rng, self.absent, self.data)
            write(inner, number)
            members.append(inner.content)

    def number(self, number: int) -> None:
        self.raw(number, 1)
        self.content["number"] = number


def whole(rng: Generator, low: int, high: int) -> int:
    """Return a whole number from low to high, both among them."""
    return int(rng.integers(low, high, endpoint=True))


def vin(rng: Generator) -> str:
    """Return a made-up VIN: no maker has the code ZZZ."""
    return "ZZZ" + "".join(_LETTERS[each] for each in rng.integers(len(_LETTERS), size=14))


def wrap(
    start: bytes, command: int, vin_or_name: str, data: bytes, *, flag: int = 0xFE, encryption: int = 1
) -> bytes:
    plain = bytes((command, flag)) + vin_or_name.encode().ljust(17, b"\0") + bytes((encryption,))
    plain += len(data).to_bytes(2, "big") + data
    return start + plain + bytes((reduce(xor, plain),))


def moment(at: datetime) -> bytes:
    """Write an aware time as the standard does, in Beijing."""
    local = (
        at.utctimetuple()
        if at.tzinfo is None
        else (at + _BEIJING_H - (at.utcoffset() or timedelta())).timetuple()
    )
    return bytes(
        (local.tm_year - 2000, local.tm_mon, local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec)
    )


def typical(
    rng: Generator, *, is_2025: bool, at: datetime, cells: int, alarm_level: int = 0, flags: int = 0
) -> bytes:
    """Return the data of a plain report of an electric car that drives: vehicle, motor, place, alarm, cells and probes."""
    volts = [whole(rng, 3_850, 3_900) for _ in range(max(1, cells))]
    amperes = whole(rng, -500, 1_500) + (30_000 if is_2025 else 10_000)
    vehicle = b"\x01\x01\x03\x01" + _wide(whole(rng, 0, 1_200)) + _wide(whole(rng, 10_000, 900_000), 4)
    vehicle += _wide(3_800) + _wide(amperes) + bytes((whole(rng, 20, 95), 1, 0x2E)) + _wide(5_000)
    alarm = bytes((alarm_level,)) + _wide(flags, 4) + bytes(4)
    place = _wide(121_473_701, 4) + _wide(31_230_416, 4)
    pack = b"\x01\x01" + _wide(3_800) + _wide(amperes) + _wide(cells)
    listed = b"".join(map(_wide, volts[:cells]))
    warmth = b"\x01\x01" + _wide(cells // 4) + bytes(whole(rng, 62, 66) for _ in range(cells // 4))
    if is_2025:
        motor = b"\x02\x01\x01\x01\x5a" + _wide(36_000) + _wide(200_500, 4) + b"\x5f"
        parts = [vehicle, motor, b"\x05\0\2", place, b"\6", alarm, b"\0\7", pack, listed, b"\x08", warmth]
        return b"".join((moment(at), *parts))
    motor = (
        b"\x02\x01\x01\x01\x5a"
        + b"".join(map(_wide, (24_000, 20_500)))
        + b"\x5f"
        + _wide(3_800)
        + _wide(10_200)
    )
    extremes = b"\x06\1\7" + _wide(max(volts)) + b"\1\x09" + _wide(min(volts)) + b"\1\1\x42\1\2\x3e"
    parts = [vehicle, b"\x0a\0", motor, b"\5\0", place, extremes, b"\7", alarm]
    if cells:
        parts += [b"\x08", pack, b"\0\1", bytes((cells,)), listed, b"\x09", warmth]
    return b"".join((moment(at), *parts))


def _wide(number: int, width: int = 2) -> bytes:
    return number.to_bytes(width, "big")
