"""Times told from another time: same time, an hour later, two days earlier, 当天, 往后推一小时, and earlier or later."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.dialogue.facts import Grain, Shift, TimeExpression
from domain.dialogue.times import names_zh, pieces
from domain.dialogue.times.names_en import COUNT, number
from domain.dialogue.times.pieces import Days, Piece

_MINUTES = {"m": 1, "h": 60}
_DAYS = {"d": 1, "w": 7, "f": 14}
_MONTH = 30
_WEEK_DAYS = 7
_MOST_DAYS = 366
_AMOUNT = (
    rf"(?:about |around |just |exactly )?(?P<n>{COUNT})(?: (?P<half>and a half))? "
    r"(?P<u>minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|fortnights?|months?)"
)
_LATER = re.compile(
    rf"\b{_AMOUNT} (?:(?P<back>earlier|sooner|before that|before then)|(?:later|after that|after then|further (?:on|out)))\b(?: than that)?"
)
_PUSHED = re.compile(
    r"\b(?P<verb>push|postpone|delay|put|move|shift|bring|pull|advance|bump)(?:e?d|ing)?\b(?: (?:it|that|this|the|my|"
    r"appointment|booking|visit|slot|everything))*(?: (?P<to>back|forward|forwards|up|off|out|in|on))?(?: by| for)? "
    rf"{_AMOUNT}\b(?! (?:earlier|sooner|later))(?: (?P<end>back|forward|forwards|up))?"
)
_SOONER = {
    ("bring", "forward"), ("bring", "up"), ("bring", "in"), ("pull", "forward"), ("pull", "in"), ("pull", "up"),
    ("move", "forward"), ("move", "up"), ("shift", "forward"), ("shift", "up"), ("bump", "up"), ("bump", "forward"),
    ("put", "forward"), ("push", "forward"), ("push", "up"), ("advance", ""),
}  # fmt: skip
_SAME = re.compile(
    r"\b(?:at |on |for )?(?:(?:the |that )(?:very )?same (?P<h>time|hour|slot|day|date)|same (?P<i>time|hour|day|date)|"
    r"(?:keep|leave) the (?P<k>time|hour|day|date))\b(?: (?:of (?:the )?day|as (?:before|now|planned|booked|it is(?: now)?|last time)))?"
)
_THAT_WEEK = re.compile(
    r"\b(?:that|the same|that same|the very same) week\b(?! ?end)|(?:那一?个?|同一?个?|当)(?:周|星期|礼拜)(?![一二三四五六日天末])(?:里|内)?"
)
_NEXT_DAY = re.compile(
    r"\b(?:the (?P<u>day|week) (?P<w>after|before)(?: that)?(?! (?:tomorrow|tmrw?|yesterday|next|last|the|my|our|that|mon|tue|wed|thu|fri|sat|sun|"
    r"new|christmas|xmas|\d|[a-z]+ \d))|(?:the )?(?P<v>next|following|previous) (?:day|(?P<week>week)))\b(?!-?end)"
)
_WAY = re.compile(
    r"(?<!no )(?<!not )(?<!or )(?<!see you )(?<!you )(?<!talk )(?<!until )(?<!back )(?<!remind me )(?<!much )(?<!the )\b(?:(?P<the>the )|(?:a|an|one|some|any) )?"
    r"(?P<near>(?:(?:little |wee )?(?:bit|tad|touch|little)|slightly|somewhat) )?(?:even )?(?:(?P<back>earlier|sooner)|later)\b"
    r"(?(the)(?! ones?\b))(?! (?:than (?!that)|today i|i (?:booked|made|said|forget)))(?: (?P<on>(?:in|on) (?:the|that) (?:same )?day|that (?:same )?day))?"
)
_TOO = re.compile(
    r"\b(?:too|a bit|a little|rather|quite|so|awfully) (?P<n>early|late)\b(?! (?:in|on|next|this|morning|afternoon|evening))|"
    r"(?:太|有点儿?|有些|过)(?P<z>早|晚|迟)(?!点|些|一)"
)
_ZH = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?:个)?(?P<half>半)?(?P<u>小时|钟头|分钟|刻钟|天|日|周|星期|礼拜|月)"
_PUSHED_ZH = re.compile(
    r"(?<!最)再?(?:(?P<back>提前|提早|往前|向前|前移|推前|早)|晚|推迟|推后|延后|延迟|延期|延|往后|向后|后移|顺延|推|迟)"
    rf"(?:推|挪|移|调|改|提|拖|延|个|上|了|到)*{_ZH}(?!就|都没|提醒|通知|告诉|叫|说|发)"
)
_SAME_ZH = re.compile(
    r"(?:还是|仍然?|就|在|保持)?(?:(?:同一?个?|同样的?|一样的?|相同的?|老|原来的?|原)(?P<t>时间段?|时段|钟点|点钟?|时候)(?!取消|不)|"
    r"(?:时间|钟点)(?P<k>不变|照旧|不动|一样)|(?P<d>同一天|当天|同天|同日|当日|(?:日期|日子)不[变动]))"
)
_NEXT_ZH = re.compile(
    r"(?:再?(?P<d>后一天|往后一天)|(?<!星期)第二天|次日|隔天|(?P<b>前一天)|再?下一个?(?P<w>周|星期|礼拜)(?![一二三四五六日天末初中]))"
)
_WAY_ZH = re.compile(
    r"(?:(?:再|稍微?|略微?)?(?:(?P<back>早|提前|提早|往前[提挪]?)|晚|迟|推迟|延后|往后[推挪]?)(?P<near>一?点儿?|(?:一|有)?些|一会儿?)|"
    r"再(?P<b2>早|提前)|再(?:晚|推迟)|更(?P<b3>早)|更晚|[往靠朝](?:(?P<b4>前)|后)(?:面|边)?一?点儿?|(?:(?P<b5>前)|后)(?:面|边)(?:一?点儿?|些)?(?:的?(?:时间|时段|号)|还?有(?=(?:没有?|什么|啥|其他|别的)?(?:时间|时段|空|号|位|档|名额)|(?:没有?)?[吗么吧呢没的]?\W*$))|"
    r"(?:再|还有)(?:往)?(?:(?P<b6>前)|后)(?:面|边)?(?=一?[点些]|的?(?:时间|时段|号|日子)|[吗么吧呢的推挪排看一]|\W|$))(?!的?那|再|联系|聊|告诉|通知|回|说|定|约我|给)(?:的(?:时间|时段|号)?)?"
)


def find(text: str, *, now: datetime) -> Iterator[Piece]:
    """What is told from another time by an amount or as the same; its day is the one counted from today."""
    for match, shift in _matches(text):
        yield Piece(*match.span(), days=_days_ahead(match, shift, now), shift=shift)


def _days_ahead(match: re.Match[str], shift: Shift, now: datetime) -> Days | None:
    if shift.week:
        return pieces.whole_week(1, now=now, starts=0) if shift.days > 0 else None
    if shift.days > 0 or (shift.same_day and "当" in match[0]):
        return pieces.one(now.date() + timedelta(days=shift.days))
    return None


def _matches(text: str) -> Iterator[tuple[re.Match[str], Shift]]:
    for match in _LATER.finditer(text):
        yield match, _by(match, -1 if match["back"] else 1)
    for match in _PUSHED.finditer(text):
        way = (match["verb"], match["to"] or match["end"] or "")
        back = (way[0], way[1].rstrip("s")) in _SOONER
        if way[1] or match["verb"] in {"postpone", "delay", "push", "advance"}:
            yield match, _by(match, -1 if back else 1)
    for match in _PUSHED_ZH.finditer(text):
        yield match, _by_zh(match, -1 if match["back"] else 1)
    for match in _SAME.finditer(text):
        half = match["h"] or match["i"] or match["k"]
        yield match, _same(day=half in {"day", "date"})
    for match in _SAME_ZH.finditer(text):
        yield match, _same(day=bool(match["d"]))
    for match in _THAT_WEEK.finditer(text):
        yield match, Shift(week=True)
    yield from _neighbours(text)


def _neighbours(text: str) -> Iterator[tuple[re.Match[str], Shift]]:
    for match in _NEXT_DAY.finditer(text):
        back = match["w"] == "before" or match["v"] == "previous"
        if match["v"] == "next" and match["week"]:
            continue  # "next week" is the one after this week, whatever was offered
        week = bool(match["week"] or match["u"] == "week")
        yield match, _neighbour(-1 if back else 1, week=week)
    for match in _NEXT_ZH.finditer(text):
        yield match, _neighbour(-1 if match["b"] else 1, week=bool(match["w"]))


def _neighbour(way: int, *, week: bool) -> Shift:
    return Shift(days=7 * way, week=True) if week else Shift(days=way)


def _same(*, day: bool) -> Shift:
    return Shift(same_time=not day, same_day=day)


def _by(match: re.Match[str], way: int) -> Shift:
    amount = number(match["n"]) if "couple" not in match["n"] else 2
    amount += 0.5 * bool(match["half"])
    return _moved(amount, match["u"], way)


def _by_zh(match: re.Match[str], way: int) -> Shift:
    amount = 0.5 if match["n"] == "半" else names_zh.number(match["n"]) + 0.5 * bool(match["half"])
    if match["u"] == "刻钟":
        return _moved(15 * amount, "m", way)
    unit = {"小时": "h", "钟头": "h", "分钟": "m", "天": "d", "日": "d", "月": "mo"}.get(match["u"], "w")
    return _moved(amount, unit, way)


def _moved(amount: float, unit: str, way: int) -> Shift:
    if unit.startswith("mo"):
        return Shift(days=min(_MOST_DAYS, int(amount * _MONTH)) * way)
    if unit[0] in _MINUTES:
        return Shift(minutes=int(amount * _MINUTES[unit[0]]) * way)
    return Shift(days=min(_MOST_DAYS, int(amount * _DAYS[unit[0]])) * way)


def way(plain: str) -> TimeExpression | None:
    """“Earlier”, “a bit later”, “早一点”, “太晚了”: the way without an amount, which counts only where something is open."""
    match = _TOO.search(plain)
    if match:
        back = match["n"] == "late" or match["z"] in {"晚", "迟"}
        return _expression(match, Shift(way=-1 if back else 1))
    match = _WAY.search(plain)
    if match:
        near = bool(match["near"] or match["on"])
        return _expression(match, Shift(way=-1 if match["back"] else 1, near=near))
    match = _WAY_ZH.search(plain)
    if match:
        back = any(words for name, words in match.groupdict().items() if name.startswith("b"))
        return _expression(match, Shift(way=-1 if back else 1, near=bool(match["near"])))
    return None


def _expression(match: re.Match[str], shift: Shift) -> TimeExpression:
    return TimeExpression(match[0], match.span(), Grain.WINDOW, shift=shift)


def resolved(wish: TimeExpression, first: datetime, last: datetime) -> TimeExpression:
    """The wish with its own time, told from what is open: first..last, local starts, the same where it is one."""
    shift = wish.shift
    if shift is None:
        return wish
    plain = replace(wish, shift=None)
    if shift.same_time:
        return _same_time(plain, first)
    if shift.same_day:
        return replace(plain, date_from=first.date(), date_to=last.date(), ambiguous=())
    back = shift.way < 0 or shift.days < 0 or shift.minutes < 0
    base = first if back else last
    return _beyond(plain, shift, base) if shift.way else _moved_by(plain, shift, base, timed=first == last)


def _moved_by(wish: TimeExpression, shift: Shift, base: datetime, *, timed: bool) -> TimeExpression:
    if shift.week and not shift.days and wish.date_from:
        return in_week(wish, base.date())
    if shift.week:
        monday = base.date() - timedelta(days=base.weekday() - shift.days)
        return replace(wish, date_from=monday, date_to=monday + timedelta(days=6), ambiguous=())
    moment = base + timedelta(days=shift.days, minutes=shift.minutes)
    return _at(wish, moment, timed=timed or shift.minutes != 0, dated=not (shift.minutes and wish.date_from))


def in_week(wish: TimeExpression, day: date) -> TimeExpression:
    """The wish with its weekdays in the week of a day."""
    if wish.date_from is None or wish.date_to is None:
        return wish
    monday = day - timedelta(days=day.weekday())
    first = monday + timedelta(days=wish.date_from.weekday())
    return replace(
        wish,
        date_from=first,
        date_to=first + (wish.date_to - wish.date_from),
        ambiguous=(),
        others=tuple(in_week(each, day) for each in wish.others),
        bare=False,
        shift=None,
    )


def _same_time(wish: TimeExpression, moment: datetime) -> TimeExpression:
    """“Same time next week” is the same weekday too."""
    begin, end = wish.date_from, wish.date_to
    ruled_out = {weekday for each in wish.never for weekday in each.weekdays}
    whole_week = begin and end and (end - begin).days == _WEEK_DAYS - 1
    if begin and whole_week and moment.weekday() not in ruled_out:
        day = begin + timedelta(days=(moment.weekday() - begin.weekday()) % _WEEK_DAYS)
        return _at(wish, datetime.combine(day, moment.time()))
    return _at(wish, moment, dated=begin is None and not wish.weekdays and not wish.others)


def _at(wish: TimeExpression, moment: datetime, *, timed: bool = True, dated: bool = True) -> TimeExpression:
    """The wish on that day at that time, where it does not say another."""
    if dated:
        wish = replace(wish, date_from=moment.date(), date_to=moment.date(), ambiguous=())
    if not timed or wish.time_from or wish.time_to:
        return wish
    clock = moment.time().replace(second=0, microsecond=0)
    exact = replace(wish, time_from=clock, time_to=clock, grain=Grain.CLOCK)
    return replace(
        exact,
        ambiguous=tuple(_at(each, moment, dated=False) for each in wish.ambiguous),
        others=tuple(_at(each, moment, dated=False) for each in wish.others),
    )


def _beyond(wish: TimeExpression, shift: Shift, moment: datetime) -> TimeExpression:
    """Earlier or later than a moment: on its own day, or the days that were named; beyond them any day before or after."""
    clock = moment.time().replace(second=0, microsecond=0)
    day, one = moment.date(), timedelta(days=1)
    here = replace(wish, ambiguous=(), grain=Grain.WINDOW)
    if wish.date_from is None:
        whole = replace(here, time_from=None, time_to=None, grain=Grain.SPAN)
        span = (None, day - one) if shift.way < 0 else (day + one, None)
        beyond = (replace(whole, date_from=span[0], date_to=span[1]),)
        here = replace(here, date_from=day, date_to=day, beyond=beyond)
    if shift.way > 0:
        return replace(here, time_from=_after(clock), time_to=None)
    return replace(here, time_from=None, time_to=clock)


def _after(clock: time) -> time:
    """The next minute, so that the open time itself is not offered again."""
    minutes = min(clock.hour * 60 + clock.minute + 1, 24 * 60 - 1)
    return time(*divmod(minutes, 60))


def alone(wish: TimeExpression) -> TimeExpression | None:
    """The wish where there is no other time to tell it from; None where nothing is left of it."""
    plain = replace(wish, shift=None)
    rest = (plain.date_from, plain.date_to, plain.time_from, plain.time_to, plain.weekdays, plain.never)
    return plain if any(rest) else None


def positive(wish: TimeExpression) -> TimeExpression | None:
    """The wish where it says when; None where it only says when not."""
    parts = (
        wish.date_from,
        wish.date_to,
        wish.time_from,
        wish.time_to,
        wish.weekdays,
        wish.shift,
        wish.others,
    )
    return wish if any(parts) else None
