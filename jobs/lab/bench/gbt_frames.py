"""Made-up frames of GB/T 32960 with what they say, built straight from the tables of the standard.

It shares nothing with the decoder in `domain.feeds.gbt32960`, so that a wrong width or offset there shows here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import xor
from random import Random
from typing import Any, Final

Said = dict[str, Any]  # by field: a number, None, a list of numbers, or a list of the like
_BEIJING_H: Final = timedelta(hours=8)
_OFTEN: Final = 0.2  # share of reports with a maker's own unit, and of those with a signature
_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"


@dataclass(slots=True)
class Writer:
    """Writes fields one after the other and notes what they say. absent: share of fields that say nothing."""

    rng: Random
    absent: float = 0.04
    data: bytearray = field(default_factory=bytearray)
    said: Said = field(default_factory=dict)

    def raw(self, number: int, width: int) -> None:
        self.data += number.to_bytes(width, "big")

    def put(self, name: str, width: int, low: float, high: float, *, per: int = 1, offset: float = 0) -> None:
        self.said[name] = self._one(width, low, high, per=per, offset=offset)

    def _one(self, width: int, low: float, high: float, *, per: int, offset: float) -> float | None:
        if self.rng.random() < self.absent:
            self.raw((1 << 8 * width) - self.rng.choice((1, 2)), width)
            return None
        ticks = self.rng.randint(round(low * per), round(high * per))
        self.raw(ticks + round(offset * per), width)
        return ticks / per

    def many(self, name: str, count: int, wide: int, width: int, low: float, high: float, **more: int) -> None:
        self.raw(count, wide)
        scale = {"per": 1, "offset": 0} | more
        self.said[name] = [self._one(width, low, high, per=scale["per"], offset=scale["offset"]) for _ in range(count)]

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


def vin(rng: Random) -> str:
    """Return a made-up VIN: no maker has the code ZZZ."""
    return "ZZZ" + "".join(rng.choice(_LETTERS) for _ in range(14))


def wrap(start: bytes, command: int, vin_or_name: str, data: bytes, *, flag: int = 0xFE, encryption: int = 1) -> bytes:
    plain = bytes((command, flag)) + vin_or_name.encode().ljust(17, b"\0") + bytes((encryption,))
    plain += len(data).to_bytes(2, "big") + data
    return start + plain + bytes((reduce(xor, plain),))


def moment(at: datetime) -> bytes:
    """Write an aware time as the standard does, in Beijing."""
    local = at.utctimetuple() if at.tzinfo is None else (at + _BEIJING_H - (at.utcoffset() or timedelta())).timetuple()
    return bytes((local.tm_year - 2000, local.tm_mon, local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec))


def report(rng: Random, *, is_2025: bool, at: datetime, absent: float = 0.04) -> tuple[bytes, list[tuple[str, Said]]]:
    """Return the data of a report with some of the units of an edition in any order, and what they say."""
    units = list((_UNITS_2025 if is_2025 else _UNITS_2016).items())
    chosen = rng.sample(units, rng.randint(0, len(units)))
    data, said = bytearray(moment(at)), []
    for number, (name, write) in chosen:
        writer = Writer(rng, absent)
        write(writer)
        data += bytes((number,)) + writer.data
        said.append((name, writer.said))
        if rng.random() < _OFTEN:  # a maker's own unit in between
            own = rng.randbytes(rng.randint(0, 40))
            data += bytes((rng.randint(0x80, 0xFE),)) + len(own).to_bytes(2, "big") + own
    if is_2025 and rng.random() < _OFTEN:
        data += b"\xff\x01\x00\x20" + rng.randbytes(32) + b"\x00\x20" + rng.randbytes(32)
    return bytes(data), said


def typical(rng: Random, *, is_2025: bool, at: datetime, cells: int, alarm_level: int = 0, flags: int = 0) -> bytes:
    """Return the data of a plain report of an electric car that drives: vehicle, motor, place, alarm, cells and probes."""
    kmh, soc = rng.randint(0, 1_200), rng.randint(20, 95)
    amperes = rng.randint(-500, 1_500) + (30_000 if is_2025 else 10_000)
    vehicle = b"\x01\x01\x03\x01" + kmh.to_bytes(2, "big") + rng.randint(10_000, 900_000).to_bytes(4, "big")
    vehicle += (3_800).to_bytes(2, "big") + amperes.to_bytes(2, "big") + bytes((soc, 1, 0x2E)) + (5_000).to_bytes(2, "big")
    volts = [rng.randint(3_850, 3_900) for _ in range(cells)]
    probes = bytes(rng.randint(62, 66) for _ in range(max(1, cells // 4)))
    listed = b"".join(each.to_bytes(2, "big") for each in volts)
    alarm = bytes((alarm_level,)) + flags.to_bytes(4, "big") + bytes(4)
    place = (121_473_701).to_bytes(4, "big") + (31_230_416).to_bytes(4, "big")
    pack = b"\x01\x01" + (3_800).to_bytes(2, "big") + amperes.to_bytes(2, "big") + cells.to_bytes(2, "big")
    warmth = b"\x01\x01" + len(probes).to_bytes(2, "big") + probes
    head = moment(at)
    if is_2025:
        motor = b"\x01\x01\x01\x5a" + (36_000).to_bytes(2, "big") + (200_500).to_bytes(4, "big") + b"\x5f"
        return b"".join((head, b"\x01", vehicle, b"\x02", motor, b"\x05\x00\x02", place, b"\x06", alarm + b"\0", b"\x07", pack, listed, b"\x08", warmth))
    motor = b"\x01\x01\x01\x5a" + (24_000).to_bytes(2, "big") + (20_500).to_bytes(2, "big") + b"\x5f" + (3_800).to_bytes(2, "big") + (10_200).to_bytes(2, "big")
    extremes = b"\x01\x07" + max(volts).to_bytes(2, "big") + b"\x01\x09" + min(volts).to_bytes(2, "big") + b"\x01\x01\x42\x01\x02\x3e"
    parts = [head, b"\x01", vehicle, b"\x0a\x00", b"\x02", motor, b"\x05\x00", place, b"\x06", extremes, b"\x07", alarm]
    if cells:
        parts += [b"\x08", pack, b"\x00\x01", bytes((cells,)), listed, b"\x09", warmth]
    return b"".join(parts)


def _vehicle(speed: int, volts: int, amperes: int) -> Callable[[Writer], None]:
    def write(w: Writer) -> None:
        w.put("state", 1, 1, 3)
        w.put("charging", 1, 1, 4)
        w.put("mode", 1, 1, 3)
        w.put("speed", 2, 0, speed, per=10)
        w.put("odometer", 4, 0, 999_999.9, per=10)
        w.put("voltage", 2, 0, volts, per=10)
        w.put("current", 2, -amperes, amperes, per=10, offset=amperes)
        w.put("soc", 1, 0, 100)
        w.put("dcdc", 1, 1, 2)
        w.put("gear", 1, 0, 0x3F)
        w.put("insulation", 2, 0, 60_000)

    return write


def _vehicle_2016(w: Writer) -> None:
    _vehicle(220, 1_000, 1_000)(w)
    w.put("accelerator", 1, 0, 100)
    w.put("brake", 1, 0, 101)


def _motors_2016(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("state", 1, 1, 4)
        w.put("controller", 1, -40, 210, offset=40)
        w.put("speed", 2, -20_000, 45_531, offset=20_000)
        w.put("torque", 2, -2_000, 4_553.1, per=10, offset=2_000)
        w.put("motor", 1, -40, 210, offset=40)
        w.put("voltage", 2, 0, 6_000, per=10)
        w.put("current", 2, -1_000, 1_000, per=10, offset=1_000)

    w.group("motors", w.rng.randint(1, 4), one)


def _motors_2025(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("state", 1, 1, 4)
        w.put("controller", 1, -40, 210, offset=40)
        w.put("speed", 2, -32_000, 33_531, offset=32_000)
        w.put("torque", 4, -20_000, 20_000, per=10, offset=20_000)
        w.put("motor", 1, -40, 210, offset=40)

    w.group("motors", w.rng.randint(1, 4), one)


def _fuel_cell_2016(w: Writer) -> None:
    w.put("voltage", 2, 0, 2_000, per=10)
    w.put("current", 2, 0, 2_000, per=10)
    w.put("consumption", 2, 0, 600, per=100)
    w.many("probes", w.rng.randint(0, 12), 2, 1, -40, 200, offset=40)
    w.put("hydrogen_temperature", 2, -40, 200, per=10, offset=40)
    w.put("hydrogen_probe", 1, 1, 252)
    w.put("concentration", 2, 0, 50_000)
    w.put("concentration_sensor", 1, 1, 252)
    w.put("pressure", 2, 0, 100, per=10)
    w.put("pressure_sensor", 1, 1, 252)
    w.put("dcdc", 1, 1, 2)


def _fuel_cell_2025(w: Writer) -> None:
    w.put("hydrogen_temperature", 2, -40, 210, offset=40)
    w.put("hydrogen_probe", 1, 1, 253)
    w.put("concentration", 2, 0, 6, per=10_000)
    w.put("concentration_sensor", 1, 1, 253)
    w.put("pressure", 2, 0, 100, per=10)
    w.put("pressure_sensor", 1, 1, 253)
    w.put("dcdc", 1, 1, 2)
    w.put("hydrogen", 1, 0, 100)
    w.put("dcdc_temperature", 1, -40, 210, offset=40)


def _engine_2016(w: Writer) -> None:
    w.put("state", 1, 1, 2)
    w.put("speed", 2, 0, 60_000)
    w.put("consumption", 2, 0, 600, per=100)


def _engine_2025(w: Writer) -> None:
    w.put("speed", 2, 0, 60_000)


def _position(w: Writer, *, with_datum: bool) -> None:
    w.put("status", 1, 0, 7)
    if with_datum:
        w.put("datum", 1, 1, 3)
    w.put("longitude", 4, 0, 180, per=1_000_000)
    w.put("latitude", 4, 0, 90, per=1_000_000)


def _extremes(w: Writer, *, wide: int, volts: float, cell: int) -> None:
    for side, value in (("high", "high_voltage"), ("low", "low_voltage")):
        w.put(f"{side}_pack", 1, 1, 250)
        w.put(f"{side}_cell", wide, 1, cell)
        w.put(value, 2, 0, volts, per=1_000)
    for side in ("hot", "cold"):
        w.put(f"{side}_pack", 1, 1, 250)
        w.put(f"{side}_probe", wide, 1, cell)
        w.put(side, 1, -40, 210, offset=40)


def _alarm(w: Writer, *, gravest: int, bits: int) -> None:
    w.put("level", 1, 0, gravest)
    w.put("flags", 4, 0, (1 << bits) - 1)
    for name in ("battery_codes", "motor_codes", "engine_codes", "other_codes"):
        count = w.rng.randint(0, 3)
        w.raw(count, 1)
        w.said[name] = [w.rng.getrandbits(32) for _ in range(count)]
        for code in w.said[name]:
            w.raw(code, 4)


def _alarm_2025(w: Writer) -> None:
    def one(w: Writer, _number: int) -> None:
        w.put("flag", 1, 0, 27)
        w.put("level", 1, 0, 4)

    _alarm(w, gravest=4, bits=28)
    w.group("levels", w.rng.randint(0, 4), one)


def _cells_2016(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("voltage", 2, 0, 1_000, per=10)
        w.put("current", 2, -1_000, 1_000, per=10, offset=1_000)
        w.put("count", 2, 1, 65_531)
        w.put("first", 2, 1, 65_531)
        w.many("cells", w.rng.randint(0, 120), 1, 2, 0, 60, per=1_000)

    w.group("packs", w.rng.randint(1, 3), one)


def _cells_2025(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("voltage", 2, 0, 6_000, per=10)
        w.put("current", 2, -3_000, 3_000, per=10, offset=3_000)
        w.many("cells", w.rng.randint(0, 120), 2, 2, 0, 60, per=1_000)

    w.group("packs", w.rng.randint(1, 3), one)


def _probes(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.many("probes", w.rng.randint(0, 40), 2, 1, -40, 210, offset=40)

    w.group("packs", w.rng.randint(1, 3), one)


def _stacks(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("voltage", 2, 0, 2_000, per=10)
        w.put("current", 2, 0, 2_000, per=10)
        w.put("hydrogen_pressure", 2, -100, 400, per=10, offset=100)
        w.put("air_pressure", 2, -100, 400, per=10, offset=100)
        w.put("air_temperature", 1, -40, 210, offset=40)
        w.many("probes", w.rng.randint(0, 6), 2, 1, -40, 210, offset=40)

    w.group("stacks", w.rng.randint(1, 3), one)


def _capacitor(w: Writer) -> None:
    w.number(1)
    w.put("voltage", 2, 0, 1_000, per=10)
    w.put("current", 2, -3_000, 3_000, per=10, offset=3_000)
    w.many("cells", w.rng.randint(0, 30), 2, 2, 0, 60, per=1_000)
    w.many("probes", w.rng.randint(0, 8), 2, 1, -40, 210, offset=40)


_UNITS_2016: Final[dict[int, tuple[str, Callable[[Writer], None]]]] = {
    0x01: ("vehicle", _vehicle_2016),
    0x02: ("motors", _motors_2016),
    0x03: ("fuel_cell", _fuel_cell_2016),
    0x04: ("engine", _engine_2016),
    0x05: ("position", lambda w: _position(w, with_datum=False)),
    0x06: ("extremes", lambda w: _extremes(w, wide=1, volts=15, cell=250)),
    0x07: ("alarm", lambda w: _alarm(w, gravest=3, bits=19)),
    0x08: ("cells", _cells_2016),
    0x09: ("probes", _probes),
}
_UNITS_2025: Final[dict[int, tuple[str, Callable[[Writer], None]]]] = {
    0x01: ("vehicle", _vehicle(500, 6_000, 3_000)),
    0x02: ("motors", _motors_2025),
    0x03: ("fuel_cell", _fuel_cell_2025),
    0x04: ("engine", _engine_2025),
    0x05: ("position", lambda w: _position(w, with_datum=True)),
    0x06: ("alarm", _alarm_2025),
    0x07: ("cells", _cells_2025),
    0x08: ("probes", _probes),
    0x30: ("stacks", _stacks),
    0x31: ("capacitor", _capacitor),
    0x32: ("capacitor_extremes", lambda w: _extremes(w, wide=2, volts=60, cell=65_531)),
}
