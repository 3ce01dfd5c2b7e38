"""The coolant loop."""

import numpy as np

from domain.health import drift, hours
from domain.health.checks import coolant_loop
from domain.health.screens import order
from domain.health.screens.facts import DAY_S, FAR, Flags, Many
from domain.telemetry.features import KEEP_FLOWS_FOR

_ROUNDED = 0.95  # the same sums in another order may end a little lower


def coolant_loop_may(many: Many) -> Flags:
    """The middle of the latest drops of flow, by the check's own fit; lost flow alone decides whether it can trip."""
    flows = many.parts["flows"]
    warm = np.where(np.isnan(flows["outlet_c"]), flows["inlet_c"], flows["outlet_c"])
    known = (flows["flow_lph"] > 0) & ~np.isnan(warm) & ~np.isnan(flows["ambient_c"])
    if not known.any():
        return many.none
    at, flow = flows["at"], np.where(known, flows["flow_lph"], 1.0)
    known &= at > np.where(known, at, -np.inf).max(axis=-1, keepdims=True) - KEEP_FLOWS_FOR.total_seconds()
    first = np.where(known, at, np.inf).min(axis=-1)
    week = many.now - hours.TESTED.total_seconds()
    split = np.maximum(week, first + coolant_loop.LIMITS["baseline"].value * DAY_S)[..., None]
    base, tested = known & (at < split), known & (at >= split)
    air = np.where(known, flows["ambient_c"], 0.0)
    power = np.where(known, np.nan_to_num(flows["power_kw"]), 0.0)
    usual = drift.usual((air, power), flow, base=base)
    low = np.where(base, air, np.inf).min(axis=-1, keepdims=True)
    high = np.where(base, air, -np.inf).max(axis=-1, keepdims=True)
    tested &= (air >= low - hours.OUTSIDE_C) & (air <= high + hours.OUTSIDE_C)
    shown = order.ranked(tested, hours.SHOWN)
    with np.errstate(divide="ignore", invalid="ignore"):  # where there is no baseline
        drop = order.middle((1 - flow / usual) * 100, shown)
    lost = drop >= coolant_loop.LIMITS["drop"].value * FAR * _ROUNDED
    return lost & order.many(base, hours.FEWEST_BASE) & order.many(tested, hours.FEWEST_NOW)
