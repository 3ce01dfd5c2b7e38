"""Words that stand on every chart; units and names of series belong to the slice that draws it."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "evidence.normal": N_("normal for your car"),
    "evidence.alike": N_("cars like yours"),
    "evidence.ahead": N_("forecast, holds 9 times in 10"),
    "evidence.limit": N_("limit {value}"),
    "evidence.against": N_("speaks against"),
    "evidence.for": N_("speaks for"),
    "evidence.now": N_("now {value}"),
}
