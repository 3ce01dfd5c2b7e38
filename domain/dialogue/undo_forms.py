"""Words that take the last change back, and say nothing else: "undo that, please", 刚才那个不算. Pure."""

import re
from typing import Final

from domain.dialogue import script

_WHAT: Final = r"(?:that|it|this|all that|(?:the|my|that|this)(?: last| latest| previous)? (?:one|thing|change|step|action|booking|move|cancell?ation|visit|appointment))"
_ENGLISH: Final = (
    rf"undo(?: (?:{_WHAT}|what (?:i|you|we) (?:just )?did))?|(?:take|put|bring|turn|change|move|switch) {_WHAT} (?:right )?back(?: (?:again|(?:to )?(?:how|what|where|as|the way) it was(?: before)?))?"
    rf"|take back {_WHAT}|(?:revert|reverse|scratch) {_WHAT}|restore {_WHAT}|put {_WHAT} (?:how|as|the way) it was(?: before)?"
    r"|(?:that|this|it) (?:was|is) (?:a|my) (?:mistake|accident|slip)|that was (?:wrong|by mistake|not what i (?:wanted|meant))"
    r"|i (?:didn['’]?t|did not) (?:mean|want|intend) (?:to (?:do |press |tap |click |book |move |cancel )?)?(?:that|it|this)"
    r"|(?:i )?(?:pressed|tapped|clicked|hit) (?:the wrong (?:button|one|thing)|that by (?:mistake|accident))|wrong button"
)
_CHINESE: Final = (
    r"(?:撤销|撤消|撤回|收回)(?:一下|掉)?(?:它|(?:刚才|刚刚|上一步|上个|上一个|最后)?(?:的?(?:那个|这个|那次|操作|改动|预约|改期|取消|一步|那一步))?)"
    r"|(?:取消|作废)(?:刚才|刚刚|上一步)的?(?:那个|那次)?(?:操作|改动|那一步)|(?:恢复|还原|退回|改回|变回|换回)(?:原来的?(?:样子)?|原样|原状|原来的(?:预约|时间)|到?(?:之前|刚才)(?:的(?:样子)?|那样)?|去|来|一下)?"
    r"|(?:刚才|刚刚|上面|上一个)(?:的?(?:那个|那次|那一步|操作|预约|改期|取消)?)(?:都)?(?:不算数?|作废|撤销|撤回|弄错了|搞错了|点错了|按错了|当我没(?:说|点|按))|(?:我)?(?:刚才|刚刚)?(?:点|按|弄|搞|约|改|取消)错(?:了|啦)|(?:刚才|刚刚)?手滑(?:了|啦)?|还是?(?:原来的|原样)(?:时间)?(?:吧)?"
)
_BEFORE: Final = r"(?:(?:oh|oops|ooops|whoops|no|nope|wait|sorry|damn|ah|hm+|hey|hi|actually|please|pls|ok|okay|just|can|could|would|will|you|we|i|want to|would like to|['’]?d like to|need to|let['’]?s|let me|how do i|不好意思|抱歉|对不起|等等|等一下|等下|哎呀?|啊|哦|不对|不是|不|错了|帮我|麻烦你?|请你?|能不能|能|可不可以|可以|我要|我想|想要|要|把|给我|快|先)[\s,.!;~]*)*"
_AFTER: Final = r"(?:[\s,.!?;~]*(?:please|pls|thanks?|thank you|for me|again|now|quickly|right away|if you can|can you|sorry|i changed my mind|my mistake|吧|了|一下|啊|呀|呢|吗|掉|谢谢你?|拜托|行吗|好吗|可以吗|麻烦了|我改主意了|我反悔了))*[\s,.!?;~🙏😅]*"
_CORE: Final = rf"(?:{_ENGLISH}|{_CHINESE})"
_FORM: Final = re.compile(
    rf"\W*{_BEFORE}{_CORE}(?:{_AFTER}[,.;!\s]+(?:and |because |so )?{_BEFORE}{_CORE})?{_AFTER}"
)


def is_one(text: str) -> bool:
    """Whether a text takes the last change back, whatever that was, and wishes for nothing beside it."""
    return _FORM.fullmatch(script.plain(text).strip()) is not None
