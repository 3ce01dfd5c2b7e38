"""Wishes to be rid of something, in a clause of their own: a booked visit cancelled, or a booking that nobody had wished for. Pure."""

import re
from dataclasses import replace
from typing import Final

from domain.booking.jobs import overlap
from domain.dialogue import clauses, facts, script
from domain.dialogue.facts import Intent, Meaning, Talk
from domain.dialogue.topics import Topic

_SOMETHING: Final = r"(?:it|that|this|this one|that one|(?:the|my|that|this) (?:\w+ ){0,2}(?:booking|appointment|visit|reservation|slot))"
_CANCELS: Final = re.compile(
    rf"(?:(?:so|and|then|now|ok|okay|well|oh|i mean|no|actually|just|please|sorry) )*(?:(?:can|could|would|will) you (?:please |just )?|please (?:just )?|i(?:['’]d like| would like| want| need| have)(?: you)? to )?(?:cancel|call off) {_SOMETHING}(?: (?:for me|then|please|again|now|altogether|off|completely))*|"
    rf"(?:no )?i(?:['’]d like| would like| want| need) {_SOMETHING} (?:to be )?(?:cancelled|canceled|called off)(?: (?:please|now|then|altogether))*|"
    r"(?:那|就|还是|所以|麻烦|请|你|您|给我|帮我|替我|我要|我想|我就是要|直接|把|这个|那个|我的|预约)*(?:取消|退)(?:掉|了)?(?:这个|那个|我的|这次|那次)?(?:预约|订单)?(?:吧|就行|就好|好了|谢谢|可以吗|好吗|行吗)?"
)
_STILL: Final = re.compile(
    r"改期|改到|换个时间|\b(?:move|reschedul\w*|instead|unless|if|keep|leave it|as it was|(?:old|original) time|(?:says?|said)[ ,:]+(?:please )?cancel|dentist|doctor|hairdresser)\b|"
    r"如果|要不要|还是别|保留|留着|说取消|让(?:我|他|她)取消"
)
_ASKED: Final = re.compile(r"[?]|[吗么]\W*$")
_A_VISIT: Final = r"(?:(?:an?|any|the|this|that|another) )?(?:anything|something|it|that|visit|booking|appointment|slot|service)"
_NO_BOOKING: Final = re.compile(
    rf"(?:(?:no|well|but|oh|look|sorry|hey|please|listen|hang on) )*i (?:didn['’]?t|did not|never|don['’]?t|do not|have not|haven['’]?t|wasn['’]?t|am not|was not) (?:even |really |actually )?(?:ask(?:ed|ing)?(?: you)?(?: for)?|want(?:ed|ing)?|need(?:ed)?|say|said|wish|tell you|told you|mean|trying|going)?(?: i wanted)? ?(?:to )?(?:book|make|booking)(?: (?:in|up))?(?: {_A_VISIT})?(?: (?:now|yet|today|at all|for now|here|just now))*|"
    rf"i (?:didn['’]?t|did not|never|don['’]?t|do not) (?:ask(?:ed)? for|want|need) (?:an?|any|the|this|that) (?:booking|appointment|visit|slot)(?: (?:now|yet|today|at all|for now))*|"
    r"(?:no|not a|without a) (?:booking|appointment|visit)s?(?: (?:please|for now|now|yet|today|for the moment|thanks))*|(?:please )?(?:don['’]?t|do not|stop) (?:book|booking)(?: (?:anything|it|me in|for me|me))?(?: (?:please|for now|yet|now))*|"
    r"(?:我)?(?:又|根本|可)?(?:没有?|没)(?:说|让你|叫你|要你|想|打算)(?:过)?(?:我)?(?:要|想)?(?:预约|约|订|预定)(?:啊|呀|了|什么|任何东西)?|我?(?:先|暂时|现在|目前)?(?:不|别|不要|不想|不用|不打算|还不想)(?:急着)?(?:给我|帮我)?(?:预约|约|订|预定)(?:了|啊|先)?|我?不是(?:要|来|想)(?:预约|约)的?"
)


def cancels(meaning: Meaning, text: str, talk: Talk) -> Meaning:
    """The wish to cancel the one visit that is meant, where a clause says so in plain words, whatever is told around it.

    In a booking the same words may be of that, which is left to be asked.
    """
    task, plain = talk.task, script.plain(text)
    is_moving = task is not None and task.intent is Intent.RESCHEDULE
    sure = meaning.intent is Intent.CANCEL and meaning.sure >= facts.DO
    if not talk.visits or not (task is None or is_moving) or (meaning.when and not sure):
        return meaning
    number = task.visit if task else _only(meaning, talk)
    if number is None or meaning.number or _STILL.search(plain):
        return meaning
    if not any(_CANCELS.fullmatch(_bare(each)) for each in clauses.parts(plain)):
        return meaning
    topics = tuple(each for each in meaning.topics if each is not Topic.EXTRA)
    wish = replace(meaning, intent=Intent.CANCEL, sure=1.0, number=number, topics=topics)
    return replace(wish, job=None, extra=None, when=None, soonest=False)


def _only(meaning: Meaning, talk: Talk) -> int | None:
    fits = [each for each in talk.visits if meaning.job is None or overlap(meaning.job, each.job)]
    return fits[0].number if len(fits) == 1 else None


def without_refusal(text: str) -> str | None:
    """The rest of a text that says that no booking was or is wished for; None where it says nothing of the kind."""
    plain = script.plain(text)
    spans = clauses.spans(plain)
    refused = [span for span in spans if _refuses(plain[slice(*span)])]
    if not refused:
        return None
    return " ".join(text[start:end].strip() for start, end in spans if (start, end) not in refused).strip()


def _refuses(clause: str) -> bool:
    """A refusal is no question: “I didn't book it yet?”."""
    return not _ASKED.search(clause) and _NO_BOOKING.fullmatch(_bare(clause)) is not None


def _bare(clause: str) -> str:
    return clause.strip(" ,.;!?~\n")
