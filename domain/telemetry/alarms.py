"""The general alarms of GB/T 32960.3 (2016 table 18, 2025 table 24), by the bit of their flag, and what a level means.

A level is how grave it is now, not how likely something is: 1 does not hinder driving, 2 asks to drive with restraint,
3 to stop at once or call for help, 4 (2025) is a thermal event. Which fault has which level is the maker's choice.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

NAMES: Final = (
    "temperature_difference", "battery_hot", "pack_over_voltage", "pack_under_voltage", "soc_low", "cell_over_voltage",
    "cell_under_voltage", "soc_high", "soc_jump", "storage_mismatch", "cells_uneven", "insulation", "dcdc_hot", "brakes",
    "dcdc_status", "motor_controller_hot", "interlock", "motor_hot", "over_charge", "motor_over_speed",
    "motor_over_current", "capacitor_hot", "capacitor_over_voltage", "thermal_event", "hydrogen_leak",
    "hydrogen_pressure", "hydrogen_hot", "stack_hot",
)  # fmt: skip
ALL: Final = (1 << len(NAMES)) - 1
THERMAL_EVENT: Final = "thermal_event"
BURNING: Final = 1 << NAMES.index(THERMAL_EVENT)
HINDERS, STOPS, BURNS = 2, 3, 4  # levels


@dataclass(frozen=True, slots=True)
class Alarm:
    """The gravest alarm that the car itself raised within the last hour of a day's reports, and when it last did.

    level: as in GB/T 32960.3, 0 none to 4 a thermal event. alarms: of `NAMES`, as far as it named any.
    reports: how many said so.
    """

    at: datetime
    level: int
    alarms: tuple[str, ...]
    reports: int


def names(flags: int) -> tuple[str, ...]:
    """Return the alarms of a flag word, in the order of their bits; reserved bits are left out."""
    return tuple(name for bit, name in enumerate(NAMES) if flags >> bit & 1)


def says_stop(level: float, flags: float) -> bool:
    """Whether a report says to stop at once: by its level, or as it names a thermal event."""
    return level >= STOPS or bool(int(flags) & BURNING)
