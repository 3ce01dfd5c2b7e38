"""Drives by clock hour: how long, how warm the pack and motor have become, how much power is drawn."""

from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Flags, Floats
from domain.simulation import cabin, heat
from domain.simulation.facts import Activity
from domain.simulation.fleet import calendar, causes
from domain.simulation.fleet.facts import Ground, Trips

HOUR_S = 3600.0
_SHORTEST_S = 30.0
_PACK_WARMS_S, _PACK_COOLS_S, _MOTOR_WARMS_S = 4_000.0, 12_000.0, 900.0  # as in `simulation/heat.py`
# Mean of |pack power| in kW at 20 °C by road, and the share of climate power on top; measured in `simulation/drive.py`.
_KW = np.array([{"city": 5.85, "mixed": 7.40, "motorway": 12.95}[name] for name in calendar.ROADS])
_CLIMATE = np.array([{"city": 0.70, "mixed": 0.83, "motorway": 0.94}[name] for name in calendar.ROADS])
_GOALS = np.array([heat.goal(Activity.DRIVE, road=name, dc=False) for name in calendar.ROADS])
_PACK, _MOTOR = 1, 2
_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Hours:
    """Shape (cars, days, 6): each of three drives in the hour it begins and in the next.

    at: the full hour. pack_heat, motor_heat: degrees above the air in the middle of it. speed_kmh: mean.
    """

    there: Flags
    at: Floats
    seconds: Floats
    ambient: Floats
    power_kw: Floats
    speed_kmh: Floats
    pack_heat: Floats
    motor_heat: Floats


def hours(ground: Ground) -> Hours:
    rng, trips = ground.rng("driving"), ground.trips
    first = np.floor(trips.begin / HOUR_S) * HOUR_S
    at = np.stack([first, first + HOUR_S], axis=3)
    begin = np.maximum(at, trips.begin[..., None])
    seconds = np.minimum(trips.end[..., None], at + HOUR_S) - begin
    there = trips.there[..., None] & (seconds >= _SHORTEST_S)
    mid = begin + seconds / 2 - trips.begin[..., None]
    road, city = trips.road[..., None], ground.cars.city[:, None, None, None]
    ambient = ground.air.ambient(city, begin + seconds / 2, trips.above[..., None, None])
    climate = cabin.hvac_w(ambient) / 1000
    short = 0.13 * np.sqrt(20 * _MINUTE_S / np.maximum(seconds, _MINUTE_S))  # fewer hills even out
    power = _KW[road] * rng.normal(1.0, short) * towing(ground, at) + _CLIMATE[road] * climate
    pack = _warmth(_residual_heat(trips)[..., None], _GOALS[road, _PACK], mid, warms_s=_PACK_WARMS_S)
    motor = _warmth(np.zeros_like(mid), _GOALS[road, _MOTOR], mid, warms_s=_MOTOR_WARMS_S)
    speed = (trips.km / trips.seconds * 3600)[..., None] * rng.normal(1.0, 0.1, size=mid.shape)
    flat = (*ground.shape, -1)
    return Hours(
        there.reshape(flat), at.reshape(flat), seconds.reshape(flat), ambient.reshape(flat),
        np.maximum(power, 1.0).reshape(flat), speed.reshape(flat), pack.reshape(flat), motor.reshape(flat),
    )  # fmt: skip


def _residual_heat(trips: Trips) -> Floats:
    """Degrees that the pack still has from the drive before, when a drive begins."""
    full = _warmth(np.zeros_like(trips.km), _GOALS[trips.road, _PACK], trips.seconds, warms_s=_PACK_WARMS_S)
    residual = np.zeros_like(full)
    for number in (1, 2):
        gap = trips.begin[..., number] - trips.end[..., number - 1]
        residual[..., number] = (full[..., number - 1] + residual[..., number - 1]) * np.exp(
            -gap / _PACK_COOLS_S
        )
    return residual


def _warmth(start: Floats, goal: Floats, after: Floats, *, warms_s: float) -> Floats:
    heat: Floats = goal + (start - goal) * np.exp(-np.maximum(after, 0.0) / warms_s)
    return heat


def towing(ground: Ground, at: Floats) -> Floats:
    """How many times the usual power is taken: more behind a trailer."""
    times = np.ones_like(at)
    for fault in ground.of("towing"):
        times[fault.car] += fault.sizes["more"] * (causes.progress(fault, at[fault.car]) > 0)
    return times
