"""State of charge, charging sessions and capacity.

Capacity falls half with the square root of time and half in step with it, at the car's own rate: the shape that
fleets show (Geotab: 2.3 % a year on average, 81.6 % after eight years). Chargers, limits and the
state at which owners plug in are assumed.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from domain.kit.arrays import Flags, Floats
from domain.simulation import cabin
from domain.simulation.drive import AUX_W
from domain.simulation.drive import ROADS as KINDS
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import calendar, causes
from domain.simulation.fleet.facts import Ground, Table

_LONG_Y = 8.0
_STANDBY_A_DAY = 0.65  # points
_RESERVE = 8.0  # below it the owner charged on the way, at a place that is not told
_WORTH_PLUGGING_IN, _SHORT_GAIN = 2.0, 13.0
_SHORT_ABOVE = 30.0  # nobody lives on short charges alone
_SHORT_HABIT = 0.05  # of cars: plugged in every evening for a short while
_KWH_PER_KM = np.array([KINDS[name].kwh_per_km for name in calendar.ROADS])
_METER_SCATTER = 0.006
_ELSEWHERE, _CUT_BY_CHANCE = 0.08, 0.01  # of charges
_T = TypeVar("_T", np.bool_, np.float64)


@dataclass(frozen=True, slots=True)
class Charging:
    """Each evening's charge, shape (cars, days): state of charge before and after it in percent, its begin and end.

    driven_kwh: taken from the pack by driving that day. soc: at the end of the day, before the charge.
    share: part of the intended gain that was reached.
    """

    there: Flags
    dc: Flags
    soc_from: Floats
    soc_to: Floats
    begin: Floats
    end: Floats
    energy_kwh: Floats
    driven_kwh: Floats
    soc: Floats
    share: Floats

    @property
    def last_end(self) -> Floats:
        """Return when the last charge before each day's morning ended, shape (cars, days)."""
        ends = np.where(self.there, self.end, -np.inf)
        before = np.concatenate([np.full((ends.shape[0], 1), -np.inf), ends[:, :-1]], axis=1)
        ended: Floats = np.maximum.accumulate(before, axis=1)
        return ended


def health(ground: Ground) -> Floats:
    """Capacity left in percent of new, shape (cars, days)."""
    cars = ground.cars
    years = np.maximum(ground.midnight - cars.born[:, None], 0.0) / (365.25 * DAY_S)
    loss = cars.soh_rate[:, None] * (0.5 * np.sqrt(years * _LONG_Y) + 0.5 * years)
    soh: Floats = 100.0 - loss
    return soh


def charging(ground: Ground) -> Charging:
    rng, cars, trips = ground.rng("charging"), ground.cars, ground.trips
    usable = cars.capacity_kwh[:, None] * health(ground) / 100
    driven = _driven(ground)
    evening = np.where(trips.there, trips.end, ground.midnight[:, None] + 18 * 3600).max(axis=2)
    dc = rng.random(ground.shape) < cars.dc_share[:, None]
    share = _cut_short(ground)
    soc_from, soc_to = _levels(ground, spent=driven / usable * 100, dc=dc, share=share)
    there = soc_to - soc_from > _WORTH_PLUGGING_IN
    kwh = (soc_to - soc_from) / 100 * usable
    night = np.maximum(ground.midnight + rng.normal(21.5, 0.4, size=ground.shape) * 3600, evening + 900)
    begin = np.where(dc, evening + 600, night)
    seconds = kwh / _power(ground, dc) * 3600
    own = rng.normal(1.0, 0.004, size=(cars.count, 1))
    measured = kwh * own * rng.normal(1.0, _METER_SCATTER, size=kwh.shape)
    return Charging(there, dc, soc_from, soc_to, begin, begin + seconds, measured, driven, soc_from, share)


def _power(ground: Ground, dc: Flags) -> Floats:
    """Return the power in kW that charge point and car allow: fast chargers differ, and a cold pack takes less."""
    rng, cars = ground.rng("charge points"), ground.cars
    warm = ground.air.ambient(cars.city[:, None], ground.midnight + 19 * 3600, ground.trips.above)
    cold = np.clip(0.55 + 0.03 * (warm + 5.0), 0.55, 1.0)
    fast = cars.dc_kw[:, None] * rng.uniform(0.75, 1.05, size=dc.shape) * cold
    elsewhere = np.where(rng.random(dc.shape) < _ELSEWHERE, rng.uniform(0.5, 1.0, size=dc.shape), 1.0)
    slow = cars.ac_kw[:, None] * elsewhere
    for fault in ground.of("weak_charger"):
        slow[fault.car] *= 1 - fault.sizes["share"] * causes.progress(fault, ground.midnight)
    return np.where(dc, fast, slow)


def _cut_short(ground: Ground) -> Floats:
    """Return the part of its intended gain that each charge reaches: below 1 where a fault, or rare chance, ends it early."""
    rng = ground.rng("cut short")
    chance = np.full(ground.shape, _CUT_BY_CHANCE)
    for fault in ground.of("charge_contact"):
        chance[fault.car] += fault.sizes["share"] * causes.progress(fault, ground.midnight)
    return np.where(rng.random(ground.shape) < chance, rng.uniform(0.15, 0.7, size=ground.shape), 1.0)


def _driven(ground: Ground) -> Floats:
    """Return the kWh that driving took each day."""
    rng, trips = ground.rng("consumption"), ground.trips
    warm = ground.air.ambient(ground.cars.city[:, None, None], trips.begin, trips.above[..., None])
    steady_kw = (AUX_W + cabin.hvac_w(warm)) / 1000
    kwh = trips.km * _KWH_PER_KM[trips.road] * rng.normal(1.0, 0.04, size=trips.km.shape)
    total: Floats = np.sum((kwh + steady_kw * trips.seconds / 3600) * trips.there, axis=2)
    return total


def _levels(ground: Ground, *, spent: Floats, dc: Flags, share: Floats) -> tuple[Floats, Floats]:
    """Return the state of charge before and after each evening's charge, by day."""
    rng, cars = ground.rng("plugging in"), ground.cars
    wants = cars.wants[:, None] + rng.uniform(-7.0, 7.0, size=ground.shape)
    limit = np.where(dc, np.minimum(cars.limit[:, None], 80.0), cars.limit[:, None])
    short = np.broadcast_to(rng.random((cars.count, 1)) < _SHORT_HABIT, ground.shape)
    gains = _SHORT_GAIN * rng.uniform(0.7, 1.0, size=ground.shape)
    soc = rng.uniform(55.0, 80.0, size=cars.count)
    before, after = np.empty(ground.shape), np.empty(ground.shape)
    for day in range(ground.midnight.size):
        soc = np.maximum(soc - _STANDBY_A_DAY - spent[:, day], _RESERVE)
        before[:, day] = soc
        plugs = (soc <= wants[:, day]) | short[:, day]
        tops_up = short[:, day] & (soc > _SHORT_ABOVE)
        goal = np.where(tops_up, np.minimum(soc + gains[:, day], limit[:, day]), limit[:, day])
        gain = (goal - soc) * share[:, day]
        soc = np.where(plugs & (gain > _WORTH_PLUGGING_IN), soc + gain, soc)
        after[:, day] = soc
    return before, after


def charges(ground: Ground, charging: Charging) -> Table:
    """Sessions in the day they end in: yesterday evening's that ran past midnight, and today's."""
    late = charging.end >= ground.midnight + DAY_S
    columns = _session(ground, charging)
    there = np.stack([yesterday(charging.there & late), charging.there & ~late], axis=2)
    return Table(there, {name: np.stack([yesterday(each), each], axis=2) for name, each in columns.items()})


def yesterday(values: NDArray[_T]) -> NDArray[_T]:
    return np.concatenate([np.zeros_like(values[:, :1]), values[:, :-1]], axis=1)


def _session(ground: Ground, charging: Charging) -> dict[str, Floats]:
    rng, cars = ground.rng("sessions"), ground.cars
    air = ground.air.ambient(cars.city[:, None], (charging.begin + charging.end) / 2, ground.trips.above)
    warm = np.clip(air + np.where(charging.dc, 9.0, 3.8) + rng.normal(0.0, 0.8, size=air.shape), 8.0, 42.0)
    hours = np.maximum(charging.end - charging.begin, 60.0) / 3600
    mean = charging.energy_kwh / hours
    return {
        "start": charging.begin,
        "end": charging.end,
        "soc_from": np.round(charging.soc_from, 1),
        "soc_to": np.round(charging.soc_to, 1),
        "energy_kwh": charging.energy_kwh,
        "temperature_c": warm,
        "mean_kw": mean,
        "peak_kw": mean * np.where(charging.dc, 1.3, 1.0) * rng.normal(1.0, 0.01, size=mean.shape),
        "soc_limit": np.broadcast_to(cars.limit[:, None], mean.shape),
        "cut_short": (charging.share < 1).astype(np.float64),
        "ambient_c": np.round(air * 2) / 2,
    }
