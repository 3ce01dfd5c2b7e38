"""Whether an open task is given up, its answer put off, or merely reacted to: neither yes nor no, and no wish of its own. Pure."""

import re

_GIVES_UP = re.compile(
    r"(?:(?:no|ok(?:ay)?|well|oh|actually|hmm+|嗯|哦|那|要不|还是|我看)[\s,.]*)*"
    r"(?:算了|先?不约了|不用约了|先?不(?:订|定|弄|做|预约)了|先这样|never ?mind|forget (?:it|about it|that)|stop|(?:just )?leave it|drop it|scrap that|not now)"
    r"(?:吧|谢谢|不约了|先|啊|哈|for (?:now|today|the moment)|then|thanks?|thank you|sorry|please|[\s,.!])*"
    r"(?:(?:but |and |or )?(?:i(?:['’]?ll| will| can| may| might| have to| need to)?|we['’]?ll|maybe|perhaps|let me|let['’]s|some)\b[a-z'’ ]{0,16}\b(?:write|call|ring|text|message|"
    r"come back|be back|get back|try|ask|do it|do this|think|look|check|see|decide|another time|later|again)\b[a-z'’ ]{0,24}|changed my mind|too (?:complicated|much (?:trouble|hassle))|"
    r"(?:我|咱|等)?(?:们|我)?(?:改天|回头|以后|下次|过几天|晚点|等等|有空|想好|确定|再)(?:我|了|以后)?(?:再|想想|商量|考虑|联系|说|约|找你|找您|看|来|吧|了)*)?[\s,.!]*"
)
_LEAVES = r"(?:算了|先?不(?:用)?(?:约|订|定|弄|做|预约)了|never ?mind|forget (?:it|about it|that)|(?:just )?leave it|drop it|scrap that)(?:吧|啊|哈|then|[\s,.!])*"
_LEAVES_IT = re.compile(r"\bforget (?:it|about it|that)\b|\bleave it\b|\bdrop it\b")
_BECAUSE = (
    r"(?:(?:这|也|实在|有点|真|价格|it['’]?s|that['’]?s|way|far|just|a bit|,|\s)*(?:太?贵了?|太久了?|太远了?|太麻烦了?|too (?:expensive|dear|pricey|much|long|far))(?:啊|了|for (?:me|now|that)|[\s,.!])*|"
    r"(?:我|先|还是|\s)*等(?:我|到)?.{1,12}(?:再|以后|之后)(?:说|约|看|来|弄|做)?吧?[\s,.!]*|i(?:['’]?ll| will)(?: just| rather)? wait (?:until|till|for)\b[a-z'’ ]{1,30}[\s,.!]*)"
)
_FOR_A_REASON = re.compile(f"{_LEAVES}{_BECAUSE}|{_BECAUSE}{_LEAVES}")
_LEAVES_ALONE = re.compile(
    r"先(?:不|别)(?:管|理|急|动)|过(?:几|两|些)[天日]再|\bleave it (?:for now|for the moment|a few days)\b|\bi(?:['’]?ll| will) see (?:in|later|how)\b"
)
_PUTS_OFF = re.compile(
    r"\blet me (?:think|check|see|ask|look|talk|discuss|consult|sleep)\b|\b(?:i'?ll|i will|i'?d|need to|have to|must|should|want to|gotta|got to|going to) (?:\w+ )?"
    r"(?:think|check|ask|talk (?:to|with)|run it (?:by|past)|discuss|consult|sleep on)\b|\bthink about it\b|\b(?:hold|hang) on\b|^(?:no |yes )?wait\b(?! there)|\b(?:one|just a|give me a) (?:moment|minute|sec\w*|while|bit)\b|"
    r"\b(?:ask|check with|talk to|consult) my \w+|\bif my \w+ (?:is|are|agrees?|says|approves?)\b|^(?:well |hm+ |ok )?(?:maybe|perhaps|probably(?: fine)?|not sure(?: yet)?|dunno|i don'?t know(?: yet)?|we'?ll see|(?:it )?depends|h+m+|i guess(?: so)?)[.!, ]*$|"
    r"\bnot sure yet\b|\bmy (?:calendar|diary|schedule|agenda)\b|\bundecided\b|\bcan'?t decide\b|"
    r"(?<!帮)(?<!给)我(?:先|再|得|要|去|还得|还要)*(?:想|考虑|看|问|查|商量|合计|琢磨|确认|请示)(?:想|看|问|下|一下|她|他)|考虑(?:一下|下|考虑)|想想|想一想|再想|琢磨|合计合计|稍等|等等|等一下|等一会|等会|等下|等我|慢着|且慢|先别(?!的)|缓一?缓|"
    r"(?:问|商量|请示).{0,3}(?:老婆|老公|媳妇|爸|妈|家里|家人|领导|老板|同事|对象)|(?:老婆|老公|媳妇|家里人?|我爸|我妈|领导|老板|对象).{0,6}(?:同意|商量|说了算|给不给|有没有空|答应|有空没)|"
    r"看情况|到时候?再|再说吧?$|(?:^|,)(?:嗯+|呃|额|唔)[.…~ ]+$|^(?:可能|也许|大概|应该|好像|兴许|八成)(?:可以|行|能去)?吧?[.… ]*$|看看?(?:日程|行程|安排|日历)|跟.{1,4}商量"
)
_DECIDES_THEN = re.compile(
    r"\b(?:i'?ll|i will|let me) (?:\w+ )?(?:decide|confirm|tell you|let you know|get back to you|answer)\b|\bget back to you\b|"
    r"(?:晚点|晚些|回头|明天|今晚|晚上|过会儿?|之后|下班|回来)(?:再|我)?(?:回你|回您|回复|告诉你|告诉您|答复|定|说|决定)(?!.*[?吗])"
)  # a day beside it is that of the answer
_REACTS = re.compile(
    r"(?:(?:oh|ah|aha|wow|lol|haha+|what|huh|hm+|really|seriously|i see|noted|understood|good to know|got it|interesting|whatever|if|because|wait what|"
    r"you wish|nice try|i said maybe|over my dead body|as if)[\s.!?,…]*)+|(?:哦+|噢+|啊|哈|呵呵|嘿嘿|哈哈+|呃|额|唉|真的假的|真的吗|是吗|了解|收到|知道了?|明白了?|随便|无所谓|都行|可以,但|因为|我觉得|那个|然后呢|好家伙|想得美|你说呢)[.!?,…~ ]*"
)

_TAKES_NOTE = re.compile(
    r"(?:(?:ok(?:ay)?|right|alright|all right|good|oh|ah|yes|thanks?|thank you|thx|cheers|for (?:telling|letting) me(?: know)?|for the (?:warning|heads[- ]up|info\w*|notice))[\s,.!]*)*"
    r"(?:got it|gotcha|noted|understood|i see|good to know|i know|will do|thanks for (?:telling|letting) me(?: know)?|thanks for the (?:warning|heads[- ]up|info\w*|notice))"
    r"(?:[\s,.!]*(?:ok(?:ay)?|thanks?|thank you|thx|cheers|then|now))*[\s.!👍🙏]*|"
    r"(?:(?:好的?|嗯|哦|噢|行|ok|okay|我|已经|已|谢谢?|多谢)[\s,.!]*)*(?:知道|明白|了解|收到|清楚|看到|晓得)(?:了|啦|咯)?(?:[\s,.!]*(?:谢谢?|多谢|感谢|辛苦|您|你|了|啦|哈|啊|的|好))*[\s,.!~👍🙏]*"
)


def gives_up(plain: str) -> bool:
    """Whether an owner leaves the open task, perhaps with a word of coming back to it."""
    return bool(_GIVES_UP.fullmatch(plain) or _FOR_A_REASON.fullmatch(plain))


def leaves_it(plain: str) -> bool:
    """Whether "forget it", "leave it", "drop it", said of nothing that is open, leaves all as it is."""
    return bool(_LEAVES_IT.search(plain)) and gives_up(plain)


def waits(plain: str) -> bool:
    """Whether an owner does nothing for now, or says no more than that a message was read."""
    return leaves_alone(plain) or takes_note(plain)


def leaves_alone(plain: str) -> bool:
    """Whether an owner does nothing for now; a vague day beside it is when they will look again."""
    return bool(_LEAVES_ALONE.search(plain))


def takes_note(plain: str) -> bool:
    """Whether a message says that it was read, and nothing else."""
    return bool(_TAKES_NOTE.fullmatch(plain))


def puts_off(plain: str) -> bool:
    """Whether an owner wants to think, look something up or ask somebody before answering."""
    return bool(_PUTS_OFF.search(plain))


def decides_then(plain: str) -> bool:
    """Whether an owner will answer later; a time in the message tells when."""
    return bool(_DECIDES_THEN.search(plain))


def only_reacts(plain: str) -> bool:
    """Whether a message is an interjection or the beginning of a sentence."""
    return bool(_REACTS.fullmatch(plain))
