"""A remark beside a wish that it should not cost too much: no question and no condition, as the summary names the price. Pure."""

import re
from typing import Final

from domain.dialogue import script
from domain.dialogue.facts import Asked, Talk

_REMARK: Final = re.compile(
    r"[,;.]?\s*(?:(?:(?:价格|价钱|费用)?(?:别|不要|不能)(?:太|搞得太|弄得太)贵|(?:价格|价钱|费用|报价|收费|花费|总价)[也可]?(?:别|不要|不能)(?:太|搞得太|弄得太)高)(?:就行|就好|了|啊|吧)?|(?:要是|如果|只要|假如)不(?:太|是太|算太)?贵(?:的话)?|不(?:太|是太|算太)?贵的话)|"
    r"[,;.]?\s*(?:and |but |as long as |if )?(?:it['’]?s |it is |that['’]?s )?(?:nothing|not) too (?:expensive|dear|pricey)(?: please)?"
)
_OPEN: Final = frozenset({Asked.NOTHING, Asked.JOB, Asked.WHEN, Asked.SITE, Asked.CHANGE})
_LEAST: Final = 3  # characters of the wish that is left


def without(text: str, talk: Talk) -> str:
    """Return the text with spaces in place of such a remark; as it is where a yes may follow, which is none under a condition."""
    plain = script.plain(text)
    spans = [] if talk.task and talk.asked not in _OPEN else [each.span() for each in _REMARK.finditer(plain)]
    rest = text
    for start, end in spans:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return rest if len(rest.strip()) >= _LEAST else text
