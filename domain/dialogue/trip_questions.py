"""Whether the car is fit for a trip to come, and how long that is, in both languages. Pure."""

import re
from typing import Final

from domain.dialogue import script
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.topics import Topic

_KM_PER_MILE: Final = 1.609
_LONG_KM: Final = 100  # from here on a distance tells of a trip
_DISTANCE: Final = re.compile(
    r"(?<![\d.])(?P<n>\d{2,4}) ?(?:(?P<km>kms?\b|kilomet\w+|公里|千米)|(?P<miles>miles?\b))|(?P<zh>[一二两三四五六七八九])(?P<unit>[百千])(?:多|来)?(?:公里|千米)"
)
_DIGITS: Final = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TRIP: Final = re.compile(
    r"\b(?:long|longer|road) (?:trip|drive|journey|way)\b|\b(?:trip|journey)\b|\b(?:motorway|highway|freeway)\b|\b(?:driving|drive|going|go) to (?:my|our|the coast|the sea|the mountains)\b|"
    r"长途|出远门|自驾|出发|上路|回老家|上高速|跑高速|跑(?:得了|一趟)|能不能跑"
)
_ASKS: Final = re.compile(
    r"\b(?:is|are|will|would)\b[^?.!]{0,24}\b(?:car|it|she|we|i|everything)\b[^?.!]{0,24}\b(?:ok|okay|alright|all right|fine|safe|up to|fit|ready|dangerous|risky|manage|cope|make it)\b|\b(?:can|could|may|should) (?:i|we|it|the car|my car) (?:safely |really |still )?(?:go|drive|do|make|manage|take|set off)\b|"
    r"\b(?:safe|ok|okay|dangerous|alright) to (?:drive|take|go|set off)\b|\bwant to know\b[^.?!]{0,20}\b(?:trip|journey|drive)\b|\bwhat (?:am i|are we|should i|do i)\b[^?.!]{0,16}\bdo\b|\benough for\b|"
    r"能不能(?:放心)?(?:跑|开|上|去|走|出)|可不可以(?:放心)?(?:跑|开|上|出)|能(?:放心)?(?:跑|开|上高速)[^,.!?]{0,8}[吗么]|放心(?:跑|开|上路|出发|走)[^,.!]{0,6}(?:吗|么|吧|[?])|有没有问题|有问题吗|没问题[吗吧]|行不行|安不安全|安全吗"
)
# A visit that is wished for, or trips that were driven, are asked about elsewhere.
_ELSE: Final = re.compile(
    r"\b(?:book|booked|booking|appointment|slots?|reschedul\w*|cancel\w*|service|serviced|last (?:trip|journey|drive)|yesterday|how long|how many trips|consum\w+|cost|report|courtesy|loan|taxi|pick\w*|bring|drop)\b|\bcan you (?:check|look|fit|see|do)\b|\bhave (?:it|the car) (?:checked|looked)\b|"
    r"(?<!不)预约|约(?:个|一|在|到|今|明|周)|改期|取消|保养|换[^,.!?]{0,4}(?:胎|片|油)|昨天|上次|油耗|电耗|费用|多少钱|取车|送车|代步"
)


def answer(text: str) -> Meaning | None:
    """Return the question whether the car is fit for a trip to come, with its kilometres; None where the text asks none."""
    plain = script.plain(text).strip()
    km = distance(plain)
    is_trip = _TRIP.search(plain) is not None or (km or 0) >= _LONG_KM
    if not is_trip or not _ASKS.search(plain) or _ELSE.search(plain):
        return None
    return Meaning(Intent.QUESTION, topics=(Topic.TRIP,), km=km)


def distance(plain: str) -> int | None:
    """Return the longest distance that a text names, in kilometres."""
    return max(map(_km, _DISTANCE.finditer(plain)), default=None)


def _km(match: re.Match[str]) -> int:
    if match["zh"]:
        return _DIGITS[match["zh"]] * (100 if match["unit"] == "百" else 1000)
    return round(int(match["n"]) * (_KM_PER_MILE if match["miles"] else 1))
