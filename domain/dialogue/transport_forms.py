"""Words about how a car comes to the workshop: collected from an address, with a courtesy car, or by its owner. Pure."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from domain.booking.ways import LONGEST, Way
from domain.dialogue import clauses, script, transport_places
from domain.dialogue.meaning import jobs
from domain.dialogue.times import when

_CAR: Final = r"(?:it|her|him|(?:the|my|our) (?:car|vehicle|ev))"
_FETCH: Final = rf"(?:pick(?: {_CAR})? up(?: {_CAR}|(?! (?:the|my|our|some|an?)\b))|(?:collect|fetch) {_CAR}|(?:come|drop by|pop over|come over) (?:and |to )?get {_CAR})"
_FETCH_CAR: Final = (
    rf"(?:pick {_CAR} up|pick up {_CAR}|(?:collect|fetch) {_CAR}|come (?:and |to )?get {_CAR})"
)
_THEY: Final = r"(?:you|u|they|someone|somebody|the (?:centre|center|workshop|garage))"
_LOAN: Final = r"(?:(?:courtesy|loan(?:er)?|replacement|substitute|hire) cars?|loaners?)"
_TAKE: Final = r"(?:取|接|拿)(?:一?下|走)?(?:我的|我|下)?车"
_FORMS: Final = {
    Way.OWN: re.compile(
        rf"\bi(?:['’]ll| will| can|['’]d rather| would rather| want to)?(?: just)? (?:bring|drive|drop|take) {_CAR}(?: in| over| there| off| by)* (?:myself|after all)\b|"
        rf"\bno need to {_FETCH}|\b(?:don['’]?t|do not) (?:come (?:and|to) )?{_FETCH}|\b(?:no|without|cancel|skip) (?:the |a |any )?pick-?up\b|"
        r"\b(?:don['’]?t|do not|no longer) (?:need|want) (?:the |a |any )?pick-?up\b|"
        r"我?自己(?:把车)?(?:开车?|送车?)(?:过去|过来|去|来|到店)|(?:不用|不要|不必|不需要|别)(?:再|你们)?(?:上门)?(?:来)?(?:取车|接车|拿车|上门取车|来取|来接)|"
        r"取消(?:上门)?(?:取车|接车)|(?:上门)?(?:取车|接车)(?:就)?(?:不(?:用|要|需要)了?|免了|算了)"
    ),
    Way.COURTESY: re.compile(rf"\b{_LOAN}\b|代步车|代步用车|替换车|备用车"),
    Way.COLLECT: re.compile(
        rf"\b(?:can|could|would|will) {_THEY}(?: guys)? (?:please )?(?:also )?(?:come (?:and|to) )?(?:{_FETCH}|pick up cars|collect cars)|"
        rf"(?:^|[,;.!?] *|\b(?:please|pls|kindly|just|and|but|then|so) )(?:please )?(?:come (?:and |over and |to )?)?{_FETCH_CAR}|"
        rf"(?P<done>(?:\bi(?:['’]d| would)? )?\b(?:have|get|want|like|need) {_CAR} (?:to be )?(?:picked up|collected|fetched)|\b(?:can|could|may) {_CAR} be (?:picked up|collected|fetched))|"
        rf"\bwant {_THEY} to {_FETCH}|\blike {_THEY} to {_FETCH}|\bmind (?:picking up|collecting|fetching) {_CAR}|"
        rf"\bdo(?:es)? {_THEY} (?:also )?(?:pick up|collect|fetch) (?:cars|the car|my car)\b|\bpick-?up service\b|\b(?:with|need|want|like|arrange|include|add) (?:a |the )?pick[- ]?up\b|"
        r"上门(?:来)?(?:取|接|拿)(?:送)?(?:一?下)?(?:我的)?车?|取送车|(?:派|叫|安排|让)(?:个|一个)?(?:人|师傅|司机)[^,。!?]{0,12}?(?:取|接|拿)(?:一?下)?(?:我的)?车|"
        rf"(?:你们?|您|能不能|能否|可不可以|可以|能|请|麻烦|帮我|帮忙|劳驾|希望)[^,。!?我]{{0,8}}?(?:来|到|去)[^,。!?]{{0,30}}?{_TAKE}|"
        rf"(?:来|到|去)[^,。!?点来到去]{{2,30}}?(?:来|去)?{_TAKE}|来{_TAKE}(?=吧)|来[^,。!?]{{0,30}}把(?:我的)?车(?:取|接|拿|开)(?:走|过去|去)|"
        rf"(?:号|室|家里?|公司|单位|楼下|小区|门口|大厦)(?:来)?{_TAKE}"
    ),
}
# The owner fetches the car, at the workshop or when it is ready: "when can I collect it", 我明天来取车, 修好了来取车.
_FETCHES: Final = re.compile(
    r"\b(?:i|we)(?:['’](?:ll|m|re|ve|d like to|d)| (?:will|can|could|may|might|am|are|should|must|shall|(?:want|need|have|plan|would like|hope|wish) to|come|go|get|drop|leave|bring))\b(?!.*\b(?:you|someone|somebody)\b)|"
    rf"\b(?:drop|leave|bring) {_CAR}\b|"
    r"\b(?:when|can|could|may|shall|should|do|must) (?:i|we)\b(?!.*\b(?:you|someone|somebody)\b)|\b(?:let me|able to|ready to|time to|when)\b|"
    r"(?<![给帮来到在去替])(?:我|我们|俺|咱)(?!的|家|们家|公司|单位|这|们?小区|们公司|那|住)[^,。!?你您请让派麻帮叫]*$|"
    r"^(?!.*[你您]).*(?:什么时候|何时|几点|多久|哪天)|(?:店里?|服务中心|门店|4s|你们(?:那|这)(?:里|边|儿)?|修理厂)(?:来|去)?$|(?:修好|好了|修完|做完|弄好|完事)"
)
_REFUSED_BEFORE: Final = re.compile(
    r"\b(?:no(?: need for)?|(?<!do )(?<!go )(?<!be )(?<!manage )without|cancel|skip|forget|(?:don['’]?t|do not|won['’]?t|wouldn['’]?t|no longer) (?:need|want|require|book|reserve|bother with|give me))(?: a| the| any| your)?\W*$|"
    r"(?:不|别|无|没)(?:必|用|要|需要?|想要?|安排|借|订|派|给我?)+(?:再|了)?(?:一?[辆台])?(?:你们的)?$|取消$"
)
_REFUSED_AFTER: Final = re.compile(
    r"[, ]*(?:我)?(?:就|也|都)?(?:不(?:用|要|需要|必|想要)|免了|算了|取消)|s? (?:(?:is|are) ?)?(?:(?:not|n['’]?t) (?:needed|necessary|required)|unnecessary)\b"
)
_WANTS: Final = re.compile(
    r"\b(?:need|want|like|get|have|give|lend|reserve|book|take|please|with)\b|^\W*(?:a |the )?(?:courtesy car|loaner)\W*$|要|需要|想|给|借|安排|留|来一?[辆台]|用|^\W*代步车\W*$"
)
_BOOK: Final = ("book", "预约到店")  # in English, in Chinese
_GOES_ON: Final = re.compile(
    r"(?<=[午点天一二三四五六日])来(?:我们?)?(?:家|公司|单位)里?[取接拿](?:一?下)?(?:车)?(?:就行|就好|就可以|即可)?|^要?\s*的(?=[^\s])|[,\s]*(?:钥匙|\b(?:and )?(?:the |my )?keys?\b)[^,.!?]*"
)
_BOOKS: Final = re.compile(r"\b(?:book|appointment|schedule|visit)\b|预约|预定|约")
_MOVES: Final = re.compile(
    r"\b(?:move|reschedule|change|postpone|shift|bring .* forward)\b|[改挪]|推迟|提前|换到|换成|延后"
)
_COMES: Final = re.compile(
    r"(?P<when>[^来到去]*(?:点|午|天|[周期][一二三四五六日天])[^来到去]{0,6}?)(?:来|到|去|上门)"
)
_FAST_ROAD: Final = re.compile(
    r"高速|高架|快速路|隧道|匝道|\b(?:motorway|highway|freeway|expressway|tunnel|[am]\d{1,2})\b"
)
_ROAD: Final = re.compile(r"路|高架|\b(?:road|street|lane|highway|avenue|drive)\b", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"[?？]|[吗么]\W*$|\b(?:cancel|never ?mind|forget it|reschedule)\b|取消|算了|不用|不要|改到|改成|改约|几[点个]|什么|怎么|多少|多久|为啥|哪[里儿个家天]|关门|开门",
    re.IGNORECASE,
)
_NO_PLACE: Final = re.compile(
    r"\b(?:book|move|stop|yes|no|ok|okay|thanks?|thank you|myself|later|help|hello|hi|collect|pick|fetch|car|is|are|was|has|have|had|does|did|not)\b|^(?:i|we|can|could|may|when|will|shall)\b|谢谢|预约|[取接拿提]车|通知我|修好|^(?:我(?!家|们家)|是|好|对|行|可以|没有|不)",
    re.IGNORECASE,
)
_EDGES: Final = re.compile(
    r"^(?:[\s,，.。:：]|(?:at|in|on|from|it['’]?s|please)\b|地址是?|在|来|到)+|(?:[\s,，.。;；!！]|\b(?:on|at|by|please|is (?:good|fine)|would be (?:good|great|best|fine)|works)\b|吧|可以|都行|就行|左右|取车?)+$",
    re.IGNORECASE,
)  # around an address
_LONGEST: Final = 80  # characters of an address that names no road or number


@dataclass(frozen=True, slots=True)
class Wish:
    """way: what is wished for. address: where the car is to be collected, "" where it is not said. asks: it is only asked about.

    refuses: of OWN, what is not wanted. rest: the message without these words, where the pick-up stands for a booking.
    """

    way: Way
    address: str = ""
    asks: bool = False
    refuses: Way = Way.COLLECT
    rest: str = field(default="", compare=False)


def read(text: str) -> Wish | None:
    """Return what a text wishes or asks of how the car comes to its visit; None where it speaks of no such thing."""
    plain = script.plain(text).lower()
    for way, form in _FORMS.items():
        match = form.search(plain)
        if match is not None:
            return _wish(text, plain, way, match)
    return None


def _wish(text: str, plain: str, way: Way, match: re.Match[str]) -> Wish | None:
    """Not what somebody else says or does, nor what is denied or only told."""
    first = match.start() + len(match[0]) - len(match[0].lstrip(" ,;.!?"))
    start, end = next((span for span in clauses.spans(plain) if span[0] <= first < span[1]), (0, len(plain)))
    before = plain[start : match.start()]
    if clauses.is_of_others(before) or (clauses.is_imagined(plain[start:]) and way is not Way.OWN):
        return None
    if way is Way.OWN:
        return Wish(way, rest=_without(text, match.span()))
    if way is Way.COURTESY:
        return _courtesy(text, plain, match, clause=plain[start:end], before=before)
    words = plain[start : match.end()].removesuffix("车").rstrip("我的下一走取接拿")
    if match["done"] is None and _FETCHES.search(words if "车" in match[0] else before):
        return None
    if clauses.is_denied(before.replace("能不能", "").replace("can't you", "")):
        return None
    return _collected(text, plain, match)


def _courtesy(text: str, plain: str, match: re.Match[str], *, clause: str, before: str) -> Wish | None:
    is_question = clauses.asks(plain) or "?" in clause
    rest = _without(text, match.span())
    refused, after = _REFUSED_BEFORE.search(before), _REFUSED_AFTER.match(plain, match.end())
    if not is_question and (refused or after):
        first = match.start() - len(refused[0]) if refused else match.start()
        last = after.end() if after else match.end()
        return Wish(Way.OWN, refuses=Way.COURTESY, rest=_without(text, (first, last)))
    if clauses.is_denied(before.replace("能不能", "")) and not is_question:
        return None
    return Wish(Way.COURTESY, "", is_question, rest=rest) if is_question or _WANTS.search(plain) else None


def _collected(text: str, plain: str, match: re.Match[str]) -> Wish:
    place = transport_places.find(text, match.start(), match.end())
    address = text[slice(*place)][:LONGEST] if place else ""
    asks = (not address and clauses.asks(plain)) or "service" in match[0] or match[0].endswith("cars")
    return Wish(Way.COLLECT, address, asks, rest=_as_booking(text, match.span(), place))


def _as_booking(text: str, wish: tuple[int, int], place: tuple[int, int] | None) -> str:
    """A text that wishes for a pick-up, as the booking that it stands for: without the address."""
    plain = script.plain(text).lower()
    if place:
        place = (transport_places.led_by(plain, place[0]), place[1])
    comes = _COMES.match(plain, *wish)
    if comes:
        wish = (comes.end("when"), wish[1])  # what is said of the time stays
    rest = _without(text, *((wish, place) if place else (wish,)))
    if _BOOKS.search(script.plain(rest).lower()):
        return rest
    return f"{_BOOK[re.search('[一-龥]', text) is not None]} {rest}".strip()


def without_booking(rest: str) -> str:
    """What a message says beside its wish, where a booking is open and need not be wished for again; its time alone, if the clause of the pick-up goes on."""
    for lead in _BOOK:
        rest = rest.removeprefix(lead).strip()
    return _GOES_ON.sub("", rest)


def _without(text: str, *spans: tuple[int, int]) -> str:
    """A text without these parts; what stands beside them does not run together."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    rest = re.sub(r"\s*([,，])[\s,，]*", r"\1 ", " ".join("".join(letters).split()))
    return rest.replace("， ", "，").strip(" ,，。吧")


def says_more(wish: Wish, *, now: datetime) -> bool:
    """Whether a message names work or a time beside its wish."""
    return jobs.find(script.plain(wish.rest)) is not None or bool(when.find(wish.rest, now=now))


def moves(wish: Wish, *, now: datetime) -> bool:
    """Whether a message names another time for a visit beside its wish."""
    return _MOVES.search(script.plain(wish.rest).lower()) is not None and bool(when.find(wish.rest, now=now))


def without_pick_up(text: str) -> str:
    """A text without its wish for a pick-up, "my car" in its place; what is said of a fast road stays.

    "Pick up my car from 5 Nanjing Road" must not sound like a car that stands there.
    """
    wish = read(text)
    if wish is None or wish.way is not Way.COLLECT or _FAST_ROAD.search(script.plain(text).lower()):
        return text
    is_chinese = re.search("[一-龥]", text) is not None
    beside = wish.rest.removeprefix(_BOOK[is_chinese]).strip()
    return f"{'我的车' if is_chinese else 'my car'} {beside}".strip()


def beside(text: str) -> str:
    """A text without the words that wish or ask for this."""
    plain = script.plain(text).lower()
    for form in _FORMS.values():
        plain = form.sub(" ", plain)
    return transport_places.without_mention(plain)


def without_road(text: str) -> str:
    """A text without its words for roads, which may sound like a car that stands on one."""
    return _ROAD.sub(" ", text)


def own_address(text: str) -> Wish | None:
    """Read a sentence that says where the owner's car is to be collected, or asks for it; with what else it says."""
    plain = script.plain(text).lower()
    if parts := transport_places.own(text):
        sentence, place = parts
        return Wish(Way.COLLECT, text[slice(*place)][:LONGEST], rest=_without(text, sentence))
    return Wish(Way.COLLECT, asks=True, rest=text) if transport_places.is_doubted(plain) else None


def answered(text: str, *, now: datetime, is_answer: bool = True) -> Wish | None:
    """Read an answer to the question for the address, with the time that may stand beside it.

    is_answer: whether that question came last; else only a street with its number is taken for an address.
    The address is "" where a time is said alone, or "home"; None where it is a question, a yes, a no or another wish.
    """
    plain = script.plain(text).lower()
    if len(plain) < 2 or _OTHER.search(plain) or read(text) is not None:  # noqa: PLR2004 - no place has one letter
        return None
    if not (is_answer or transport_places.names_street(plain)):
        return None
    times = [each.span for each in when.find(text, now=now)]
    rest = " ".join(text[slice(*span)] for span in times)
    address = _EDGES.sub("", _without(text, *times) if times else text)
    place = script.plain(address).lower()
    if transport_places.is_open(place):
        return Wish(Way.COLLECT, rest=rest)
    is_short = len(plain) <= _LONGEST and not clauses.asks(plain) and _NO_PLACE.search(plain) is None
    return (
        Wish(Way.COLLECT, address[:LONGEST], rest=rest)
        if transport_places.PLACE.search(place) or is_short
        else None
    )
