"""What stands for things that need not be named: “same as last time”, “at any centre”, “the waiting list”. Pure."""

import re
from dataclasses import dataclass, replace

from domain.dialogue import clauses, script
from domain.dialogue.facts import DO, Intent, Meaning, Talk
from domain.dialogue.meaning import patterns
from domain.dialogue.times import picks

_USUAL = re.compile(
    r"老样子|老规矩|照旧(?!金)|(?:还是)?(?:跟|和|同|按|照|像|与)?(?:着|照)?(?:我)?上[次回](?:来?[做约修弄]?的)?(?:那样|那个)?(?:一个样|一样|那样|同样|不变)(?:的|就行|就好|就可以)?|(?:还是)?(?:按|照)(?:着|照)?上[次回](?:的|那样)?(?:来|约|办|做|订)?|(?:还是)?(?:跟|和)(?:以前|之前|往常)一样|"
    r"\b(?:exactly |just )?(?:the )?same(?: (?:thing|job|work|service|place|one|again|everything))* (?:as|like)(?: the| my)? (?:last|previous) (?:time|visit|one|appointment|booking)\b|\b(?:just )?(?:as|like) last time\b(?! i\b)|"
    r"\b(?:the )?same again\b|\b(?:my|the) usual\b(?=\s*(?:$|[,.!]|\b(?:please|pls|thanks|again|on|at|for|next|this|tomorrow|but|then)\b))"
)
_CENTRE = r"(?:service )?(?:cent(?:re|er)|garage|workshop|branch|location|shop)s?"
_ANYWHERE = re.compile(
    r"(?:随便|无论|不管|不论)?哪(?:一?家|一?[个间](?:门?店|服务中心|中心|网点)|里|儿)(?:门?店|服务中心|中心|网点)?(?:有空|最?快|最?早)?(?:都|也|就)(?:行|可以|成|好|无所谓|没关系)|随便(?:哪|一)(?:家|[个间](?:门?店|服务中心|中心|网点))(?:门?店|服务中心|中心|网点)?|任[意何]一?家(?:门?店|服务中心|中心|网点)?|"
    r"(?:门?店|服务中心|网点)(?:不限|随便|都行|都可以)|不(?:限|挑|管)(?:哪[家个])?(?:门?店|服务中心|网点)|哪家(?:店)?(?:最|更)?(?P<zh>快|早|有空)(?:就|我)*(?:约|去|订|选)?(?:哪家)?|"
    rf"\b(?:at |in )?(?:any|either|whichever|whatever) (?:of the |of your )?{_CENTRE}\b(?:(?: that)?(?: is|'s| has| can)? (?:is |the |a |do it |slot )*(?P<first>soonest|earliest|first|quickest|fastest))?(?: (?:is fine|will do|works|is ok|is okay))?|"
    rf"\b(?:whichever|wherever)(?: one| {_CENTRE})?(?: is|'s| has| can)(?: it| be| do it| take me| the)*(?: the)? (?P<en>soonest|earliest|first|quickest|fastest|free)(?: slot| time)?\b|"
    rf"\b(?:i )?(?:do not|don['’]?t) (?:mind|care) (?:which|where|what) ?(?:{_CENTRE}|one|place|it is|i go)?\b|\b(?:no matter|doesn['’]?t matter) (?:which|where)(?: {_CENTRE})?\b|\banywhere (?:is |will |would )?(?:fine|ok|okay|good|do|works)\b"
)
_WAIT = re.compile(
    r"(?:帮我|给我|请)?(?:写进|加入?到?|放进|排进|进|排|登记)?(?:个|一下|一个)?候补(?:名单|队列|列表)?|(?:有|出现?|空出)(?:了)?(?:空位|位子|位置|名额)(?:了)?(?:的话)?(?:就|请|再)?(?:告诉|通知|叫|喊|联系)我?(?:一声|一下)?|(?:帮我)?排(?:个)?队(?:等)?(?:着|吧)?|(?:要是|如果)?(?:有人|别人|谁)(?:退|取消|不来)(?:了|掉|出来)*(?:的话)?(?:就|请|再|能不能|记得)?(?:告诉|通知|叫|喊|联系|提醒)我?(?:一声|一下)?|空(?:出来|出)(?:了)?(?:的话)?(?:就|请|能不能|记得)*(?:告诉|通知|叫|提醒)我?(?:一声|一下)?|"
    r"\b(?:please )?(?:put|add|keep) me (?:on|to|in) (?:the|a|your) (?:waiting list|waitlist|wait list|queue|list)\b|\b(?:join|get on|go on) the (?:waiting list|waitlist|wait list|queue)\b|\b(?:the )?(?:waiting list|waitlist) please\b|"
    r"\b(?:let me know|tell me|ping me|write to me|notify me) (?:if|when|once|as soon as) (?:something|anything|a (?:slot|time|place)|one|it|some(?:body|one)|any(?:body|one)) (?:frees up|cancels|drops out|comes free|opens up|becomes (?:free|available)|gets cancelled|is free|is cancelled)\b"
)
_OFF = re.compile(r"(?<!能)不(?!能)|别|退出|取消|\b(?:off|not|no|leave|remove)\b|n['’]t\b")
_ASKS = re.compile(r"[?吗么]|\b(?:is|are|was|does|did|why|how)\b")
_WISHES = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.INFORM, Intent.RESCHEDULE})


@dataclass(frozen=True, slots=True)
class Shortcut:
    """usual: as at the last visit. anywhere: at any centre. soonest: at the one that is free first. wait: on the waiting list.

    rest: the message without these words.
    """

    usual: bool
    anywhere: bool
    soonest: bool
    wait: bool
    rest: str


def find(text: str) -> Shortcut | None:
    """What a message leaves to the last visit, to the calendars of all centres, or to the waiting list."""
    plain = script.plain(text)
    usual, anywhere = _USUAL.search(plain), _ANYWHERE.search(plain)
    wait = _waits(plain)
    rest = text
    for match in (usual, anywhere, wait):
        if match:
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    if rest == text:
        return None
    first = anywhere is not None and any(anywhere.groupdict().values())
    soonest = first or (anywhere is not None and patterns.SOONEST.search(plain) is not None)
    return Shortcut(usual is not None, anywhere is not None, soonest, wait is not None, rest)


def _waits(plain: str) -> re.Match[str] | None:
    """The wish for the waiting list, in a clause that neither denies it nor asks what it is."""
    for match in _WAIT.finditer(plain):
        start, end = next(span for span in clauses.spans(plain) if span[0] <= match.start() < span[1])
        if not _OFF.search(plain[start:end]) and not clauses.asks(plain[start:end]):
            return match
    return None


def joined(meaning: Meaning, shortcut: Shortcut, talk: Talk) -> Meaning | None:
    """The rest of a message with what it leaves open; None where it is no wish for a visit (“is the range as last time?”)."""
    task = talk.task
    is_open = task is not None and task.entry is None and task.intent is not Intent.CANCEL
    plain = script.plain(shortcut.rest)
    alone = picks.courteous(plain, None) or not any(map(str.isalnum, plain))
    said = meaning.intent in _WISHES and meaning.sure >= DO and not meaning.topics
    about = bool(meaning.when or meaning.job or meaning.sites) and not _ASKS.search(plain)
    if meaning.drop or not (alone or said or about or shortcut.wait):
        return None
    base = Meaning(Intent.INFORM) if alone else replace(meaning, plain=False, sure=1.0)
    kept = base.intent if base.intent in _WISHES - {Intent.INFORM} else Intent.INFORM
    intent = Intent.BOOK if kept is Intent.INFORM and not is_open else kept
    return replace(
        base,
        intent=intent,
        usual=shortcut.usual,
        anywhere=shortcut.anywhere,
        wait=shortcut.wait,
        soonest=base.soonest or shortcut.soonest,
    )
