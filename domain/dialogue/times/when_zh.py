"""Chinese time expressions, as pieces. Text comes in simplified characters with half-width digits."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from domain.dialogue.facts import Part
from domain.dialogue.times import clock_zh, holidays, pieces
from domain.dialogue.times import names_zh as names
from domain.dialogue.times.names_zh import PART, N, number
from domain.dialogue.times.pieces import Days, Form, Piece


def find(text: str, *, now: datetime, starts: int) -> Iterator[Piece]:
    yield from pieces.of_forms(FORMS, text, now=now, starts=starts)
    for match in _SHORT.finditer(text):
        days = _shifted(names.RELATIVE[match["d"]], now)
        yield Piece(*match.span(), days=days, part=_SHORT_PARTS[match["p"]])
    for match in _PART.finditer(text):
        yield Piece(*match.span(), part=names.PARTS[match[0]])
    for match in _DROPPED.finditer(text):
        yield Piece(*match.span(), dropped=True)
    yield from clock_zh.find(text, now=now)


def _shifted(days: int, now: datetime) -> Days:
    return replace(pieces.one(now.date() + timedelta(days=days)), past=days < 0)


def _relative(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return _shifted(names.RELATIVE[match[0]], now)


def _two_days(match: re.Match[str], now: datetime, _starts: int) -> Days:
    first = names.RELATIVE[match["a"]]
    last = names.RELATIVE[match["b"]]
    return pieces.span(now.date() + timedelta(days=first), now.date() + timedelta(days=last))


def _weeks(word: str) -> int:
    return word.count("下") - word.count("上")


def _weekday(match: re.Match[str], now: datetime, _starts: int) -> Days:
    weekday = names.WEEKDAYS[match["wd"]]
    if not match["w"]:
        days = pieces.bare_weekday(weekday, now)
    else:
        weeks = _weeks(match["w"])
        # 下周日 is the last day of next week wherever Chinese is spoken, so weeks start on Monday here
        days = replace(pieces.weekday_in(weeks, weekday, now=now, starts=0), past=weeks < 0)
    if not match["more"]:
        return days
    first, listed = (
        days.readings[0][0],
        [names.WEEKDAYS[each] for each in match["more"] if each in names.WEEKDAYS],
    )
    several = pieces.span(first, first + timedelta(days=max((each - weekday) % 7 for each in listed)))
    several = several if match["w"] else replace(several, bare=(weekday, *listed))
    in_row = all(two - one == 1 for one, two in pairwise([weekday, *listed]))
    return several if in_row else replace(several, recurring=(weekday, *listed))


def _weekend(match: re.Match[str], now: datetime, _starts: int) -> Days:
    weeks = _weeks(match["w"] or "")
    days = replace(pieces.weekend_in(weeks, now=now), past=weeks < 0)
    return days if match["w"] else replace(days, bare=pieces.WEEKEND)


def _week(match: re.Match[str], now: datetime, _starts: int) -> Days:
    whole = pieces.whole_week(_weeks(match["w"]), now=now, starts=0)
    first, last = whole.readings[0]
    if not match["x"]:
        return whole
    bounds = {"初": (0, 1), "中": (1, 3), "前半": (0, 2), "后半": (3, 4)}[match["x"]]
    monday = pieces.week_of(first, starts=0)
    return pieces.span(*(max(monday + timedelta(days=day), first) for day in bounds)) if last else whole


def _month(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.whole_month(_weeks(match["w"]), now=now)


def _month_day(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    months = _weeks(match["w"])
    first = pieces.month_after(now.date(), months)
    day = number(match["d"])
    return pieces.dated(first.month, day, now=now, year=first.year)


def _month_part(match: re.Match[str], now: datetime, _starts: int) -> Days:
    if match["m"]:
        month = pieces.month_named(number(match["m"]), now=now)
        first = month.readings[0][1].replace(day=1) if month else now.date().replace(day=1)
    else:
        first = pieces.month_after(now.date(), _weeks(match["w"] or ""))
    day = {
        "底": pieces.last_of(first).day,
        "末": pieces.last_of(first).day,
        "尾": pieces.last_of(first).day,
        "初": 1,
        "头": 1,
        "中": 15,
    }[match["x"]]
    if first.replace(day=day) < now.date():
        first = pieces.month_after(first, 1)
        day = pieces.last_of(first).day if match["x"] in "底末尾" else day
    return replace(pieces.one(first.replace(day=day)), unit="month")


def _date(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    year = int(match["y"]) if match["y"] else None
    if match["w"]:
        year = now.year + {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1}[match["w"]]
    return pieces.dated(number(match["m"]), number(match["d"]), now=now, year=year)


def _numeric(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    year = int(match["y"]) if match["y"] else None
    return pieces.dated(int(match["m"]), int(match["d"]), now=now, year=year)


def _named_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.month_named(number(match["m"]), now=now, year=int(match["y"]) if match["y"] else None)


def _day_of_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.bare_monthday(number(match["d"]), now)


def _days_of_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    first = pieces.bare_monthday(number(match["a"]), now)
    if first is None or number(match["b"]) < number(match["a"]):
        return None
    begin = first.readings[0][0]
    last = min(number(match["b"]), pieces.last_of(begin).day)
    return pieces.span(begin, begin.replace(day=last))


def _numeric_month_day(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """11.25下午, 11-25; a lone "3.5" is a number, so a day of one digit needs 号 or a part of the day."""
    lone = match.end() == len(match.string.rstrip()) and match[0][-1] not in "号日"
    return None if lone and len(match["d"]) == 1 else _numeric(match, now, _starts)


def _year_end(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    year = now.year + (match["w"] == "明")
    return replace(pieces.one(date(year, 12, 31)), unit="year")


def _in_days(match: re.Match[str], now: datetime, _starts: int) -> Days:
    today, amount = now.date(), number(match["n"])
    if "月" in match["u"]:
        return pieces.one(pieces.later_month(today, amount))
    days = amount * (1 if match["u"] in {"天", "日"} else 7)
    day = today + timedelta(days=days)
    least, most = names.amounts(match["n"])
    if match["least"] or least < most:
        size = 1 if match["u"] in {"天", "日"} else 7
        first, last = number(match["least"]) if match["least"] else least, most
        return pieces.span(*(today + timedelta(days=size * each) for each in (first, last)))
    if match["n"] == "几":
        return pieces.span(day, day + timedelta(days=4))
    return replace(pieces.one(day), anchor=match["u"] not in {"天", "日"})


def _calendar_week(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.calendar_week(int(match["n"]), now)


def _worked_instead(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """The make-up workdays of a holiday, where its notice is known."""
    holiday = holidays.coming(match["f"], now.date())
    days = [day for day in holiday.worked if day >= now.date()] if holiday else []
    return Days(tuple((day, day) for day in days)) if days else None


def _within(match: re.Match[str], now: datetime, _starts: int) -> Days:
    days = number(match["n"]) * (1 if match["u"] in {"天", "日"} else 7)
    return pieces.span(now.date(), now.date() + timedelta(days=days))


def _these_days(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.span(now.date(), now.date() + timedelta(days=2 if "两" in match[0] else 6))


def _holiday(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    year = now.year + (match["w"] == "明") if match["w"] else None
    return pieces.holiday(match["f"], now, year=year)


def _first_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    day = holidays.first_month_day(number(match["d"]), now.date())
    return pieces.one(day) if day else None


_WW = r"(?P<w>下下下|下下个?|下一?个?|上上个?|上一?个?|[这本]一?个?)"
_U = r"(?P<u>天|日|周|个?星期|个?礼拜|个月)"
_HOLIDAYS = sorted((name for name in holidays.NAMES if not name.isascii()), key=len, reverse=True)
_Y = r"(?:(?P<y>(?:19|20)\d\d)(?: ?年 ?|[-/.])|(?P<w>[今明后去本])年)?"
FORMS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (re.compile(r"大前天|前[天日]|昨[天日]|大后天|后[天日]|明[天日儿]|今[天日儿]|当天"), _relative),
    (re.compile(r"(?P<a>今|明)天?(?:[、和或跟]|或者|到|至|-)?(?P<b>明|后)(?:天|两天)"), _two_days),
    (
        re.compile(
            rf"(?:{_WW}的?)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天]|[1-7](?![\d点:号个天]))(?P<more>(?:[、和]?[一二三四五六日](?![点十月号日时刻个天店半早大清下会起定直样些次场]))+)?"
        ),
        _weekday,
    ),
    (re.compile(rf"{_WW}?(?:周末|礼拜末|星期末)"), _weekend),
    (re.compile(rf"{_WW}(?:周|星期|礼拜)(?![一二三四五六日天末\d])(?P<x>初|中|前半|后半)?"), _week),
    (re.compile(rf"{_WW}月(?![底末尾初]|头(?![一二两三四几个\d])|中(?!旬))"), _month),
    (re.compile(rf"{_WW}月的?(?P<d>{N})[号日]?(?![天个])"), _month_day),
    (
        re.compile(
            rf"(?:(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?|{_WW}月|月)(?P<x>底|末|尾|初|头(?![一二两三四几个\d])|中)(?!旬|间)"
        ),
        _month_part,
    ),
    (
        re.compile(
            rf"{_Y}(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}) ?月份? ?的?(?P<d>{N}|三十一)(?: ?[号日]|(?! ?[\d个天月]))"
        ),
        _date,
    ),
    (re.compile(r"(?<![\d.])(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d.])"), _numeric),
    (
        re.compile(
            r"(?:(?P<y>(?:19|20)\d\d) ?年 ?)?(?<!\d)(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]) ?月份?(?! ?[\d一二三四五六七八九十底末初]|中(?!旬))"
        ),
        _named_month,
    ),
    (
        re.compile(
            rf"(?<![\d月第尾.路街巷弄-])(?<!月 )(?<!路 )(?<!街 )(?<!大道)(?<![东西南北中]道)(?P<d>3[01]|[12]?\d|三十一?|{N}) ?[号日](?![店线楼车门桩仪码库位本报充汽]|以上)"
        ),
        _day_of_month,
    ),
    (
        re.compile(
            rf"(?<![\d月第尾.:点-])(?P<d>3[01]|[12]?\d|{N})(?=(?:(?:或者?|、|和|跟|还是|,)(?:3[01]|[12]?\d|{N}))+[号日])"
        ),
        _day_of_month,
    ),
    (
        re.compile(
            rf"(?<![\d月第尾.])(?P<a>3[01]|[12]?\d|{N})[号日]?(?:-|~|到|至)(?P<b>3[01]|[12]?\d|{N})[号日]"
        ),
        _days_of_month,
    ),
    (
        re.compile(
            r"(?<![\d.-])(?P<m>1[0-2]|0?[1-9])[.-](?P<d>[12]\d|3[01]|0?[1-9])(?=[号日上下早晚中周]|\s*$)(?P<y>)(?:[号日])?"
        ),
        _numeric_month_day,
    ),
    (re.compile(r"(?P<w>[今明])?年[底末]"), _year_end),
    (
        re.compile(
            rf"(?:再?过|等)?(?:(?P<least>\d|[一二两三四五六七八九])(?:到|至|-|~))?(?P<n>\d{{1,2}}|{N}|几){_U}(?:之后|以后|过后|后)"
        ),
        _in_days,
    ),
    (re.compile(rf"(?:再?过|等)(?P<least>)(?P<n>\d{{1,2}}|{N}|几){_U}"), _in_days),
    (
        re.compile(
            r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})(?P<u>天|日|周|个?星期|个?礼拜)(?:之内|以内|内)"
        ),
        _within,
    ),
    (re.compile(rf"(?:未来|接下来|今后|往后)的?(?P<n>\d{{1,2}}|{N}){_U}(?:之内|以内|内|里)?"), _within),
    (re.compile(r"第(?P<n>[1-5]\d)周(?!末)"), _calendar_week),
    (
        re.compile(
            rf"(?P<f>{'|'.join(_HOLIDAYS)})(?:节|假期|小?长假)?的?(?:调休|补班)(?:上班)?的?[那当]?个?(?:天|日|周[六日天]|周末)?"
        ),
        _worked_instead,
    ),
    (re.compile(r"[这最]近?[两几]天|近期"), _these_days),
    (
        re.compile(
            rf"(?:(?P<w>[今明])年的?)?(?P<f>(?<![\d一二三四五六七八九十几两半多今明去前后本每全周整当那同])过?年(?=[前后](?![轮备排座天年]))|{'|'.join(_HOLIDAYS)})(?:节|当?天|那天)*(?![月\d一二三四五六七八九点])"
        ),
        _holiday,
    ),
    (
        re.compile(
            r"(?:大年|正月|年)?初(?P<d>[一二三四五六七八九十]|十[一二三四])(?![一二三四五六七八九十\d])"
        ),
        _first_month,
    ),
)
_SHORT = re.compile("(?P<d>今|明|昨|后)(?:儿|天|日)?(?P<p>早|晚|午)(?![上些点餐饭])")
_SHORT_PARTS = {"早": Part.MORNING, "午": Part.NOON, "晚": Part.EVENING}
_PART = re.compile(PART)
_DROPPED = re.compile(
    rf"(?:每|隔)[天周月年日个]+(?:[一二三四五六日天末]|\d+[号日])?(?:{PART})?|(?:\d+|{N}|半|几)(?:个?多?)(?:天|周|星期|礼拜|(?<=个)月|小时|分钟|年)(?:之前|以前|前)"
)
