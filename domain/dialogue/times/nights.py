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
_OFF: Final = re.compile(
    r"\s*(?:off|none|no|never|disable|stop|turn off|switch off|no quiet hours|关|关闭|关掉|取消|不要|不用|不需要|不设|无)(?:了|吧)?\s*[.!]?\s*"
)
_DAY: Final = 24 * 60  # minutes
_HALF: Final = _DAY // 2


def find(text: str) -> tuple[time, time] | None:
    """Return the first and the last quiet hour, NEVER where they are switched off, None where neither is said."""
    plain = script.plain(text)
    if _OFF.fullmatch(plain):
        return NEVER
    match = _NIGHT.fullmatch(plain)
    return _night(match) if match else None


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
