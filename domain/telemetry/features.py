"""From a day's raw samples to what is kept of it, and how days add up to a vehicle's features."""

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from domain.telemetry import cells, charges, daily, paths, rests, samples
from domain.telemetry.facts import Features, Wear, Window

LOOK_BACK = timedelta(hours=12)  # raw samples before the day that sessions may reach into

KEEP_DAYS = 60
KEEP_CHARGES = 100
KEEP_RESTS = 60
KEEP_FLOWS = 400
KEEP_FLOWS_FOR = timedelta(days=45)
KEEP_WEAR = 200
KEEP_FILTERS = 60
KEEP_CELLS = 100

NEEDED: tuple[str, ...] = (
    paths.SPEED, paths.ODOMETER, paths.SOC, paths.PACK_TEMPERATURE, paths.PACK_VOLTAGE, paths.PACK_CURRENT,
    paths.PACK_POWER, paths.CELL_MIN, paths.CELL_MAX, paths.CELL_ID_MIN, paths.IS_CHARGING, paths.COOLANT_FLOW, paths.COOLANT_INLET, paths.COOLANT_OUTLET,
    paths.AMBIENT, paths.AIR_PRESSURE, paths.TWELVE_VOLT, paths.FILTER_DROP, *paths.TYRE_PRESSURE,
    *paths.TYRE_AIR, *paths.PAD_WEAR,
)  # fmt: skip

_T = TypeVar("_T")


def extract(window: Window, *, day: date) -> Features:
    """The features of one UTC day from samples of [day start - 12 h, day end).

    Charges and rests count in the day they end in; a day that is not over yet may be extracted again and again.
    """
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    end = begin + 86_400.0
    seen = samples.look(window)
    charged = charges.find(seen, begin=begin, end=end)
    return Features(
        days=daily.totals(seen, day=day, begin=begin, end=end),
        charges=charged,
        rests=rests.find(seen, begin=begin, end=end),
        flows=daily.flows(seen, begin=begin, end=end),
        wear=daily.wear(seen, begin=begin, end=end),
        filters=daily.filters(seen, begin=begin, end=end),
        cells=cells.find(seen, charged, begin=begin, end=end),
    )


def fold(features: Features, of_day: Features, *, day: date) -> Features:
    """Put a day's features in the place of what was kept of that day; the order of days does not matter."""
    charged = [each for each in features.charges if each.end.date() != day]
    rested = [each for each in features.rests if each.end.date() != day]
    flowed = [each for each in features.flows if each.at.date() != day]
    worn = [each for each in features.wear if each.at.date() != day]
    filtered = [each for each in features.filters if each.at.date() != day]
    balanced = [each for each in features.cells if each.at.date() != day]
    totals = [each for each in features.days if each.day != day]
    flows = sorted([*flowed, *of_day.flows], key=lambda flow: flow.at)
    return Features(
        days=_newest(sorted([*totals, *of_day.days], key=lambda each: each.day), KEEP_DAYS),
        charges=_newest(sorted([*charged, *of_day.charges], key=lambda charge: charge.end), KEEP_CHARGES),
        rests=_newest(sorted([*rested, *of_day.rests], key=lambda rest: rest.end), KEEP_RESTS),
        flows=_newest([flow for flow in flows if flows[-1].at - flow.at < KEEP_FLOWS_FOR], KEEP_FLOWS),
        wear=_thinned(sorted([*worn, *of_day.wear], key=lambda wear: wear.at)),
        filters=_newest(sorted([*filtered, *of_day.filters], key=lambda each: each.at), KEEP_FILTERS),
        cells=_newest(sorted([*balanced, *of_day.cells], key=lambda each: each.at), KEEP_CELLS),
    )


def _newest(items: list[_T], count: int) -> tuple[_T, ...]:
    return tuple(items[-count:])


def _thinned(wear: list[Wear]) -> tuple[Wear, ...]:
    """The newest half, and of all the days whose number has the most factors of two: even over years.

    Both choices are the greatest by a fixed rank, so dropping early or late leaves the same readings.
    """
    half = KEEP_WEAR // 2
    ranked = sorted(wear, key=lambda each: (_twos(each.at.date()), each.at))
    kept = {each.at for each in (*wear[-half:], *ranked[-half:])}
    return tuple(each for each in wear if each.at in kept)


def _twos(day: date) -> int:
    number = day.toordinal()
    return number & -number
