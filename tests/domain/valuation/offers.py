"""Made-up listings whose prices follow a law that a test knows."""

from datetime import date, timedelta

import numpy as np

from domain.valuation.facts import Listing

END = date(2026, 11, 16)
_MODELS = (("Lark", "60", 150_000.0), ("Heron", "75", 240_000.0))


def law(new: float, *, age: float, km: float) -> float:
    """Return the price: a sixth less a year, and a twentieth for 10,000 km."""
    return new * float(np.exp(-0.18 * age - 0.05 * km / 10_000))


def listings(count: int = 320, *, noise: float = 0.04, jump: float = 0.0) -> list[Listing]:
    """Offers of four months, as many of each model. jump: how much ln of prices rose in the last month."""
    rng = np.random.default_rng(3)
    made = []
    for number in range(count):
        make, model, new = _MODELS[number % 2]
        day = END - timedelta(days=int(rng.integers(0, 120)))
        year, km = int(rng.integers(2021, 2026)), float(rng.uniform(5_000, 120_000))
        rise = jump if day > END - timedelta(days=31) else 0.0
        price = law(new, age=day.year - year, km=km) * float(np.exp(noise * rng.standard_normal() + rise))
        made.append(Listing(make, model, "", "site", year, km, day, price))
    return made


def sheet(some: list[Listing]) -> str:
    """The listings as an operator's sheet, in 10,000 km and in 10,000 yuan."""
    rows = [
        f"{each.make},{each.model},{each.model_year},{each.odometer_km / 1e4:.4f},{each.first_seen},{each.price / 1e4:.4f}"
        for each in some
    ]
    return "\n".join(["make,model,model_year,odometer,first_seen,price", *rows]) + "\n"
