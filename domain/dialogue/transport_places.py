"""Where a car is to be collected, as a message says it: the address, and neither the time nor the work beside it. Pure."""

import re
from typing import Final

from domain.dialogue import clauses, script
from domain.dialogue.meaning import jobs

Span = tuple[int, int]

_DAY: Final = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?\b|(?:to(?:day|morrow|night)|weekend)\b"
_HOUR: Final = r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o['’]?clock)?|noon|midday|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_LED: Final = re.compile(
    r"\b(?:address(?: is|['’]s)?|home|work|office|from|at|in)\b[ :,]*|地址(?:应该|改)?(?:是|为|在|成|到)?[\s:,]*|(?:家里|公司|单位)[\s:,]+|"
    r"(?<!\d):\s*|(?:来|到|(?<![早晚马])上(?!午|门)|去|在)(?![来到上去在])"
)
_ADDRESS: Final = re.compile(r"\baddress(?: is|['’]s)?[ :,]*|地址(?:应该|改)?(?:是|为|在|成|到)?[\s:,]*")
_ENDS: Final = re.compile(
    rf"\s*(?:[;!?。]|\.(?=\s|$)|[\s,]*(?:\b(?:on |this |next |by |the coming )*(?:{_DAY})|\bon (?:the )?\d|\b(?:at|from|by|around|about|before|after|between) |"
    r"\bin the \w+|\bnext (?:week|month)\b|\bfor\b|\bplease\b|\bpls\b|\bthanks?\b|\bbecause\b|\binstead\b|\b(?:when|while|with|so|if|then|also|i|it|my)\b|\bto (?:get|have|do|change|fix|replace|check)\b|"
    r"\band (?:(?:the|my|please|pick|collect|change|check|book|do|fix|replace|bring|then|also|i|can|get|have|it|you|for|need)\b)))"
)
_ZH_ENDS: Final = re.compile(
    r"[\s;!?。]|(?:来|去)?(?:取|接|拿|把)(?:一?下|走|送)?(?:我的|我|下)?车?|(?:上门|做|换|修|保养|谢谢|麻烦|可以|就行|吧|吗|呢|哦|啊|哈|钥匙|记得|到时候|别(?!墅)|不是)|"
    r"(?:今天|明天|后天|大后天|下?[周星](?:期)?[一二三四五六日天末](?!路|街|巷)|上午|下午|早上|晚上|中午|\d{1,2}月\d|(?:\d{1,2}|[一二三四五六七八九十两]+)点)"
)
_ZH_TIME: Final = re.compile(
    r"^.*(?:点(?:钟|半|[一三]刻|\d{1,2}分?)?|上午|下午|早上|晚上|中午|[周期][一二三四五六日天](?!路|街|巷)|[今明后]天|月\d{1,2}[号日])(?:左右|以?前|以?后|之前|之后)?的?(?:时候)?,?"
)
_PREFIX: Final = re.compile(r"\s*(?:my |the )?(?:home|house|place|work|office)\s*[:,]\s*")
_STREET: Final = re.compile(
    r"\b\d{1,5}[a-z]? (?:[\w'’-]+ ){1,4}?(?:road|rd|street|st|avenue|ave|lane|ln|drive|square|plaza|boulevard|blvd|way|court|close|crescent|terrace)\b|"
    r"[\u4e00-\u9fff]{1,12}?(?:路|街|道|巷|弄)\d+(?:弄\d+)?号(?:[^\s,。来取接拿]{0,10}(?:室|单元|栋|楼))?"
)
_NO_PLACE: Final = re.compile(
    rf"(?:my |the |our |an? |this |that )?(?:own )?(?:usual |same |old )?(?:home|house|place|work|office|flat|door|address|here|there|once|all|latest|least|first|last|time|order|advance|morning|afternoon|evening|(?:half an )?hours?|minutes?|car|centre|center|workshop|garage)?|"
    rf"(?:about |around )?{_HOUR}(?: ?(?:or so|sharp))?|(?:{_DAY})|any ?(?:time|where)?(?: .*)?|your .*|"
    r"(?:我|我们|你们?|您)?(?:的)?(?:家|家里|公司|单位|这里|这边|这|那|那里|那边|门口|楼下|这儿|地方|时候|时间|老地方|店里?|门店|车)?|"
    r"(?:\d+|[一两二三四五六七八九十]+)(?:点|号|日|月|天).*"
)
_MORE: Final = re.compile(
    r"\b(?:flat|unit|room|apt|apartment|floor|block|building|suite|house|no)\b|\d|单元|室|栋|楼|幢|层|门|号|小区|大厦|弄|路|街|区|市|省|镇|村"
)
_CLAUSE: Final = re.compile(
    rf"(?:please|for|and|the|my|it|is|can|could|we|i|book|need|do|change|check|new|as|at|on|this|next|by|any|around|thanks|ok|okay|then|{_HOUR}$|{_DAY})\b|\W*$"
)
PLACE: Final = re.compile(
    r"\d|路|街|号|弄|巷|小区|大厦|广场|花园|村|苑|\b(?:street|st|road|rd|avenue|ave|lane|drive|square|plaza|tower|block)\b"
)
_DOUBTS: Final = re.compile(
    r"有没有|[记写对]没|(.)不\1|[错误]|不对|\b(?:wrong|incorrect|not right|(?:did|have|do) you)\b"
)
_TALKS: Final = re.compile(
    r"[我你您就把午]|家(?:里|门口?|楼下)?$"
)  # a way of saying "home", or no place at all
_OWN: Final = re.compile(
    r"(?:(?:[取接]车|上门|我家?|我们家?|家里?)的?)?地址(?:应该|改)?(?:是|为|在|成|到)?[\s:,]*(?!应该|改|是|为|在|成|到)|"
    r"\b(?:(?:my|our|the|pick-?up|home|right|correct) )+address(?: (?:to|should be|is|must be)|['’]s|:)?[ :,]*(?: ?(?:now|actually) )?|"
    r"\bpick (?:me|us) up (?:at|from) "
)
_OF_PICK_UP: Final = re.compile(
    r"(?:[取接]车|上门|我的?|我家的?)地址|\b(?:pick-?up|my|our|home) address\b|\baddress (?:for|of) the pick-?up\b"
)
_MOST_WORDS: Final = 3  # of what follows a comma and names neither a number nor a road: a town


def find(text: str, start: int, end: int) -> Span | None:
    """Where in a text the address stands, with the wish that stands from start to end: behind it, in it, or before it."""
    plain = script.plain(text).lower()
    for match in (*_LED.finditer(plain, start), *_ADDRESS.finditer(plain, 0, start)):
        span = _bounded(plain, match.end())
        if span and _is_place(text, plain, span, led=match[0]):
            return span
    streets = [_trimmed(plain, match.span()) for match in _STREET.finditer(plain)]
    before = (
        _trimmed(plain, (max(plain.rfind(",", 0, start) + 1, 0), end)) if "车" in plain[start:end] else None
    )
    return next((each for each in (*streets, before) if each and PLACE.search(plain[slice(*each)])), None)


_BEFORE, _BEHIND = 8, 2  # characters beside an address that tell whose it is, and whether it is asked
_NOT_OWN: Final = re.compile(
    r"[?？吗]|(?:店|你们|您们|中心)的?地址|\b(?:is the address|address (?:is not|isn['’]?t|was))\b|地址(?:不是|原来是|以前是)"
)


def own(text: str) -> tuple[Span, Span] | None:
    """Where a sentence such as 我的地址是… or "my address is…" stands, and the address in it; None where it names none."""
    plain = script.plain(text).lower()
    for match in _OWN.finditer(plain):
        span = _bounded(plain, match.end())
        around = plain[max(0, match.start() - _BEFORE) : span[1] + _BEHIND] if span else ""
        if (
            span
            and PLACE.search(plain[slice(*span)])
            and not (is_open(plain[slice(*span)]) or _NOT_OWN.search(around))
        ):
            return (match.start(), span[1]), span
    return None


def is_doubted(plain: str) -> bool:
    """Whether a text asks or doubts which address of a pick-up, or of one's own, is on record."""
    doubts = clauses.asks(plain) or _DOUBTS.search(plain)
    return bool(doubts and _OF_PICK_UP.search(plain))


def without_mention(plain: str) -> str:
    """A text without the words that speak of the address of a pick-up."""
    return _OF_PICK_UP.sub(" ", plain)


def is_open(plain: str) -> bool:
    """Whether words leave the place open: "home", 我家, a time, nothing."""
    return _NO_PLACE.fullmatch(plain) is not None


def names_street(plain: str) -> bool:
    """Whether a text names a street with the number of a house."""
    return _STREET.search(plain) is not None


def led_by(plain: str, start: int) -> int:
    """Where the words begin that lead to an address which stands at start: "from", 地址是."""
    ends = (match.start() for match in _LED.finditer(plain, 0, start) if match.end() == start)
    return next(ends, start)


def _bounded(plain: str, start: int) -> Span | None:
    """The address that begins at start: up to a time, the work, or another clause."""
    zh = re.match(r"\s*[\u4e00-\u9fff\d]", plain[start:]) and re.search(
        r"[\u4e00-\u9fff]", plain[start : start + 6]
    )
    stop = (_ZH_ENDS if zh else _ENDS).search(plain, start)
    return _trimmed(plain, (start, _last(plain, start, stop.start() if stop else len(plain))))


def _last(plain: str, start: int, end: int) -> int:
    """The end of the last part between commas that still belongs to the address."""
    last = start
    for match in re.finditer(r"[^,]+,?", plain[start:end]):
        part = match[0].strip(" ,")
        if not part or _NO_PLACE.fullmatch(part):
            continue
        if last > start and (_CLAUSE.match(part) or not _goes_on(part)):
            break
        if jobs.find(part) and not PLACE.search(part):
            break
        last = start + match.end()
    return last


def _goes_on(part: str) -> bool:
    few = part.isascii() and len(part.split()) <= _MOST_WORDS
    return jobs.find(part) is None and (few or _MORE.search(part) is not None)


def _trimmed(plain: str, span: Span) -> Span | None:
    """Without the time before a Chinese address, and without what is around it."""
    start, end = span
    words = plain[start:end]
    time = _ZH_TIME.match(words) or _PREFIX.match(words)
    start += time.end() if time else 0
    shut = _ZH_ENDS.search(plain, start, end) if re.search(r"[\u4e00-\u9fff]", plain[start:end]) else None
    end = shut.start() if shut and shut.start() > start else end
    words = plain[start:end]
    start, end = end - len(words.lstrip(" :,")), start + len(words.rstrip(" ,.!?"))
    return (start, end) if start < end else None


def _is_place(text: str, plain: str, span: Span, *, led: str) -> bool:
    """Whether this is no time, and no word that leaves the place open; behind "at" and "in" it has to look like one."""
    words = plain[slice(*span)]
    if len(words) < 2 or _NO_PLACE.fullmatch(words):  # noqa: PLR2004 - no place has one letter
        return False
    if _TALKS.search(words) and not PLACE.search(words):
        return False
    if PLACE.search(words) or led.strip(" :,") not in {
        "at",
        "in",
        "来",
        "到",
        "上",
        "去",
        "在",
        "home",
        "work",
        "office",
    }:
        return True
    return text[span[0]].isupper() or (not words.isascii() and len(words) > 2)  # noqa: PLR2004 - 家里, 公司
