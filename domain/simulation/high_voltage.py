"""Stories of the high-voltage side: cells, insulation, charging, contactors."""

from datetime import datetime, timedelta

from domain.simulation.facts import Fault, FaultKind
from domain.simulation.story import Story, one


def _leaks_in_rain(onset: datetime) -> tuple[Fault, ...]:
    rain = (onset + timedelta(days=day) for day in (1, 6, 11))
    return (
        Fault(FaultKind.INSULATION_WET, onset, over_days=1, size=85.0),
        *(Fault(FaultKind.WETTER, begins, over_days=3, size=40.0) for begins in rain),
    )


def _always_apart(onset: datetime) -> tuple[Fault, ...]:
    return (Fault(FaultKind.CELL_IMBALANCE, onset - timedelta(days=120), over_days=1, size=34.0),)


def _worn_contactors(onset: datetime) -> tuple[Fault, ...]:
    return (Fault(FaultKind.CONTACTORS_WORN, onset - timedelta(days=60), over_days=60, size=49_940.0),)


FIRES = (
    Story(
        "cells_apart", 30,
        one(FaultKind.CELL_IMBALANCE, over_days=24, size=70.0), "cell_balance",
        "One cell ends up 70 mV lower than before, within 24 days; it does not discharge itself.",
    ),
    Story(
        "self_discharge", 8,
        one(FaultKind.SELF_DISCHARGE, over_days=2, size=1.3), "cell_balance",
        "One cell loses 1.3 mV an hour on its own (about 4 % a day); balancing undoes half of it.",
    ),
    Story(
        "insulation_failing", 16,
        one(FaultKind.INSULATION, over_days=12, size=150.0), "insulation",
        "Insulation resistance falls from 3.2 megaohms to 150 kilo-ohms, about 420 ohms per volt, within twelve days.",
    ),
    Story(
        "insulation_failed", 4,
        one(FaultKind.INSULATION, over_days=2, size=20.0), "insulation",
        "Insulation resistance falls to 20 kilo-ohms, under 100 ohms per volt, within two days.",
    ),
    Story(
        "insulation_wet", 15, _leaks_in_rain, "insulation",
        "In three spells of wet weather the resistance falls to an eighth, and recovers when it is dry.",
    ),
    Story(
        "charge_slow", 18,
        one(FaultKind.CHARGE_SLOW, over_days=2, size=45.0), "charging",
        "The car takes 45 % less power than before at every charger.",
    ),
    Story(
        "charge_cut", 21,
        one(FaultKind.CHARGE_CUT, over_days=21, size=0.8), "charging",
        "Four of five charges end by themselves half way, with the cable still in.",
    ),
    Story(
        "contactors_worn", 14, _worn_contactors, "contactor",
        "The counter passes 50 000 switchings, at twelve a day.",
    ),
    Story(
        "contactor_chatter", 9,
        one(FaultKind.OFTEN_SWITCHED, over_days=9, size=20.0), "contactor",
        "Each evening the contactors open and close twenty times within an hour.",
    ),
)  # fmt: skip

LOOKS_LIKE = (
    Story(
        "wide_cells", 14, _always_apart, None,
        "A sound pack whose cells have lain 42 mV apart for months: its own normal, and that of a real 96-cell pack.",
    ),
    Story(
        "rainy_week", 8,
        one(FaultKind.WETTER, over_days=7, size=30.0), None,
        "The air is damp for a week: the insulation of a sound car reads a quarter lower.",
    ),
    Story(
        "insulation_ceiling", 14,
        one(FaultKind.INSULATION_CEILING, over_days=7, size=1.0), None,
        "For a week the monitor only says 6553 kilo-ohms, its highest value; then it measures again.",
    ),
    Story(
        "weak_charger", 9,
        one(FaultKind.WEAK_CHARGER, over_days=4, size=60.0), None,
        "For four days the chargers used give only 40 % of their power; then charging is as before.",
    ),
    Story(
        "unplugged", 21,
        one(FaultKind.UNPLUGGED, over_days=21, size=0.8), None,
        "Four of five charges end half way, because the owner pulls the cable and leaves.",
    ),
    Story(
        "contactors_new", 14,
        one(FaultKind.CONTACTORS_NEW, over_days=1), None,
        "The contactors were changed and their counter starts at nothing.",
    ),
    Story(
        "short_trips", 9,
        one(FaultKind.OFTEN_SWITCHED, over_days=9, size=4.0), None,
        "Each evening the car is started four times within an hour.",
    ),
)  # fmt: skip
