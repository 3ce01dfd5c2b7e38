"""Named stories: a car, a fault or something that only looks like one, and the check that must (not) speak.

Each story is told from its onset; the weeks before are healthy, so that a car has a normal of its own.
Slow wear is compressed into weeks: the stories show that a check works, not how long parts last.
"""

from datetime import date, datetime, timedelta

from domain.registry.facts import Recall
from domain.simulation import high_voltage
from domain.simulation.facts import Fault, FaultKind
from domain.simulation.story import Story, one
from domain.telemetry import codes


def _outliers(onset: datetime) -> tuple[Fault, ...]:
    return tuple(Fault(FaultKind.OUTLIER, onset + timedelta(days=day), over_days=1, size=1) for day in (1, 3))


def _deep_cold(onset: datetime) -> tuple[Fault, ...]:
    return (
        Fault(FaultKind.COLDER, onset, over_days=6, size=25.0),
        Fault(FaultKind.WEAK_12V, onset - timedelta(days=120), over_days=60, size=0.43),
    )


def _at_noon(onset: datetime) -> tuple[Fault, ...]:
    """Return work of three quarters of an hour on a parked car, four hours after the onset."""
    return (Fault(FaultKind.TYRE_WORK, onset + timedelta(hours=4), over_days=0.03, size=240.0, wheel=1),)


def _next_season(onset: datetime) -> tuple[Fault, ...]:
    """The drift of the year made stronger, in the direction that the year itself takes in the weeks to come."""
    cools = date(onset.year, 6, 10) <= onset.date() < date(onset.year, 11, 10)
    return (Fault(FaultKind.COOLING, onset, over_days=60, size=30.0 if cools else -36.0),)


_BELT = Recall(
    "DEMO-1", {"en": "Seat belt of the driver's seat", "zh_Hans": "驾驶座安全带"}, issued=date(2026, 3, 2)
)

_FIRES = (
    Story(
        "coolant_leak", 5,
        one(FaultKind.COOLANT_LEAK, over_days=4, size=6.0), "coolant_loop",
        "Flow falls by 6 % over four days while the loop runs 3 degrees warmer; the level sinks.",
    ),
    Story(
        "motor_running_hot", 8,
        one(FaultKind.MOTOR_COOLING, over_days=5, size=70.0), "motor_heat",
        "Motor, inverter and their coolant rise 70 % further above the air at the same load, within five days.",
    ),
    Story(
        "new_season", 120, _next_season, "season",
        "The air gets colder or warmer by half a degree a day beyond the year's own drift.", in_year=9,
    ),
    Story(
        "fault_code", 4,
        one(FaultKind.FAULT_CODE, over_days=6, size=codes.number("P0A1F")), "fault_codes",
        "The car lists P0A1F as active for days; nothing else is wrong with its signals.",
    ),
    Story(
        "car_alarm", 2,
        one(FaultKind.CAR_ALARM, over_days=2, size=3.0), "car_alarm",
        "The car itself raises an alarm of level 3, its battery too hot; nothing else is wrong with its signals.",
    ),
    Story(
        "tyre_leak", 9,
        one(FaultKind.TYRE_LEAK, over_days=9, size=4.5, wheel=3), "tyre_pressure",
        "The right rear tyre loses 4.5 kPa a day, the other three hold.",
    ),
    Story(
        "puncture", 3,
        one(FaultKind.PUNCTURE, over_days=0.005, size=85.0, wheel=2), "puncture",
        "The left rear tyre loses 85 kPa within seven minutes, the other three hold.",
    ),
    Story(
        "sticking_brake", 40,
        one(FaultKind.STICKING_BRAKE, over_days=38, size=24.0, wheel=0), "brake_balance",
        "The left front pads wear 24 points more than the right ones; months of wear in 38 days.",
    ),
    Story(
        "pads_worn", 26,
        one(FaultKind.PADS_WORN, over_days=24, size=75.0), "brake_pads",
        "Front pad wear passes 70 %, that is, less than 30 % is left; months of wear in 24 days.",
    ),
    Story(
        "filter_clogged", 24,
        one(FaultKind.FILTER_CLOGGED, over_days=20, size=27.0), "cabin_filter",
        "Filter efficiency drops to 27 % below new within 20 days.",
    ),
    Story(
        "battery_aged", 45,
        one(FaultKind.BATTERY_AGED, over_days=5, size=82.0), "battery_soh",
        "A weak group of cells takes usable capacity down to 82 % of new; charges show it.",
    ),
    Story(
        "weak_12v", 9,
        one(FaultKind.WEAK_12V, over_days=6, size=0.85), "twelve_volt",
        "The resting voltage falls by 0.85 V within six days.",
    ),
    Story(
        "recall", 2, lambda _: (), "recall",
        "A made-up campaign names the car; nothing is wrong with its signals.", (_BELT,),
    ),
    Story(
        "service_near", 3, lambda _: (), "service_due",
        "The last yearly service on record is 350 days old; nothing is wrong with the car.",
        serviced_days_ago=350,
    ),
    Story(
        "silent_car", 4,
        one(FaultKind.SILENT, over_days=1), "silent_car",
        "Nothing arrives after the onset, although the car used to send every ten minutes when parked.",
    ),
)  # fmt: skip

_LOOKS_LIKE = (
    Story(
        "healthy", 30, lambda _: (), None,
        "Nothing happens: commuting, charging, weather.",
    ),
    Story(
        "passing_code", 3,
        one(FaultKind.FAULT_CODE, over_days=0.2, size=codes.number("U0100")), None,
        "A code is active for a few hours and gone by the evening.",
    ),
    Story(
        "cold_morning", 5,
        one(FaultKind.COLDER, over_days=4, size=15.0), None,
        "It gets 15 degrees colder overnight; all four tyres read lower, none leaks.",
    ),
    Story(
        "hot_day", 5,
        one(FaultKind.COLDER, over_days=4, size=-10.0), None,
        "It gets 10 degrees warmer; coolant and tyres warm up with the air.",
    ),
    Story(
        "flow_sensor_fault", 6,
        one(FaultKind.FLOW_SENSOR, over_days=1, size=6.0), None,
        "The flow reads 6 % low, temperatures stay normal: a sensor, not a leak.",
    ),
    Story(
        "towing", 9,
        one(FaultKind.TOWING, over_days=7, size=70.0), None,
        "Every kilometre takes 70 % more energy, and motor and inverter warm up as that load makes them.",
    ),
    Story(
        "motor_sensor_fault", 8,
        one(FaultKind.MOTOR_SENSOR, over_days=2, size=12.0), None,
        "The motor's temperature alone reads 12 degrees high; the inverter and the coolant do not follow.",
    ),
    Story(
        "wheel_change", 14,
        one(FaultKind.NEW_WHEELS, over_days=1, size=8.0), None,
        "All tyres step up by 8 kPa and pads start again at 0 % worn.",
    ),
    Story(
        "one_new_pad", 12,
        one(FaultKind.ONE_NEW_PAD, over_days=1, wheel=1), None,
        "The pads of the right front wheel start again at 0 % worn, the left ones are as worn as before.",
    ),
    Story(
        "tyre_work", 4, _at_noon, None,
        "In a workshop one tyre stands without air for three quarters of an hour, then it is full again.",
    ),
    Story(
        "just_serviced", 3, lambda _: (), None,
        "The yearly service was done three days ago and is on record.", serviced_days_ago=3,
    ),
    Story(
        "altitude", 9,
        one(FaultKind.ALTITUDE, over_days=6, size=2_000.0), None,
        "The car climbs 2000 m and returns: gauge pressure moves with the air pressure.",
    ),
    Story(
        "single_outlier", 6, _outliers, None,
        "Twice, one tyre, one pad, one cell and the 12 V net each send one absurd value that a sensor could send.",
    ),
    Story(
        "missing_data", 10,
        one(FaultKind.MISSING, over_days=10, size=0.5), None,
        "Half of the samples are lost, in stretches and one by one; nothing else is wrong.",
    ),
    Story(
        "long_parking", 15,
        one(FaultKind.PARKED, over_days=14), None,
        "The car stands for two weeks and keeps reporting every ten minutes.",
    ),
    Story(
        "short_charges", 21,
        one(FaultKind.SHORT_CHARGES, over_days=21, size=13.0), None,
        "Every charge gains less than 15 points, too little to judge capacity from.",
    ),
    Story(
        "cold_12v", 7,
        _deep_cold, None,
        "25 degrees colder: a middle-aged 12 V battery reads low at rest, but not once the cold is allowed for.",
    ),
)  # fmt: skip

STORIES: dict[str, Story] = {
    story.code: story for story in (*_FIRES, *high_voltage.FIRES, *_LOOKS_LIKE, *high_voltage.LOOKS_LIKE)
}
