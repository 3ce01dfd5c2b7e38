"""Made-up listings of the demo's made-up cars, marked as such, so that its owners can ask what their cars are worth."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from domain.simulation.cars import DEMO_CARS
from domain.valuation import learn, rules
from domain.valuation.facts import Listing

_NEW: Final = {
    "Lark 60": 169_800.0,
    "Heron 75": 239_800.0,
    "Wren 45": 99_800.0,
}  # CNY, made up as the cars are
_OF_MODEL: Final = 120
_DAYS: Final = 180  # over which they were offered
_YEARLY, _BY_10_000_KM, _APART = (
    0.14,
    0.03,
    0.04,
)  # of ln price: lost by age and distance, and how far cars lie apart
_KM_A_YEAR: Final = (5_000.0, 32_000.0)


def teach(folder: Path, at: datetime) -> None:
    """Put a market of made-up listings to work, as of a moment. folder: of fitted models."""
    material = "made-up listings of the demo's made-up cars"
    learn.teach(list(_listings(at.date())), currency="CNY", material=material, made_at=at, folder=folder)


def _listings(today: date) -> Iterator[Listing]:
    lot = np.random.default_rng(1)
    first = min(car.in_use_since.year for car in DEMO_CARS)
    for model, new in _NEW.items():
        for _ in range(_OF_MODEL):
            day = today - timedelta(days=int(lot.integers(1, _DAYS)))
            year = int(lot.integers(first, day.year + 1))
            age = max((day - date(year, 1, 1)).days / 365.25, 0.2)
            km = max(age * float(lot.uniform(*_KM_A_YEAR)), rules.NEAREST_KM)
            fall = _YEARLY * age + _BY_10_000_KM * km / 10_000 + _APART * float(lot.standard_normal())
            yield Listing("Demo", model, "", rules.MADE_UP, year, km, day, new * float(np.exp(-fall)))
