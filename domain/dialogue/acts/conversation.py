"""While a person of the centre talks with the owner: what is written goes there, and the assistant rests."""

import re
from typing import Final

from domain.contact import buttons
from domain.contact.facts import Reply
from domain.core import Unit
from domain.dialogue import commands, pending, script, store
from domain.dialogue.acts import first, onboarding, people
from domain.dialogue.meaning import address, person
from domain.handover import service as handover
from domain.handover.about import Conversation
from domain.registry.tables import Owner

_ENDS: Final = re.compile(
    r"(?:(?:ok|okay|great|good|thanks|thank you|thx|ty|cheers|no)[\s,.!]*)*"
    r"(?:that(?:'?s| is| was) all|nothing else|(?:end|stop|close|finish) (?:the |this )?(?:conversation|chat|talk)|(?:good)?bye)"
    r"(?:[\s,.!]*(?:for (?:now|today)|then|thanks|thank you|thx|please|bye))*[\s.!]*"
    r"|(?:(?:好|好的|行|嗯|可以|没|没有|谢谢|多谢|谢了|感谢)[了啦吧\s,.!~]*)*"
    r"(?:结束(?:这个|本次)?(?:对话|聊天|会话|咨询)|不聊了|(?:就|先)(?:这样|到这里?|这些)|没有?(?:别的|其他|其它)(?:问题|事情?)?|没有?问题了|再见|拜拜)"
    r"(?:[了啦吧哈\s,.!~]|谢谢|多谢|谢了|感谢|再见)*"
)
_SAYS_END: Final = re.compile(
    r"\b(?:end|stop|close|finish|(?:good)?bye)\b|结束|不聊|再见|拜拜"
)  # the rest may answer a question
_TRANSCRIPT: Final = re.compile(
    r"(?:(?:please )?show (?:me )?)?(?:what was said|(?:the |our |my )?(?:transcript|conversation))(?: (?:of|with) .{1,40})?[\s.?!]*"
    r"|(?:看|查看|看看|显示)?(?:一下)?(?:我的|人工)?(?:对话记录|聊天记录|沟通记录)"
)


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Pass words on to the person who talks with the owner; None where nobody does, or they are for the assistant.

    What both sides said is shown at any time. An emergency is not for here. A farewell that may answer the person's
    question ("anything else?", "no, nothing else") goes on, with a button that ends it.
    """
    plain = script.plain(text).strip()
    if _TRANSCRIPT.fullmatch(plain):
        return people.transcript(unit, owner, Conversation())
    request = handover.conversation(unit, owner.id)
    if request is None or _is_for_assistant(unit, owner, text):
        return None
    ends = _ENDS.fullmatch(plain) is not None
    is_answer = ends and _SAYS_END.search(plain) is None and handover.asks_owner(unit, request)
    is_first = handover.hear(unit, owner.id, text)
    if is_first is None:
        return None
    first.leave_question(unit, owner)
    if (ends and not is_answer) or person.takes_back(text):
        return people.take_back(unit, owner, {})
    return people.passed_on(unit, request, text) if is_first or is_answer else Reply()


def resting(unit: Unit, owner: Owner) -> Reply | None:
    """Say that words have gone to the person who talks with the owner; None where nobody does."""
    request = handover.conversation(unit, owner.id)
    return people.passed_on(unit, request) if request else None


def _is_for_assistant(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text is addressed to the assistant, a command or a link code, or answers what the assistant asked last."""
    memory = store.load(unit, owner.id)
    asks = memory.talk.task is not None and not memory.talk.elsewhere
    return (
        asks
        or address.of_assistant(text) is not None
        or onboarding.looks_like_code(text)
        or commands.command_of(text) is not None
        or pending.answer(memory.pending, text) is not None
        or any(each.verb.startswith("person.") for each in buttons.labelled(unit, owner.id, text))
    )
