"""What is said on the way to a visit, in both languages: "I'm on my way", 堵车了，晚到二十分钟. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from domain.dialogue import script

_LATE: Final = re.compile(
    r"\b(?:i(?:'?m| am|'?ll be| will be| might be| may be|'?m going to be)|we(?:'?re| are|'?ll be| will be)|running|gonna be|be there)\b[^.?!]{0,40}\blate\b|"
    r"\brunning (?:a (?:bit|little) )?(?:late|behind)\b|\bmake (?:that|it)\b[^.?!]{0,16}(?:half an hour|an hour\b|\d+ ?min)|\bstuck in (?:the )?traffic\b|\b(?:delayed|held up)\b|\blate by\b|"
    r"(?:会|要|得|可能|大概|估计|应该)?(?:迟到|晚到|晚点到|晚一点到|晚些到|来晚)|(?:晚|迟)(?:个)?[\d一二两三四五十半]+(?:来|多)?(?:个)?(?:分钟|分|小时|刻钟)(?:到|左右)?|路上堵|堵车|堵在|塞车"
)
_COMING: Final = re.compile(
    r"(?:yes[, ]+)?(?:i'?m|i am|we'?re|we are)(?: already| just)? (?:coming|on (?:my|our|the) way|nearly there|almost there)(?: now)?|(?:on my way|see you (?:then|there|soon))|i'?ll be there(?: on time)?|"
    r"(?:我|我们)?(?:会|肯定|一定)?(?:准时|按时)(?:到|去|来)|(?:我|我们)?(?:已经)?(?:在路上|出发|快到|马上到)(?:了)?|(?:我|我们)?会(?:去|来|到)的?"
)
_SENTENCES: Final = re.compile(r"[^,.?!]+[,.?!]*")
_ASKED: Final = re.compile(r"[?]|[吗么]\W*$")
_CHANGES: Final = re.compile(r"\bcancel|取消|改[期到天]|\bmove\b")
_AROUND: Final = re.compile(r"^[\s,]+|[\s,.!~]+$|(?:了|啦|哦|哈|的|呢)+[\s.!~]*$")
_MINUTES: Final = re.compile(
    r"(\d{1,3})\s*(?:more )?(?:min(?:ute)?s?\b|分钟|分(?!店))|([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])\s*(?:来|多)?分钟"
)
_HOURS: Final = re.compile(
    r"(half an hour|半(?:个)?小时|半个?钟)|(quarter of an hour|一刻钟)|(\ban hour\b|(?:一|1) ?个?小时|\b1 ?h(?:our)?\b)|((?:[2-9]|两|二|三|四|几) ?个?(?:小时|hours?))"
)
_SPANS: Final = (30, 15, 60, 120)
_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class News:
    """Somebody comes: on time, or late, by so many minutes where that was said."""

    is_late: bool
    minutes: int | None = None


def find(text: str) -> News | None:
    """Return what a text says of coming to a visit that is near; None where it says nothing of it, or asks."""
    line = " ".join(each for each in _SENTENCES.findall(script.plain(text)) if not _ASKED.search(each))
    if _CHANGES.search(line):
        return None
    if _LATE.search(line):
        return News(is_late=True, minutes=_minutes(line))
    return News(is_late=False) if _COMING.fullmatch(_AROUND.sub("", line)) else None


def _minutes(line: str) -> int | None:
    exact = _MINUTES.search(line)
    if exact:
        return int(exact[1]) if exact[1] else _number(exact[2])
    rough = _HOURS.search(line)
    return (
        next((span for span, part in zip(_SPANS, rough.groups(), strict=True) if part), None)
        if rough
        else None
    )


def _number(word: str) -> int:
    """Return a Chinese number below a hundred."""
    if "十" not in word:
        return _DIGITS[word]
    tens, _, ones = word.partition("十")
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
