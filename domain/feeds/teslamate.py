"""TeslaMate over MQTT: teslamate/cars/<number>/<key>, with a namespace teslamate/<namespace>/cars/<number>/<key>.

Plain text, retained (but `healthy`), no time in it. What the broker kept is of an unknown time, and while the car sleeps
TeslaMate repeats what it knew before: neither is a reading. Its `power` is documented in watts and comes in kW,
positive out of the pack.
"""

import re
from typing import Final

from domain.feeds import values
from domain.feeds.facts import Key, Keys, Message, Report, Why, ignored, to, truth
from domain.telemetry import paths

NAME: Final = "teslamate"
TITLE: Final = "TeslaMate (MQTT)"
SLEEPS: Final = True
TOPICS: Final = ("teslamate/cars/+/+", "teslamate/+/cars/+/+")
_TOPIC: Final = re.compile(r"teslamate/(?P<car>(?:[^/]+/)?cars/[^/]+)/(?P<key>[^/]+)")
_AWAKE: Final = frozenset(("online", "driving", "charging", "updating"))

STATE_OF_CHARGE: Final = Key(
    (paths.SOC_DISPLAYED, paths.SOC),
    copies=True,
    note="as shown to the driver; stands for the pack's own too",
)
KEYS: Final[Keys] = {
    "battery_level": STATE_OF_CHARGE,
    "power": to(paths.PACK_POWER, "kW", factor=-1, note="documented as watts, sent in kW, positive out of the pack"),
    "speed": to(paths.SPEED, "km/h"),
    "odometer": to(paths.ODOMETER, "km", zero_is_absent=True),
    "rated_battery_range_km": to(paths.RANGE, "km"),
    "outside_temp": to(paths.AMBIENT, "Celsius"),
    "inside_temp": to(paths.CABIN_TEMPERATURE, "Celsius"),
    "is_climate_on": truth(paths.AIR_CONDITIONING),
    **{
        f"tpms_pressure_{wheel}": to(path, "bar", zero_is_absent=True)
        for wheel, path in zip(("fl", "fr", "rl", "rr"), paths.TYRE_PRESSURE, strict=True)
    },
    **{
        f"tpms_soft_warning_{wheel}": truth(path)
        for wheel, path in zip(("fl", "fr", "rl", "rr"), paths.TYRE_LOW, strict=True)
    },
    "charging_state": truth(
        paths.IS_CHARGING, "charging", no=("disconnected", "stopped", "nopower", "complete", "starting")
    ),
    "plugged_in": truth(paths.CABLE_CONNECTED),
    "charge_limit_soc": to(paths.CHARGE_LIMIT, "%", zero_is_absent=True),
    "charge_energy_added": to(
        paths.CHARGE_ADDED, "kWh", note="counts with the state of charge, so it tells charges and judges no battery"
    ),
    "time_to_full_charge": to(f"{paths.PACK}.Charging.TimeToComplete", "h", zero_is_absent=True),
    "location": Key((paths.LATITUDE, paths.LONGITUDE), parts=("latitude", "longitude"), note="a JSON object"),
    "elevation": to(paths.ALTITUDE, "m"),
    "heading": to("Vehicle.CurrentLocation.Heading", "degrees"),
    **ignored(
        Why.SESSION, "charger_power", "charger_voltage", "charger_actual_current", "charger_phases"
    ),
    **ignored(Why.STATUS, "state", "since", "healthy", "version", "update_available", "update_version"),
    **ignored(
        Why.IDENTITY, "display_name", "model", "trim_badging", "exterior_color", "wheel_type", "spoiler_type", "geofence"
    ),
    **ignored(
        Why.DEPRECATED,
        "latitude", "longitude", "active_route_destination", "active_route_latitude", "active_route_longitude",
    ),
    **ignored(
        Why.SETTING,
        "charge_current_request", "charge_current_request_max", "scheduled_charging_start_time", "climate_keeper_mode",
        "sentry_mode", "active_route",
    ),
    **ignored(
        Why.NO_SIGNAL,
        "usable_battery_level", "est_battery_range_km", "ideal_battery_range_km", "shift_state", "locked", "windows_open",
        "doors_open", "driver_front_door_open", "driver_rear_door_open", "passenger_front_door_open",
        "passenger_rear_door_open", "trunk_open", "frunk_open", "is_user_present", "is_preconditioning",
        "charge_port_door_open", "center_display_state",
    ),
}  # fmt: skip


def translate(message: Message) -> Report | None:
    """Translate a message; None where its topic is not TeslaMate's."""
    match = _TOPIC.fullmatch(message.topic)
    if match is None:
        return None
    car, key = match["car"], match["key"]
    plain = values.text(message.payload)
    if plain is None:
        return Report(car, passed_over={key: Why.UNREADABLE})
    if key == "state":
        return Report(car, passed_over={key: Why.STATUS}, awake=plain.strip() in _AWAKE)
    if message.retained:
        return Report(car, passed_over={key: Why.RETAINED})
    signals, passed_over = values.read(KEYS, key, plain)
    return Report(car, signals=signals, passed_over=passed_over)
