"""Whether a message tells of danger or of a car that does not go on, now and here; pure.

Words decide: what happens, whether it happens to the car or to people in it, and whether it is present, not asked
about, feared, read of or past. Doubt falls towards help: the answer names whom to call and changes nothing.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.dialogue import emergency_en, emergency_slips, emergency_zh, script
from domain.dialogue.alarm import Judge


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
    """fast_road: on a motorway or in a tunnel, where people must get behind the barrier."""

    kind: Kind
    fast_road: bool = False


_CLAUSES = re.compile(
    r"[,.!?;:\n()…~]+|(?<=[a-z]) (?:but|so|and now|because) (?=[a-z])|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])|但是?|不过|所以|因为|结果"
)
_CRY = re.compile(r"^hel+p+ ?(?:me ?)?!{2,}$")  # a bare “help” asks what can be done
_LANGUAGES = (emergency_zh, emergency_en)
_FAST_ROAD = re.compile(
    r"高速(?!充)|快速路|隧道|高架|匝道|应急车道|\b(?:motorway|highway|freeway|expressway|interstate|autobahn|hard shoulder|"
    r"fast lane|tunnel)\b|\b[am]\d{1,2}\b(?! (?:o'?clock|am|pm))"
)


def find(text: str) -> Emergency | None:
    """Return the gravest emergency that a message of any length tells of, in either language."""
    plain = emergency_slips.mended(emergency_zh.spelled(script.plain(text)))
    clauses = [clause.strip() for clause in _CLAUSES.split(plain) if clause.strip()]
    told = [kind for place in range(len(clauses)) if (kind := _in_clause(clauses, place))]
    if not told:
        return Emergency(Kind.UNCLEAR) if _CRY.search(plain) else None
    gravest = min(told, key=list(Kind).index)
    return Emergency(gravest, fast_road=bool(_FAST_ROAD.search(plain)))


def _in_clause(clauses: list[str], place: int) -> Kind | None:
    """What one clause says. The clauses beside it may name the car, or tell that it is of another day."""
    clause = clauses[place]
    around = " ; ".join(clauses[max(0, place - 1) : place + 2])
    for language in _LANGUAGES:
        for name, pattern in language.TELLING.items():
            for said in pattern.finditer(clause):
                if _counts(language.JUDGE, name, said, around):
                    return Kind(name)
    return None


def _counts(judge: Judge, name: str, said: re.Match[str], around: str) -> bool:
    clause = said.string
    if judge.denied.search(clause[: said.start()]) or judge.other[name].search(clause):
        return False
    if judge.unreal.search(clause) and not judge.present.search(clause):
        return False
    if judge.past.search(around) and not judge.present.search(around):
        return False
    loose = judge.loose.get(name)
    if loose is None or not loose.fullmatch(said[0]):
        return True
    return bool(judge.bare.fullmatch(clause) or (judge.car.search(around) and not judge.jam.search(around)))
