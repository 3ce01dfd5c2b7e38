"""Whether the words of a clause are a wish: neither denied, nor only imagined or asked, nor of somebody else. Pure; plain texts."""

import re
from typing import Final

_CLAUSE: Final = re.compile(
    r"(?:and )?(?:(?![,;!?]|\.(?:\s|$|(?=[\u4e00-\u9fff]))|\band (?=(?:please |also |then )*(?:no|don'?t|do not|stop|turn|switch|answer|speak|only|remind)\b)).)+[,;!?.]*"
)
_DENIED: Final = re.compile(
    r"\b(?:don['’]?t|do not|did(?: not|n['’]?t)|never|not|won['’]?t|can['’]?t|couldn['’]?t|cannot|doesn['’]?t|isn['’]?t|wasn['’]?t|haven['’]?t)\b(?! (?:only|just|forget|fail|miss))|"
    r"别|不要|不想|不用|不必|没|不会|不是|不能|不(?=$|说|开|讲)"
)
_BEGINS: Final = re.compile(
    r"\bbut\b|\bso (?=(?:please|you|can|could|let|switch|speak|answer|reply|write|use|go)\b|$)|那就|所以|(?<![别要想我])就(?![这那])|(?<![用要别])请"
)  # a wish behind a denial of something else
_ELSE: Final = re.compile(
    r"\bif\b(?! (?:possible|you can|you could|that(?:['’]s| is) (?:ok|okay|fine)|at all possible)\b)|\b(?:whether|afraid|said|says|told|someone|somebody|anyone|anybody|nobody|who|he|she|they|did you|does|has|have you|were|the (?:mechanic|garage|workshop|centre|center|guy|clerk|manual|dealer)|the (?:staff|technicians?|people)|(?:wife|husband|son|daughter|father|mother|mum|mom|dad|friend|neighbou?r|colleague|boss|phone)(?:['’]s|s)?)\b|"
    r"如果(?!可以|方便)|要是(?!可以|方便)|假如|万一|怕|老婆|老公|妻子|丈夫|朋友|邻居|同事|店员|师傅|店里|服务中心|客服|手机|说明书|有人|别人|谁|已经|早就|(?<!其)他|她|保险公司|会不会|要不要"
)
_IMAGINED: Final = re.compile(
    r"\bif\b(?! (?:possible|you can|you could|that(?:['’]s| is) (?:ok|okay|fine)|at all possible)\b)|\bwhat happens\b|会怎|怎么样|会不会|怎么办|(?<!可以)的话|多久"
)
_ASKS: Final = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|hi|hello)\W+)*(?:what|which|when|how|is|are|do(?! not)|does|did|was|were|why|has|have|should)\b(?!['’])|^(?:什么|哪|怎么|为什么|现在.*(?:几点|什么|吗))|(?:是什么|是多少|几点|吗|么)\W*$|[?]"
)
_POLITE: Final = re.compile(
    r"\b(?:can|could|would|will|may|might) (?:you|u|i|we)\b|\bdo you (?:speak|understand|write)\b|\bplease\b|\bpls\b|\bhow (?:do|can) i\b|能不能|可不可以|可以|能(?:否|帮|把|给)|你会[说讲]|请|麻烦|帮我|行不行|好吗"
)


def spans(plain: str) -> list[tuple[int, int]]:
    """Return where the clauses stand: what is between commas and full stops, and a further wish behind an "and"."""
    return [match.span() for match in _CLAUSE.finditer(plain)]


def parts(plain: str) -> list[str]:
    """Return the clauses themselves, as `spans` tells where they stand."""
    return [match[0] for match in _CLAUSE.finditer(plain)]


def is_denied(before: str) -> bool:
    """Whether the words before a verb deny it: "don't …", 别……; a denial ends where a wish begins ("…, so please …")."""
    return _DENIED.search(_BEGINS.split(before)[-1]) is not None


def is_of_others(before: str) -> bool:
    """Whether the words before a verb name somebody else who does it, or report it."""
    return _ELSE.search(before) is not None


def is_imagined(clause: str) -> bool:
    """Whether a clause asks what would come of something."""
    return _IMAGINED.search(clause) is not None


def asks(clause: str) -> bool:
    """Whether a clause is a question that is no polite wish ("can you …")."""
    return _ASKS.search(clause) is not None and _POLITE.search(clause) is None
