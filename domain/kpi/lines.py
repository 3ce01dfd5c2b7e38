"""How a figure, its interval and what is missing are said; pure."""

import math
from typing import Final

from domain.explain.facts import Phrase
from domain.kpi.facts import Case, Figure, Measure

_BY_VALUE: Final = frozenset({Measure.DAYS, Measure.MINUTES, Measure.AMOUNT})
_CODES: Final = {
    Measure.SHARE: "ratio",
    Measure.AVOIDED: "ratio",
    Measure.VALUES: "ratio",
    Measure.DIFFERENCE: "points",
}


def value(figure: Figure) -> Phrase:
    """Say the value with its unit, or why it cannot be told."""
    return Phrase(f"kpi.why.{figure.why}") if figure.value is None else _amount(figure.measure, figure.value)


def interval(figure: Figure) -> Phrase | None:
    """Say the 90 % interval; None where there is none."""
    if figure.interval is None:
        return None
    low, high = figure.interval
    said_low = _amount(figure.measure, low)
    if high is None:
        return Phrase("kpi.interval.open", {"low": said_low})
    return Phrase("kpi.interval", {"low": said_low, "high": _amount(figure.measure, high)})


def bar(figure: Figure) -> Phrase | None:
    """Say the limit that the value is held to; None where there is none. Its sign stands in `figure.bar`."""
    return None if figure.bar is None else _amount(figure.measure, figure.bar.limit)


def of_row(measure: Measure, case: Case) -> Phrase:
    """Say what a row adds above the line: yes or no of what is counted, else its value with its unit."""
    if not math.isfinite(case.part):
        return Phrase("kpi.why.open")
    if measure in _BY_VALUE:
        return _amount(measure, case.part)
    if case.whole != 1 or case.part not in {0, 1}:
        return Phrase("kpi.row.of", {"part": case.part, "whole": case.whole})
    return Phrase("kpi.row.yes" if case.part else "kpi.row.no")


def _amount(measure: Measure, amount: float) -> Phrase:
    code = _CODES.get(measure, measure.value)
    scale = 100 if measure is Measure.DIFFERENCE else 1
    return Phrase(f"kpi.value.{code}", {"value": scale * amount})
