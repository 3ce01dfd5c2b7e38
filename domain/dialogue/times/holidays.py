"""Public holidays by name, in both cultures: their day, the days off around it, and which days are worked.

The days off and make-up workdays of 2026 are those of the State Council's notice (4 November 2025); of other years the
usual ones, as long as no notice is here. Centres keep their own opening days: this only reads what owners write.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

Span = tuple[date, date]
MonthDay = tuple[int, int]
_ONE = timedelta(days=1)
_LUNAR_NEW_YEAR = {2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3)}
_MOVABLE = {  # days of the lunar and solar calendars, as the Purple Mountain Observatory publishes them
    "dragon": {2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5)},
    "moon": {2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12)},
    "clear": {2026: (4, 5), 2027: (4, 5), 2028: (4, 4), 2029: (4, 4), 2030: (4, 5)},
    "sevens": {2026: (8, 19), 2027: (8, 8), 2028: (8, 26), 2029: (8, 16), 2030: (8, 5)},
    "nines": {2026: (10, 18), 2027: (10, 8), 2028: (10, 26), 2029: (10, 16), 2030: (10, 5)},
    "solstice": {2026: (12, 22), 2027: (12, 22), 2028: (12, 21), 2029: (12, 21), 2030: (12, 22)},
}
_FIXED = {
    "new year": (1, 1), "valentine": (2, 14), "women": (3, 8), "patrick": (3, 17), "labour": (5, 1), "youth": (5, 4), "children": (6, 1),
    "independence": (7, 4), "assumption": (8, 15), "teachers": (9, 10), "national": (10, 1), "unity": (10, 3), "halloween": (10, 31),
    "all saints": (11, 1), "singles": (11, 11), "nicholas": (12, 6), "double twelve": (12, 12), "christmas eve": (12, 24), "christmas": (12, 25),
    "boxing": (12, 26), "new year's eve": (12, 31), "epiphany": (1, 6),
}  # fmt: skip
_FROM_EASTER = {
    "good friday": -2, "easter": 0, "easter monday": 1, "ascension": 39, "pentecost": 49, "whit monday": 50, "carnival": -48, "ash wednesday": -46,
}  # fmt: skip
_NTH_WEEKDAY = {  # month, weekday (0 is Monday), which of them (-1: the last)
    "thanksgiving": (11, 3, 3), "labor": (9, 0, 0), "memorial": (5, 0, -1), "king": (1, 0, 2), "presidents": (2, 0, 2), "columbus": (10, 0, 1),
    "mothers": (5, 6, 1), "fathers": (6, 6, 2),
}  # fmt: skip
NAMES = {
    # Chinese
    "元旦": "new year", "元旦前夜": "new year's eve", "新年前夜": "new year's eve", "圣诞前夜": "christmas eve", "春节": "spring", "大年初一": "spring", "新春": "spring", "除夕": "spring eve", "年三十": "spring eve", "大年三十": "spring eve",
    "大年夜": "spring eve", "年夜": "spring eve", "元宵": "lantern", "正月十五": "lantern", "清明": "clear", "五一": "labour", "劳动": "labour", "青年节": "youth", "端午": "dragon",
    "七夕": "sevens", "中秋": "moon", "重阳": "nines", "国庆": "national", "十一": "national", "冬至": "solstice", "情人节": "valentine", "妇女节": "women", "三八": "women",
    "儿童节": "children", "六一": "children", "教师节": "teachers", "万圣": "halloween", "双十一": "singles", "双11": "singles", "双十二": "double twelve", "双12": "double twelve", "平安夜": "christmas eve",
    "圣诞": "christmas", "跨年": "new year's eve", "跨年夜": "new year's eve", "感恩": "thanksgiving", "复活": "easter", "母亲节": "mothers", "父亲节": "fathers",
    # English
    "new year's day": "new year", "new years day": "new year", "new year's": "new year", "new year": "new year", "new years": "new year",
    "new year's eve": "new year's eve", "new years eve": "new year's eve", "nye": "new year's eve", "chinese new year": "spring", "lunar new year": "spring",
    "chinese new year's eve": "spring eve", "cny": "spring", "spring festival": "spring", "lantern festival": "lantern", "qingming": "clear", "tomb sweeping day": "clear", "tomb-sweeping day": "clear",
    "labour day": "labour", "may day": "labour", "workers' day": "labour", "international workers' day": "labour", "dragon boat festival": "dragon", "dragon boat": "dragon", "qixi": "sevens", "mid-autumn festival": "moon",
    "mid autumn festival": "moon", "mid-autumn": "moon", "moon festival": "moon", "mooncake festival": "moon", "double ninth": "nines", "national day": "national", "golden week": "national",
    "winter solstice": "solstice", "singles day": "singles", "singles' day": "singles", "valentine's day": "valentine", "valentines day": "valentine", "valentine's": "valentine", "valentines": "valentine",
    "women's day": "women", "st patrick's day": "patrick", "st. patrick's day": "patrick", "saint patrick's day": "patrick", "saint patrick": "patrick", "children's day": "children", "independence day": "independence",
    "labor day": "labor", "memorial day": "memorial", "martin luther king day": "king", "mlk day": "king", "presidents' day": "presidents", "presidents day": "presidents", "columbus day": "columbus",
    "mother's day": "mothers", "mothers day": "mothers", "father's day": "fathers", "fathers day": "fathers", "halloween": "halloween", "thanksgiving": "thanksgiving", "thanksgiving day": "thanksgiving",
    "black friday": "black friday", "cyber monday": "cyber monday", "christmas eve": "christmas eve", "xmas eve": "christmas eve", "christmas day": "christmas", "christmas": "christmas", "xmas": "christmas", "x-mas": "christmas",
    "boxing day": "boxing", "st stephen's day": "boxing", "st nicholas": "nicholas", "good friday": "good friday", "easter sunday": "easter", "easter": "easter", "easter monday": "easter monday",
    "ascension day": "ascension", "ascension": "ascension", "pentecost": "pentecost", "whit sunday": "pentecost", "whit monday": "whit monday", "ash wednesday": "ash wednesday", "all saints' day": "all saints",
    "all saints day": "all saints", "german unity day": "unity", "unity day": "unity", "epiphany": "epiphany", "teachers' day": "teachers",
}  # fmt: skip
_OFFICIAL: dict[
    str, dict[int, tuple[MonthDay, MonthDay, tuple[MonthDay, ...]]]
] = {  # first and last day off of each holiday; make-up workdays
    "new year": {2026: ((1, 1), (1, 3), ((1, 4),))},
    "spring": {2026: ((2, 15), (2, 23), ((2, 14), (2, 28)))},
    "clear": {2026: ((4, 4), (4, 6), ())},
    "labour": {2026: ((5, 1), (5, 5), ((5, 9),))},
    "dragon": {2026: ((6, 19), (6, 21), ())},
    "moon": {2026: ((9, 25), (9, 27), ())},
    "national": {2026: ((10, 1), (10, 7), ((9, 20), (10, 10)))},
}
_USUAL = {"new year": (0, 0), "spring": (-1, 6), "clear": (0, 0), "labour": (0, 4), "dragon": (0, 0), "moon": (0, 0), "national": (0, 6)}  # fmt: skip
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """Its day; the days off from the first to the last (for one that has none, the day itself); days worked instead."""

    day: date
    off: Span
    worked: tuple[date, ...] = ()


def coming(name: str, today: date, *, year: int | None = None) -> Holiday | None:
    """The next holiday of a name in lower case whose days off are not over; in a year that of this year. None: unknown."""
    for each in (year,) if year else range(today.year, today.year + 3):
        holiday = _holiday(NAMES[name], each)
        if holiday and (year or holiday.off[1] >= today):
            return holiday
    return None


def next_off(today: date) -> Span | None:
    """The days off of the next public holiday, which may have begun; None where none is known."""
    each = [_holiday(name, year) for name in _USUAL for year in (today.year, today.year + 1)]
    return min((one.off for one in each if one and one.off[1] >= today), default=None)


def first_month_day(number: int, today: date) -> date | None:
    """初八: the day of the first lunar month that comes next."""
    days = (date(year, *day) + timedelta(days=number - 1) for year, day in _LUNAR_NEW_YEAR.items())
    return next((day for day in days if day >= today), None)


def is_workday(day: date) -> bool:
    """Monday to Friday and make-up workdays, without the days off of public holidays."""
    off, worked = _exceptions(day.year)
    return day in worked or (day.weekday() < _WEEKEND and day not in off)


@cache
def _exceptions(year: int) -> tuple[frozenset[date], frozenset[date]]:
    holidays = [holiday for name in _USUAL if (holiday := _holiday(name, year))]
    off = {
        each.off[0] + timedelta(days=ahead)
        for each in holidays
        for ahead in range((each.off[1] - each.off[0]).days + 1)
    }
    return frozenset(off), frozenset(day for each in holidays for day in each.worked)


def _holiday(name: str, year: int) -> Holiday | None:
    day = _day(name, year)
    if day is None:
        return None
    if year in _OFFICIAL.get(name, {}):
        first, last, worked = _OFFICIAL[name][year]
        return Holiday(
            day, (date(year, *first), date(year, *last)), tuple(date(year, *each) for each in worked)
        )
    before, after = _USUAL.get(name, (0, 0))
    return Holiday(day, (day + timedelta(days=before), day + timedelta(days=after)))


def _day(name: str, year: int) -> date | None:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _NTH_WEEKDAY:
        return _nth_weekday(year, *_NTH_WEEKDAY[name])
    if name in _FROM_EASTER:
        return _easter(year) + timedelta(days=_FROM_EASTER[name])
    if name in {"black friday", "cyber monday"}:
        return _nth_weekday(year, 11, 3, 3) + timedelta(days=1 if name == "black friday" else 4)
    if name in {"spring", "spring eve", "lantern"}:
        ahead = {"spring": 0, "spring eve": -1, "lantern": 14}[name]
        return date(year, *_LUNAR_NEW_YEAR[year]) + timedelta(days=ahead) if year in _LUNAR_NEW_YEAR else None
    return date(year, *_MOVABLE[name][year]) if year in _MOVABLE[name] else None


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    days = [first + timedelta(days=ahead) for ahead in range(31)]
    return [day for day in days if day.month == month and day.weekday() == weekday][nth]


def _easter(year: int) -> date:
    """Sunday of the Gregorian Easter (Meeus, Jones, Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
