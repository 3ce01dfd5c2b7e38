"""Every check there is, in the order they are run and shown. A new check is a new file, imported and listed here."""

from domain.health.checks import (
    battery_soh,
    brake_balance,
    brake_pads,
    cabin_filter,
    car_alarm,
    cell_balance,
    charging,
    contactor,
    coolant_loop,
    fault_codes,
    insulation,
    motor_heat,
    puncture,
    recall,
    season,
    service_due,
    silent_car,
    twelve_volt,
    tyre_pressure,
)
from domain.health.facts import Check, Traits

ALL: tuple[Check, ...] = (
    car_alarm,
    coolant_loop,
    puncture,
    motor_heat,
    tyre_pressure,
    brake_pads,
    brake_balance,
    twelve_volt,
    battery_soh,
    cell_balance,
    insulation,
    charging,
    contactor,
    cabin_filter,
    fault_codes,
    recall,
    service_due,
    season,
    silent_car,
)
BY_CODE: dict[str, Check] = {check.CODE: check for check in ALL}
MEASURING: tuple[str, ...] = tuple(check.CODE for check in ALL if check.SIGNALS and not check.TRAITS.is_chore)
"""The codes of the checks that judge by what the car measures, not by dates and lists."""


def traits(code: str) -> Traits:
    """Return the traits of a check; the plain ones where it was removed, for its warnings outlive it."""
    return BY_CODE[code].TRAITS if code in BY_CODE else Traits()
