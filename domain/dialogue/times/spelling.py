"""A copy of a message that is quick to read: only what is near a time, with misspelt names of days put right.

Every character of the copy knows its place in the message, so that what is read can be pointed at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.dialogue.slips import slips

_LONG = 600  # characters up to which a message is read as it is
_AROUND = 80  # characters kept on both sides of what may be a time
_MOST = 1_200  # characters read of a longer message, half from its beginning and half from its end
_BREAK = "\n"
_NEAR_TIME = re.compile(
    r"\d|[周天日月号点时午早晚今明后礼星期前末假节旦]|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"to[dmn]|tmr|tmw|2mo|morn|noon|after|even|night|arvo|day|week|weekend|month|year|later|earlier|sooner|same|next|first|last|end|"
    r"clock|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|christ|xmas|new|lunch|work|fortnight|mid|business|soon)"
)
_NAMES = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "august",
    "september", "october", "november", "december", "tomorrow", "morning", "afternoon", "evening", "weekend",
)  # fmt: skip
_WORDS = {  # words of their own, one letter from a name
    "sundry", "sundae", "sundays", "mourning", "moaning", "mooning", "mornings", "evenings", "eventing", "afternoons",
    "weekends", "weekdays", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "augusta", "augusts", "frida",
    "corning",
}  # fmt: skip
_SHORT = {  # what is written short, or in Cantonese and other ways of speech
    "nxt": "next", "wk": "week", "wks": "weeks", "wkend": "weekend", "wknd": "weekend", "wkday": "weekday", "b4": "before", "bfr": "before", "morn": "morning",
    "aft": "afternoon", "tmw": "tomorrow", "tmrow": "tomorrow", "tomo": "tomorrow", "tomoz": "tomorrow", "2mrw": "tomorrow", "2morrow": "tomorrow", "2mo": "tomorrow",
    "2day": "today", "fortnite": "fortnight", "fornight": "fortnight",
    "听日": "明天", "听朝早": "明天早上", "听朝": "明天早上", "听晚": "明晚", "今朝": "今天早上", "寻日": "昨天", "琴日": "昨天", "大后日": "大后天", "下昼": "下午", "上昼": "上午", "晏昼": "下午",
    "朝头早": "早上", "朝早": "早上", "挨晚": "傍晚", "嗰个": "那个", "嗰": "那", "呢个": "这个", "而家": "现在", "得唔得": "行不行", "唔得闲": "没空", "唔得": "不行", "唔好": "不要", "唔系": "不是", "定系": "还是",
    "抑或": "或者", "大后儿": "大后天", "后儿": "后天",
}  # fmt: skip
_HAN = "|".join(sorted((word for word in _SHORT if not word.isascii()), key=len, reverse=True))
_WORD = re.compile(rf"[a-z0-9]{{2,11}}|{_HAN}")


@dataclass(frozen=True, slots=True)
class Copy:
    """The text to read, and for each of its characters the place of that character in the message."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the copy stands in the message."""
        return self.places[start], self.places[end - 1] + 1


def copy(plain: str) -> Copy:
    """Of a plain text (see `script.plain`)."""
    text, places = list[str](), list[int]()
    for start, end in _near_times(plain):
        if text:
            text.append(_BREAK)
            places.append(start)
        for word, begin, length in _words(plain, start, end):
            text.append(word)
            places += [min(begin + index, begin + length - 1) for index in range(len(word) - 1)]
            places.append(begin + length - 1)
    return Copy("".join(text), tuple(places))


def _near_times(plain: str) -> list[tuple[int, int]]:
    """The stretches of a long message that may hold a time."""
    if len(plain) <= _LONG:
        return [(0, len(plain))] if plain else []
    spans: list[tuple[int, int]] = []
    for match in _NEAR_TIME.finditer(plain):
        start, end = max(0, match.start() - _AROUND), min(len(plain), match.end() + _AROUND)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return _limited(spans)


def _limited(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if sum(end - start for start, end in spans) <= _MOST:
        return spans
    half, first, last = _MOST // 2, list[tuple[int, int]](), list[tuple[int, int]]()
    budget = half
    for start, end in spans:
        if budget > 0:
            first.append((start, min(end, start + budget)))
            budget -= end - start
    budget = half
    for start, end in reversed(spans):
        begin = max(start, end - budget, first[-1][1])
        if budget > 0 and begin < end:
            last.insert(0, (begin, end))
            budget -= end - begin
    return first + last


def _words(plain: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The stretch in pieces: each as it is to be read, with its place and length in the message."""
    edges = [start]
    for match in _WORD.finditer(plain, start, end):
        if match[0] in _MISSPELT and not _inside(plain, match):
            edges += [match.start(), match.end()]
    edges.append(end)
    for index, (begin, stop) in enumerate(pairwise(edges)):
        word = plain[begin:stop]
        if word:
            yield (_MISSPELT[word] if index % 2 else word), begin, stop - begin


def _inside(plain: str, match: re.Match[str]) -> bool:
    around = plain[max(0, match.start() - 1) : match.start()] + plain[match.end() : match.end() + 1]
    return any(character.isascii() and character.isalpha() for character in around)


def _misspelt() -> dict[str, str]:
    wrong = {word: name for name in _NAMES for word in slips(name)}
    return {word: name for word, name in wrong.items() if word not in _WORDS and word not in _NAMES}


_MISSPELT = _misspelt() | _SHORT
