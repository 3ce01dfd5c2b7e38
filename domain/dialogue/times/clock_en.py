"""English clock times and windows of them, as pieces: 3pm, half past three, between 2 and 4 pm, by noon."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from domain.dialogue.times import pieces
from domain.dialogue.times.names_en import COUNT, number
from domain.dialogue.times.pieces import Clock, Piece

HOURS = {
    word: value
    for value, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
}
MINUTES = {
    "oh five": 5,
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "quarter": 15,
    "a quarter": 15,
    "twenty": 20,
    "twenty-five": 25,
    "twenty five": 25,
    "half": 30,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "forty five": 45,
    "fifty": 50,
}
_NAMES = "|".join(sorted(HOURS, key=len, reverse=True))
_MINUTES = "|".join(sorted(MINUTES, key=len, reverse=True))
_HALF = r"(?:\s?(?P<half>[ap])(?:\s?\.?\s?m\b(?:\s?\.)?|(?<=\d[ap])\b(?!['’.]\w)))"
_H = rf"(?P<h>[01]?\d|2[0-4]|{_NAMES})"
_EXACT = (
    # "10 to 2" is a window; "20 to 2" and "ten to two" are clock times
    rf"(?P<past>{_MINUTES}|2[05]) (?P<side>past|to|after) {_H}{_HALF}?",
    rf"(?P<past>{_MINUTES}|[1-5]?\d) (?:minutes? (?P<side>past|to|after|before)|past) {_H}{_HALF}?",
    rf"half (?P<halfpast>{_NAMES}|\d{{1,2}}){_HALF}?",
    rf"{_H}[:.h](?P<m>[0-5]\d)(?:\s?hrs?| o['’]? ?clock)?{_HALF}",
    rf"{_H}:(?P<m>[0-5]\d)(?::00)?",
    rf"(?P<h>[01]?\d|2[0-3])(?P<m>00|15|30|45)(?:\s?(?:h|hrs|hours)\b|{_HALF})",
    rf"(?P<h>0?[1-9]|1[0-2])(?P<m>[0-5]\d){_HALF}",
    rf"{_H}{_HALF}",
    rf"{_H}(?: ?o['’]? ?clock|ish)\b{_HALF}?",
    rf"(?P<h>{_NAMES}) (?P<past>{_MINUTES}){_HALF}?\b",
    r"(?P<h>0\d)(?P<m>[0-5]\d)(?!\s?\d|[%.,:/]\d|-\d(?!\d{3}\b)|\s?(?:km|kwh|rmb|yuan|usd|v)\b|\w)",
    r"(?P<h>1[3-9]|2[0-3])[.h](?P<m>00|15|30|45)(?![\d%])",
    r"(?P<noon>(?:12 )?(?:noon|midday))",
    r"(?P<midnight>mid[ -]?night)",
)
EXACT = tuple(re.compile(pattern) for pattern in _EXACT)
# A bare number is an hour only where nothing counted follows: "at 5 km", "after 3 visits", "by 30 %" are not times.
_FREE = (
    r"(?=\s*(?:,(?!\d)|[;!?)]|\.(?!\d)|$|(?:it|i|we|you|suits?|sounds|looks|does|will|should|could|can|that|so|because|as|since|my|with|when)\b|(?:on|in the|at night|tomorrow|tmr|tmrw|today|tonight|or|and|to|till|until|apart|except|other than|excluding|not|please|pls|plz|works?|is|"
    r"would|if|then|for|but|this|next|sharp|instead|ok|okay|onwards?|mon|tue|wed|thu|fri|sat|sun)\w*(?!\s*%)\b)|\s*[-–]\s*\d|\s*[^\x00-\x7f])"
)
_BARE = re.compile(rf"{_H}(?:[:.](?P<m>[0-5]\d)|h)?{_FREE}")
_WHOLE = re.compile(rf"(?P<h>1\d|2[0-3])(?P<m>00|15|30|45){_FREE}")
_LEAD = (
    r"(?:(?P<after>after|(?<!apart )(?<!aside )from|(?:not|never) (?:before|until)|n[o'’]t before|no earlier than|not earlier than|later than|past|any ?time after|"
    r"starting(?: at| from)?|since)|(?P<closed>no later than|not later than|(?:not|never) (?:after|past)|up to|latest|at the latest)|"
    r"(?P<before>before|by|until|till|earlier than|sooner than|any ?time before|ahead of|prior to)|"
    r"(?P<at>at|do|make it|around|about|approx(?:imately)?|circa|say|exactly|~|@))\s*(?:around |about |at |say )?"
)
_LOOK = 40  # characters before a time that may say what it bounds
LEAD = re.compile(rf"(?:^|(?<=[\s,(:]))(?:{_LEAD})$")
_JOIN = re.compile(r"\s*(?:-|–|—|to|till|until|and|&)\s*")
_ON_DAY = re.compile(
    r",?\s*(?:on (?:the|either|mon|tue|wed|thu|fri|sat|sun)|in the|tomorrow|today|next|this|mon|tue|wed|thu|fri|sat|sun)"
)
_OR = re.compile(r"\d or $")  # "9 to 11 or 2 to 4"
_SPOKEN = re.compile(r"\b(?:between|from)\s*$")
_OPEN = re.compile(r"(?:\b(?:between|from)|^|(?<=[\s,(]))\s*$")
_ONWARDS = re.compile(rf"\s*(?:onwards?|or later|and later|or after(?!\s*(?:\d|{_NAMES}))|\+)(?!\w)")
_EARLIER = re.compile(r"\s*(?:or earlier|or before(?!\s*\d)|at the latest|latest)\b")
EVENT = re.compile(
    r"\b(?:(?P<after>after)|(?P<before>before)) (?P<e>work|lunch|school|breakfast|dinner|business hours|office hours)\b"
)
_SOON = re.compile(
    rf"\b(?:(?:in|(?P<within>within))(?: about| the next)? )?(?P<n>{COUNT}) ?(?P<half>and a half )?(?P<u>hours?|hrs?|h|minutes?|mins?)\b(?:'s? time| from now(?P<now>))?"
)
_EVENTS = {"lunch": (13, 12), "work": (18, 9), "school": (15, 8), "breakfast": (9, 8), "dinner": (19, 18)}


def find(text: str, *, now: datetime, loose: frozenset[int]) -> Iterator[Piece]:
    """`loose` holds the places just behind a day or part of day, where a bare number is an hour too."""
    times = sorted(_times(text, loose), key=lambda piece: (piece.start, -piece.end))
    for piece in times:
        yield _with_bound(piece, text)
        yield from _windows(piece, text)
    yield from _soon(text, now)
    for match in EVENT.finditer(text):
        after, before = _EVENTS.get(match["e"], (18, 9))
        clock = pieces.at(after if match["after"] else before, 0, half=None)
        if clock:
            sure = replace(clock, either=False)
            yield Piece(*match.span(), clock=pieces.bounded(sure, "after" if match["after"] else "before"))


def _times(text: str, loose: frozenset[int]) -> Iterator[Piece]:
    for pattern in EXACT:
        for match in pattern.finditer(text):
            clock = None if _inside_word(text, match.start()) else _clock(match)
            if clock:
                yield Piece(*match.span(), clock=clock)
    for match in (*_BARE.finditer(text), *_WHOLE.finditer(text)):
        clock = None if _inside_word(text, match.start()) else _clock(match)
        if clock and _is_hour(match, text, loose):
            yield Piece(*match.span(), clock=clock)


def _is_hour(match: re.Match[str], text: str, loose: frozenset[int]) -> bool:
    before = text[max(0, match.start() - _LOOK) : match.start()]
    at = match.start() - len(before)
    if (
        LEAD.search(before)
        or _SPOKEN.search(before)
        or (match["h"] != "one" and at + len(before.rstrip(" ,")) in loose)
    ):
        return True  # "the afternoon one" is a choice
    join = _JOIN.match(text, match.end())
    if join is None:
        return False
    later = _BARE.match(text, join.end())
    return bool(later and (_ON_DAY.match(text, later.end()) or _OR.search(before))) or any(
        pattern.match(text, join.end()) for pattern in EXACT
    )


def _inside_word(text: str, start: int) -> bool:
    return start > 0 and (
        (text[start - 1].isascii() and text[start - 1].isalnum())
        or (text[start - 1] in ".:/-" and text[start - 2 : start - 1].isdigit())
    )


def _value(text: str | None, names: dict[str, int]) -> int:
    return names[text] if text in names else int(text or 0)


def _clock(match: re.Match[str]) -> Clock | None:
    groups = match.groupdict()
    if groups.get("noon"):
        return pieces.at(12, 0)
    half = {"a": 0, "p": 12}.get(groups.get("half") or "")
    if groups.get("midnight"):
        return pieces.at(24, 0)
    if groups.get("halfpast"):
        return pieces.at(_value(groups["halfpast"], HOURS), 30, half=half)
    hour = _value(groups["h"], HOURS)
    minute = _value(groups.get("past") or groups.get("m"), MINUTES)
    if groups.get("side") in {"to", "before"}:
        hour, minute = (hour - 1 or 12), 60 - minute
    return pieces.at(hour, minute, half=half, whole=(groups["h"] or "").startswith("0"))


def _with_bound(piece: Piece, text: str) -> Piece:
    look = max(0, piece.start - _LOOK)
    lead = LEAD.search(text[look : piece.start])
    start = look + lead.start() if lead else piece.start
    bound = next((name for name in ("after", "before", "closed") if lead and lead[name]), "")
    tail = _ONWARDS.match(text, piece.end) or _EARLIER.match(text, piece.end)
    end = tail.end() if tail else piece.end
    if tail:
        bound = "after" if tail.re is _ONWARDS else "closed" if "latest" in tail[0] else "before"
    assert piece.clock is not None
    clock = pieces.bounded(piece.clock, "by" if bound == "closed" else bound)
    return replace(piece, start=start, end=end, clock=clock)


def _windows(first: Piece, text: str) -> Iterator[Piece]:
    """From this time to one that follows; the later time's a.m. or p.m. holds for both."""
    join = _JOIN.match(text, first.end)
    if not join or first.clock is None:
        return
    look = max(0, first.start - _LOOK)
    opening = _OPEN.search(text[look : first.start])
    spoken = bool(opening and opening[0].strip())
    lead = LEAD.search(text[look : first.start])
    start = look + (
        opening.start() if opening and spoken else lead.start() if lead and lead["at"] else first.start - look
    )
    if "and" in join[0] and not (spoken and opening and "between" in opening[0]):
        return
    for pattern in (*EXACT, _BARE):
        match = pattern.match(text, join.end())
        clock = _clock(match) if match else None
        if match and clock:
            yield Piece(start, match.end(), clock=pieces.window(first.clock, clock))


def _soon(text: str, now: datetime) -> Iterator[Piece]:
    for match in _SOON.finditer(text):
        if not match[0].startswith(("in ", "within ")) and match["now"] is None:
            continue
        minutes = number(match["n"]) * (60 if match["u"].startswith("h") else 1) + (
            30 if match["half"] else 0
        )
        moment = now + timedelta(minutes=minutes)
        clock = pieces.at(moment.hour, moment.minute, half=moment.hour // 12 * 12)
        if clock and match["within"]:
            clock = (
                Clock(now.time().replace(second=0, microsecond=0), clock.end)
                if moment.date() == now.date()
                else None
            )
        yield Piece(*match.span(), days=pieces.one(moment.date() if clock else now.date()), clock=clock)
