"""Tyres that lose air at once: what the car notices within minutes."""

import numpy as np

from domain.simulation.facts import DAY_S
from domain.simulation.fleet.facts import Ground, Table

_MINUTES = 6.0
_CERTAIN_S = 900.0  # from the loss until it is certain that it lasts


def losses(ground: Ground) -> Table:
    shape = (*ground.shape, 1)
    columns = {name: np.zeros(shape) for name in ("at", "wheel", "lost_kpa", "left_kpa", "minutes")}
    there = np.zeros(shape, dtype=np.bool_)
    for fault in ground.of("puncture"):
        at = fault.onset.timestamp() + _CERTAIN_S
        day = int((at - ground.midnight[0]) // DAY_S)
        if day >= shape[1]:
            continue
        cars = ground.cars
        placard = (cars.placard_front_kpa if fault.wheel < 2 else cars.placard_rear_kpa)[fault.car]  # noqa: PLR2004 - two wheels in front
        row = {
            "at": at,
            "wheel": float(fault.wheel),
            "lost_kpa": fault.sizes["at_once"],
            "left_kpa": placard - fault.sizes["at_once"],
            "minutes": _MINUTES,
        }
        there[fault.car, day] = True
        for name, value in row.items():
            columns[name][fault.car, day] = value
    return Table(there, columns)
