"""What another way to use the car is asked about, in both languages. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from domain.dialogue import script
from domain.twin import cities

_LONGEST: Final = 200  # characters: who writes more writes of something else as well
_NOT: Final = re.compile(
    r"导航|开得?到|到得了|预约|约(?:个|一|在|明|周)|提醒|通知|改到|改期|故障|报警|充不[进上]|坏了|保险|多少钱|电费"
    r"|保养|维修|修车|年检|取车|送车|接车|到店|你们|店里|服务中心|钥匙|[来去]之前|删|数据|跳闸|刹车|异响|冒烟|漏"
    r"|(?:今天|今晚|明天|后天)(?!起|开始|以后)|几点|要多久|多长时间|多少时间|几个?小时|够吗|够不够|车里"
    r"|花多少|告诉我|告知|说一声|跑多少|多远|多少公里|怎么办|便宜|哪[家里儿个]|最近的?(?:店|站|充电|桩|服务)|最近(?=\W*$)|[减变]慢"
    r"|\b(?:book\w*|appointment|remind\w*|notify|visit|cancel\w*|resched\w*|error|broken|fails?|failed|warning|insur\w+)\b"
    r"|\b(?:servic\w+|repair\w*|your|with you|you (?:pick|come|find|collect)|next door|before i|delet\w+|eras\w+|data|prices?|fuse|breaker|brakes?|squeal\w*|nois\w+|smok\w+|leak\w*|cent(?:re|er)|workshop|wrong)\b"
    r"|(?<!from )\b(?:today|tonight|tomorrow|last night|yesterday)\b|\bhow long\b.{0,20}\btakes?\b|\b(?:it|car) (?:(?:would|will|can|does|has) )?(?:only|just|stops?|stopped|no longer|never|won't|does ?n[o']t|can(?:no|')t|refuse[sd]?)\b"
    r"|\b(?:costs?|let me know|tell me (?:when|once|as soon)|(?:would|could|can) you(?! (?:say|recommend|advise|charge))|have a look|nearest|closest|cheap\w*|how far|get (?:to|home|there|back)|make it|enough)\b"
)
_IF: Final = r"如果|要是|假如|假设|倘若|万一|若是|改成|换成|的话|会怎么?样|会怎样|会如何|\bwhat if\b|\b(?:what|how) (?:would|happens)\b|\bwhat changes\b|\bdifference\b|\bwould (?:it|that) (?:help|hurt|matter|harm|be (?:better|worse|good|bad))\b|\bsuppose\b|\bshould i\b"
_LIFE: Final = (
    r"寿命|衰减|健康度?|多用几年|能用(?:几|多少)年|用得?更?(?:久|长)|耐用|伤电池|伤不伤|对电池|电池[^,.?!]{0,6}(?:好|坏|老化|影响)|老化"
    r"|\b(?:battery (?:life|health|wear|age\w*)|last longer|wear (?:out )?the battery|(?:good|bad|better|worse|harm\w*|hurt\w*) (?:for )?(?:the |my )?battery|degrad\w+|age(?:s|ing)? faster)\b"
)
_ASKS: Final = re.compile(f"{_IF}|{_LIFE}")
_NUMBERS: Final = {
    "五成": 50, "六成": 60, "七成": 70, "八成": 80, "九成": 90, "五十": 50, "六十": 60, "七十": 70, "八十": 80, "九十": 90, "一百": 100,
    "eighty": 80, "ninety": 90, "full": 100,
}  # fmt: skip
_AMOUNT: Final = r"(?:百分之)?(\d{2,3}|[五六七八九]成|[五六七八九]十|一百|eighty|ninety)"
_LIMIT: Final = re.compile(
    rf"充电?(?:都|只|就)?(?:到|至|电到|满到){_AMOUNT}|(?:充电)?(?:上限|限制)[^,.?!]{{0,6}}?{_AMOUNT}"
    rf"|\bcharg\w* (?:\w+ ){{0,3}}?(?:only |just )?(?:up )?to (?:only |just )?{_AMOUNT}\b|\b(?:charge )?limit (?:\w+ ){{0,3}}?{_AMOUNT}\b"
)
_FULL: Final = re.compile(
    r"(?:充满|满充|充到满|\bcharg\w* (?:\w+ ){0,3}?(?:fully|full|to full|all the way)\b|\bfull charges?\b)"
)
_FAST: Final = r"(?:快充|直流充?|超充|\b(?:fast|dc|rapid|super)[- ]?charg\w*)"
_FAST_FORMS: Final = (
    ("none", re.compile(rf"(?:不用|不再|不|别|从不|再也不|戒掉?)(?:用|做|去)?{_FAST}|\b(?:no|never|without|stop(?:ped)?|avoid\w*|not) (?:\w+ ){{0,2}}?{_FAST}|只用?(?:慢充|家充)|\bonly (?:charge )?(?:at home|slow(?:ly)?|ac)\b")),
    ("less", re.compile(rf"(?:少用?|减少|少去|减半){_FAST}|{_FAST}[^,.?!]{{0,4}}(?:少|减)|\b(?:less|fewer|half|reduce\w*|cut\w*) (?:\w+ ){{0,3}}?{_FAST}|{_FAST} (?:less|half)")),
    ("more", re.compile(rf"(?:都用?|只用?|全用?|总是?|经常|天天|每天都?|一直)(?:用|去|做)?{_FAST}|\b(?:only|always|just|more|every day) (?:\w+ ){{0,2}}?{_FAST}|{_FAST} (?:every day|all the time|always|more often|more|only)")),
)  # fmt: skip
_COOLER: Final = re.compile(
    r"停(?:在|到|进)?[^,.?!]{0,4}(?:地下|车库|阴凉|树荫|室内|荫凉|凉快)|\bpark\w* (?:\w+ ){0,3}?(?:cool\w*|shade|shady|garage|underground|indoors|inside)\b"
)
_WARMER: Final = re.compile(
    r"暴晒|晒在|太阳(?:底)?下|停(?:在|到)?[^,.?!]{0,4}(?:露天|太阳|外面晒)|\bpark\w* (?:\w+ ){0,4}?(?:sun|hot|heat|warm\w*)\b"
)
_DEGREES: Final = re.compile(r"(\d{1,2}) ?(?:°c|°|℃|度|degrees)")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[ .,']\d{3})+")
_NUMBER: Final = rf"({_THOUSANDS.pattern}|\d+(?:[.,]\d+)?)"
_KM_YEAR: Final = re.compile(
    rf"(?:每年|一年)[^,.?!\d]{{0,6}}{_NUMBER} ?(万)?(?:公里|km)|(?<![\d.,]){_NUMBER} ?(k)? ?(?:km|kilomet\w+) (?:a|per|each|every) year\b"
)
_KM_FORMS: Final = (
    (0.5, re.compile(r"(?:少|只)(?:开|跑)(?:一半|了一半)|里程减半|\b(?:half (?:as much|the (?:distance|km|kilomet\w+|driving))|drive half)\b")),
    (2.0, re.compile(r"(?:多(?:开|跑)一倍|里程翻倍|翻一倍)|\b(?:twice as (?:much|far)|double (?:the|my) (?:distance|driving|km))\b")),
    (2 / 3, re.compile(r"少(?:开|跑)(?:三分之一|点|一点|些|车)|\b(?:drive|drove|driving) (?:a (?:third|little|bit) )?less\b(?! \w+ly)|\bless driving\b")),
    (1.5, re.compile(r"多(?:开|跑)(?:点|一点|些|一半|很多)|\b(?:drive|drove|driving) (?:a lot )?more\b(?! \w+ly)")),
)  # fmt: skip
_TO_PLACE: Final = re.compile(
    r"(?:搬(?:家)?(?:到|去)|[去到](?=[^,.?!]{1,8}(?:生活|住|工作|上班|过冬))|在|换到)(?![^,.?!]{1,8}(?:出差|旅|玩|自驾|办|看|开会(?!怎|如何)|多远|多久))([^,.?!\s]{1,12})|\b(?:mov\w+ to|liv\w+ in|climate of|drove in|drive in|weather (?:of|in)|as in|like in|were in) (?:the )?([a-z' ]+)"
)
_DAY: Final = re.compile(
    r"周[一二三四五六日天末]|星期|礼拜|[\d一二三四五六七八九十]点|上午|下午|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\d ?(?:am|pm|o'clock)\b|\d:\d\d|\b(?:morning|noon|afternoon|evening|next week)\b"
)
_MOVES: Final = re.compile(r"搬(?:家)?(?:到|去)|\bmov(?:e|ed|ing) to\b")
_OF_BATTERY: Final = re.compile(r"电池|\bbattery\b")
_UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Habit:
    """What would be done otherwise; None or "" where it is not named.

    fast: "none", "less" or "more". km_year: km a year. city: its code, or "?" for a place whose climate is not known.
    """

    limit_pct: float | None = None
    fast: str = ""
    parking_c: float | None = None
    km_share: float | None = None
    km_year: float | None = None
    city: str = ""


NOTHING: Final = Habit()


def read(text: str) -> Habit | None:
    """Return what other habit a sentence asks about; None where it asks about none."""
    plain = re.sub(r"\s+", " ", script.plain(text)).strip()
    if len(plain) > _LONGEST or _NOT.search(plain):
        return None
    city = _city(plain)
    if not (_ASKS.search(plain) or (city and _MOVES.search(plain) and _OF_BATTERY.search(plain))):
        return None
    limit, fast = _limit(plain), next((name for name, form in _FAST_FORMS if form.search(plain)), "")
    habit = Habit(limit, fast, _parking(plain), _km_share(plain), _km_year(plain), city)
    return None if habit == NOTHING else habit


def _limit(plain: str) -> float | None:
    match = _LIMIT.search(plain)
    if match is None:
        return 100.0 if _FULL.search(plain) else None
    amount = next(each for each in match.groups() if each)
    return float(_NUMBERS.get(amount) or amount)


def _parking(plain: str) -> float | None:
    sign = -1 if _COOLER.search(plain) else 1 if _WARMER.search(plain) else 0
    degrees = _DEGREES.search(plain)
    return sign * (float(degrees[1]) if degrees else 5.0) if sign else None


def _km_share(plain: str) -> float | None:
    return next((share for share, form in _KM_FORMS if form.search(plain)), None)


def _km_year(plain: str) -> float | None:
    match = _KM_YEAR.search(plain)
    if match is None:
        return None
    figures = match[1] or match[3]
    if _THOUSANDS.fullmatch(figures):  # 12 000, 12.000 and 12,000 are one number
        figures = re.sub(r"\D", "", figures)
    return float(figures.replace(",", ".")) * (10_000 if match[2] else 1_000 if match[4] else 1) or None


def _city(plain: str) -> str:
    """Return the code of a city that is named as a place to be, "?" for another place where one would move to."""
    places = [each[1] or each[2] for each in _TO_PLACE.finditer(plain)]
    for each in cities.ALL.values():
        if any(place.startswith((each.zh, each.en.lower())) for place in places):
            return each.code
    is_move = places and _MOVES.search(plain) and not _DAY.search(plain)
    return _UNKNOWN if is_move and _OF_BATTERY.search(plain) and _ASKS.search(plain) else ""
