"""Chinese words that tell days from other days: 第二个周二, 节后第一个工作日, 前两天, 那一周, 下旬, 起三天内."""

import re
from dataclasses import replace
from datetime import date, datetime

from domain.dialogue.times import names_zh, pieces, sets
from domain.dialogue.times.names_zh import number
from domain.dialogue.times.pieces import Days, Form
from domain.dialogue.times.sets import DAY, MONTH, WEEK, WEEKEND, WORKDAY, Operation

_NTH = r"(?:倒数第?[一二两三四1-4]|最后|最末|最近|头|首|末|第(?:[1-9]|十[一二]?|[一二三四五六七八九])|紧接着|前(?=[两二三四五2-5]))"
_UNIT = r"周末|工作日|上班日|(?:周|星期|礼拜)(?:[一二三四五六日天](?![点个])|(?![一二三四五六日天末]))|月(?!底|初)|天|日"
_N = r"[一二两三四五六七八九十半]{1,3}|\d{1,2}"
_HOLIDAY = r"(?:节|日)?(?:小?长假|假期|放假|放完假)?(?:期间)?(?:过完|过了|结束)?"
_LOOK = 12  # characters of a day and what stands before it
_SPAN_END = re.compile(r"[\d号日一二三四五六天十](?:到|至|-|~|—)[^,.?!到至]{1,8}$")
_UNITS = {"周末": WEEKEND, "工作日": WORKDAY, "上班日": WORKDAY, "月": MONTH, "天": DAY, "日": DAY}
_PARTS = {
    "上旬": "early", "中旬": "mid", "下旬": "late", "上半月": "first", "下半月": "second", "前半月": "first", "后半月": "second", "上半年": "first", "下半年": "second",
    "前半年": "first", "后半年": "second", "前半段": "first", "后半段": "second", "前半": "first", "后半": "second", "前半周": "first", "后半周": "second",
    "剩下的几天": "rest", "剩下几天": "rest", "上半": "first", "下半": "second",
}  # fmt: skip


def _unit(word: str) -> str | int:
    place = names_zh.WEEKDAYS.get(word[-1])
    return _UNITS.get(word, WEEK if place is None else place)


def _nth(word: str | None) -> int | None:
    """The place of a word, from 0 or from -1 at the end."""
    if not word:
        return None
    if "倒数" in word:
        return -number(word[-1])
    if "第" in word:
        return number(word[1:]) - 1
    return -1 if word.startswith(("最后", "最末", "末")) else 0


def _part(match: re.Match[str], days: Days, today: date) -> Days | None:
    return sets.part_of(days, _PARTS[match["x"]], today)


def _in(match: re.Match[str], days: Days, today: date) -> Days | None:
    """下个月第一个周一, 月底最后一个工作日; 元旦第二天 is the day after."""
    if not sets.is_several(days):
        return None
    nth = _nth(match["nth"]) or 0
    if days.unit == "holiday" and match["u"] == "天" and nth > 0:
        return sets.shifted(days, DAY, nth, ahead=True)
    return sets.nth_of(days, _unit(match["u"]), nth, number(match["c"] or "一"), today)


def _beside(match: re.Match[str], days: Days, _today: date) -> Days | None:
    """国庆前最后一个工作日, 节后第一天, 元旦前两天, 25号之后的周六."""
    unit, ahead, nth = _unit(match["u"]), "前" not in match["side"], _nth(match["nth"])
    if nth is None and match["c"] and isinstance(unit, str) and unit != WEEKEND:
        return _shifted(days, unit, match["c"], ahead=ahead)
    if nth is None and (unit in {DAY, WEEK, MONTH} or not _is_told(match)):
        return None
    place = nth or 0
    return sets.beside(days, unit, place + 1 if place >= 0 else -place, ahead=ahead)


def _is_told(match: re.Match[str]) -> bool:
    """Whether more words join the two: 25号之后周六, 25号后的周六, not 25号后周六."""
    return bool(match["that"] or match["de"] or match["c"] or len(match["side"]) > 1)


def _shifted(days: Days, unit: str, count: str, *, ahead: bool) -> Days | None:
    if unit == WEEK and count in {"一", "1"}:
        return sets.days_beside(days, 7, ahead=ahead)
    if "半" in count:
        return None
    each = [sets.shifted(days, unit, amount, ahead=ahead) for amount in names_zh.amounts(count)]
    ends = [one.readings[0][0] for one in each if one]
    return pieces.span(min(ends), max(ends)) if ends else None


def _within(match: re.Match[str], days: Days, _today: date) -> Days | None:
    """明天起三天内, 25号开始两个工作日之内."""
    first = days.readings[0][0]
    end = sets.shifted(pieces.one(first - sets.ONE), str(_unit(match["u"])), number(match["c"]), ahead=True)
    return pieces.span(first, end.readings[0][0]) if end else None


def _week_of(match: re.Match[str], days: Days, today: date) -> Days | None:
    """14号那个礼拜; not of the last day of a span (15号到20号那个礼拜), which is that week itself."""
    if _SPAN_END.search(match.string[max(0, match.start() - _LOOK) : match.start()]):
        return None
    return sets.weekend_of(days) if match["e"] else sets.week_of(days, today)


def _days_off(_match: re.Match[str], days: Days, today: date) -> Days | None:
    return sets.days_off(days, today)


def _same(_match: re.Match[str], days: Days, _today: date) -> Days:
    """一个月后的今天."""
    return days


BEHIND: tuple[tuple[re.Pattern[str], Operation], ...] = tuple(
    (re.compile(pattern), operation)
    for pattern, operation in (
        (r"的(?:今天|今日|同一天|这一?天|当天)", _same),
        (
            _HOLIDAY + r"的?(?:那|这|当|所在的?|同)一?个?(?:周|星期|礼拜)(?P<e>末)?(?![一二三四五六日天])",
            _week_of,
        ),
        (rf"的?(?P<x>{'|'.join(sorted(_PARTS, key=len, reverse=True))})", _part),
        (rf"(?:里面?|中|当中)?的?(?:那|里)?(?P<nth>{_NTH})(?P<c>{_N})?那?个?(?P<u>{_UNIT})", _in),
        (
            (
                _HOLIDAY + r"的?再?(?P<side>之?前|以前|之?后|以后|过后|往后|(?<=完)|(?<=过))再?(?P<de>的)?"
                rf"(?:(?P<that>那|这|下)一?个?)?(?P<nth>{_NTH})?(?P<c>{_N})?(?:个|整)?(?P<u>{_UNIT})(?![之以]?[前后])"
            ),
            _beside,
        ),
        (rf"(?:起|开始|算起)的?(?P<c>{_N})个?(?P<u>工作日|天|日|周|星期|礼拜)(?:之内|以内|内|里)", _within),
        (r"(?:节|日)?(?:小?长假|假期|放假|期间|黄金周)(?:期间|里|中)?", _days_off),
    )
)


def _this_month(_match: re.Match[str], now: datetime, _starts: int) -> Days:
    return replace(pieces.whole_month(0, now=now), again=1)


def _year(match: re.Match[str], now: datetime, _starts: int) -> Days:
    return pieces.whole_year(int(match["y"]) if match["y"] else now.year + bool(match["next"]), now=now)


ANCHORS: tuple[tuple[re.Pattern[str], Form], ...] = (  # no wish by themselves, but others are told from them
    (re.compile(r"(?<![个\d一二三四五六七八九十份上下这本])月"), _this_month),
    (re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<next>)"), _year),
    (re.compile(r"(?:[今本]|(?P<next>明))年(?P<y>)"), _year),
)
