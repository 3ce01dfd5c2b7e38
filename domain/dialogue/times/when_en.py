"""English time expressions, as pieces. Text comes in lower case with half-width digits."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from domain.dialogue.facts import Part
from domain.dialogue.times import dates_en, holidays, pieces
from domain.dialogue.times import names_en as names
from domain.dialogue.times.names_en import COUNT, number
from domain.dialogue.times.pieces import Days, Form, Piece

WD = "|".join(sorted(names.WEEKDAYS, key=len, reverse=True))


def find(text: str, *, now: datetime, starts: int) -> Iterator[Piece]:
    yield from pieces.of_forms((*FORMS, *dates_en.FORMS), text, now=now, starts=starts)
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
    weeks = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "this": 0,
        "the": 0,
        "next": 1,
        "following": 1,
        "coming": 1,
    }.get(match["w"] or "", 2)
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


def _weeks_from(match: re.Match[str], now: datetime, _starts: int) -> Days:
    """“Three weeks today”, “a fortnight tomorrow”."""
    weeks = int(number(match["n"])) * (2 if match["u"].startswith("f") else 1)
    return _shifted(7 * weeks + names.RELATIVE[match["d"]], now)


def _within(match: re.Match[str], now: datetime, _starts: int) -> Days:
    amount = {"few": 4, "couple of": 2}.get(match["n"]) or number(match["n"])
    return pieces.span(now.date(), _ahead(amount, match["u"], now).readings[0][1])


def _these_days(match: re.Match[str], now: datetime, _starts: int) -> Days:
    ahead = (14, 14) if "fortnight" in match[0] else (0, 6)
    return pieces.span(*(now.date() + timedelta(days=days) for days in ahead))


def _holiday(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    return pieces.holiday(match["f"].replace("’", "'"), now, year=int(match["y"]) if match["y"] else None)


_OWN = r"['’]s\b(?! (?:service|appointment|visit|booking|one|slot|job|check\w*|thing|no good|a no|off|out|to|be|good|fine|great|better|best|ok|okay|perfect|free|my only)\b|\s*(?:[,.!?;]|$))"  # “Wednesday's bins”: something else of that day
_U = r"(?P<u>days?|weeks?|wks?|months?)"
_HOLIDAYS = sorted((name for name in holidays.NAMES if name.isascii()), key=len, reverse=True)
FORMS: tuple[tuple[re.Pattern[str], Form], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"\b(?:the )?(?P<d>{'|'.join(sorted(names.RELATIVE, key=len, reverse=True))})\b", _relative),
        (
            rf"\b(?:the )?(?:(?P<w>next|this coming|this|last|past|previous|coming) )?(?P<wd>{WD})\b(?!{_OWN})(?P<then> after next\b)?\.?",
            _weekday,
        ),
        (
            r"\b(?:(?P<w>this coming|this|next|last|the|coming) )?week-?ends?\b(?P<then> after next\b)?",
            _weekend,
        ),
        (
            r"\b(?P<x>early |mid[ -]|late )?(?:the )?(?:(?P<w>this|next|last|past|previous|following|coming) (?:work[ -]?)?week\b(?!-?end)|(?P<after>week after next\b))",
            _week,
        ),
        (
            r"\b(?:the )?(?P<x>end|start|beginning|middle) of (?:the |this |(?P<w>next) )?week\b",
            _end_of_week,
        ),
        (r"\b(?:(?P<w>next) )?mid-?week\b", _mid_week),
        (
            rf"\b(?:in (?:about |around |another )?)?(?P<n>{COUNT})(?: ?- ?| to | or )(?P<more>{COUNT}) {_U}(?:'s?)?(?: time| from now| hence)\b",
            _in_days,
        ),
        (
            rf"\bin (?:about |around |another )?(?P<n>{COUNT})(?:(?: ?- ?| to | or )(?P<more>{COUNT}))? {_U}(?:'s?)?(?: time)?\b",
            _in_days,
        ),
        (rf"(?<!for )\b(?P<n>{COUNT}) (?P<u>weeks?|wks?|fortnights?) (?P<d>today|tomorrow)\b", _weeks_from),
        (rf"\b(?P<n>{COUNT})(?P<more>) {_U} (?:later|on|hence)\b", _in_days),
        (
            rf"\b(?:within|in the next|over the next|the next|next) (?:the )?(?P<n>\d{{1,2}}|few|couple of|{'|'.join(names.WORDS)}) {_U}",
            _within,
        ),
        (
            r"\b(?:within|in|over) the next fortnight\b",
            lambda _match, now, _starts: pieces.span(now.date(), now.date() + 2 * pieces.WEEK),
        ),
        (r"\b(?:in )?a fortnight(?:'s time)?\b", _these_days),
        (r"\b(?:these|in the coming|the coming|the next few) days\b", _these_days),
        (rf"\b(?P<f>{'|'.join(_HOLIDAYS)})(?: in)?{dates_en.YEAR}\b", _holiday),
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
