"""Days of driving with their consumption, and how the latest compare with the usual."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from domain.kit.arrays import Floats
from domain.learning.shelf import Fitted


@dataclass(frozen=True, slots=True)
class Drive:
    """A day of driving: consumption in kWh per 100 km, air temperature in °C, mean speed in km/h, distance in km."""

    day: date
    kwh_100km: float
    celsius: float
    kmh: float
    km: float


@dataclass(frozen=True, slots=True)
class Shape:
    """How consumption depends on speed and temperature, alike for all cars: two lines through knots.

    road: Wh per km at 15 °C by mean speed over a day (kmh). cabin: kW of heating and cooling by air temperature (celsius).
    """

    kmh: Floats
    road: Floats
    celsius: Floats
    cabin: Floats


# Own choice: road load of a mid-size car (1800 kg, CdA 0.55 m², Crr 0.009) with stops at low mean speeds; heating and
# cooling as of a heat pump at 0 °C and of a resistive heater at -10 °C (docs/simulation.md).
PUBLISHED = Shape(
    kmh=np.array([15.0, 31.0, 60.0, 78.0, 90.0, 110.0]),
    road=np.array([112.0, 99.0, 100.0, 108.0, 120.0, 144.0]),
    celsius=np.array([-20.0, -10.0, 0.0, 15.0, 22.0, 35.0, 45.0]),
    cabin=np.array([5.0, 4.0, 2.0, 0.2, 0.0, 1.0, 1.8]),
)


@dataclass(frozen=True, slots=True)
class Norm:
    """The shape that cars are compared by. by: manifest of the model behind it, None for the published one."""

    shape: Shape = PUBLISHED
    by: Fitted | None = None


AS_PUBLISHED = Norm()


@dataclass(frozen=True, slots=True)
class Consumption:
    """The latest days of driving against the car's own usual in the same weather and traffic; kWh per 100 km.

    at_15c: its usual at 15 °C and 40 km/h, by which cars of a model compare. scores: how far each of the latest days lies
    above usual, in standard deviations (sigma, a share of usual) of the days before; scores_before: of those.
    """

    lately: float
    usual: float
    at_15c: float
    sigma: float
    days: tuple[date, ...]
    scores: tuple[float, ...]
    days_before: tuple[date, ...]
    scores_before: tuple[float, ...]

    @property
    def lately_at_15c(self) -> float:
        """Return the latest days together, recalculated to 15 °C and 40 km/h, to compare with `at_15c`."""
        return self.at_15c * self.lately / self.usual
