"""Charging sessions by the month, one a day: kept for years, because batteries fade over years."""

from collections.abc import Sequence
from datetime import date

from domain.telemetry.charged import ChargedMonth
from domain.telemetry.facts import Charge

KEEP_MONTHS = 120

_Entry = tuple[int, float, float, float | None]


def put(months: Sequence[ChargedMonth], charges: Sequence[Charge], *, day: date) -> tuple[ChargedMonth, ...]:
    """Put a day's greatest charge in the place of what was kept of that day; the order of days does not matter."""
    first = day.replace(day=1)
    before = next((month for month in months if month.month == first), None)
    entries = [entry for entry in _entries(before) if entry[0] != day.day]
    if charges:
        most = max(charges, key=lambda charge: (charge.soc_to - charge.soc_from, charge.end))
        gained = most.soc_to - most.soc_from
        entries = sorted([*entries, (day.day, most.energy_kwh, gained, most.temperature_c)])
    others = [month for month in months if month.month != first]
    this_month = [ChargedMonth(first, *zip(*entries, strict=True))] if entries else []
    return tuple(sorted([*others, *this_month], key=lambda month: month.month)[-KEEP_MONTHS:])


def _entries(month: ChargedMonth | None) -> list[_Entry]:
    if month is None:
        return []
    return list(zip(month.days, month.energy_kwh, month.gained, month.celsius, strict=True))
