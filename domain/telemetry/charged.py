"""What is kept of charging for longer than the sessions themselves."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ChargedMonth:
    """A month's charging sessions, of each day the one that gained most, for capacity over years.

    month: its first day. Tuples of equal length, ascending by day of the month: kWh into the pack, points of SOC
    gained, mean pack temperature in degrees Celsius.
    """

    month: date
    days: tuple[int, ...]
    energy_kwh: tuple[float, ...]
    gained: tuple[float, ...]
    celsius: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """One slow charge as charge taken in until a cell stood at each voltage of `curves.GRID_V`, in Ah of one string.

    Level below the voltage where it began and above the one where it ended. full_cycles: equivalent full cycles of
    the pack so far, where the car tells its throughput.
    """

    at: datetime
    odometer_km: float | None
    full_cycles: float | None
    amp_hours: tuple[float, ...]
