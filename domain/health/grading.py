"""How grave a finding is: the one place where risk, horizon, evidence and severity become a level, a colour and a span.

What yellow and red promise is in `learning.facts` (`YELLOW`, `RED`), as versions of models are measured by it too.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from domain.health.facts import Finding, Level, Traits
from domain.learning.facts import RED, YELLOW

SOON, STOP = 2, 3  # severities, alarm levels of GB/T 32960.3: stop soon, stop at once
SPAN: Final = {
    Level.RED: timedelta(hours=RED.within_h),
    Level.YELLOW: timedelta(hours=YELLOW.within_h),
    Level.BLUE: timedelta(days=30),
}
"""How soon to act, by level alone."""
COLOURS: Final = {Level.RED: "🔴", Level.YELLOW: "🟡", Level.BLUE: "🔵"}


def level(finding: Finding) -> Level:
    """Return the check's level, lowered where its risk, horizon or kinds of evidence do not carry it.

    A finding with chances by a model keeps its level: `by_chances` has weighed them already.
    """
    if finding.chances is not None:
        return finding.level
    if (
        finding.level is Level.RED
        and finding.risk > RED.chance
        and finding.horizon <= SPAN[Level.RED]
        and len(finding.kinds) >= RED.kinds
    ):
        return Level.RED
    is_yellow = finding.risk >= YELLOW.chance and finding.horizon <= SPAN[Level.YELLOW]
    return Level.YELLOW if finding.level >= Level.YELLOW and is_yellow else Level.BLUE


def by_chances(finding: Finding, chances: Mapping[int, float], *, is_precise: bool) -> Level:
    """Return the level by a model's chances, by horizon in hours; yellow also where the check's own rule says so.

    is_precise: whether chances like that for a month come true as often as a warning promises; if not, it is blue.

    How soon harm comes differs between forms of a fault more than any model can know, so yellow by the check's rule
    is not lowered by a low chance. Nor is a level with severity `STOP`: that danger was measured and is there now.
    """
    if finding.severity >= STOP:
        return finding.level
    if not is_precise:
        return Level.BLUE
    if chances.get(RED.within_h, 0.0) > RED.chance and len(finding.kinds) >= RED.kinds:
        return Level.RED
    is_yellow = chances.get(YELLOW.within_h, 0.0) >= YELLOW.chance
    return Level.YELLOW if is_yellow or finding.level >= Level.YELLOW else Level.BLUE


def is_fact(traits: Traits, severity: int) -> bool:
    """Whether the harm has happened already."""
    return severity >= traits.fact_from


def stops(traits: Traits, level: Level, severity: int) -> bool:
    """Whether a warning says not to drive on, or not to charge."""
    return level is Level.RED and severity >= traits.stops_from


def within(traits: Traits, level: Level, severity: int) -> timedelta:
    """Return how soon to act: by the level, and sooner where what was measured is grave already."""
    if level is Level.BLUE:
        return SPAN[level]
    if severity >= STOP or traits.at_once:
        return timedelta(0)
    return SPAN[Level.RED] if severity >= SOON else SPAN[level]
