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
_HOURS_OF_DAY: Final = 24
_NOON: Final = 12


def find(text: str) -> tuple[time, time] | None:
    """Return the first and the last quiet hour, NEVER where they are switched off, None where neither is said."""
    plain = script.plain(text)
    if _OFF.fullmatch(plain):
        return NEVER
    match = _NIGHT.fullmatch(plain)
    start, end = (_clock(match, number) for number in (1, 2)) if match else (None, None)
    return (start, end) if start is not None and end is not None and start != end else None


def _clock(match: re.Match[str], number: int) -> time | None:
    """One of the two times; None where there is no such time of day."""
    hour = int(match[f"h{number}"])
    minute = {"半": 30, None: 0}.get(match[f"m{number}"])
    minute = int(match[f"m{number}"]) if minute is None else minute
    half = (match[f"half{number}"] or "").replace(".", "")
    if hour <= _NOON and (half or match[f"late{number}"] or match[f"early{number}"]):
        afternoon = half == "pm" or bool(match[f"late{number}"])
        hour = hour % _NOON + (_NOON if afternoon else 0)
        hour = 0 if match[f"late{number}"] and match[f"h{number}"] == "12" else hour  # 晚上12点
    if hour > _HOURS_OF_DAY or minute > 59:  # noqa: PLR2004 - minutes of an hour
        return None
    return time(hour % _HOURS_OF_DAY, minute)
