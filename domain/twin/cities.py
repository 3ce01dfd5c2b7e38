"""Climates of cities that may be asked for: read from `domain/data/cities.toml`; pure."""

import tomllib
from importlib.resources import files
from typing import Final

import numpy as np

from domain.kit.arrays import Floats
from domain.twin.facts import City

_COLDEST_MONTH: Final = 1.0


def _read() -> dict[str, City]:
    table = tomllib.loads((files("domain.data") / "cities.toml").read_text("utf-8"))
    return {code: City(code=code, **row) for code, row in table.items()}


ALL: Final = _read()


def celsius(city: City, month: Floats) -> Floats:
    """Return the mean air temperature of calendar months (1 to 12): a cosine from January to July."""
    middle, swing = (city.january + city.july) / 2, (city.july - city.january) / 2
    result: Floats = middle - swing * np.cos((month - _COLDEST_MONTH) * np.pi / 6)
    return result
