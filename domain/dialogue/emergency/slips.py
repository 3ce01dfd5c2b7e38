"""Slips of the keyboard in the English words by which an emergency is told."""

import re
from functools import cache
from typing import Final

from domain.dialogue.slips import exchanged, slips


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS: Final = _words("""
smoke smoking smoky start starting stuck stranded accident crashed crash brakes brake flames burning
burnt battery motorway highway breakdown broken collision electric shock electrocuted flooded
flooding warning trapped fire won't doesn't caught stalled airbag emergency sparks working
""")
# Real words that are one slip away.
_LIKE: Final = _words("""
stoke stock stack stick stark smart stare stars spoke stroke smokes smoked crush cash rash trash brand
break breaks broke bake fakes flame frames short shop stuff struck truck strand started starts
warming wiring learning morning earning stalls stalled batter starring staring burst bursts shone
chuck snuck sticks sock rake braces brace star stat blames blame tripped tart suck sucks trashed
toned don't drake collisions breakdowns starry stint towel booking broken token wont shocks shocked
crashes clash smoker strapped warnings burnings turning trapper wrapped mapped fires firm hire wire
five file fine fired dire tired sire free were tire tyre roving loving toward electrics accidents
incident parks spark sharks marks making mooring storing starving stating hissed kissing missing
pissing taught fright caught catch bought lock shot shook stuck start
""")
_SHORT = 4  # letters; shorter words are too like others for more than an exchange of letters
_BREAKS = re.compile(
    r"\bbreak(s?)(?= (?:pedal|failed|failing|failure|don'?t|do not|aren'?t|are (?:gone|not|dead)|not working|stopped working|won'?t))"
)
_FYRE = re.compile(r"\bon (?:fyre|fir|fiire|fier|fie|fore|fre)\b")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def mended(plain: str) -> str:
    """With one wrong, missing, double or exchanged letter mended in the words that matter."""
    text = _FYRE.sub("on fire", _BREAKS.sub(r"brake\1", plain))
    return _WORD.sub(lambda match: _word(match[0]), text)


@cache
def _near() -> dict[str, str]:
    """Every spelling that is one slip away from exactly one of the words."""
    near: dict[str, set[str]] = {}
    for word in _WORDS:
        for slip in slips(word) if len(word) > _SHORT else exchanged(word):
            near.setdefault(slip, set()).add(word)
    return {slip: min(words) for slip, words in near.items() if len(words) == 1}


def _word(word: str) -> str:
    if word in _WORDS or word in _LIKE:
        return word
    return _near().get(word, word)
