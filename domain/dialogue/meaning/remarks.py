"""A plain yes to the summary of a visit with a harmless remark behind it: both are read, each for itself. Pure.

The yes has to be one by `agreement`, and say the deed, the time or that it fits: of a bare “yes” nobody knows what it
meant once more is said. The remark has to be made of clauses that are known to be harmless, each a question about the
visit that is only answered, or a statement of who brings the car or how it is handed over. No model has a say.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.dialogue import own_topics, script, topics
from domain.dialogue.facts import Asked, Talk
from domain.dialogue.meaning import agreement, jobs, remark_forms
from domain.dialogue.memory import Matter
from domain.dialogue.times import when
from domain.dialogue.topics import Topic

LONGEST: Final = 200  # characters of a remark; who writes more says more than a remark
_ANSWERED: Final = frozenset(
    {
        Topic.LENGTH,
        Topic.PLACE,
        Topic.PHONE,
        Topic.PARKING,
        Topic.WAITING,
        Topic.MECHANIC,
        Topic.BRING,
        Topic.SAFE,
    }
)  # none of these decides whether a visit is wished
_ENDS: Final = re.compile(r"[.!;]+(?=\s|$|[^\x00-\x7f])|,|\n|\band\b")
_CLAUSE_ENDS: Final = re.compile(r"[.!;]+(?=\s|$|[^\x00-\x7f])|[?,\n]|\band\b")
_QUOTES: Final = re.compile(r"[\"「」『』“”]")


@dataclass(frozen=True, slots=True)
class Parts:
    """The yes, and what was said beside it: something to answer, or something to pass on."""

    yes: str
    remark: str
    asks: bool


def split(text: str, talk: Talk, *, now: datetime, names: tuple[str, ...] = ()) -> Parts | None:
    """Part a yes from what is harmless beside it; None where the text is anything else. names: those of all centres."""
    of = agreement.matter(talk)
    if talk.asked is not Asked.BOOKING or talk.elsewhere or of is None or _QUOTES.search(text):
        return None
    for yes, remark in _cuts(text.strip()):
        asks = _is_harmless(remark, now, names) if _decides(yes, of, talk, now) else None
        if asks is not None:
            return Parts(yes, remark, asks)
    return None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part a text where a clause ends, the shortest beginning first."""
    for match in _ENDS.finditer(script.plain(text)):
        yes, remark = text[: match.start()].strip(), text[match.end() :].strip()
        if yes and remark:
            yield yes, remark


def _decides(yes: str, of: Matter, talk: Talk, now: datetime) -> bool:
    """Whether the words are a plain yes that says itself what it agrees to."""
    plain = script.plain(yes)
    same = tuple(agreement.restated(plain, when.find(plain, now=now), talk))
    return bool(same or remark_forms.DECIDES.search(plain)) and agreement.is_yes(yes, of, same=same)


def _is_harmless(remark: str, now: datetime, names: tuple[str, ...]) -> bool | None:
    """Whether a remark asks something; None where it may mean more than a remark."""
    asked = remark_forms.SERVICE_BOOK.sub("papers", script.plain(remark))
    plain = asked.replace("'", "")
    named = any(script.plain(name) in plain for name in names)
    if len(plain) > LONGEST or named or remark_forms.UNSETTLES.search(plain):
        return None
    if jobs.find(plain) or any(not each.idle for each in when.find(plain, now=now)):
        return None
    if "?" not in plain and _each_is(remark_forms.is_told, plain):
        return False
    return True if _each_is(_is_answered, asked) else None


def _each_is(form: Callable[[str], bool], plain: str) -> bool:
    """Whether all clauses are of a form, but for words that only lead to the next one."""
    clauses = [each for part in _CLAUSE_ENDS.split(plain) if (each := part.strip())]
    clauses = [each for each in clauses if not remark_forms.LEADS.fullmatch(each)]
    return bool(clauses) and all(map(form, clauses))


def _is_answered(clause: str) -> bool:
    of_visit = topics.find(clause, rest=clause, is_open=True, is_summary=False, extra=None)
    every = {*of_visit, *own_topics.find(clause, is_warned=False).topics}
    return topics.asks(clause) and bool(every) and every <= _ANSWERED
