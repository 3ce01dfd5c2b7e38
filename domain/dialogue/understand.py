"""What a message means: the state of the talk first, exact patterns second, the intent model third."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.dialogue import features, jobs, pieces, script, when, wishes
from domain.dialogue.facts import Asked, Grain, Intent, Meaning, Talk, TimeExpression
from domain.dialogue.model import IntentModel
from domain.upkeep.facts import MOST_KM

_NEGATED = re.compile(
    r"\b(?:not|no|never|nope|none|cannot|un\w+)\b|n't\b|不|别|(?<!有)没(?!问题|错|意见|毛病|事)|but\b|但"
)
_THANKS = re.compile(r"谢|thank|thx|cheers")
ALSO = 3  # other intents worth a button
UNSURE = 0.5  # asks, whatever the model says
LIKELY = 0.10  # chance from which an intent is worth one
_YES = (
    r"(?:好的?|行|可以的?|可|对的?|是的?|嗯+|没问题|没错|确认|确定|同意|当然|要的?|成|妥|就这样|就这个|都可以|都行|没毛病|"
    r"ok(?:ay|ie)?|k|yes+|yea+h?|yep|yup|ya|sure|right|correct|fine|perfect|great|alright|all right|agreed|exactly|absolutely|"
    r"definitely|of course|confirm(?:ed)?|i confirm|sounds (?:good|great|fine|perfect)|that(?:'s| is) (?:fine|right|correct|good|ok)|"
    r"(?:that )?works(?: for me)?|go ahead|please do|do it|deal|cool|good|i'?ll take (?:it|that)(?: one)?)"
)
_YES_REST = (
    r"(?:吧|啊|呀|呢|的|了|哦|嘞|啦|呗|就这个|就这样|就它|帮我[约订定]上?吧?|约吧|订吧|定吧|帮我约|请|谢谢|没问题|确认|可以|是的|对|"
    r"please|thanks|thank you|book it|that one|that works|do it|go ahead|works for me|it is|that is (?:right|correct|fine)|sir|then|"
    r"sounds good|confirm|perfect|great|good|yes|ok|me|with me|by me|"
    r"[\s,.!~;])*"
)
_NO = (
    r"(?:不(?:是的?|对|行|要|用|可以|好|了|太行|合适|需要)?|没有|别|否|算了|错了?|"
    r"no+|nope|nah|not (?:really|that one|right|quite|that|now)|wrong|incorrect|neither|none(?: of (?:them|those|these))?|"
    r"(?:that|it)(?:'s| is) (?:wrong|not right|not correct|incorrect)|i don'?t want (?:that|it))"
)
_NO_REST = r"(?:了|的|吧|啊|呀|啦|哦|这个|那个|就|应该|是|我说|我要|谢谢|i said|i meant|i mean|make it|please|thanks?|thank you|it|this|that|one|way|need|[\s,.!~;])*"
_PATTERNS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.AFFIRM, re.compile(_YES + _YES_REST)),
    (Intent.NEGATE, re.compile(_NO + _NO_REST)),
    (
        Intent.THANK,
        re.compile(
            r"(?:好的?|ok|great|perfect|awesome|太好了|那)?[\s,!]*(?:非常|太|十分|多)?(?:谢谢|感谢|谢了|多谢|thanks|thank you|thank u|thx|cheers|ty)"
            r"(?:你|您|了|啦|啊|呀|的|帮助|帮忙|a lot|so much|very much|for (?:your|the|all your) help|bye|再见|[\s,.!~])*"
        ),
    ),
    (
        Intent.THANK,
        re.compile(r"(?:good ?bye|bye+(?: bye)?|see you|拜拜|再见|that'?s all|nothing else)[\s.!,]*"),
    ),
    (
        Intent.GREET,
        re.compile(
            r"(?:hi|hello|hey|hiya|你好|您好|嗨|哈喽|在吗|早上好|下午好|晚上好|good (?:morning|afternoon|evening))(?:呀|啊| there)?[\s.!,?]*"
        ),
    ),
    (Intent.HELP, re.compile(r"(?:help|/help|帮助|menu|菜单)(?: me)?[\s.!?]*")),
    (
        Intent.CANCEL,
        re.compile(
            r"(?:请|帮我|我要|我想|please |i want to |can you )*(?:取消|cancel)(?:掉|吧|预约|一下|我的|这个|那个|的| it| my booking| the booking| my appointment| please|†|‡|[\s.!])*"
        ),
    ),
    (
        Intent.RESCHEDULE,
        re.compile(
            r"(?:请|帮我|我要|我想|please |i want to )*(?:改期|改约|改时间|改预约|reschedule)(?:吧|一下| it| my booking| please|[\s.!])*"
        ),
    ),
)
_DROP = re.compile(
    r"(?:算了|先?不约了|不用约了|先?不(?:订|定|弄|做)了|never ?mind|forget (?:it|about it)|stop|leave it)(?:吧|谢谢|不约了|先|[\s,.!])*"
)
_FILLER = re.compile(
    r"(?:[†‡#\s,.!?~;]|的|了|吧|吗|呢|啊|呀|那|就|我|想|要|在|去|来|可以|都行|都可以|行|好|比较|方便|或者?|和|最好|大概|左右|是|应该|改成|改到|换成|换到|"
    r"i|i'?m|am|is|are|free|on|at|in|the|for|me|my|please|pls|maybe|would|be|best|better|good|fine|works?|suits?|how|about|what|make|it|to|"
    r"then|or|and|sometime|any|time|day|actually|sorry|instead|could|do|can|come|prefer|preferably|let'?s|say|just|oh|um|uh|well)*"
)
_SOONEST = re.compile(
    r"最早|最快|最近的|尽快|越快越好|越早越好|马上|立刻|asap|as soon as possible|soonest|earliest|first (?:free|available)|as early as"
)
_NUMBER = re.compile(
    r"(?:预约|单子?|booking|number|no\.|#)\s*(?:号)?\s*#?\s*(\d{1,6})|(?<!\d)(\d{1,6})\s*号?(?:预约|单)"
)
_DISTANCE = re.compile(
    r"(?<![\d.,])(?:(\d+(?:[.,]\d+)?)\s*(万|k(?!m))|(\d{1,3}(?:[., ]\d{3})+|\d+(?:[.,]\d{1,2})?))"
)
_BARE = re.compile(r"\s*#?(\d{1,6})\s*[号.]?\s*")
_ORDINALS: tuple[tuple[int, str], ...] = (
    (0, r"第[一1]个?|头一个|首个|\bfirst\b|\b1st\b|(?:number|option|选|no\.?)\s*(?:one|1|一)\b"),
    (1, r"第[二2]个?|\bsecond\b|\b2nd\b|(?:number|option|选|no\.?)\s*(?:two|2|二)\b"),
    (2, r"第[三3]个?|\bthird\b|\b3rd\b|(?:number|option|选|no\.?)\s*(?:three|3|三)\b"),
    (3, r"第[四4]个?|\bfourth\b|\b4th\b|(?:number|option|选|no\.?)\s*(?:four|4|四)\b"),
    (4, r"第[五5]个?|\bfifth\b|\b5th\b|(?:number|option|选|no\.?)\s*(?:five|5|五)\b"),
    (
        -1,
        r"最后(?:那|一)?个?|最晚(?:的|那个)|晚的那个|\blast (?:one|slot|option)|\blatest\b|\blater (?:one|slot)",
    ),
    (0, r"最早(?:的|那个)|早的那个|早一点的那个|\bearl(?:y|ier|iest) (?:one|slot)"),
)
_PICKS = tuple((place, re.compile(pattern)) for place, pattern in _ORDINALS)


def understand(text: str, *, talk: Talk, now: datetime, model: IntentModel) -> Meaning:
    """`now` is local at the centre. Below `facts.DO` in `sure` the rules ask, below `facts.ASK` they say so."""
    text = text[: features.READ]
    plain = script.plain(text).strip()
    times = when.find(text.strip(), now=now.replace(tzinfo=None))
    marked = features.marked(text.strip(), times)
    wish, other = wishes.chosen(plain, times)
    said = Meaning(
        intent=Intent.INFORM,
        when=wish,
        old=other,
        job=jobs.find(plain),
        number=_number(plain),
        soonest=bool(_SOONEST.search(plain)),
    )
    bare = marked.split(features.IDEAS)[0]
    return (
        _of_the_past(plain, said, talk, now.replace(tzinfo=None))
        or _in_state(plain, bare, said, talk)
        or _exact(plain, bare, said, talk)
        or _scored(marked, said, talk, model)
    )


def _number(plain: str) -> int | None:
    match = _NUMBER.search(plain)
    return int(match[1] or match[2]) if match else None


def _of_the_past(plain: str, said: Meaning, talk: Talk, now: datetime) -> Meaning | None:
    """The day or the odometer of work that was done, where it was asked for."""
    if talk.asked is Asked.DONE_ON and talk.task and talk.task.entry:
        on = wishes.done_on(plain, now=now, near=talk.task.entry.work.on)
        return None if on is None else replace(said, on=on)
    distance = _DISTANCE.search(plain) if talk.asked is Asked.DONE_KM else None
    km = None if distance is None else _km(distance)
    return None if km is None or km > MOST_KM else replace(said, km=km)


def _km(distance: re.Match[str]) -> float:
    """“18,250”, “18.250”, “1.8万”, “18k”."""
    if distance[2]:
        return float(distance[1].replace(",", ".")) * (10_000 if distance[2] == "万" else 1_000)
    return float(re.sub(r"[., ](?=\d{3})", "", distance[3]).replace(",", "."))


def _in_state(plain: str, bare: str, said: Meaning, talk: Talk) -> Meaning | None:
    """What only the open question can tell: a choice, a bare number, a bare time or job."""
    if talk.asked in {Asked.SLOT, Asked.BOOKING} and talk.offered:
        place = _picked(plain, bare, said.when, talk)
        if place is not None:
            return replace(said, pick=place, when=None, soonest=False)
    if talk.asked is Asked.READING and talk.task and talk.task.when:
        readings = talk.task.when.ambiguous
        place = _place(plain, len(readings))
        if place is not None and said.when is None:
            return replace(said, when=readings[place])
    number = _BARE.fullmatch(plain)
    if number:
        return _bare_number(int(number[1]), said, talk)
    if (said.when or said.job or said.soonest) and talk.task and _FILLER.fullmatch(_SOONEST.sub("", bare)):
        return said
    return None


def _bare_number(number: int, said: Meaning, talk: Talk) -> Meaning | None:
    if talk.asked is Asked.VISIT:
        return replace(said, number=number, when=None)
    clock = pieces.at(number, 0)
    if talk.asked not in {Asked.WHEN, Asked.SLOT, Asked.CHANGE, Asked.READING} or clock is None:
        return None
    hour = TimeExpression(
        str(number), (0, 0), Grain.CLOCK, time_from=clock.begin, time_to=clock.end, either_half=clock.either
    )
    return replace(said, when=hour)


def _picked(plain: str, bare: str, wish: TimeExpression | None, talk: Talk) -> int | None:
    """The offer that is meant, if it is exactly one."""
    count = len(talk.offered)
    place = _place(plain, count)
    if place is not None:
        return place
    number = _BARE.fullmatch(plain)
    if number and 1 <= int(number[1]) <= count and not _hour_offered(int(number[1]), talk):
        return int(number[1]) - 1
    if wish is None or not _FILLER.fullmatch(
        re.sub(r"那个|这个|选|要|one|slot|i'?ll take|take|book", "", bare)
    ):
        return None
    fits = [
        place
        for place, offer in enumerate(talk.offered)
        if wishes.holds(wish, offer.start.astimezone(ZoneInfo(offer.zone)))
    ]
    return fits[0] if len(fits) == 1 else None


def _place(plain: str, count: int) -> int | None:
    """Which of `count` things "the second one" or "最后那个" means."""
    return next((place % count for place, pattern in _PICKS if place < count and pattern.search(plain)), None)


def _hour_offered(number: int, talk: Talk) -> bool:
    return any(
        number in {local.hour, local.hour - 12}
        for local in (offer.start.astimezone(ZoneInfo(offer.zone)) for offer in talk.offered)
    )


def _exact(plain: str, bare: str, said: Meaning, talk: Talk) -> Meaning | None:
    if talk.task and _DROP.fullmatch(plain):
        return replace(said, intent=Intent.NEGATE, drop=True)
    for intent, pattern in _PATTERNS:
        if pattern.fullmatch(bare):
            thanks = intent is Intent.AFFIRM and talk.task is None and _THANKS.search(bare)
            return replace(said, intent=Intent.THANK if thanks else intent)
    correction = re.match(_NO + r"[\s,.!]*", bare)
    rest = re.sub(_NO_REST, "", bare[correction.end() :], count=1) if correction else ""
    if correction and talk.task and (said.when or said.job) and _FILLER.fullmatch(rest):
        return replace(said, intent=Intent.NEGATE)
    agreed = re.match(_YES + r"[\s,.!]*", bare)
    if agreed and talk.task and (said.when or said.job) and _FILLER.fullmatch(bare[agreed.end() :]):
        return said
    return None


def _scored(marked: str, said: Meaning, talk: Talk, model: IntentModel) -> Meaning:
    (intent, sure), *rest = model.score(marked)
    bare = marked.split(features.IDEAS, maxsplit=1)[0]
    if intent is Intent.AFFIRM and _NEGATED.search(bare):
        sure = min(sure, UNSURE)  # "absolutely not", "yes, but not now": never a yes that acts
    if intent is Intent.BOOK and _repeats(bare, said, talk):
        intent = Intent.AFFIRM  # "yes, please book the appointment" answers the summary
    also = tuple(other for other, chance in rest[:ALSO] if chance >= LIKELY and other is not Intent.OOS)
    return replace(said, intent=intent, sure=sure, also=also)


def _repeats(bare: str, said: Meaning, talk: Talk) -> bool:
    """A yes to the open summary, in the words of a new booking but with nothing new in it."""
    new = said.when or said.job or said.number
    return (
        talk.asked is Asked.BOOKING and not new and bool(re.match(_YES, bare)) and not _NEGATED.search(bare)
    )
