"""Days told from days that were read already, in both languages.

The Friday after Easter, two days before Christmas, the week of the 7th, 国庆前最后一个工作日, 12月下旬. Each form is a pattern of
words right before or right behind other days; with these words they are days again, so that forms nest.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from domain.dialogue.times import names_en, names_zh, pieces, sets
from domain.dialogue.times.pieces import Days, Piece

_LOOK = 60  # characters before days that may tell others from them
_DEPTH = 3  # forms within forms
_WD = "|".join(sorted(names_en.WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(names_en.MONTHS, key=len, reverse=True))
_NTHS = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4, "last": -1, "final": -1, "very last": -1, "very first": 0,
    "penultimate": -2, "second to last": -2, "second-to-last": -2, "second last": -2, "next to last": -2, "last but one": -2, "third to last": -3, "third last": -3,
}  # fmt: skip
_NTH = "|".join([r"\d{1,2}(?:st|nd|rd|th)", *sorted({*_NTHS, *names_en.ORDINALS}, key=len, reverse=True)])
_COUNT = f"{names_en.COUNT}|both"
_WORKDAYS = r"working[ -]?days?|work ?days?|business days?|week ?days?"
_UNIT = rf"{_WORKDAYS}|week-?ends?|weeks?|wks?|fortnights?|months?|days?|{_WD}"
_NTH_ZH = r"(?:倒数第?[一二两三四1-4]|最后|最末|最近|头|首|末|第(?:[1-9]|十[一二]?|[一二三四五六七八九])|紧接着|前(?=[两二三四五2-5]))"
_UNIT_ZH = r"周末|工作日|上班日|(?:周|星期|礼拜)(?:[一二三四五六日天](?![点个])|(?![一二三四五六日天末]))|月(?!底|初)|天|日"
_N_ZH = r"[一二两三四五六七八九十半]{1,3}|\d{1,2}"
_HOLIDAY_ZH = r"(?:节|日)?(?:小?长假|假期|放假|放完假)?(?:期间)?(?:过完|过了|结束)?"

Operation = Callable[[re.Match[str], Days, date], Days | None]


def grown(words: list[Piece], text: str, *, now: datetime) -> Iterator[Piece]:
    """What is told from the days among the pieces, with the words that tell it; `now` is local."""
    today = now.date()
    fresh = [piece for piece in words if piece.days and not (piece.timed or piece.shift or piece.dropped)]
    fresh += pieces.of_forms(_ANCHORS, text, now=now, starts=0)
    for _ in range(_DEPTH):
        fresh = [new for piece in fresh for new in _with_words(piece, text, today)]
        yield from fresh


def _with_words(piece: Piece, text: str, today: date) -> Iterator[Piece]:
    assert piece.days is not None
    begin = max(0, piece.start - _LOOK)
    ahead = text[begin : piece.start]
    for pattern, operation in _AHEAD if ahead else ():
        match = pattern.search(ahead)
        days = _to_come(operation, match, piece.days, today) if match else None
        if match and days:
            yield Piece(begin + match.start(), piece.end, days=days)
    for pattern, operation in _BEHIND:
        match = pattern.match(text, piece.end)
        days = _to_come(operation, match, piece.days, today) if match else None
        if match and days:
            yield Piece(piece.start, match.end(), days=days)


def _to_come(operation: Operation, match: re.Match[str], days: Days, today: date) -> Days | None:
    """What the operation makes of the days; where that is over and a bare day of a month will come again, of that one."""
    result = operation(match, days, today)
    if result is None or result.readings[0][1] >= today:
        return result
    if days.monthday is None:
        return replace(result, past=True)
    later = pieces.later_month(days.readings[0][0], 1)
    return operation(match, replace(days, readings=((later, later),)), today)


def unit_of(word: str) -> str | int:
    """What a word counts, as `sets` names it."""
    if word in names_en.WEEKDAYS:
        return names_en.WEEKDAYS[word]
    for start, unit in (("fort", "week"), ("week-e", "weekend"), ("weeken", "weekend"), ("weekd", "workday"), ("week d", "workday"), ("w", "week"), ("m", "month"), ("d", "day")):
        if word.startswith(start):
            return unit if not word.startswith("work") else sets.WORKDAY
    return sets.WORKDAY


def unit_of_zh(word: str) -> str | int:
    if word in {"周末", "工作日", "上班日", "月", "天", "日"}:
        return {"周末": "weekend", "月": "month", "天": "day", "日": "day"}.get(word, sets.WORKDAY)
    place = names_zh.WEEKDAYS.get(word[-1])
    return sets.WEEK if place is None else place


def _nth_zh(word: str | None) -> int | None:
    if not word:
        return None
    if "倒数" in word:
        return -names_zh.number(word[-1])
    if "第" in word:
        return names_zh.number(word[1:]) - 1
    return -1 if word.startswith(("最后", "最末", "末")) else 0


def _nth(word: str) -> int:
    return _NTHS[word] if word in _NTHS else int(names_en.number(word)) - 1


def _amount(word: str | None) -> float:
    return 2 if word and ("couple" in word or word == "both") else names_en.number(word) if word else 1


def _in(match: re.Match[str], days: Days, today: date) -> Days | None:
    """“The first Monday of next month”, “Wednesday of the week of the 7th”."""
    groups, unit = match.groupdict(), unit_of(match["u"])
    if groups["nth"] is None:
        first, last = sets.whole(days)
        in_week = isinstance(unit, int) and 0 < (last - first).days < 7  # noqa: PLR2004 - days of a week
        return _in_week(sets.nth_of(days, unit, 0, 1, today), unit) if in_week else None
    if days.readings[0][0] == days.readings[0][1] and not days.off and not days.unit:
        return None
    return sets.nth_of(days, unit, _nth(groups["nth"]), int(_amount(groups["c"])), today)


def _beside(match: re.Match[str], days: Days, today: date) -> Days | None:
    """“The Friday after Easter”, “two days before Christmas”, “the last working day before the 24th”."""
    unit, ahead = unit_of(match["u"]), match["side"] in {"after", "following", "from", "on", ""}
    if not match["side"] and (unit != sets.WEEK or not match["c"] or days.readings[0][1] > today + sets.ONE or days.weekday is not None):
        return None
    if match["nth"] is None and isinstance(unit, str) and unit in {"day", "week", "month", "workday"} and (match["c"] or unit == "day"):
        amount = _amount(match["c"]) * (2 if match["u"].startswith("fort") else 1)
        return sets.shifted(days, unit, amount, ahead=ahead)
    if match["side"] in {"on", ""}:
        return None
    nth = _nth(match["nth"]) if match["nth"] else int(_amount(match["c"])) - 1
    return _in_week(sets.beside(days, unit, nth + 1 if nth >= 0 else -nth, ahead=ahead), unit)


def _in_week(days: Days | None, unit: str | int) -> Days | None:
    """A weekday that is told with its week, so that one beside it is of that week too."""
    return replace(days, of_week=isinstance(unit, int)) if days else None


def _week_of(match: re.Match[str], days: Days, today: date) -> Days | None:
    first, last = days.readings[0]
    if (last - first).days > 6:  # noqa: PLR2004 - days of a week
        return None
    return sets.weekend_of(days) if match["e"] else sets.week_of(days, today)


def _weeks_on(match: re.Match[str], days: Days, today: date) -> Days | None:
    """“Thursday week”, “tomorrow fortnight”: a week or two after that day."""
    near = days.weekday is not None or days.readings[0][1] <= today + sets.ONE
    one = days.readings[0][0] == days.readings[0][1] and not days.past
    return sets.shifted(days, sets.WEEK, 1 if match["u"] == "week" else 2, ahead=True) if near and one else None


def _holiday_week(match: re.Match[str], days: Days, today: date) -> Days | None:
    return _week_of(match, days, today) if days.unit == "holiday" else None


_PARTS = {
    "early": "early", "late": "late", "mid": "mid", "first half": "first", "second half": "second", "latter half": "second", "latter part": "second",
    "rest": "rest", "remainder": "rest", "remaining": "rest",
}  # fmt: skip
_PARTS_ZH = {
    "上旬": "early", "中旬": "mid", "下旬": "late", "上半月": "first", "下半月": "second", "前半月": "first", "后半月": "second", "上半年": "first", "下半年": "second", "前半年": "first", "后半年": "second",
    "前半段": "first", "后半段": "second", "前半": "first", "后半": "second", "前半周": "first", "后半周": "second", "剩下的几天": "rest", "剩下几天": "rest", "上半": "first", "下半": "second",
}  # fmt: skip


def _part(match: re.Match[str], days: Days, today: date) -> Days | None:
    return sets.part_of(days, _PARTS[match["x"]], today) if days.unit else None


def _part_zh(match: re.Match[str], days: Days, today: date) -> Days | None:
    return sets.part_of(days, _PARTS_ZH[match["x"]], today) if days.unit else None


def _in_zh(match: re.Match[str], days: Days, today: date) -> Days | None:
    if days.readings[0][0] == days.readings[0][1] and not days.off and not days.unit:
        return None
    nth = _nth_zh(match["nth"])
    if days.unit == "holiday" and match["u"] == "天" and nth and nth > 0:
        return sets.shifted(days, sets.DAY, nth, ahead=True)
    return sets.nth_of(days, unit_of_zh(match["u"]), nth or 0, int(names_zh.number(match["c"] or "一")), today)


def _beside_zh(match: re.Match[str], days: Days, today: date) -> Days | None:
    """国庆前最后一个工作日, 节后第一天, 元旦前两天, 25号之后的周六."""
    del today
    unit, ahead, nth = unit_of_zh(match["u"]), "前" not in match["side"], _nth_zh(match["nth"])
    if nth is None and unit == sets.WEEK and match["c"] in {"一", "1"}:
        return sets.days_beside(days, 7, ahead=ahead)
    if nth is None and unit in {"day", "week", "month", "workday"} and (match["c"] or unit != sets.WORKDAY):
        if not match["c"] or (unit == "month" and "半" in match["c"]):
            return None
        each = [sets.shifted(days, str(unit), amount, ahead=ahead) for amount in sorted(names_zh.amounts(match["c"]))]
        ends = [one.readings[0][0] for one in each if one]
        return pieces.span(min(ends), max(ends)) if ends else None
    if nth is None and not (match["that"] or match["de"] or match["c"] or len(match["side"]) > 1):
        return None
    place = nth or 0
    return sets.beside(days, unit, place + 1 if place >= 0 else -place, ahead=ahead)


def _within_zh(match: re.Match[str], days: Days, today: date) -> Days | None:
    """明天起三天内, 25号开始两个工作日之内."""
    del today
    first, unit = days.readings[0][0], unit_of_zh(match["u"])
    before = pieces.one(first - sets.ONE)
    end = sets.shifted(before, str(unit), names_zh.number(match["c"]), ahead=True)
    return pieces.span(first, end.readings[0][0]) if end else None


def _off(_match: re.Match[str], days: Days, today: date) -> Days | None:
    """The days off of a holiday."""
    if days.off is None:
        return None
    first, last = days.off
    return Days(((max(first, today) if last >= today else first, last),), off=days.off)


_AHEAD: tuple[tuple[re.Pattern[str], Operation], ...] = (
    (
        re.compile(rf"\b(?:on )?(?:the )?(?:(?P<nth>{_NTH}) )?(?:full |whole )?(?:(?P<c>{_COUNT}) )?(?P<u>{_UNIT}),? (?:of|in|during|from) (?:the )?$"),
        _in,
    ),
    (
        re.compile(
            rf"(?<!\bany )(?<!\bevery )(?<!\beach )\b(?:on )?(?:exactly )?(?:the )?(?:(?P<nth>{_NTH}) )?(?:(?P<c>{_COUNT}) )?(?P<u>{_UNIT}) (?:right |just |directly |immediately |straight )?"
            r"(?P<side>before|prior to|ahead of|preceding|after|following|from|on|) ?(?:the )?$"
        ),
        _beside,
    ),
    (
        re.compile(
            r"\b(?:(?:in|during|on|over|any ?time|some ?time|within) )?(?:the )?(?:week(?P<e>-?end)? (?:of|beginning|starting|commencing|containing|around|with)|w/[cb]) (?:the )?$"
        ),
        _week_of,
    ),
    (re.compile(r"\b(?:the )?eve of (?:the )?$"), lambda _match, days, _today: sets.shifted(days, sets.DAY, 1, ahead=False)),
    (re.compile(rf"\b(?:some ?time )?(?:in )?(?:the )?(?P<x>{'|'.join(_PARTS)})[ -](?:(?:of|in) )?(?:the )?$"), _part),
)
_BEHIND: tuple[tuple[re.Pattern[str], Operation], ...] = (
    (re.compile(r" (?P<u>week|fortnight)\b(?!-?end)"), _weeks_on),
    (re.compile(r"的(?:今天|今日|同一天|这一?天|当天)"), lambda _match, days, _today: days),
    (re.compile(r"(?:['’]s?)? week(?P<e>-?end)?\b"), _holiday_week),
    (re.compile(r" (?:holidays?|break|vacation)\b"), _off),
    (re.compile(_HOLIDAY_ZH + r"(?:的)?(?:那|这|当|所在的?|同)一?个?(?:周|星期|礼拜)(?P<e>末)?(?![一二三四五六日天])"), _week_of),
    (re.compile(rf"的?(?P<x>{'|'.join(sorted(_PARTS_ZH, key=len, reverse=True))})"), _part_zh),
    (re.compile(rf"(?:里面?|中|当中)?的?(?:那|里)?(?P<nth>{_NTH_ZH})(?P<c>{_N_ZH})?个?(?P<u>{_UNIT_ZH})"), _in_zh),
    (
        re.compile(
            _HOLIDAY_ZH + rf"的?再?(?P<side>之?前|以前|之?后|以后|过后|往后|(?<=完)|(?<=过))再?(?P<de>的)?(?:(?P<that>那|这|下)一?个?)?(?P<nth>{_NTH_ZH})?(?P<c>{_N_ZH})?(?:个|整)?(?P<u>{_UNIT_ZH})"
        ),
        _beside_zh,
    ),
    (re.compile(rf"(?:起|开始|算起)的?(?P<c>{_N_ZH})个?(?P<u>工作日|天|日|周|星期|礼拜)(?:之内|以内|内|里)"), _within_zh),
    (re.compile(r"(?:节|日)?(?:小?长假|假期|放假|期间|黄金周)(?:期间|里|中)?"), _off),
)


def _this(unit: str, months: int = 0) -> Callable[[re.Match[str], datetime, int], Days | None]:
    def form(_match: re.Match[str], now: datetime, _starts: int) -> Days:
        if unit == "year":
            return pieces.whole_year(now.year + months, now=now)
        if unit == "week":
            return pieces.whole_week(0, now=now, starts=0)
        return replace(pieces.whole_month(0, now=now), again=1)

    return form


def _month_named(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.month_named(names_en.MONTHS[match["m"]], now=now, year=int(match["y"]) if match["y"] else None)


def _year(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.whole_year(int(match["y"]), now=now)


def _now(_match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.one(now.date())


# Days that are no wish by themselves, but others are told from them.
_ANCHORS: tuple[tuple[re.Pattern[str], pieces.Form], ...] = (
    (re.compile(r"\b(?:the|this) month\b|(?<!\w)month\b|(?<![个\d一二三四五六七八九十份上下这本])月"), _this("month")),
    (re.compile(r"\b(?:the|this) week\b(?!-?end| (?:of|beginning|starting|commencing|containing|around|with|after|before)\b)"), _this("week")),
    (re.compile(rf"\b(?P<m>{_MONTH})\b\.?(?:,? (?:of )?(?P<y>20\d\d)(?!:))?"), _month_named),
    (re.compile(r"(?<![\d.:/-])(?P<y>(?:19|20)\d\d)(?![\d:/-])年?"), _year),
    (re.compile(r"\b(?:the|this|the calendar|this calendar) year\b|今年|本年"), _this("year")),
    (re.compile(r"\bnext year\b|明年"), _this("year", 1)),
    (re.compile(r"\bnow\b"), _now),
)
