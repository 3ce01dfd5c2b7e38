"""Words that stand on every chart, and a name by itself; units and names of series belong to the slice that draws it."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "evidence.normal": N_("your car's usual range"),
    "evidence.alike": N_("cars like yours"),
    "evidence.ahead": N_("forecast (right 9 times in 10)"),
    "evidence.limit": N_("limit {value}"),
    "evidence.against": N_("{name} (points against)"),
    "evidence.for": N_("{name} (points to it)"),
    "evidence.now": N_("now {value}"),
    "name": N_("{name}"),
}
