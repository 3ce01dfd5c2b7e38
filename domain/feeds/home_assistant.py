"""Home Assistant: the owner says which entity is what, and the entity's own unit decides.

A value is an object {"state": …, "unit": …}: at the topic beforehand/<car>/<what>, or several in one request. Of "what" there is a fixed list: the words of KEYS.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from domain.feeds import values
from domain.feeds.facts import TRUTH, Key, Keys, Message, Report, Signals, Why, to, truth
from domain.telemetry import paths

NAME: Final = "home_assistant"
TITLE: Final = "Home Assistant (MQTT, webhook)"
SLEEPS: Final = False
TOPICS: Final = ("beforehand/+/+",)
_TOPIC: Final = re.compile(r"beforehand/(?P<car>[^/]+)/(?P<key>[^/]+)")
_UNPLUGGED: Final = ("a", "disconnected", "unplugged", "not_connected", "none")
_WAITS: Final = (
    "b", "connected", "plugged", "plugged_in", "complete", "completed", "finished", "charging_stopped", "stopped",
    "paused", "ready", "ready_for_charging", "waiting", "idle", "awaiting_start", "charging_paused", "not_charging",
)  # fmt: skip
_CHARGES: Final = (
    "c",
    "charging",
    "fast_charging",
    "ac_charging",
    "dc_charging",
    "slow_charging",
    "conservation",
)

KEYS: Final[Keys] = {
    "soc": Key((paths.SOC_DISPLAYED, paths.SOC), "%", copies=True, note="as shown to the driver; stands for the pack's own too"),
    "soh": to(paths.SOH, "%", zero_is_absent=True, note="not Stellantis', which is a resistance"),
    "soc_limit": to(paths.CHARGE_LIMIT, "%", zero_is_absent=True),
    "range": to(paths.RANGE, "km"),
    "odometer": to(paths.ODOMETER, "km", zero_is_absent=True),
    "speed": to(paths.SPEED, "km/h"),
    "status": truth(
        paths.IS_CHARGING, *_CHARGES, no=(*_UNPLUGGED, *_WAITS),
        also=truth(paths.CABLE_CONNECTED, *_CHARGES, *_WAITS, no=_UNPLUGGED),
        note="A, B, C of IEC 61851, or words such as disconnected, charging_stopped, fast_charging",
    ),
    "charging": truth(paths.IS_CHARGING),
    "plugged": truth(paths.CABLE_CONNECTED),
    "time_to_full": to(f"{paths.PACK}.Charging.TimeToComplete", "min", zero_is_absent=True),
    "power_in": to(paths.PACK_POWER, "kW", note="of the battery, positive while it charges"),
    "power_out": to(paths.PACK_POWER, "kW", factor=-1, note="of the battery, positive while it drives"),
    "battery_voltage": to(paths.PACK_VOLTAGE, "V", zero_is_absent=True),
    "battery_current_in": to(paths.PACK_CURRENT, "A", note="positive while it charges"),
    "battery_current_out": to(paths.PACK_CURRENT, "A", factor=-1, note="positive while it drives"),
    "battery_energy": to(paths.PACK_ENERGY, "kWh", zero_is_absent=True),
    "battery_temperature": to(paths.PACK_TEMPERATURE, "°C"),
    "battery_temperature_min": to(paths.PACK_TEMPERATURE_MIN, "°C"),
    "battery_temperature_max": to(paths.PACK_TEMPERATURE_MAX, "°C"),
    "cell_voltage_min": to(paths.CELL_MIN, "V", zero_is_absent=True),
    "cell_voltage_max": to(paths.CELL_MAX, "V", zero_is_absent=True),
    "outside_temperature": to(paths.AMBIENT, "°C"),
    "inside_temperature": to(paths.CABIN_TEMPERATURE, "°C"),
    "climate": truth(paths.AIR_CONDITIONING, "on", "true", "1", "heat", "cool", "heat_cool", "auto", "dry", "fan_only", no=("off", "false", "0")),
    "twelve_volt": to(paths.TWELVE_VOLT, "V", zero_is_absent=True),
    "tyre_front_left": to(paths.TYRE_PRESSURE[0], "kPa", zero_is_absent=True),
    "tyre_front_right": to(paths.TYRE_PRESSURE[1], "kPa", zero_is_absent=True),
    "tyre_rear_left": to(paths.TYRE_PRESSURE[2], "kPa", zero_is_absent=True),
    "tyre_rear_right": to(paths.TYRE_PRESSURE[3], "kPa", zero_is_absent=True),
    "service_distance": to(paths.DISTANCE_TO_SERVICE, "km"),
    "service_time": to(paths.TIME_TO_SERVICE, "d"),
}  # fmt: skip


def translate(message: Message) -> Report | None:
    """Translate a message; None where its topic is another."""
    match = _TOPIC.fullmatch(message.topic)
    if match is None:
        return None
    car, key = match["car"], match["key"]
    if message.retained:
        return Report(car, passed_over={key: Why.RETAINED})
    plain = values.text(message.payload)
    if plain is None:
        return Report(car, passed_over={key: Why.UNREADABLE})
    value = values.parse(plain) if plain.lstrip().startswith("{") else plain
    if value is Why.UNREADABLE:
        return Report(car, passed_over={key: Why.UNREADABLE})
    return entities({key: value}, car=car)


def entities(states: Mapping[str, Any], *, at: datetime | None = None, car: str = "") -> Report:
    """Translate entities by what they are: each {"state": …, "unit": …}, or the bare state."""
    signals: Signals = {}
    passed_over: dict[str, Why] = {}
    for name, entity in states.items():
        more, reasons = _entity(name, entity)
        signals |= more
        passed_over |= reasons
    return Report(car, at, signals, passed_over)


def _entity(name: str, entity: object) -> tuple[Signals, dict[str, Why]]:
    key = KEYS.get(name)
    if key is None:
        return {}, {name: Why.UNKNOWN_KEY}
    state, unit = entity, None
    if isinstance(entity, dict):
        state, unit = entity.get("state"), entity.get("unit")
    if key.unit != TRUTH and (values.is_absent(unit) or not isinstance(unit, str | int | float)):
        return {}, {name: Why.NO_VALUE if values.is_absent(state) else Why.UNIT_UNKNOWN}
    return values.by_key(key, name, state, unit=None if key.unit == TRUTH else str(unit))
