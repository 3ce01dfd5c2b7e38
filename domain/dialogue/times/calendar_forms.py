"""Days told by their place in a month or week, and days that recur, in both languages.

The last week of November, 十二月第一个周二, the first working day of next week, weekdays, any Friday, 工作日.
"""

import re
from datetime import datetime, timedelta

from domain.dialogue.times import names_en, names_zh, pieces
from domain.dialogue.times.names_zh import number
from domain.dialogue.times.pieces import WEEKEND, WORKDAYS, Days, Form, Span

_WD = "|".join(sorted(names_en.WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(names_en.MONTHS, key=len, reverse=True))
_NTHS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
    "final": -1,
}
_NTHS_ZH = {"第一": 0, "首": 0, "头": 0, "头一": 0, "第1": 0, "第二": 1, "第2": 1, "第三": 2, "第3": 2, "第四": 3, "第4": 3,
            "最后": -1, "最后一": -1, "末": -1}  # fmt: skip
_WEEKEND = (5,)
_UNITS = r"working ?days?|work ?days?|business days?|week ?days?|weekend|week"
_UNITS_ZH = r"周末|工作日|(?:周|星期|礼拜)(?:[一二三四五六日天](?![点个])|(?![一二三四五六日天末]))"
_HOMOPHONES = {
    "伊": (0,), "衣": (0,), "壹": (0,), "贰": (1,), "叁": (2,), "散": (2,), "伞": (2,), "山": (2,), "肆": (3,), "似": (3,),
    "思": (3,), "丝": (3,), "司": (3,), "武": (4,), "伍": (4,), "吴": (4,), "舞": (4,), "午": (4,), "无": (4,), "流": (5,), "刘": (5,),
    "陆": (5,), "溜": (5,), "曰": (6,), "王": (2, 4), "夭": (6,), "大": (5, 6), "士": (0, 2),
}  # fmt: skip
_SURE = "壹贰叁肆伍陆"  # the same numerals, as on cheques


def _within_month(month: Span, unit: str, nth: int) -> Days | None:
    if unit == "week":
        return pieces.nth_week_of(month, nth)
    days = pieces.nth_in(month, _weekdays(unit), nth)
    if days is None or unit != "weekend":
        return days
    saturday = days.readings[0][0]
    return pieces.span(saturday, saturday + timedelta(days=1))


def _weekdays(unit: str) -> tuple[int, ...]:
    if unit == "weekend":
        return _WEEKEND
    return (names_en.WEEKDAYS[unit],) if unit in names_en.WEEKDAYS else WORKDAYS


def _whole_month(number: int | None, months: int, now: datetime) -> Span:
    """From its first day on, whether that has passed or not."""
    first = pieces.month_after(now.date(), months)
    if number is not None:
        first = first.replace(year=now.year + (number < now.month), month=number)
    return first, pieces.last_of(first)


def _of_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    month = match["m"] or match["m2"]
    number = names_en.MONTHS[month] if month else None
    days = _within_month(
        _whole_month(number, int(match["w"] == "next"), now), match["u"], _NTHS[match["nth"]]
    )
    return None if days is None or days.readings[0][1] < now.date() else days


def _of_month_zh(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    month = number(match["m"]) if match["m"] else None
    if month is not None and not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return None
    months = (match["w"] or "").count("下")
    days = _within_month(_whole_month(month, months, now), _unit_zh(match["u"]), _NTHS_ZH[match["nth"]])
    return None if days is None or days.readings[0][1] < now.date() else days


def _unit_zh(word: str) -> str:
    if word in {"周末", "工作日"}:
        return {"周末": "weekend", "工作日": "workday"}[word]
    place = names_zh.WEEKDAYS.get(word[-1])
    return "week" if place is None else ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[place]


def _of_week(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    weeks = int(match["w"].startswith(("next", "下")))
    week = pieces.whole_week(weeks, now=now, starts=0).readings[0]
    nth = {**_NTHS, **_NTHS_ZH}[match["nth"]]
    return pieces.nth_in(week, WORKDAYS, nth)


def _workday(match: re.Match[str], now: datetime, _starts: int) -> Days:
    """The next one if it is one that is meant, else whichever."""
    if match["next"] is None:
        return pieces.every(WORKDAYS, now)
    day = now.date() + timedelta(days=1)
    return pieces.one(day if day.weekday() in WORKDAYS else day + timedelta(days=7 - day.weekday()))


def _recurring(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.every((names_en.WEEKDAYS[match["any"] or match["many"]],), now)


def _weekends(_match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.every(WEEKEND, now)


def _recurring_zh(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.every((names_zh.WEEKDAYS[match["wd"]],), now)


def _misspelt_zh(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """“星期武”: the weekday that sounds or looks like it, to be asked about."""
    weeks = (match["w"] or "").count("下")
    candidates = [
        pieces.weekday_in(weeks, weekday, now=now, starts=0) if weeks else pieces.bare_weekday(weekday, now)
        for weekday in _HOMOPHONES[match["wd"]]
    ]
    readings = tuple(days.readings[0] for days in candidates)
    return Days(readings, misspelt=match["wd"] not in _SURE)


FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (
            (
                rf"\b(?:the |in |on )*(?P<nth>{'|'.join(_NTHS)}) (?:full )?(?P<u>{_UNITS}|{_WD})(?: (?:of|in) (?:the |this |(?P<w>next) )?"
                rf"(?:month|(?P<m>{_MONTH}))| in (?P<m2>{_MONTH}))\b"
            ),
            _of_month,
        ),
        (
            (
                r"(?:(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月份?|(?P<w>下下?个?|[这本])一?个?月|月)的?里?面?"
                rf"(?P<nth>第[一二三四1-4]|头一?|首|最后一?)(?:个|一)?(?P<u>{_UNITS_ZH})"
            ),
            _of_month_zh,
        ),
        (
            r"\b(?:the )?(?P<nth>first|second|third|fourth|last) (?:working ?|work ?|business |week ?)day (?:of |in )?(?:the )?(?P<w>next|this|following)? ?week\b",
            _of_week,
        ),
        (r"(?P<w>下个?|[这本])个?(?:周|星期|礼拜)的?(?P<nth>第[一二三四]|头一|最后一)个工作日", _of_week),
        (
            r"\b(?:(?P<next>the next|next) (?:working|work|business) ?day\b|(?:any |on |a |the |only )*(?:week ?days?|working ?days?|work ?days?|business days?)\b(?! of| in))",
            _workday,
        ),
        (r"(?P<next>下一?个)?(?:工作日|平日里?(?!子)|周中)", _workday),
        (
            rf"\b(?:any|each|on a|whichever|all) (?P<any>{_WD})\b|\b(?P<many>(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b",
            _recurring,
        ),
        (r"\b(?:any |on |at |the )*weekends\b", _weekends),
        (r"(?:任何|任意|随便哪个|哪个|逢)(?:一个)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])", _recurring_zh),
        (rf"(?P<w>下下?个?|[这本]个?)?(?:星期|礼拜)(?P<wd>[{''.join(_HOMOPHONES)}])(?!法|所)", _misspelt_zh),
        (
            r"(?P<w>下下?个?|[这本]个?)?周(?P<wd>[壹贰叁肆伍陆武吴伊思](?!先|师|总|经|小|女|哥|姐))",
            _misspelt_zh,
        ),
        (
            r"周(?P<w>)(?P<wd>[无午舞散伞丝溜流曰](?=上午|下午|早上|晚上|可以|行|吧|有空|来|\d|十?[一二三四五六七八九]点|$|[,。?!]))",
            _misspelt_zh,
        ),
    )
)
