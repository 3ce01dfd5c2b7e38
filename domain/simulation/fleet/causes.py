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
    "puncture": Cause("puncture", 20.0, harms=True, also=("tyre_pressure",), source="assumed"),
    "self_discharge": Cause("cell_balance", 6.0, harms=True, source="assumed"),
    "cell_drift": Cause("cell_balance", 8.0, harms=False, source="assumed"),
    "insulation_loss": Cause("insulation", 6.0, harms=True, source="assumed"),
    "motor_cooling": Cause("motor_heat", 8.0, harms=True, source="assumed"),
    "contactor_chatter": Cause("contactor", 3.0, harms=True, source="assumed"),
    "charge_contact": Cause("charging", 10.0, harms=True, source="assumed; plugs and contactors of the charger wear"),
    "weak_charger": Cause("charging", 8.0, harms=False, source="assumed; one of three phases lost"),
    "sticking_caliper": Cause(
        "brake_balance", 15.0, harms=False, also=("brake_pads",), source="assumed; little used brakes corrode"
    ),
    "flow_sensor": Cause("", 15.0, harms=False, source="assumed; no fault of the loop"),
    "loop_thermometer": Cause("", 15.0, harms=False, source="assumed; no fault of the loop"),
    "tyre_sensor_stuck": Cause("", 30.0, harms=False, source="assumed; no fault of the tyre"),
    "tyre_sensor_noise": Cause("", 20.0, harms=False, source="assumed; no fault of the tyre"),
    "towing": Cause("", 40.0, harms=False, source="assumed; no fault of the motor"),
    "motor_thermometer": Cause("", 10.0, harms=False, source="assumed; no fault of the motor"),
    "voltmeter": Cause("", 10.0, harms=False, source="assumed; no fault of the battery"),
}  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form("coolant_loss", "seeping_joint", "training", "linear", (6, 25),
         {"flow_pct": (9, 15), "kelvin_per_pct": (0.4, 0.6)}),
    Form("coolant_loss", "worn_pump", "training", "steps", (10, 30),
         {"flow_pct": (10, 18), "kelvin_per_pct": (0.35, 0.55)}),
    Form("coolant_loss", "aged_seal", "training", "decelerating", (8, 28),
         {"flow_pct": (9, 16), "kelvin_per_pct": (0.4, 0.6)}),
    Form("coolant_loss", "loose_clamp", "training", "wavering", (6, 26),
         {"flow_pct": (9, 16), "kelvin_per_pct": (0.35, 0.55)}),
    Form("coolant_loss", "cracked_hose", "evaluation", "accelerating", (8, 28),
         {"flow_pct": (10, 18), "kelvin_per_pct": (0.4, 0.65)}),
    Form("coolant_loss", "air_in_the_loop", "evaluation", "intermittent", (10, 30),
         {"flow_pct": (9, 16), "kelvin_per_pct": (0.35, 0.55)}),
    Form("tyre_leak", "nail", "training", "linear", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "valve_core", "training", "accelerating", (15, 40), {"kpa": (115, 140)}),
    Form("tyre_leak", "scraped_wall", "training", "steps", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "dirty_valve", "training", "intermittent", (14, 40), {"kpa": (115, 140)}),
    Form("tyre_leak", "bead", "evaluation", "decelerating", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "cracked_rim", "evaluation", "wavering", (12, 38), {"kpa": (115, 140)}),
    Form("battery_12v", "sulphation", "training", "linear", (20, 70), {"volt": (0.95, 1.3)}),
    Form("battery_12v", "parasitic_drain", "training", "decelerating", (10, 30), {"volt": (0.95, 1.3)}),
    Form("battery_12v", "lost_water", "training", "wavering", (15, 60), {"volt": (0.95, 1.4)}),
    Form("battery_12v", "loose_terminal", "training", "intermittent", (12, 50), {"volt": (0.95, 1.4)}),
    Form("battery_12v", "shorted_cell", "evaluation", "steps", (12, 45), {"volt": (1.0, 1.6)}),
    Form("battery_12v", "grid_corrosion", "evaluation", "accelerating", (25, 80), {"volt": (0.95, 1.3)}),
    Form("converter", "weak_output", "training", "linear", (5, 18), {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("converter", "hot_output", "training", "steps", (5, 20), {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("converter", "loose_plug", "evaluation", "intermittent", (6, 20),
         {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("puncture", "screw", "training", "linear", (2, 6), {"at_once": (15, 50), "kpa": (115, 140)}),
    Form("puncture", "torn_valve", "training", "decelerating", (2, 6), {"at_once": (20, 55), "kpa": (115, 140)}),
    Form("puncture", "kerb_strike", "training", "wavering", (2, 7), {"at_once": (13, 45), "kpa": (115, 140)}),
    Form("puncture", "plugged_hole", "training", "intermittent", (3, 8), {"at_once": (13, 35), "kpa": (115, 140)}),
    Form("puncture", "cut", "evaluation", "accelerating", (2, 6), {"at_once": (20, 60), "kpa": (115, 140)}),
    Form("puncture", "nail_pulled_out", "evaluation", "steps", (3, 8), {"at_once": (13, 30), "kpa": (115, 140)}),
    Form("self_discharge", "dendrite", "training", "linear", (15, 50), {"mv": (120, 220), "mv_h": (1.0, 2.5)}),
    Form("self_discharge", "metal_particle", "training", "decelerating", (15, 55),
         {"mv": (110, 220), "mv_h": (0.9, 2.4)}),
    Form("self_discharge", "worn_tab", "training", "wavering", (18, 60), {"mv": (120, 230), "mv_h": (1.0, 2.8)}),
    Form("self_discharge", "damp_cell", "training", "intermittent", (20, 60),
         {"mv": (120, 230), "mv_h": (1.0, 2.8)}),
    Form("self_discharge", "damaged_foil", "evaluation", "accelerating", (20, 60),
         {"mv": (120, 240), "mv_h": (1.0, 3.0)}),
    Form("self_discharge", "soaked_separator", "evaluation", "steps", (15, 50),
         {"mv": (110, 200), "mv_h": (0.9, 2.2)}),
    Form("cell_drift", "ageing_apart", "training", "linear", (40, 120), {"mv": (50, 100)}),
    Form("cell_drift", "failed_balancer", "evaluation", "decelerating", (30, 90), {"mv": (55, 110)}),
    Form("insulation_loss", "damp_connector", "training", "linear", (12, 45), {"ohm_per_volt": (60, 95)}),
    Form("insulation_loss", "brittle_sleeve", "training", "decelerating", (12, 45), {"ohm_per_volt": (55, 95)}),
    Form("insulation_loss", "salt_crust", "training", "wavering", (14, 50), {"ohm_per_volt": (60, 95)}),
    Form("insulation_loss", "wet_plug", "training", "intermittent", (12, 45), {"ohm_per_volt": (55, 95)}),
    Form("insulation_loss", "chafed_cable", "evaluation", "accelerating", (15, 50), {"ohm_per_volt": (60, 95)}),
    Form("insulation_loss", "coolant_in_the_pack", "evaluation", "steps", (10, 40), {"ohm_per_volt": (50, 95)}),
    Form("motor_cooling", "tired_pump", "training", "linear", (8, 30), {"pct": (50, 85)}),
    Form("motor_cooling", "sludge", "training", "decelerating", (10, 35), {"pct": (50, 85)}),
    Form("motor_cooling", "sticking_valve", "training", "steps", (10, 32), {"pct": (45, 85)}),
    Form("motor_cooling", "trapped_air", "training", "wavering", (8, 30), {"pct": (45, 80)}),
    Form("motor_cooling", "blocked_radiator", "evaluation", "accelerating", (10, 35), {"pct": (50, 90)}),
    Form("motor_cooling", "stuck_thermostat", "evaluation", "intermittent", (10, 30), {"pct": (45, 80)}),
    Form("sticking_caliper", "corroded_piston", "training", "linear", (30, 90), {"points": (22, 40)}),
    Form("sticking_caliper", "seized_pin", "evaluation", "accelerating", (30, 90), {"points": (22, 40)}),
    Form("contactor_chatter", "burnt_contacts", "training", "linear", (15, 50), {"an_hour": (10, 18)}),
    Form("contactor_chatter", "pitted_contacts", "training", "decelerating", (18, 55), {"an_hour": (10, 20)}),
    Form("contactor_chatter", "tired_spring", "training", "steps", (15, 50), {"an_hour": (12, 20)}),
    Form("contactor_chatter", "corroded_plug", "training", "intermittent", (20, 60), {"an_hour": (12, 22)}),
    Form("contactor_chatter", "weak_coil", "evaluation", "accelerating", (20, 60), {"an_hour": (12, 22)}),
    Form("contactor_chatter", "loose_feed", "evaluation", "wavering", (15, 45), {"an_hour": (10, 18)}),
    Form("charge_contact", "worn_plug", "training", "linear", (30, 70), {"share": (0.7, 0.95)}),
    Form("charge_contact", "burnt_pin", "training", "accelerating", (25, 70), {"share": (0.7, 0.95)}),
    Form("charge_contact", "bent_pin", "training", "steps", (25, 65), {"share": (0.65, 0.95)}),
    Form("charge_contact", "loose_lock", "training", "intermittent", (30, 70), {"share": (0.7, 0.95)}),
    Form("charge_contact", "hot_inlet", "evaluation", "decelerating", (25, 70), {"share": (0.7, 0.95)}),
    Form("weak_charger", "lost_phase", "training", "steps", (2, 20), {"share": (0.3, 0.6)}),
    Form("weak_charger", "failing_module", "evaluation", "linear", (5, 30), {"share": (0.35, 0.65)}),
    Form("towing", "trailer", "both", "linear", (2, 10), {"more": (0.2, 0.6)}),
    Form("motor_thermometer", "reads_high", "both", "linear", (1, 30), {"kelvin": (5, 20)}),
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
