"""Speed through a drive, second by second, and the power it takes.

Road load and figures typical of a mid-size car, assumed: 1800 kg, CdA 0.55 m², Crr 0.009.
"""

from dataclasses import dataclass

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import Leg

MASS_KG, CDA_M2, ROLLING, ROTATING = 1800.0, 0.55, 0.009, 1.05
TO_WHEEL, FROM_WHEEL = 0.92, 0.72
AUX_W = 280.0
REGEN_LIMIT_W = 60_000.0


@dataclass(frozen=True, slots=True)
class Road:
    """mean speed over a whole drive, km/h; seconds between two stops; kWh per km at the pack, no climate."""

    mean_kmh: float
    stops_s: float
    kwh_per_km: float


ROADS = {
    "city": Road(27.0, 95.0, 0.128),
    "mixed": Road(42.0, 210.0, 0.126),
    "motorway": Road(86.0, 2_400.0, 0.142),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """One value a second from the start of the leg: m/s, m/s^2, metres driven, W and kWh into the pack."""

    speed: Floats
    acceleration: Floats
    metres: Floats
    watts: Floats
    kwh: Floats


def _shape(leg: Leg, seconds: int) -> Floats:
    """Stop-and-go hills of differing height; long and wavy ones on a motorway."""
    rng = np.random.default_rng(leg.seed)
    hills = max(1, round(seconds / ROADS[leg.road].stops_s))
    where = np.linspace(0.0, hills, seconds, endpoint=False)
    hill = where.astype(np.int64)
    along = where - hill
    ramp = max(0.03, min(0.25, 14.0 * hills / seconds))
    rise = np.clip(np.minimum(along / ramp, (0.9 - along) / ramp), 0.0, 1.0)
    height = rng.lognormal(0.0, 0.22, size=hills)[hill]
    waves = 1.0 + 0.08 * np.sin(np.arange(seconds) / 31.0 + rng.uniform(0, 6.28))
    return np.convolve(rise * height * waves, np.full(7, 1 / 7), mode="same")


def _traction(speed: Floats, acceleration: Floats, *, ambient_c: float, climb: float) -> Floats:
    """Return the power in W that moving takes from the pack; negative where braking gives some back."""
    air = 101_325 / (287.05 * (ambient_c + 273.15))
    force = 0.5 * air * CDA_M2 * speed**2 + (speed > 0) * MASS_KG * 9.81 * (ROLLING + climb)
    wheel = (force + ROTATING * MASS_KG * acceleration) * speed
    return np.where(wheel > 0, wheel / TO_WHEEL, np.maximum(wheel, -REGEN_LIMIT_W) * FROM_WHEEL)


def profile(leg: Leg, *, ambient_c: float, steady_w: float) -> Profile:
    """Return speed and power through a leg, scaled to the energy that the leg took: wind, load and surface make the difference."""
    seconds = max(2, int(leg.end - leg.begin))
    shape = _shape(leg, seconds)
    distance = leg.odo[1] - leg.odo[0]
    speed = shape * (distance / shape.sum())
    acceleration = np.gradient(speed)
    climb = (leg.alt[1] - leg.alt[0]) / distance
    moving = _traction(speed, acceleration, ambient_c=ambient_c, climb=climb)
    needed_j = leg.kwh * 3.6e6 - steady_w * seconds
    scale = np.clip(needed_j / max(float(moving.sum()), 1.0), 0.5, 3.5)
    watts = -(moving * scale + steady_w)
    kwh = np.cumsum(watts) / 3.6e6
    return Profile(speed, acceleration, np.cumsum(speed), watts, kwh * (-leg.kwh / kwh[-1]))
