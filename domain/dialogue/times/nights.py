"""The quiet hours that stand behind a command: “22-7”, “10pm to 7am”, “晚上10点到早上7点”, “off”, 关闭. Pure."""

import re
from datetime import time
from typing import Final

from domain.dialogue import script

NEVER: Final = (time(0), time(0))  # from midnight to midnight: no hour is quiet
_CLOCK: Final = r"(?P<late{n}>晚上?|夜里|夜间|下午|傍晚)?(?P<early{n}>早上?|早晨|上午|凌晨)?\s*(?P<h{n}>\d{{1,2}})(?:[:.点时]\s*(?P<m{n}>\d{{2}}|半)?)?分?\s*(?P<half{n}>a\.?m\.?|p\.?m\.?)?(?:o'?clock|h)?"
_NIGHT: Final = re.compile(
    rf"\s*(?:from|between|从|每天|每晚)?\s*{_CLOCK.format(n=1)}\s*(?:-|~|–|—|to|till|until|and|到|至|\s)\s*(?:第二天|次日)?{_CLOCK.format(n=2)}\s*[.!]?\s*"
)
_WITHIN: Final = re.compile(
    rf"(?:from|between|从|每天|每晚)?\s*{_CLOCK.format(n=1)}(?:以后|之?后)?\s*(?:-|~|–|—|to|till|until|and|到|至)\s*(?:第二天|次日)?{_CLOCK.format(n=2)}"
)
_ALLOWED_BEFORE: Final = re.compile(
    r"\bonly (?:write|message|text|contact|send|notify|disturb|ping)\b(?: me)?[^,.;]*$|\b(?:you (?:can|may)|it'?s (?:ok|okay|fine) to|feel free to)(?: only)? (?:write|message|text|contact|send|notify)\b[^,.;]*$|\bexcept $|\boutside (?:of )?$|(?:只有?|仅)(?:能|许|可以|准)?(?:在)?$|除了?$"
)
_ALLOWED_AFTER: Final = re.compile(
    r"(?:之?间|以内)?(?:才|再|都|是)*(?:可以(?!不)|能(?![不否])|方便|允许|给我发|发消息|联系|通知)"
)
_AFTER: Final = re.compile(
    rf"\b(?:after|from|past)\s+{_CLOCK.format(n=1)}|{_CLOCK.format(n=2)}(?:钟)?(?:以后|之?后)"
)
_BEFORE: Final = re.compile(
    rf"\b(?:before|until|till)\s+{_CLOCK.format(n=1)}|{_CLOCK.format(n=2)}(?:钟)?(?:以前|之?前)"
)
_OFF_WITHIN: Final = re.compile(
    r"\b(?:turn|switch) off\b|\b(?:disable|stop|remove|no) (?:the |my )?quiet\b|\bany ?time\b|\bwhenever\b|关闭|关掉|取消|不需要|不要(?:免打扰|勿扰|安静)|随时"
)
_UNITS: Final = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_HOURS_ZH: Final = re.compile(r"(?:二?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=点|时)")
_HALF_EN: Final = re.compile(r"\s+(?:in the (?:evening|morning)|at night)")
_OFF: Final = re.compile(
    r"\s*(?:off|none|no|never|disable|stop|turn off|switch off|no quiet hours|关|关闭|关掉|取消|不要|不用|不需要|不设|无)(?:了|吧)?\s*[.!]?\s*"
)
_LONGEST: Final = 80  # characters of what stands behind the command
_DAY: Final = 24 * 60  # minutes
_HALF: Final = _DAY // 2


def find(text: str) -> tuple[time, time] | None:
    """Return the first and the last quiet hour, NEVER where they are switched off, None where neither is said."""
    plain = _even(text)[:_LONGEST]
    if _OFF.fullmatch(plain):
        return NEVER
    match = _NIGHT.fullmatch(plain)
    return _night(match) if match else None


def within(text: str, *, now: tuple[time, time]) -> tuple[time, time] | None:
    """Return the quiet hours that a sentence names; of "after nine" or "before seven" the other end stays as it is `now`."""
    plain = _HOURS_ZH.sub(_digits, _HALF_EN.sub(_half, _even(text)))
    both = _WITHIN.search(plain)
    if both:
        allowed = _ALLOWED_BEFORE.search(plain[: both.start()]) or _ALLOWED_AFTER.match(plain, both.end())
        return _outside(both) if allowed else _night(both)
    start, end = _end(_AFTER, plain, late=True), _end(_BEFORE, plain, late=False)
    if start is None and end is None:
        return NEVER if _OFF_WITHIN.search(plain) else None
    usual = now if now != NEVER else (time(22), time(8))
    return start or usual[0], end or usual[1]


def _even(text: str) -> str:
    """The plain text with single spaces: the forms below would take long over a run of them."""
    return re.sub(r"\s+", " ", script.plain(text))


def _digits(hour: re.Match[str]) -> str:
    tens, _, units = hour[0].rpartition("十")
    if "十" not in hour[0]:
        return str(_UNITS[hour[0]])
    return str(10 * (_UNITS[tens] if tens else 1) + (_UNITS[units] if units else 0))


def _half(words: re.Match[str]) -> str:
    return " am" if "morning" in words[0] else " pm"


def _end(form: re.Pattern[str], plain: str, *, late: bool) -> time | None:
    """The one time after or before which it is to be quiet; without a half of the day the evening, or the morning."""
    match = form.search(plain)
    if match is None:
        return None
    number = 1 if match["h1"] else 2
    readings = _readings(match, number)
    if not readings:
        return None
    return _time(readings[-1] if late and len(readings) > 1 and readings[0] < _HALF else readings[0])


def _night(match: re.Match[str]) -> tuple[time, time] | None:
    """The two times; where no half of the day is said, those that make the shorter night."""
    first, last = _readings(match, 1), _readings(match, 2)
    if not first or not last or first[0] % _DAY == last[0] % _DAY:
        return None
    start, end = first[0], last[0]
    if len(first) > 1 and (end - start) % _DAY > _HALF:
        start += _HALF  # "10-7" is no day of 21 hours
    elif len(last) > 1 and _is_marked(match, 1):
        end = min(last, key=lambda each: (each - start) % _DAY or _DAY)  # 晚上10点到12点
    return _time(start), _time(end)


def _outside(match: re.Match[str]) -> tuple[time, time] | None:
    """The hours around those of the day in which alone messages may come: "only write between 9 and 6"."""
    first, last = _readings(match, 1), _readings(match, 2)
    if not first or not last or first[0] % _DAY == last[0] % _DAY:
        return None
    end = min(last, key=lambda each: (each - first[0]) % _DAY or _DAY)
    return _time(end), _time(first[0])


def _readings(match: re.Match[str], number: int) -> tuple[int, ...]:
    """The minutes of the day that one of the two times may mean, as it is written first; none where there is no such time."""
    hour = int(match[f"h{number}"])
    minute = {"半": 30, None: 0}.get(match[f"m{number}"])
    minute = int(match[f"m{number}"]) if minute is None else minute
    if hour * 60 + minute > _DAY or minute > 59:  # noqa: PLR2004 - minutes of an hour
        return ()
    minutes = hour * 60 + minute
    if hour > 12 or match[f"h{number}"].startswith("0"):  # noqa: PLR2004 - hours of a clock
        return (minutes,)
    if not _is_marked(match, number):
        return minutes, (minutes + _HALF) % _DAY
    late = match[f"late{number}"] or (match[f"half{number}"] or "").startswith("p")
    midnight = match[f"late{number}"] and hour == 12  # noqa: PLR2004 - 晚上12点
    return (minutes % _HALF + (_HALF if late and not midnight else 0),)


def _is_marked(match: re.Match[str], number: int) -> bool:
    """Whether a half of the day is said with one of the two times."""
    return any(match[f"{mark}{number}"] for mark in ("late", "early", "half"))


def _time(minutes: int) -> time:
    return time(*divmod(minutes % _DAY, 60))
