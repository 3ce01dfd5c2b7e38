"""Cars, calendars, tables of features and faults of a simulated fleet; arrays have one value per (car, day, slot).

Moments are seconds since the epoch (UTC). A fleet's day runs from midnight to midnight of China standard time.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.random import Generator

from domain.kit.arrays import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a fault shows: what grows, how, and how long it takes from the onset to the harm.

    curve: a name of `causes.CURVES`. days: shortest and longest.
    sizes: by name, between which two values the size at the moment of harm lies.
    """

    cause: str
    code: str
    curve: str
    days: tuple[float, float]
    sizes: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class FaultTruth:
    """A fault as simulated, which only evaluations read. harm_at: the breakdown, None where it never comes.

    mended_at: from then on the part is sound again. sizes: at the moment of harm, by the names of its form.
    checks: all that are right about it, `check` among them.
    """

    car: int
    cause: str
    check: str
    form: str
    curve: str
    onset: datetime
    full_at: datetime
    mended_at: datetime
    harm_at: datetime | None
    wheel: int
    sizes: Mapping[str, float]
    seed: int
    checks: frozenset[str] = frozenset()

    def present(self, at: datetime) -> bool:
        """Return whether a workshop would find the fault at a moment."""
        return self.onset <= at < self.mended_at


@dataclass(frozen=True, slots=True)
class Cars:
    """Properties and use of cars: one value a car.

    city: place in `weather.CITIES`. born: when it came into use. soh_rate: mean points of capacity lost a year.
    wants: state of charge below which it is charged. pads_per_1000_km and tyre_own: shape (cars, 4), in WHEELS order.
    """

    city: Ints
    model: Ints
    born: Floats
    daily_km: Floats
    capacity_kwh: Floats
    placard_front_kpa: Floats
    placard_rear_kpa: Floats
    dc_share: Floats
    ac_kw: Floats
    dc_kw: Floats
    limit: Floats
    wants: Floats
    home_office: Floats
    soh_rate: Floats
    pads_per_1000_km: Floats
    tyre_own_kpa: Floats

    @property
    def count(self) -> int:
        return int(self.born.size)


@dataclass(frozen=True, slots=True)
class Trips:
    """Up to three drives a day, shape (cars, days, 3): morning, way back, errand. road: place in `calendar.ROADS`.

    above: metres above home, shape (cars, days). odo: km at the end of each drive.
    """

    there: Flags
    begin: Floats
    seconds: Floats
    km: Floats
    road: Ints
    odo: Floats
    above: Floats

    @property
    def end(self) -> Floats:
        return self.begin + self.seconds


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of features: which slots hold one, and its fields, shape (cars, days, slots) or (…, 4); NaN unknown."""

    there: Flags
    columns: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Ground:
    """The input of every part of the simulation. midnight: local, of each day. air: hourly weather of each city."""

    seed: int
    cars: Cars
    midnight: Floats
    trips: Trips
    air: "Air"
    faults: tuple[FaultTruth, ...] = ()

    def rng(self, name: str) -> Generator:
        """Return the random generator of one part, which does not depend on how much other parts draw."""
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])

    def of(self, *causes: str) -> tuple[FaultTruth, ...]:
        return tuple(fault for fault in self.faults if fault.cause in causes)

    @property
    def shape(self) -> tuple[int, int]:
        return self.cars.count, self.midnight.size


@dataclass(frozen=True, slots=True)
class Air:
    """Temperature (°C), pressure (hPa) and humidity (%) by city and hour from `begin`, shape (cities, hours)."""

    begin: float
    celsius: Floats
    hpa: Floats
    damp: Floats
    altitude: Floats = field(default_factory=lambda: np.zeros(0))

    def ambient(self, city: Ints, at: Floats, above: Floats) -> Floats:
        """Return °C at moments `at`, between the values of the hours around them, less 6.5 degrees per 1000 m; NaN where `at` is NaN."""
        moments = np.nan_to_num(at, nan=self.begin)
        hours = (moments - self.begin) / 3600
        whole = np.clip(hours.astype(np.int64), 0, self.celsius.shape[1] - 2)
        before, after = self.celsius[city, whole], self.celsius[city, whole + 1]
        celsius: Floats = before + (after - before) * (hours - whole) - 0.0065 * above
        return np.where(np.isnan(at), np.nan, celsius)

    def pressure(self, city: Ints, at: Floats, above: Floats) -> Floats:
        hpa: Floats = self.hpa[city, self._hour(at)] * np.exp(-above / 8_434)
        return hpa

    def humidity(self, city: Ints, at: Floats) -> Floats:
        humidity: Floats = self.damp[city, self._hour(at)]
        return humidity

    def _hour(self, at: Floats) -> Ints:
        hours = (np.nan_to_num(at, nan=self.begin) - self.begin) / 3600
        return np.clip(hours.astype(np.int64), 0, self.hpa.shape[1] - 1)
