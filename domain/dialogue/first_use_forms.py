"""The month in which an owner says that the car was first registered, in both languages. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.dialogue import script

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLAUSE: Final = re.compile(
    r"(?:(?![,;!?]|\.(?:\s|$)|\band (?=(?:please|also|book|what|how|can|could|i|the|my|it)\b)).)+"
)
_ZH: Final = re.compile(
    r"(?:(?:车|它)子?(?:龄)?[^,.?!]{0,6}?|上牌(?:时间|日期|年月)?[^,.?!]{0,3}?|^\W*(?:是|我)?(?:在)?)"
    r"(?P<year>(?:20)?[0-3]\d) ?年 ?(?:(?P<month>1[0-2]|0?[1-9]) ?月份?)?(?: ?\d{1,2} ?[日号])?"
    r"(?:[^,.?!\d]{0,3}(?:上的?牌|登记|注册|提的?车?|落地|入手|买)|的车?$|的?$)"
)
_EN: Final = re.compile(
    r"(?:\b(?:my|the|this|our) (?:\w+ ){0,2}?(?:car|ev|vehicle)|\b(?:it|she)|\bfirst)(?=[^,.;?!]* (?:from|registered|registration|bought|purchased|delivered|licensed|dates)\b)"
    r"(?:'s)?(?: (?:is|was|has been|got|dates|first|originally|actually|only|brand|new|bought|registered|registration|purchased|delivered|licensed|from|back|to|in|on|since|around|the)){1,7} "
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?,? (?:of )?)?(?P<year>20[0-3]\d)(?:-(?P<month>1[0-2]|0?[1-9]))?\b"
)
_ABOUT_A_CAR: Final = re.compile(r"车|它|上牌|登记|\b(?:car|ev|vehicle|regist\w+)\b")
_OTHER: Final = re.compile(
    r"\?|吗|么|呢|几|约|改|换到|多少|什么|二手|保养|修|换|胎|电池|刹车|预约|保险|贷|年检|过户|事故|撞|没|不是|驾照|记录|报告|"
    r"\b(?:used|second[- ]?hand|not|isn't|wasn't|service\w*|repair\w*|tyres?|tires?|batter\w+|brakes?|book\w*|insur\w+|loan|warranty|records?|reports?|trips?|data|like|since when|mot|inspection|back)\b"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """month: its first day, None where only the year was said. rest: the text without that clause, of the same length."""

    month: date | None
    rest: str


def read(text: str) -> Statement | None:
    """Return when a text says the car was first registered; None where it says nothing of that."""
    plain = script.plain(text)
    for clause in _CLAUSE.finditer(plain):
        match = _ZH.search(clause[0]) or _EN.search(clause[0])
        is_meant = _ABOUT_A_CAR.search(clause[0]) and not _OTHER.search(
            plain[clause.start() : clause.end() + 1]
        )
        if match and is_meant:
            blank = " " * len(clause[0])
            return Statement(_month(match), plain[: clause.start()] + blank + plain[clause.end() :])
    return None


def _month(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year, name = int(parts["year"]) % 100 + 2000, parts.get("name")
    number = _MONTHS.index(name) + 1 if name else int(parts["month"] or 0)
    return date(year, number, 1) if number else None
