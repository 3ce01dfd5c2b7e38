"""“Not too early”, “not first thing”, 别太早, 不要太晚: limits of a day without an hour, heeded as hours of a workshop's day. Pure."""

import re
from dataclasses import replace
from datetime import time

from domain.dialogue.facts import Grain, Part, TimeExpression

EARLY, LATE = "early", "late"
_FORM = re.compile(
    r"(?<!it's )(?<!it is )(?<!is it )(?:\b(?:but|just|and|though|preferably|ideally|only|please)\s+)*"
    r"(?:\b(?:not|nothing|never|no|(?:do not|don'?t)(?: (?:make|want|book|have|need|schedule|put|like))?(?: (?:it|me|that|this|anything|something|in))?(?: to be)?|isn'?t|shouldn'?t be|can'?t be)\s+"
    r"(?:at |be |on )?(?:(?:too|so|that|very|super|terribly|ridiculously|crazy|horribly|overly|really|quite|all that)\s+)*"
    r"(?:(?P<early>early(?: (?:starts?|mornings?|slots?|times?|ones?|birds?))?|first thing|(?:the )?crack of dawn|before breakfast)|(?P<late>late(?: (?:slots?|times?|ones?|afternoons?))?|last thing|(?:the )?(?:very )?end of the day))\b"
    r"(?! (?:than|enough|bird))(?: in the (?:morning|day|evening|afternoon))?|"
    r"\btoo (?P<early2>early)\b(?=[^.!?;]{0,12}\b(?:no good|bad|hard|difficult|impossible|doesn'?t|does not|won'?t|isn'?t|is not|not)\b)|\btoo (?P<late2>late)\b(?=[^.!?;]{0,12}\b(?:no good|bad|hard|difficult|impossible|doesn'?t|does not|won'?t|isn'?t|is not|not)\b))|"
    r"(?<!现在)(?<!还)(?:最好|尽量|千万|但|就是)*(?:别|不要|不想|不能|不用|不宜|不希望|不是|不)(?:给我|帮我)?(?:约|排|安排|订|定|选|来|去|在|是|弄)*得?"
    r"(?:(?:太|这么|那么|特别|过于?|很)(?:(?P<z_early>早)|(?P<z_late>晚|迟))(?![点些一于])|(?:那么|太)?(?P<z_early2>一大早|大清早|大早上|一早|清早|清晨|第一个)|(?P<z_late2>大晚上|快下班|下班前|最后一个))的?(?:时间|时段)?|"
    r"(?:太|过)(?:(?P<z_early3>早)|(?P<z_late3>晚|迟))了?的?(?:话)?(?:我|也|都|就|可能|实在)*(?:不行|不要|不方便|起不来|[来去到]不了|来不及|不好|赶不上|没法)"
)
_BEGINS = {
    None: time(10),
    Part.MORNING: time(10),
    Part.NOON: time(12),
    Part.AFTERNOON: time(14),
    Part.EVENING: time(17),
}
_ENDS = {
    None: time(16),
    Part.MORNING: time(11),
    Part.NOON: time(13),
    Part.AFTERNOON: time(16),
    Part.EVENING: time(18),
}


def find(plain: str) -> tuple[str, ...]:
    """Which ends of the day are to be left out."""
    ends = {_end(match) for match in _FORM.finditer(plain)}
    return tuple(end for end in (EARLY, LATE) if end in ends)


def _end(match: re.Match[str]) -> str:
    group = next(name for name, words in match.groupdict().items() if words)
    return EARLY if "early" in group else LATE


def blanked(text: str, plain: str) -> str:
    """The text with spaces in place of these words, so that nothing in them is read as a time."""
    letters = list(text)
    for match in _FORM.finditer(plain):
        letters[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(letters)


def heeded(wish: TimeExpression | None, ends: tuple[str, ...]) -> TimeExpression:
    """The wish without these ends of its day; a clock time that was said, or a time told from another, stays as it is."""
    if wish is None:
        return _within(TimeExpression(" ".join(ends), (0, 0), Grain.WINDOW), ends)
    if wish.shift is not None and not wish.shift.same_day:
        return wish
    return replace(
        _within(wish, ends),
        ambiguous=tuple(_within(each, ends) for each in wish.ambiguous),
        others=tuple(_within(each, ends) for each in wish.others),
    )


def _within(wish: TimeExpression, ends: tuple[str, ...]) -> TimeExpression:
    begin, end = wish.time_from, wish.time_to
    if begin is not None and begin == end:
        return wish
    if EARLY in ends:
        begin = max(begin or time.min, _BEGINS[wish.part_of_day])
    if LATE in ends:
        end = min(end or time.max, _ENDS[wish.part_of_day])
    if begin is not None and end is not None and begin >= end:
        return wish
    grain = Grain.WINDOW if wish.grain is not Grain.SPAN else wish.grain
    return replace(wish, time_from=begin, time_to=end, grain=grain, soft=ends)
