"""What is said of one evaluation beside its figures, and the bars that those are held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

CROSSED: Final = "cross-validated on the development part"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure is to reach: at least `low` and at most `high`; neither: it is only told. published: what others report, or a plain method."""

    low: float | None = None
    high: float | None = None
    published: str = ""

    def holds(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Card:
    """One evaluation. unrecorded: why no figures are kept here, told as long as that is so; "" where they must be.

    own_test: the bars are for a published test part; cross-validation is easier, and meets no bar.
    """

    title: str
    data: str
    bars: Mapping[str, Bar]
    failure: str
    unrecorded: str = ""
    own_test: bool = False

    def judges(self, protocol: str) -> bool:
        """Return whether figures of this protocol may be compared with the bars."""
        return not (self.own_test and protocol == CROSSED)
