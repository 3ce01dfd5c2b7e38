"""The traction battery: capacity, cells that drift apart, insulation, charging."""

import numpy as np

from domain.battery import capacity
from domain.health.checks import battery_soh, cell_balance, charging, insulation
from domain.health.evidence import ageing
from domain.health.prefilter import order
from domain.health.prefilter.facts import CLOSE, FAR, Many
from domain.kit.arrays import Flags, Floats


def battery_soh_could_trip(many: Many) -> Flags:
    """Compare the weighted median of the last charges with the limit; the check's allowance for scatter only lowers it."""
    charges, limits = many.parts["charges"], battery_soh.LIMITS
    span, warm = charges["soc_to"] - charges["soc_from"], charges["temperature_c"]
    with np.errstate(divide="ignore", invalid="ignore"):
        soh = charges["energy_kwh"] / span * 1e4 / many.capacity_kwh[..., None]
    usable = (
        (span >= limits["soc_span"].value)
        & (np.isnan(warm) | ((warm >= limits["coldest"].value) & (warm <= limits["warmest"].value)))
        & (soh >= capacity.PLAUSIBLE[0])
        & (soh <= capacity.PLAUSIBLE[1])
        & (charges["end"] >= (many.now - ageing.KEPT.total_seconds())[..., None])
    )
    newest = np.where(usable, charges["end"], -np.inf).max(axis=-1, keepdims=True)
    lately = charges["end"] >= newest - capacity.LATELY.total_seconds()
    used = order.ranked(usable, capacity.USUAL) | (order.ranked(usable, capacity.MOST) & lately)
    limit = 100 - (100 - limits["soh"].value) * CLOSE
    low: Flags = order.balanced(soh, used, weights=span) <= limit
    return low & order.many(used, capacity.FEWEST)


def cell_balance_could_trip(many: Many) -> Flags:
    cells, limits = many.parts["cells"], cell_balance.LIMITS
    spread = (cells["high_v"] - cells["low_v"]) * 1_000
    sane = spread < cell_balance.ABSURD_MV
    between = (cells["soc"] >= cell_balance.LOW_SOC) & (cells["soc"] < cell_balance.FULL_SOC)
    limit = np.where(between, limits["spread"].value, limits["spread_at_ends"].value)
    level = order.holds(sane & (spread >= limit * CLOSE))
    highest, lowest = (
        np.where(sane, spread, -np.inf).max(axis=-1),
        np.where(sane, spread, np.inf).min(axis=-1),
    )
    grown = (highest >= limits["healthy"].value * CLOSE) & (highest - lowest >= limits["grown"].value * CLOSE)
    rates = cells["widened_mv_h"]
    widening = order.lowest(rates, order.ranked(~np.isnan(rates), cell_balance.SETTLED), 1)
    fast: Flags = np.isfinite(widening) & (widening >= limits["widening"].value * FAR)
    could: Flags = level | grown | fast
    return could


def insulation_could_trip(many: Many) -> Flags:
    """Look for a day with little insulation left, as a fall counts only there; that bound lies above the limit itself."""
    readings = many.parts["insulation"]
    with np.errstate(divide="ignore", invalid="ignore"):
        per_volt = readings["ohm"] / readings["pack_v"]
    could: Flags = (readings["pack_v"] > 0) & (per_volt * CLOSE <= insulation.LIMITS["watched"].value)
    return order.holds(could)


def charging_could_trip(many: Many) -> Flags:
    """Look for any charge slower than usual, or so many that broke off; the check then compares only similar charges."""
    charges, limits = many.parts["charges"], charging.LIMITS
    there = ~np.isnan(charges["end"])
    recent = there & (charges["end"] >= (many.now - charging.RECENT.total_seconds())[..., None])
    often = order.many(recent & (charges["cut_short"] > 0), round(limits["aborted"].value * CLOSE))
    peak = np.where(charges["peak_kw"] > 0, charges["peak_kw"], charges["mean_kw"])
    fast = peak > limits["fast"].value
    hot = charges["temperature_c"] >= limits["hot"].value
    gain = charges["soc_to"] - charges["soc_from"]
    usable = there & (gain >= charging.LEAST_GAIN) & (charges["mean_kw"] > 0) & ~hot
    return often | _slower(charges["mean_kw"], usable & fast) | _slower(charges["mean_kw"], usable & ~fast)


def _slower(kw: Floats, usable: Flags) -> Flags:
    now = order.ranked(usable, charging.JUDGED)
    before = usable & ~now
    slower: Flags = order.middle(kw, now) < charging.SLOWER * order.middle(kw, before)
    return slower & order.many(now, charging.FEWEST) & order.many(before, charging.FEWEST_LIKE)
