"""The purposes of data by the names that owners give them, and the words that allow or stop one. Pure."""

import re
from typing import Final

from domain.dialogue import script
from domain.kit.classified import Purpose

_NAMES: Final = {
    Purpose.DRIVING: r"(?:驾驶|行驶|用车)报告|(?:我的)?行程(?:和充电)?(?:的)?(?:记录(?!仪)|跟踪|追踪)|驾驶(?:习惯)?(?:的)?(?:记录(?!仪)|分析|统计)|驾驶(?:评分|得分)|\b(?:driv(?:ing|er) (?:reports?|scores?)|(?:trips?|driving) (?:record(?:s|ing)?|log(?:s|ging|book)?|track(?:er|ing)?|history))\b",
    Purpose.IMPROVE: r"(?:改进|改善|优化)(?:提醒|预警|产品|服务)|让提醒更准|\b(?:better|improv\w+) (?:the |your )?warnings\b|\bproduct improvement\b",
    Purpose.CARE: r"车况检查(?:与|和)提醒|车况(?:监测|监控)|\b(?:health|condition) (?:checks|monitoring)\b",
}
_ANY: Final = "|".join(_NAMES.values())
_HABIT: Final = r"(?:don'?t|do not|stop|quit|no longer) (?:want (?:you|it|this|anyone) to )?(?:record|log|track|analy[sz]e|monitor)(?:ing)? (?:my |our |the |all )*(?:trips|drives|driving|journeys)|(?:别|不要|不用|停止|不许|不想(?:让)?你们?|不让你们?)(?:再|继续)*(?:给我)?(?:记录|跟踪|追踪|分析|统计)我?(?:们)?(?:的)?(?:行程|驾驶|开车)"
_CONSENT: Final = r"(?:授权|同意|许可)"
STOP: Final = (
    rf"(?:关(?:闭|掉|了)?|停(?:掉|了)?|停下|停止|停用|取消|撤回|撤销|退出|不同意|不要)(?:对|我|的|授权|给我|再|使用|记录|这个|那个)*(?:{_ANY})(?!里|上|中|的|发|给我看)"
    rf"|(?:取消|撤回|撤销|收回|撤掉)(?:对|我|的|给)*(?:{_ANY})的?{_CONSENT}|(?:{_ANY})的?{_CONSENT}[^,.?!]{{0,4}}(?:撤回|撤销|收回|取消)"
    rf"|(?:{_ANY})[^,.?!]{{0,4}}(?:关掉|关了|关闭|停掉|停了|停用|停止|取消|不要了)"
    rf"|\b(?:(?:turn|switch|put) off|disable|deactivate|stop|end|withdraw|revoke|opt out of|disagree to)\b(?: (?:my|the|your|this|that|consent|agreement|to|for|with|of|all))*\s(?:{_ANY})(?! from\b)"
    r"|\bcancel (?:my |the |your |all )*(?:trips?|driving|drives?) (?:record|log|track)ing\b"
    rf"|\b(?:turn|switch|put)\b (?:my |the |your )?(?:{_ANY}) off\b|\bno more (?:{_ANY})|{_HABIT}"
)
ALLOW: Final = (
    rf"(?:打开|开启|启用|开通|允许|同意|授权)(?:你|你们|我|的|使用|记录|这个|那个)*(?:{_ANY})(?!里|上|中|给我看)"
    rf"|(?:{_ANY})[^,.?!]{{0,4}}(?:打开|开启|启用|开一?下)"
    rf"|\b(?:(?:turn|switch|put) on|enable|activate|allow|agree to|consent to|opt in(?:to| to))\b(?: (?:my|the|your|this|that|all))*\s(?:{_ANY})"
    rf"|\b(?:turn|switch|put)\b (?:my |the |your )?(?:{_ANY}) (?:back )?on\b"
    r"|\b(?:start|begin|please) (?:to )?(?:record|log|track)(?:ing)? (?:my |our )(?:trips|drives|driving|journeys)|(?:开始|请|帮我)(?:记录|跟踪)我?(?:们)?(?:的)?(?:行程|驾驶)"
)


def purpose_of(text: str) -> Purpose:
    """Return the purpose that a text names; the driving report where it names trips or none."""
    plain = re.sub(r"\s+", " ", script.plain(text))
    return next((purpose for purpose, form in _NAMES.items() if re.search(form, plain)), Purpose.DRIVING)


SAME_LANGUAGE: Final = r"语言[^,.!?]{0,3}(?:不用|不要|别|不必|不需要)(?:再)?(?:动|改|变|换)|(?:不用|不要|别|不必)(?:改|动|变|换)语言|语言(?:现在)?是(?:中文|英文|英语|汉语)[^,.!?]{0,2}[对吧吗?]|\b(?:do not|don['’]?t|no need to) (?:change|touch|switch) (?:the|my) language\b"
