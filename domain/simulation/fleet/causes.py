"""What goes wrong in a fleet, how often, and in which forms: those that may be learned from, and those that judge.

Rates are assumed where no source is named; together they stay below one fault per 10,000 car-days. Forms of both
uses differ in the shape of their progress and in their signature, so that learning one by heart is of no use.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import numpy as np

from domain.simulation.facts import DAY_S, Floats
from domain.simulation.fleet.facts import Cause, FaultTruth, Form

CAUSES: Mapping[str, Cause] = {
    "coolant_loss": Cause("coolant_loop", 18.0, harms=True, source="assumed"),
    "tyre_leak": Cause(
        "tyre_pressure", 90.0, harms=True, also=("puncture",), source="assumed; punctures are common, most leak slowly"
    ),
    "battery_12v": Cause(
        "twelve_volt", 120.0, harms=True, source="assumed; the commonest cause of breakdowns in ADAC's yearly statistics"
    ),
    "converter": Cause("twelve_volt", 6.0, harms=True, source="assumed"),
    "flow_sensor": Cause("", 15.0, harms=False, source="assumed; no fault of the loop"),
    "loop_thermometer": Cause("", 15.0, harms=False, source="assumed; no fault of the loop"),
    "tyre_sensor_stuck": Cause("", 30.0, harms=False, source="assumed; no fault of the tyre"),
    "tyre_sensor_noise": Cause("", 20.0, harms=False, source="assumed; no fault of the tyre"),
    "voltmeter": Cause("", 10.0, harms=False, source="assumed; no fault of the battery"),
}  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form("coolant_loss", "seeping_joint", "training", "linear", (6, 25),
         {"flow_pct": (9, 15), "kelvin_per_pct": (0.4, 0.6)}),
    Form("coolant_loss", "worn_pump", "training", "steps", (10, 30),
         {"flow_pct": (10, 18), "kelvin_per_pct": (0.35, 0.55)}),
    Form("coolant_loss", "cracked_hose", "evaluation", "accelerating", (8, 28),
         {"flow_pct": (10, 18), "kelvin_per_pct": (0.4, 0.65)}),
    Form("coolant_loss", "air_in_the_loop", "evaluation", "intermittent", (10, 30),
         {"flow_pct": (9, 16), "kelvin_per_pct": (0.35, 0.55)}),
    Form("tyre_leak", "nail", "training", "linear", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "valve_core", "training", "accelerating", (15, 40), {"kpa": (115, 140)}),
    Form("tyre_leak", "bead", "evaluation", "decelerating", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "cracked_rim", "evaluation", "wavering", (12, 38), {"kpa": (115, 140)}),
    Form("battery_12v", "sulphation", "training", "linear", (20, 70), {"volt": (0.95, 1.3)}),
    Form("battery_12v", "parasitic_drain", "training", "decelerating", (10, 30), {"volt": (0.95, 1.3)}),
    Form("battery_12v", "shorted_cell", "evaluation", "steps", (12, 45), {"volt": (1.0, 1.6)}),
    Form("battery_12v", "grid_corrosion", "evaluation", "accelerating", (25, 80), {"volt": (0.95, 1.3)}),
    Form("converter", "weak_output", "training", "linear", (5, 18), {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("converter", "loose_plug", "evaluation", "intermittent", (6, 20),
         {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("flow_sensor", "reads_low", "both", "linear", (1, 12), {"pct": (3, 9)}),
    Form("loop_thermometer", "reads_high", "both", "linear", (1, 20), {"kelvin": (1, 3)}),
    Form("tyre_sensor_stuck", "sticks", "both", "linear", (1, 20), {}),
    Form("tyre_sensor_noise", "scatters", "both", "linear", (5, 20), {"kpa": (2, 6)}),
    Form("voltmeter", "reads_low", "both", "linear", (1, 60), {"volt": (0.04, 0.15)}),
)  # fmt: skip

USES = ("training", "evaluation")
SHORTEST = {(form.cause, form.code): timedelta(days=form.days[0]) for form in FORMS}
_BEND = 3.0
_STEPS = 4


def _linear(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - every curve has the same shape
    return along


def _accelerating(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """Slow at first, e-folding three times on the way."""
    grown: Floats = np.expm1(_BEND * along) / np.expm1(_BEND)
    return grown


def _decelerating(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """Fast at first, as what drives it fades with it."""
    grown: Floats = np.expm1(-1.5 * along) / np.expm1(-1.5)
    return grown


def _steps(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """In four jumps of unequal height."""
    heights = np.cumsum(np.random.default_rng(int(phase * 1e6)).uniform(0.5, 1.5, size=_STEPS))
    levels = np.concatenate(([0.0], heights / heights[-1]))
    return levels[np.minimum((along * _STEPS).astype(np.int64) + (along > 0), _STEPS)]


def _intermittent(along: Floats, days: Floats, phase: float) -> Floats:
    """There on some days and gone on others, ever more often."""
    lot = np.mod(np.sin(np.floor(days) * 12.9898 + phase * 78.233) * 43_758.5453, 1.0)
    return np.where(lot < 0.45 + 0.55 * along, along, 0.3 * along)


def _wavering(along: Floats, days: Floats, phase: float) -> Floats:
    """Never back, but at a pace that comes and goes within a week."""
    wave = np.sin(2 * np.pi * (days / 6.0 + phase)) - np.sin(2 * np.pi * phase)
    grown: Floats = np.clip(along + 0.03 * wave * (along > 0), 0.0, 1.0)
    return grown


CURVES: Mapping[str, Callable[[Floats, Floats, float], Floats]] = {
    "linear": _linear,
    "accelerating": _accelerating,
    "decelerating": _decelerating,
    "steps": _steps,
    "intermittent": _intermittent,
    "wavering": _wavering,
}


def progress(fault: FaultTruth, at: Floats) -> Floats:
    """0 before the onset, 1 at the moment of harm and until it is mended; NaN where `at` is."""
    onset = fault.onset.timestamp()
    days = (at - onset) / DAY_S
    along = np.clip((at - onset) / (fault.full_at.timestamp() - onset), 0.0, 1.0)
    grown = CURVES[fault.curve](along, days, np.random.default_rng(fault.seed).random())
    return np.where(at < fault.mended_at.timestamp(), grown, 0.0)
