"""Tables of known programs: LeafSpy, TeslaMate, TeslaFi, OVMS. Columns are named in small letters."""

from datetime import UTC
from statistics import fmean
from typing import Final

from domain.feeds import ovms, teslamate
from domain.feeds.facts import Key, Keys, Why, ignored, to, truth
from domain.feeds.files.facts import Clock, Combined, Preset
from domain.feeds.files.obd import CAR_SCANNER, TORQUE
from domain.telemetry import paths

_LEAF_TEMPERATURES: Final = tuple(f"pack t{number} c" for number in (1, 2, 3, 4))

_LEAF_OTHERS: Final = (
    *(f"cp{number}" for number in range(1, 97)), *(f"pack t{number} f" for number in (1, 2, 3, 4)),
    "gids", "ahr", "hx", "avg cp mv", "cp mv diff", "judgment value", "qc", "l1/l2", "regenwh", "blevel", "gear", "hvolt1",
    "hvolt2", "motor pwr(w)", "motor pwr(100w)", "aux pwr(100w)", "a/c pwr(250w)", "a/c comp(0.1mpa)",
    "est pwr a/c(50w)", "est pwr htr(250w)", "obc out pwr", "speed2", "wiper status", "torque nm",
)  # fmt: skip
LEAFSPY: Final = Preset(
    "leafspy",
    "LeafSpy log (CSV)",
    frozenset(("gids", "pack amps", "epoch time")),
    Clock("epoch time", "s"),
    {
        "soc": to(paths.SOC, "%", factor=1e-4),
        "pack volts": to(paths.PACK_VOLTAGE, "V", zero_is_absent=True),
        "pack amps": to(paths.PACK_CURRENT, "A", factor=-1, note="positive out of the pack"),
        "max cp mv": to(paths.CELL_MAX, "mV", zero_is_absent=True),
        "min cp mv": to(paths.CELL_MIN, "mV", zero_is_absent=True),
        "12v bat volts": to(paths.TWELVE_VOLT, "V", zero_is_absent=True),
        "odo(km)": to(paths.ODOMETER, "km", zero_is_absent=True),
        "odo(mi)": to(paths.ODOMETER, "mi", zero_is_absent=True),
        "tp-fl": to(paths.TYRE_PRESSURE[0], "psi", zero_is_absent=True),
        "tp-fr": to(paths.TYRE_PRESSURE[1], "psi", zero_is_absent=True),
        "tp-rr": to(paths.TYRE_PRESSURE[3], "psi", zero_is_absent=True, note="comes before rear left"),
        "tp-rl": to(paths.TYRE_PRESSURE[2], "psi", zero_is_absent=True),
        "ambient": to(paths.AMBIENT, "°F"),
        "soh": to(paths.SOH, "%", zero_is_absent=True),
        "speed": to(paths.SPEED, "km/h", note="by GPS"),
        "speed1": to(paths.SPEED, "km/h", factor=1e-2, note="of the wheels, where it is logged"),
        "plug state": truth(paths.CABLE_CONNECTED, "1", "2", no=("0",)),
        "charge mode": truth(paths.IS_CHARGING, "1", "2", "3", no=("0",)),
        **ignored(Why.UNIT_UNKNOWN, "motor temp", "inverter 2 temp", "inverter 4 temp", "12v bat amps"),
        **ignored(Why.NO_SIGNAL, *_LEAF_OTHERS),
        **ignored(Why.STATUS, "date/time", "epoch time", "debug", "gps status", "power sw", "bms", "obc"),
        **ignored(Why.IDENTITY, "vin", "lat", "long", "elv"),
    },
    combined=(
        Combined(paths.PACK_TEMPERATURE_MIN, _LEAF_TEMPERATURES, min),
        Combined(paths.PACK_TEMPERATURE_MAX, _LEAF_TEMPERATURES, max),
        Combined(paths.PACK_TEMPERATURE, _LEAF_TEMPERATURES, fmean),
    ),
    any_width=True,
)

_TESLA_ROW: Final[Keys] = {
    **{
        name: teslamate.KEYS[name]
        for name in (
            "battery_level", "power", "outside_temp", "inside_temp", "is_climate_on", "charging_state",
            "charge_limit_soc", "time_to_full_charge", "charge_energy_added", "charger_power", "charger_voltage",
            "charger_actual_current", "charger_phases", "usable_battery_level",
        )
    },
    "latitude": to(paths.LATITUDE),
    "longitude": to(paths.LONGITUDE),
}  # fmt: skip
TESLAMATE: Final = Preset(
    "teslamate",
    "TeslaMate, table positions or charges (CSV)",
    frozenset(("date", "battery_level", "rated_battery_range_km")),
    Clock("date", zone=UTC),
    {
        **_TESLA_ROW,
        **{
            name: teslamate.KEYS[name]
            for name in (
                "speed", "odometer", "rated_battery_range_km", "elevation", "est_battery_range_km",
                "ideal_battery_range_km", *(f"tpms_pressure_{wheel}" for wheel in ("fl", "fr", "rl", "rr")),
            )
        },
        **ignored(Why.STATUS, "id", "car_id", "drive_id", "charging_process_id"),
    },
    combined=(
        Combined(paths.IS_CHARGING, ("charging_process_id",), lambda _: True),
        Combined(paths.IS_CHARGING, ("drive_id",), lambda _: False),
    ),
)  # fmt: skip
TESLAFI: Final = Preset(
    "teslafi",
    "TeslaFi export (CSV)",
    frozenset(("date", "battery_level", "charging_state", "battery_range")),
    Clock("date", formats=("%Y-%m-%d %H:%M:%S",)),
    {
        **_TESLA_ROW,
        "speed": to(paths.SPEED, "mph"),
        "odometer": to(paths.ODOMETER, "mi", zero_is_absent=True),
        "battery_range": to(paths.RANGE, "mi", zero_is_absent=True),
        "est_battery_range": Key(why=Why.NO_SIGNAL),
        "ideal_battery_range": Key(why=Why.NO_SIGNAL),
        **ignored(
            Why.UNIT_UNKNOWN, "tpms_front_left", "tpms_front_right", "tpms_rear_left", "tpms_rear_right"
        ),
        **ignored(Why.IDENTITY, "vin", "display_name", "id_s", "vehicle_id", "data_id"),
    },
)
OVMS: Final = Preset(
    "ovms",
    "OVMS metrics (CSV, a column a metric)",
    frozenset(("time", "v.b.soc")),
    Clock("time", zone=UTC),
    {name: key for name, key in ovms.KEYS.items() if name != "v.e.serv.time"},
)

ALL: Final = (LEAFSPY, TESLAFI, TESLAMATE, OVMS, TORQUE, CAR_SCANNER)
BY_NAME: Final = {preset.name: preset for preset in ALL}
