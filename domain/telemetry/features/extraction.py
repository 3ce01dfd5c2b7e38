"""From a day's raw samples to what is kept of it, and how days add up to a vehicle's features."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from domain.telemetry import paths
from domain.telemetry.alarms import Alarm
from domain.telemetry.charged import Curve
from domain.telemetry.doubted import Relation
from domain.telemetry.facts import (
    Announced,
    Cells,
    Charge,
    Codes,
    Contactor,
    Day,
    Features,
    Filter,
    Flow,
    Insulation,
    Loss,
    Motor,
    Rest,
    Wear,
    Window,
)
from domain.telemetry.features import (
    cells,
    charges,
    curves,
    daily,
    high_voltage,
    losses,
    monthly,
    motors,
    relations,
    rests,
    samples,
)

LOOK_BACK = timedelta(hours=12)  # raw samples before the day that sessions may reach into

KEEP_DAYS = 60
KEEP_CHARGES = 100
KEEP_RESTS = 60
KEEP_FLOWS = 400
KEEP_FLOWS_FOR = timedelta(days=45)
KEEP_WEAR = 200
KEEP_FILTERS = 60
KEEP_CELLS = 80
KEEP_INSULATION = 40
KEEP_CONTACTORS = 45
KEEP_LOSSES = 20
KEEP_ANNOUNCED = 10
KEEP_CODES = 30
KEEP_ALARMS = 10
KEEP_MOTORS = 200
KEEP_DEEP_CHARGES = 48
_DEEP_SOC = 33.0  # points gained: below it a capacity cannot be told closely
KEEP_CURVES = 12
KEEP_RELATIONS = 2  # days of each
KEEP_SHAPES = 40  # charges whose figures stay, as these outweigh the rest of a charge
KEEP_FIRST_CHARGES = 10  # as many as `battery.soh` takes for how a pack was at first
_KEEP_FIRST_CURVES = 4  # what later ones are compared with

NEEDED: tuple[str, ...] = (
    paths.SPEED, paths.ODOMETER, paths.SOC, paths.PACK_TEMPERATURE, paths.PACK_VOLTAGE, paths.PACK_CURRENT,
    paths.PACK_POWER, paths.CELL_MIN, paths.CELL_MAX, paths.CELL_ID_MIN, paths.ISOLATION, paths.CONTACTOR_CYCLES,
    paths.IS_CHARGING, paths.CABLE_CONNECTED, paths.CHARGE_LIMIT, paths.COOLANT_FLOW, paths.COOLANT_INLET,
    paths.COOLANT_OUTLET, paths.AMBIENT, paths.HUMIDITY, paths.AIR_PRESSURE, paths.TWELVE_VOLT,
    paths.FILTER_DROP, *paths.TYRE_PRESSURE, *paths.TYRE_LOW, *paths.TYRE_AIR,
    *paths.PAD_WEAR, paths.MOTOR_TEMPERATURE, paths.INVERTER_TEMPERATURE, paths.MOTOR_COOLANT,
    paths.CHARGED_EVER, *paths.SERVICE, *paths.DTC_PLACES,
    paths.ALARM_LEVEL, paths.ALARM_FLAGS,
)  # fmt: skip

_Timed = (
    Alarm
    | Announced
    | Codes
    | Day
    | Charge
    | Rest
    | Flow
    | Wear
    | Filter
    | Cells
    | Insulation
    | Contactor
    | Loss
    | Motor
    | Curve
    | Relation
)
_T = TypeVar("_T", bound=_Timed)


def extract(window: Window, *, day: date) -> Features:
    """The features of one UTC day from samples of [day start - 12 h, day end).

    Charges and rests count in the day they end in; a day that is not over yet may be extracted again and again.
    """
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    end = begin + 86_400.0
    readings = samples.look(window)
    related = relations.of_day(window, readings, begin=begin, end=end)
    readings = samples.without(readings, {path for each in related for path in each.paths})
    charged = charges.find(readings, begin=begin, end=end)
    return Features(
        days=daily.totals(readings, day=day, begin=begin, end=end),
        charges=charged,
        rests=rests.find(readings, begin=begin, end=end),
        flows=daily.flows(readings, begin=begin, end=end),
        wear=daily.wear(readings, begin=begin, end=end),
        filters=daily.filters(readings, begin=begin, end=end),
        cells=cells.find(readings, charged, begin=begin, end=end),
        insulation=high_voltage.insulation(readings, begin=begin, end=end),
        contactors=high_voltage.contactors(readings, begin=begin, end=end),
        losses=losses.find(readings, begin=begin, end=end),
        codes=daily.fault_codes(readings, begin=begin, end=end),
        announced=daily.announcements(readings, begin=begin, end=end),
        motors=motors.find(readings, begin=begin, end=end),
        curves=curves.find(readings, charged),
        relations=related,
        alarms=daily.car_alarms(readings, begin=begin, end=end),
    )


def fold(features: Features, of_day: Features, *, day: date) -> Features:
    """Put a day's features in the place of what was kept of that day; the order of days does not matter."""
    flows = _put(features.flows, of_day.flows, day=day)
    shaped = tuple(charge for charge in of_day.charges if charge.shape)
    return Features(
        days=_put(features.days, of_day.days, day=day)[-KEEP_DAYS:],
        charges=_bare(_put(features.charges, of_day.charges, day=day)[-KEEP_CHARGES:]),
        rests=_put(features.rests, of_day.rests, day=day)[-KEEP_RESTS:],
        flows=tuple(flow for flow in flows if flows[-1].at - flow.at < KEEP_FLOWS_FOR)[-KEEP_FLOWS:],
        wear=_thin(_put(features.wear, of_day.wear, day=day), KEEP_WEAR),
        filters=_put(features.filters, of_day.filters, day=day)[-KEEP_FILTERS:],
        cells=_put(features.cells, of_day.cells, day=day)[-KEEP_CELLS:],
        insulation=_put(features.insulation, of_day.insulation, day=day)[-KEEP_INSULATION:],
        contactors=_put(features.contactors, of_day.contactors, day=day)[-KEEP_CONTACTORS:],
        losses=_put(features.losses, of_day.losses, day=day)[-KEEP_LOSSES:],
        codes=_put(features.codes, of_day.codes, day=day)[-KEEP_CODES:],
        announced=_put(features.announced, of_day.announced, day=day)[-KEEP_ANNOUNCED:],
        motors=_put(features.motors, of_day.motors, day=day)[-KEEP_MOTORS:],
        curves=_ends(_put(features.curves, of_day.curves, day=day)),
        deep_charges=_thin(_put(features.deep_charges, _deep(of_day.charges), day=day), KEEP_DEEP_CHARGES),
        first_charges=_put(features.first_charges, shaped, day=day)[:KEEP_FIRST_CHARGES],
        charged=monthly.put(features.charged, of_day.charges, day=day),
        relations=_newest(_put(features.relations, of_day.relations, day=day)),
        alarms=_put(features.alarms, of_day.alarms, day=day)[-KEEP_ALARMS:],
    )


def _deep(charges: tuple[Charge, ...]) -> tuple[Charge, ...]:
    return tuple(replace(each, shape=()) for each in charges if each.soc_to - each.soc_from >= _DEEP_SOC)


def _put(before: tuple[_T, ...], of_day: tuple[_T, ...], *, day: date) -> tuple[_T, ...]:
    """Return the stored features of other days and the new ones of this day, in order of time."""
    return tuple(sorted([*(each for each in before if _when(each).date() != day), *of_day], key=_when))


def _when(feature: _Timed) -> datetime:
    """Return the moment a feature is filed under: the end of a session, the beginning of a day."""
    if isinstance(feature, Day):
        return datetime.combine(feature.day, time(), tzinfo=UTC)
    return feature.end if isinstance(feature, Charge | Rest) else feature.at


def _bare(charges: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """Remove `shape` from all but the newest charges, to save room."""
    older = (replace(each, shape=()) if each.shape else each for each in charges[:-KEEP_SHAPES])
    return (*older, *charges[-KEEP_SHAPES:])


def _ends(curves: tuple[Curve, ...]) -> tuple[Curve, ...]:
    """Return the earliest features, which later ones are compared with, and the newest."""
    first = curves[:_KEEP_FIRST_CURVES]
    return first + curves[len(first) :][_KEEP_FIRST_CURVES - KEEP_CURVES :]


def _newest(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Return the newest days of each relation, at most KEEP_RELATIONS of each."""
    by_name = {
        name: [each for each in relations if each.name == name] for name in {each.name for each in relations}
    }
    newest = {(each.name, each.at) for days in by_name.values() for each in days[-KEEP_RELATIONS:]}
    return tuple(each for each in relations if (each.name, each.at) in newest)


def _thin(features: tuple[_T, ...], keep: int) -> tuple[_T, ...]:
    """Return at most `keep` features: the newest, and some of all years evenly (days whose ordinal has most factors of two).

    Both choices go by a fixed rank, so that thinning earlier or later leaves the same features.
    """
    half = keep // 2
    ranked = sorted(features, key=lambda each: (_twos(_when(each).date()), _when(each)))
    moments = {_when(each) for each in (*features[-half:], *ranked[-half:])}
    return tuple(each for each in features if _when(each) in moments)


def _twos(day: date) -> int:
    number = day.toordinal()
    return number & -number
