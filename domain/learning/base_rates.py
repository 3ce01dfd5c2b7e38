"""What goes wrong with cars, and how often: read from `domain/data/base_rates.toml`, which names each rate's source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

DAYS_A_YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of harm: the check that should see it, and how often it happens per 10,000 cars and year.

    check: empty where only a sensor fails. harms: the fault ends in a breakdown; else it only wears something.
    source: of the rate. also: checks that are right about it too.
    """

    per_10k_car_years: float
    harms: bool
    source: str
    check: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """How often the harm that a check looks for happens, per 10,000 car-days, and the figure's source."""

    per_10k_car_days: float
    source: str

    def within(self, hours: int) -> float:
        """Return the share of all looks that are followed by harm within `hours`."""
        return self.per_10k_car_days / 10_000 * hours / 24


def _causes() -> dict[str, Cause]:
    table = tomllib.loads((files("domain.data") / "base_rates.toml").read_text("utf-8"))
    return {name: Cause(**{**row, "also": tuple(row.get("also", ()))}) for name, row in table.items()}


def _rate(check: str) -> Rate:
    """Return the rate of all causes that end in the harm that a check looks for."""
    own = [each for each in CAUSES.values() if each.harms and each.check == check]
    return Rate(
        sum(each.per_10k_car_years for each in own) / DAYS_A_YEAR, "; ".join(each.source for each in own)
    )


CAUSES: Final[Mapping[str, Cause]] = _causes()
RATES: Final[Mapping[str, Rate]] = {
    check: _rate(check) for check in dict.fromkeys(each.check for each in CAUSES.values() if each.harms)
}
"""Of every check that forecasts a harm. They decide precision, and are those of the simulated fleet: nobody counted real ones."""
