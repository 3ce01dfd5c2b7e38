"""A time of another place said aloud: “10 am Munich time”, 东京时间下午四点, “3 pm GMT”; read in the wall clock of the centre. Pure."""

import re
from dataclasses import replace
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from domain.dialogue.facts import TimeExpression

HOME = ZoneInfo("Asia/Shanghai")  # of a reader that tells no other
_PLACES = {
    "Asia/Shanghai": "beijing shanghai china chinese guangzhou shenzhen 北京 上海 中国 国内 广州 深圳 cst",
    "Asia/Hong_Kong": "hongkong hong_kong 香港 hkt",
    "Asia/Taipei": "taipei taiwan 台北 台湾",
    "Asia/Singapore": "singapore 新加坡 sgt",
    "Asia/Tokyo": "tokyo japan japanese osaka 东京 日本 大阪 jst",
    "Asia/Seoul": "seoul korea korean 首尔 韩国 kst",
    "Asia/Bangkok": "bangkok thai thailand 曼谷 泰国",
    "Asia/Kolkata": "delhi mumbai india indian 印度 德里 孟买",
    "Asia/Dubai": "dubai 迪拜",
    "Europe/Moscow": "moscow 莫斯科 msk",
    "Europe/Berlin": "munich berlin german germany frankfurt hamburg stuttgart 慕尼黑 柏林 德国 法兰克福 汉堡 斯图加特 cet cest mez",
    "Europe/Paris": "paris french france central_european 巴黎 法国 欧洲",
    "Europe/Zurich": "zurich swiss switzerland 苏黎世 瑞士",
    "Europe/Rome": "rome milan italian italy 罗马 米兰 意大利",
    "Europe/Madrid": "madrid barcelona spanish spain 马德里 西班牙",
    "Europe/London": "london uk british england 伦敦 英国 bst",
    "UTC": "utc gmt zulu 格林尼治 格林威治 世界协调 世界标准",
    "America/New_York": "new_york eastern boston washington toronto us_east east_coast 美国东海岸 纽约 美东 美国东部 波士顿 华盛顿 多伦多 est edt",
    "America/Chicago": "chicago houston 芝加哥 休斯顿",
    "America/Los_Angeles": "los_angeles san_francisco seattle california pacific west_coast la 太平洋 洛杉矶 旧金山 西雅图 加州 美西 美国西部 pst pdt",
    "Australia/Sydney": "sydney melbourne 悉尼 墨尔本 aest",
}
_ZONES = {word.replace("_", " "): zone for zone, words in _PLACES.items() for word in words.split()}
_LATIN = "|".join(sorted((word for word in _ZONES if word.isascii()), key=len, reverse=True))
_HAN = "|".join(sorted((word for word in _ZONES if not word.isascii()), key=len, reverse=True))
_CODES = "utc|gmt|cet|cest|mez|bst|est|edt|pst|pdt|jst|kst|hkt|sgt|msk|aest|cst"
_FORMS = (
    re.compile(rf"\b(?:in |by |on )?(?P<zone>{_LATIN})(?:['’]s)?(?: local| standard)?[ -]time\b(?: zone)?"),
    re.compile(rf"(?:按照?|照|以)?(?P<zone>{_HAN})(?:的?当地|本地|那边的?)?时间的?"),
    re.compile(rf"(?<=[\dm.]) ?\(?(?P<zone>{_CODES})\b\)?"),
)


def without(text: str) -> tuple[str, tzinfo | None]:
    """The text with spaces for the words that name a zone, and that zone; the same text and None where none is named."""
    for form in _FORMS:
        match = form.search(text)
        if match:
            blank = " " * (match.end() - match.start())
            return text[: match.start()] + blank + text[match.end() :], ZoneInfo(_ZONES[match["zone"]])
    return text, None


def at_home(wish: TimeExpression, zone: tzinfo, now: datetime, home: tzinfo) -> TimeExpression:
    """The wish in the wall clock of `home`; a day without a clock, and a part of a day, stay as they are said."""
    if (wish.time_from is None and wish.time_to is None) or (wish.part_of_day and wish.grain == "part"):
        return wish
    day = wish.date_from or now.date()
    moves = [_moved(day, clock, zone, home) if clock else None for clock in (wish.time_from, wish.time_to)]
    ahead = next(moved for moved in moves if moved).date() - day
    return replace(
        wish,
        date_from=wish.date_from + ahead if wish.date_from else None,
        date_to=wish.date_to + ahead if wish.date_to else None,
        time_from=moves[0].time() if moves[0] else None,
        time_to=moves[1].time() if moves[1] else None,
        part_of_day=None,
        ambiguous=tuple(at_home(each, zone, now, home) for each in wish.ambiguous),
        others=tuple(at_home(each, zone, now, home) for each in wish.others),
    )


def _moved(day: date, clock: time, zone: tzinfo, home: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(home).replace(tzinfo=None)
