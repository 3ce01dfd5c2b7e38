"""What is asked of trips, charges and what they cost, in both languages: which of them, and of which days. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.dialogue import driving_forms, script, tariff_forms
from domain.trips.facts import Period


class Kind(StrEnum):
    """What is asked about; also the name of the command that tells it."""

    TRIPS = "trips"
    CHARGES = "charges"
    TARIFF = "tariff"
    DRIVING = "driving"
    SCORE = "score"
    REPORT = "report"


class File(StrEnum):
    """As what a report is wished for, if not as a message; each a field of `acts.report.OfReport`."""

    PAGED = "paged"
    SHARED = "shared"
    ON_WEB = "on_web"


@dataclass(frozen=True, slots=True)
class Question:
    """period: None where no days are named. rest: the text without the question, of the same length.

    other_days: it names days that are no Period, such as a weekday or a month. prices: what a wish to set the tariff tells.
    """

    kind: Kind
    period: Period | None
    rest: str
    other_days: bool = False
    prices: str = ""
    file: File | None = None


_CLAUSE: Final = re.compile(
    r"(?:(?![,;!?]|\.(?:\s|$)|\band (?=(?:please|also|book|what|how|can|could|then)\b)).)+[,;!?.]*"
)
_PERIODS: Final[tuple[tuple[Period, re.Pattern[str]], ...]] = tuple(
    (period, re.compile(form))
    for period, form in (
        (Period.LAST_WEEK, r"上一?个?(?:周(?!末)|星期|礼拜)|\b(?:last|past|previous) week\b"),
        (Period.LAST_MONTH, r"上一?个?月|\b(?:last|previous) month\b"),
        (
            Period.HALF_YEAR,
            r"(?<![上下])半年|\bhalf (?:a |the )?year\b|\bhalf[- ]year(?:ly)?\b|\b(?:six|6) months\b",
        ),
        (Period.LAST_YEAR, r"去年|\b(?:last|previous) year\b"),
        (Period.WEEK, r"[这本]一?个?(?:周(?!末)|星期|礼拜)|最近一周|\bthis week\b"),
        (Period.MONTH, r"[这本当]一?个?月|\bthis month\b"),
        (Period.YEAR, r"今年|[这本]一?年|年度|年报|\bthis year\b|\b(?:annual|yearly)\b"),
        (Period.YESTERDAY, r"昨[天晚日]|\byesterday\b|\blast night\b"),
        (Period.TODAY, r"今[天日早晚]|\btoday\b"),
        (
            Period.LAST,
            r"上一?[次回趟]|最近一?[次回趟]|最后一?[次回趟]|刚才|刚刚|\b(?:last|latest|recent|previous) (?:\w+ )?(?:trip|drive|charge|charging|ride|time|one)\b",
        ),
    )
)
_MORE: Final = re.compile(
    r"\s*(?:那么?|还有|再看看?|看看|and|what about|how about|what of|ok(?:ay)?|,|\s)*(.+?)(?:的?呢|的|吗|怎么样|please|[?!.\s])*"
)
_ROADS: Final = re.compile(
    r"(?:and|but|what about|how about)\s+(?:(?:on|at|in|during|when)\s+)?(?:the\s+|a\s+)?(?:motorways?|highways?|freeways?|expressways?|autobahn|(?:fast|country) roads?|town|city|nights?|uphill|downhill|hills)[?!.\s]*"
    r"|(?:那么?|还有)(?:在|跑|走|开)?(?:高速|快速路|市区|城里|乡下|国道|夜里|晚上|上坡|下坡)(?:公路|路)?上?(?:的?时候?)?(?:的?呢)?[?!.\s]*|(?:高速|快速路|市区|夜里|晚上)上?(?:的?呢)[?!.\s]*"
)  # behind what was shown of trips it is asked of them
_OTHER_DAYS: Final = re.compile(
    r"[周期拜](?:[一二三四五六日天]|末)|前天|最近[^,.?!]{0,3}[天日]|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|\d{1,2}[号日]?|底|初)?|\d{1,2}[号日](?!线)|以来"
    r"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|week ?ends?|january|february|march|april|june|july|august|september|october|november|december|in may"
    r"|\d{1,2}(?:st|nd|rd|th)|(?:last|past) \d+ (?:days|weeks|months)|day before yesterday|week before last|since)\b"
)
_OF_A_FAULT: Final = re.compile(
    r"响|抖|异[味声常]|失灵|跑偏|漏|报警|故障|指示灯|警告|灯亮|亮了?[^,.?!]{0,2}灯|充不[进上]|跳枪|停了|坏|撞|抛锚|冒烟"
    r"|\b(?:nois\w+|squeal\w*|squeak\w*|grind\w*|vibrat\w*|shak\w+|judder\w*|pull(?:s|ed|ing)|smell\w*|smok\w+|lights?|warning\w*|fail\w*|crash\w*|errors?|stopped|broken?|won't|wouldn't)\b"
)  # what the car did on a trip is told of the car
_REPORT: Final = r"(?<![检测查断修故障])报告"
_FILES: Final[tuple[tuple[File, re.Pattern[str]], ...]] = tuple(
    (file, re.compile(form))
    for file, form in (
        (
            File.SHARED,
            (
                r"\bshare\b.{0,12}\b(?:driving )?report\b|\breport\b.{0,12}\bto share\b|\bversion to share\b|分享版"
                rf"|(?:分享|转发)[^,.?!]{{0,6}}{_REPORT}|{_REPORT}[^,.?!]{{0,3}}(?:分享|转发|发给)"
            ),
        ),
        (
            File.ON_WEB,
            (
                r"\b(?:web ?page|link)\b.{0,28}\breport\b|\breport\b.{0,16}\b(?:web ?page|web|online|link|browser)\b"
                rf"|(?:网页|链接|在线)[^,.?!]{{0,6}}{_REPORT}|{_REPORT}[^,.?!]{{0,6}}(?:网页|链接|在线)"
            ),
        ),
        (
            File.PAGED,
            (
                r"\b(?:pdf|print)\b.{0,28}\breport\b|\breport\b.{0,16}\b(?:pdf|on paper)\b"
                rf"|(?:pdf|打印)[^,.?!]{{0,6}}{_REPORT}|{_REPORT}[^,.?!]{{0,6}}(?:pdf|打印)"
            ),
        ),
    )
)
_OF_OTHERS: Final = re.compile(
    r"谁|有没有人|\b(?:who|whom|anyone|anybody|someone|(?:do|did|will|are) (?:you|they))\b"
)
_IN_ALL: Final = re.compile(
    r"一共|总共|\b(?:in total|altogether|in all)\b"
)  # without days it is the odometer
_ASKS: Final = re.compile(r"\?|吗|呢|多少|几|什么|怎么|\b(?:what|how|why|when|which|did|do|does|can)\b")
_PRICED: Final = re.compile(
    r"(?=.*(?:\d|[零一二两三四五六七八九][毛块角元])).*(?:其余|其他|别的|平时|快充|外面|白天|晚上|夜|峰|谷|平段|度|[点:]|\d ?- ?\d|\b(?:else|otherwise|rest|fast|day(?:time)?|nights?|peak|kwh|public|cents?|ct)\b)"
)
_OF_VISIT: Final = re.compile(r"约|改到|\b(?:book\w*|appointment|visit|move|reschedule)\b")
_WORDS: Final = {
    "last": Period.LAST, "latest": Period.LAST, "上次": Period.LAST, "最近": Period.LAST, "week": Period.WEEK, "周": Period.WEEK,
    "month": Period.MONTH, "月": Period.MONTH, "半年": Period.HALF_YEAR, "half": Period.HALF_YEAR, "year": Period.YEAR, "年": Period.YEAR,
}  # fmt: skip
_OF_SERVICE: Final = re.compile(
    r"保养|维修|该[做去换]|要换|四轮定位|上一副|刹车片|轮胎|\b(?:service|maintenance|due)\b"
)  # how far to the next one is no trip
_OF_DATA: Final = re.compile(
    r"\b(?:you|they|anyone|anybody|somebody|someone|who)\b.{0,24}\b(?:sav|stor|keep|kept|record|collect|track|log|shar|sell|sold|see|saw|know|delet|eras|look|upload)\w*"
    r"|\b(?:delete|erase|remove|stop (?:recording|tracking|collecting))\b"
    r"|保存|存储|储存|收集|采集|跟踪|追踪|分享|共享|删|泄露|上传|[被会]记录|记录[我下]|谁"
)  # what is kept of trips, and who sees it, is asked of the data
_OF_COPY: Final = re.compile(
    r"\b(?:export\w*|download\w*|csv|excel|spreadsheet|printout|get rid of|pull(?:ed)? up|tax|court|lawyer|solicitor|divorce|proof|employer|boss|h[ao]ng on to|hold on to)\b"
    r"|导出|导个|导成|下载|表格|报销|报税|法院|律师|打印件|翻(?:看|了|过)|调出来|你们[^,.?!]{0,4}(?:晓得|知道)"
)  # a copy of the data is wished for, or it is asked who has them: of the whole text, as it says so beside it
_OF_CONSENT: Final = re.compile(
    r"关(?!于|心)|停(?!车)|取消|不要|不想|(?<![特分])别|同意|允许|开启|打开|撤[回销]|退出|\b(?:turn|switch|stop|disable|enable|withdraw|agree|allow|consent|permit|revoke|without|no more)\b|\b(?:record|collect|store|keep|need)s?\b"
)  # the report is also what a purpose is called by, which is switched on and off
_CAN: Final = r"(?<![能够不])(?<!可以)(?<!还要)(?<!还得)"  # how far it can go is asked of its charge
_FORMS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(form))
    for kind, form in (
        (
            Kind.REPORT,
            (
                r"(?:用车|驾驶|行车|开车|出行|能耗|电耗|用电)的?(?:[年月]度?|半年度?)?(?:报告|总结|分析)|(?:[年月]度|半年度?|[周月]的?)(?:用车|驾驶|出行)?(?:报告|总结)|(?<![个今去上本这当每\d])[月年]报(?![修价名案警废错过的])|(?<![充没])电[^,.?!充]{0,6}(?:花|用|耗)(?:在|到|去)?了?(?:哪[儿里]?(?=$|[去了,.?!])|(?<=在)(?:哪|什么)|(?<=[到去])(?:哪|什么))|(?<![充没])电(?:都|全)?去(?:了)?哪|(?:怎么|如何|怎样)[^,.?!]{0,6}(?:更|能|才|比较)?省电|(?:节能|省电|经济)驾驶"
                r"|\bdriving report\b|\b(?:monthly|annual|yearly|half[- ]yearly|energy|consumption) (?:driving )?report\b|\breport (?:for|of|on) (?:the )?(?:last|this|past) (?:month|half|year)\b|\bwhere (?:does|did|do|is|has|did) (?:all )?(?:of )?(?:my|the|that) (?:car'?s )?(?:energy|electricity|power|charge|kwh|juice)\b.{0,16}\bgo(?:es|ne|ing)?\b|\beco[- ]driving\b|\b(?:drive|driving) (?:more )?(?:economically|efficiently)\b|\b(?:economical|efficient) driving\b|\bhow (?:can|do|could) i (?:save|use less) (?:more )?(?:energy|electricity|power)\b"
            ),
        ),
        (
            Kind.TARIFF,
            (
                r"电价|峰谷(?!差)|谷电(?=[^?!]*(?:\d\.\d|[毛块元角分]))|\boff-?peak\b(?=.*(?:\d[.,]\d|\bcents?\b|\bct\b|[¥€$£]))|\b(?:my|the|our|electricity|power|energy|home) (?:\w+ )?tariff\b|\b(?:electricity|power) (?:price|rate)\b|\bprice (?:of|for|per) (?:a |one )?(?:kwh|electricity|power)\b|\b(?:electricity|power) costs (?:me |us )?\d"
                r"|[一每]度电?(?:是|要|大概)?(?:\d+\.\d+|[\d零一二两三四五六七八九]+[^,?!多少几]{0,3}[毛角块元分])|(?:电费|快充)(?:是|要|改成|调成|[一每]度)*[\d零一二两三四五六七八九][^,?!多少几]{0,3}[毛角块元]"
                r"|\d ?(?:yuan|rmb|cents?|ct|euros?|dollars?|pence|fen|mao|¥|€|\$|£)? ?(?:an?|per|/) ?kwh\b|\bkwh price\b|\b(?:fast|dc|public) charging (?:costs?|is) (?:me )?[¥€$£]?\d"
            ),
        ),
        (
            Kind.CHARGES,
            (
                r"充(?:电|了|过)*(?:一共|总共|大概|都)?(?:充了|花了|用了|付了|要了)?(?:多少|几)(?:度|电(?!池)|千瓦时|钱|次|块|元|kwh)|充电(?!桩|枪|宝|线|器|卡)[^,.?!]{0,6}(?:花了?|费用|费了?|用了?)(?:多少|几)|充电(?:费用?|花费|成本|开销|记录|明细|历史)|(?:上|最近一?|最后一?)[次回]的?充电|充电(?!桩|枪|宝|线|器|卡)[^,.?!]{0,3}(?:多少|几)(?:度|钱|次)|(?:这|上|本)[^,.?!]{0,3}[周月期拜]的?电费|^\W*(?:那|看看?)?[这上本]个?[周月年]的?充电(?:情况|呢)?\W*$|今年的?充电(?:情况|呢)?\W*$|电费[^,.?!]{0,4}(?:多少|几)"
                r"|\bhow (?:much|many (?:kwh|kilowatt\S*))\b.{0,30}\b(?:did|have|has|was|were)\b.{0,24}\bcharg(?:e|ed)\b(?! left)|\bhow (?:often|many times)\b.{0,20}\bcharg(?:e|ed)\b|\b(?:what|how much)\b.{0,30}\bcharg(?:e|es|ing)\b.{0,14}\bcosts?\b|\b(?:what|how much)\b.{0,24}\b(?:cost|spend|spent|pa(?:y|id))\b.{0,30}\bcharg(?:e|es|ing)\b|\b(?:cost|costs) of (?:my |the |all )?charg(?:es|ing)\b|\bcharging (?:costs?|history|sessions?|records?)\b|\b(?:my|show|list) (?:\w+ ){0,2}charges\b|\bthe (?:last |latest |recent |monthly )?charges\b(?! (?:always|only|for|to|at|up|until|very|slow))|\b(?:my|the) (?:last|latest) (?:charge|charging)\b|\b(?:how|what|show|see)\b.{0,24}\belectricity bill\b|\bcharges (?:this|last) (?:week|month|year)\b|\bcharges (?:today|yesterday)\b|\bhow much (?:did|do|have) (?:i|we) (?:pa(?:y|id)|spen[dt]) (?:for|on) (?:electricity|power)\b|\bhow much did (?:the |my )?electricity cost\b|\belectricity costs? (?:this|last) (?:week|month|year)\b"
            ),
        ),
        (
            Kind.TRIPS,
            (
                rf"{_CAN}(?:开|跑|行驶|驾驶)(?:车|了|过)*(?:一共|总共|大概|都)?(?:开了|跑了)?(?:(?:多少|几)(?:公里|千米|里程?|路|km|趟|次)|多远)|(?:行程|驾驶)(?:记录(?!仪)|报告|明细|历史|统计|情况)|(?:上|最近一?|最后一?)[次回趟](?:的)?(?:行程|驾驶|出行)|(?:今天|昨天|[这上本][^,.?!]{{0,2}}[周月期拜])的?(?:行程(?!满|排|安排|有点|太|很|紧)|里程|能耗|电耗)|百公里(?:能耗|电耗)|行程(?:是|有)?(?:多少|几|怎么样)|(?:开车|用车|行车|出行)的?(?:情况|统计|记录(?!仪)|数据)|(?:今天|昨天|[这上本]个?[周月年])[^,.?!充]{{0,4}}用了多少电(?!量)"
                r"|\bhow (?:far|much|many (?:kms?|kilomet\w+|miles|trips))\b.{0,16}\b(?:did|have|has)\b.{0,24}\b(?:drive|driven|drove|go(?:ne)?|travel\w*|cover\w*|ma[dk]e)\b|\b(?:distance|kilomet\w+|km|miles)\b.{0,24}\b(?:i|we) (?:\w+ )?(?:drove|have driven|did drive)\b|\bhow (?:far|long) was\b.{0,20}\b(?:trip|drive)\b|\b(?:my|show|list|the) (?:\w+ ){0,2}trips\b|\b(?:my|the) (?:last|latest) (?:trip|drive)\b|\bhow many (?:kms?|kilomet\w+|miles|trips)\b.{0,20}\b(?:this|last|past) (?:week|month|year)\b|\b(?:trips|drives) (?:\w+ ){0,2}(?:today|yesterday|(?:this|last) (?:week|month|year))\b|\bhow much (?:energy|power|electricity)\b.{0,16}\b(?:did|have|has)\b.{0,24}\b(?:use|used|consume\w*)\b"
            ),
        ),
    )
)


def read(text: str) -> Question | None:
    """Return what a sentence asks of trips, charges or the tariff; None where it asks for none of them."""
    plain = re.sub(r"\s", " ", script.plain(text))
    if _OF_COPY.search(plain):
        return None
    clauses = list(_CLAUSE.finditer(plain))
    for place, match in enumerate(clauses):
        file = _file_of(match[0])
        kind = Kind.REPORT if file else _kind_of(match[0])
        if kind is None:
            continue
        first, last = _stretch(clauses, place) if kind is Kind.TARIFF else (match, match)
        stretch = plain[first.start() : last.end()]
        rest = plain[: first.start()] + " " * len(stretch) + plain[last.end() :]
        if kind is Kind.DRIVING:
            rest = _without_driving(rest)
        tells = kind is Kind.TARIFF and tariff_forms.names_price(stretch) and not _ASKS.search(stretch)
        prices = stretch if tells else ""
        days = _OTHER_DAYS.search(match[0]) is not None
        return Question(
            kind, period(match[0]) or period(plain), rest, other_days=days, prices=prices, file=file
        )
    return None


def _without_driving(plain: str) -> str:
    """Blank further clauses that ask how one drives: one answer is for all of them, and a pedal in them is no fault of the car."""
    return _CLAUSE.sub(lambda match: " " * len(match[0]) if driving_forms.asks(match[0]) else match[0], plain)


def asks_of_roads(text: str) -> bool:
    """Tell whether a text asks, behind what was shown, only how it is on some kind of road or at night."""
    return _ROADS.fullmatch(script.plain(text).strip()) is not None


def _file_of(clause: str) -> File | None:
    if _OF_OTHERS.search(clause):
        return None
    return next((file for file, form in _FILES if form.search(clause)), None)


def _kind_of(clause: str) -> Kind | None:
    if _OF_SERVICE.search(clause) or _OF_DATA.search(clause):
        return None
    if driving_forms.asks_score(clause):
        return Kind.SCORE
    if driving_forms.asks(clause):
        return Kind.DRIVING
    kind = next((kind for kind, form in _FORMS if form.search(clause)), None)
    if kind is Kind.REPORT and _OF_CONSENT.search(clause):
        return None
    if kind is Kind.TRIPS and _IN_ALL.search(clause) and period(clause) is None:
        return None
    return None if kind is not Kind.TARIFF and _OF_A_FAULT.search(clause) else kind


def _stretch(clauses: Sequence[re.Match[str]], place: int) -> tuple[re.Match[str], re.Match[str]]:
    """Return the first and the last clause that tell prices around one that names them."""
    first = last = place
    while first > 0 and _tells_price(clauses[first - 1][0]):
        first -= 1
    while last + 1 < len(clauses) and _tells_price(clauses[last + 1][0]):
        last += 1
    return clauses[first], clauses[last]


def _tells_price(clause: str) -> bool:
    return _PRICED.match(clause) is not None and not (_OF_VISIT.search(clause) or _OF_SERVICE.search(clause))


def more(text: str) -> tuple[Period | None, bool]:
    """Return the days of a text that names nothing else ("and last week?", 去年呢): another period of what was shown.

    Beside it whether it names days and nothing else that are no Period (九月份呢).
    """
    days = _MORE.fullmatch(re.sub(r"\s", " ", script.plain(text)))
    if days is None:
        return None, False
    whole = next((period for period, form in _PERIODS if form.fullmatch(days[1])), None)
    return whole, whole is None and _OTHER_DAYS.fullmatch(
        re.sub(r"^(?:in |on |last |上个?|这个?|本)", "", days[1])
    ) is not None


def period_behind(argument: str) -> Period | None:
    """Return the days that stand behind a command, also in one word: `/trips last`, `/charges month`."""
    plain = script.plain(argument).strip()
    return _WORDS.get(plain) or period(plain)


def period(plain: str) -> Period | None:
    """Return the days that a plain text names; None where it names none."""
    return next((period for period, form in _PERIODS if form.search(plain)), None)
