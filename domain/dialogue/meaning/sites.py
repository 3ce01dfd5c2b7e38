"""Which centre an owner speaks of: by its name in either language, by a part that no other has, with one slip. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.booking import jobs
from domain.dialogue import script
from domain.dialogue.facts import DO, Asked, Intent, Meaning, Talk
from domain.dialogue.meaning import site_names
from domain.dialogue.meaning.site_names import LEADING, Named
from domain.dialogue.times import picks
from domain.dialogue.topics import Site

_REFUSED = re.compile(
    r"(?:别|不|不想|不要|不用|除了?|不在|非|唔(?:好|要|系|去|想|使))$|(?:\b(?:not|n't|except|than|avoid|(?<!wait )(?<!sorry )no)|\b(?:any|every|all)\w*(?: \w+)? but)\s*(?:(?:at|to|in|go(?:ing)?|come|want|like|the)\s*)*$"
)
_UNKNOWN_ZH = re.compile(
    r"(?:(?:改|换|转)?(?:去|到|成)|在)(?P<a>[\u4e00-\u9fffa-z]{1,8}?)(?:的?[那这]一?[家间]|的?[那这]个?(?:门?店|服务中心|服务站|网点))(?:店)?|(?:(?:改|换|转|约|订)?(?:去|到|成)|在|约|^|[,.!? ])(?P<b>[\u4e00-\u9fff]{2,6}?)(?:汽车)?(?:服务中心|服务站|门店|分店|4s店)|"
    r"(?:去|到|在|换成|改成)(?P<d>[\u4e00-\u9fff]{2,4})店(?![里内铺员长面])"
)
_UNKNOWN_EN = re.compile(
    r"(?:^|\b(?:at|in|to|from|use|try|prefer|visit|the|your)\s+)(?:the |your )?(?P<c>[a-z][a-z'-]+(?: [a-z'-]+)?) (?:service )?(?:cent(?:re|er|r)|cetnre|garage|workshop|branch|dealership)\b"
)
_NO_NAME = re.compile(
    r"你们|服务|哪|最近|附近|什么|原来|别的|其他|其它|另|同一|我|自己|这|那|有|几|能|可|约|预|先|去|到|一|"
    r"\b(?:service|nearest|closest|same|your|my|a|an|the|usual|other|another|different|repair|any|some|this|that|car|whole|all|which|what|these|those|local|official|authori[sz]ed|each|every|one|data|city|town|shopping|call|our|their|its|it|near\w*|test|at|in|to|by|with|and|parking)\b"
)
_OTHER = re.compile(
    r"另(?:外)?一?[家个间](?:店|门店|中心|服务中心)?(?![天次时人])|(?:别的|其他|其它)(?:门?店|地方|服务中心|网点|分店)|换(?:一?[家间]|个(?:门?店|地方))(?:门?店)?|(?:最近|附近|近一点|离我近)的?(?:那家|这家|门?店|服务中心|网点|分店)|"
    r"\b(?:the )?(?:other|another|a different|some other|nearest|closest|nearer|closer) (?:service )?(?:cent(?:re|er)|garage|workshop|branch|location|place)\b|\bsomewhere else\b|\b(?:at|to) the other one\b"
)
_THE_OTHER = re.compile(r"另|\bother\b")
_REFUSED_AFTER = re.compile(
    r"\s*(?:[那这]?(?:家|边|间|个|里)?(?:门?店)?[也就都]?[,\s]*)?(?:太远|忒远|好远|远了|唔得|不(?:行|去|要|想去|方便|顺路|合适)(?!吗|么|\?)|就?算了|拉倒)|"
    r"['’]?s?\s*(?:(?:is|are|was)(?: (?:always|just|really|a bit))? )?(?:n['’]t|not (?:feasible|possible|good|convenient|an option)|no good|a no\b|too far|(?:always )?full|miles away|out of the way)|\s*\? (?:no|never)\b"
)
_USUAL = re.compile(
    r"老地方(?:那一?家|那里|那边)?|老位置|老店|(?:常|经常|平时|平常|一直|总是?|每次|以前|上次|上回|上一次|去年|之前|习惯)(?:都|也)?(?:去|做|弄|修|在)?(?:过)?的?(?:那|嗰|迭)(?:一)?(?:家|间|爿|个店|个地方|只店)(?:门?店)?|"
    r"\b(?:the |my |our )?(?:usual|regular|normal) (?:place|spot|shop|garage|cent(?:re|er)|branch|location|workshop|haunt)\b|"
    r"\b(?:the )?same (?:place|shop|garage|spot|cent(?:re|er)|branch|workshop)(?: (?:as|where|i|we) (?:always|usual|before|last (?:time|year|yr)|i (?:always|usually) go|i was(?: going)?(?: last time)?|(?:always|usually) (?:go|come)(?: to)?))?(?=[,.!]|$)|"
    r"\b(?:where|the one) (?:i|we) (?:always|usually|normally) (?:go|come|use|take it)(?: to)?\b"
)  # the centre where most visits were
_USUAL_ANSWER = re.compile(
    r"(?:上[次回]|以前|之前)(?:去|做|弄|修)?的?那[家个]|\bmy usual(?: one)?\b|\bthe usual(?: one)?(?=[\s,.!]*(?:please|pls|then|again|thanks|thank you)?[\s,.!]*$)|\bsame (?:one )?(?:as|i) (?:always|usual|before|last time)(?: go(?: to)?)?\b"
)  # the same as an answer to “which centre?”
_LEFT = re.compile(
    r"(?:从|不是|而不是|原来是?)$|\b(?:from|instead of|rather than|better than|over)\s*(?:the )?$"
)  # before one of two: the other is meant
_MOVES = re.compile(
    r"(?<![别不])(?<![别不][用想要必])(?:改|换|转|挪|移|调)(?:到|去|成|为|在|至)?$|"
    r"(?<!n't )(?<!not )(?<!never )\b(?:mov|chang|switch|transferr?|shift|swap)(?:e|ing)?\b(?:(?!\b(?:and|but|or)\b)[^,.;]){0,60}\b(?:to|at)\s+(?:the |your )?$"
)  # before the centre to which a visit is to go
_MOVES_ITSELF = re.compile(r"[改换转挪]|(?:a )?different")
_IS_AT = re.compile(
    r"(?:约|订|预约)的?(?:那个)?是(?:在|去|到)?[^,.!?]*$|\b(?:is|was) (?:my|the|it) ?(?:\w+ )?(?:at|in) [^,.!?]*$"
)  # it is asked or said where a visit is
_MAY = re.compile(
    r"能|可以|可不可以|想|行不行|行吗|\b(?:can|could|may|might|possible|able|rather|prefer|like to|want)\b"
)
_OF_VISIT = re.compile(r"做|约|去|来|检|修|保养|弄|\b(?:it|appointment|booking|visit|service|done|go|come)\b")
_TIED = re.compile(r"\s*(?:,|/|、|\bor\b|\band\b|\bvs\.?\b|还是|或者?|和|跟|与|同)\s*(?:去|在|the )*")


@dataclass(frozen=True, slots=True)
class Mention:
    """sites: the centres that are meant: one, or those of which one may be. unknown: a name that no centre has.

    text: the message without the words for the centre. alone: it says nothing else. refused: they are what is left without others.
    moves: it is where something is to go instead. may: it is asked whether a visit can be there. states: it is said where one is.
    """

    sites: tuple[Site, ...]
    text: str
    unknown: str = ""
    alone: bool = False
    refused: bool = False
    moves: bool = False
    may: bool = False
    states: bool = False


def mentioned(
    text: str,
    sites: tuple[Site, ...],
    *,
    current: int | None = None,
    usual: int | None = None,
    loose: bool = False,
    near: bool = False,
) -> Mention | None:
    """What a message says of a centre; None where it speaks of none. current: the centre in question so far.

    usual: the one where the owner mostly went. loose: centres are spoken of for sure (see `site_names.find`).
    near: it is the answer to "which centre?", so that where the owner is tells it, too.
    """
    plain = script.plain(text)
    named = site_names.find(plain, sites, loose=loose)
    named = [each for each in named if not each.home] or (named if near else [])
    if named:
        return _choice(text, plain, named, sites)
    same = _USUAL.search(plain) or (_USUAL_ANSWER.search(plain) if near else None)
    if same and usual is not None:
        return _mention(text, plain, same.span(), tuple(site for site in sites if site.id == usual))
    other = _OTHER.search(plain)
    if other:
        left = tuple(site for site in sites if site.id != current)
        one = left if len(left) == 1 and _THE_OTHER.search(other[0]) else sites
        return _mention(text, plain, other.span(), one)
    return _unknown(text, plain, sites)


def usual(text: str) -> str:
    """The words for the centre where somebody mostly goes; "" where a text has none."""
    plain = script.plain(text)
    match = _USUAL.search(plain) or _USUAL_ANSWER.search(plain)
    return match[0] if match else ""


def _choice(text: str, plain: str, named: Sequence[Named], sites: tuple[Site, ...]) -> Mention:
    """The one that is meant of those that are named: none that is refused, of two the other one or the last word."""
    refused = [each for each in named if _is_refused(plain, each)]
    wanted = [each for each in named if each not in refused]
    if not wanted:
        out = {site.id for each in refused for site in each.sites}
        left = tuple(site for site in sites if site.id not in out)
        lead = _REFUSED.search(plain[: refused[0].span[0]])
        start, end = refused[0].span
        mention = _mention(text, plain, (lead.start() if lead else start, end), left or sites)
        return replace(mention, refused=True)
    wanted = [each for each in wanted if not _LEFT.search(plain[: each.span[0]])] or wanted
    tied = [wanted[-1]]
    for each in reversed(wanted[:-1]):
        if not _TIED.fullmatch(plain[each.span[1] : tied[0].span[0]]):
            break
        tied.insert(0, each)
    ids = {site.id for each in tied for site in each.sites}
    among = tuple(site for site in sites if site.id in ids)
    return _mention(text, plain, (tied[0].span[0], tied[-1].span[1]), among)


def _is_refused(plain: str, name: Named) -> bool:
    start, end = name.span
    return bool(_REFUSED.search(plain[:start]) or _REFUSED_AFTER.match(plain, end))


def _unknown(text: str, plain: str, sites: tuple[Site, ...]) -> Mention | None:
    match = _UNKNOWN_ZH.search(plain) or _UNKNOWN_EN.search(plain)
    kind = match and next(name for name, said in match.groupdict().items() if said)
    if match is None or kind is None or _NO_NAME.search(match[kind]):
        return None
    start, end = match.span(kind)
    return _mention(text, plain, match.span(), sites, unknown=text[start:end])


def _mention(
    text: str, plain: str, span: tuple[int, int], sites: tuple[Site, ...], *, unknown: str = ""
) -> Mention:
    leading = LEADING.search(plain[: span[0]])
    start = leading.start() if leading else span[0]
    rest = f"{plain[:start]} {plain[span[1] :]}"
    moves = bool(_MOVES.search(plain[: span[0]]) or _MOVES_ITSELF.match(plain, span[0]))
    return Mention(
        sites,
        f"{text[:start]} {text[span[1] :]}",
        unknown,
        alone=picks.courteous(rest, None),
        moves=moves,
        may=bool(_MAY.search(plain) and _OF_VISIT.search(rest)),
        states=bool(_IS_AT.search(plain[: span[1]])),
    )


_BOOKS = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE})
_KEEPS = frozenset({Intent.QUESTION, Intent.CANCEL})


def sited(meaning: Meaning, mention: Mention, talk: Talk, *, current: int | None) -> Meaning | None:
    """What the rest of a message means, of the centre that it speaks of; None where that is no wish for a centre.

    current: the centre in question so far, which is no news where a visit is being arranged.
    """
    task = talk.task
    is_open = task is not None and task.entry is None and task.intent is not Intent.CANCEL
    named = replace(meaning, sites=mention.sites, unknown=mention.unknown, plain=False)
    if task is None and _goes_elsewhere(meaning, mention, talk):
        return replace(named, intent=Intent.RESCHEDULE, sure=1.0, drop=False)
    if meaning.drop or meaning.put_off or (meaning.intent in _KEEPS and meaning.sure >= DO):
        return named
    if is_open and talk.asked is not Asked.SITE and [site.id for site in mention.sites] == [current]:
        said = meaning.intent in {*_BOOKS, Intent.INFORM, Intent.NEGATE, Intent.AFFIRM} and meaning.sure >= DO
        return replace(meaning, plain=False) if said else Meaning(Intent.INFORM)
    if meaning.intent in _BOOKS and meaning.sure >= DO:
        return named
    if is_open:
        return replace(named, intent=Intent.NEGATE if mention.refused else Intent.INFORM, sure=1.0)
    wish = mention.alone or meaning.when or meaning.job
    intent = Intent.RESCHEDULE if talk.visits and not meaning.job else Intent.BOOK
    over = task is None or task.intent is Intent.CANCEL
    return replace(named, intent=intent, sure=1.0) if wish and over else None


def _goes_elsewhere(meaning: Meaning, mention: Mention, talk: Talk) -> bool:
    """Whether a visit that is booked is to be at another centre: "same time, but at West Centre"."""
    named = {site.id for site in mention.sites}
    visits = [each for each in talk.visits if meaning.job is None or jobs.overlap(each.job, meaning.job)]
    if not visits or mention.refused or all({each.site} == named for each in visits):
        return False
    asks = meaning.intent is Intent.CHECK_STATUS or meaning.sure < DO
    return meaning.intent is not Intent.CANCEL and (mention.moves or (mention.may and asks))
