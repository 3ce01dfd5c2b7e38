"""The days after public holidays, in both languages: 过完年, 春节过完以后, 节后, after Christmas, once everybody is back. Pure.

They begin when the days off are over, so that nobody is offered the holiday itself. Holidays that are not named are the
next ones; none is meant where these are far.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from domain.dialogue.times import holidays, limits, pieces
from domain.dialogue.times.pieces import Days, Form

UNIT: Final = "after"  # of such days: a day beside them that lies among them is the one that is meant
_NEAR: Final = timedelta(days=60)  # own choice: "after the holidays" is said of some that are near
_ONE: Final = timedelta(days=1)
_ZH: Final = "|".join(sorted((name for name in holidays.NAMES if not name.isascii()), key=len, reverse=True))
_EN: Final = "|".join(sorted((name for name in holidays.NAMES if name.isascii()), key=len, reverse=True))
_THEN_ZH: Final = r"(?:之后|以后|过后|往后|后(?![天日面轮座备视续来端半]))"
_OVER_ZH: Final = r"(?:过完|过了|过去|结束|放完)了?"
_OFF_ZH: Final = r"(?:节|当天|那天)?(?:的?小?长假|的?假期|放假)?"


def _by_name(match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """Those after the holiday of that name."""
    holiday = holidays.coming(match["f"].replace("’", "'"), now.date())
    return _from(holiday.off[1]) if holiday else None


def _new_year(_match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """Those after the Spring Festival, which is just the year in “过完年”."""
    holiday = holidays.coming("春节", now.date())
    return _from(holiday.off[1]) if holiday else None


def _next(_match: re.Match[str], now: datetime, _starts: int) -> Days | None:
    """Those after the next public holiday, where it is near."""
    off = holidays.next_off(now.date())
    return _from(off[1]) if off and off[0] - now.date() <= _NEAR else None


def _from(last: date) -> Days:
    first = last + _ONE
    return replace(pieces.span(first, first + timedelta(days=limits.OPEN_DAYS)), unit=UNIT)


FORMS: Final[tuple[tuple[re.Pattern[str], Form], ...]] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"(?P<f>{_ZH}){_OFF_ZH}(?:{_OVER_ZH}{_THEN_ZH}?|{_THEN_ZH})", _by_name),
        (rf"(?:等)?{_OVER_ZH}(?P<f>{_ZH}){_OFF_ZH}{_THEN_ZH}?", _by_name),
        (
            rf"(?:等)?(?:过完|过了)(?:大?年|新年)(?![前级龄代纪])(?:假期)?{_THEN_ZH}?|年过完了?{_THEN_ZH}?|(?<![\d一二三四五六七八九十几两半多今明去前后本每全周整当那同])过?年{_THEN_ZH}",
            _new_year,
        ),
        (rf"初几(?:号|上班)?{_THEN_ZH}?", _new_year),
        (
            rf"(?:节假?日?|小?长假|(?<![请休病年产婚事寒暑])假期?){_THEN_ZH}|(?:等)?(?:放完|过完)(?:节|假期?|长假){_THEN_ZH}?|(?:小?长假|(?<![请休病年产婚事寒暑])假期|放假)(?:过完|结束)了?{_THEN_ZH}?|收假{_THEN_ZH}?",
            _next,
        ),
        (
            rf"\b(?:after|once|when|as soon as) (?:the )?(?P<f>{_EN})(?! (?:eve|day|week|sunday|monday|morning|evening|night|lunch|dinner)\b)(?:['’]s)?(?: (?:holidays?|break|vacation|season|period|festival))?(?: (?:is|are|has been) (?:all )?over)?\b",
            _by_name,
        ),
        (
            r"\b(?:(?:after|once|when|as soon as) (?:the )?(?:(?:festive|holiday|christmas|winter|public) )?holidays?(?: season| period)?(?: (?:is|are) (?:all )?over)?|after the (?:festive|holiday) season)\b",
            _next,
        ),
        (
            r"\b(?:after|once|when|as soon as) (?:everybody|everyone|people|all of us|we)(?: (?:is|are|gets?|come|comes))*(?: all)? back (?:to|at) work\b|\b(?:once|when|as soon as) (?:everybody|everyone) (?:is|gets|comes) back\b(?: (?:to|at) work| (?:from|after) (?:the )?holidays?)?",
            _next,
        ),
    )
)
