"""Words of cancelling or moving a visit that wish for neither: a denial, or a report of what was done. Pure."""

import re
from typing import Final

from domain.dialogue import clauses
from domain.dialogue.facts import Intent

_VERBS: Final = {
    Intent.CANCEL: re.compile(r"\bcancel\w*\b|取消"),
    Intent.RESCHEDULE: re.compile(
        r"\b(?:move|moving|moved|reschedul\w*|postpon\w*|chang(?:e|ed|ing))\b|改(?:期|时间|约|日子)|换时间|挪|推迟|延期"
    ),
}
_DENIES: Final = re.compile(
    r"(?:\b(?:don['’]?t|do not|never|not|won['’]?t|no need|needn['’]?t|never mind)(?: (?:to|let \w+|want to|wanna|going to|have to|need to|even|please))*|"
    r"(?:(?<![能可是要得])不|(?<!特)别|没说|没有|没|千万别)(?:要|想|用|必|再|给我|帮我|随便|乱)*)\s*$"
)
_WAS: Final = re.compile(
    r"\b(?:was|were|been|got|has|did|who|why|already|you|they|(?:garage|workshop|centre|center|shop)(?: has)?)(?: (?:my|the|our|this|that) \w+)?\s*$|被(?:你们|店里|服务中心|人|谁)?$|(?:怎么给|(?:谁|为什么|为何)给?)$"
)
_WISHED: Final = re.compile(
    r"\b(?:want|like|need|have|get|can|could|please|would|if|should)\b|请|麻烦|帮|能|要|想"
)
_FEE: Final = re.compile(
    r"\b(?:fee|charges?|charged|cost|penalty)\b|(?:取消|改期|改时间)[^,.!]{0,8}(?:费|钱|扣)"
)  # what a change costs is asked, and no change
_PAST: Final = re.compile(r"(?:l?led|ved|ned|ged)$")
_DID: Final = re.compile(r"^\W*(?:did|have|has)\b")
_MORE: Final = re.compile(
    r"\b(?:can|could|may) (?:we|i|you) (?:do|come|have|take|get|make)\b|\bi (?:need|want)\b|\bso i\b|改到|换到|改成|换成|所以"
)  # a report with the wish that comes of it
_ASKED: Final = re.compile(r"^掉?(?:了(?:吗|么|没)|没有?(?:了|$|[?]))")


def other_meaning(intent: Intent, plain: str) -> Intent | None:
    """Return what a message that speaks of cancelling or moving means where no clause wishes for it.

    NEGATE where it is denied ("don't cancel it", 别改期), CHECK_STATUS where it tells or asks what was done ("my visit was cancelled",
    取消了吗); None where it is a wish, or the intent neither of the two.
    """
    verb = _VERBS.get(intent)
    if verb is None:
        return None
    readings = [_reading(clause, match) for clause in clauses.parts(plain) for match in verb.finditer(clause)]
    if None in readings or (Intent.CHECK_STATUS in readings and _MORE.search(plain)):
        return None
    return next(iter(readings), None)


def _reading(clause: str, verb: re.Match[str]) -> Intent | None:
    before = clause[: verb.start()]
    if clauses.is_imagined(clause) or _FEE.search(clause):
        return Intent.CHECK_STATUS
    if _DENIES.search(before):
        return None if clauses.asks(clause) else Intent.NEGATE
    past = _WAS.search(before) and (_PAST.search(verb[0]) or not verb[0].isascii())
    asked = _ASKED.match(clause[verb.end() :]) or _DID.search(before)
    return Intent.CHECK_STATUS if asked or (past and not _WISHED.search(before)) else None
