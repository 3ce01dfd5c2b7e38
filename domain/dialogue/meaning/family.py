"""A wish for a visit that the intent model takes for several at once: booking, moving and asking for free times are one family.

To look for free times writes nothing, so the sum of their chances is enough where the words name what it is about.
"""

import re
from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from domain.dialogue import clauses, facts
from domain.dialogue.facts import Intent, Meaning, Talk
from domain.dialogue.meaning import features, patterns, reports
from domain.dialogue.meaning.features import Marked
from domain.dialogue.times import shifts, wishes

_VISIT: Final = (Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE, Intent.INFORM)
LOOKING: Final = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE})
_BESIDE: Final = (
    Intent.NEGATE,
    Intent.AFFIRM,
    Intent.GREET,
    Intent.THANK,
)  # what else a new time may sound like
_QUESTION: Final = (
    Intent.CHECK_STATUS,
    Intent.CAR_QUESTION,
    Intent.HISTORY,
)  # what a wish put as a question may sound like
_BOOKING = re.compile(
    r"预约|预订|预定|约[个一上在]?|订[个一]?|安排|排[个一]|"
    r"\b(?:book|schedule|arrange|reserve|squeeze me|fit me|put me|slot me|get me|sign me)\b|\b(?:an? |the )?(?:appointment|slot|visit)\b"
)
_DOING = re.compile(
    r"(?:想|要|需要|得|该|帮我?|给我?|麻烦|打算|准备|能不能|可以|可不可以|能)[^,.!?;]{0,8}(?:换|做|修|检|测|保养|装|补|清洗|加|看看|看一?下|瞧|瞅)(?!过|了|的)|"
    r"\b(?:want|wanna|need|needs|like|love|have to|got to|must|should|time to|could you|can you|can i|could i|can we|could we|(?:can|could) (?:some|any)(?:one|body)|please)\b"
    r".{0,40}\b(?:get|have|do|fit|change|changed|replace|replaced|check|checked|done|serviced?|look|looked|repair|repaired|rotate|bring|drop|take|come)\b"
)
_SUITING = re.compile(
    r"都行|都可以|都成|最好|方便|合适|有空|行不行|行[吗么]|成[吗么]|可以[吗么]|可不可以|\b(?:any day|preferably|ideally|suits? me|works? for me|would (?:do|be (?:best|better|good|fine|ideal|great|lovely|nice|perfect|easiest))|it has to be|i(?:['’]?m| am) free)\b"
)  # how a time is wished for
_LED = re.compile(
    r"\s*(?:你好|您好|hi|hello|hey|那就?|就|请|麻烦|帮我|给我|我想|我要|我需要|想|要|then|so|please|pls|can you|could you|i want to|i'?d like to|[\s,.!])*"
    r"(?:预约|预订|预定|约|订|安排|book|schedule|arrange|reserve)(?!的|了|过|单|记录|号|ing|改|挪|换|推|延)"
)  # a message that begins with the deed asks for it
_ANEW = re.compile(
    r"(?:取消|不[去来要]了|[去来]不了).*(?:约|订|改|换|预约|安排)|\bcancel\b.*\b(?:book|schedule|put me|make it|get me|arrange)\b"
)
_CLAUSE = re.compile(r"[,.!?;]")
_OVER = re.compile(
    r"\b(?:(?<!you )(?<!u )(?<!ve )got|had|was|were|did|has(?! (?:an?|the|this|that|some|no|its)\b)|been|ago|already|lost|went|broke|failed|drove|died|started|happened|changed|replaced|fixed|told|said|came)\b|"
    r"过了?|已经|刚才|刚刚|[换做修跑坏漏爆扎响断]了|了(?=[,.!?;]|$)|怎么样|咋样"
)
_ELSEWHERE = re.compile(
    r"\b(?:hair\w*|dentist|conference|(?:video|phone) call|flights?|taxi|rooms?|tables?|seats?|rental|rent(?:ing)?|hire|counsel\w*|therap\w*|salon|barber|nails?|massage|lawyer|class|gym|concert|show|cinema|party|theatre|vet|spa)\b|"
    r"牙医|看牙|抽血|复查|桌|包间|包厢|房间|会议室|座位|门票|演唱会|理发|剪发|美发|美甲|按摩|律师|家教|瑜伽|体检中心|疫苗|挂号|租车"
)  # what is booked elsewhere
_APART = frozenset(
    {"world", "history", "why", "much", "when", "progress", "data", "erase"}
)  # ideas of something else


def intent(
    marked: Marked, plain: str, meaning: Meaning, talk: Talk, chances: Mapping[Intent, float]
) -> Intent | None:
    """What a visit is wanted for, or None where something else may be meant; INFORM fills the open task."""
    task = talk.task
    if task is not None:
        fills = bool(meaning.when or meaning.job) and task.entry is None and task.intent is not Intent.CANCEL
        likely = _sum(chances, (*_VISIT, *_BESIDE)) >= facts.DO
        return Intent.INFORM if fills and likely and not _stands_alone(marked, {"cancel"}) else None
    if meaning.when and meaning.when.shift and talk.visits:
        return Intent.RESCHEDULE if _sum(chances, (*_VISIT, *_QUESTION)) >= facts.DO else None
    count = _named(plain, meaning)
    doubt = _stands_alone(marked, _APART) or bool(_OVER.search(plain))
    if is_elsewhere(plain, meaning) or count < 2 + doubt:
        return None
    led = _QUESTION if count == 3 or is_led_by_booking(plain) else ()  # noqa: PLR2004
    return _likeliest(meaning, talk, chances) if _sum(chances, (*_VISIT, *led)) >= facts.DO else None


def _named(plain: str, meaning: Meaning) -> int:
    """How many of three are there: a job, a time to come, the wish for it."""
    when = meaning.when
    timed = when and (when.date_from or when.time_from or when.time_to or when.weekdays or when.never)
    return _is_wished(plain) + bool(meaning.job) + bool(timed or meaning.soonest)


def _is_wished(plain: str) -> bool:
    return any(pattern.search(plain) for pattern in (_BOOKING, _DOING, _SUITING))


def is_elsewhere(plain: str, meaning: Meaning) -> bool:
    """Whether what is to be booked is a table, a dentist or the like, and no job of a workshop."""
    ruled_out = bool(meaning.when and meaning.when.never)
    return meaning.job in {None, "inspection"} and not ruled_out and bool(_ELSEWHERE.search(plain))


def moves(plain: str, meaning: Meaning, talk: Talk) -> bool:
    """Whether a visit is to be given up for another time of the same work: that is a move."""
    visits = [visit for visit in talk.visits if meaning.job in {None, visit.job}]
    when = meaning.when and shifts.positive(meaning.when)
    if when is None or not visits or not _ANEW.search(plain):
        return False
    return not any(wishes.holds(when, visit.start.astimezone(ZoneInfo(visit.zone))) for visit in visits)


_MOVES_TO: Final = re.compile(
    r"(?:给我|帮我|请|麻烦|^|[,;.!])(?:那|就)?(?:把[^,.!?]{1,8})?(?:改|挪|换|推)(?:到|成|在|去)|\b(?:please |can you |could you )?(?:move|reschedule|push|shift) (?:it|my (?:visit|booking|appointment)|the (?:visit|booking|appointment)) to\b"
)  # plain words of moving with a time, whatever is said around them


_OF_VISIT: Final = re.compile(
    r"取消|改期|改约|改时间|预约|\b(?:cancel|move|resched\w*|book|appointment|booking|visit)\b"
)


def change(intent: Intent, plain: str, meaning: Meaning, talk: Talk) -> Intent:
    """Return what words of cancelling, moving or a wish come to where no question is open; any other intent as it is."""
    if talk.task is not None:
        return intent
    asks_visit = (
        meaning.job or meaning.topics or (meaning.when and _is_wished(plain)) or _OF_VISIT.search(plain)
    )
    if not asks_visit and any(patterns.STATE.fullmatch(each.strip(" ,.;")) for each in clauses.parts(plain)):
        return Intent.CAR_QUESTION  # whatever else is told beside it
    is_led = bool(meaning.when and talk.visits and _MOVES_TO.search(plain))
    if is_led or (intent is Intent.CANCEL and moves(plain, meaning, talk)):
        return reports.other_meaning(Intent.RESCHEDULE, plain) or Intent.RESCHEDULE
    told = meaning.job and meaning.when and meaning.soonest and not clauses.asks(plain)
    if intent is Intent.ASK_AVAILABILITY and told:
        return Intent.BOOK  # "an inspection, Saturday, the earliest you have"
    return reports.other_meaning(intent, plain) or intent


def lets_go(plain: str) -> bool:
    """Whether the slot that a warning holds is given back, in a clause that wishes for it."""
    for clause in clauses.parts(plain):
        match = patterns.LETS_GO.search(clause)
        before = clause[: match.start()] if match else ""
        wish = (match and not clauses.is_denied(before)) or patterns.HOLDS_NOT.search(clause)
        if wish and not (clauses.is_of_others(before) or clauses.is_imagined(clause) or clauses.asks(clause)):
            return True
    return False


def keeps_time(plain: str, meaning: Meaning, talk: Talk) -> bool:
    """Whether a booked visit is to stay as it is, in the middle of a change too; a time beside it is none but its own."""
    task = talk.task
    if not talk.visits if task is None else task.intent not in {Intent.RESCHEDULE, Intent.CANCEL}:
        return False
    if patterns.AS_BOOKED.fullmatch(plain):
        return True
    number = task.visit if task else None
    own = [
        each.start.astimezone(ZoneInfo(each.zone)) for each in talk.visits if number in {None, each.number}
    ]
    same = meaning.when is not None and any(wishes.holds(meaning.when, start) for start in own)
    if meaning.when is not None and not same:
        return False
    return bool(patterns.STAYS.search(plain) and (task is not None or same or patterns.VISIT.search(plain)))


def is_led_by_booking(plain: str) -> bool:
    """Whether one of its clauses begins with the wish to book."""
    return any(_LED.match(clause) for clause in _CLAUSE.split(plain))


def kept_out(
    intent: Intent, sure: float, marked: Marked, plain: str, meaning: Meaning
) -> tuple[Intent, float]:
    """What remains of a wish for a visit that is booked elsewhere, or that is told of the past."""
    if meaning.job is None and is_elsewhere(plain, meaning):
        return Intent.OOS, sure
    if intent is Intent.RESCHEDULE and _MOVES_TO.search(plain):
        return intent, 1.0
    over = meaning.when is None or (_OVER.search(plain) and not _is_wished(plain))
    if features.TIME in marked.bare and over and not is_led_by_booking(plain):
        return intent, min(sure, facts.ASK)
    return intent, sure


def is_other_work(meaning: Meaning, talk: Talk) -> bool:
    """Whether work is named that no visit is booked for, so that there is nothing of it to move."""
    return meaning.job is not None and all(meaning.job != visit.job for visit in talk.visits)


def _likeliest(meaning: Meaning, talk: Talk, chances: Mapping[Intent, float]) -> Intent:
    moves = talk.visits and not is_other_work(meaning, talk)
    deeds: tuple[Intent, ...] = (
        Intent.BOOK,
        Intent.ASK_AVAILABILITY,
        *((Intent.RESCHEDULE,) if moves else ()),
    )
    return max(deeds, key=lambda each: chances.get(each, 0.0))


def _stands_alone(marked: Marked, ideas: frozenset[str] | set[str]) -> bool:
    return not ideas.isdisjoint(marked.ideas)


def _sum(chances: Mapping[Intent, float], of: tuple[Intent, ...]) -> float:
    return sum(chances.get(each, 0.0) for each in of)
