"""Brake pads wheel by wheel: what is left, counted since they were last new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from domain.health.facts import View
from domain.telemetry.facts import Wear

REPLACED = 10.0  # points by which wear falls where pads are new
FEWEST = 3
FRESH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Pad:
    """The readings of one wheel since its pads were new, and its wear at each in percent (0 new)."""

    wheel: int
    readings: Sequence[Wear]
    wear: Sequence[float]

    @property
    def left(self) -> float:
        return 100 - median(self.wear[-3:])


def recent(view: View) -> list[Pad]:
    """Return the wheels whose pads can be judged; none where the newest reading is old."""
    wear = view.features.wear
    if len(wear) < FEWEST or view.now - wear[-1].at > FRESH:
        return []
    columns = zip(*[reading.pads for reading in wear], strict=True)
    pads = [_since_new(wheel, wear, column) for wheel, column in enumerate(columns)]
    return [pad for pad in pads if len(pad.wear) >= FEWEST]


def renewed(wear: Sequence[Wear]) -> frozenset[datetime]:
    """When pads were new: the first reading after the last such fall of each wheel."""
    found = set()
    for wheel, column in enumerate(zip(*[reading.pads for reading in wear], strict=True)):
        pad = _since_new(wheel, wear, column)
        if len(pad.wear) < sum(value is not None for value in column):
            found.add(pad.readings[0].at)
    return frozenset(found)


def _since_new(wheel: int, readings: Sequence[Wear], pads: Sequence[float | None]) -> Pad:
    """Keep what came after the last fall of wear that two readings agree on."""
    wear = [value for value in pads if value is not None]
    if len(wear) < len(pads):
        readings = [reading for reading, value in zip(readings, pads, strict=True) if value is not None]
    start = _fall(wear) if wear and max(wear) - min(wear) > REPLACED else 0
    return Pad(wheel, readings[start:], wear[start:])


def _fall(wear: Sequence[float]) -> int:
    for index in range(len(wear) - 2, 0, -1):
        if wear[index - 1] - wear[index] <= REPLACED:
            continue
        if min(wear[max(0, index - 2) : index]) - max(wear[index : index + 2]) > REPLACED:
            return index
    return 0
