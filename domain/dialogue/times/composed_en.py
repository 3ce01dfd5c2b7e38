"""English words that tell days from other days: the second Tuesday of, two days before, the week of, early, Christmas week."""

import re
from dataclasses import replace
from datetime import date, datetime

from domain.dialogue.times import names_en, pieces, sets
from domain.dialogue.times.names_en import number
from domain.dialogue.times.pieces import Days, Form
from domain.dialogue.times.sets import DAY, MONTH, WEEK, WEEKEND, WORKDAY, Operation

_WD = "|".join(sorted(names_en.WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(names_en.MONTHS, key=len, reverse=True))
_NTHS = {
    "last": -1, "final": -1, "very last": -1, "very first": 0, "penultimate": -2, "second to last": -2, "second-to-last": -2, "second last": -2,
    "next to last": -2, "last but one": -2, "third to last": -3, "third last": -3,
}  # fmt: skip
_NTH = "|".join([r"\d{1,2}(?:st|nd|rd|th)", *sorted({*_NTHS, *names_en.ORDINALS}, key=len, reverse=True)])
_COUNT = f"{names_en.COUNT}|both"
_UNITS = (
    (r"working[ -]?days?|work ?days?|business days?|week ?days?", WORKDAY), (r"week-?ends?", WEEKEND), (r"weeks?|wks?|fortnights?", WEEK),
    (r"months?", MONTH), (r"days?", DAY),
)  # fmt: skip
_UNIT = "|".join([*(words for words, _ in _UNITS), _WD])
_AFTER = {"after", "following", "from", "on"}
_PARTS = {
    "early": "early", "late": "late", "mid": "mid", "first half": "first", "second half": "second", "latter half": "second", "latter part": "second",
    "rest": "rest", "remainder": "rest", "remaining": "rest",
}  # fmt: skip


def _unit(word: str) -> str | int:
    if word in names_en.WEEKDAYS:
        return names_en.WEEKDAYS[word]
    return next(unit for words, unit in _UNITS if re.fullmatch(words, word))


def _nth(word: str) -> int:
    """The place of a word, from 0 or from -1 at the end."""
    return _NTHS[word] if word in _NTHS else int(number(word)) - 1


def _amount(word: str | None) -> float:
    return 2 if word and ("couple" in word or word == "both") else number(word) if word else 1


def _in(match: re.Match[str], days: Days, today: date) -> Days | None:
    """“The first Monday of next month”, “Wednesday of the week of the 7th”."""
    unit = _unit(match["u"])
    if match["nth"]:
        result = sets.nth_of(days, unit, _nth(match["nth"]), int(_amount(match["c"])), today)
        return result if sets.is_several(days) else None
    first, last = sets.whole(days)
    if isinstance(unit, str) or not 0 < (last - first).days < 7:  # noqa: PLR2004 - days of a week
        return None
    return _with_week(sets.nth_of(days, unit, 0, 1, today))


def _with_week(days: Days | None) -> Days | None:
    """A weekday that is told with its week, so that one beside it is of that week too."""
    return replace(days, of_week=True, behind=True) if days else None


def _beside(match: re.Match[str], days: Days, _today: date) -> Days | None:
    """“The Friday after Easter”, “two Fridays from now”, “the last working day before the 24th”."""
    unit, ahead = _unit(match["u"]), match["side"] in _AFTER
    is_count = match["nth"] is None and unit in {DAY, WEEK, MONTH, WORKDAY}
    if is_count and (match["c"] or (unit == DAY and match["side"] != "on")):
        amount = _amount(match["c"]) * (2 if match["u"].startswith("fort") else 1)
        return sets.shifted(days, str(unit), amount, ahead=ahead)
    if match["side"] == "on":
        return None
    nth = _nth(match["nth"]) if match["nth"] else int(_amount(match["c"])) - 1
    result = sets.beside(days, unit, nth + 1 if nth >= 0 else -nth, ahead=ahead)
    return _with_week(result) if isinstance(unit, int) else result


def _weeks_on(match: re.Match[str], days: Days, today: date) -> Days | None:
    """“Thursday week”, “tomorrow fortnight”: a week or two after that day."""
    near = days.weekday is not None or days.readings[0][1] <= today + sets.ONE
    if not near or days.past or days.readings[0][0] < days.readings[0][1]:
        return None
    return sets.shifted(days, WEEK, 1 if match["u"] == "week" else 2, ahead=True)


def _week_of(match: re.Match[str], days: Days, today: date) -> Days | None:
    return sets.weekend_of(days) if match["e"] else sets.week_of(days, today)


def _holiday_week(match: re.Match[str], days: Days, today: date) -> Days | None:
    return _week_of(match, days, today) if days.unit == "holiday" else None


def _part(match: re.Match[str], days: Days, today: date) -> Days | None:
    return sets.part_of(days, _PARTS[match["x"]], today)


def _eve(_match: re.Match[str], days: Days, _today: date) -> Days | None:
    return sets.shifted(days, DAY, 1, ahead=False)


def _days_off(_match: re.Match[str], days: Days, today: date) -> Days | None:
    return sets.days_off(days, today)


AHEAD: tuple[tuple[re.Pattern[str], Operation], ...] = tuple(
    (re.compile(pattern), operation)
    for pattern, operation in (
        (
            (
                rf"\b(?:on )?(?:the )?(?:(?P<nth>{_NTH}) )?(?:full |whole )?(?:(?P<c>{_COUNT}) )?(?P<u>{_UNIT}),? "
                r"(?:of|in|during|from) (?:the )?$"
            ),
            _in,
        ),
        (
            (
                rf"(?<!\bany )(?<!\bevery )(?<!\beach )\b(?:on )?(?:exactly )?(?:the )?(?:(?P<nth>{_NTH}) )?(?:(?P<c>{_COUNT}) )?"
                rf"(?P<u>{_UNIT}) (?:right |just |directly |immediately |straight )?"
                r"(?P<side>before|prior to|ahead of|preceding|after|following|from|on) (?:the )?$"
            ),
            _beside,
        ),
        (
            (
                r"\b(?:(?:in|during|on|over|any ?time|some ?time|within) )?(?:the )?(?:week(?P<e>-?end)? "
                r"(?:of|beginning|starting|commencing|containing|around|with)|w/[cb]) (?:the )?$"
            ),
            _week_of,
        ),
        (r"\b(?:the )?eve of (?:the )?$", _eve),
        (
            rf"\b(?:some ?time )?(?:in )?(?:the )?(?P<x>{'|'.join(_PARTS)})[ -](?:(?:of|in) )?(?:the )?$",
            _part,
        ),
    )
)
BEHIND: tuple[tuple[re.Pattern[str], Operation], ...] = (
    (re.compile(r" (?P<u>week|fortnight)\b(?!-?end)"), _weeks_on),
    (re.compile(r"(?:['’]s?)? week(?P<e>-?end)?\b"), _holiday_week),
    (re.compile(r" (?:holidays?|break|vacation)\b"), _days_off),
)


def _this_month(_match: re.Match[str], now: datetime, _starts: int) -> Days:
    return replace(pieces.whole_month(0, now=now), again=1)


def _this_week(_match: re.Match[str], now: datetime, starts: int) -> Days:
    return pieces.whole_week(0, now=now, starts=starts)


def _month_named(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    year = int(match["y"]) if match["y"] else None
    return pieces.month_named(names_en.MONTHS[match["m"]], now=now, year=year)


def _year(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.whole_year(int(match["y"]) if match["y"] else now.year + bool(match["next"]), now=now)


def _now(_match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.one(now.date())


ANCHORS: tuple[tuple[re.Pattern[str], Form], ...] = (  # no wish by themselves, but others are told from them
    (re.compile(r"\b(?:the|this) month\b|(?<!\w)month\b"), _this_month),
    (
        re.compile(
            r"\b(?:the|this) week\b(?!-?end| (?:of|beginning|starting|commencing|containing|around|with|after|before)\b)"
        ),
        _this_week,
    ),
    (re.compile(rf"\b(?P<m>{_MONTH})\b\.?(?:,? (?:of )?(?P<y>20\d\d)(?!:))?"), _month_named),
    (re.compile(r"(?<![\d.:/-])(?P<y>(?:19|20)\d\d)(?![\d:/-])(?P<next>)"), _year),
    (re.compile(r"\b(?:(?:the|this|the calendar|this calendar)|(?P<next>next)) year\b(?P<y>)"), _year),
    (re.compile(r"\bnow\b"), _now),
)
