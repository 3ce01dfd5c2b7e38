"""Which work a symptom calls for: “only 320 km from full” is a battery check. Pure."""

import re
from typing import Final

from domain.dialogue import clauses
from domain.dialogue.meaning import jobs

LOOK: Final = "inspection"
# What is told of a part, which `jobs` knows by other words; the narrower first.
_SIGNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (job, re.compile(form))
    for job, form in (
        (
            "battery_check",
            (
                r"(?:续航|满电|充满)[^。!?]{0,20}(?:掉|少|短|降|缩|只|才|也就|不到|不如|变)|充不满|充不进|掉电|\b(?:range|battery)\b.{0,40}\b(?:down|drop\w*|less|lower|short\w*|only|used to|worse|lost|losing|drain\w*|shrunk|bad|wrong|dying|dead|faulty|failing)\b|\bwrong with\b.{0,20}\bbattery\b|"
                r"\b(?:only|just|barely) (?:\w+ ){0,2}\d{2,3} ?(?:km|miles|kilomet\w+)\b.{0,30}\b(?:full|charge\w*|100)\b|\bfull(?:y)?\b.{0,25}\b(?:only|just|barely) (?:\w+ ){0,2}\d{2,3}\b|\b(?:won['’]?t|doesn['’]?t) (?:fully )?charge\b(?! me| for| extra| you)"
            ),
        ),
        (
            "tyre_service",
            r"跑偏|方向盘[^,.!?]{0,4}抖|发飘|高速[^,.!?]{0,6}(?:抖|飘|晃)|\bwobbl\w*|\bshak(?:es|y|ing)\b|\bpull(?:s|ing) to (?:the|one)\b|\bdrift(?:s|ing) to\b",
        ),
        (
            "brake_check",
            r"(?:刹车|制动|踩刹)[^,.!?]{0,10}(?:软|硬|长|远|响|抖|异响|声|失灵|不灵|没力|费劲|怪|不正常)|\bbrak\w*\b.{0,30}\b(?:soft|weak|spongy|long\w*|noise|squeal\w*|grind\w*|squeak\w*|feel\w*|safe|strange|odd|weird|vibrat\w*)\b",
        ),
    )
)
_SOMETHING: Final = re.compile(
    r"异响|怪声|异味|(?:嗡嗡|咯吱|吱吱|哐当|嘎吱|咔咔|咯噔|咯咯|咯嗒|咔嗒|咔哒|咚咚|哐哐)|故障灯|(?:报|亮)[^,.!?]{0,3}故障|不对劲|\b(?:nois[ey]\w*|rattl\w*|clunk\w*|squeak\w*|humming|vibrat\w*|weird smell|burning smell|warning light)\b|\b(?:something|car|steering|feels?|sounds?)\b.{0,20}\b(?:not|isn['’]?t) (?:quite )?right\b"
)  # of no part that is known
_SMALL: Final = frozenset({"twelve_volt", "twelve_volt_check"})
# What is well, is no more or is no part of the car calls for nothing; "is that normal?" still asks of a sign.
_WELL: Final = re.compile(
    r"(?<!is it )(?<!is that )(?<!is this )(?<!not )(?<!n't )(?<!n’t )(?<!no )\b(?:fine|ok|okay|alright|all right|normal|gone|good|great|perfect)\b|\b(?:no|without|never|not (?:any|a)|isn['’]?t any) (?:\w+ )?(?:nois\w*|rattl\w*|clunk\w*|squeak\w*|squeal\w*|vibrat\w*|smell|warning lights?)\b|\b(?:phone|laptop|watch|computer)\b|"
    r"(?<!不)(?<!不太)(?<!不大)正常(?!吗|么)|没(?:有|什么|啥)*(?:异响|怪声|异味|声音?|故障|问题|毛病|抖|跑偏|事)|不(?:响|抖|飘|晃|跑偏)(?!正常)|(?:很|挺|都|还)好|好了|消失|手机|电脑"
)
_BUT: Final = re.compile(r"但是?|不过|可是|\b(?:but|though)\b")  # what comes after it is told anew
_WISH: Final = re.compile(
    r"最|约|订|查|换|做|修|\b(?:would|will|book|check|please|can|could|want|need|like|do)\b"
)  # "a brake check would be good" is no word of the brakes
_STATE: Final = re.compile(
    r"\bhow (?:full|is|are|worn|good|bad|far)\b|\bhow (?:much|many)\b.{0,30}\bleft\b|还[剩有]多少|剩多少|怎么样|咋样|状态|正常[吗么]"
)
_QUESTION: Final = re.compile(r"[?吗么呢]|是不是|要不要|\b(?:is|are|how|what|why|should|could|does)\b")
_HAVE_A_LOOK: Final = re.compile(
    r"(?:让|叫|找|请|给|帮)[^,.!?]{0,8}(?:检?查|看|瞧|检测)(?:一?下|一?看|一?瞧|一?查|[吧呗]|$)|(?:检?查|看|瞧)(?:一?下|一?看)?(?:这个?|是)?(?:什么|啥|哪里|哪儿)?(?:毛病|问题)|(?:去|来|过来|过去|进店)(?:检?查|看)(?:一?下|一?看|一?查)|"
    r"\b(?:have|get|take|let) (?:\w+ ){0,3}(?:look(?:ed)?|check(?:ed)?)\b|\bcheck (?:it|that|this)(?: out| over)?\b|\blook(?:ed)? (?:at|into|over) (?:it|that|this|the car)\b"
)
_SOMEBODY: Final = re.compile(
    r"(?:能不能|可不可以|能否|可以|希望|想|尽快|麻烦)[^,.!?]{0,8}(?:有人|找人|找个人|师傅|你们)[^,.!?]{0,6}(?:看看|看一下|瞧瞧|检查|查一下|听听|听一听|看一看)|"
    r"\b(?:can|could|would) (?:somebody|someone|anyone|anybody|you|a mechanic|they)(?: please)? (?:have a |take a )?(?:look|check|listen)\b(?! (?:online|the data|in the data))"
)
_BRING_IN: Final = re.compile(
    r"^(?!.*[?吗么])(?!.*\b(?:should|not|don['’]?t|no)\b).*(?:\bbring (?:it|her|the car|my car) in\b|\bbook (?:it|me|her) in\b|\bget it (?:seen|checked|looked|fixed)\b|\bfix it\b|修(?:一?[下修]|了)?吧|约(?:一下|一?个)?(?:时间)?(?:吧|好了|一下)|(?:去|送|开)(?:过去|店里|到店)?(?:检查|看|查)(?:一?下|一?看)?吧)"
)
_NOT_NOW: Final = re.compile(
    r"改天|以后|下次|回头|过(?:几|两|些)天|过阵子|先不|别(?!的|家|太)|不(?:约|去|来|送|检查|想|用|必|要|能|行)|没空|没时间|\b(?:can['’]?t|cannot|couldn['’]?t|won['’]?t|never|later|another time|some other time|not(?! too))\b"
)


_ASKS_FOR: Final = re.compile(
    r"\b(?:can|could|would|will|please) (?:you|somebody|someone|anybody|anyone|i|we)\b|\bplease\b|\b(?:want|need|like) (?:you|somebody|someone|it|to)\b|麻烦|帮|请|能不能|能否|可以.{0,10}吗|想|得|尽快"
)


def of(plain: str) -> str | None:
    """The work for what a text tells of the car; None where nothing is wrong, or only its state is asked for."""
    ill = _ill(plain)
    part = jobs.find(ill)
    part = None if part in jobs.refused(plain) else part  # "without the tyres"
    if part in _SMALL:
        return part
    if sign := next((job for job, form in _SIGNS if form.search(ill)), None):
        return sign
    if part and not _STATE.search(plain):
        return "brake_check" if part == "brake_pads" and _QUESTION.search(plain) else part
    return LOOK if _SOMETHING.search(ill) else None


def _halves(plain: str) -> tuple[str, ...]:
    return tuple(half for each in clauses.parts(plain) for half in _BUT.split(each))


def _ill(plain: str) -> str:
    """What is told without what is well."""
    return ",".join(each for each in _halves(plain) if not _WELL.search(each))


def is_well(job: str, plain: str) -> bool:
    """Whether the work is for a part that is only named as well, beside something that is not: “the brakes are fine but it rattles”."""
    well = [each for each in _halves(plain) if _WELL.search(each) and not _WISH.search(each)]
    ill = _ill(plain)
    return any(map(jobs.find, well)) and jobs.find(ill) != job and of(plain) not in {None, job}


def brings_in(plain: str) -> bool:
    """Whether a text wants the car brought in for what was just told of it."""
    return _BRING_IN.search(plain) is not None and not _NOT_NOW.search(plain)


def asks_look(plain: str) -> bool:
    """Whether a text asks that somebody looks at the car: “能不能尽快有人帮我看看”, “can somebody look at it?”."""
    wish = _SOMEBODY.search(plain)
    return wish is not None and not _NOT_NOW.search(wish[0].replace("能不能", "").replace("可不可以", ""))


def wants_look(plain: str) -> bool:
    """Whether a text wants the car looked at, whatever it may be: “查一下”, “have someone take a look”."""
    return _HAVE_A_LOOK.search(plain) is not None


def asks_for_look(plain: str) -> bool:
    """Whether a text tells what is wrong and has somebody look at it: “there is a clunk, could somebody have a look?”."""
    wishes = (each for each in clauses.parts(plain) if _HAVE_A_LOOK.search(each))
    asked = any(_ASKS_FOR.search(each) and not _NOT_NOW.search(each) for each in wishes)
    return asked and of(plain) is not None
