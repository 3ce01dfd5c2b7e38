"""A device that sits in another car: what never falls has fallen, or what is built in has changed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import pairwise

from domain.telemetry.facts import Day

_FELL_KM = 5.0  # own choice: no rounding and no correction of an odometer is as large
_UNITS = (1_000.0, 1_609.344, 1.609344)  # a fall by such a factor is another unit, which relations tell
_OFF = 0.02
_OTHER_ROW = 0.03  # share of the cells in a row: voltage and cells are measured closer


def last_move(days: Sequence[Day]) -> datetime | None:
    """Return when the device was last moved to another car; None where it never was. days: ascending."""
    return max((*_fallen(days), *_rebuilt(days)), default=None)


def _fallen(days: Sequence[Day]) -> Iterator[datetime]:
    odometers = [(each.day, each.odometer_km) for each in days if each.odometer_km is not None]
    for (_, before), (day, after) in pairwise(odometers):
        if before - after > _FELL_KM and not _is_unit(before, after):
            yield datetime.combine(day, time(), tzinfo=UTC)


def _is_unit(before: float, after: float) -> bool:
    return after > 0 and any(abs(before / after / unit - 1) < _OFF for unit in _UNITS)


def _rebuilt(days: Sequence[Day]) -> Iterator[datetime]:
    """Yield the days from which the pack has another number of cells in a row, where two days before and two after agree."""
    cell_counts = [(each.day, each.cells_in_row) for each in days if each.cells_in_row is not None]
    for place in range(2, len(cell_counts) - 1):
        before, after = (
            [row for _, row in cell_counts[place - 2 : place]],
            [row for _, row in cell_counts[place : place + 2]],
        )
        if (
            min(abs(new / old - 1) for new in after for old in before) > _OTHER_ROW
            and _alike(before)
            and _alike(after)
        ):
            yield datetime.combine(cell_counts[place][0], time(), tzinfo=UTC)


def _alike(pair: Sequence[float]) -> bool:
    return abs(pair[0] / pair[1] - 1) <= _OFF
