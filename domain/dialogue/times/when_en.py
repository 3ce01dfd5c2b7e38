"""English time expressions, as pieces. Text comes in lower case with half-width digits."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.dialogue.facts import Part
from domain.dialogue.times import names_en as names
from domain.dialogue.times import holidays, pieces
from domain.dialogue.times.names_en import COUNT, number
from domain.dialogue.times.pieces import Days, Form, Piece

WD = "|".join(sorted(names.WEEKDAYS, key=len, reverse=True))
MONTH = "|".join(sorted(names.MONTHS, key=len, reverse=True))
_LAST = {"end", "last day"}
ORDINAL = "|".join(sorted(names.ORDINALS, key=len, reverse=True))
NTH = rf"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)|{ORDINAL}"
CARDINAL = "|".join(sorted(names.CARDINALS, key=len, reverse=True))


def find(text: str, *, now: datetime, starts: int) -> Iterator[Piece]:
    yield from pieces.of_forms(FORMS, text, now=now, starts=starts)
    for match in _TONIGHT.finditer(text):
        yield Piece(
            *match.span(), days=_shifted(0 if match[1] or match[2] else -1, now), part=_part_of(match[2])
        )
    for match in _PART.finditer(text):
        yield Piece(*match.span(), part=names.PARTS[match["p"]])
    for match in _DROPPED.finditer(text):
        yield Piece(*match.span(), dropped=True)


def _part_of(this: str | None) -> Part:
    return names.PARTS[this.split()[1]] if this else Part.EVENING


def _shifted(days: int, now: datetime) -> Days:
    return replace(pieces.one(now.date() + timedelta(days=days)), past=days < 0)


def _relative(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return _shifted(names.RELATIVE[match["d"]], now)


def _weekday(match: re.Match[str], now: datetime, starts: int) -> Days | None:
    """“Next Friday” said before this week's Friday has no one right answer: both readings, the later first."""
    weekday, word = names.WEEKDAYS[match["wd"]], match["w"] or ""
    if match[0] == "the sun":
        return None
    bare = pieces.bare_weekday(weekday, now)
    if match["then"]:
        coming = _next_weekday(weekday, now, starts).readings
        return Days(tuple((first + pieces.WEEK, last + pieces.WEEK) for first, last in coming))
    if word in {"last", "past", "previous"}:
        return replace(pieces.weekday_in(-1, weekday, now=now, starts=starts), past=True)
    if word == "next":
        return _next_weekday(weekday, now, starts)
    if word.startswith("this"):
        return pieces.one(bare.readings[0][0])
    return bare


def _next_weekday(weekday: int, now: datetime, starts: int) -> Days:
    soonest = pieces.bare_weekday(weekday, now).readings[0][0]
    later = pieces.weekday_in(1, weekday, now=now, starts=starts).readings[0][0]
    if soonest == now.date():
        return pieces.one(soonest + pieces.WEEK)
    if soonest == later:
        return (
            pieces.one(later)
            if weekday != names.WEEKDAYS["sunday"] or starts == 0
            else Days(((later, later), (later + pieces.WEEK,) * 2))
        )
    return Days(readings=((later, later), (soonest, soonest)))


def _weekend(match: re.Match[str], now: datetime, _starts: int) -> Days:
    this, later = pieces.weekend_in(0, now=now), pieces.weekend_in(1, now=now)
    if match["then"]:
        return Days(readings=(*pieces.weekend_in(2, now=now).readings, *later.readings))
    if match["w"] == "last":
        return replace(pieces.weekend_in(-1, now=now), past=True)
    if match["w"] != "next":
        return this if match["w"] not in {None, "the"} else replace(this, bare=pieces.WEEKEND)
    return later if now.weekday() >= 5 else Days(readings=later.readings + this.readings)  # noqa: PLR2004 - Saturday


def _week(match: re.Match[str], now: datetime, starts: int) -> Days:
    weeks = {"last": -1, "past": -1, "previous": -1, "this": 0, "the": 0, "next": 1, "following": 1, "coming": 1}.get(
        match["w"] or "", 2
    )
    whole = pieces.whole_week(weeks, now=now, starts=starts)
    if not match["x"]:
        return whole
    monday = pieces.week_of(whole.readings[0][1], starts=0)
    bounds = {"early": (0, 1), "mid": (1, 3), "late": (3, 4)}[match["x"].rstrip(" -")]
    return pieces.span(*(max(monday + timedelta(days=day), now.date()) for day in bounds))


def _end_of_week(match: re.Match[str], now: datetime, starts: int) -> Days:
    weeks = int(match["w"] == "next")
    monday = pieces.week_of(now.date(), starts=starts) + weeks * pieces.WEEK
    workday = 4 - starts if starts == 0 else 5
    first, last = {"end": (workday, workday), "start": (0, 1), "beginning": (0, 1), "middle": (1, 3)}[
        match["x"]
    ]
    days = [max(monday + timedelta(days=day), now.date()) for day in (first, last)]
    return pieces.span(days[0], days[1])


def _mid_week(match: re.Match[str], now: datetime, _starts: int) -> Days:
    later = match["w"] == "next" or now.weekday() > names.WEEKDAYS["wednesday"]
    first = pieces.week_of(now.date(), starts=0) + pieces.WEEK * int(later)
    return pieces.span(max(first + timedelta(days=1), now.date()), first + timedelta(days=3))


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


def _days_of_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    month = names.MONTHS[match["m"]]
    first = pieces.dated(month, int(number(match["a"])), now=now)
    last = pieces.dated(month, int(number(match["b"])), now=now)
    if not first or not last or first.readings[0][0] > last.readings[0][0]:
        return None
    return pieces.span(first.readings[0][0], last.readings[0][0])


def _named_month(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.month_named(names.MONTHS[match["m"]], now=now, year=int(match["y"]) if match["y"] else None)


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


def _ahead(amount: float, unit: str, now: datetime) -> Days:
    today = now.date()
    if unit.startswith("month"):
        return pieces.one(pieces.later_month(today, int(amount)))
    days = timedelta(days=int(amount * (7 if unit.startswith("w") else 1)))
    return replace(pieces.one(today + days), anchor=unit.startswith("w"))


def _in_days(match: re.Match[str], now: datetime, _starts: int) -> Days:
    word = match["n"]
    if word == "a few":
        return pieces.span(now.date() + timedelta(days=3), now.date() + timedelta(days=6))
    days = _ahead(2 if "couple" in word else number(word), match["u"], now)
    if not match["more"]:
        return days
    return pieces.span(days.readings[0][0], _ahead(number(match["more"]), match["u"], now).readings[0][1])


def _within(match: re.Match[str], now: datetime, _starts: int) -> Days:
    amount = {"few": 4, "couple of": 2}.get(match["n"]) or number(match["n"])
    return pieces.span(now.date(), _ahead(amount, match["u"], now).readings[0][1])


def _these_days(match: re.Match[str], now: datetime, _starts: int) -> Days:
    ahead = (14, 14) if "fortnight" in match[0] else (0, 6)
    return pieces.span(*(now.date() + timedelta(days=days) for days in ahead))


def _holiday(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.holiday(match["f"].replace("’", "'"), now, year=int(match["y"]) if match["y"] else None)


_YEAR = r"(?P<y>(?:19|20)\d\d)(?![\d:])"
_Y = rf"(?:(?: ?,| of| in|[-/])? ?{_YEAR})?"
_D = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_U = r"(?P<u>days?|weeks?|wks?|months?)"
_HOLIDAYS = sorted((name for name in holidays.NAMES if name.isascii()), key=len, reverse=True)
FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"\b(?:the )?(?P<d>{'|'.join(sorted(names.RELATIVE, key=len, reverse=True))})\b", _relative),
        (
            rf"\b(?:the )?(?:(?P<w>next|this coming|this|last|past|previous|coming) )?(?P<wd>{WD})\b(?!['’]s)(?P<then> after next\b)?\.?",
            _weekday,
        ),
        (r"\b(?:(?P<w>this coming|this|next|last|the|coming) )?week-?ends?\b(?P<then> after next\b)?", _weekend),
        (
            r"\b(?P<x>early |mid[ -]|late )?(?:the )?(?:(?P<w>this|next|last|past|previous|following|coming) (?:work[ -]?)?week\b(?!-?end)|(?P<after>week after next\b))",
            _week,
        ),
        (
            r"\b(?:the )?(?P<x>end|start|beginning|middle) of (?:the |this |(?P<w>next) )?week\b",
            _end_of_week,
        ),
        (r"\b(?:(?P<w>next) )?mid-?week\b", _mid_week),
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
        (rf"\b(?P<m>{MONTH})(?:\.? |, ?|\. ?|[-/])(?:the )?(?P<d>{NTH}|{CARDINAL}|0?[1-9]|[12]\d|3[01])(?![\d:]|\s?[ap]\.?m){_Y}\b", _date),
        (rf"\b{_YEAR}[-/ ](?P<m>{MONTH})[-/ ]{_D}\b", _date),
        (rf"\b{_YEAR}[-/ ]{_D}[-/ ](?P<m>{MONTH})\b", _date),
        (rf"\b{_D}[-/ ]{_YEAR}[-/ ](?P<m>{MONTH})\b", _date),
        (rf"\b(?P<m>{MONTH})[-/ ]{_YEAR}[-/ ]{_D}\b", _date),
        (r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _iso),
        (rf"\b(?:the )?(?P<d>{NTH}|0?[1-9]|[12]\d|3[01])(?: of|[-/])? ?(?P<m>{MONTH})\b\.?{_Y}", _date),
        (
            (
                rf"\b(?:from |between )?(?:the )?(?P<a>{NTH}|[12]?\d|3[01])(?: ?- ?| to | till | until | through | and )(?:the )?(?P<b>{NTH}|[12]?\d|3[01])"
                rf"(?: of)? (?P<m>{MONTH})\b"
            ),
            _days_of_month,
        ),
        (
            (
                rf"\b(?:from |between )?(?P<m>{MONTH})\.? (?:the )?(?P<a>{NTH}|[12]?\d|3[01])(?: ?- ?| to | till | until | through )(?:the )?(?P<b>{NTH}|[12]?\d|3[01])"
                r"\b(?!:|\s?[ap]\.?m)"
            ),
            _days_of_month,
        ),
        (
            rf"(?:\b(?:in(?: the)?|this|next|during) |(?<=before )|(?<=after )|(?<=until )|(?<=by ))(?P<m>{MONTH})\b(?! \d\d?\b){_Y}",
            _named_month,
        ),
        (rf"\b(?P<m>{MONTH})\b\.?(?:,| of|[-/])? ?{_YEAR}", _named_month),
        (rf"\b(?P<m>{MONTH})\b\.?(?P<y>)(?=(?: ?[-–~] ?| to | until | till | through | and )(?:the )?(?:(?:end|middle) of )?(?:{MONTH})\b(?! \d\d?\b))", _named_month),
        (rf"(?:(?<= to )|(?<= till )|(?<= until )|(?<= through )|(?<= and )|(?<=[a-z] ?[-–~]))(?P<m>{MONTH})\b(?! \d\d?\b){_Y}".replace("(?<=[a-z] ?[-–~])", "(?<=[a-z][-–~])"), _named_month),
        (r"\b(?:in |during )?(?:the )?(?:calendar )?(?:week|cw|kw|wk) ?(?P<n>[1-9]|[1-4]\d|5[0-3])\b(?! ?(?:of|weeks|days|[ap]\.?m|:|km))", _iso_week),
        (r"(?<![\d.])(?P<y>20\d\d)[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})(?=[t ,.?!]|$)", _iso),
        (
            r"(?<![\d./-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>20\d\d|\d\d))?(?![\d/%]|\s?(?:km|psi|bar|v)\b)",
            _numeric,
        ),
        (r"(?<![\d./-])(?P<a>\d\d)\.(?P<b>\d{1,2})\.(?P<y>)(?![\d.])", _numeric),
        (r"(?<![\d./-])(?P<a>\d{1,2})[.-](?P<b>\d{1,2})[.-](?P<y>20\d\d|\d\d)(?![\d])", _numeric),
        (
            (
                rf"\b(?:on the (?P<o>{ORDINAL}|[12]?\d|3[01])|(?:on )?the (?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th)))\b"
                rf"(?! (?:one|slot|time|option|of (?!next|this|the month)|service|visit|car|choice|appointment|day|week|booking))"
            ),
            _day_of_month,
        ),
        (
            r"\b(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?P<o>)\b(?! (?:one|slot|time|option|of (?!next|this|the month)))",
            _day_of_month,
        ),
        (rf"\b(?:in (?:about |around |another )?)?(?P<n>{COUNT})(?: ?- ?| to | or )(?P<more>{COUNT}) {_U}(?:'s?)?(?: time| from now| hence)\b", _in_days),
        (rf"\bin (?:about |around |another )?(?P<n>{COUNT})(?:(?: ?- ?| to | or )(?P<more>{COUNT}))? {_U}(?:'s?)?(?: time)?\b", _in_days),
        (rf"\b(?P<n>{COUNT})(?P<more>) {_U} (?:later|on|hence)\b", _in_days),
        (
            rf"\b(?:within|in the next|over the next|the next|next) (?:the )?(?P<n>\d{{1,2}}|few|couple of|{'|'.join(names.WORDS)}) {_U}",
            _within,
        ),
        (r"\b(?:within|in|over) the next fortnight\b", lambda _match, now, _starts: pieces.span(now.date(), now.date() + 2 * pieces.WEEK)),
        (r"\b(?:in )?a fortnight(?:'s time)?\b", _these_days),
        (r"\b(?:these|in the coming|the coming|the next few) days\b", _these_days),
        (rf"\b(?P<f>{'|'.join(_HOLIDAYS)})(?: in)?{_Y}\b", _holiday),
    )
)
_TONIGHT = re.compile(r"\b(?:(tonight|tonite|2nite|this evening)|(this (?:morning|afternoon))|last night)\b")
_PART = re.compile(
    r"\b(?:in the |at |around |early |late |mid[ -]?|first thing (?:in the )?|during the |the |this )*"
    rf"(?P<p>{'|'.join(sorted(names.PARTS, key=len, reverse=True))})s?\b"
)
_DROPPED = re.compile(
    rf"\b(?:every (?:other )?(?:{WD}|day|week|month|morning|evening|year|night)s?(?: (?:morning|afternoon|evening|night)s?)?|(?:{COUNT}) (?:days?|weeks?|months?|years?|hours?|minutes?)"
    r" (?:ago|before(?! that| then))|good (?:morning|afternoon|evening|night|day))\b|\b(?:since|for) (?:the )?(?:last|past) [a-z]+"
)
