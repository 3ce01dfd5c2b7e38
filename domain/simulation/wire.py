"""Records as a car would post them: one object per moment, values in the steps of their sensors."""

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np

from domain.telemetry import codes, paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Window

# Digits after the point where it is not one; 0 stands for VSS integer types.
_DIGITS = {
    paths.SOC_DISPLAYED: 0,
    paths.RANGE: 0,
    paths.PACK_POWER: 0,
    paths.CELL_MIN: 3,
    paths.CELL_MAX: 3,
    paths.CHARGE_LIMIT: 0,
    paths.CELL_ID_MIN: 0,
    paths.CELL_ID_MAX: 0,
    paths.COOLANT_LEVEL: 0,
    paths.ISOLATION: 0,
    paths.CONTACTOR_CYCLES: 0,
    paths.MOTOR_SPEED: 0,
    paths.MOTOR_TORQUE: 0,
    paths.MOTOR_POWER: 0,
    paths.ODOMETER: 0,
    paths.ACCELERATION: 2,
    paths.ACCELERATOR: 0,
    paths.BRAKE_PEDAL: 0,
    paths.HUMIDITY: 0,
    paths.HVAC_POWER: 0,
    paths.TWELVE_VOLT: 2,
    paths.DTC_COUNT: 0,
    paths.ALARM_LEVEL: 0,
    paths.ALARM_FLAGS: 0,
    **dict.fromkeys(paths.DTC_PLACES, 0),
    paths.LATITUDE: 5,
    paths.LONGITUDE: 5,
    paths.ALTITUDE: 0,
    **dict.fromkeys(
        (*paths.TYRE_PRESSURE, *paths.TYRE_PLACARD, *paths.PAD_WEAR, *paths.BRAKE_FLUID_LEVEL), 0
    ),
}


def to_records(window: Window) -> list[dict[str, object]]:
    """`{"at": "2026-11-22T10:00:00Z", "signals": {path: value}}` per moment; what was not sent is left out."""
    signals: list[dict[str, object]] = [{} for _ in window.at]
    for path, values in window.values.items():
        convert = _converter(path)
        for index in np.flatnonzero(np.isfinite(values)):
            signals[index][path] = convert(float(values[index]))
    if paths.DTC_PLACES[0] in window.values:
        for each in signals:
            _list_codes(each)
    return [{"at": _moment(int(at)), "signals": each} for at, each in zip(window.at, signals, strict=True)]


def _list_codes(signals: dict[str, object]) -> None:
    """Send fault codes as the list that VSS has for them."""
    numbers = [float(str(signals.pop(path))) for path in paths.DTC_PLACES if path in signals]
    if numbers:
        signals[paths.DTC_LIST] = list(codes.names(numbers))


def _converter(path: str) -> Callable[[float], object]:
    if CATALOGUE[path].boolean:
        return bool
    digits = _DIGITS.get(path, 1)
    if digits == 0:
        return round
    return lambda value: round(value, digits)


def _moment(at_ms: int) -> str:
    at = datetime.fromtimestamp(at_ms / 1000, tz=UTC)
    return at.isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds").replace("+00:00", "Z")
