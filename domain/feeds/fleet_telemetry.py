"""Tesla Fleet Telemetry: over MQTT <base>/<VIN>/v/<Field>, and as decoded records in JSON.

A value is a number or a quoted string, by firmware; `<invalid>` is none. Over MQTT there is neither a time nor a mark
of what is sent again after a gap, so such values are taken for fresh: where that matters use decoded records.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from domain.feeds import values
from domain.feeds.facts import TRUTH, Key, Keys, Message, Report, Why, ignored, to, truth
from domain.telemetry import paths

NAME: Final = "fleet_telemetry"
TITLE: Final = "Tesla Fleet Telemetry (MQTT, decoded JSON records)"
SLEEPS: Final = False
TOPICS: Final = ("telemetry/+/v/+",)
_TOPIC: Final = re.compile(r"(?:[^/]+/)+(?P<car>[^/]+)/v/(?P<key>[^/]+)")
_ABOUT: Final = frozenset(("Vin", "vin", "CreatedAt", "createdAt", "IsResend", "isResend"))
_WHEELS: Final = ("FrontLeft", "FrontRight", "RearLeft", "RearRight")
_MOTOR: Final = "Vehicle.Powertrain.ElectricMotor"
_CHARGE: Final = ("disconnected", "nopower", "starting", "charging", "complete", "stopped", "calibrating")


def _states(*names: str) -> tuple[str, ...]:
    """The names of an enum as they come with and without its own name before them."""
    return (*names, *(f"detailedchargestate{name}" for name in names))


_LOW_TYRES: Final = Key(paths.TYRE_LOW, TRUTH, parts=_WHEELS, note="a JSON object by wheel")
KEYS: Final[Keys] = {
    "Soc": to(paths.SOC, "%"),
    "BatteryLevel": to(paths.SOC_DISPLAYED, "%"),
    "EnergyRemaining": to(paths.PACK_ENERGY, "kWh"),
    "PackVoltage": to(paths.PACK_VOLTAGE, "V"),
    "PackCurrent": to(paths.PACK_CURRENT, "A", note="positive into the pack, as here"),
    "BrickVoltageMax": to(paths.CELL_MAX, "V"),
    "BrickVoltageMin": to(paths.CELL_MIN, "V"),
    "NumBrickVoltageMax": to(paths.CELL_ID_MAX),
    "NumBrickVoltageMin": to(paths.CELL_ID_MIN),
    "ModuleTempMax": to(paths.PACK_TEMPERATURE_MAX, "Celsius"),
    "ModuleTempMin": to(paths.PACK_TEMPERATURE_MIN, "Celsius"),
    "DiStatorTempR": to(paths.MOTOR_TEMPERATURE, "Celsius"),
    "DiStatorTempF": to(f"{_MOTOR}.Front.Temperature", "Celsius"),
    "DiInverterTR": to(paths.INVERTER_TEMPERATURE, "Celsius"),
    "DiTorqueActualR": to(paths.MOTOR_TORQUE, "Nm"),
    "DiTorqueActualF": to(f"{_MOTOR}.Front.Torque", "Nm"),
    "VehicleSpeed": to(paths.SPEED, "mph"),
    "Odometer": to(paths.ODOMETER, "mi", zero_is_absent=True),
    **{
        f"TpmsPressure{wheel}": to(path, "bar", zero_is_absent=True)
        for wheel, path in zip(("Fl", "Fr", "Rl", "Rr"), paths.TYRE_PRESSURE, strict=True)
    },
    "TpmsSoftWarnings": _LOW_TYRES,
    "OutsideTemp": to(paths.AMBIENT, "Celsius"),
    "InsideTemp": to(paths.CABIN_TEMPERATURE, "Celsius"),
    "LifetimeEnergyUsed": to(f"{paths.PACK}.AccumulatedConsumedEnergy", "kWh", zero_is_absent=True),
    "DetailedChargeState": truth(
        paths.IS_CHARGING,
        *_states("charging"),
        no=_states(*(name for name in _CHARGE if name != "charging")),
        also=truth(paths.CABLE_CONNECTED, *_states(*_CHARGE[1:]), no=_states("disconnected")),
    ),
    "ChargeLimitSoc": to(paths.CHARGE_LIMIT, "%", zero_is_absent=True),
    "TimeToFullCharge": to(f"{paths.PACK}.Charging.TimeToComplete", "h", zero_is_absent=True),
    "Location": Key((paths.LATITUDE, paths.LONGITUDE), parts=("latitude", "longitude"), note="a JSON object"),
    "GpsHeading": to("Vehicle.CurrentLocation.Heading", "degrees"),
    "HvacPower": truth(
        paths.AIR_CONDITIONING,
        *(f"{before}{name}" for before in ("", "hvacpowerstate") for name in ("on", "precondition", "overheatprotect")),
        no=("off", "hvacpowerstateoff"),
        note="a state, not watts",
    ),
    "EstBatteryRange": to(paths.RANGE, "mi"),
    **ignored(Why.UNIT_UNKNOWN, "IsolationResistance", "LongitudinalAcceleration", "LateralAcceleration", "PedalPosition", "BrakePedalPos", "DCChargingPower", "ACChargingPower"),
    **ignored(Why.NO_SIGNAL, "DiAxleSpeedR", "DiAxleSpeedF", "DiAxleSpeedREL", "DiAxleSpeedRER", note="of the axle, not of the motor"),
    **ignored(Why.NO_SIGNAL, "ChargePortLatch", note="engaged without a cable too"),
    **ignored(Why.NO_SIGNAL, "TpmsHardWarnings", note="stands beside the soft warning, which comes first"),
    **ignored(
        Why.NO_SIGNAL,
        "Hvil", "BMSState", "DiStateR", "DiStateF", "DiStateREL", "DiStateRER", "DiInverterTF", "DiInverterTREL",
        "DiInverterTRER", "DiStatorTempREL", "DiStatorTempRER", "DiTorqueActualREL", "DiTorqueActualRER", "DiTorquemotor",
        "DiSlaveTorqueCmd", "DiHeatsinkTR", "DiHeatsinkTF", "DiHeatsinkTREL", "DiHeatsinkTRER", "DiVBatR", "DiVBatF",
        "DiVBatREL", "DiVBatRER", "DiMotorCurrentR", "DiMotorCurrentF", "DiMotorCurrentREL", "DiMotorCurrentRER",
        "DriveRail", "BmsFullchargecomplete", "DCDCEnable", "Gear", "BrakePedal", "GpsState", "NumModuleTempMax",
        "NumModuleTempMin", "RatedRange", "IdealBatteryRange", "BatteryHeaterOn", "NotEnoughPowerToHeat", "DoorState",
        "Locked", "FdWindow", "FpWindow", "RdWindow", "RpWindow", "LifetimeEnergyUsedDrive", "LifetimeEnergyGainedRegen",
        "TpmsLastSeenPressureTimeFl", "TpmsLastSeenPressureTimeFr", "TpmsLastSeenPressureTimeRl",
        "TpmsLastSeenPressureTimeRr", "ServiceMode", "ChargePort", "DriverSeatBelt", "PassengerSeatBelt",
        "DriverSeatOccupied", "CruiseState",
    ),
    **ignored(
        Why.SESSION,
        "DCChargingEnergyIn", "ACChargingEnergyIn", "FastChargerPresent", "ChargeAmps", "ChargerPhases",
        "SuperchargerSessionTripPlanner",
    ),
    **ignored(
        Why.SETTING,
        "ScheduledChargingStartTime", "ScheduledChargingPending", "ScheduledDepartureTime", "PreconditioningEnabled",
        "ScheduledChargingMode", "ChargeEnableRequest", "ChargePortColdWeatherMode", "ChargeCurrentRequest",
        "ChargeCurrentRequestMax", "SentryMode", "SpeedLimitMode", "CurrentLimitMph", "SeatHeaterLeft", "SeatHeaterRight",
        "SeatHeaterRearLeft", "SeatHeaterRearRight", "SeatHeaterRearCenter", "AutoSeatClimateLeft", "AutoSeatClimateRight",
        "CruiseSetSpeed", "CruiseFollowDistance", "GuestModeEnabled", "PinToDriveEnabled", "AutomaticBlindSpotCamera",
        "BlindSpotCollisionWarningChime", "SpeedLimitWarning", "ForwardCollisionWarning", "LaneDepartureAvoidance",
        "EmergencyLaneDepartureAvoidance", "AutomaticEmergencyBrakingOff", "GuestModeMobileAccessState",
    ),
    **ignored(
        Why.IDENTITY,
        "VehicleName", "RouteLastUpdated", "RouteLine", "MilesToArrival", "MinutesToArrival", "OriginLocation",
        "DestinationLocation", "DestinationName", "CarType", "Trim", "ExteriorColor", "RoofColor",
        "PairedPhoneKeyAndKeyFobQty",
    ),
    **ignored(Why.DEPRECATED, "ChargeState", "Deprecated_1"),
    **ignored(Why.STATUS, "Version", "Unknown"),
}  # fmt: skip


def translate(message: Message) -> Report | None:
    """Translate a message; None where its topic is not a field of a vehicle."""
    match = _TOPIC.fullmatch(message.topic)
    if match is None:
        return None
    car, key = match["car"], match["key"]
    if message.retained:
        return Report(car, passed_over={key: Why.RETAINED})
    value = values.parse(message.payload)
    if value is Why.UNREADABLE:
        return Report(car, passed_over={key: Why.UNREADABLE})
    signals, passed_over = values.read(KEYS, key, value)
    return Report(car, signals=signals, passed_over=passed_over)


def record(decoded: Mapping[str, object]) -> Report:
    """Translate a decoded record: fields by name, or the list `data` of keys and values, with the record's own time.

    Re-sent records have the time at which they were measured, and are stored once.
    """
    about = {name[0].lower() + name[1:]: decoded[name] for name in _ABOUT & decoded.keys()}
    vin, at = about.get("vin"), _time(about.get("createdAt"))
    car = vin if isinstance(vin, str) else ""
    if at is None:
        return Report(car, passed_over={"CreatedAt": Why.UNREADABLE})
    plain = {name: _value(each) for name, each in fields(decoded).items()}
    signals, passed_over = values.all_of(KEYS, plain)
    return Report(car, at, signals, passed_over)


def fields(decoded: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a decoded record by field."""
    data = decoded.get("data")
    if not isinstance(data, list):
        return {name: each for name, each in decoded.items() if name not in _ABOUT}
    return {
        key: each.get("value")
        for each in data
        if isinstance(each, dict) and isinstance(key := each.get("key"), str)
    }


def _value(value: object) -> object:
    """Take a value out of what names its type, as in {"doubleValue": 3.9}."""
    if isinstance(value, dict) and len(value) == 1:
        ((kind, inner),) = value.items()
        if kind == "invalid":
            return None
        if kind[:1].islower() and kind not in KEYS["Location"].parts:
            return inner
    return value


def _time(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.utcoffset() is not None else None
