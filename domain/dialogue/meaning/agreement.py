"""What a plain yes is: a yes, or the very deed that was asked about, with nothing beside it but courtesy. Pure.

The text has to be made of known pieces from end to end, so whatever else is said (a question, a condition, a doubt,
somebody to ask first, another wish) leaves something over and is no yes. No model has a say here.
"""

import difflib
import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from domain.dialogue import script
from domain.dialogue.facts import Asked, Grain, Talk, TimeExpression
from domain.dialogue.meaning import jobs, yes_en, yes_zh
from domain.dialogue.memory import Matter
from domain.dialogue.times import wishes
from domain.explain.facts import Names

_MARK = 16  # signs of a hash: two addresses in one talk never share them
LONGEST = 160  # characters; who writes more says more than yes
_NO_YES = re.compile(
    r"\?|…|\.\.|。。|哈哈|行行好|"  # asked, left hanging, or laughed at
    r"\byeah[\s,!.]+(?:yeah|right|sure)\b|\b(?:sure|right)[\s,!.]+(?:sure|right|yeah)\b"  # said to wave it off
)
_OTHER_SENSE = re.compile(
    r"好(?:麻烦|辛苦|快|请|办|弄|搞)(?![你您])|可是|要是|(?:师傅|老板|亲|老师)好(?![的嘞呀哒滴])|[是对][哦喔]|(可以|好|行|对|成|中|同意|确认|没问题)(?:倒是|是|倒)\1|\bdeal with\b|"  # “what a bother”, “but”, “if”, a greeting, “oh right”
    r"^[就我那你您这]+是[,.!~ ]*$|^就这(?:样?啊)?[,.!~ ]*$|^我[要想]改[,.!~ ]*$"  # half a sentence, or a sneer
)  # pieces that mean something else side by side
_SEPARATORS = frozenset(" \t\n,.!;:~-()'、·")  # no quotation marks: what is quoted is not said
_YES_SIGNS = frozenset("👍👌✅🆗💯🙆✔☑🤝") | {"[ok]", "[强]", "[好的]", "100%"}
_KIND_SIGNS = frozenset("🙏😊😀😄😁😃☺🥰❤🌹🎉✌💪🤗🚗♂♀")
_DROPPED = {ord(each): None for each in "'\u200d\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"}
_BY_SCRIPT = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z][A-Za-z' -]+")
_WORD = re.compile(r"[a-z]+")
_LONG_WORD = re.compile(r"[a-z]{5,}")
_ONE_LETTER = 0.83  # likeness of a word of six letters to one with a letter wrong
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_UNSWAPPED = {
    word[:at] + word[at + 1] + word[at] + word[at + 2 :]: word
    for word in ("yes", "okay", "sure", "fine", "good", "great", "yeah", "book", "thanks", "please")
    for at in range(len(word) - 1)
    if word[at] != word[at + 1]
}  # two letters in each other's place
_OF_ASKED = {
    Asked.CANCELLING: Matter.CANCEL,
    Asked.CORRECTING: Matter.CORRECT,
    Asked.ERASING: Matter.ERASE,
}


class Owed(Enum):
    """What has still to follow the pieces read so far for a sentence to be whole."""

    NOTHING = auto()
    YES = auto()  # after “and”, “收到”, “时间”
    DEED = auto()  # after “could you”, “帮我”


Spans = Iterable[tuple[int, int]]


def matter(talk: Talk) -> Matter | None:
    """What a yes would write as the talk stands; None where no summary is open."""
    if talk.asked is not Asked.BOOKING:
        return _OF_ASKED.get(talk.asked) if talk.task else None
    moving = talk.task is not None and talk.task.visit is not None
    return Matter.MOVE if moving else Matter.BOOK


def terms(talk: Talk) -> str:
    """All that a yes to the open summary would agree to, in one string; empty where no summary is open."""
    task, of = talk.task, matter(talk)
    if task is None or of is None:
        return ""
    visit = next((each for each in talk.visits if each.number == task.visit), None)
    about: dict[Matter, tuple[object, ...]] = {
        Matter.BOOK: (
            task.job,
            task.slot and task.slot.slot,
            task.car,
            *_transport(talk),
        ),
        Matter.MOVE: (visit and (visit.number, visit.start), task.slot and task.slot.slot, *_transport(talk)),
        Matter.CANCEL: (visit and (visit.number, visit.start),),
        Matter.CORRECT: (task.entry, task.becomes),
        Matter.ERASE: (task.entry,),
    }
    return " ".join(str(each) for each in (of, *about[of]))


def _transport(talk: Talk) -> tuple[str, ...]:
    """How the car comes to the visit; of the address only a hash: terms are kept in buttons, long after it is deleted."""
    if not talk.transport:
        return ()
    return (talk.transport, hashlib.sha256(talk.address.encode()).hexdigest()[:_MARK])


def restated(plain: str, times: Iterable[TimeExpression], talk: Talk) -> Spans:
    """The parts of a plain text that name the day, time, job or place that the open summary is about, and no other."""
    task = talk.task
    visit = next((each for each in talk.visits if task and each.number == task.visit), None)
    about = task.slot if task and task.slot else visit
    if task is None or about is None:
        return ()
    start = about.start.astimezone(ZoneInfo(about.zone)).replace(tzinfo=None)
    return (
        *(each.span for each in times if _is_at(each, start)),
        *(jobs.spans(plain) if _is_job(jobs.find(plain), visit.job if visit else task.job) else ()),
        *(match.span() for name in names(about.centre) for match in re.finditer(re.escape(name), plain)),
    )


def _is_at(expression: TimeExpression, start: datetime) -> bool:
    """Whether words for a clock time mean this start. A day alone may be that of an answer (“confirm tomorrow”)."""
    exact = expression.grain is Grain.CLOCK and not expression.past
    return exact and any(wishes.holds(each, start) for each in expression.ambiguous or (expression,))


def _is_job(mention: str | None, job: str | None) -> bool:
    return mention == job or {mention, job} == {"first_service", "yearly_service"}


def names(centre: object) -> Iterable[str]:
    """A name and its parts by script, in plain letters: “东区服务中心 East Centre” goes by either half."""
    every = centre.texts.values() if isinstance(centre, Names) else (str(centre),)
    parts = [part.strip() for name in every for part in (name, *_BY_SCRIPT.findall(name))]
    return sorted({script.plain(part) for part in parts if len(part) > 1}, key=len, reverse=True)


def is_yes(text: str, of: Matter, *, same: Spans = ()) -> bool:
    """Whether a text agrees to this matter and says nothing else.

    same: the parts of the text that name the day, time, job, place or car in question, and no other.
    """
    plain = script.plain(text)
    if len(plain) > LONGEST or _NO_YES.search(plain) or _OTHER_SENSE.search(plain):
        return False
    letters = list(plain)
    restated = False
    for start, end in same:
        letters[start:end] = " " * (end - start)
        restated = True
    rest = "".join(letters).translate(_DROPPED)
    beside = _RESTATING if restated else _BESIDE
    return any(_is_made_of(each, of, beside) for each in {rest, *_shortened(rest)})


def _shortened(text: str) -> Iterable[str]:
    """“yesss”, “cooool” and “pleae” as they are spelt."""
    return (
        _STRETCHED.sub(r"\1", text),
        _STRETCHED.sub(r"\1\1", text),
        _LONG_WORD.sub(lambda word: _spelt(word[0]), text),
        _WORD.sub(lambda word: _UNSWAPPED.get(word[0], word[0]), text),
    )


def _spelt(word: str) -> str:
    """The word that is meant where one letter is wrong, missing or too many; its first letter is right."""
    near = difflib.get_close_matches(word, yes_en.SPELT, n=1, cutoff=_ONE_LETTER)
    fits = near and near[0][0] == word[0] and abs(len(near[0]) - len(word)) <= 1
    return near[0] if fits else word


def _is_made_of(text: str, of: Matter, beside: frozenset[str]) -> bool:
    """Whether pieces cover the text from end to end, at least one of them agreeing.

    ends: where a piece may end, whether one has agreed by then, and what it leads to that is still to come.
    """
    ends = {(0, False, Owed.NOTHING)}
    for start in range(len(text)):
        for _, agreed, owing in [each for each in ends if each[0] == start]:
            if text[start] in _SEPARATORS:
                ends.add((start + 1, agreed, owing))
            for end in range(start + 1, min(len(text), start + _LONGEST_PIECE) + 1):
                if _is_whole(text, start, end):
                    ends |= _with(text[start:end], of, beside, end=end, agreed=agreed, owing=owing)
    return (len(text), True, Owed.NOTHING) in ends


def _with(
    piece: str, of: Matter, beside: frozenset[str], *, end: int, agreed: bool, owing: Owed
) -> set[tuple[int, bool, Owed]]:
    """What a piece adds to what was read before it."""
    ends = set()
    if piece in DEEDS[of] or (piece in _ALONE and owing is not Owed.DEED):
        ends.add((end, True, Owed.NOTHING))
    if piece in beside and owing is not Owed.DEED:
        ends.add((end, agreed, owing))
    if piece in _LEADS and owing is not Owed.DEED:
        ends.add((end, agreed, Owed.YES))
    if piece in _BEFORE:
        ends.add((end, agreed, Owed.DEED))
    return ends


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut at either end."""
    return not any(
        0 < at < len(text) and all(each.isascii() and each.isalnum() for each in text[at - 1 : at + 1])
        for at in (start, end)
    )


DEEDS = {each: yes_en.DEEDS[each] | yes_zh.DEEDS[each] | yes_zh.DOING for each in Matter}
_ALONE = yes_en.ALONE | yes_zh.ALONE | _YES_SIGNS
_BESIDE = yes_en.BESIDE | yes_zh.BESIDE | _KIND_SIGNS
_BEFORE = yes_en.BEFORE | yes_zh.BEFORE
_LEADS = yes_en.LEADS | yes_zh.LEADS
_RESTATING = _BESIDE | yes_en.AROUND | yes_zh.AROUND
_LONGEST_PIECE = max(map(len, _ALONE.union(_RESTATING, _BEFORE, _LEADS, *DEEDS.values())))
