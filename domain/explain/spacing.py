"""One space between Chinese and the letters, digits and units that fill a text's places, and none between Chinese.

A text is written once, and what fills it may be a number, "Model 3" or 小白: only after filling is it known whether
a space belongs there. Punctuation of either language needs none.
"""

import re
from typing import Final

EDGE: Final = "\ue000"  # before and behind what fills a place; for private use, so no text holds it
HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
LATIN: Final = "A-Za-z0-9%°¥$+/−-"
_BORDER: Final = f"((?:<[^<>]*>|{EDGE})*{EDGE}(?:<[^<>]*>|{EDGE})*)"
_TO_LATIN: Final = re.compile(f"(?<=[{HAN}]){_BORDER}(?=[{LATIN}])")
_TO_HAN: Final = re.compile(f"(?<=[{LATIN}]){_BORDER}(?=[{HAN}])")
_NEEDLESS: Final = re.compile(f"(?<=[{HAN}])(?: {EDGE}|{EDGE} )(?=[{HAN}])")
_DIGIT_HAN: Final = re.compile(f"(?<=[0-9])(?=[{HAN}])|(?<=[{HAN}])(?=[0-9])")

_MOST_TIMES: Final = 8  # own choice: nobody means more by a ninth
_STUTTER: Final = re.compile(rf"([^0-9]{{1,40}}?)\1{{{_MOST_TIMES},}}")

_UNITS: Final = "°C|Ω/V|[kM]?Ω|m?V|kWh?|bar|kPa|km(?:/h)?|mm?|A|%|天|小时|分钟|公里|次|个|周|年"
_OF_UNIT: Final = re.compile(f"(?<=[0-9]) (?=(?:{_UNITS})(?![A-Za-z0-9]))")


def edged(value: str) -> str:
    """Mark where a value begins and ends, for `set_spaces`."""
    return f"{EDGE}{value}{EDGE}"


def set_spaces(text: str) -> str:
    """Set and drop spaces at the edges of values in a Chinese text, also across tags, and take the marks away."""
    text = _NEEDLESS.sub("", text)
    text = _TO_LATIN.sub(r" \1", text)
    return _TO_HAN.sub(r"\1 ", text).replace(EDGE, "")


def unbroken(text: str) -> str:
    """Keep each number on one line with its unit."""
    return _OF_UNIT.sub("\u00a0", text)


def typed(text: str) -> str:
    """What somebody writes without the marks of `unbroken`, which come along when a text is copied.

    Of what is repeated without end (哈哈哈…, spaces, a line pasted again and again; numbers apart) eight times stay: who
    reads it would take seconds over the rest.
    """
    return _STUTTER.sub(lambda match: match[1] * _MOST_TIMES, text.replace("\u00a0", " "))


def with_spaces(text: str) -> str:
    """Chinese with a space on both sides of every number: 3 天 5 小时."""
    return _DIGIT_HAN.sub(" ", text)
