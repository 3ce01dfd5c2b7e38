"""What a short question asks of the message that came last, which alone tells what it is about. Pure."""

import re
from collections.abc import Mapping
from typing import Final

from domain.dialogue.topics import Topic

_WAIT: Final = re.compile(r"\bwait (?:another |for (?:another )?)?(?=\w+ (?:day|week|month)s?\b)")
_TIME: Final = re.compile(
    r"^(?:那|请问|到底|具体|准确|是|在)*(?:几点|几号|哪天|周几|什么时候|啥时候|什么时间)(?:啊|呢|呀|的|来着)?[?!.\s]*$|^(?:so |and |but )?(?:when|what time|at what time|which day)(?: exactly| precisely| is (?:it|that))*[?!.\s]*$"
)
_PAID: Final = re.compile(
    r"(?:上次|上回|这次|那次|总共|一共|最后|到底)?(?:花|付|收)了(?:我)?(?:多少|几)|\bwhat did (?:i|it|that|they|you) (?:pay|cost|charge)\b|\bhow much (?:did|have|was) (?:i|it|that|they|you)\b|\bhow much was\b"
)
_WARNING: Final[Mapping[Topic, re.Pattern[str]]] = {
    Topic.TIME: _TIME,
    Topic.NEGLECT: re.compile(
        r"\b(?:can|could|may|should) (?:i|it|we|this|that)(?: \w+)? wait\b|\b(?:really|truly|absolutely) (?:necessary|needed|have to)\b|\bdo i (?:really |even )?(?:need|have) to (?:do|fix|change)\b|等(?:到|个|上)?[^,.!?]{1,6}(?:再|才)(?:去|做|修|换|来|弄|处理)[^,.!?]{0,3}(?:行|可以|好|来得及|成)|非[^,.!?]{1,5}不可|必须(?:现在|马上|立刻)[^,.!?]{0,4}(?:吗|么)|一定要(?:做|修|换|现在)[^,.!?]{0,4}(?:吗|么)|(?:能|可以)(?:先)?不(?:做|修|换|管)(?:吗|么)"
    ),
    Topic.SURE: re.compile(
        r"\b(?:was|is) (?:that|this|it) (?:really |even )?(?:right|true|correct|real)\b|(?:对不对|是真的吗|真的假的|准不准)"
    ),
    Topic.WHY: re.compile(
        r"(?:什么|啥)(?:零件|部件|配件)|(?:这|那)(?:个|到底)?是(?:什么|啥)(?:东西|玩意)|\bwhat(?:'s| is)? (?:that|this|the)(?: kind of)? (?:part|thing)\b|\b(?:what|which) part\b"
    ),
}
_VISIT: Final[Mapping[Topic, re.Pattern[str]]] = {Topic.TIME: _TIME}
_DONE: Final[Mapping[Topic, re.Pattern[str]]] = {
    Topic.PRICE: re.compile(_PAID.pattern + r"|多少钱|\bhow much\b|\bwhat .{0,10}\bcost\b"),
    Topic.FOUND: re.compile(
        r"\b(?:was|is) (?:that|this|it|the warning) (?:really |even )?(?:right|true|correct)\b|(?:对不对|真的假的|准不准)|(?:查|做|换|修)(?:出|到)?(?:来)?了?(?:些)?(?:什么|啥)|\bwhat (?:did|was|have) (?:they|you|done|found)\b"
    ),
}


def of_warning(plain: str) -> tuple[Topic, ...]:
    return _all(plain, _WARNING)


def of_visit(plain: str) -> tuple[Topic, ...]:
    """What is asked of a visit that is booked."""
    return _all(plain, _VISIT)


def of_past_visit(plain: str) -> tuple[Topic, ...]:
    return _all(plain, _DONE)


def _all(plain: str, forms: Mapping[Topic, re.Pattern[str]]) -> tuple[Topic, ...]:
    return tuple(topic for topic, form in forms.items() if form.search(plain))


def until(plain: str) -> str:
    """Return a text with the time for which it asks to wait as a time from now: "wait two weeks" is "in two weeks"."""
    return _WAIT.sub("in ", plain)
