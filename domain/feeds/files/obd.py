"""Apps that read a car by OBD and name values in words: Torque with a column a value, Car Scanner with a row a value.

The unit stands beside each value; a value without one is held back. So are currents: each car profile has its own sign.
"""

import re
from collections.abc import Mapping
from typing import Final

from domain.feeds.facts import TRUTH, Key, Why
from domain.feeds.files.facts import Clock, Preset
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE

_NAMES: Final[Mapping[str, str]] = {
    name: path
    for names, path in (
        ("vehicle speed|speed (obd)|speed", paths.SPEED),
        ("state of charge|soc|battery state of charge|hv battery soc|state of charge (bms)", paths.SOC),
        ("state of charge (display)|soc display|displayed soc", paths.SOC_DISPLAYED),
        ("state of health|soh|battery state of health", paths.SOH),
        ("hv battery voltage|battery dc voltage|traction battery voltage", paths.PACK_VOLTAGE),
        ("maximum cell voltage|cell voltage max|max cell voltage", paths.CELL_MAX),
        ("minimum cell voltage|cell voltage min|min cell voltage", paths.CELL_MIN),
        ("battery max temperature|maximum battery temperature|hv battery max temperature", paths.PACK_TEMPERATURE_MAX),
        ("battery min temperature|minimum battery temperature|hv battery min temperature", paths.PACK_TEMPERATURE_MIN),
        ("ambient air temperature|ambient air temp|outside temperature|ambient temperature", paths.AMBIENT),
        ("control module voltage|voltage (control module)|auxiliary battery voltage|12v battery voltage", paths.TWELVE_VOLT),
        ("odometer|odometer(from ecu)", paths.ODOMETER),
        ("barometric pressure|barometric pressure (from vehicle)", paths.AIR_PRESSURE),
        ("tire pressure front left|tyre pressure front left", paths.TYRE_PRESSURE[0]),
        ("tire pressure front right|tyre pressure front right", paths.TYRE_PRESSURE[1]),
        ("tire pressure rear left|tyre pressure rear left", paths.TYRE_PRESSURE[2]),
        ("tire pressure rear right|tyre pressure rear right", paths.TYRE_PRESSURE[3]),
    )
    for name in names.split("|")
}  # fmt: skip
_WITH_UNIT: Final = re.compile(r"(?P<name>.+)\((?P<unit>[^()]*)\)")
_ABSENT_AT_ZERO: Final = frozenset((paths.ODOMETER, paths.SOH, paths.TWELVE_VOLT, *paths.TYRE_PRESSURE))


def key(name: str, unit: str) -> Key | None:
    """Return what a value of this name and unit becomes; None where the name is not known."""
    path = _NAMES.get(name.strip().casefold())
    if path is None:
        return None
    unit = TRUTH if CATALOGUE[path].boolean else unit.strip()
    return Key((path,), unit, zero_is_absent=path in _ABSENT_AT_ZERO) if unit else Key(why=Why.UNIT_UNKNOWN)


def _of_column(column: str) -> Key | None:
    """Read a column such as "ambient air temp(°c)"."""
    match = _WITH_UNIT.fullmatch(column)
    return None if match is None else key(match["name"], match["unit"])


TORQUE: Final = Preset(
    "torque",
    "Torque log (CSV)",
    frozenset(("gps time", "device time")),
    Clock("device time", formats=("%d-%b-%Y %H:%M:%S.%f", "%d-%b-%Y %H:%M:%S")),
    {
        name: Key(why=Why.IDENTITY)
        for name in (
            "longitude",
            "latitude",
            "altitude",
            "bearing",
            "gps time",
            "horizontal dilution of precision",
        )
    },
    key_of=_of_column,
)
# A row a value: `reading` puts the rows of a second together, and takes the day from the name of the file.
CAR_SCANNER: Final = Preset(
    "car_scanner", "Car Scanner (CSV)", frozenset(("seconds", "pid", "value", "units")), Clock("seconds"), {}
)
