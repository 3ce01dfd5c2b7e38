"""Times that tell of no visit: years, quarters, what is over, “now”, in both languages.

They are read so that their numbers mislead nobody ("in 2015" is no quarter past eight), and never become a wish.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from domain.dialogue.times import holidays, names_en, names_zh, pieces
from domain.dialogue.times.pieces import Clock, Days, Piece

_QUARTER, _HALF = 3, 6  # months
_UNITS = {"minute": 1, "min": 1, "hour": 60, "hr": 60, "分": 1, "小时": 60, "钟头": 60}  # minutes
_DAYS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14, "天": 1, "日": 1, "周": 7, "星": 7, "礼": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "个月": 1, "月": 1, "季": 3, "年": 12}
_Y = r"(?:19|20)\d\d"
_N = names_en.COUNT
_N_ZH = r"\d{1,2}|[一二两三四五六七八九十几]{1,3}"
Moment = tuple[Days, Clock | None]


def find(text: str, *, now: datetime) -> Iterator[Piece]:
    for pattern, form in _FORMS:
        for match in pattern.finditer(text):
            moment = form(match, now)
            if moment:
                yield Piece(*match.span(), days=moment[0], clock=moment[1], dropped=True)


def _from(first: date, months: int = 0) -> Moment:
    """From a day on, so many months."""
    last = pieces.month_after(first, months) - timedelta(days=1) if months else first
    return pieces.span(first, max(first, last)), None


def _year(match: re.Match[str], now: datetime) -> Moment:
    del now
    return _from(date(int(match["y"]), 1, 1), 12)


def _this(match: re.Match[str], now: datetime) -> Moment:
    """The whole of this, the last or the next year, month or week, from its beginning."""
    words = match.groupdict()
    way = _way(words.get("w") or "")
    if words.get("u") == "week":
        return _from(pieces.week_of(now.date(), starts=0) + way * pieces.WEEK)
    if words.get("u") == "month":
        return _from(pieces.month_after(now.date(), way), 1)
    first = date(now.year + way, 1, 1)
    half = words.get("h")
    if half:
        return _from(first.replace(month=7 if half in {"下", "后"} else 1), _HALF)
    return _from(first, 12)


def _way(word: str) -> int:
    if word in {"last", "past", "previous", "去", "前", "上"}:
        return -1 if word != "前" else -2
    return 1 if word in {"next", "coming", "upcoming", "following", "明", "下"} else 2 if word == "后" else 0


def _quarter(match: re.Match[str], now: datetime) -> Moment:
    words = match.groupdict()
    if words.get("q"):
        year = int(words["y"]) if words.get("y") else now.year + _way(words.get("w") or "")
        place = _place(words["q"])
        return _from(date(year, _QUARTER * place + 1, 1), _QUARTER)
    first = date(now.year, (now.month - 1) // _QUARTER * _QUARTER + 1, 1)
    count = int(names_en.number(words.get("n") or "one"))
    way = _way(words.get("w") or "")
    return _from(pieces.month_after(first, _QUARTER * (1 if way > 0 else way * count)), _QUARTER * count)


def _place(word: str) -> int:
    return (names_zh.number(word) if not word.isascii() else int(names_en.number(word))) - 1


def _half(match: re.Match[str], now: datetime) -> Moment:
    del now
    return _from(date(int(match["y"]), 1 if match["h"] in {"1", "上", "前"} else 7, 1), _HALF)


def _ago(match: re.Match[str], now: datetime) -> Moment:
    """So long before now."""
    word = match["n"] if match["n"].isascii() else ""
    amount = names_en.number(word) if word else names_zh.number(match["n"])
    unit = match["u"].removeprefix("个").removesuffix("s")
    for units, own in ((_UNITS, "m"), (_DAYS, "d"), (_MONTHS, "mo")):
        size = next(
            (value for name, value in units.items() if unit.startswith(name) or match["u"].startswith(name)),
            None,
        )
        if size and own == "m":
            moment = now - timedelta(minutes=amount * size)
            return pieces.one(moment.date()), Clock(moment.time(), moment.time())
        if size:
            steps = int(amount * size)
            begin = (
                now.date() - timedelta(days=steps) if own == "d" else pieces.later_month(now.date(), -steps)
            )
            return pieces.one(begin), None
    return pieces.one(now.date()), None


def _now(_match: re.Match[str], now: datetime) -> Moment:
    return pieces.one(now.date()), Clock(now.time(), now.time())


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], Moment | None]], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (
            rf"\b(?:in|since|from|before|after|during|between|until|till|through|than|of|year|cy|range is|mid|[>=]) ?(?:the )?(?:calendar )?(?:year )?(?:of )?(?P<y>{_Y})\b(?![:.]\d|-\d\d?\b|\s?(?:km|kwh|rmb|yuan|usd|eur|miles|model)\b)",
            _year,
        ),
        (rf"(?<![\d.:/-])(?P<y>{_Y})(?= ?[-–~] ?{_Y}(?!\d))", _year),
        (rf"(?<!\d)(?P<y>{_Y}) ?年(?:款|的)?(?! ?\d| ?[一二三四五六七八九十]{{1,2}}月)", _year),
        (r"(?P<w>[今去明前后本])年(?:的?(?P<h>[上下前后])(?:个)?半年)?(?![底末初前后])", _this),
        (r"(?<![今去明年])(?P<w>)(?P<h>[上下])个?半年", _this),
        (rf"(?P<y>{_Y})年的?(?P<h>[上下前后])个?半年", _half),
        (rf"(?P<y>{_Y})[ -]?h(?P<h>[12])\b", _half),
        (
            r"\b(?:(?:the|this|current|that) (?:calendar |fiscal )?|(?P<w>next|last|past|previous|coming) )(?P<u>year)\b(?!['’]s)",
            _this,
        ),
        (
            r"\b(?:earlier (?:this|in the)|(?:a|the) same|(?<=of )the|to date this|(?P<w>previous)) (?P<u>month|week|year)\b",
            _this,
        ),
        (rf"\b(?:in )?q(?P<q>[1-4])(?:(?: of|[ -])? ?(?P<y>{_Y}))?\b", _quarter),
        (rf"\b(?P<y>{_Y})[ -]?q(?P<q>[1-4])\b", _quarter),
        (
            rf"\b(?:the )?(?:(?P<w>next|last|this) year['’]s )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: (?:of|in) (?:the year|(?P<y>{_Y})))?\b",
            _quarter,
        ),
        (
            rf"\b(?:(?:for|in|since|during|of) )?(?:the )?(?P<w>this|next|last|past|previous|coming|upcoming|following)(?: (?P<n>{_N}))? quarters?\b",
            _quarter,
        ),
        (rf"(?:(?P<y>{_Y})年|(?P<w>[今去明本])年)?的?第?(?P<q>[一二三四1-4])个?季度?", _quarter),
        (
            rf"\b(?:(?:in|over|for|during) )?(?:the )?(?:last|past|previous) (?P<n>{_N}) (?P<u>years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?)\b",
            _ago,
        ),
        (
            rf"\b(?:(?:in|over|for) )?(?:the )?(?P<n>{_N}) (?:last|past|previous) (?P<u>years?|months?|weeks?|days?|hours?|minutes?)\b",
            _ago,
        ),
        (
            rf"\b(?P<n>{_N}) (?P<u>years?|months?|weeks?|days?|hours?|minutes?) (?:ago|before (?:now|today)|back)\b",
            _ago,
        ),
        (
            rf"(?:过去|最近|前(?!一))的?(?P<n>{_N_ZH})(?P<u>年|个月|周|星期|礼拜|天|个?小时|分钟)(?![前后内里])",
            _ago,
        ),
        (rf"(?P<n>{_N_ZH})(?P<u>年|个月|周|个?星期|个?礼拜|天|个?小时|分钟)(?:之前|以前|前)", _ago),
        (
            (
                rf"(?:{'|'.join(name for name in holidays.NAMES if not name.isascii())}|过?年)(?:节|假期)?(?:之?前|以前|之?后|以后|期间|那会儿?|的时候)?"
                r"(?:我们?|就|也|都)*(?:刚|已经|(?:换|做|保养|修|来|去|检查|洗)过)"
            ),
            _now,
        ),
        (rf"\bsince (?:the )?(?:{'|'.join(name for name in holidays.NAMES if name.isascii())})\b", _now),
        (
            r"(?<!between )(?<!from )\b(?:right |just |until |till )?now\b|\bat the (?:moment|minute|present time)\b|\bat (?:this|present) time\b|\b(?:till|to|until) date\b|现在|此刻|目前|眼下",
            _now,
        ),
    )
)
