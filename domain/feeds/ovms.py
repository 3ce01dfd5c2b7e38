"""OVMS v3 over MQTT: ovms/<user>/<vehicle>/metric/<name with / for .>.

Text without a unit, yes and no, lists between commas, retained. Power and current count out of the pack. What the broker
kept is of an unknown time and is no reading.
"""

import re
from datetime import datetime
from typing import Final

from domain.feeds import values
from domain.feeds.facts import TRUTH, Key, Keys, Message, Report, Why, ignored, to, truth
from domain.telemetry import moments, paths

NAME: Final = "ovms"
TITLE: Final = "OVMS v3 (MQTT)"
SLEEPS: Final = False
TOPICS: Final = ("ovms/+/+/metric/#",)
_TOPIC: Final = re.compile(r"ovms/(?P<car>[^/]+/[^/]+)/metric/(?P<key>.+)")
_PACK: Final = paths.PACK
_SERVICE_DAY: Final = "v.e.serv.time"

KEYS: Final[Keys] = {
    "v.b.soc": to(paths.SOC, "%"),
    "v.b.soh": to(paths.SOH, "%", zero_is_absent=True),
    "v.b.power": to(paths.PACK_POWER, "kW", factor=-1, note="positive out of the pack"),
    "v.b.current": to(paths.PACK_CURRENT, "A", factor=-1, note="positive out of the pack"),
    "v.b.voltage": to(paths.PACK_VOLTAGE, "V", zero_is_absent=True),
    "v.b.p.voltage.min": to(paths.CELL_MIN, "V", zero_is_absent=True),
    "v.b.p.voltage.max": to(paths.CELL_MAX, "V", zero_is_absent=True),
    "v.b.p.temp.min": to(paths.PACK_TEMPERATURE_MIN, "Celsius"),
    "v.b.p.temp.max": to(paths.PACK_TEMPERATURE_MAX, "Celsius"),
    "v.b.p.temp.avg": to(paths.PACK_TEMPERATURE, "Celsius"),
    "v.b.12v.voltage": to(paths.TWELVE_VOLT, "V", zero_is_absent=True),
    "v.b.12v.current": to("Vehicle.LowVoltageBattery.CurrentCurrent", "A"),
    "v.b.energy.used.total": to(f"{_PACK}.AccumulatedConsumedEnergy", "kWh", zero_is_absent=True),
    "v.b.energy.recd.total": to(f"{_PACK}.AccumulatedChargedEnergy", "kWh", zero_is_absent=True),
    "v.b.coulomb.used.total": to(f"{_PACK}.AccumulatedConsumedThroughput", "Ah", zero_is_absent=True),
    "v.b.coulomb.recd.total": to(f"{_PACK}.AccumulatedChargedThroughput", "Ah", zero_is_absent=True),
    "v.b.range.est": to(paths.RANGE, "km"),
    "v.b.capacity": to(f"{_PACK}.NetCapacity", "kWh", zero_is_absent=True),
    "v.c.charging": truth(paths.IS_CHARGING),
    "v.c.pilot": truth(paths.CABLE_CONNECTED),
    "v.c.limit.soc": to(paths.CHARGE_LIMIT, "%", zero_is_absent=True),
    "v.c.duration.full": to(f"{_PACK}.Charging.TimeToComplete", "min", zero_is_absent=True),
    "v.c.12v.temp": to(f"{_PACK}.DCDC.Temperature", "Celsius"),
    "v.m.temp": to(paths.MOTOR_TEMPERATURE, "Celsius"),
    "v.i.temp": to(paths.INVERTER_TEMPERATURE, "Celsius"),
    "v.m.rpm": to(paths.MOTOR_SPEED, "rpm"),
    "v.p.speed": to(paths.SPEED, "km/h"),
    "v.p.odometer": to(paths.ODOMETER, "km", zero_is_absent=True),
    "v.p.acceleration": to(paths.ACCELERATION, "m/s2"),
    "v.p.latitude": to(paths.LATITUDE, "degrees"),
    "v.p.longitude": to(paths.LONGITUDE, "degrees"),
    "v.p.altitude": to(paths.ALTITUDE, "m"),
    "v.p.direction": to("Vehicle.CurrentLocation.Heading", "degrees"),
    "v.e.temp": to(paths.AMBIENT, "Celsius"),
    "v.e.cabintemp": to(paths.CABIN_TEMPERATURE, "Celsius"),
    "v.e.hvac": truth(paths.AIR_CONDITIONING),
    "v.e.throttle": to(paths.ACCELERATOR, "%"),
    "v.e.footbrake": to(paths.BRAKE_PEDAL, "%"),
    "v.e.serv.range": to(paths.DISTANCE_TO_SERVICE, "km"),
    _SERVICE_DAY: to(paths.TIME_TO_SERVICE, "s", note="a date in seconds since 1970; what is left of it", zero_is_absent=True),
    "v.t.pressure": Key(paths.TYRE_PRESSURE, "kPa", zero_is_absent=True, note="FL, FR, RL, RR"),
    "v.t.temp": Key(paths.TYRE_AIR, "Celsius", note="FL, FR, RL, RR"),
    "v.t.alert": Key(paths.TYRE_LOW, TRUTH, yes=frozenset("12"), no=frozenset("0"), note="FL, FR, RL, RR: 1 warns, 2 alarms"),
    **ignored(Why.NO_SIGNAL, "v.b.cac", note="capacity in Ah; v.b.capacity is the one in kWh"),
    **ignored(Why.NO_SIGNAL, "v.d.cp", note="the port is open: no cable need be in it"),
    **ignored(
        Why.NO_SIGNAL,
        "v.b.range.full", "v.b.range.ideal", "v.b.range.speed", "v.b.consumption", "v.b.temp", "v.b.cell.voltages",
        "v.b.12v.voltage.ref", "v.b.12v.voltage.alert", "v.b.c.voltage", "v.b.c.temp", "v.b.c.soh",
        "v.b.p.voltage.avg", "v.b.p.voltage.stddev", "v.b.p.voltage.grad", "v.b.p.soc.min", "v.b.p.soc.max",
        "v.b.p.soc.avg", "v.b.p.level.min", "v.b.p.level.max", "v.b.p.level.avg", "v.b.health", "v.b.heating",
        "v.e.on", "v.e.awake", "v.e.gear", "v.e.locked", "v.e.handbrake", "v.e.drivemode", "v.e.charging12v",
        "v.e.aux12v", "v.e.heating", "v.e.cooling", "v.e.headlights", "v.e.parktime", "v.e.drivetime", "v.e.regenbrake",
        "v.i.power", "v.i.efficiency", "v.p.trip", "v.p.gpslock", "v.p.gpsspeed", "v.p.satcount", "v.p.gpshdop",
        "v.p.gpssq", "v.p.gpsmode", "v.t.diff", "v.t.health",
    ),
    **ignored(
        Why.SESSION,
        "v.c.current", "v.c.voltage", "v.c.power", "v.c.kwh", "v.c.kwh.grid", "v.c.time", "v.c.efficiency", "v.c.type",
        "v.c.state", "v.c.substate", "v.c.mode", "v.c.climit", "v.c.temp", "v.c.inprogress", "v.c.duration.range",
        "v.c.duration.soc", "v.b.energy.used", "v.b.energy.recd", "v.b.coulomb.used", "v.b.coulomb.recd",
    ),
    **ignored(Why.SETTING, "v.c.limit.range", "v.c.timermode", "v.c.timerstart", "v.e.cabinsetpoint", "v.e.valet"),
    **ignored(Why.IDENTITY, "v.vin", "v.p.location", "v.type", "v.e.alarm"),
    **ignored(Why.STATUS, "m.freeram", "m.hardware", "m.monotonic", "m.serial", "m.tasks", "m.time.utc", "m.version"),
}  # fmt: skip


def translate(message: Message) -> Report | None:
    """Translate a message; None where its topic is not a metric."""
    match = _TOPIC.fullmatch(message.topic)
    if match is None:
        return None
    car, name = match["car"], match["key"].replace("/", ".")
    plain = values.text(message.payload)
    if message.retained or plain is None:
        return Report(car, passed_over={name: Why.RETAINED if message.retained else Why.UNREADABLE})
    return metrics({name: plain}, car=car, at=message.at)


def metrics(values_by_name: dict[str, object], *, at: datetime, car: str = "") -> Report:
    """Translate metrics by their names. at: when they were true, from which a date of service is counted."""
    signals, passed_over = values.all_of(KEYS, values_by_name)
    if paths.TIME_TO_SERVICE in signals:
        signals[paths.TIME_TO_SERVICE] -= moments.ms(at) / 1000
    return Report(car, None, signals, passed_over)
