"""What is only imagined of a visit: “what if I am ten minutes late?”, 万一堵车呢, 要是检查没问题，明天能放心走吧. A question, never a wish. Pure."""

import re
from enum import StrEnum
from typing import Final

from domain.dialogue import script


class Supposed(StrEnum):
    """What is asked about."""

    LATE = "late"  # whether one may come later than booked
    FIT = "fit"  # whether the car may go once the work is done


_IF: Final = re.compile(r"\b(?:what if|if|in case|suppos(?:e|ing))\b|要是|万一|如果|假如|假设|倘若|的话")
_ASKS: Final = re.compile(
    r"\?|[吗么呢吧]\W*$|没关系|要紧|能不能|会不会|行不行|可不可以|\b(?:will|would|can|could) (?:you|they|it|i|we)\b|\b(?:is|would) (?:it|that) (?:be )?(?:ok(?:ay)?|fine|alright|all right|a problem)\b|\bwhat (?:if|happens)\b"
)
_LATE: Final = re.compile(
    r"堵车|塞车|堵在|路上堵|迟到|晚到|来晚|去晚|赶不到|[晚迟](?:一?[点些]|一会儿?|个?[\d一二两三四五十半几]+(?:来|多|几)?个?(?:分钟|分|小时|钟头|刻钟))到|"
    r"\bstuck in\b|\btraffic\b|\b(?:i|we|i['’]?m|we['’]?re|i['’]?ll|we['’]?ll)\b[^,.?!]{0,40}\blate\b(?! (?:enough|morning|afternoon|on|in the))|\b(?:i am|i['’]?m|we are|we['’]?re|get|gets) (?:delayed|held up)\b"
)
_MOVES: Final = re.compile(
    r"(?<!不用)(?<!不要)(?<!不是)(?<!没要)(?<!没有要)(?:改[到成期在约]|换[到成个]|推迟到|延到|挪到)|\b(?:move|reschedule|change|book|cancel|another (?:time|day))\b|取消|帮我约|另约"
)
_GOOD: Final = re.compile(
    r"没(?:有)?(?:什么)?(?:大)?(?:问题|事|毛病)|一切正常|都?正常|都?合格|修好|换好|\b(?:nothing(?:'s| is)? (?:wrong|comes up|turns up)|finds? nothing|(?:is|are|all|looks?|turns? out)(?: \w+)? (?:fine|good|ok(?:ay)?|well|in order|clear)|no (?:faults?|problems?|issues?))\b"
)
_GOES: Final = re.compile(
    r"放心|上路|出发|跑长途|上高速|开(?:长途|去|回|走)|能走|\b(?:set off|drive|go|leave|hit the road|travel|safe|trip)\b"
)

_LEAVE: Final = re.compile(r"(?:没关系|没事|要紧|可以|行|等我)\W*[吗么吧呢]?\W*[?]?\W*$")


def find(text: str) -> Supposed | None:
    """What a text asks of what may come; None where it supposes nothing of that kind, or wishes for a change."""
    plain = script.plain(text).strip()
    if not _ASKS.search(plain) or _MOVES.search(plain):
        return None
    if _LATE.search(plain) and (_IF.search(plain) or _asks_leave(plain)):
        return Supposed.LATE
    return Supposed.FIT if _IF.search(plain) and _GOOD.search(plain) and _GOES.search(plain) else None


def imagines(text: str) -> bool:
    """Whether a text says itself that it only imagines: “what if”, 万一."""
    return _IF.search(script.plain(text)) is not None


def _asks_leave(plain: str) -> bool:
    """“Is it okay if …” without its if: 晚到十分钟没关系吧."""
    return bool(_LEAVE.search(plain))
