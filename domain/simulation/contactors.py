"""The counter of the high-voltage contactors: switchings of a sound car are reckoned from the distance driven.

What faults and replacements add follows the days since their onset; switchings that come too often fall into one
evening hour, that of the drive home.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S, FaultKind, Rows

# Assumed, here and for fleets: about two everyday trips. An hour on a motorway counts four, half of what the check allows.
KM_A_SWITCHING = 28.0
_WORN_A_DAY = 12.0  # of a car that has been in heavy use for years
_STARTS_A_DAY = 4.0
_EVENING_H = 10.0  # UTC; six in the evening in China


def cycles(rows: Rows) -> Floats:
    count = rows.odo / 1000 / KM_A_SWITCHING
    for fault in rows.of(FaultKind.CONTACTORS_WORN):
        days = (rows.at - fault.onset.timestamp()) / DAY_S
        count = np.where(days >= 0, fault.size + _WORN_A_DAY * (days - fault.over_days), count)
    for fault in rows.of(FaultKind.CONTACTORS_NEW):
        days = (rows.at - fault.onset.timestamp()) / DAY_S
        count = np.where(days >= 0, _STARTS_A_DAY * days, count)
    for fault in rows.of(FaultKind.OFTEN_SWITCHED):
        count = count + fault.size * _evenings(rows.at, onset=fault.onset.timestamp(), over=fault.over_days)
    return np.floor(np.maximum(count, 0.0))


def _evenings(at: Floats, *, onset: float, over: float) -> Floats:
    """Return how many evening hours have passed since the onset; one that has begun counts by its part."""
    days = np.clip((at - onset) / DAY_S, 0.0, over)
    first = onset - onset % DAY_S
    until = onset + days * DAY_S
    whole, hour = np.divmod((until - first) / 3_600, 24.0)
    begun = np.clip((onset - first) / 3_600 - _EVENING_H, 0.0, 1.0)
    evenings: Floats = whole + np.clip(hour - _EVENING_H, 0.0, 1.0) - begun
    return evenings
