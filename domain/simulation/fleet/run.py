"""Fleets: drawn by a seed, simulated for all cars and days at once, looked at car by car."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from domain.kit.arrays import Flags, Floats, Ints
from domain.learning import base_rates
from domain.registry.facts import Source
from domain.simulation.facts import DAY_S
from domain.simulation.fleet import (
    air,
    calendar,
    cells,
    contactors,
    coolant,
    draw,
    driving,
    insulation,
    motor,
    pack,
    punctures,
    resting,
    rows,
    sensors,
    totals,
    twelve_volt,
    tyres,
    wear,
)
from domain.simulation.fleet.facts import FaultTruth, Ground, Table, Trips
from domain.simulation.fleet.resting import Rests
from domain.simulation.weather import ZONE_S
from domain.telemetry.facts import Car, Features

BEFORE_DAYS = 60  # simulated ahead of the first day, so that every car has a past


@dataclass(frozen=True, slots=True)
class Fleet:
    """A simulated fleet. Days count from 0 at `start`; the tables begin `BEFORE_DAYS` earlier."""

    ground: Ground
    start: date
    days: int
    tables: Mapping[str, Table]

    def now(self, day: int) -> datetime:
        """Midnight in China at the end of a day."""
        begin = datetime.fromtimestamp(float(self.ground.midnight[BEFORE_DAYS]), tz=UTC)
        return begin + timedelta(days=day + 1)

    def features(self, car: int, day: int, *, parts: Sequence[str] | None = None) -> Features:
        """Return the features of a car known at the end of a day, as many as production stores. parts: only these fields."""
        return self.past(car).features(day + BEFORE_DAYS, parts)

    def past(self, car: int) -> rows.Past:
        """Return the source of `features` for many days of one car; its days begin `BEFORE_DAYS` earlier."""
        return rows.Past(self.tables, car)

    def truth(self, car: int) -> tuple[FaultTruth, ...]:
        """Return the faults of a car."""
        return tuple(fault for fault in self.faults if fault.car == car)

    @property
    def faults(self) -> tuple[FaultTruth, ...]:
        """Return every fault of the fleet, without failing sensors."""
        return tuple(fault for fault in self.ground.faults if fault.check)

    def car(self, number: int) -> Car:
        """Return the car as the registry holds it."""
        cars = self.ground.cars
        return Car(
            model=draw.MODELS[int(cars.model[number])][0],
            source=Source.SIMULATED,
            placard_front_kpa=float(cars.placard_front_kpa[number]),
            placard_rear_kpa=float(cars.placard_rear_kpa[number]),
            capacity_new_kwh=float(cars.capacity_kwh[number]),
            in_use_since=datetime.fromtimestamp(float(cars.born[number]), tz=UTC).date(),
        )

    def city(self, number: int) -> str:
        return air.CITIES[int(self.ground.cars.city[number])]


def make(
    count: int,
    *,
    seed: int,
    start: date,
    days: int,
    forms: str,
    rates: Mapping[str, float] | None = None,
    cities: Ints | None = None,
) -> Fleet:
    """Simulate `count` cars from `start` (in China) for `days` days.

    forms: the list of `forms.BY_USE` that faults take their forms from. rates: of causes per 10,000 cars and year, else
    those near reality of `base_rates.CAUSES`. cities: places in `air.CITIES` by car, else drawn.
    """
    first = datetime(start.year, start.month, start.day, tzinfo=UTC).timestamp() - ZONE_S
    begin, whole = first - BEFORE_DAYS * DAY_S, BEFORE_DAYS + days
    midnight = np.linspace(begin, begin + whole * DAY_S, whole, endpoint=False)
    cars = draw.cars(count, seed=seed, begin=begin, cities=cities)
    faults = draw.faults(count, seed=seed, begin=first, days=days, use=forms, rates=_rates(rates))
    ground = Ground(
        seed, cars, midnight, _standing(count, whole), air.generate(begin, whole, seed=seed), faults
    )
    trips = calendar.trips(cars, midnight, rng=ground.rng("calendar"), workshop=_mended(ground))
    ground = replace(ground, trips=trips)
    return Fleet(ground, start, days, sensors.lossy(ground, _tables(ground)))


def _rates(rates: Mapping[str, float] | None) -> Mapping[str, float]:
    usual = {name: cause.per_10k_car_years for name, cause in base_rates.CAUSES.items()}
    return usual if rates is None else rates


def _standing(count: int, days: int) -> Trips:
    """Return a calendar without drives."""
    blank = np.zeros((count, days, 3))
    return Trips(blank > 0, blank, blank, blank, blank.astype(np.int64), blank, blank[..., 0])


def _mended(ground: Ground) -> Flags:
    """Days on which a car that broke down stands in the workshop, shape (cars, days)."""
    stands = np.zeros(ground.shape, dtype=np.bool_)
    for fault in ground.faults:
        if fault.harm_at is not None:
            ended = ground.midnight + DAY_S
            begin, end = fault.harm_at.timestamp(), fault.mended_at.timestamp()
            stands[fault.car] |= (ended > begin) & (ground.midnight < end)
    return stands


def _tables(ground: Ground) -> dict[str, Table]:
    hours, rests, charging = driving.hours(ground), resting.find(ground), pack.charging(ground)
    return {
        "days": totals.days(ground, driven_kwh=charging.driven_kwh, running=twelve_volt.running(ground)),
        "charges": pack.charges(ground, charging),
        "rests": _rests(ground, rests, charge_end=charging.last_end),
        "flows": coolant.flows(ground, hours),
        "wear": sensors.pads(ground, wear.pads(ground)),
        "filters": wear.filters(ground),
        "cells": cells.readings(ground, rests, charging),
        "insulation": insulation.days(ground),
        "motors": motor.hours_of(ground, hours),
        "contactors": contactors.days(ground),
        "losses": punctures.losses(ground),
    }


def _rests(ground: Ground, rests: Rests, *, charge_end: Floats) -> Table:
    kpa, warm = tyres.readings(ground, rests)
    volt = twelve_volt.at_rest(ground, rests, charge_end=charge_end)
    return Table(
        rests.there,
        {
            "start": rests.start,
            "end": rests.end,
            "ambient_c": np.round(rests.ambient * 2) / 2,
            "tyre_kpa": sensors.tyres(ground, kpa, rests.end),
            "tyre_c": warm,
            "air_hpa": np.round(rests.air_hpa),
            "twelve_volt": sensors.twelve_volt(ground, volt, rests.end),
        },
    )
