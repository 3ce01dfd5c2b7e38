"""Speed, pedals, motor, odometer, place and weather as the car sends them."""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation import weather
from domain.simulation.facts import Activity, FaultKind, Rows, rounded
from domain.telemetry import alarms, paths

_WHEEL_M = 2.1  # rolling circumference
_GEAR = 9.0
_HOME_KM = 5.0  # how far homes scatter around the city's middle
_TURNING_RPM = 100
_KM_PER_DEGREE = 111.2


def _pedals(rows: Rows) -> dict[str, Floats]:
    driving = rows.doing(Activity.DRIVE)
    pressed = np.clip(-rows.watts / 1200, 0, 100)
    braking = np.clip((-rows.acceleration - 0.9) * 25, 0, 100)
    return {
        paths.ACCELERATOR: np.where(driving, np.round(pressed), np.nan),
        paths.BRAKE_PEDAL: np.where(driving, np.round(braking), np.nan),
        paths.ACCELERATION: np.where(
            driving, rounded(rows.acceleration + rows.noise("acceleration", 0.03), 0.01), np.nan
        ),
    }


def _motor(rows: Rows) -> dict[str, Floats]:
    driving = rows.doing(Activity.DRIVE)
    rpm = rows.speed / _WHEEL_M * 60 * _GEAR
    kw = -rows.watts / 1000 * 0.93
    torque = np.where(rpm > _TURNING_RPM, kw * 9549 / np.maximum(rpm, _TURNING_RPM), 0.0)
    return {
        paths.MOTOR_SPEED: np.where(driving, np.round(rpm), np.nan),
        paths.MOTOR_POWER: np.where(driving, np.round(kw), np.nan),
        paths.MOTOR_TORQUE: np.where(driving, np.round(np.clip(torque, -400, 400)), np.nan),
    }


def _place(rows: Rows) -> dict[str, Floats]:
    city = weather.CITIES[rows.car.city]
    rng = np.random.default_rng([rows.car.seed, 1])
    home_north, home_east = rng.normal(0.0, _HOME_KM, size=2)
    bearing = rng.uniform(0.0, 2 * np.pi)
    north = (home_north + rows.away * np.cos(bearing)) / _KM_PER_DEGREE
    east = (home_east + rows.away * np.sin(bearing)) / (_KM_PER_DEGREE * np.cos(np.radians(city.latitude)))
    return {
        paths.LATITUDE: rounded(city.latitude + north, 1e-5),
        paths.LONGITUDE: rounded(city.longitude + east, 1e-5),
        paths.ALTITUDE: np.round(city.altitude + rows.alt),
    }


_BATTERY_HOT = float(1 << alarms.NAMES.index("battery_hot"))
_CODES_SENT = 8  # places that a report of few codes fills


def _codes(rows: Rows) -> dict[str, Floats]:
    """How many fault codes are active; which ones only where a story has some."""
    faults = rows.of(FaultKind.FAULT_CODE)
    active = [np.where(fault.during(rows.at), fault.size, 0.0) for fault in faults]
    count = np.sum([each > 0 for each in active], axis=0) if active else np.zeros(rows.at.size)
    free = [np.zeros(rows.at.size)] * (_CODES_SENT - len(active))
    places = dict(zip(paths.DTC_PLACES, [*active, *free], strict=False)) if active else {}
    return {paths.DTC_COUNT: count.astype(np.float64), **places}


def _alarms(rows: Rows) -> dict[str, Floats]:
    """The alarms of the car itself; few cars send any, so only where a story has one."""
    columns = {}
    for fault in rows.of(FaultKind.CAR_ALARM):
        during = fault.during(rows.at)
        columns[paths.ALARM_LEVEL] = np.where(during, fault.size, 0.0)
        columns[paths.ALARM_FLAGS] = np.where(during, _BATTERY_HOT, 0.0)
    return columns


def signals(rows: Rows) -> dict[str, Floats]:
    damp = weather.humidity(rows.car.city, rows.at, faults=rows.faults)
    return {
        paths.SPEED: rounded(rows.speed * 3.6, 0.1),
        paths.ODOMETER: np.floor(rows.odo),
        **_codes(rows),
        **_alarms(rows),
        paths.AMBIENT: rounded(rows.ambient + rows.noise("air", 0.2), 0.5),
        paths.HUMIDITY: np.round(damp),
        paths.AIR_PRESSURE: rounded(rows.air_hpa + rows.noise("pressure", 0.2), 1.0),
        **_pedals(rows),
        **_motor(rows),
        **_place(rows),
    }
