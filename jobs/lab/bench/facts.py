"""What a measurement says: its figures, and the bars that some of them have to meet."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit on one figure. at_most: the figure has to stay below it instead of above."""

    figure: str
    limit: float
    at_most: bool = False

    def met_by(self, figure: float) -> bool:
        return figure <= self.limit if self.at_most else figure >= self.limit


@dataclass(frozen=True, slots=True)
class Result:
    """Figures by name; each name ends with its unit (_per_s, _ms, _mb ...) or is a ratio."""

    name: str
    figures: Mapping[str, float]
    bars: tuple[Bar, ...]

    def missed(self) -> tuple[Bar, ...]:
        return tuple(bar for bar in self.bars if not bar.met_by(self.figures[bar.figure]))
