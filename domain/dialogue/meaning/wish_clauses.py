"""A wish for a visit in a clause of its own beside a question: "how much is it? And move it to Monday". Pure."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from domain.booking.jobs import overlap
from domain.dialogue import clauses, facts, script
from domain.dialogue.facts import Asked, Intent, Meaning, Talk
from domain.dialogue.meaning import inquiries, patterns
from domain.dialogue.times import picks
from domain.dialogue.topics import Topic

_PART: Final = re.compile(
    r"[,;!?]+\s*|\.(?!\d)\s*|\s(?:and|but|also|so|plus)\s+(?=(?:what|how|when|where|is|are|do|does|until|till|will|can|could|please|move|make|reschedule|change|book|put|push|shift)\b)"
)
_CHANGES: Final = re.compile(
    r"(?:改|换|移|挪|推迟|推后|提前|延)(?:到|成|至|期|约|个?时间|一下)|[预订]约(?!的|了|过|号|单)|(?<![大节契合赴履爽])约(?:在|个|上|到)|"
    r"\b(?:move|reschedule|postpone|shift|push|switch|book|schedule)\b|\bchange (?:it|that|my|the (?:time|day|date|visit|appointment|booking))\b|\bmake it\b"
)
_NO_WISH: Final = re.compile(
    r"已经|昨天|刚才?(?:改|约)|如果|要是|假如|万一|\b(?:already|yesterday|did|have|has|had|was|were)\b(?! to\b)"
)
_NO_VISIT: Final = re.compile(
    r"\b(?:back|home|need (?:it|the car)|leave|fly|flight) (?:by|before|until|at|on)\b|\bpick(?:ing)? (?:it|the car) up\b|要用车|之前要|取车|接孩子|赶飞机|回(?:来|家)"
)  # a time of something else
_LONGEST: Final = 400  # own choice: longer stories are read as a whole
_BOOKS_TOO: Final = re.compile(
    r"\b(?:book|put|fit|sign|pencil|squeeze|slot) (?:me|us|that|it|this|my car|the car)(?: in| down| up)?\b|\bbook (?:in )?(?:an?|another|for)\b|\b(?:make|need|want) (?:an?|another) (?:appointment|booking)\b"
    r"|约(?:上|一下|下|一?个|进去|了吧)|(?:帮我|给我|也|再|另外?)(?:预)?约"
)
_IN_ONE: Final = re.compile(
    r"同一次|一次(?:性)?(?:做|弄|搞)|一趟|\b(?:same|one|this) (?:visit|go|appointment|time)\b|\btogether\b"
)
_WISHES: Final = frozenset({Intent.BOOK, Intent.RESCHEDULE})
_TIMED: Final = frozenset({Intent.INFORM, Intent.ASK_AVAILABILITY})
_OPEN: Final = frozenset({Intent.QUESTION, Intent.CAR_QUESTION, *_WISHES, *_TIMED})


def beside(meaning: Meaning, text: str, talk: Talk, read: Callable[[str], Meaning]) -> Meaning:
    """The wish that stands in clauses of its own, with what the others ask; the meaning as it is where there is none.

    read: what words by themselves mean. A clause that denies, imagines or reports is no wish.
    """
    is_lost = meaning.when is None or meaning.intent is Intent.QUESTION or bool(meaning.when.doubt)
    if not meaning.topics or not is_lost or meaning.intent not in _OPEN:
        return meaning
    words = _wish_words(text, talk)
    wish = read(words) if words else meaning
    if wish.topics or wish.plain or not _is_wish(wish, words, talk):
        return meaning
    anew = wish.intent in _TIMED and (talk.task is None or talk.task.intent is Intent.CANCEL) and wish.job
    return replace(
        wish,
        intent=Intent.BOOK if anew else wish.intent,
        sure=1.0,
        topics=meaning.topics,
        kinds=meaning.kinds,
        limit=meaning.limit,
        asked_days=meaning.asked_days,
    )


def _is_wish(meaning: Meaning, words: str, talk: Talk) -> bool:
    """Whether words by themselves wish for a visit or another time: by their verb, by work and time, or by a time where one is waited for."""
    when = meaning.when
    if meaning.intent not in _WISHES | _TIMED or (meaning.intent in _TIMED and when is None):
        return False
    if when and when.doubt:
        return False
    if meaning.job and when and not any(overlap(meaning.job, visit.job) for visit in talk.visits):
        return meaning.sure >= facts.ASK
    plain = script.plain(words)
    waits = talk.asked in facts.TAKES_TIME if talk.task else talk.warned_slot is not None
    alone = when is not None and (picks.courteous(plain, when) or patterns.SUITS.search(plain))
    is_time = waits and alone and not _NO_VISIT.search(plain)
    least = facts.ASK if is_time and meaning.intent is Intent.ASK_AVAILABILITY else facts.DO
    return meaning.sure >= least and bool(is_time or _CHANGES.search(plain))


def other_work(meaning: Meaning, text: str, talk: Talk) -> Meaning:
    """The wish to have other work booked than that of the visit in question, or work that only a story names; "in the same visit" is none."""
    plain = script.plain(text)
    job = meaning.extra or meaning.job
    of_visit = talk.task is None or talk.task.intent in {Intent.RESCHEDULE, Intent.CANCEL}
    is_unclear = meaning.intent is Intent.OOS or meaning.sure < facts.DO
    if not (is_unclear or Topic.EXTRA in meaning.topics) or job is None or not of_visit:
        return meaning
    clause = next((each for each in _PART.split(plain) if _BOOKS_TOO.search(each)), "")
    if not clause or _IN_ONE.search(plain) or clauses.is_denied(clause) or clauses.is_imagined(clause):
        return meaning
    topics = tuple(each for each in meaning.topics if each is not Topic.EXTRA)
    return replace(meaning, intent=Intent.BOOK, sure=1.0, job=job, extra=None, topics=topics)


def _wish_words(text: str, talk: Talk) -> str:
    """The clauses that ask nothing; "" where all or none do, or where they wish for nothing."""
    plain = script.plain(text)
    if len(plain) > _LONGEST:
        return ""
    ends = [(match.start(), match.end()) for match in _PART.finditer(plain)]
    spans = list(
        zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(plain)], strict=True)
    )
    parts = [(text[start:end], plain[start:end]) for start, end in spans if plain[start:end].strip()]
    rest = [each for each, bare in parts if not _asks(bare, talk)]
    words = ", ".join(rest)
    bare = script.plain(words)
    is_wish = not (clauses.is_denied(bare) or clauses.is_imagined(bare) or _NO_WISH.search(bare))
    return words if 0 < len(rest) < len(parts) and is_wish else ""


def _asks(clause: str, talk: Talk) -> bool:
    return bool(inquiries.with_topics(clause, Meaning(Intent.INFORM), (), talk).topics) or clauses.asks(
        clause
    )


def picked(meaning: Meaning, text: str, talk: Talk) -> Meaning:
    """What a question rides on that begins with a choice: “the first one is fine, how long will it take?”; else the meaning as it is."""
    if meaning.intent is not Intent.QUESTION or meaning.when or talk.asked is not Asked.SLOT:
        return meaning
    plain = script.plain(text).strip()
    start, end = next(iter(clauses.spans(plain)), (0, 0))
    first = plain[start:end]
    places = () if clauses.asks(first) or end == len(plain) else picks.places_of(first, None, talk.offered)
    one = len(places) == 1
    return replace(meaning, intent=Intent.INFORM, sure=1.0, pick=places[0]) if one else meaning
