"""Sentences that ask for a command without its name, tried in the order of `WISHES`."""

import re
from collections.abc import Callable
from typing import Final

# "Has anybody read my car's data?", 有没有人看过我的车的数据: who did, to see or take, what is mine.
_WHO_LOOKED = re.compile(
    r"\b(?:who|whom|anyone|anybody|someone|somebody|operator|workshop|centre|center|drivers?)\b.*"
    r"\b(?:look(?:s|ed|ing)?|access(?:ed|es|ing)?|view(?:ed|s|ing)?|sees?|seen|saw|reads?|open(?:ed|s)?|exported|downloaded)\b.*"
    r"\bmy\b.*\b(?:data|information|info|details|records?|messages?|chats?|files?)\b"
    r"|(?:谁|有没有人|有人|哪些人|什么人|服务商|运营方|服务中心|店里|驾驶人|司机)[^，。？！]{0,40}?(?:看|查|访问|读|调取|浏览|翻|导出|动|打开)"
    r"[^，。？！]{0,40}?我[^，。？！]{0,40}?(?:数据|资料|信息|记录|隐私|聊天|消息)"
    r"|我[^，。？！]{0,40}?(?:数据|资料|信息|记录|隐私)[^，。？！]{0,40}?(?:谁|有没有人|有人|哪些人|什么人)[^，。？！]{0,40}?(?:看|查|访问|读|调取|浏览|翻|导出|动)",
    re.IGNORECASE,
)
# "What did you do for my car this year?", 今年都为我的车做了些什么
_YEAR = re.compile(
    r"what (?:have|did|all did|all have) you (?:do|done|all do)\b(?=.*\b(?:year|12 months|twelve months)\b).*|(?:show me )?(?:the|my|our) (?:year|last (?:year|12 months|twelve months)) (?:of|with|for) (?:my|the) car"
    r"|(?:这|今|过去|最近)(?:一)?年(?:里|来|内)?(?:你们?|您)?(?:一共|都|总共)?(?:为|给|替|帮)?(?:我的?车|我|车)?(?:一共|都|总共)?(?:做|干|办|处理|发现|维护)(?:了|过)(?:些)?(?:什么|啥|哪些).*"
    r"|(?:你们?|您)?(?:今年|这一年)(?:都)?(?:为|给|替|帮)(?:我的?车|我)(?:都)?(?:做|干)(?:了|过)(?:些)?(?:什么|啥|哪些).*",
    re.IGNORECASE,
)
# "Give me the dossier for the buyer", 我要卖车，给我一份车辆档案: the signed file, and nothing that denies the wish.
_DOSSIER = re.compile(
    r"(?!.*\b(?:not|don'?t|never|no)\b)(?=.*\b(?:give|make|create|send|get|want|need|have|prepare|generate|show|hand)\b)"
    r"(?:.*\b(?:dossier)\b.*|.*\b(?:signed|verified|verifiable|certified|tamper[- ]?proof)\b.*\b(?:history|record)s?\b.*\b(?:buyer|sell|selling|sale)\b.*)"
    r"|(?!.*(?:不要|不用|不想|别|没有))(?:.*(?:卖车|买家|买方|买主|二手车|过户|转让)[^?]*档案[^?]*"
    r"|.*(?:给我|生成|导出|开具?|做|来|要|出)[^?,.]*(?:车辆|车况)档案[^?]*)",
    re.IGNORECASE,
)
# "I sold the car", 我把车卖了，怎么过户: asked about, and nothing is done before a yes.
_CAR_EN = r"(?:(?:the|my|our|this|that|a|one of my) )?(?:\w+ ){0,2}?(?:cars?|vehicle|ev)\b"
_CAR_EN += r"(?!(?:['’]s)? (?:(?!with|and|for|to|in)\w+ )?(?:seats?|charger|holder|insurance|batter(?:y|ies)|parts?|t[yi]res?|wheels?|radio|keys?|covers?|mats?|rack|wash)\b)"
_BUYER = r"(?:(?:the|my|a|our) )?(?:new owner|buyer)\b"
_SOLD = re.compile(
    r"(?<!if )\b(?:i|we)(?:'?ve| have)?(?: (?:just|already|now|finally|actually|recently))* "
    rf"(?:sold|given away|handed over) {_CAR_EN}"
    rf"|(?<!if )\b(?:i|we)(?:'?m| am|'?re| are)(?: (?:just|now))? (?:selling|giving away) {_CAR_EN}"
    rf"|\b(?:i|we)(?:'?m| am|'?re| are|'?d| would)? (?:want|like|need|have|going|plan) to sell {_CAR_EN}(?!.*\b(?:dossier|history|record)\b)"
    rf"|\b(?:transfer|hand over|pass on) {_CAR_EN} to (?:the |my |a )?(?:new owner|buyer|son|daughter|wife|husband|friend)\b"
    rf"|\bhand(?:ing)? {_CAR_EN} (?:over|on) to {_BUYER}|\blet {_BUYER} take (?:it|{_CAR_EN}) over"
    rf"|\b(?:start|begin|initiate|arrange) (?:the |a )?(?:hand[ -]?over|transfer|change of owner(?:ship)?)(?: of (?:ownership|{_CAR_EN}))?(?: to {_BUYER}|(?=\W*$|[,.!]| now\b| please\b))"
    r"|(?<!if )\b(?:my|our|the) (?:car|vehicle)(?: is| was|'?s| has been) (?:just |now |already )?sold\b|\b(?:my|the) (?:car|vehicle) (?:has|got) a new owner\b"
    r"|(?:把|将)(?!.{0,8}(?:数据|信息|保险))[^?,.，。？]{0,10}车子?(?:已经|都)?(?:卖(?:了|掉|给|出)|转让(?:了|给)|送给(?!了?(?:我(?![的儿女爸妈哥弟姐妹老朋同先太媳])|你|您|店|服务|师傅|4s))|送了?人(?![去到上]))(?!.{0,4}保养)"
    r"|(?:我的?|这[辆台]|那[辆台]|^)车子?(?:已经|都|刚刚?|昨天|今天)?卖(?:了|掉|出去|给)"
    r"|(?:把|将)[^?,.，。？]{0,8}车子?(?:移交|交接|转|过|交)(?:给|到)(?:买家|买主|下家|新车主)|开始(?:把车)?(?:移交|交接|转让|过户)(?:给(?:买家|买主|下家|新车主)|(?=$|[,.，。吧]))"
    r"|我们?(?:已经|刚|要|想|准备|打算)+(?:卖车|卖掉?这?[辆台]?车)|车子?(?:换|有)了?新?车主|换(?:了)?新?车主"
    # A change of owner that is wished for or done, not what holds after it (过户以后保修还有效吗).
    r"|过户(?:给(?!了?我(?![儿女爸妈哥弟姐妹家老朋同先太媳]))|吧|手续|流程|怎么|如何|需要|要(?!多少|几|花)|一下|(?:好|完)?了?[^\w?]*(?:$|[,.，。]))"
    r"|(?:要|想|怎么|如何|办理?|申请|准备|打算|帮我|把[^?,.，。？]{0,10}车子?)(?:给[^?,.，。？]{0,8})?过户(?!费|[以之]?[后前]|的话|过)",
    re.IGNORECASE,
)
_UNSOLD = re.compile(
    r"(?:没有?|不想|不要|不用|别|如果|要是|假如|万一|是不是)[^?,.，。？]{0,8}(?:卖|过户|转让|换车主)|档案|取消|删|解绑|注销|清[了空吧掉]|清?干净|去掉|退掉|别留|二手房"
    r"|报告|检测|记录|收不收|不去|用不着|没用|不要了|让给|归别人|早过户|预约|保养|那[趟次]|算了|作罢|免了|[不没]来|[来去]不了|还做(?:啥|什么)"
    r"|\b(?:don['’]?t|do not|won['’]?t|not yet|never)(?: \w+)? (?:hand|transfer|start|begin|pass|let)\b"
    r"|\b(?:cancel\w*|scratch|wipe|delete|erase|unlink|remove|off the books|not (?:required|needed)|no longer (?:need|required)|no (?:\w+ )?use|appointments?|bookings?|booked|visits?|slots?|call (?:it|that) off|forget)\b",
    re.IGNORECASE,
)  # another wish beside it, or the visit that it ends, which count
_REPORT_ZH = r"(?:体检报告|健康报告|电池(?:健康)?证书)"
_REPORT_EN = r"\b(?:(?:health|check-?up|condition) report|battery (?:health )?certificate)\b"
# "What does the health report cost?", 体检报告多少钱: what plans cost, as no workshop sells it.
_REPORT_PRICE = re.compile(
    rf".*\b(?:how much|prices? of|what\b[^,.]{{0,24}}\b(?:costs?|price|pay|charge))\b[^,.]{{0,24}}{_REPORT_EN}[^,.]*"
    rf"|.*{_REPORT_EN}[^,.]{{0,24}}\b(?:costs?|price|free(?! of)|extra)\b[^,.]*"
    rf"|[^?,.]*{_REPORT_ZH}[^?,.]{{0,6}}(?:多少钱|几块|[要收][不多]?[要收]?(?:钱|费)|免费|收费|价格|什么价|怎么卖)[^,.]*",
    re.IGNORECASE,
)
# "I need a health report for the sale", 给我出一份年度体检报告: the report, not a visit to the workshop for one.
_CHECKUP = re.compile(
    r"(?!.*\b(?:not|don'?t|never|no|book|appointment|doctors?|hospital|gp|medical|repair\w*|fix\w*|replac\w*|checked|serviced|squeal\w*|nois\w+)\b)"
    r"(?!.*\b(?:have|'ve|got) (?:\w+ )?(?:read|seen|got|received)\b)"
    r"(?:.*\b(?:give|make|create|send|get|want|need|have|prepare|generate|show|see|like|open|is there|please)\b[^,.;]*"
    rf"{_REPORT_EN}(?! (?:of|for|on) (?:the|my) driv).*|[^,.;]*{_REPORT_EN}[ ,]*please\b[^,.;]*)"
    r"|(?!.*(?:不要|不用|不想|别|没有|预约|约个|约一|我(?:自己)?的?身体|医院|看[了过完]|修(?!好|完|过)|异响|更换))(?:.*(?:给我|帮我|生成|导出|开具?|做|来|要|出|看|发|拿|需要|想)[^?,.]*(?:体检报告|健康报告|电池(?:健康)?证书)[^?]*"
    r"|(?:我的?|车辆|爱车|今年的?)*(?:年度)?(?:车辆)?(?:体检|健康)报告(?:呢|在哪里?|怎么看|有吗)?)",
    re.IGNORECASE,
)
# "What does my car need in the next three months?", 未来三个月车要做什么
_AHEAD = re.compile(
    r"(?!.*\b(?:book|remind|move|cancel|free|available|offers?|discounts?|deals?|did|spent|weather|insur\w+|tax\w*|rent|loan|parking|electric\w*|energy|charging|repair\w*|fix\w*|brakes?)\b)"
    r"(?:.*\b(?:what|which|how much|anything)\b[^,.;]*\b(?:next|coming) (?:three|3) months\b[^,.;]*|[^,.;]*\b(?:next|coming) (?:three|3) months,? (?:what|which|how much|anything)\b[^,.;]*)"
    r"|(?!.*(?:约|提醒|改到|取消|优惠|活动|有空|空位|花了|天气|保险|电费|停车|税|租|贷|月供|充电|修|异响))(?:.*[,.;])?(?=[^.]*(?:什么|哪些|啥|多少|吗))[^,.]*(?:未来|接下来|今后|往后)(?:的)?(?:三|3)个月[^.]*",
    re.IGNORECASE,
)


def _is_sold(line: str) -> bool:
    return bool(_SOLD.search(line)) and not _UNSOLD.search(line)


WISHES: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("looks", _WHO_LOOKED.search),
    ("dossier", _DOSSIER.fullmatch),
    ("plan", _REPORT_PRICE.fullmatch),
    ("checkup", _CHECKUP.fullmatch),
    ("transfer", _is_sold),
    ("ahead", _AHEAD.fullmatch),
    ("timeline", _YEAR.fullmatch),
)
"""The command, and what a plain line (`script.plain`, no slash, no full stop) must meet to ask for it."""

_BARE: Final = 4  # letters or characters beside the sale that say nothing ("well", 就是啊)
_HOW: Final = re.compile(
    r"过户|转让|转给|转到|新车主|手续|怎么|如何|咋|办理|\b(?:transfer|new owner|hand|pass|how|what|press)\b",
    re.IGNORECASE,
)


def is_reason(line: str) -> bool:
    """Tell whether a line says more than that the car is sold and asks nothing of that: the reason of an answer, or to end a visit."""
    more = "".join(filter(str.isalnum, _SOLD.sub("", line)))
    return _is_sold(line) and len(more) > _BARE and not _HOW.search(line)


AS_WIDE_AS_A_SENTENCE: Final = frozenset({"dossier", "plan", "checkup", "transfer", "ahead"})
"""Commands whose sentence may tell of the car's state as well."""
