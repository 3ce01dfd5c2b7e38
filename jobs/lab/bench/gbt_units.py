"""Every unit of both editions filled at random, as the tables of the standard say; see `gbt_frames`."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from numpy.random import Generator

from jobs.lab.bench.gbt_frames import Content, Writer, moment, whole

_OFTEN: Final = 0.2  # share of reports with a maker's own unit, and of those with a signature


def report(
    rng: Generator, *, is_2025: bool, at: datetime, absent: float = 0.04
) -> tuple[bytes, list[tuple[str, Content]]]:
    """Return the data of a report with some of the units of an edition in any order, and what they say."""
    units = list((_UNITS_2025 if is_2025 else _UNITS_2016).items())
    some = [units[each] for each in rng.permutation(len(units))[: whole(rng, 0, len(units))]]
    data, content = bytearray(moment(at)), []
    for number, (name, write) in some:
        writer = Writer(rng, absent)
        write(writer)
        data += bytes((number,)) + writer.data
        content.append((name, writer.content))
        if rng.random() < _OFTEN:  # a maker's own unit in between
            own = rng.bytes(whole(rng, 0, 40))
            data += bytes((whole(rng, 0x80, 0xFE),)) + len(own).to_bytes(2, "big") + own
    if is_2025 and rng.random() < _OFTEN:
        data += b"\xff\x01\x00\x20" + rng.bytes(32) + b"\x00\x20" + rng.bytes(32)
    return bytes(data), content


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

    w.group("motors", w.whole(1, 4), one)


def _motors_2025(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("state", 1, 1, 4)
        w.put("controller", 1, -40, 210, offset=40)
        w.put("speed", 2, -32_000, 33_531, offset=32_000)
        w.put("torque", 4, -20_000, 20_000, per=10, offset=20_000)
        w.put("motor", 1, -40, 210, offset=40)

    w.group("motors", w.whole(1, 4), one)


def _fuel_cell_2016(w: Writer) -> None:
    w.put("voltage", 2, 0, 2_000, per=10)
    w.put("current", 2, 0, 2_000, per=10)
    w.put("consumption", 2, 0, 600, per=100)
    w.many("probes", w.whole(0, 12), 2, 1, -40, 200, offset=40)
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
        count = w.whole(0, 3)
        w.raw(count, 1)
        w.content[name] = [w.whole(0, 0xFFFF_FFFF) for _ in range(count)]
        for code in w.content[name]:
            w.raw(code, 4)


def _alarm_2025(w: Writer) -> None:
    def one(w: Writer, _number: int) -> None:
        w.put("flag", 1, 0, 27)
        w.put("level", 1, 0, 4)

    _alarm(w, gravest=4, bits=28)
    w.group("levels", w.whole(0, 4), one)


def _cells_2016(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("voltage", 2, 0, 1_000, per=10)
        w.put("current", 2, -1_000, 1_000, per=10, offset=1_000)
        w.put("count", 2, 1, 65_531)
        w.put("first", 2, 1, 65_531)
        w.many("cells", w.whole(0, 120), 1, 2, 0, 60, per=1_000)

    w.group("packs", w.whole(1, 3), one)


def _cells_2025(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("voltage", 2, 0, 6_000, per=10)
        w.put("current", 2, -3_000, 3_000, per=10, offset=3_000)
        w.many("cells", w.whole(0, 120), 2, 2, 0, 60, per=1_000)

    w.group("packs", w.whole(1, 3), one)


def _probes(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.many("probes", w.whole(0, 40), 2, 1, -40, 210, offset=40)

    w.group("packs", w.whole(1, 3), one)


def _stacks(w: Writer) -> None:
    def one(w: Writer, number: int) -> None:
        w.number(number)
        w.put("voltage", 2, 0, 2_000, per=10)
        w.put("current", 2, 0, 2_000, per=10)
        w.put("hydrogen_pressure", 2, -100, 400, per=10, offset=100)
        w.put("air_pressure", 2, -100, 400, per=10, offset=100)
        w.put("air_temperature", 1, -40, 210, offset=40)
        w.many("probes", w.whole(0, 6), 2, 1, -40, 210, offset=40)

    w.group("stacks", w.whole(1, 3), one)


def _capacitor(w: Writer) -> None:
    w.number(1)
    w.put("voltage", 2, 0, 1_000, per=10)
    w.put("current", 2, -3_000, 3_000, per=10, offset=3_000)
    w.many("cells", w.whole(0, 30), 2, 2, 0, 60, per=1_000)
    w.many("probes", w.whole(0, 8), 2, 1, -40, 210, offset=40)


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
