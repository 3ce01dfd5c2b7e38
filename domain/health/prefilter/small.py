"""The 12 V battery, the contactors, the cabin filter, silence, recalls, fault codes."""

import numpy as np

from domain.health.checks import cabin_filter, contactor, silent_car, twelve_volt
from domain.health.prefilter import order
from domain.health.prefilter.facts import CLOSE, FAR, Many
from domain.kit.arrays import Flags, Floats


def twelve_volt_could_trip(many: Many) -> Flags:
    """Compare the reading that decides in the check; older readings can only lower its strength."""
    rests, days = many.parts["rests"], many.parts["days"]
    ambient = np.where(np.isnan(rests["ambient_c"]), 20.0, rests["ambient_c"])
    volts = rests["twelve_volt"] + twelve_volt.VOLT_PER_KELVIN * (20.0 - ambient)
    rest = order.lowest(volts, order.ranked(~np.isnan(volts), twelve_volt.RESTS_OF), twelve_volt.RESTS_AGREE)
    running = days["twelve_running_low_v"]
    low = order.lowest(running, order.ranked(~np.isnan(running), twelve_volt.DAYS_OF), twelve_volt.DAYS_AGREE)
    return _below(rest, twelve_volt.FULL_REST_V, twelve_volt.LIMITS["warn"].value) | _below(
        low, twelve_volt.FULL_RUNNING_V, twelve_volt.LIMITS["running"].value
    )


def _below(volts: Floats, full: float, limit: float) -> Flags:
    return volts <= full - (full - limit) * FAR


def cabin_filter_could_trip(many: Many) -> Flags:
    drop = many.parts["filters"]["drop_pct"]
    worst = np.where(np.isnan(drop), -np.inf, drop).max(axis=-1, initial=-np.inf)
    could: Flags = worst >= cabin_filter.LIMITS["drop"].value * CLOSE
    return could


def silent_car_could_trip(many: Many) -> Flags:
    could: Flags = ~(many.silent_s < silent_car.LIMITS["silent"].value * silent_car.HOUR_S * CLOSE)
    return could


def contactor_could_trip(many: Many) -> Flags:
    """Look for a counter near a limit, or for two stored days with as many switchings in an hour as the limit."""
    contactors, limits = many.parts["contactors"], contactor.LIMITS
    worn = order.holds(contactors["cycles"] >= limits["worn"].value * CLOSE)
    busy = contactors["most_an_hour"] >= limits["an_hour"].value * CLOSE
    return worn | order.many(busy, contactor.OFTEN_DAYS)


def recall_could_trip(many: Many) -> Flags:
    return many.recalled


def car_alarm_could_trip(many: Many) -> Flags:
    return many.alarmed


def fault_codes_could_trip(many: Many) -> Flags:
    return many.reports
