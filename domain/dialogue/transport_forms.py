"""Words about how a car comes to the workshop: collected from an address, with a courtesy car, or by its owner. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from domain.booking.ways import Way
from domain.dialogue import clauses, script

_CAR: Final = r"(?:it|her|him|(?:the|my|our) (?:car|vehicle|ev))"
_FETCH: Final = rf"(?:pick(?: {_CAR})? up(?: {_CAR})?|(?:collect|fetch) {_CAR})"
_FORMS: Final = {
    Way.OWN: re.compile(
        rf"\bi(?:['’]ll| will| can|['’]d rather| would rather| want to)?(?: just)? (?:bring|drive|drop|take) {_CAR}(?: in| over| there| off| by)* (?:myself|after all)\b|"
        rf"\bno need to {_FETCH}|\b(?:don['’]?t|do not) (?:come (?:and|to) )?{_FETCH}|"
        r"\b(?:don['’]?t|do not|no longer) (?:need|want) (?:the |a |any )?(?:pick-?up|courtesy car|loaner|loan car)\b|\bcancel the (?:pick-?up|courtesy car|loaner)\b|"
        r"我?自己(?:把车)?(?:开车?|送车?)(?:过去|过来|去|来|到店)|(?:不用|不要|不必|别)(?:再)?(?:上门)?(?:来)?(?:取车|接车|上门取车|来取|来接)|取消(?:上门)?(?:取车|接车|代步车)|(?:不用|不要|不需要)代步车|代步车(?:就)?不(?:用|要)了"
    ),
    Way.COURTESY: re.compile(
        r"\b(?:courtesy|loan(?:er)?|replacement|substitute) car\b|\bloaner\b|代步车|代步用车|替换车|备用车"
    ),
    Way.COLLECT: re.compile(
        rf"\b(?:can|could|would|will) (?:you|they|someone|somebody|the (?:centre|center|workshop|garage))(?: guys)? (?:please )?(?:also )?(?:come (?:and|to) )?(?:{_FETCH}|pick up cars|collect cars)|"
        rf"(?:^|[,;.!] *|\b(?:please|and|but) )(?:please )?(?:come and )?{_FETCH}(?= (?:at|from|in)\b|:)|"
        rf"\b(?:have|get) {_CAR} (?:picked up|collected|fetched)|\bwant you to {_FETCH}|\blike you to {_FETCH}|"
        r"\bdo(?:es)? (?:you|they|the (?:centre|center|workshop|garage)) (?:also )?(?:pick up|collect|fetch) (?:cars|the car|my car)\b|\bpick-?up service\b|"
        r"上门(?:来)?(?:取|接)(?:送)?(?:一下)?(?:我的)?车?|取送车|(?:派|叫|安排|让)(?:个|一个)?(?:人|师傅|司机)[^,。!?]{0,12}?(?:取|接)(?:一下)?(?:我的)?车|"
        r"(?:你们|能不能|可以|能|请|麻烦|帮我)[^,。!?我]{0,4}?(?:来|到)[^,。!?]{0,30}?(?:取|接)(?:一下)?(?:我的)?车"
    ),
}
_ADDRESS: Final = re.compile(
    r"(?:地址(?:是|为|在)?|address(?: is)?|\b(?:home|work|office|家里|公司|单位))\s*[:：,，]?\s+?(?P<said>\S.*)|地址(?:是|为|在)?\s*[:：,，]?\s*(?P<zh>\S.*)|[:：]\s*(?P<marked>\S.*)|"
    r"\b(?:at|from|in) (?P<plain>\S.*)|(?:来|到|在)(?P<place>[^,，。来到在]{3,40}?)(?:来)?(?:取|接)",
    re.IGNORECASE,
)
_NO_ADDRESS: Final = re.compile(
    r"(?:my |the |our )?(?:home|house|place|work|office|flat|door)|(?:我|我们)?(?:家|家里|公司|单位|这里|这边|门口|楼下)|"
    r"(?:about |around )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o['’]?clock)?|(?:the )?(?:morning|afternoon|evening)|(?:\d+|[一二两三四五六七八九十]+)点.*",
    re.IGNORECASE,
)
_WANTS: Final = re.compile(
    r"\b(?:need|want|like|get|have|give|lend|reserve|book|take|please|with)\b|^\W*(?:a |the )?(?:courtesy car|loaner)\W*$|要|需要|想|给|借|安排|留|来一?[辆台]|用|^\W*代步车\W*$"
)
_PLACE: Final = re.compile(
    r"\d|路|街|号|弄|巷|小区|大厦|广场|花园|村|苑|\b(?:street|st|road|rd|avenue|ave|lane|drive|square|plaza|tower|block)\b"
)
_ROAD: Final = re.compile(r"路|高架|\b(?:road|street|lane|highway|avenue|drive)\b", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"[?？]|[吗么]\W*$|\b(?:cancel|never ?mind|forget it|reschedule)\b|取消|算了|不用|不要|改到|改成|改约",
    re.IGNORECASE,
)
_NO_PLACE: Final = re.compile(
    r"\b(?:book|move|stop|yes|no|ok|okay|thanks?|thank you|myself|later|help|hello|hi)\b|谢谢|预约|^(?:是|好|对|行|可以|没有|不)",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(r"(?:my |the )?(?:home|house|place|work|office)\s*[:,]\s*", re.IGNORECASE)
_LONGEST: Final = 80  # characters of an address that names no road or number


@dataclass(frozen=True, slots=True)
class Wish:
    """way: what is wished for. address: where the car is to be collected, "" where it is not said. asks: it is only asked about."""

    way: Way
    address: str = ""
    asks: bool = False


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
    start = max((at for at, end in clauses.spans(plain) if at <= match.start() < end), default=0)
    before = plain[start : match.start()]
    if clauses.is_of_others(before) or (clauses.is_imagined(plain[start:]) and way is not Way.OWN):
        return None
    if way is Way.OWN:
        return Wish(way)
    if clauses.is_denied(before.replace("能不能", "").replace("can't you", "")):
        return None
    address = _address(text, match.start()) if way is Way.COLLECT else ""
    end = next((end for at, end in clauses.spans(plain) if at <= match.start() < end), len(plain))
    is_question = clauses.asks(plain) or (way is Way.COURTESY and "?" in plain[start:end])
    asks = (not address and is_question) or "service" in match[0] or match[0].endswith("cars")
    if way is Way.COURTESY and not asks and not _WANTS.search(plain):
        return None
    return Wish(way, address, asks)


def _address(text: str, start: int) -> str:
    """The address that is said with the wish: "…at Nanjing Road 5?", 地址南京路5号."""
    match = _ADDRESS.search(text, start)
    if match is None:
        return ""
    address = _PREFIX.sub("", next(each for each in match.groups() if each)).strip(" ?!.。！？,，吗")
    return "" if _NO_ADDRESS.fullmatch(address) else address


def beside(text: str) -> str:
    """A text without the words that wish or ask for this."""
    plain = script.plain(text).lower()
    for form in _FORMS.values():
        plain = form.sub(" ", plain)
    return plain


def without_road(text: str) -> str:
    """A text without its words for roads, which may sound like a car that stands on one."""
    return _ROAD.sub(" ", text)


def is_address(text: str) -> bool:
    """Whether a text that follows the question for an address may be one: no question, yes, no, or wish for something else."""
    plain = script.plain(text).lower()
    if len(plain) < 2 or _OTHER.search(plain) or read(text) is not None:  # noqa: PLR2004 - no place has one letter
        return False
    if _PLACE.search(plain):
        return True
    return len(plain) <= _LONGEST and not clauses.asks(plain) and _NO_PLACE.search(plain) is None
