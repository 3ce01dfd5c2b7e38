"""What a report of GB/T 32960 becomes in our signals, and why the rest becomes nothing.

The key of a value is its unit and its field. Current is positive out of the pack there. A probe at -40 °C is a byte that
was never written. Places are not kept, whatever datum they are in.
"""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final

from domain.feeds import facts as feeds
from domain.feeds import values
from domain.feeds.facts import Keys, Why, ignored, to, truth
from domain.feeds.gbt32960.facts import Part, Report
from domain.telemetry import alarms, paths

NAME: Final = "gbt32960"
TITLE: Final = "GB/T 32960 (2016 and 2025, TCP)"
DATUMS: Final = {1: "WGS-84", 2: "GCJ-02", 3: "other"}
_MOTOR: Final = "Vehicle.Powertrain.ElectricMotor"
_UNWRITTEN_C: Final = -40.0
_PARKED, _DRIVING, _NONE, _DONE = 1.0, 2.0, 3.0, 4.0  # charging
_CELLS_A_PACK: Final = 1_000  # so that a cell of a second pack has a number of its own

KEYS: Final[Keys] = {
    "vehicle.speed": to(paths.SPEED, "km/h"),
    "vehicle.odometer": to(paths.ODOMETER, "km", zero_is_absent=True),
    "vehicle.voltage": to(paths.PACK_VOLTAGE, "V", zero_is_absent=True),
    "vehicle.current": to(paths.PACK_CURRENT, "A", factor=-1, note="positive out of the pack there"),
    "vehicle.power": to(paths.PACK_POWER, "W", factor=-1, note="voltage times current"),
    "vehicle.soc": to(paths.SOC, "%"),
    "vehicle.charging": truth(paths.IS_CHARGING, "1.0", no=("2.0", "3.0", "4.0"), note="1, while parked; 2 is recuperation"),
    "vehicle.insulation": to(paths.ISOLATION, "kOhm", zero_is_absent=True, note="healthy cars send 0"),
    "motor.motor": to(paths.MOTOR_TEMPERATURE, "Celsius", note="of the first motor"),
    "motor.controller": to(paths.INVERTER_TEMPERATURE, "Celsius", note="of the first motor"),
    "motor_2.motor": to(f"{_MOTOR}.Front.Temperature", "Celsius", note="of the second motor"),
    "extremes.high_voltage": to(paths.CELL_MAX, "V", note="2025: of all cells"),
    "extremes.low_voltage": to(paths.CELL_MIN, "V", note="2025: of all cells"),
    "extremes.high_cell": to(paths.CELL_ID_MAX, note="1,000 more for each pack before"),
    "extremes.low_cell": to(paths.CELL_ID_MIN, note="1,000 more for each pack before"),
    "extremes.hot": to(paths.PACK_TEMPERATURE_MAX, "Celsius", note="2025: of all probes"),
    "extremes.cold": to(paths.PACK_TEMPERATURE_MIN, "Celsius", note="2025: of all probes"),
    "probes.mean": to(paths.PACK_TEMPERATURE, "Celsius"),
    "alarm.level": to(paths.ALARM_LEVEL),
    "alarm.flags": to(paths.ALARM_FLAGS, note="a bit an alarm"),
    **ignored(
        Why.NO_SIGNAL,
        "vehicle.state", "vehicle.mode", "vehicle.dcdc", "vehicle.gear", "vehicle.accelerator", "vehicle.brake",
        "motor.state", "motor.speed", "motor.torque", "motor.voltage", "motor.current", "motor_2.controller", "fuel_cell",
        "engine", "stacks", "capacitor", "capacitor_extremes", "cells.voltage", "cells.current",
    ),
    **ignored(Why.NO_SIGNAL, "alarm.codes", note="the maker's own, of 4 bytes"),
    **ignored(Why.NO_SIGNAL, "alarm.levels", note="2025: the highest counts"),
    **ignored(Why.NO_SIGNAL, "maker", note="units 0x80 to 0xFE, which only the maker reads"),
    **ignored(Why.IDENTITY, "position.WGS-84", "position.GCJ-02", "position.other", "position.unknown", note="by the datum, which 2016 does not tell"),
}  # fmt: skip


def translate(vin: str, report: Report) -> feeds.Report:
    """Return the readings of a report, with its own time."""
    units: dict[str, Part] = {}
    more: dict[str, list[Part]] = {}
    for name, part in report.units:
        units.setdefault(name, part)
        more.setdefault(name, []).append(part)
    signals, passed_over = values.all_of(KEYS, dict(_values(units, more)))
    if report.unread:
        passed_over["maker"] = Why.NO_SIGNAL
    return feeds.Report(vin, report.at, signals, passed_over)


def _values(
    units: Mapping[str, Part], all_units: Mapping[str, list[Part]]
) -> Iterator[tuple[str, float | None]]:
    for name, read in _READERS.items():
        if name in units:
            yield from read(units[name])
    cells = [pack for part in all_units.get("cells", ()) for pack in part.groups["packs"]]
    probes = [pack for part in all_units.get("probes", ()) for pack in part.groups["packs"]]
    if "extremes" not in units:
        yield from _cells(cells)
    yield from _probes(probes, with_extremes="extremes" not in units)
    yield from (
        (name, None)
        for name in ("fuel_cell", "engine", "stacks", "capacitor", "capacitor_extremes")
        if name in units
    )


def _vehicle(part: Part) -> Iterator[tuple[str, float | None]]:
    numbers = part.numbers
    yield from ((f"vehicle.{name}", number) for name, number in numbers.items())
    volts, amperes = numbers["voltage"], numbers["current"]
    yield "vehicle.power", None if volts is None or amperes is None or not volts else volts * amperes


def _motors(part: Part) -> Iterator[tuple[str, float | None]]:
    for name, motor in zip(("motor", "motor_2"), part.groups["motors"], strict=False):
        yield from ((f"{name}.{each}", motor.numbers[each]) for each in ("motor", "controller"))


def _position(part: Part) -> Iterator[tuple[str, float | None]]:
    """The place is left where it is: only that one came, and in which datum, is told."""
    yield f"position.{DATUMS.get(int(part.numbers.get('datum') or 0), 'unknown')}", None


def _extremes(part: Part) -> Iterator[tuple[str, float | None]]:
    numbers = part.numbers
    for side in ("high", "low"):
        yield f"extremes.{side}_voltage", numbers[f"{side}_voltage"]
        yield f"extremes.{side}_cell", _cell_id(numbers[f"{side}_pack"], numbers[f"{side}_cell"])
    yield "extremes.hot", _written(numbers["hot"])
    yield "extremes.cold", _written(numbers["cold"])


def _alarm(part: Part) -> Iterator[tuple[str, float | None]]:
    flags = part.numbers["flags"]
    yield "alarm.level", part.numbers["level"]
    yield "alarm.flags", None if flags is None else int(flags) & alarms.ALL
    if any(part.rows.values()):
        yield "alarm.codes", None


_READERS: Final = {
    "vehicle": _vehicle,
    "motors": _motors,
    "position": _position,
    "extremes": _extremes,
    "alarm": _alarm,
}


def _cells(packs: list[Part]) -> Iterator[tuple[str, float | None]]:
    """The highest and the lowest cell, where all cells of a pack are in the report: 2016 may send them in pieces."""
    if not packs or any(
        pack.numbers.get("count", len(pack.rows["cells"])) != len(pack.rows["cells"]) for pack in packs
    ):
        return
    for side, choose in (("high", max), ("low", min)):
        extremes = [
            (choose(volts), pack) for pack in packs if (volts := [v for v in pack.rows["cells"] if v])
        ]
        if extremes:
            cell, pack = choose(extremes, key=itemgetter(0))
            yield f"extremes.{side}_voltage", cell
            yield (
                f"extremes.{side}_cell",
                _cell_id(pack.numbers["number"], pack.rows["cells"].index(cell) + 1),
            )


def _cell_id(pack: float | None, cell: float | None) -> float | None:
    if pack is None or cell is None:
        return None
    return (max(pack, 1) - 1) * _CELLS_A_PACK + cell


def _probes(packs: list[Part], *, with_extremes: bool) -> Iterator[tuple[str, float | None]]:
    warm = [
        each
        for pack in packs
        for each in pack.rows["probes"]
        if _written(each) is not None and each is not None
    ]
    if warm:
        yield "probes.mean", round(sum(warm) / len(warm), 1)
        if with_extremes:
            yield "extremes.hot", max(warm)
            yield "extremes.cold", min(warm)


def _written(celsius: float | None) -> float | None:
    return None if celsius == _UNWRITTEN_C else celsius
