"""The forms that faults take, in three lists that share none: what is learned from, what gates models, and what judges.

LEARNING: models are fitted to these forms, and limits chosen by them. GATING: by these the gates decide which models
ship. JUDGING: the figures that are published come from these alone; nothing was fitted to them, chosen or muted by
them, and they were not changed after their first figures. Their progress has other shapes too: `causes.JUDGING_CURVES`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from domain.simulation.fleet.facts import Form

LEARNING: Final[tuple[Form, ...]] = (
    Form("coolant_loss", "seeping_joint", "linear", (6, 25),
         {"flow_pct": (9, 15), "kelvin_per_pct": (0.4, 0.6)}),
    Form("coolant_loss", "worn_pump", "steps", (10, 30),
         {"flow_pct": (10, 18), "kelvin_per_pct": (0.35, 0.55)}),
    Form("coolant_loss", "aged_seal", "decelerating", (8, 28),
         {"flow_pct": (9, 16), "kelvin_per_pct": (0.4, 0.6)}),
    Form("coolant_loss", "loose_clamp", "wavering", (6, 26),
         {"flow_pct": (9, 16), "kelvin_per_pct": (0.35, 0.55)}),
    Form("tyre_leak", "nail", "linear", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "valve_core", "accelerating", (15, 40), {"kpa": (115, 140)}),
    Form("tyre_leak", "scraped_wall", "steps", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "dirty_valve", "intermittent", (14, 40), {"kpa": (115, 140)}),
    Form("battery_12v", "sulphation", "linear", (20, 70), {"volt": (0.95, 1.3)}),
    Form("battery_12v", "parasitic_drain", "decelerating", (10, 30), {"volt": (0.95, 1.3)}),
    Form("battery_12v", "lost_water", "wavering", (15, 60), {"volt": (0.95, 1.4)}),
    Form("battery_12v", "loose_terminal", "intermittent", (12, 50), {"volt": (0.95, 1.4)}),
    Form("converter", "weak_output", "linear", (5, 18), {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("converter", "hot_output", "steps", (5, 20), {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("puncture", "screw", "linear", (2, 6), {"at_once": (15, 50), "kpa": (115, 140)}),
    Form("puncture", "torn_valve", "decelerating", (2, 6), {"at_once": (20, 55), "kpa": (115, 140)}),
    Form("puncture", "kerb_strike", "wavering", (2, 7), {"at_once": (13, 45), "kpa": (115, 140)}),
    Form("puncture", "plugged_hole", "intermittent", (3, 8), {"at_once": (13, 35), "kpa": (115, 140)}),
    Form("self_discharge", "dendrite", "linear", (15, 50), {"mv": (120, 220), "mv_h": (1.0, 2.5)}),
    Form("self_discharge", "metal_particle", "decelerating", (15, 55),
         {"mv": (110, 220), "mv_h": (0.9, 2.4)}),
    Form("self_discharge", "worn_tab", "wavering", (18, 60), {"mv": (120, 230), "mv_h": (1.0, 2.8)}),
    Form("self_discharge", "damp_cell", "intermittent", (20, 60),
         {"mv": (120, 230), "mv_h": (1.0, 2.8)}),
    Form("cell_drift", "ageing_apart", "linear", (40, 120), {"mv": (50, 100)}),
    Form("insulation_loss", "damp_connector", "linear", (12, 45), {"ohm_per_volt": (60, 95)}),
    Form("insulation_loss", "brittle_sleeve", "decelerating", (12, 45), {"ohm_per_volt": (55, 95)}),
    Form("insulation_loss", "salt_crust", "wavering", (14, 50), {"ohm_per_volt": (60, 95)}),
    Form("insulation_loss", "wet_plug", "intermittent", (12, 45), {"ohm_per_volt": (55, 95)}),
    Form("motor_cooling", "tired_pump", "linear", (8, 30), {"pct": (50, 85)}),
    Form("motor_cooling", "sludge", "decelerating", (10, 35), {"pct": (50, 85)}),
    Form("motor_cooling", "sticking_valve", "steps", (10, 32), {"pct": (45, 85)}),
    Form("motor_cooling", "trapped_air", "wavering", (8, 30), {"pct": (45, 80)}),
    Form("sticking_caliper", "corroded_piston", "linear", (30, 90), {"points": (22, 40)}),
    Form("contactor_chatter", "burnt_contacts", "linear", (15, 50), {"an_hour": (10, 18)}),
    Form("contactor_chatter", "pitted_contacts", "decelerating", (18, 55), {"an_hour": (10, 20)}),
    Form("contactor_chatter", "tired_spring", "steps", (15, 50), {"an_hour": (12, 20)}),
    Form("contactor_chatter", "corroded_plug", "intermittent", (20, 60), {"an_hour": (12, 22)}),
    Form("charge_contact", "worn_plug", "linear", (30, 70), {"share": (0.7, 0.95)}),
    Form("charge_contact", "burnt_pin", "accelerating", (25, 70), {"share": (0.7, 0.95)}),
    Form("charge_contact", "bent_pin", "steps", (25, 65), {"share": (0.65, 0.95)}),
    Form("charge_contact", "loose_lock", "intermittent", (30, 70), {"share": (0.7, 0.95)}),
    Form("weak_charger", "lost_phase", "steps", (2, 20), {"share": (0.3, 0.6)}),
)  # fmt: skip

GATING: Final[tuple[Form, ...]] = (
    Form("coolant_loss", "cracked_hose", "accelerating", (8, 28),
         {"flow_pct": (10, 18), "kelvin_per_pct": (0.4, 0.65)}),
    Form("coolant_loss", "air_in_the_loop", "intermittent", (10, 30),
         {"flow_pct": (9, 16), "kelvin_per_pct": (0.35, 0.55)}),
    Form("tyre_leak", "bead", "decelerating", (12, 35), {"kpa": (115, 140)}),
    Form("tyre_leak", "cracked_rim", "wavering", (12, 38), {"kpa": (115, 140)}),
    Form("battery_12v", "shorted_cell", "steps", (12, 45), {"volt": (1.0, 1.6)}),
    Form("battery_12v", "grid_corrosion", "accelerating", (25, 80), {"volt": (0.95, 1.3)}),
    Form("converter", "loose_plug", "intermittent", (6, 20),
         {"volt": (0.9, 1.1), "running": (1.8, 2.3)}),
    Form("puncture", "cut", "accelerating", (2, 6), {"at_once": (20, 60), "kpa": (115, 140)}),
    Form("puncture", "nail_pulled_out", "steps", (3, 8), {"at_once": (13, 30), "kpa": (115, 140)}),
    Form("self_discharge", "damaged_foil", "accelerating", (20, 60),
         {"mv": (120, 240), "mv_h": (1.0, 3.0)}),
    Form("self_discharge", "soaked_separator", "steps", (15, 50),
         {"mv": (110, 200), "mv_h": (0.9, 2.2)}),
    Form("cell_drift", "failed_balancer", "decelerating", (30, 90), {"mv": (55, 110)}),
    Form("insulation_loss", "chafed_cable", "accelerating", (15, 50), {"ohm_per_volt": (60, 95)}),
    Form("insulation_loss", "coolant_in_the_pack", "steps", (10, 40), {"ohm_per_volt": (50, 95)}),
    Form("motor_cooling", "blocked_radiator", "accelerating", (10, 35), {"pct": (50, 90)}),
    Form("motor_cooling", "stuck_thermostat", "intermittent", (10, 30), {"pct": (45, 80)}),
    Form("sticking_caliper", "seized_pin", "accelerating", (30, 90), {"points": (22, 40)}),
    Form("contactor_chatter", "weak_coil", "accelerating", (20, 60), {"an_hour": (12, 22)}),
    Form("contactor_chatter", "loose_feed", "wavering", (15, 45), {"an_hour": (10, 18)}),
    Form("charge_contact", "hot_inlet", "decelerating", (25, 70), {"share": (0.7, 0.95)}),
    Form("weak_charger", "failing_module", "linear", (5, 30), {"share": (0.35, 0.65)}),
)  # fmt: skip

JUDGING: Final[tuple[Form, ...]] = (
    Form("coolant_loss", "split_hose_end", "late", (8, 26), {"flow_pct": (10, 18), "kelvin_per_pct": (0.35, 0.6)}),
    Form("coolant_loss", "corroded_plate", "sigmoid", (10, 32), {"flow_pct": (9, 17), "kelvin_per_pct": (0.35, 0.6)}),
    Form("tyre_leak", "weathered_side", "sigmoid", (14, 42), {"kpa": (110, 145)}),
    Form("tyre_leak", "badly_mended_hole", "relapsing", (12, 38), {"kpa": (110, 145)}),
    Form("battery_12v", "cracked_grid", "late", (15, 60), {"volt": (0.95, 1.5)}),
    Form("battery_12v", "stratified_acid", "relapsing", (15, 65), {"volt": (0.95, 1.4)}),
    Form("converter", "aged_capacitor", "sigmoid", (6, 24), {"volt": (0.85, 1.15), "running": (1.7, 2.3)}),
    Form("puncture", "glass", "sigmoid", (2, 7), {"at_once": (15, 50), "kpa": (115, 140)}),
    Form("puncture", "bent_rim", "plateau", (3, 8), {"at_once": (13, 40), "kpa": (115, 140)}),
    Form("self_discharge", "folded_foil", "plateau", (18, 60), {"mv": (110, 230), "mv_h": (0.9, 2.6)}),
    Form("self_discharge", "contaminated_cell", "late", (20, 60), {"mv": (120, 230), "mv_h": (0.9, 2.8)}),
    Form("cell_drift", "warm_corner", "relapsing", (40, 110), {"mv": (50, 110)}),
    Form("insulation_loss", "condensate", "relapsing", (14, 50), {"ohm_per_volt": (55, 95)}),
    Form("insulation_loss", "pinched_sleeve", "plateau", (12, 45), {"ohm_per_volt": (55, 95)}),
    Form("motor_cooling", "clogged_jacket", "sigmoid", (10, 34), {"pct": (45, 85)}),
    Form("motor_cooling", "failing_pump_drive", "relapsing", (8, 32), {"pct": (45, 85)}),
    Form("sticking_caliper", "swollen_seal", "plateau", (30, 90), {"points": (22, 40)}),
    Form("contactor_chatter", "cracked_joint", "late", (18, 55), {"an_hour": (10, 20)}),
    Form("contactor_chatter", "worn_guide", "sigmoid", (18, 55), {"an_hour": (10, 20)}),
    Form("charge_contact", "damp_inlet", "relapsing", (28, 70), {"share": (0.65, 0.95)}),
    Form("charge_contact", "frayed_cable", "sigmoid", (28, 70), {"share": (0.65, 0.95)}),
    Form("weak_charger", "clogged_filter", "plateau", (5, 30), {"share": (0.3, 0.65)}),
)  # fmt: skip

# No faults: what fails is a sensor, or the car pulls a trailer. They come beside the faults of every list.
SENSORS: Final[tuple[Form, ...]] = (
    Form("towing", "trailer", "linear", (2, 10), {"more": (0.2, 0.6)}),
    Form("motor_thermometer", "reads_high", "linear", (1, 30), {"kelvin": (5, 20)}),
    Form("flow_sensor", "reads_low", "linear", (1, 12), {"pct": (3, 9)}),
    Form("loop_thermometer", "reads_high", "linear", (1, 20), {"kelvin": (1, 3)}),
    Form("tyre_sensor_stuck", "sticks", "linear", (1, 20), {}),
    Form("tyre_sensor_noise", "scatters", "linear", (5, 20), {"kpa": (2, 6)}),
    Form("voltmeter", "reads_low", "linear", (1, 60), {"volt": (0.04, 0.15)}),
)  # fmt: skip

BY_USE: Final[Mapping[str, tuple[Form, ...]]] = {"learning": LEARNING, "gating": GATING, "judging": JUDGING}
SHORTEST: Final = {
    (form.cause, form.code): timedelta(days=form.days[0]) for form in (*LEARNING, *GATING, *JUDGING, *SENSORS)
}
