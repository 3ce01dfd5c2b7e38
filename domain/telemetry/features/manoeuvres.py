"""Hard manoeuvres by acceleration: one rule for the speed of a car and, in evaluations, for the sensors of a phone."""

from typing import Final

import numpy as np

from domain.telemetry.features.samples import Flags, Floats

SECOND_S: Final = 1.0  # over which an acceleration is meant; a peak shorter than that is a bump of the road
START: Final = 2.0
"""m/s², 7 km/h a second. Of manoeuvres that were labelled from video (Ferreira et al., PLoS ONE 12(4) e0174959) it marks most of the
aggressive ones and none of the others (`beforehand evaluate driving_events`)."""
BRAKING: Final = 2.94
"""m/s², 0.3 g or 10.6 km/h a second: hard braking by Tesla's published Safety Score. All brakings labelled aggressive there pass it."""
EACH_SECOND_S: Final = 1.1  # accelerations need 1 Hz (EU) 2017/1151 annex IIIA, appendix 7a
_NEAR_S: Final = 1.5  # own choice: readings further apart hide how steep a change between them was
_LEAP_KMH: Final = 2.0
_REPEATED: Final = 0.25
"""Share of leaps after which the same speed comes again. Two cars whose logs hold a row a second repeat 0.4 and 1.0 of them, as
their speed is read anew only each second to fourth row; own choice between that and none."""
_STANDS_KMH: Final = 1.0


def count(acceleration: Floats, *, limit: float) -> int:
    """Return how many stretches of consecutive values, in m/s², are at the limit or above."""
    return runs(acceleration >= limit)


def runs(flags: Flags) -> int:
    """Return how many stretches of consecutive true values there are."""
    return int(np.count_nonzero(np.diff(flags.astype(np.int8), prepend=0) == 1))


def changes(at: Floats, speed: Floats) -> Floats:
    """Return the mean acceleration in the second after each reading, m/s²; 0 where readings do not tell it. speed: m/s."""
    after = np.searchsorted(at, at + SECOND_S)
    inside = after < at.size
    ends = after[inside]
    near = at[ends] - at[ends - 1] <= _NEAR_S
    change: Floats = np.zeros(at.size)
    change[inside] = np.where(
        near, (np.interp(at[inside] + SECOND_S, at, speed) - speed[inside]) / SECOND_S, 0.0
    )
    return change


def is_fresh(kmh: Floats) -> bool:
    """Tell whether each reading of speed is a new one. An old one that is sent again makes the next look like a leap."""
    step = np.diff(kmh)
    leaps = (np.abs(step[:-1]) >= _LEAP_KMH) & (kmh[1:-1] > _STANDS_KMH)
    repeats = np.count_nonzero(leaps & (step[1:] == 0))
    return bool(repeats <= _REPEATED * np.count_nonzero(leaps))
