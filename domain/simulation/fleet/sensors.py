"""Errors of sensors and of sending: losses, silence, readings that stick or are absurd.

Shares are assumed: about 1.5 % of records are lost, and half a day a year goes by without reception.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from domain.kit.arrays import Flags, Floats
from domain.simulation.fleet import causes
from domain.simulation.fleet.facts import Ground, Table

_LOST = 0.015
_SILENT_A_DAY = 0.0015
_ABSURD = 2e-4  # of the readings of one signal
_ABSURD_KPA, _ABSURD_V, _ABSURD_WORN = 90.0, 8.9, 98.0
_SPARED = frozenset({"days", "codes", "losses"})  # never partly lost


def lossy(ground: Ground, tables: Mapping[str, Table]) -> dict[str, Table]:
    """Remove the readings that never arrived."""
    rng = ground.rng("losses")
    silent = rng.random(ground.shape) < _SILENT_A_DAY
    rest = {}
    for name, table in tables.items():
        gaps = rng.random(table.there.shape) < (0.0 if name in _SPARED else _LOST)
        rest[name] = replace(table, there=table.there & ~gaps & ~silent[..., None])
    return rest


def absurd(ground: Ground, name: str, values: Floats, absurd: float) -> Floats:
    """Replace a few values by an absurd but possible one."""
    hit: Flags = ground.rng(f"absurd {name}").random(values.shape) < _ABSURD
    return np.where(hit, absurd, values)


def tyres(ground: Ground, kpa: Floats, end: Floats) -> Floats:
    """Apply tyre sensors that stick at their last value or drift."""
    kpa = absurd(ground, "tyres", kpa, _ABSURD_KPA)
    for fault in ground.of("tyre_sensor_stuck"):
        own = kpa[fault.car, ..., fault.wheel]
        since = (end[fault.car] >= fault.onset.timestamp()) & (end[fault.car] < fault.mended_at.timestamp())
        if since.any():
            own[since] = own[since][0]
    for fault in ground.of("tyre_sensor_noise"):
        rng = np.random.default_rng(fault.seed)
        on = causes.progress(fault, end[fault.car]) > 0
        noise = rng.normal(0.0, fault.sizes["kpa"], size=on.shape) * on
        kpa[fault.car, ..., fault.wheel] = np.round(kpa[fault.car, ..., fault.wheel] + noise)
    return kpa


def twelve_volt(ground: Ground, volt: Floats, end: Floats) -> Floats:
    """Apply a voltmeter that reads low."""
    volt = absurd(ground, "12 V", volt, _ABSURD_V)
    for fault in ground.of("voltmeter"):
        volt[fault.car] -= fault.sizes["volt"] * causes.progress(fault, end[fault.car])
    return volt


def pads(ground: Ground, table: Table) -> Table:
    return replace(
        table,
        columns={**table.columns, "pads": absurd(ground, "pads", table.columns["pads"], _ABSURD_WORN)},
    )
