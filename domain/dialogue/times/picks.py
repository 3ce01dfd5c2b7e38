"""Which of the offered slots an owner means: by its place in the list, by its time, by a bare hour; "none of them" is ()."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.dialogue.facts import Grain, TimeExpression
from domain.dialogue.times import clock_en, names_zh, pieces, wishes

FILLER = re.compile(
    r"(?:[†‡#\s,.!?~;]|的|了|吧|吗|呢|啊|呀|那|就|我|想|要|在|去|来|可以|都行|都可以|行|好|比较|方便|或者?|和|最好|大概|左右|是|应该|改成|改到|换成|换到|"
    r"i|i'?m|am|is|are|free|on|at|in|the|for|me|my|please|pls|maybe|would|be|best|better|good|fine|works?|suits?|how|about|what|make|it|to|"
    r"then|or|and|sometime|any|time|day|actually|sorry|instead|could|do|can|come|prefer|preferably|let'?s|say|just|oh|um|uh|well)*"
)
BARE = re.compile(r"\s*#?(\d{1,7})\s*[号.]?\s*")
_LONGEST = 80  # characters of a message that picks
_TIME = "  "  # stands for the time in what remains of a text
_ONE = r"(?: ?(?:one|slot|time|option|choice|appointment|of (?:them|these|those|the (?:list|options|times|slots))))"
_ORDINALS: tuple[tuple[int, str], ...] = tuple(
    (
        place,
        (
            rf"第[{zh}{place + 1}](?:个|项|种)?|(?<!a )(?<!one )(?<!at )\b{en}\b(?! of all| thing| things| thoughts?){_ONE}?|\b{short}\b{_ONE}?|"
            rf"(?:number|option|choice|slot|选项?|no\.?|nr\.?)\s*#?(?:{word}|{place + 1}|{zh})(?![\d:点号.]|\s?[ap]m)\b"
        ),
    )
    for place, (zh, en, short, word) in enumerate(
        (
            ("一", "first", "1st", "one"),
            ("二", "second", "2nd", "two"),
            ("三", "third", "3rd", "three"),
            ("四", "fourth", "4th", "four"),
            ("五", "fifth", "5th", "five"),
        )
    )
)
_BY_LIST = (
    *((place, re.compile(pattern)) for place, pattern in _ORDINALS),
    (0, re.compile(r"[头首](?:一)?个")),
    (
        -1,
        re.compile(
            rf"最后(?:的|那|一)*个?|倒数第一个?|(?<!at )\blast\b(?! (?:time|week|month|year|night|day)){_ONE}?"
        ),
    ),
)
_BY_TIME = (
    (-1, re.compile(rf"最晚的?(?:那个|一个|那|的)|(?:最?晚|靠?后面?|迟)(?:一?点|些)?的?那一?个|靠后的|\b(?:later|latter|latest){_ONE}|\b(?:the )?(?:latest|latter)\b")),
    (0, re.compile(rf"最早的?(?:那个|一个|那|的)|(?:最?早|靠?前面?)(?:一?点|些)?的?那一?个|靠前的|\b(?:earlier|early|earliest|sooner|soonest|former){_ONE}|\bthe (?:earliest|former)\b(?! (?:time|slot|possible))")),
)  # fmt: skip
_MIDDLE = re.compile(rf"中间的?(?:那|一)?个?|\bmiddle{_ONE}?\b")
_NEW = re.compile(r"\b(?:a|an|any|some|another|something|anything) (?:later|earlier|sooner|other)\b")
_THAT_ONE = re.compile(r"那一?个|这一?个|那场|的那|\bone\b|\bslot\b|\boption\b")
_COURTESY = re.compile(
    r"(?:[\s,.!~;:'’\"()+&-]|\b(?:i|i['’]?d|i['’]?ll|i['’]?m|id|ill|would|will|could|can|may|might|let['’]?s|let|us|me|my|we|we['’]?ll|you|your|"
    r"it['’]?s|its|it|that['’]?s|thats|that|this|those|these|is|be|are|the|a|an|of|at|on|in|for|to|with|by|as|and|or|so|then|please|pls|plz|thanks|thank|thx|ty|"
    r"cheers|ta|much|very|many|really|lovely|great|good|fine|perfect|perfectly|nice|nicely|super|brilliant|ideal|awesome|best|better|cool|ok|okay|okey|k|yes|yep|yeah|"
    r"yup|sure|alright|right|well|actually|maybe|perhaps|probably|guess|think|like|love|want|need|prefer|take|taking|book|choose|pick|picking|select|go|going|"
    r"have|having|get|do|make|say|give|put|reserve|grab|hold|keep|confirm|works?|suits?|fits?|sounds?|seems?|looks?|one|slot|time|option|choice|number|"
    r"appointment|spot|available|free|there|possible|hi|hello|hey|just|oh|um|uh|hmm|er|ah|rather|instead|sorry|kindly|appreciate[d]?|appreciated|mate|sir|"
    r"madam|dear|friend|guys|wonderful|fantastic|excellent|splendid|amazing|absolutely|definitely|certainly|exactly|convenient|all|deal|done|kind|happy|"
    r"glad|up|down|stick|settle|us|lot|bunch|help|o['’]?clock|clock|about|how|what|from|list|them|options|times|slots|offered|too|only|pm|am|works?|day|if (?:possible|i may|i can|you can|that(?: i|['’])s ok(?:ay)?|that works|it works|you don['’]?t mind))\b|"
    r"不错|没问题|没毛病|就好|师傅|老板|时间|时段|[我就要选择挑想约订定那这个的了吧啊呀呢哦嘛啦哈呗喽嗯恩额呃唔哎诶好行可以谢感多辛苦麻烦劳驾请帮给您你们一下号位场档"
    r"对是也还比较最合适方便挺很真项预排安来去做拿用觉得看应该话么然后先吗咱俺您亲点钟去到约在])*"
)
_OTHERWISE = re.compile(
    r"\b(?:no|not|none|never|neither|don['’]?t|can['’]?t|cannot|won['’]?t|isn['’]?t|but|except|unless|if|why|who|where|when|which|cost|price|cancel|instead of|"
    r"other|another|before|after|until)\b|不|别|没(?!问题|毛病)|除|但|如果|要是|为什么|多少|取消|哪|几点"
)
_HOUR = re.compile(
    rf"(?<![\w.:#第-])(?:(?P<en>{'|'.join(clock_en.HOURS)})(?!\w)|(?P<n>\d{{1,2}})(?![\w.:%年月日号点])|(?<![一二两三四五六七八九十])(?P<zh>[二两三四五六七八九]|十[一二]?)(?![\w]|$)|^(?P<z>十[一二]?|[二两三四五六七八九])(?=吧|的|好|可以|行|那|$))"
)


class Begins(Protocol):
    """What begins at an instant, told in a zone: an offered slot, a visit."""

    @property
    def start(self) -> datetime: ...
    @property
    def zone(self) -> str: ...


def places_of(plain: str, wish: TimeExpression | None, offered: Sequence[Begins]) -> tuple[int, ...]:
    """The places of what is meant: one where it is sure, several where it has to be asked, none where nothing is picked.

    wish: the time that the text (see `script.plain`) names, if any.
    """
    places = range(len(offered))
    rest = _without(plain, wish)
    ordinal = _ordinal(rest, _fits(wish, offered) if wish else tuple(places), offered)
    if ordinal is not None:
        return ordinal
    if wish is None:
        return _by_number(plain, offered)
    return _fitting(plain, wish, offered)


def courteous(plain: str, wish: TimeExpression | None) -> bool:
    """Whether a text says nothing beside its time but courtesy."""
    return len(plain) <= _LONGEST and bool(_COURTESY.fullmatch(_THAT_ONE.sub("", _without(plain, wish))))


def _without(plain: str, wish: TimeExpression | None) -> str:
    return f"{plain[: wish.span[0]].rstrip()}{_TIME}{plain[wish.span[1] :]}" if wish else plain


def _ordinal(rest: str, among: tuple[int, ...], offered: Sequence[Begins]) -> tuple[int, ...] | None:
    """What "the second one", "the later one" pick, where nothing but courtesy stands around them."""
    if not among or _NEW.search(rest):
        return None
    by_time = tuple(sorted(among, key=lambda place: offered[place].start))
    matches = [(match, by_time, place) for place, pattern in _BY_TIME if (match := pattern.search(rest))]
    matches += [(match, among, place) for place, pattern in _BY_LIST if (match := pattern.search(rest))]
    middle = _MIDDLE.search(rest)
    if middle and len(among) % 2:
        matches.append((middle, by_time, len(among) // 2))
    for match, places, place in sorted(matches, key=lambda each: -len(each[0][0])):
        if rest[match.end() :].startswith(_TIME):
            continue  # "the first Friday" is a day, "Friday, the first one" a choice
        around = f"{rest[: match.start()]} {rest[match.end() :]}"
        if place < len(places) and _COURTESY.fullmatch(around):
            return (places[place],)
    return None


def place(plain: str, count: int) -> int | None:
    """Which of `count` things "the second one" or "最后那个" means."""
    for index, pattern in _BY_LIST:
        match = pattern.search(plain)
        if (
            match
            and index < count
            and _COURTESY.fullmatch(f"{plain[: match.start()]} {plain[match.end() :]}")
        ):
            return index % count
    return None


def listed(plain: str, count: int) -> int | None:
    """Which line of a numbered list of `count` a text means, by a bare number too."""
    number = BARE.fullmatch(plain)
    if number is None:
        return place(plain, count)
    return int(number[1]) - 1 if 1 <= int(number[1]) <= count else None


def _by_number(plain: str, offered: Sequence[Begins]) -> tuple[int, ...]:
    """A bare number: the hour of an offer, else its place in the list."""
    number = bare_hour(plain)
    if number is None:
        return ()
    hour = at_hour(number)
    fits = _fits(hour, offered) if hour else ()
    if fits:
        return fits
    alone = BARE.fullmatch(plain)
    return (number - 1,) if alone and 1 <= number <= len(offered) else ()


def bare_hour(plain: str) -> int | None:
    """The one number of a text that has nothing but courtesy around it ("ten would be lovely, thanks")."""
    matches = [
        match
        for match in _HOUR.finditer(plain[:_LONGEST])
        if match["en"] != "one" or match[0] == plain.strip()
    ]
    if len(matches) != 1 or len(plain) > _LONGEST:
        return None
    match = matches[0]
    if not _COURTESY.fullmatch(f"{plain[: match.start()]} {plain[match.end() :]}"):
        return None
    if match["en"]:
        return clock_en.HOURS[match["en"]]
    return int(match["n"]) if match["n"] else names_zh.number(match["zh"] or match["z"])


def at_hour(number: int) -> TimeExpression | None:
    """A bare number as an hour of the day."""
    clock = pieces.at(number, 0)
    if clock is None:
        return None
    return TimeExpression(
        str(number), (0, 0), Grain.CLOCK, time_from=clock.begin, time_to=clock.end, either_half=clock.either
    )


def _fitting(plain: str, wish: TimeExpression, offered: Sequence[Begins]) -> tuple[int, ...]:
    """What the time picks: a clock time among anything but a no or a question, else among courtesy."""
    rest = _without(plain, wish)
    exact = wish.time_from is not None and wish.time_from == wish.time_to and not wish.others
    calm = len(rest) <= _LONGEST and not _OTHERWISE.search(rest)
    if (
        wish.doubt
        or wish.never
        or wish.shift
        or not (calm if exact else _COURTESY.fullmatch(_THAT_ONE.sub("", rest)))
    ):
        return ()
    fits = _fits(wish, offered)
    several = exact or bool(_THAT_ONE.search(rest))
    return fits if several or len(fits) == 1 else ()


def _fits(wish: TimeExpression, offered: Sequence[Begins]) -> tuple[int, ...]:
    """A bare weekday is that of the offers, where its next one is not among them."""
    fits = _within(wish, offered)
    if fits or not wish.bare or wish.date_from is None or wish.date_from != wish.date_to:
        return fits
    any_week = replace(wish, date_from=None, date_to=None, weekdays=(wish.date_from.weekday(),), ambiguous=())
    return _within(any_week, offered)


def _within(wish: TimeExpression, offered: Sequence[Begins]) -> tuple[int, ...]:
    return tuple(
        place
        for place, offer in enumerate(offered)
        if any(
            wishes.holds(reading, offer.start.astimezone(ZoneInfo(offer.zone)).replace(tzinfo=None))
            for reading in wish.ambiguous or (wish,)
        )
    )
