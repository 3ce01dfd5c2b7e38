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

Said = dict[str, Any]  # by field: a number, None, a list of numbers, or a list of the like
_BEIJING_H: Final = timedelta(hours=8)
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@dataclass(slots=True)
class Writer:
    """Writes fields one after the other and notes what they say. absent: share of fields that say nothing."""

    rng: Generator
    absent: float = 0.04
    data: bytearray = field(default_factory=bytearray)
    said: Said = field(default_factory=dict)

    def whole(self, low: int, high: int) -> int:
        return whole(self.rng, low, high)

    def raw(self, number: int, width: int) -> None:
        self.data += number.to_bytes(width, "big")

    def put(self, name: str, width: int, low: float, high: float, *, per: int = 1, offset: float = 0) -> None:
        self.said[name] = self._one(width, low, high, per=per, offset=offset)

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
        self.said[name] = [
            self._one(width, low, high, per=scale["per"], offset=scale["offset"]) for _ in range(count)
        ]

    def group(self, name: str, count: int, write: Callable[["Writer", int], None]) -> None:
        self.raw(count, 1)
        self.said[name] = members = []
        for number in range(1, count + 1):
            inner = Writer(self.rng, self.absent, self.data)
            write(inner, number)
            members.append(inner.said)

    def number(self, number: int) -> None:
        self.raw(number, 1)
        self.said["number"] = number


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
    kmh, soc = whole(rng, 0, 1_200), whole(rng, 20, 95)
    amperes = whole(rng, -500, 1_500) + (30_000 if is_2025 else 10_000)
    vehicle = b"\x01\x01\x03\x01" + kmh.to_bytes(2, "big") + whole(rng, 10_000, 900_000).to_bytes(4, "big")
    vehicle += (
        (3_800).to_bytes(2, "big")
        + amperes.to_bytes(2, "big")
        + bytes((soc, 1, 0x2E))
        + (5_000).to_bytes(2, "big")
    )
    volts = [whole(rng, 3_850, 3_900) for _ in range(cells)] or [3_870]
    probes = bytes(whole(rng, 62, 66) for _ in range(max(1, cells // 4)))
    listed = b"".join(each.to_bytes(2, "big") for each in volts[:cells])
    alarm = bytes((alarm_level,)) + flags.to_bytes(4, "big") + bytes(4)
    place = (121_473_701).to_bytes(4, "big") + (31_230_416).to_bytes(4, "big")
    pack = b"\x01\x01" + (3_800).to_bytes(2, "big") + amperes.to_bytes(2, "big") + cells.to_bytes(2, "big")
    warmth = b"\x01\x01" + len(probes).to_bytes(2, "big") + probes
    head = moment(at)
    if is_2025:
        motor = b"\x01\x01\x01\x5a" + (36_000).to_bytes(2, "big") + (200_500).to_bytes(4, "big") + b"\x5f"
        return b"".join(
            (
                head,
                vehicle,
                b"\x02",
                motor,
                b"\x05\x00\x02",
                place,
                b"\x06",
                alarm + b"\0",
                b"\x07",
                pack,
                listed,
                b"\x08",
                warmth,
            )
        )
    motor = (
        b"\x01\x01\x01\x5a"
        + (24_000).to_bytes(2, "big")
        + (20_500).to_bytes(2, "big")
        + b"\x5f"
        + (3_800).to_bytes(2, "big")
        + (10_200).to_bytes(2, "big")
    )
    extremes = (
        b"\x01\x07"
        + max(volts).to_bytes(2, "big")
        + b"\x01\x09"
        + min(volts).to_bytes(2, "big")
        + b"\x01\x01\x42\x01\x02\x3e"
    )
    parts = [
        head,
        vehicle,
        b"\x0a\x00",
        b"\x02",
        motor,
        b"\x05\x00",
        place,
        b"\x06",
        extremes,
        b"\x07",
        alarm,
    ]
    if cells:
        parts += [b"\x08", pack, b"\x00\x01", bytes((cells,)), listed, b"\x09", warmth]
    return b"".join(parts)
