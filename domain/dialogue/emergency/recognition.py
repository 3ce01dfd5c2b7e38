"""Whether a message tells of danger or of a car that does not go on, now and here; pure.

A linear scorer weighs the slots (what happens, to whom, where, when, and what speaks against it) and the words, and
was learnt from lines of both languages. Where it is not sure the owner is asked: a missed emergency is worse than a
needless question, and both change nothing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path

from domain.dialogue import script
from domain.dialogue.emergency import cues, damage, marks
from domain.learning.linear import Linear


class Kind(StrEnum):
    """What has happened; the first that is said counts as the gravest."""

    FIRE = "fire"  # flames, smoke, a burning smell, a hot or swollen battery
    SHOCK = "shock"
    TRAPPED = "trapped"
    CRASH = "crash"
    WATER = "water"
    BRAKES = "brakes"
    RED = "red"  # the car itself says to stop
    STRANDED = "stranded"
    UNCLEAR = "unclear"  # a bare cry for help


@dataclass(frozen=True, slots=True)
class Emergency:
    """fast_road: on a motorway or in a tunnel, where people must get behind the barrier. sure: else ask first."""

    kind: Kind
    fast_road: bool = False
    sure: bool = True


NONE = "none"  # the label of all that is no emergency
SURE = 0.8  # chance of an emergency from which on it is answered as one
ASK = 0.33  # and from which on the owner is asked
ALONE = 0.95  # the same where one clause by itself has this chance; with ASK for the whole it is answered
_SHARE = 0.3  # of the chance of an emergency: a graver kind goes before a likelier one from here on
_FAST_ROAD = re.compile(
    r"高速(?!充)|快速路|隧道|高架|匝道|应急车道|(?<![a-z0-9])g(?:\d{1,2}|\d{4})(?![a-z0-9])|\b(?:motorway|highway|freeway|expressway|interstate|autobahn|hard shoulder|"
    r"fast lane|tunnel)\b|\b[am]\d{1,2}\b(?! (?:o'?clock|am|pm))"
)


# The whole text, never a part of one: the command word alone, what says itself that it is none, or work that is not wanted.
_SAID_NONE = re.compile(
    r"help|(?:no )?(?:its|it's|it is|this is|thats|that's)? ?(?:not an|no) emergency[.! ]*|"
    r"(?:这|这个)?(?:不是(?:什么)?(?:急事|紧急情况)|不紧急)[。.! ]*|"
    r"(?:那|这次|先|就)*(?:轮胎|车胎|刹车(?:片|油|检查)|(?:空调)?滤芯|保养)(?:就|先|也)*(?:不(?:用)?(?:做|换)了?|算了|免了)(?:吧|谢谢?)*[。,.! ]*"
)
# What calls for help, "ambulance here now" or 救护车马上来, names it as well: only a full sentence says that it comes.
_HELP_HAS_COME = re.compile(
    r"(?:(?:ok|okay|great|good|hi|so|now|好的?|嗯|哦)[\s,.!]*)*(?:"
    r"(?:the |a |my )?(?:tow(?:ing)?(?: ?truck| service| car)?|recovery(?: ?truck| service| vehicle)?|roadside assistance|rescue|breakdown (?:truck|service|van)|help|ambulance|fire (?:brigade|engine))"
    r"(?:(?:['’]s| is| has| are| have) (?:already |just |now |finally )?(?:here|come|coming|arrived|on (?:its|the|their) way)| (?:already |just |now |finally )?(?:arrived|came|on (?:its|the|their) way))(?: now| already)?|"
    r"(?:我?叫的)?(?:拖车|救援|道路救援|救援车|救护车|消防车?|师傅|拖车师傅|救援师傅|救援人员)(?:的人|人员)?"
    r"(?:(?:已经|刚刚?|都|现在|马上|正在)*(?:就)?(?:来|到|过来|赶到|赶来|拖走)(?:了|啦|到了)|(?:已经|刚刚?|都|现在|正在)*在路上(?:了|啦)?|(?:已经|刚刚?|正在)(?:来|到|过来|赶到|赶来))"
    r")(?:[\s,.!~]*(?:thanks?|thank you|thx|cheers|all good|so much|very much|a lot|everything(?:['’]s| is) (?:ok|fine|good)|bye|谢谢?|多谢|感谢|辛苦|麻烦|没事|不用|放心|你们?|您|了|啦|哈))*[\s,.!~🙏😊👍]*"
)


def find(text: str) -> Emergency | None:
    """Return the emergency that a message of any length tells of, in either language; not sure: to be asked about."""
    line = script.plain(text).strip()
    if _SAID_NONE.fullmatch(line) or is_over(text) or _is_harmless_damage(line):
        return None
    stretches = set(marks.windows(text))
    chance, kind = max(map(_judge, stretches), default=(0.0, Kind.UNCLEAR))
    alone = 0.0
    if chance < SURE:
        clauses = set(marks.clauses(text)) - stretches
        alone, kind_alone = max(map(_judge, clauses), default=(0.0, Kind.UNCLEAR))
        kind = kind if chance >= ASK else kind_alone
    if chance < ASK and alone < ALONE:
        return None
    sure = chance >= SURE or (chance >= ASK and alone >= ALONE)
    return Emergency(kind, fast_road=bool(_FAST_ROAD.search(script.plain(text))), sure=sure)


def _is_harmless_damage(plain: str) -> bool:
    """Whether a plain text tells of damage that is no danger, and none of its other clauses sounds like one."""
    return damage.is_harmless(plain) and not any(
        _judge(stretch)[0] >= ASK
        for clause in damage.others(plain)
        for stretch in {*marks.windows(clause), *marks.clauses(clause)}
    )


def is_over(text: str) -> bool:
    """Whether a message says that help has come, and nothing else."""
    return _HELP_HAS_COME.fullmatch(script.plain(text).strip()) is not None


def _judge(plain: str) -> tuple[float, Kind]:
    """The chance that a plain stretch tells of an emergency, and the gravest kind that it may well be."""
    if cues.says_nothing(plain):
        return 0.0, Kind.UNCLEAR
    chances = dict(zip(shipped().labels, shipped().chances(marks.grams(plain)), strict=True))
    of_any = 1 - float(chances.pop(NONE))
    likeliest = max(chances.values())
    likely = (kind for kind in Kind if chances[kind] >= min(_SHARE * of_any, likeliest))
    return of_any, next(likely)


@cache
def shipped() -> Linear:
    return Linear.load(Path(str(files("domain.data") / "emergencies" / "model.npz")))
