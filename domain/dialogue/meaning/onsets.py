"""Since when something is wrong with the car: history, and never the time of a visit. Pure; plain texts."""

import re
from dataclasses import replace
from typing import Final

from domain.dialogue.facts import TimeExpression
from domain.dialogue.meaning import symptoms

_PARTS: Final = re.compile(r"[,.!?;]|\b(?:and|but|so|can|could|would|please|then)\b")
_SINCE: Final = re.compile(
    r"\bsince(?: (?:about|around|roughly|maybe|perhaps|like|the|on|early|late|at least))*\s*$"
)
# "Since Friday is a holiday": a reason, and no beginning.
_REASON: Final = re.compile(
    r"\s*(?:is(?! when)|['’]s|isn['’]?t|are|does|works?|suits?|would|will|won['’]?t|can)\b"
)
_BEGAN: Final = re.compile(
    r"\b(?:started|began|begun|(?:is|was) when it|noticed|heard (?:it|this|that|a|an|the|some)|happened|appeared|came on)\b"
)
_OFFERED: Final = re.compile(
    r"\b(?:free|available|slots?|open|closed|book\w*|appointments?|visits?|what happened)\b"
)
_BEGINS_ZH: Final = re.compile(
    r"\s*(?:左右|前后|那天|的时候|早上|上午|中午|下午|晚上|那会儿?)*(?:我|我们|才|就|刚|突然|车子?|它)*(?:开始|起|以来|到现在|就)"
)
_TOLD_ZH: Final = re.compile(
    r"\s*(?:左右|前后|那天|的时候|早上|上午|中午|下午|晚上)*(?:我|我们|才|就|刚|突然|开车|车子?|它|老婆|老公)*(?:发现|听到|听见|注意到|觉得|出现|发生|开始(?:有|出现|响|抖|异响|这样|的)*的)"
)
_LASTS_ZH: Final = re.compile(
    r"一直|越来越|老是|总是|总有|声音|声儿|响|抖|嗡|咯|吱|不对劲|毛病|故障|报警|不正常"
)
_BEGIN_INSIDE: Final = re.compile(r"(?:开始|起|以来|以后|之后|后)$")
_FREE_ZH: Final = re.compile(r"有空|没空|可以|都行|方便|能[来去]|[预]?约|放假|出差|休息|上班|营业|开门")


def marked(plain: str, times: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """The times, with those marked as past at which what is told of began."""
    return tuple(replace(each, past=True) if _is_onset(plain, each) else each for each in times)


def _is_onset(plain: str, time: TimeExpression) -> bool:
    start, end = time.span
    before, inside, behind = _part_before(plain, start), plain[start:end], _part_behind(plain, end)
    since = _SINCE.search(before) or inside.startswith("since ")
    if since and not _REASON.match(behind):
        return True
    clause = before + inside + behind
    if _BEGAN.search(before + " " + behind) and not _OFFERED.search(clause):
        return True
    return _is_onset_zh(plain, clause, end - len(inside) + len(_BEGIN_INSIDE.sub("", inside)))


def _is_onset_zh(plain: str, clause: str, end: int) -> bool:
    """Whether it is told of a time that something began then, and what: 从周日开始一直有异响."""
    if _FREE_ZH.search(clause):
        return False
    if _TOLD_ZH.match(plain, end):
        return True
    told = plain[end : end + _NEAR]
    return bool(_BEGINS_ZH.match(plain, end)) and bool(_LASTS_ZH.search(told) or symptoms.of(told))


_NEAR: Final = 24  # characters behind a time in which it is told what began


def _part_before(plain: str, start: int) -> str:
    return _PARTS.split(plain[:start])[-1]


def _part_behind(plain: str, end: int) -> str:
    return _PARTS.split(plain[end:], maxsplit=1)[0]
