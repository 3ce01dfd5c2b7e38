"""The input of prefilters, and from which share of the trip strength on a check has to be run."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Flags, Floats
from domain.telemetry.features.columns import Columns

CLOSE = 0.9  # of the strength at which a check trips: enough for a bound that is exact
FAR = 0.6  # where it is fitted, or where a warning may hang on few readings
DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Many:
    """Many cars, or one car on many days: arrays of one shape (...), placard (..., 4) in WHEELS order.

    now: seconds since the epoch. silent_s: since the last record. recalled: a recall is open. reports: the car's last
    report holds active fault codes. alarmed: it raised an alarm on one of its last days. parts: by field of `Features`, as `NEEDED` says.
    """

    now: Floats
    placard_kpa: Floats
    capacity_kwh: Floats
    silent_s: Floats
    recalled: Flags
    reports: Flags
    alarmed: Flags
    parts: Mapping[str, Columns]

    @property
    def none(self) -> Flags:
        return np.zeros(self.now.shape, dtype=np.bool_)
