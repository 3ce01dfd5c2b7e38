"""The life of an alert: candidate, told once, told again only when worse, cleared with hysteresis.

Practice behind it: m of n windows before anyone is told (Icinga's soft and hard states), two kinds of evidence
for red, inhibition by a parent cause (Alertmanager), clearing at 60 % of the trip distance (OVMS).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.alerts.facts import Around, Decision, Move, Record, Standing, State, Verdict
from domain.health import grading
from domain.health.facts import Finding, Level

OF_WINDOWS: Final = 3
TRIPS: Final = 1.0
CLEARS: Final = 0.6
HUSH: Final = timedelta(days=30)
MAINTENANCE: Final = timedelta(hours=72)
URGENT_WINDOW: Final = timedelta(hours=1)
LONGEST_WINDOW: Final = timedelta(days=1)
LAST: Final = 20  # warnings of a kind whose outcome is known, that owners are told the record of; own choice
OWNER_WEIGHT: Final = 0.5  # of a label: an owner feels what is wrong but cannot look inside; own choice
JOB: Final = "job_code"  # in the params of a finding whose job is not the same for every car
TASK: Final = "task"  # in the params of a finding of a check that asks for one thing after the other
_LATE: Final = 0.8  # a look may come this much early and still count as the next window
_BETWEEN, _LOW = "-", "0"


def window(finding: Finding, every: timedelta) -> timedelta:
    """Return how far apart two looks must be to count as two: the check's pace, at most a day, an hour where urgent."""
    if grading.level(finding) is Level.RED or finding.severity >= grading.SOON:
        return min(every, URGENT_WINDOW) * _LATE
    return min(every, LONGEST_WINDOW) * _LATE


def verdict(finding: Finding) -> str:
    if finding.strength >= TRIPS:
        return str(int(grading.level(finding)))
    return _LOW if finding.strength <= CLEARS else _BETWEEN


def decide(standing: Standing | None, finding: Finding | None, *, now: datetime, around: Around) -> Decision:
    """Decide what becomes of the alert of one check. Without a finding nothing changes, as missing data prove nothing."""
    if finding is None or (around.in_maintenance and grading.level(finding) < Level.RED):
        return Decision(Move.HOLD if standing else Move.NOTHING)
    if standing is None:
        if finding.strength < TRIPS:
            return Decision(Move.NOTHING)
        return Decision(Move.OPEN, grading.level(finding), verdict(finding), now)
    if around.task and finding.strength >= TRIPS and finding.params.get(TASK) != around.task:
        return Decision(Move.CLEAR, standing.level, standing.hits, now)
    return _judge(standing, _with_verdict(standing, finding, now=now, every=around.every), around)


def _with_verdict(standing: Standing, finding: Finding, *, now: datetime, every: timedelta) -> Standing:
    """Append the verdict; within one window it replaces the last one, also where the clock went back."""
    same = abs(now - standing.judged_at) < window(finding, every)
    before = standing.hits[:-1] if same else standing.hits
    judged_at = standing.judged_at if same else now
    hits = (before + verdict(finding))[-OF_WINDOWS:]
    return Standing(standing.state, standing.level, hits, judged_at)


def _judge(before: Standing, now: Standing, around: Around) -> Decision:
    """Decide by where an alert stood and, with the newest verdict added, stands now."""
    supported = level_of(now.hits, slow=around.slow)
    candidate = before.state is State.CANDIDATE
    move, level = Move.UPDATE, before.level
    if _is_over(now.hits, candidate=candidate, slow=around.slow):
        move = Move.CLEAR
    elif supported is not None and not around.inhibited_by:
        reached = _newest_level(now.hits, supported) if candidate else supported
        worse = candidate or reached > before.level
        if worse and around.hushed and supported < Level.RED:
            move = Move.HUSH
        elif worse:
            move, level = (Move.CONFIRM if candidate else Move.ESCALATE), reached
    return Decision(move, level, now.hits, now.judged_at)


def level_of(hits: str, *, slow: bool) -> Level | None:
    """Return the level that two of the last three windows reached (both of the last two if `slow`); None below two."""
    levels = sorted(
        (int(hit) for hit in _recent(hits, slow=slow) if hit not in {_LOW, _BETWEEN}), reverse=True
    )
    return Level(levels[1]) if len(levels) > 1 else None


def _newest_level(hits: str, supported: Level) -> Level:
    """Return the newest verdict's level, as the words told are its own; `supported` where it did not trip."""
    return supported if hits[-1] in {_LOW, _BETWEEN} else Level(int(hits[-1]))


def _is_over(hits: str, *, candidate: bool, slow: bool) -> bool:
    """Whether two windows, the newest among them, were well below the trip; for a candidate, did not trip."""
    calm = {_LOW, _BETWEEN} if candidate else {_LOW}
    recent = _recent(hits, slow=slow)
    return hits[-1] in calm and sum(hit in calm for hit in recent) > 1


def _recent(hits: str, *, slow: bool) -> str:
    return hits[-2:] if slow else hits


def proved(level: Level, verdicts: Mapping[str, Verdict]) -> bool | None:
    """Return whether a warning was right, by the workshop before the owner; None while that is not known.

    A workshop that finds nothing yet does not refute an early warning, only one of trouble within 48 hours.
    """
    match verdicts.get("workshop"):
        case Verdict.FOUND:
            return True
        case Verdict.NOT_FOUND:
            return False if level is Level.RED else None
    by_owner = verdicts.get("owner")
    return None if by_owner is None else by_owner is Verdict.RIGHT


def label(level: Level, verdicts: Mapping[str, Verdict]) -> tuple[bool, float] | None:
    """Return whether a warning was right and the weight of that as a label; None while that is not known.

    By the same rules as `proved`: the workshop outranks the owner, and not found yet does not refute an early warning.
    """
    right = proved(level, verdicts)
    if right is None:
        return None
    return right, 1.0 if "workshop" in verdicts else OWNER_WEIGHT


def record(proofs: Sequence[bool | None]) -> Record:
    """Count warnings, given in the order they were told, by whether each was right, wrong or not known (None)."""
    outcomes = [proof for proof in proofs if proof is not None]
    last = outcomes[-LAST:]
    return Record(
        told=len(proofs),
        right=sum(outcomes),
        wrong=len(outcomes) - sum(outcomes),
        last=len(last),
        last_right=sum(last),
    )
