"""The signals this product takes in: COVESA VSS 6 names and units, and one overlay where VSS has no path.

Conventions that are easily got wrong: pack current and power are positive into the pack; odometer and range
are metres; pad wear is 0 for new and 100 for worn; tyre pressure is gauge.
What has no reader is known, so that a car that sends it is told that it is not collected.
Ranges are what a working sensor on a real car can send, not what is healthy.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.kit.classified import Category, Purpose
from domain.telemetry import marks, paths
from domain.telemetry.facts import Signal

CARE_DAYS = 90
DRIVING_DAYS = 30
LOCATION_DAYS = 7

_Row = tuple[str, str, float, float]  # path, unit, low, high

_WORKSHOP = "domain.dossier.service"  # the newest value is shown to the workshop that expects the car
_READERS = {
    paths.CHARGED_EVER: "domain.telemetry.features.charges",
    paths.FILTER_DROP: "domain.health.checks.cabin_filter",
    paths.HUMIDITY: "domain.telemetry.features.high_voltage",
    paths.DISTANCE_TO_SERVICE: "domain.telemetry.features.daily",
    paths.TIME_TO_SERVICE: "domain.telemetry.features.daily",
    paths.CHARGE_ADDED: "domain.telemetry.features.sessions",
    paths.ALTITUDE: "domain.telemetry.features.courses",
}


def _reader(path: str, *, essential: bool) -> str:
    return "" if essential else _READERS.get(path, _WORKSHOP)


def _care(
    rows: Iterable[_Row], *, category: Category = Category.CONDITION, essential: bool
) -> Iterator[Signal]:
    for path, unit, low, high in rows:
        yield Signal(
            path,
            unit,
            low,
            high,
            category,
            Purpose.CARE,
            essential,
            CARE_DAYS,
            reader=_reader(path, essential=essential),
        )


def _switches(names: Iterable[str], *, essential: bool) -> Iterator[Signal]:
    for path in names:
        yield Signal(
            path,
            "",
            0,
            1,
            Category.CONDITION,
            Purpose.CARE,
            essential,
            CARE_DAYS,
            boolean=True,
            reader=_reader(path, essential=essential),
        )


def _overlay(rows: Iterable[_Row], *, essential: bool) -> Iterator[Signal]:
    for path, unit, low, high in rows:
        yield Signal(
            path,
            unit,
            low,
            high,
            Category.CONDITION,
            Purpose.CARE,
            essential,
            CARE_DAYS,
            overlay=True,
            reader=_reader(path, essential=essential),
        )


def _driving(rows: Iterable[_Row]) -> Iterator[Signal]:
    for path, unit, low, high in rows:
        yield Signal(
            path, unit, low, high, Category.DRIVING, Purpose.DRIVING, essential=False, keep_days=DRIVING_DAYS,
            reader=_READERS.get(path, ""),
        )  # fmt: skip


def _driving_switches(names: Iterable[str]) -> Iterator[Signal]:
    for path in names:
        yield Signal(
            path,
            "",
            0,
            1,
            Category.DRIVING,
            Purpose.DRIVING,
            essential=False,
            keep_days=DRIVING_DAYS,
            boolean=True,
        )


def _location(rows: Iterable[_Row]) -> Iterator[Signal]:
    for path, unit, low, high in rows:
        yield Signal(
            path,
            unit,
            low,
            high,
            Category.LOCATION,
            Purpose.LOCATION,
            essential=False,
            keep_days=LOCATION_DAYS,
        )


def _wheels(names: tuple[str, ...], unit: str, low: float, high: float) -> list[_Row]:
    return [(path, unit, low, high) for path in names]


_BATTERY = paths.PACK
_MOTORS = ("Front", "Rear")

# A warning about safety needs these, so privacy mode keeps them.
_BATTERY_ESSENTIAL: tuple[_Row, ...] = (
    (paths.SOC, "percent", 0, 100),
    (paths.SOH, "percent", 0, 100),
    (paths.PACK_TEMPERATURE, "Celsius", -45, 120),
    (paths.PACK_TEMPERATURE_MIN, "Celsius", -45, 120),
    (paths.PACK_TEMPERATURE_MAX, "Celsius", -45, 120),
    (paths.PACK_VOLTAGE, "V", 0, 1_000),
    (paths.PACK_CURRENT, "A", -2_000, 2_000),
    (paths.PACK_POWER, "W", -1_000_000, 1_000_000),
    (paths.CELL_MIN, "V", 0, 5),
    (paths.CELL_MAX, "V", 0, 5),
    (paths.CHARGE_LIMIT, "percent", 0, 100),
    (paths.CELL_ID_MIN, "", 0, 65_535),
    (paths.CELL_ID_MAX, "", 0, 65_535),
)
_BATTERY_MORE: tuple[_Row, ...] = (
    (paths.SOC_DISPLAYED, "percent", 0, 100),
    (paths.PACK_ENERGY, "kWh", 0, 250),
    (f"{_BATTERY}.NetCapacity", "kWh", 0, 250),
    (f"{_BATTERY}.AccumulatedChargedEnergy", "kWh", 0, 1_000_000),
    (f"{_BATTERY}.AccumulatedConsumedEnergy", "kWh", 0, 1_000_000),
    (f"{_BATTERY}.AccumulatedChargedThroughput", "Ah", 0, 3_000_000),
    (f"{_BATTERY}.AccumulatedConsumedThroughput", "Ah", 0, 3_000_000),
    (f"{_BATTERY}.Charging.AveragePower", "kW", 0, 500),
    (f"{_BATTERY}.Charging.MaxPower", "kW", 0, 1_000),
    (f"{_BATTERY}.Charging.ChargeCurrent.DC", "A", 0, 1_000),
    (f"{_BATTERY}.Charging.TimeToComplete", "s", 0, 864_000),
    (f"{_BATTERY}.BatteryConditioning.TargetTemperature", "Celsius", -20, 80),
    (f"{_BATTERY}.DCDC.Temperature", "Celsius", -45, 150),
    (f"{_BATTERY}.DCDC.PowerLoss", "W", 0, 5_000),
    (paths.RANGE, "m", 0, 2_000_000),
)
_BATTERY_SWITCHES = (
    paths.IS_CHARGING,
    paths.CABLE_CONNECTED,
    f"{_BATTERY}.IsPowerConnected",
    f"{_BATTERY}.IsGroundConnected",
    f"{_BATTERY}.BatteryConditioning.IsActive",
)
_OVERLAY_ESSENTIAL: tuple[_Row, ...] = (
    (paths.COOLANT_FLOW, "l/h", 0, 5_000),
    (paths.COOLANT_INLET, "Celsius", -40, 150),
    (paths.COOLANT_OUTLET, "Celsius", -40, 150),
    (paths.COOLANT_LEVEL, "percent", 0, 100),
    (paths.INVERTER_TEMPERATURE, "Celsius", -45, 200),
    (paths.ISOLATION, "Ohm", 0, 100_000_000),
    (paths.CONTACTOR_CYCLES, "", 0, 10_000_000),
    *_wheels(paths.TYRE_PLACARD, "kPa", 100, 600),
    *((path, "", 0, 0x100_FFFF) for path in paths.DTC_PLACES),
    (paths.ALARM_LEVEL, "", 0, 4),
    (paths.ALARM_FLAGS, "", 0, 0xFFF_FFFF),
)
_OVERLAY_MORE: tuple[_Row, ...] = (
    (paths.FILTER_DROP, "percent", 0, 100),
    (paths.HVAC_POWER, "W", 0, 15_000),
    ("Vehicle.Chassis.Brake.RegenLevel", "percent", 0, 100),
)
_MOTOR_CONDITION: tuple[_Row, ...] = tuple(
    row
    for motor in _MOTORS
    for row in (
        (f"Vehicle.Powertrain.ElectricMotor.{motor}.Temperature", "Celsius", -45, 250),
        (f"Vehicle.Powertrain.ElectricMotor.{motor}.EngineCoolant.Temperature", "Celsius", -40, 150),
    )
)
_MOTOR_DRIVING: tuple[_Row, ...] = tuple(
    row
    for motor in _MOTORS
    for row in (
        (f"Vehicle.Powertrain.ElectricMotor.{motor}.Speed", "rpm", -30_000, 30_000),
        (f"Vehicle.Powertrain.ElectricMotor.{motor}.Torque", "Nm", -2_000, 2_000),
        (f"Vehicle.Powertrain.ElectricMotor.{motor}.Power", "kW", -1_000, 1_000),
    )
)
_WHEELS_ESSENTIAL: tuple[_Row, ...] = (
    *_wheels(paths.TYRE_PRESSURE, "kPa", 0, 600),
    *_wheels(paths.TYRE_AIR, "Celsius", -50, 130),
    *_wheels(paths.PAD_WEAR, "percent", 0, 100),
    *_wheels(paths.BRAKE_FLUID_LEVEL, "percent", 0, 100),
)
# Checks need both to tell a drive from a rest and to pace wear, so they stay on in privacy mode.
_MOTION: tuple[_Row, ...] = (
    (paths.SPEED, "km/h", -60, 300),
    (paths.ODOMETER, "m", 0, 4_294_967_295),
)
_SURROUNDINGS: tuple[_Row, ...] = (
    (paths.AMBIENT, "Celsius", -55, 60),
    (paths.AIR_PRESSURE, "hPa", 450, 1_100),
    (paths.TWELVE_VOLT, "V", 0, 20),
    (paths.DTC_COUNT, "", 0, 255),
    (paths.DTC_LIST, "", 0, 65_535),
)
_COMFORT: tuple[_Row, ...] = (
    ("Vehicle.LowVoltageBattery.CurrentCurrent", "A", -500, 500),
    (paths.HUMIDITY, "percent", 0, 100),
    (paths.CABIN_TEMPERATURE, "Celsius", -45, 90),
    (paths.DISTANCE_TO_SERVICE, "km", -100_000, 100_000),
    (paths.TIME_TO_SERVICE, "s", -100_000_000, 100_000_000),
)
_HEIGHT: tuple[_Row, ...] = ((paths.ALTITUDE, "m", -450, 6_000),)  # how a road climbs; no place by itself
_DRIVING: tuple[_Row, ...] = (
    (paths.ACCELERATION, "m/s^2", -20, 20),
    ("Vehicle.Acceleration.Lateral", "m/s^2", -20, 20),
    (paths.ACCELERATOR, "percent", 0, 100),
    (paths.BRAKE_PEDAL, "percent", 0, 100),
    ("Vehicle.Powertrain.AccumulatedBrakingEnergy", "kWh", 0, 1_000_000),
    ("Vehicle.TripDuration", "s", 0, 864_000),
    ("Vehicle.TraveledDistanceSinceStart", "m", 0, 5_000_000),
    ("Vehicle.AverageSpeed", "km/h", 0, 300),
)
_LOCATION: tuple[_Row, ...] = (
    (paths.LATITUDE, "degrees", -90, 90),
    (paths.LONGITUDE, "degrees", -180, 180),
    ("Vehicle.CurrentLocation.Heading", "degrees", 0, 360),
)


def _all() -> Iterator[Signal]:
    yield from _care(_BATTERY_ESSENTIAL, essential=True)
    yield from _care(_BATTERY_MORE, essential=False)
    yield from _switches(_BATTERY_SWITCHES, essential=True)
    yield from _overlay(_OVERLAY_ESSENTIAL, essential=True)
    yield from _overlay(_OVERLAY_MORE, essential=False)
    yield from _care(_MOTOR_CONDITION, essential=True)
    yield from _driving(_MOTOR_DRIVING)
    yield from _care(_WHEELS_ESSENTIAL, essential=True)
    yield from _switches((*paths.TYRE_LOW, *paths.PADS_WORN, *paths.BRAKE_FLUID_LOW), essential=True)
    yield from _care(_MOTION, category=Category.DRIVING, essential=True)
    yield from _care(_SURROUNDINGS, essential=True)
    yield from _care(_COMFORT, essential=False)
    yield from _switches((paths.AIR_CONDITIONING, "Vehicle.Service.IsServiceDue"), essential=False)
    yield from _driving((*_DRIVING, *_HEIGHT))
    yield from (replace(each, overlay=True) for each in _driving([(paths.CHARGE_ADDED, "kWh", 0, 1_000)]))
    yield from _driving_switches(
        ("Vehicle.IsMoving", "Vehicle.Chassis.Brake.IsDriverEmergencyBrakingDetected")
    )
    yield from _location(_LOCATION)


CATALOGUE: dict[str, Signal] = {signal.path: marks.with_marks(signal) for signal in _all()}
