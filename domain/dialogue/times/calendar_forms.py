"""Days that recur, and weekdays misspelt, in both languages: weekdays, any Friday, 工作日, 星期武."""

import re
from datetime import datetime, timedelta

from domain.dialogue.times import names_en, names_zh, pieces, sets
from domain.dialogue.times.pieces import WEEKEND, WORKDAYS, Days, Form

_WD = "|".join(sorted(names_en.WEEKDAYS, key=len, reverse=True))
_HOMOPHONES = {
    "伊": (0,), "衣": (0,), "壹": (0,), "贰": (1,), "叁": (2,), "散": (2,), "伞": (2,), "山": (2,), "肆": (3,), "似": (3,),
    "思": (3,), "丝": (3,), "司": (3,), "武": (4,), "伍": (4,), "吴": (4,), "舞": (4,), "午": (4,), "无": (4,), "流": (5,), "刘": (5,),
    "陆": (5,), "溜": (5,), "曰": (6,), "王": (2, 4), "夭": (6,), "大": (5, 6), "士": (0, 2),
}  # fmt: skip
_SURE = "壹贰叁肆伍陆"  # the same numerals, as on cheques


def _workday(match: re.Match[str], now: datetime, _starts: int) -> Days:
    """The next one if it is one that is meant, else whichever."""
    if match["next"] is None:
        return pieces.every(WORKDAYS, now)
    day = now.date() + timedelta(days=1)
    return pieces.one(day if day.weekday() in WORKDAYS else day + timedelta(days=7 - day.weekday()))


def _in_workdays(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    amount = names_en.number(match["n"]) if match["n"].isascii() else names_zh.number(match["n"])
    end = sets.shifted(pieces.one(now.date()), sets.WORKDAY, amount, ahead=True)
    return pieces.span(now.date(), end.readings[0][1]) if end and match["within"] else end


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


def _of_the_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.bare_monthday(int(match["n"] or match["m"]), now)


_WORKDAYS = r"(?:working|work|business|week)[ -]?days?"
FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (
            rf"\b(?:in|(?P<within>within|in the next|over the next|the next|next)) (?:the )?(?P<n>{names_en.COUNT}) {_WORKDAYS}(?:['’]? time)?\b",
            _in_workdays,
        ),
        (
            rf"\b(?P<n>{names_en.COUNT}) {_WORKDAYS}(?P<within>)(?: from now| later| on| hence)\b",
            _in_workdays,
        ),
        (rf"(?:再?过|等)?(?P<n>{names_zh.N})个?工作日(?P<within>)(?:之后|以后|过后|后)", _in_workdays),
        (rf"(?:未来|接下来|今后|往后)?(?P<n>{names_zh.N})个?工作日(?P<within>之内|以内|内|里)", _in_workdays),
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
        (
            r"\bon (?:the )?(?P<n>1[3-9]|2\d|3[01])(?=[,.!?;](?!\d)|$)|(?<![\d.:/-])(?P<m>1[3-9]|2\d|3[01])(?=[那这])",
            _of_the_month,
        ),
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
