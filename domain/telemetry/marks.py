"""For every signal: what senders put where they have no value, and how fast a real car can change it.

A sender's mark may also be a true reading (0 % of charge, -40 °C, 0 kPa). It counts as one only where a neighbouring
reading that is no mark lies within `reach` of it. A change beyond `step` + `per_s` x seconds is no change of the car;
one that `climbs` falls by `step` at most, for rounding.
Marks of fields with 8, 16 and 32 bits and of GB/T 32960 (0xFE.. abnormal, 0xFF.. invalid, offset -40 °C, offset -1000 A).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from domain.telemetry import paths
from domain.telemetry.facts import Signal

_BYTE: Final = (254.0, 255.0)
_WORD: Final = (65_534.0, 65_535.0)
_LONG: Final = (16_777_214.0, 16_777_215.0, 2_147_483_647.0, 4_294_967_294.0, 4_294_967_295.0)
_NEVER: Final = -1.0  # reach of marks that no reading makes true
_ZERO: Final = (0.0,)
_DAY_S = 86_400.0

# Beyond a signal's range these say "no value"; anything else there is a wrong value.
BEYOND: Final = (
    -1.0, *_BYTE, *_WORD, *_LONG,
    -128.0, 127.0, 128.0, -32_768.0, 32_767.0, -2_147_483_648.0,
    -99.0, -999.0, -9_999.0, 999.0, 9_999.0, 99_999.0, 999_999.0,
    25.4, 25.5, 102.0, 102.2, 127.5, 409.5, 655.34, 655.35, 6_553.4, 6_553.5, 65.534, 65.535,
    214.0, 215.0, -273.15, -40.0, -48.0, -50.0, -1_000.0, 5_553.4, 5_553.5, -3_000.0, 3_553.4, 3_553.5,
    -20_000.0, 45_534.0, 45_535.0, -32_000.0, 33_534.0, 33_535.0,
    65_534_000.0, 65_535_000.0,
)  # fmt: skip
# Texts that say so, in lower case.
WORDS: Final = frozenset(
    ("", "-", "--", "unavailable", "unknown", "none", "null", "nil", "nan", "n/a", "na", "invalid", "no value", "not available")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    absent: tuple[float, ...] = ()
    reach: float = 0.0
    step: float = inf  # any change is possible
    per_s: float = 0.0
    climbs: bool = False


_FREE: Final = _Rule()
_CHARGE = _Rule(_ZERO, reach=6, step=4, per_s=0.12)
_LEVEL = _Rule(_ZERO, reach=15)
_COLD_MARKS: Final = (-50.0, -48.0, -45.0, -40.0)
_SLOW_WARMTH = _Rule(_COLD_MARKS, reach=8, step=10, per_s=0.05)
_COUNTER = _Rule((*_ZERO, *_WORD, *_LONG), reach=50, step=50, per_s=0.2, climbs=True)
_BY_UNIT: Mapping[str, _Rule] = {
    "Celsius": _Rule((*_COLD_MARKS, 214.0, 215.0), reach=8, step=15, per_s=0.5),
    "kW": _FREE,
    "W": _FREE,
    "A": _Rule((-1_000.0,), reach=50),
    "V": _Rule((*_ZERO, *_BYTE), reach=20, step=100, per_s=1),
    "kWh": _COUNTER,
    "Ah": _COUNTER,
    "rpm": _Rule((-20_000.0,), reach=500),
    "Nm": _Rule((-2_000.0,), reach=50),
    "kPa": _FREE,
    "hPa": _Rule(step=60, per_s=0.5),
    "km/h": _Rule(_BYTE, reach=30, step=40, per_s=10),
    "m/s^2": _FREE,
    "degrees": _Rule(_ZERO, reach=1, step=0.02, per_s=0.002),
    "l/h": _FREE,
    "Ohm": _Rule(
        (*_ZERO, *_BYTE, *_WORD, 6_553_000.0, 6_553_400.0, 6_553_500.0, 65_534_000.0, 65_535_000.0),
        reach=20_000,
    ),
    "percent": _FREE,
    "s": _FREE,
    "m": _FREE,
    "": _FREE,
}
_BY_PATH: Mapping[str, _Rule] = {
    paths.SOC: _CHARGE,
    paths.SOC_DISPLAYED: _CHARGE,
    paths.SOH: _Rule(_ZERO, reach=5, step=5),
    paths.CHARGE_LIMIT: _Rule(_ZERO, reach=5),
    paths.PACK_ENERGY: _Rule(_ZERO, reach=3, step=5, per_s=0.1),
    paths.CHARGE_ADDED: _FREE,  # it begins anew with each charge
    f"{paths.PACK}.NetCapacity": _Rule(_ZERO, reach=1),
    f"{paths.PACK}.Charging.AveragePower": _FREE,
    paths.RANGE: _Rule((*_ZERO, *_WORD), reach=10_000),
    paths.CELL_MIN: _Rule(_ZERO, reach=0.3, step=0.6, per_s=0.05),
    paths.CELL_MAX: _Rule(_ZERO, reach=0.3, step=0.6, per_s=0.05),
    paths.CELL_ID_MIN: _Rule((*_BYTE, *_WORD), reach=_NEVER),
    paths.CELL_ID_MAX: _Rule((*_BYTE, *_WORD), reach=_NEVER),
    paths.TWELVE_VOLT: _Rule(_ZERO, reach=1, step=4),
    paths.CONTACTOR_CYCLES: _Rule((*_ZERO, *_WORD), reach=500, step=300, per_s=0.05, climbs=True),
    paths.ODOMETER: _Rule((*_ZERO, *_WORD, *_LONG), reach=2_000, step=2_000, per_s=90, climbs=True),
    "Vehicle.TraveledDistanceSinceStart": _Rule(_WORD, reach=2_000),
    "Vehicle.AverageSpeed": _Rule(_BYTE, reach=30),
    "Vehicle.TripDuration": _Rule(_WORD, reach=600),
    "Vehicle.CurrentLocation.Heading": _FREE,
    paths.ALTITUDE: _Rule(step=200, per_s=20),
    paths.HUMIDITY: _Rule(_ZERO, reach=10),
    paths.COOLANT_LEVEL: _LEVEL,
    paths.FILTER_DROP: _Rule(step=10),
    paths.DISTANCE_TO_SERVICE: _Rule((0.0, -1.0, *_BYTE, *_WORD, 32_767.0, -32_768.0), reach=300),
    paths.TIME_TO_SERVICE: _Rule((0.0, -1.0, *_WORD, -_DAY_S, 255 * _DAY_S, 254 * _DAY_S), reach=3 * _DAY_S),
    paths.AMBIENT: _Rule(_COLD_MARKS, reach=8, step=15, per_s=0.1),
    paths.PACK_TEMPERATURE: _SLOW_WARMTH,
    paths.PACK_TEMPERATURE_MIN: _SLOW_WARMTH,
    paths.PACK_TEMPERATURE_MAX: _SLOW_WARMTH,
    **dict.fromkeys(paths.TYRE_AIR, _SLOW_WARMTH),
    paths.DTC_COUNT: _Rule(_BYTE, reach=_NEVER),
    **dict.fromkeys(paths.BRAKE_FLUID_LEVEL, _LEVEL),
    # One step of a pump or a valve is possible; nothing at all is left only of what was already nearly flat.
    **dict.fromkeys(paths.TYRE_PRESSURE, _Rule((0.0, 508.0, 510.0), reach=60, step=80, per_s=0.2)),
    **dict.fromkeys(paths.PAD_WEAR, _Rule(_ZERO, reach=5, step=10)),
    **dict.fromkeys(paths.DTC_PLACES, _Rule(_WORD, reach=_NEVER)),
}


def with_marks(signal: Signal) -> Signal:
    """Return the signal with what means "absent" for it and which changes are possible."""
    rule = _FREE if signal.boolean else _BY_PATH.get(signal.path) or _BY_UNIT[signal.unit]
    return replace(
        signal,
        absent=tuple(mark for mark in rule.absent if signal.low <= mark <= signal.high),
        reach=rule.reach,
        step=rule.step,
        per_s=rule.per_s,
        climbs=rule.climbs,
    )
