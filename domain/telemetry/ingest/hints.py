"""What the refusals of a request say of its sender: a clock that is wrong, or a unit that was not declared."""

from collections import Counter
from datetime import datetime, timedelta
from math import isfinite
from typing import Final

from domain.telemetry import moments, paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.intake import Batch, Receipt

_HALF_HOUR: Final = timedelta(minutes=30)
_OFF: Final = timedelta(minutes=4)
_ZONES: Final = timedelta(hours=14)
_YEARS: Final = timedelta(days=365)
_ENOUGH: Final = 3
# By unit of the catalogue: what a value would be in another unit, as cause, factor and offset.
_OTHERS: Final = {
    "V": (("unit_mv", 0.001, 0.0),),
    "kPa": (("unit_pa", 0.001, 0.0), ("unit_mbar", 0.1, 0.0)),
    "hPa": (("unit_pa", 0.01, 0.0), ("unit_kpa", 10.0, 0.0)),
    "Celsius": (("unit_kelvin", 1.0, -273.15), ("unit_fahrenheit", 1 / 1.8, -32 / 1.8)),
    "W": (("unit_mw", 0.001, 0.0),),
    "A": (("unit_ma", 0.001, 0.0),),
    "km/h": (("unit_cms", 0.036, 0.0),),
    "m": (("unit_mm", 0.001, 0.0),),
}
# Where a working signal mostly lies, narrower than its range, so that a wild value is not taken for another unit.
_USUAL: Final = {
    "V": (100.0, 900.0), "kPa": (120.0, 450.0), "hPa": (600.0, 1_080.0), "Celsius": (-30.0, 45.0),
    "W": (-400_000.0, 400_000.0), "A": (-800.0, 800.0), "km/h": (0.0, 200.0), "m": (0.0, 2e9),
}  # fmt: skip
_USUAL_OF: Final = {
    paths.CELL_MIN: (2.0, 4.4), paths.CELL_MAX: (2.0, 4.4), paths.TWELVE_VOLT: (9.0, 16.0),
}  # fmt: skip


def units(batch: Batch, receipt: Receipt) -> dict[str, str]:
    """By path: the unit that values beyond the range look like, where several of this request agree."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in receipt.refused:
        if each.code == "value_out_of_range" and each.signal is not None:
            cause = _unit(each.signal, batch.records[each.record].signals[each.signal])
            if cause:
                counts[each.signal, cause] += 1
    return {path: cause for (path, cause), count in counts.items() if count >= _ENOUGH}


def _unit(path: str, value: object) -> str:
    signal = CATALOGUE[path]
    low, high = _USUAL_OF.get(path, _USUAL.get(signal.unit, (0.0, 0.0)))
    if not isinstance(value, int | float) or not isfinite(value):
        return ""
    others = _OTHERS.get(signal.unit, ())
    return next((cause for cause, by, more in others if low <= value * by + more <= high), "")


def clock(batch: Batch, receipt: Receipt, *, now: datetime) -> str:
    """The cause for which all records of a request were refused for their times; "" where there is none."""
    refused = [each for each in receipt.refused if each.code in {"time_future", "time_old"}]
    if receipt.kept or len(refused) < len(batch.records) or not refused:
        return ""
    ahead = [at - now for each in refused if (at := _at(batch.records[each.record].at)) is not None]
    if not ahead:
        return ""
    newest = max(ahead)
    if newest < -_YEARS:
        return "clock_unset"
    if newest <= moments.AHEAD:
        return ""  # a backlog of weeks is no wrong clock
    steps = round(newest / _HALF_HOUR)
    return "clock_zone" if newest <= _ZONES and abs(newest - steps * _HALF_HOUR) <= _OFF else "clock_ahead"


def _at(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
