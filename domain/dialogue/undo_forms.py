"""Words that take the last change back, and say nothing else: "undo that, please", 刚才那个不算; or a move alone: "move it back". Pure."""

import re
from typing import Final

from domain.dialogue import script

_WHAT: Final = r"(?:that|it|this|all that|(?:the|my|that|this)(?: last| latest| previous)? (?:one|thing|change|step|action|booking|move|cancell?ation|visit|appointment))"
_ENGLISH: Final = (
    rf"undo(?: (?:{_WHAT}|what (?:i|you|we) (?:just )?did))?|take (?:that|all that) (?:right )?back|(?:put|turn|change|switch) {_WHAT} back (?:to )?(?:how|what|as|the way) it was(?: before)?"
    rf"|take back {_WHAT}|(?:revert|reverse|scratch) {_WHAT}|restore {_WHAT}|put {_WHAT} (?:how|as|the way) it was(?: before)?"
    r"|(?:that|this|it) (?:was|is) (?:a|my) (?:mistake|accident|slip)|that was (?:by mistake|not what i (?:wanted|meant))"
    r"|i (?:didn['’]?t|did not) (?:mean|want|intend) (?:to (?:do |press |tap |click |book |move |cancel )?)?(?:that|it|this)"
    r"|(?:i )?(?:pressed|tapped|clicked|hit) (?:the wrong (?:button|one|thing)|that by (?:mistake|accident))|wrong button"
)
_TO: Final = r"(?:原来的?(?:样子)?|原样|原状|原来的(?:预约|时间)|到?(?:之前|刚才)(?:的(?:样子)?|那样)?|去|来|一下)?"  # to how it was
_CHINESE: Final = (
    r"(?:撤销|撤消|撤回|收回)(?:一下|掉)?(?:它|(?:刚才|刚刚|上一步|上个|上一个|最后)?(?:的?(?:那个|这个|那次|操作|改动|预约|改期|取消|一步|那一步))?)"
    rf"|(?:取消|作废)(?:刚才|刚刚|上一步)的?(?:那个|那次)?(?:操作|改动|那一步)|(?:恢复|还原|退回){_TO}"
    r"|(?:刚才|刚刚|上面|上一个)(?:的?(?:那个|那次|那一步|操作|预约|改期|取消)?)(?:都)?(?:不算数?|作废|撤销|撤回|弄错了|搞错了|点错了|按错了|当我没(?:说|点|按))|(?:我)?(?:刚才|刚刚)?(?:点|按|弄|搞|约|改|取消)错(?:了|啦)|(?:刚才|刚刚)?手滑(?:了|啦)?"
)
_BEFORE: Final = r"(?:(?:oh|oops|ooops|whoops|no|nope|wait|sorry|damn|ah|hm+|hey|hi|actually|please|pls|ok|okay|just|can|could|would|will|you|we|i|want to|would like to|['’]?d like to|need to|let['’]?s|let me|不好意思|抱歉|对不起|等等|等一下|等下|哎呀?|啊|哦|不对|不是|不|错了|帮我|麻烦你?|请你?|能|可不可以|可以|我要|我想|想要|要|把|给我|快|先)[\s,.!;~]*)*"
_AFTER: Final = r"(?:[\s,.!?;~]*(?:please|pls|thanks?|thank you|for me|again|now|quickly|right away|if you can|can you|sorry|i changed my mind|my mistake|吧|了|一下|啊|呀|呢|吗|掉|谢谢你?|拜托|行吗|好吗|可以吗|麻烦了|我改主意了|我反悔了))*[\s,.!?;~🙏😅]*"
_BACK: Final = (
    rf"(?:put|turn|change|move|switch) {_WHAT} (?:right )?back(?: (?:again|(?:to )?(?:where|when) it was(?: before)?))?"
    rf"|(?:改|变|换)回{_TO}|还是?(?:原来的|原样)(?:时间)?(?:吧)?"
)  # to where it was before a move
_QUESTION: Final = re.compile(
    r"\b(?:can|could|may) i\b|\bhow\b(?! it was)|(?:能不能|可不可以)(?!帮|给|麻烦)|(?:可以|能)(?!帮|给|麻烦|[吗?])[^,.!;]*[吗?]"
)


def _form(core: str) -> re.Pattern[str]:
    return re.compile(
        rf"\W*{_BEFORE}(?:{core})(?:{_AFTER}[,.;!\s]+(?:and |because |so )?{_BEFORE}(?:{core}))?{_AFTER}"
    )


_UNDO: Final = _form(f"{_ENGLISH}|{_CHINESE}")
_WAY_BACK: Final = _form(_BACK)


def is_one(text: str) -> bool:
    """Whether a text takes the last change back, whatever that was, and neither asks nor wishes for anything beside it."""
    plain = script.plain(text).strip()
    return _UNDO.fullmatch(plain) is not None and _QUESTION.search(plain) is None


def is_way_back(text: str) -> bool:
    """Whether a text takes the last change back if that was a move, and else says something of its own: “改回来”, “move it back”."""
    plain = script.plain(text).strip()
    return _WAY_BACK.fullmatch(plain) is not None and _QUESTION.search(plain) is None
