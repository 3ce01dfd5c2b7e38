"""The units of information of both editions, as tables: by their number, a name and a layout.

2016: tables 9 to 19, B.11 and B.12 (cells and probes); 2025: tables 10 to 27. Ranges are the standard's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.feeds.gbt32960.facts import Version
from domain.feeds.gbt32960.layouts import Field, Group, Layout, Row

_BYTE, _WORD, _LONG = 253, 65_531, 0xFFFF_FFFD  # the highest values of their widths
_CELL: Final = Field("cell", 2, 60_000, per=1_000)
_CODE: Final = Field("code", 4, 0xFFFF_FFFF)  # a maker's own


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of information by name. layout: what follows its number."""

    name: str
    layout: Layout


def _flag(name: str, most: int) -> Field:
    return Field(name, 1, most)


def _celsius(name: str, most: int = 250) -> Field:
    return Field(name, 1, most, shift=40)


def _tenths(name: str, most: int, *, shift: int = 0) -> Field:
    return Field(name, 2, most, per=10, shift=shift)


def _number(name: str, width: int = 1) -> Field:
    return Field(name, width, _BYTE if width == 1 else _WORD)


def _probes(name: str = "probes", most: int = 250) -> Row:
    return Row(name, 2, _celsius("probe", most))


def _vehicle(*, speed: int, volts: int, amperes: int, shift: int, more: tuple[Field, ...]) -> Layout:
    return Layout(
        _flag("state", 3),
        _flag("charging", 4),
        _flag("mode", 3),
        _tenths("speed", speed),
        Field("odometer", 4, 9_999_999, per=10),
        _tenths("voltage", volts),
        _tenths("current", amperes, shift=shift),
        _flag("soc", 100),
        _flag("dcdc", 2),
        _flag("gear", _BYTE),
        Field("insulation", 2, 60_000),
        *more,
    )


_POSITION: Final = (
    Field("longitude", 4, 180_000_000, per=1_000_000),
    Field("latitude", 4, 90_000_000, per=1_000_000),
)
_ALARM: Final = (
    Field("flags", 4, _LONG),
    Row("battery_codes", 1, _CODE),
    Row("motor_codes", 1, _CODE),
    Row("engine_codes", 1, _CODE),
    Row("other_codes", 1, _CODE),
)
_TEMPERATURES: Final = Layout(Group("packs", 1, Layout(_number("number"), _probes())))

OF_2016: Final[Mapping[int, Unit]] = {
    0x01: Unit("vehicle", _vehicle(
        speed=2_200, volts=10_000, amperes=20_000, shift=10_000,
        more=(_flag("accelerator", 100), _flag("brake", 101)),  # 101: pressed, how far is not measured
    )),
    0x02: Unit("motors", Layout(Group("motors", 1, Layout(
        _number("number"), _flag("state", 4), _celsius("controller"), Field("speed", 2, _WORD, shift=20_000),
        _tenths("torque", _WORD, shift=20_000), _celsius("motor"), _tenths("voltage", 60_000),
        _tenths("current", 20_000, shift=10_000),
    )))),
    0x03: Unit("fuel_cell", Layout(
        _tenths("voltage", 20_000), _tenths("current", 20_000), Field("consumption", 2, 60_000, per=100), _probes(most=240),
        _tenths("hydrogen_temperature", 2_400, shift=400), _number("hydrogen_probe"), Field("concentration", 2, 60_000),
        _number("concentration_sensor"), _tenths("pressure", 1_000), _number("pressure_sensor"), _flag("dcdc", 2),
    )),
    0x04: Unit("engine", Layout(_flag("state", 2), Field("speed", 2, 60_000), Field("consumption", 2, 60_000, per=100))),
    0x05: Unit("position", Layout(_flag("status", _BYTE), *_POSITION)),
    0x06: Unit("extremes", Layout(
        _number("high_pack"), _number("high_cell"), Field("high_voltage", 2, 15_000, per=1_000),
        _number("low_pack"), _number("low_cell"), Field("low_voltage", 2, 15_000, per=1_000),
        _number("hot_pack"), _number("hot_probe"), _celsius("hot"), _number("cold_pack"), _number("cold_probe"),
        _celsius("cold"),
    )),
    0x07: Unit("alarm", Layout(_flag("level", 3), *_ALARM)),
    0x08: Unit("cells", Layout(Group("packs", 1, Layout(
        _number("number"), _tenths("voltage", 10_000), _tenths("current", 20_000, shift=10_000), _number("count", 2),
        _number("first", 2), Row("cells", 1, _CELL),
    )))),
    0x09: Unit("probes", _TEMPERATURES),
}  # fmt: skip

OF_2025: Final[Mapping[int, Unit]] = {
    0x01: Unit("vehicle", _vehicle(speed=5_000, volts=60_000, amperes=60_000, shift=30_000, more=())),
    0x02: Unit("motors", Layout(Group("motors", 1, Layout(
        _number("number"), _flag("state", 4), _celsius("controller"), Field("speed", 2, _WORD, shift=32_000),
        Field("torque", 4, 400_000, per=10, shift=200_000), _celsius("motor"),
    )))),
    0x03: Unit("fuel_cell", Layout(
        Field("hydrogen_temperature", 2, 250, shift=40), _number("hydrogen_probe"),
        Field("concentration", 2, 60_000, per=10_000), _number("concentration_sensor"), _tenths("pressure", 1_000),
        _number("pressure_sensor"), _flag("dcdc", 2), _flag("hydrogen", 100), _celsius("dcdc_temperature"),
    )),
    0x04: Unit("engine", Layout(Field("speed", 2, 60_000))),
    0x05: Unit("position", Layout(_flag("status", _BYTE), _flag("datum", 3), *_POSITION)),
    0x06: Unit("alarm", Layout(
        _flag("level", 4), *_ALARM, Group("levels", 1, Layout(_number("flag"), _number("level"))),
    )),
    0x07: Unit("cells", Layout(Group("packs", 1, Layout(
        _number("number"), _tenths("voltage", 60_000), _tenths("current", 60_000, shift=30_000), Row("cells", 2, _CELL),
    )))),
    0x08: Unit("probes", _TEMPERATURES),
    0x30: Unit("stacks", Layout(Group("stacks", 1, Layout(
        _number("number"), _tenths("voltage", 20_000), _tenths("current", 20_000),
        _tenths("hydrogen_pressure", 5_000, shift=1_000), _tenths("air_pressure", 5_000, shift=1_000),
        _celsius("air_temperature"), _probes(),
    )))),
    0x31: Unit("capacitor", Layout(
        _number("number"), _tenths("voltage", 10_000), _tenths("current", 60_000, shift=30_000), Row("cells", 2, _CELL),
        _probes(),
    )),
    0x32: Unit("capacitor_extremes", Layout(
        _number("high_pack"), _number("high_cell", 2), Field("high_voltage", 2, 60_000, per=1_000),
        _number("low_pack"), _number("low_cell", 2), Field("low_voltage", 2, 60_000, per=1_000),
        _number("hot_pack"), _number("hot_probe", 2), _celsius("hot"),
        _number("cold_pack"), _number("cold_probe", 2), _celsius("cold"),
    )),
}  # fmt: skip

TABLES: Final[Mapping[Version, Mapping[int, Unit]]] = {Version.OF_2016: OF_2016, Version.OF_2025: OF_2025}
MAKERS: Final = range(0x80, 0xFF)  # a length in two bytes, and what only the maker knows
SIGNATURE: Final = 0xFF  # of 2025: all behind it signs what stands before
