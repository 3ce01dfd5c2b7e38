"""The battery's coolant loop and the drive motor: hours of driving against the car's own normal.

The checks' own fit is repeated for all cars at once. Each check asks for two signs; that the first is missing is
enough to pass a car.
"""

import numpy as np

from domain.health.checks import coolant_loop, motor_heat
from domain.health.evidence import drift, hours
from domain.health.prefilter import order
from domain.health.prefilter.facts import DAY_S, FAR, Many
from domain.kit.arrays import Flags, Floats
from domain.telemetry.features.columns import Columns
from domain.telemetry.features.extraction import KEEP_FLOWS_FOR

_ROUNDED = 0.95  # the same sums in another order may end a little lower


def _split(many: Many, at: Floats, air: Floats, usable: Flags, *, days: float) -> tuple[Flags, Flags]:
    """Return masks of the baseline and of the latest hours, as `hours.split` chooses them; both empty where it cannot."""
    first = np.where(usable, at, np.inf).min(axis=-1)
    week = many.now - hours.TESTED.total_seconds()
    split = np.maximum(week, first + days * DAY_S)[..., None]
    base, tested = usable & (at < split), usable & (at >= split)
    low = np.where(base, air, np.inf).min(axis=-1, keepdims=True) - hours.OUTSIDE_C
    high = np.where(base, air, -np.inf).max(axis=-1, keepdims=True) + hours.OUTSIDE_C
    tested &= (air >= low) & (air <= high)
    enough = order.many(base, hours.FEWEST_BASE) & order.many(tested, hours.FEWEST_NOW)
    return base & enough[..., None], order.ranked(tested & enough[..., None], hours.SHOWN)


def coolant_loop_could_trip(many: Many) -> Flags:
    """Compare the median of the latest drops of flow with the limit."""
    flows, limits = many.parts["flows"], coolant_loop.LIMITS
    warm = np.where(np.isnan(flows["outlet_c"]), flows["inlet_c"], flows["outlet_c"])
    stored = flows["at"] > _latest(flows["at"]) - KEEP_FLOWS_FOR.total_seconds()
    usable: Flags = stored & (flows["flow_lph"] > 0) & ~np.isnan(warm) & ~np.isnan(flows["ambient_c"])
    flow, air, power = (_filled(flows, name, usable) for name in ("flow_lph", "ambient_c", "power_kw"))
    base, latest = _split(many, flows["at"], air, usable, days=limits["baseline"].value)
    usual = np.minimum(*drift.usual((air, power), flow, base=base))
    with np.errstate(divide="ignore", invalid="ignore"):  # where there is no baseline
        drop = order.middle((1 - flow / usual) * 100, latest)
    could: Flags = drop >= limits["drop"].value * FAR * _ROUNDED
    return could


def motor_heat_could_trip(many: Many) -> Flags:
    """Compare the median of the motor's latest rises with the limit, without what more power would explain."""
    motors, limits = many.parts["motors"], motor_heat.LIMITS
    cooled = np.where(np.isnan(motors["inverter_c"]), motors["coolant_c"], motors["inverter_c"])
    usable: Flags = ~np.isnan(motors["motor_c"]) & ~np.isnan(cooled) & ~np.isnan(motors["ambient_c"])
    motor, air, speed = (_filled(motors, name, usable) for name in ("motor_c", "ambient_c", "speed_kmh"))
    base, latest = _split(many, motors["at"], air, usable, days=limits["baseline"].value)
    warm = _through(motors["at"], _filled(motors, "driven_s", usable), usable)
    usual = np.maximum(*drift.usual((air, speed * warm, warm), motor - air, base=base))
    rise = order.middle(motor - air - np.where(usual > 0, usual, -np.inf), latest)
    could: Flags = rise >= limits["motor"].value * FAR * _ROUNDED
    return could | _by_coolant_at_times(motors, usable)


def _by_coolant_at_times(motors: Columns, usable: Flags) -> Flags:
    """Return the cars whose inverter is known in some hours only: the check may choose other hours than these arrays hold."""
    inverter = ~np.isnan(motors["inverter_c"])
    return order.holds(usable & inverter) & order.holds(usable & ~inverter)


def _latest(at: Floats) -> Floats:
    newest: Floats = np.where(np.isnan(at), -np.inf, at).max(axis=-1, keepdims=True)
    return newest


def _filled(columns: Columns, name: str, usable: Flags) -> Floats:
    return np.where(usable, np.nan_to_num(columns[name]), 0.0)


def _through(at: Floats, driven_s: Floats, usable: Flags) -> Floats:
    """Return how far motors have warmed through in the middle of each hour, 0..1, as the check computes it."""
    last = np.maximum.accumulate(np.where(usable, np.arange(at.shape[-1]), -1), axis=-1)
    last = np.concatenate([np.full_like(last[..., :1], -1), last[..., :-1]], axis=-1)
    then, drove = (np.take_along_axis(each, np.maximum(last, 0), axis=-1) for each in (at, driven_s))
    before = np.where((last >= 0) & (at - then <= hours.HOUR_S), drove, 0.0)
    share: Floats = -np.expm1(-(before + driven_s / 2) / motor_heat.WARMS_S)
    return share
