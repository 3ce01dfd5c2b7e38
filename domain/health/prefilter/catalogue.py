"""Every prefilter by its check, and what prefilters read.

The table stands here and not in the files of the checks, because prefilters import the limits of checks. A check
without a prefilter is always run.
"""

from collections.abc import Callable, Mapping

import numpy as np

from domain.health.prefilter import battery, brakes, cooling, small, tyres
from domain.health.prefilter.facts import Many
from domain.kit.arrays import Flags

Prefilter = Callable[[Many], Flags]

# What prefilters read: of each part the fields, and how many of the newest readings.
NEEDED: Mapping[str, tuple[tuple[str, ...], int]] = {
    "rests": (("end", "tyre_kpa", "tyre_c", "ambient_c", "air_hpa", "twelve_volt"), 24),
    "days": (("driving_s", "twelve_running_low_v"), 7),
    "flows": (("at", "flow_lph", "inlet_c", "outlet_c", "ambient_c", "power_kw"), 400),
    "charges": (
        ("end", "soc_from", "soc_to", "energy_kwh", "temperature_c", "mean_kw", "peak_kw", "cut_short"),
        100,
    ),
    "wear": (("pads",), 200),
    "filters": (("drop_pct",), 5),
    "losses": (("at",), 20),
    "contactors": (("cycles", "most_an_hour"), 45),
    "insulation": (("ohm", "pack_v"), 60),
    "motors": (("at", "motor_c", "inverter_c", "coolant_c", "ambient_c", "speed_kmh", "driven_s"), 200),
    "cells": (("low_v", "high_v", "soc", "widened_mv_h"), 100),
}

PREFILTERS: Mapping[str, Prefilter] = {
    "coolant_loop": cooling.coolant_loop_could_trip,
    "tyre_pressure": tyres.tyre_pressure_could_trip,
    "charging": battery.charging_could_trip,
    "contactor": small.contactor_could_trip,
    "recall": small.recall_could_trip,
    "car_alarm": small.car_alarm_could_trip,
    "fault_codes": small.fault_codes_could_trip,
    "insulation": battery.insulation_could_trip,
    "motor_heat": cooling.motor_heat_could_trip,
    "puncture": tyres.puncture_could_trip,
    "brake_pads": brakes.brake_pads_could_trip,
    "brake_balance": brakes.brake_balance_could_trip,
    "twelve_volt": small.twelve_volt_could_trip,
    "battery_soh": battery.battery_soh_could_trip,
    "cabin_filter": small.cabin_filter_could_trip,
    "silent_car": small.silent_car_could_trip,
    "cell_balance": battery.cell_balance_could_trip,
}


def could_trip(code: str, many: Many) -> Flags:
    """Return where a check has to be run, shape (...): where its prefilter says so, or it has none."""
    return PREFILTERS[code](many) if code in PREFILTERS else np.ones(many.now.shape, dtype=np.bool_)
