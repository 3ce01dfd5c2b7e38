"""Words that may stand for either of two kinds of work: a “yearly inspection” is the yearly service or an inspection. Pure."""

import re
from dataclasses import replace
from typing import Final

from domain.dialogue import script
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.topics import Topic

_EITHER: Final = re.compile(r"\b(?:yearly|annual)(?: car| vehicle)? inspection\b")
_WORKS: Final = ("yearly_service", "inspection")
_WISHES: Final = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY})


def doubted(meaning: Meaning, text: str) -> Meaning:
    """The meaning with both kinds of work, of which one is asked for or each is priced; as it is where the words stand for one."""
    if meaning.job != _WORKS[0] or meaning.extra or not _EITHER.search(script.plain(text)):
        return meaning
    if meaning.intent in _WISHES:
        return replace(meaning, job=None, more=_WORKS)
    is_price = meaning.intent is Intent.QUESTION and Topic.PRICE in meaning.topics
    return replace(meaning, extra=_WORKS[1]) if is_price else meaning
