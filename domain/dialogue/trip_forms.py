"""What is asked of trips, charges and what they cost, in both languages: which of them, and of which days. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.dialogue import driving_forms, script
from domain.trips.facts import Period


class Kind(StrEnum):
    """What is asked about; also the name of the command that tells it."""

    TRIPS = "trips"
    CHARGES = "charges"
    TARIFF = "tariff"
    DRIVING = "driving"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Question:
    """period: None where no days are named. rest: the text without the question, of the same length."""

    kind: Kind
    period: Period | None
    rest: str


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
_WORDS: Final = {
    "last": Period.LAST, "latest": Period.LAST, "上次": Period.LAST, "最近": Period.LAST, "week": Period.WEEK, "周": Period.WEEK,
    "month": Period.MONTH, "月": Period.MONTH, "半年": Period.HALF_YEAR, "half": Period.HALF_YEAR, "year": Period.YEAR, "年": Period.YEAR,
}  # fmt: skip
_OF_SERVICE: Final = re.compile(
    r"保养|维修|该[做去换]|要换|\b(?:service|maintenance|due)\b"
)  # how far to the next one is no trip
_OF_DATA: Final = re.compile(
    r"\b(?:you|they|anyone|anybody|somebody|someone|who)\b.{0,24}\b(?:sav|stor|keep|kept|record|collect|track|log|shar|sell|sold|see|saw|know|delet|eras|look|upload)\w*"
    r"|\b(?:delete|erase|remove|stop (?:recording|tracking|collecting))\b"
    r"|保存|存储|储存|收集|采集|跟踪|追踪|分享|共享|删|泄露|上传|[被会]记录|记录[我下]|谁"
)  # what is kept of trips, and who sees it, is asked of the data
_OF_CONSENT: Final = re.compile(
    r"关(?!于|心)|停(?!车)|取消|不要|不想|(?<![特分])别|同意|允许|开启|打开|撤[回销]|退出|\b(?:turn|switch|stop|disable|enable|withdraw|agree|allow|consent|permit|revoke|without|no more)\b|\b(?:record|collect|store|keep|need)s?\b"
)  # the report is also what a purpose is called by, which is switched on and off
_CAN: Final = r"(?<![能够])(?<!可以)(?<!还要)(?<!还得)"  # how far it can go is asked of its charge
_FORMS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(form))
    for kind, form in (
        (
            Kind.REPORT,
            (
                r"(?:用车|驾驶|行车|开车|出行|能耗|电耗|用电)的?(?:[年月]度?|半年度?)?(?:报告|总结|分析)|(?:[年月]度|半年度?|[周月]的?)(?:用车|驾驶|出行)?(?:报告|总结)|(?<![个今去上本这当每\d])[月年]报(?![修价名案警废错过的])|(?<![充没])电[^,.?!充]{0,6}(?:花|用|耗)(?:在|到|去)?了?(?:哪[儿里]?(?=$|[去了,.?!])|(?<=在)(?:哪|什么)|(?<=[到去])(?:哪|什么))|(?<![充没])电(?:都|全)?去(?:了)?哪|(?:怎么|如何|怎样)[^,.?!]{0,6}(?:更|能|才|比较)?省电"
                r"|\bdriving report\b|\b(?:monthly|annual|yearly|half[- ]yearly|energy|consumption) (?:driving )?report\b|\breport (?:for|of|on) (?:the )?(?:last|this|past) (?:month|half|year)\b|\bwhere (?:does|did|do|is|has|did) (?:all )?(?:of )?(?:my|the|that) (?:car'?s )?(?:energy|electricity|power|charge|kwh|juice)\b.{0,16}\bgo(?:es|ne|ing)?\b|\bhow (?:can|do|could) i (?:save|use less) (?:more )?(?:energy|electricity|power)\b"
            ),
        ),
        (
            Kind.TARIFF,
            r"电价|峰谷|谷电|\boff-?peak\b|\b(?:my|the|our|electricity|power|energy|home) (?:\w+ )?tariff\b|\b(?:electricity|power) (?:price|rate)\b|\bprice (?:of|for|per) (?:a |one )?(?:kwh|electricity|power)\b|\b(?:electricity|power) costs (?:me |us )?\d",
        ),
        (
            Kind.CHARGES,
            (
                r"充(?:电|了|过)*(?:一共|总共|大概|都)?(?:充了|花了|用了|付了|要了)?(?:多少|几)(?:度|电(?!池)|千瓦时|钱|次|块|元|kwh)|充电[^,.?!]{0,6}(?:花了?|费用|费了?|用了?)(?:多少|几)|充电(?:费用?|花费|成本|开销|记录|明细|历史)|(?:上|最近一?|最后一?)[次回]的?充电|充电[^,.?!]{0,3}(?:多少|几)(?:度|钱|次)|(?:这|上|本)[^,.?!]{0,3}[周月期拜]的?电费|电费[^,.?!]{0,4}(?:多少|几)"
                r"|\bhow (?:much|many (?:kwh|kilowatt\S*))\b.{0,30}\b(?:did|have|has|was|were)\b.{0,24}\bcharg(?:e|ed)\b(?! left)|\bhow (?:often|many times)\b.{0,20}\bcharg(?:e|ed)\b|\b(?:what|how much)\b.{0,30}\bcharg(?:e|es|ing)\b.{0,14}\bcosts?\b|\b(?:what|how much)\b.{0,24}\b(?:cost|spend|spent|pa(?:y|id))\b.{0,30}\bcharg(?:e|es|ing)\b|\b(?:cost|costs) of (?:my |the |all )?charg(?:es|ing)\b|\bcharging (?:costs?|history|sessions?|records?)\b|\b(?:my|the|show|list) (?:\w+ ){0,2}charges\b|\b(?:my|the) (?:last|latest) (?:charge|charging)\b|\belectricity bill\b"
            ),
        ),
        (
            Kind.TRIPS,
            (
                rf"{_CAN}(?:开|跑|行驶|驾驶)(?:车|了|过)*(?:一共|总共|大概|都)?(?:开了|跑了)?(?:(?:多少|几)(?:公里|千米|里程?|路|km|趟|次)|多远)|(?:行程|驾驶)(?:记录|报告|明细|历史|统计|情况)|(?:上|最近一?|最后一?)[次回趟](?:的)?(?:行程|驾驶|出行)|(?:今天|昨天|[这上本][^,.?!]{{0,2}}[周月期拜])的?(?:行程|里程|能耗|电耗)|百公里(?:能耗|电耗)|行程(?:是|有)?(?:多少|几|怎么样)|(?:开车|用车|行车|出行)的?(?:情况|统计|记录|数据)"
                r"|\bhow (?:far|much|many (?:kms?|kilomet\w+|miles|trips))\b.{0,16}\b(?:did|have|has)\b.{0,24}\b(?:drive|driven|drove|go(?:ne)?|travel\w*|cover\w*|ma[dk]e)\b|\b(?:distance|kilomet\w+|km|miles)\b.{0,24}\b(?:i|we) (?:\w+ )?(?:drove|have driven|did drive)\b|\bhow (?:far|long) was\b.{0,20}\b(?:trip|drive)\b|\b(?:my|show|list|the) (?:\w+ ){0,2}trips\b|\b(?:my|the) (?:last|latest) (?:trip|drive)\b|\bhow many (?:kms?|kilomet\w+|miles|trips)\b.{0,20}\b(?:this|last|past) (?:week|month|year)\b|\b(?:trips|drives) (?:\w+ ){0,2}(?:today|yesterday|(?:this|last) (?:week|month|year))\b|\bhow much (?:energy|power|electricity)\b.{0,16}\b(?:did|have|has)\b.{0,24}\b(?:use|used|consume\w*)\b"
            ),
        ),
    )
)


def read(text: str) -> Question | None:
    """Return what a sentence asks of trips, charges or the tariff; None where it asks for none of them."""
    plain = re.sub(r"\s", " ", script.plain(text))
    for match in _CLAUSE.finditer(plain):
        clause = match[0]
        if _OF_SERVICE.search(clause) or _OF_DATA.search(clause):
            continue
        kind = Kind.DRIVING if driving_forms.asks(clause) else _kind(clause)
        if kind is Kind.REPORT and _OF_CONSENT.search(clause):
            continue
        if kind is Kind.TARIFF:
            return Question(kind, None, "")
        if kind is not None:
            rest = plain[: match.start()] + " " * len(clause) + plain[match.end() :]
            return Question(kind, period(clause) or period(plain), rest)
    return None


def more(text: str) -> Period | None:
    """Return the days of a text that names nothing else ("and last week?", 去年呢): another period of what was shown."""
    plain = re.sub(r"\s", " ", script.plain(text))
    days = _MORE.fullmatch(plain)
    return period(plain) if days and any(form.fullmatch(days[1]) for _, form in _PERIODS) else None


def _kind(clause: str) -> Kind | None:
    return next((kind for kind, form in _FORMS if form.search(clause)), None)


def period_behind(argument: str) -> Period | None:
    """Return the days that stand behind a command, also in one word: `/trips last`, `/charges month`."""
    plain = script.plain(argument).strip()
    return _WORDS.get(plain) or period(plain)


def period(plain: str) -> Period | None:
    """Return the days that a plain text names; None where it names none."""
    return next((period for period, form in _PERIODS if form.search(plain)), None)
