"""English dates and months, as days: 25 November, Nov 25 to 27, 25/11, 2026-11-25, in March, the end of the month, week 49."""

import re
from dataclasses import replace
from datetime import date, datetime

from domain.dialogue.times import names_en as names
from domain.dialogue.times import pieces
from domain.dialogue.times.names_en import number
from domain.dialogue.times.pieces import Days, Form

MONTH = "|".join(sorted(names.MONTHS, key=len, reverse=True))
_LAST = {"end", "last day"}
_ORDINAL = "|".join(sorted(names.ORDINALS, key=len, reverse=True))
_NTH = rf"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)|{_ORDINAL}"
_CARDINAL = "|".join(sorted(names.CARDINALS, key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d\d)(?![\d:])"
YEAR = rf"(?:(?: ?,| of| in|[-/])? ?{_YEAR})?"
_D = r"(?P<d>0?[1-9]|[12]\d|3[01])"


def _month(match: re.Match[str], now: datetime, _starts: int) -> Days:
    months = {"last": -1, "past": -1, "this": 0, "next": 1, "following": 1, "coming": 1}[match["w"]]
    return pieces.whole_month(months, now=now)


def _end_of_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    if match["m"]:
        month = pieces.month_named(names.MONTHS[match["m"]], now=now)
        first = month.readings[0][1].replace(day=1) if month else now.date()
    else:
        first = pieces.month_after(now.date(), int(match["w"] == "next"))
    word = match["x"] or "end"
    day = pieces.last_of(first).day if word in _LAST else 15 if word == "middle" else 1
    if first.replace(day=day) < now.date():
        first = pieces.month_after(first, 1)
        day = pieces.last_of(first).day if word in _LAST else day
    return replace(pieces.one(first.replace(day=day)), unit="month")


def _year_end(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return replace(pieces.one(date(now.year + (match["w"] == "next"), 12, 31)), unit="year")


def _date(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    year = int(match["y"]) if match["y"] else None
    return pieces.dated(names.MONTHS[match["m"]], int(number(match["d"])), now=now, year=year)


def _day_first(match: re.Match[str], now: datetime, starts: int) -> Days | None:
    days = _date(match, now, starts)
    return replace(days, behind=True) if days else None


def _days_of_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    month = names.MONTHS[match["m"]]
    first = pieces.dated(month, int(number(match["a"] or match["c"])), now=now)
    last = pieces.dated(month, int(number(match["b"])), now=now)
    if not first or not last or first.readings[0][0] > last.readings[0][0]:
        return None
    return pieces.span(first.readings[0][0], last.readings[0][0])


def _named_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.month_named(names.MONTHS[match["m"]], now=now, year=int(match["y"]) if match["y"] else None)


def _months(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """From the one month to the other, which may be of the next year."""
    first, last = names.MONTHS[match["a"]], names.MONTHS[match["m"]]
    if match["y"]:
        begin = date(int(match["y"]) - (first > last), first, 1)
    else:
        begin = date(now.year + (first < now.month), first, 1)
    end = pieces.last_of(pieces.month_after(begin, (last - first) % 12))
    return replace(
        pieces.span(max(begin, now.date()) if end >= now.date() else begin, end), past=end < now.date()
    )


def _iso(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.dated(int(match["m"]), int(match["d"]), now=now, year=int(match["y"]))


def _iso_week(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.calendar_week(int(match["n"]), now)


def _numeric(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """25/11 and 11/25 are plain; 5/12 is read both ways, day first (as most of the world writes it)."""
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0) if match["y"] else None  # noqa: PLR2004 - 26 is 2026
    a, b = int(match["a"]), int(match["b"])
    readings = [
        days.readings[0]
        for month, day in ((b, a), (a, b))
        if (days := pieces.dated(month, day, now=now, year=year)) is not None
    ]
    return Days(readings=tuple(dict.fromkeys(readings))) if readings else None


def _day_of_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.bare_monthday(int(number(match["d"] or match["o"])), now)


FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"\b(?P<w>this|next|last|past|following|coming) month\b", _month),
        (
            (
                rf"\b(?:the )?(?P<x>end|last day|start|beginning|middle)[ -](?:of )?(?:the month|this month|(?P<w>next) month|"
                rf"month|(?P<m>{MONTH}))\b"
            ),
            _end_of_month,
        ),
        (r"\b(?P<x>)(?P<m>)(?P<w>)the month is (?:out|over)\b", _end_of_month),
        (r"\b(?:the )?end of (?:the |this |(?P<w>next) )year\b|\b(?:the )?year[' -]?s? ?end\b", _year_end),
        (
            rf"\b(?P<m>{MONTH})(?:\.? |, ?|\. ?|[-/])(?:the )?(?P<d>{_NTH}|{_CARDINAL}|0?[1-9]|[12]\d|3[01])(?![\d:]|\s?[ap]\.?m){YEAR}\b",
            _date,
        ),
        (rf"\b{_YEAR}[-/ ](?P<m>{MONTH})[-/ ]{_D}\b", _date),
        (rf"\b{_YEAR}[-/ ]{_D}[-/ ](?P<m>{MONTH})\b", _date),
        (rf"\b{_D}[-/ ]{_YEAR}[-/ ](?P<m>{MONTH})\b", _date),
        (rf"\b(?P<m>{MONTH})[-/ ]{_YEAR}[-/ ]{_D}\b", _date),
        (r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _iso),
        (
            rf"\b(?:the )?(?P<d>{_NTH}|0?[1-9]|[12]\d|3[01])(?: of|[-/])? ?(?P<m>{MONTH})\b\.?{YEAR}",
            _day_first,
        ),
        (
            (
                rf"\b(?:(?:from )?(?:the )?(?P<a>{_NTH}|[12]?\d|3[01])(?: ?- ?| to | till | until | through )|between (?:the )?(?P<c>{_NTH}|[12]?\d|3[01]) and )(?:the )?(?P<b>{_NTH}|[12]?\d|3[01])"
                rf"(?: of)? (?P<m>{MONTH})\b"
            ),
            _days_of_month,
        ),
        (
            (
                rf"\b(?P<c>)(?:from |between )?(?P<m>{MONTH})\.? (?:the )?(?P<a>{_NTH}|[12]?\d|3[01])(?: ?- ?| to | till | until | through )(?:the )?(?P<b>{_NTH}|[12]?\d|3[01])"
                r"\b(?!:|\s?[ap]\.?m)"
            ),
            _days_of_month,
        ),
        (
            rf"(?:\b(?:in(?: the)?|this|next|during) |(?<=before )|(?<=after )|(?<=until )|(?<=by ))(?P<m>{MONTH})\b(?! \d\d?\b){YEAR}",
            _named_month,
        ),
        (rf"\b(?P<m>{MONTH})\b\.?(?:,| of|[-/])? ?{_YEAR}", _named_month),
        (
            rf"\b(?:between (?P<between>)|from )?(?P<a>{MONTH})\.?(?: ?[-–~] ?| to | till | until | through |(?(between) and |(?!)))(?P<m>{MONTH})\b(?! \d\d?\b){YEAR}",
            _months,
        ),
        (rf"\b(?P<m>{MONTH})\b(?P<y>)(?= (?:to|until|till) the (?:end|middle) of )", _named_month),
        (
            r"\b(?:in |during )?(?:the )?(?:calendar )?(?:week|cw|kw|wk) ?(?P<n>[1-9]|[1-4]\d|5[0-3])\b(?! ?(?:of|weeks|days|[ap]\.?m|:|km))",
            _iso_week,
        ),
        (r"(?<![\d.])(?P<y>20\d\d)[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})(?=[t ,.?!]|$)", _iso),
        (
            r"(?<![\d./-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>20\d\d|\d\d))?(?![\d/%]|\s?(?:km|psi|bar|v)\b)",
            _numeric,
        ),
        (r"(?<![\d./-])(?P<a>\d\d)\.(?P<b>\d{1,2})\.(?P<y>)(?![\d.])", _numeric),
        (r"(?<![\d./-])(?P<a>\d{1,2})[.-](?P<b>\d{1,2})[.-](?P<y>20\d\d|\d\d)(?![\d])", _numeric),
        (
            (
                rf"\b(?:on the (?P<o>{_ORDINAL}|[12]?\d|3[01])|(?:on )?the (?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th)))\b"
                rf"(?! (?:of (?!next|this|the month)|floor|row|page|gear)|(?<!1\dth)(?<!2\d[snrt][tdh])(?<!3[01][st][th]) (?:one|slot|time|option|service|visit|car|choice|appointment|day|week|booking))"
            ),
            _day_of_month,
        ),
        (
            r"\b(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?P<o>)\b(?! (?:one|slot|time|option|gear|floor|of (?!next|this|the month)))",
            _day_of_month,
        ),
    )
)
