"""A simulated fleet for checks: the view of a car at the end of a day, and the days on which a check could trip."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from domain.health.facts import Check, View
from domain.health.prefilter import catalogue as prefilters
from domain.health.prefilter.facts import Many
from domain.kit.arrays import Flags
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import windows
from domain.simulation.fleet.rows import Past
from domain.simulation.fleet.run import BEFORE_DAYS, Fleet
from domain.simulation.fleet.windows import Line
from domain.telemetry.facts import Quality
from domain.telemetry.features.columns import LEAST, Columns

ZONE = "Asia/Shanghai"
_AT_ONCE = 3  # days screened together: what is worked on stays within the processor's cache
_HEARD_GAP_S = 6 * 3600.0


def view(fleet: Fleet, past: Past, day: int, *, check: Check) -> View:
    """Return the view of a car at the end of a day. past: that car's."""
    now = fleet.now(day)
    features = past.features(day + BEFORE_DAYS, check.PARTS or ("days",))
    return View(
        now, ZONE, fleet.car(past.car), features, Quality(1_000, 1.0, 0.0, 0.0, now, 0.0, _HEARD_GAP_S)
    )


def suspects(fleet: Fleet, codes: Collection[str]) -> dict[str, Flags]:
    """Return by check on which days which cars have to be judged in full, shape (cars, days)."""
    lines, end = windows.lines(fleet.tables, prefilters.NEEDED), BEFORE_DAYS + fleet.days
    parts = [
        {code: prefilters.could_trip(code, many) for code in codes}
        for first in range(BEFORE_DAYS, end, _AT_ONCE)
        for many in [_many(fleet, lines, slice(first, min(first + _AT_ONCE, end)))]
    ]
    return {code: np.concatenate([each[code] for each in parts], axis=1) for code in codes}


def _many(fleet: Fleet, lines: Mapping[str, Line], days: slice) -> Many:
    cars = fleet.ground.cars
    now = np.broadcast_to(fleet.ground.midnight[days] + DAY_S, (cars.count, days.stop - days.start))
    placard = np.stack([cars.placard_front_kpa] * 2 + [cars.placard_rear_kpa] * 2, axis=1)
    parts = {
        part: lines[part].ending(days, most=most) if part in lines else _nothing(names, now.shape)
        for part, (names, most) in prefilters.NEEDED.items()
    }
    return Many(
        now=now,
        placard_kpa=np.broadcast_to(placard[:, None, :], (*now.shape, 4)),
        capacity_kwh=np.broadcast_to(cars.capacity_kwh[:, None], now.shape),
        silent_s=np.zeros(now.shape),
        recalled=np.zeros(now.shape, dtype=np.bool_),
        reports=np.zeros(now.shape, dtype=np.bool_),
        alarmed=np.zeros(now.shape, dtype=np.bool_),
        parts=parts,
    )


def _nothing(names: Sequence[str], shape: tuple[int, ...]) -> Columns:
    return Columns({name: np.full((*shape, LEAST), np.nan) for name in names})
