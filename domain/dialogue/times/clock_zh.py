"""Chinese clock times and windows of them, as pieces: 三点半, 下午两点到四点, 十点以后, 半小时后."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from domain.dialogue.facts import Part
from domain.dialogue.times import names_zh as names
from domain.dialogue.times import pieces
from domain.dialogue.times.names_zh import PART, N, number
from domain.dialogue.times.pieces import Clock, Piece

# "一点" is "a bit" in 早一点, 便宜一点, 一点都不: it is one o'clock only with more words around it.
HOUR = (
    r"(?<![\d第:.])(?P<h>\d{1,2}|十[一二]?|(?<![周期拜])二十[一二三四]?|[零二两三四五六七八九]|"
    r"(?<![往靠朝][前后])(?:(?<![早晚快慢宜好多少大小近高低有差轻重久])一(?=点(?:钟|半|整|一刻|三刻|[零\d]|左右|以|之|前|后|到|至|可以|行|有|能|吧|$|[,。?!]))|(?:(?<=[午晨上里间后])|(?<=[今明后当]晚))一))"
    r"(?:点(?:钟|整)?(?!几|建议|意见|问题|要求)|时(?!间|候|候|段)|[::](?=[0-5]\d)|[::]00)"
    r"(?:(?P<half>半)|(?P<q>[一三])刻|(?P<m>[0-5]?\d|零[一二三四五六七八九五]|[二三四五]?十[一二三四五六七八九]?|[二三四五](?=分))分?(?![\d天号%个]))?"
)


def find(text: str, *, now: datetime) -> Iterator[Piece]:
    for match in _RANGE.finditer(text):
        part = names.PARTS.get(match["pa"] or "")
        yield from _piece(match, _window(match, part), part)
    for match in chain.from_iterable(form.finditer(text) for form in _LACKING):
        less = 15 if match["less"] == "一刻" else number(match["less"])
        clock = pieces.at((number(match["h"]) - 1) or 12, 60 - less) if 0 < less < 60 else None  # noqa: PLR2004 - minutes
        yield from _piece(match, clock)
    for match in _LED.finditer(text):
        yield from _piece(match, _led(match), names.PARTS.get(match["p"] or ""))
    for match in _CLOCK.finditer(text):
        clock = _clock(match)
        bound = "after" if match["after"] else "before" if match["before"] else ""
        yield from _piece(match, pieces.bounded(clock, bound) if clock else None)
    for match in _EVENT.finditer(text):
        early = match["early"] is not None
        clock = pieces.at(18 if match["e"] == "下班" else 12 if early else 13, 0)
        yield from _piece(match, pieces.bounded(clock, "before" if early else "after") if clock else None)
    for match in _NOON.finditer(text):
        clock = pieces.at(12, 0)
        yield from _piece(
            match, pieces.bounded(clock, "after" if match["after"] else "before") if clock else None
        )
    yield from _soon(text, now)


def _piece(match: re.Match[str], clock: Clock | None, part: Part | None = None) -> Iterator[Piece]:
    if clock:
        yield Piece(*match.span(), clock=clock, part=part)


def _clock(match: re.Match[str]) -> Clock | None:
    minute = 30 if match["half"] else 15 * number(match["q"]) if match["q"] else number(match["m"] or "0")
    return pieces.at(number(match["h"]), minute, whole=match["h"].startswith("0"))


def _led(match: re.Match[str]) -> Clock | None:
    """“最晚下午三点”, “不早于十点”."""
    clock = _clock(match)
    part = names.PARTS.get(match["p"] or "")
    return (
        pieces.bounded(
            pieces.in_part(clock, part), "by" if match["by"] else "before" if match["until"] else "after"
        )
        if clock
        else None
    )


def _window(match: re.Match[str], part: Part | None) -> Clock | None:
    first, last = _HOUR.fullmatch(match["a"]), _HOUR.fullmatch(match["b"])
    begin = _clock(first) if first else pieces.at(number(match["a"]), 0)
    end = _clock(last) if last else None
    if begin is None or end is None:
        return None
    end = pieces.in_part(end, names.PARTS.get(match["pb"] or "", part))
    return pieces.window(pieces.in_part(begin, part), end)


def _soon(text: str, now: datetime) -> Iterator[Piece]:
    for match in _SOON.finditer(text):
        amount = 0.5 if match["n"] == "半" else number(match["n"])
        minutes = amount * (1 if match["u"] == "分钟" else 60) + (30 if match["half"] else 0)
        moment = now + timedelta(minutes=minutes)
        clock = pieces.at(moment.hour, moment.minute, half=moment.hour // 12 * 12)
        yield from (Piece(*match.span(), days=pieces.one(moment.date()), clock=clock),)


_HOUR = re.compile(HOUR)
_CLOCK = re.compile(
    rf"{HOUR}(?:左右|前后|多)?\s?(?:(?P<after>以后|之后|过后|后(?![天日])|开始|起|往后)|(?P<before>以前|之前|前(?!后)|截止))?"
)
_LED = re.compile(
    rf"(?:(?P<by>最晚|最迟|不晚于|不迟于|不超过|(?:别|不要|不能|不可以?)(?:晚于|超过))|(?P<until>赶在|早于|先于)|最早|不早于|晚于|(?:别|不要|不能|不可以?)早于|要?过了)(?:是|在|到|得)?(?:(?P<p>{PART})的?)?{HOUR}"
    r"(?:以前|之前|前(?!后)|以后|之后|后(?![天日]))?"
)
_PLAIN = re.sub(r"\(\?P<\w+>", "(?:", HOUR)
_RANGE = re.compile(
    rf"(?:从|在)?(?:(?P<pa>{PART})的?)?(?P<a>{_PLAIN}|(?<!\d)\d{{1,2}}|(?<![周期拜])[一二两三四五六七八九十]{{1,2}})"
    rf"(?:(?:到|至|-|~|—|–)+|和(?=.{{1,8}}之间)|(?<![点半刻分])(?:、|或者?|和)|(?<=[一二两三四五六七八])(?=[二三四五六七八九]点))(?:(?P<pb>{PART})的?)?(?P<b>{_PLAIN})(?:之间|期间)?"
)
_LACKING = (
    re.compile(rf"差(?P<less>一刻|{N})分?钟?(?:到|就)?{HOUR}"),
    re.compile(rf"{HOUR}差(?P<less>一刻|{N})分?钟?"),
)
_EVENT = re.compile(r"(?:吃(?:过|完))?(?P<e>下班|午饭|午餐|中饭)(?:之后|以后|后|(?P<early>之前|以前|前))")
_NOON = re.compile(r"中午(?:12点)?(?:(?P<after>之后|以后|过后|后)|之前|以前|前)")
_SOON = re.compile(rf"(?:再?过)?(?P<n>\d{{1,3}}|{N}|半)个?(?P<half>半)?(?P<u>小时|钟头|分钟)(?:之后|以后|后)")
