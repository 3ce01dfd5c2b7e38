"""Several jobs that are wished for in one message: one list of them, and what parts two. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from domain.dialogue.meaning.jobs import REMINDED, Mention, mentions, refused

_JOINED = re.compile(
    r"顺便|顺带|一起|一并|同时|另外|外加|以及|还[要有想得]|再[做加换来看]|[和跟与加、+&]|\b(?:and|plus|also|as well as|along with)\b"
)
_APART = re.compile(
    r"还是|或|不|没|别|但|过|了(?!.{0,3}(?:顺便|再|还))|\b(?:or|not|no|but|instead|rather|than|was|were|had|last)\b|[.;!?]"
)  # between two jobs: one in place of the other, or told of the past
_VAGUE = re.compile(
    r"刹车|制动|\bbrakes?|(?:动力)?电池"
)  # a part alone, perhaps the reason for the other job
_WHOLE = re.compile(
    r"年检|体检|全车检|\b(?:mot|inspection)\b"
)  # of the car; “check” alone is of what stands beside it
_OF_WHAT = re.compile(r"[\s的]*|\s*(?:of|on|for)(?: the| my| all)*\s*")
_LISTED = re.compile(
    r"\s*(?:,|、|和|与|跟|以及|还要|还有|再|\b(?:and|plus|also)\b)(?:[\s,]|和|与|还要?|再|要|换|做|检查|弄|修|个|一下|下|\b(?:and|plus|also|an?|the|my|new|some|do|change)\b)*"
)  # between two of a list, and nothing else
_FAMILIES = (
    {"first_service", "yearly_service"},
    {"tyre_service", "wheel_change"},
    {"twelve_volt", "twelve_volt_check"},
)
_GAP = 48  # characters between two jobs of one wish


_ADDED = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|and|please|好的?|可以|行|那)[\s,.!]*)*(?:also|add|plus|再|还|另外|顺便|顺带|也|加)|(?:\btoo|\bas well|\balso|也要|也做)[\s.!]*$"
)


def is_added(plain: str) -> bool:
    """Whether what a text wishes for comes beside what was wished for before: “also …”, “… as well”."""
    return _ADDED.search(plain) is not None


def several(plain: str) -> tuple[str, ...]:
    """The jobs that are wished for together, as they are named: “new tyres and a service”; none where it is one at most."""
    plain = REMINDED.sub(" and ", plain)
    for chain in _chains(plain):
        joined = chain and _JOINED.search(plain, chain[0].end, chain[-1].start)
        if joined and len(_unlike(each for each in chain if not _is_vague(plain, each))) > 1:
            return _unlike(chain)
    return ()


def _chains(plain: str) -> Iterator[list[Mention]]:
    """The jobs that are named one after the other, with nothing between them that parts them."""
    chain = list[Mention]()
    for mention in _wishes(plain):
        goes_on = not chain or _goes_on(plain, chain[-1], mention)
        if not goes_on and _is_vague(plain, mention):
            continue
        if not goes_on:
            yield chain
            chain = []
        chain.append(mention)
    yield chain


def _wishes(plain: str) -> Iterator[Mention]:
    """The jobs that are named and not refused; an inspection only where it is of the whole car."""
    every, unwanted = mentions(plain), refused(plain)
    for each in every:
        gaps = (plain[one.end : other.start] for one, other in pairwise(every) if each in {one, other})
        whole = _WHOLE.fullmatch(plain, each.start, each.end) and not any(map(_OF_WHAT.fullmatch, gaps))
        if (each.job != "inspection" or whole) and each.job not in unwanted:
            yield each


def _goes_on(plain: str, one: Mention, other: Mention) -> bool:
    gap = plain[one.end : other.start]
    if _LISTED.fullmatch(gap):
        return True
    joined = _JOINED.search(gap) and len(gap) <= _GAP and not _APART.search(gap)
    return bool(joined) and not _is_vague(plain, one) and not _is_vague(plain, other)


def _is_vague(plain: str, mention: Mention) -> bool:
    return _VAGUE.fullmatch(plain, mention.start, mention.end) is not None


def _unlike(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The jobs without those that are the same work under another name."""
    unlike = list[str]()
    for each in mentions:
        if each.job not in unlike and not any(
            {each.job, other} <= family for other in unlike for family in _FAMILIES
        ):
            unlike.append(each.job)
    return tuple(unlike)
