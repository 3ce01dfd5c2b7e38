"""Units by the names that senders use, and what turns a value in one of them into the catalogue's unit.

Names are read exactly first, then without regard to case where that leaves no doubt: mW and MW differ by case alone,
so "mw" is not guessed at.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import pi
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from domain.telemetry.ingest.readings import SIGNALS, Readings

T = TypeVar("T")

TIME: Final = "at"  # the key in `units` that says what the records' times count
_DIGITS = 9  # decimals kept of a converted value: 2.3 bar are 230 kPa, not 229.99999999999997

# By kind of quantity: how many of the first unit one of each is. Names of one unit are parted by blanks.
_LINEAR: Final[tuple[Mapping[str, float], ...]] = (
    {
        "kPa kilopascal kilopascals": 1.0,
        "Pa pascal": 1e-3,
        "hPa mbar millibar hectopascal": 0.1,
        "MPa": 1e3,
        "bar bars barg": 100.0,
        "psi psig lbf/in2 lb/in2": 6.894757293168,
        "atm": 101.325,
        "kgf/cm2 kg/cm2": 98.0665,
        "mmHg": 0.133322387415,
        "inHg": 3.386389,
    },
    {
        "m metre metres meter meters": 1.0,
        "km kilometre kilometres kilometer kilometers": 1e3,
        "mi mile miles": 1609.344,
        "ft feet foot": 0.3048,
        "yd yard yards": 0.9144,
        "cm": 1e-2,
        "mm": 1e-3,
    },
    {
        "km/h kph kmh kmph km/hr": 1.0,
        "m/s mps meters/second metres/second": 3.6,
        "mph mi/h miles/hour": 1.609344,
        "kn kt knots": 1.852,
    },
    {
        "W watt watts": 1.0,
        "mW": 1e-3,
        "kW kilowatt kilowatts": 1e3,
        "MW": 1e6,
        "hp": 745.6998715823,
        "PS": 735.49875,
    },
    {"V volt volts": 1.0, "mV millivolt millivolts": 1e-3, "kV": 1e3, "MV": 1e6},
    {"A amp amps ampere amperes": 1.0, "mA": 1e-3, "kA": 1e3, "MA": 1e6},
    {"kWh": 1.0, "Wh": 1e-3, "mWh": 1e-6, "MWh": 1e3, "J": 1 / 3.6e6, "kJ": 1 / 3.6e3, "MJ": 1 / 3.6},
    {"Ah": 1.0, "mAh": 1e-3, "kAh": 1e3, "As": 1 / 3600},
    {
        "s sec secs second seconds": 1.0,
        "ms millisecond milliseconds": 1e-3,
        "min mins minute minutes": 60.0,
        "h hr hrs hour hours": 3600.0,
        "d day days": 86_400.0,
    },
    {"percent % pct per_cent": 1.0, "ratio fraction": 100.0, "permille ‰": 0.1},
    {"rpm 1/min r/min rev/min min-1": 1.0, "rps 1/s r/s Hz": 60.0, "rad/s": 30 / pi},
    {"Nm N.m N·m N*m": 1.0, "lbf.ft lb-ft lbft ft-lb lbf-ft": 1.3558179483314},
    {"m/s^2 m/s2 m/s/s": 1.0, "g g0 gn": 9.80665},
    {
        "l/h lph L/h": 1.0,
        "l/min lpm L/min": 60.0,
        "l/s L/s": 3600.0,
        "m3/h m^3/h": 1000.0,
        "gpm gal/min": 227.124707,
    },
    {"Ohm Ohms Ω": 1.0, "mOhm mΩ": 1e-3, "kOhm kOhms kΩ": 1e3, "MOhm MOhms MΩ": 1e6},
    {"degrees degree deg °": 1.0, "rad radian radians": 180 / pi},
    {"1": 1.0, "none count bool boolean": 1.0},
)
# A temperature is a factor and what is added after it.
_TEMPERATURES: Final[Mapping[str, tuple[float, float]]] = {
    "Celsius C °C degC degree_celsius degrees_celsius": (1.0, 0.0),
    "Fahrenheit F °F degF deg_F degree_fahrenheit degrees_fahrenheit": (5 / 9, -32 * 5 / 9),
    "K kelvin": (1.0, -273.15),
}
_EPOCH_MS: Final[Mapping[str, float]] = {
    name: count
    for names, count in {
        "s sec second seconds epoch_s unix unix_s": 1_000.0,
        "ms millisecond milliseconds epoch_ms unix_ms": 1.0,
        "us µs microsecond microseconds": 1e-3,
        "ns nanosecond nanoseconds": 1e-6,
    }.items()
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Scales:
    """By the place of a signal: value × factor + shift is in its own unit. unknown: the unit declared is none of its."""

    factor: NDArray[np.float64]
    shift: NDArray[np.float64]
    unknown: NDArray[np.bool_]

    def convert(self, sent: Readings) -> Readings:
        """Return the readings in the catalogue's units; what needs no conversion stays bit for bit."""
        factor, shift = self.factor[sent.place], self.shift[sent.place]
        other = (factor != 1.0) | (shift != 0.0)
        with np.errstate(over="ignore", invalid="ignore"):
            changed = np.round(sent.value * factor + shift, _DIGITS)
        value = np.where(other, changed, sent.value) + 0.0
        return Readings(sent.index, sent.record, sent.place, sent.kind, value)


def scales(declared: Mapping[str, object]) -> Scales:
    """Read the units that a request declares by path; null declares none."""
    factors = [
        (1.0, 0.0) if declared.get(each.path) is None else conversion(declared[each.path], unit=each.unit)
        for each in SIGNALS
    ]
    complete = [each or (1.0, 0.0) for each in factors]
    return Scales(
        factor=np.array([*(factor for factor, _ in complete), 1.0]),
        shift=np.array([*(shift for _, shift in complete), 0.0]),
        unknown=np.array([*(each is None for each in factors), False]),
    )


def conversion(name: object, *, unit: str) -> tuple[float, float] | None:
    """Return factor and shift from a declared unit into a catalogue unit, or None where there is no such way."""
    return _lookup(_conversions(unit), name)


def choices(unit: str) -> tuple[str, ...]:
    """Return one name of every unit that is converted into this catalogue unit, that unit first."""
    names = (names.split()[0] for names in _written(unit))
    return tuple(dict.fromkeys((unit or "1", *names)))


def epoch_ms(declared: Mapping[str, object]) -> float | None:
    """Return how many milliseconds one count of the records' times has, or None where none is declared."""
    return _lookup(_EPOCH_MS, declared.get(TIME))


@cache
def _conversions(unit: str) -> dict[str, tuple[float, float]]:
    return {"": (1.0, 0.0), unit: (1.0, 0.0)} | {
        name: scale for names, scale in _written(unit).items() for name in names.split()
    }


@cache
def _written(unit: str) -> dict[str, tuple[float, float]]:
    """Scales into a unit by the names of each unit of its kind."""
    if unit == "Celsius":
        return dict(_TEMPERATURES)
    kind = next(each for each in _LINEAR if any((unit or "1") in names.split() for names in each))
    base = next(count for names, count in kind.items() if (unit or "1") in names.split())
    return {names: (count / base, 0.0) for names, count in kind.items()}


def _lookup(names: Mapping[str, T], name: object) -> T | None:
    if not isinstance(name, str):
        return None
    plain = _plain(name)
    exact = [each for key, each in names.items() if _plain(key) == plain]
    alike = {each for key, each in names.items() if _plain(key).casefold() == plain.casefold()}
    return exact[0] if exact else alike.pop() if len(alike) == 1 else None


def _plain(name: str) -> str:
    """Write ℃ as °C, m/s² as m/s2 and "deg C" as degC."""
    return "".join(unicodedata.normalize("NFKC", name[:40].replace("º", "°")).replace("_", " ").split())
