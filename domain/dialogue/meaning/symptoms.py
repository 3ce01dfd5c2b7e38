"""Which work a symptom, or a question about a part, calls for: “only 320 km from full” is a battery check. Pure."""

import re
from typing import Final

from domain.dialogue.meaning import jobs

LOOK: Final = "inspection"
# What is told of a part, which `jobs` knows by other words; the narrower first.
_SIGNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (job, re.compile(form))
    for job, form in (
        (
            "battery_check",
            (
                r"(?:续航|满电|充满)[^。!?]{0,20}(?:掉|少|短|降|缩|只|才|也就|不到|不如|变)|充不满|充不进|掉电|\b(?:range|battery)\b.{0,40}\b(?:down|drop\w*|less|lower|short\w*|only|used to|worse|lost|losing|drain\w*|shrunk)\b|"
                r"\b(?:only|just|barely) (?:\w+ ){0,2}\d{2,3} ?(?:km|miles|kilomet\w+)\b.{0,30}\b(?:full|charge\w*|100)\b|\bfull(?:y)?\b.{0,25}\b(?:only|just|barely) (?:\w+ ){0,2}\d{2,3}\b|\b(?:won['’]?t|doesn['’]?t) (?:fully )?charge\b(?! me| for| extra| you)"
            ),
        ),
        (
            "tyre_service",
            r"跑偏|方向盘[^,.!?]{0,4}抖|发飘|高速[^,.!?]{0,6}(?:抖|飘|晃)|\bwobbl\w*|\bshak(?:es|y|ing)\b|\bpull(?:s|ing) to (?:the|one)\b|\bdrift(?:s|ing) to\b",
        ),
        (
            "brake_check",
            r"(?:刹车|制动|踩刹)[^,.!?]{0,10}(?:软|硬|长|远|响|抖|异响|声|失灵|不灵|没力|费劲|怪|正常)|\bbrak\w*\b.{0,30}\b(?:soft|weak|spongy|long\w*|noise|squeal\w*|grind\w*|squeak\w*|feel\w*|safe|strange|odd|weird|vibrat\w*)\b",
        ),
        (
            LOOK,
            r"异响|怪声|异味|(?:嗡嗡|咯吱|吱吱|哐当|嘎吱|咔咔)|故障灯|(?:报|亮)[^,.!?]{0,3}故障|不对劲|\b(?:nois[ey]\w*|rattl\w*|clunk\w*|squeak\w*|humming|vibrat\w*|weird smell|burning smell|warning light|not right)\b",
        ),
    )
)
_SMALL: Final = frozenset({"twelve_volt", "twelve_volt_check"})
_BATTERY: Final = re.compile(r"\bbattery\b")
_QUESTION: Final = re.compile(r"[?吗么呢]|是不是|要不要|\b(?:is|are|how|what|why|should|could|does)\b")
_HAVE_A_LOOK: Final = re.compile(
    r"(?:让|叫|找|请|给|帮)[^,.!?]{0,8}(?:检?查|看|瞧|检测)(?:一?下|一?看|一?瞧|一?查|[吧呗]|$)|(?:检?查|看|瞧)(?:一?下|一?看)?(?:这个?|是)?(?:什么|啥|哪里|哪儿)?(?:毛病|问题)|(?:去|来|过来|过去|进店)(?:检?查|看)(?:一?下|一?看|一?查)|"
    r"\b(?:have|get|take|let) (?:\w+ ){0,3}(?:look(?:ed)?|check(?:ed)?)\b|\bcheck (?:it|that|this)(?: out| over)?\b|\blook(?:ed)? (?:at|into|over) (?:it|that|this|the car)\b"
)
_BRING_IN: Final = re.compile(
    r"^(?!.*[?吗么])(?!.*\b(?:should|not|don['’]?t|no)\b).*(?:\bbring (?:it|her|the car|my car) in\b|\bbook (?:it|me|her) in\b|\bget it (?:seen|checked|looked)\b|约(?:一下|一?个)?(?:时间)?(?:吧|好了|一下)|(?:去|送|开)(?:过去|店里|到店)?(?:检查|看|查)(?:一?下|一?看)?吧)"
)


def of(plain: str) -> str | None:
    """The work for what a text tells or asks of the car; None where it speaks of nothing that a workshop sees to."""
    sign = next((job for job, form in _SIGNS[:-1] if form.search(plain)), None)
    part = jobs.find(plain)
    if part in _SMALL:
        return part
    if sign or part:
        return sign or ("brake_check" if part == "brake_pads" and _QUESTION.search(plain) else part)
    if _BATTERY.search(plain):
        return "battery_check"
    return LOOK if _SIGNS[-1][1].search(plain) else None


def brings_in(plain: str) -> bool:
    """Whether a text wants the car brought in for what was just told of it."""
    return _BRING_IN.search(plain) is not None


def wants_look(plain: str) -> bool:
    """Whether a text wants the car looked at, whatever it may be: “查一下”, “have someone take a look”."""
    return _HAVE_A_LOOK.search(plain) is not None
