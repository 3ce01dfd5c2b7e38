"""What is asked of a car's worth and of how long its battery lasts, in both languages. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.dialogue import script


class Kind(StrEnum):
    WORTH = "worth"
    LASTING = "lasting"


@dataclass(frozen=True, slots=True)
class Question:
    """rest: the text without the question, of the same length."""

    kind: Kind
    rest: str


_CLAUSE: Final = re.compile(
    r"(?:(?![,;!?]|\.(?:\s|$)|\band (?=(?:please|also|book|what|how|can|could|then)\b)).)+[,;!?.]*"
)
_CAR_ZH: Final = r"(?:车|它|小鹏|特斯拉|这台|这辆|爱车)"
_NAMED_EN: Final = r"(?:(?:my|the|this|our) (?:\w+ ){0,2}?(?:car|vehicle|ev|model \w+)(?! (?:wash|batter\w+|keys?|t[yi]res?|parts?|seats?|charger|mats?|cover|loan|tax)\b))"
_CAR_EN: Final = rf"(?:{_NAMED_EN}|it|her)"
_WORTH_EN: Final = r"worth\b(?! (?:\w+ing|a (?:try|visit|trip|look|go)|my time)\b)"
_NOW_ZH: Final = r"(?:现在|大概|大约|目前|如今|今天|到底|究竟|还|能|可以)*"
_FORMS: Final = {
    Kind.WORTH: re.compile(
        rf"{_CAR_ZH}(?!载|[^,.?!]{{0,6}}(?:胎|零件|配件|钥匙|机油))[^,.?!]{{0,10}}(?:(?:值|出手|出)(?:得了|到|个|了|掉)?(?:多少|几)个?(?:钱|万|块)|(?:能?卖|卖得?了?|卖个)(?:得了|到|个|了|掉)?(?:(?:多少|几)(?:钱|万|块)|多少(?![辆台年千])))"
        rf"|{_CAR_ZH}子?{_NOW_ZH}值得?多少|值(?:多少|几)个?(?:钱|万)|能卖(?:多少|几)(?:钱|万|块)|^\W*{_NOW_ZH}能卖多少\W*$"
        r"|(?:爱车|车辆?|二手车?|我的?车)[^,.?!]{0,6}(?:估值|估价|估个价|残值|行情)|^\W*(?:估值|估价|估个价|残值)|(?:帮我?|给我?|替我?)[^,.?!]{0,8}(?:估个?价|估值)|残值(?:是|有|还)?[^,.?!]{0,4}多少|二手[^,.?!]{0,6}(?:值|卖)?(?:多少|几)(?:钱|万)"
        rf"|\b(?:what|how much)(?:'s| is| would| will| might|s)? ?(?:\w+ )?{_CAR_EN}(?: \w+){{0,3}} {_WORTH_EN}|\b(?:worth|value|price) of {_NAMED_EN}|\b{_CAR_EN} (?:is|be) (?:still )?{_WORTH_EN}|\b(?:resale|trade[- ]in|residual|second[- ]?hand|used|market) (?:value|price)\b|\bvalue (?:{_NAMED_EN}|(?:it|her)\W*$)"
        rf"|\b(?:what|how much) (?:\w+ ){{0,4}}(?:sell|get for|trade in|fetch|ask for)\b(?=.{{0,30}}\b(?:{_CAR_EN}|for)\b|\W*$)|\b(?:what|how much) (?:would|could|can|will|might) {_CAR_EN} (?:\w+ )?(?:fetch|bring|go for|sell for|get)\b"
    ),
    Kind.LASTING: re.compile(
        r"(?<![换修检测查])电池(?![^,.?!]{0,3}(?:检|测|保修|质保|更换|维修))[^,.?!]{0,8}(?:用|撑|坚持|扛|寿命)[^,.?!]{0,6}(?:多久|几年|多少年|多长时间|到哪年|多少个?月)|电池[^,.?!]{0,4}(?:剩余?|还有?|还剩)[^,.?!]{0,4}寿命|电池[^,.?!]{0,8}寿命[^,.?!]{0,4}(?:剩|还有|多长|多少|怎么样)"
        r"|\bhow (?:long|many (?:more )?years)\b.{0,24}\bbatter(?:y|ies)\b(?! (?:\w+ )?(?:checks?|tests?|inspection|guarantee|warranty|replacement|repair)\b).{0,16}\b(?:last|live|hold|survive|good|left|keep|go on)\b|\bbattery\b.{0,16}\b(?:life expectancy|lifespan|life ?time|useful life|life (?:left|remaining))\b|\bremaining (?:useful )?(?:battery )?life\b|\bhow (?:long|many years).{0,16}\bi(?:'ll)? (?:\w+ )?need a new battery\b"
    ),
}
_TWELVE: Final = re.compile(
    r"小电瓶|电瓶|小电池|12 ?v|十二伏|\b12[- ]?v(?:olts?)?\b|\b(?:auxiliary|starter|small|key|fob|phone)\b|钥匙|手机"
)
_TODAY: Final = re.compile(
    r"保修|质保|过保|\bwarranty\b|今天|今晚|明天|这趟|路上|充[满到一]|公里|电量|高速|\b(?:today|tonight|trip|drive|charge[ds]?|charging|km|miles|percent|empty|home|there|motorway|highway)\b|\d ?%"
)
_OF_WORK: Final = re.compile(
    r"换|修|保养|工时|优惠|打折|\b(?:replac\w+|repair\w*|fix\w*|service|worth (?:it|the|repairing|fixing|doing|getting)|insur\w+|discount)\b|保险"
)
_DAMAGE: Final = re.compile(r"刮|蹭|撞|补漆|喷漆|钣金|凹|划痕|保险杠")


def read(text: str) -> Question | None:
    """Return what a sentence asks of the car's worth or its battery's life; None where it asks neither."""
    plain = re.sub(r"\s", " ", script.plain(text))
    for match in _CLAUSE.finditer(plain):
        kind = _kind_of(match[0])
        if kind is Kind.WORTH and _DAMAGE.search(plain) and "车" not in match[0]:
            continue  # an estimate of the repair
        if kind is not None:
            blank = " " * len(match[0])
            return Question(kind, plain[: match.start()] + blank + plain[match.end() :])
    return None


def _kind_of(clause: str) -> Kind | None:
    if _FORMS[Kind.WORTH].search(clause) and not _OF_WORK.search(clause):
        return Kind.WORTH
    if _FORMS[Kind.LASTING].search(clause) and not (_TWELVE.search(clause) or _TODAY.search(clause)):
        return Kind.LASTING
    return None
