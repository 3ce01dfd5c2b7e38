"""Turn a car's calendar into the records that it would send."""

from datetime import datetime

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation import (
    brakes,
    cabin,
    coolant,
    moments,
    motion,
    motor,
    pack,
    sending,
    twelve_volt,
    tyres,
)
from domain.simulation.facts import DAY_S, Fault, SimCar
from domain.telemetry.facts import Window

_PARTS = (motion, motor, pack, coolant, tyres, brakes, cabin, twelve_volt)


def simulate(
    car: SimCar, *, start: datetime, end: datetime, faults: tuple[Fault, ...] = (), step_s: int = 10
) -> Window:
    """What the car sends in [start, end): every `step_s` driving or charging, every ten minutes parked.

    The records of [a, b) and of [b, c) together are those of [a, c). `step_s` must divide 600.
    """
    begin, stop = start.timestamp(), end.timestamp()
    days = range(int(begin // DAY_S), int(-(-stop // DAY_S)))
    parts = [_day(car, faults, day=day, step_s=step_s) for day in days]
    parts = [_part_of(part, begin=begin, stop=stop) for part in parts]
    return _join(parts)


def _join(parts: list[Window]) -> Window:
    if not parts:
        return Window(at=np.empty(0, dtype=np.int64), values={})
    return Window(
        at=np.concatenate([part.at for part in parts]),
        values={path: np.concatenate([part.values[path] for part in parts]) for path in parts[0].values},
    )


def _part_of(window: Window, *, begin: float, stop: float) -> Window:
    first, last = np.searchsorted(window.at, [int(begin * 1000), int(stop * 1000)])
    if first == 0 and last == window.at.size:
        return window
    return Window(window.at[first:last], {path: each[first:last] for path, each in window.values.items()})


def _day(car: SimCar, faults: tuple[Fault, ...], *, day: int, step_s: int) -> Window:
    rows = moments.of_day(car, faults, day=day, step_s=step_s)
    sent: dict[str, Floats] = {}
    for part in _PARTS:
        sent.update(part.signals(rows))
    sending.upset(rows, sent)
    sending.thin(rows, sent, step_s=step_s)
    keep = sending.arrives(rows)
    at = (rows.at[keep] * 1000).astype(np.int64)
    return Window(at, {path: each[keep] for path, each in sent.items()})
