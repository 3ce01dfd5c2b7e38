"""The commands of the chat, in the order in which they are shown, and the words that stand for them."""

import re

from domain.dialogue import command_forms, script
from domain.explain.facts import Phrase
from domain.explain.render import Speaker
from domain.settings import Settings

COMMANDS = (
    "start",
    "car",
    "page",
    "bookings",
    "history",
    "timeline",
    "ahead",
    "trips",
    "charges",
    "driving",
    "score",
    "report",
    "checkup",
    "whatif",
    "dossier",
    "transfer",
    "value",
    "tariff",
    "privacy",
    "footprint",
    "looks",
    "export",
    "delete",
    "language",
    "quiet",
    "drivers",
    "connect",
    "help",
)
PLAN = "plan"  # in the menu only where plans are sold
SPOKEN = frozenset(
    {"book", "cancel", "move", "reschedule", "stop"}
)  # said with a slash, they are words all the same
WORDS = {
    "start": "开始|开始使用|绑定车辆|link a car|begin",
    "car": "我的车|车况|车辆|车辆状态|看车况|我的车怎么样|my car|how is my car|hows my car|how is the car|我车怎么样|车怎么样|the condition of my car|how your car is",
    "page": "我的页面|打开我的页面|我的网页|车主页面|我的车主页面|打开车主页面|打开我的车主页面|在浏览器中打开|my page|open my page|show my page|my owner page|open in the browser",
    "bookings": "预约|我的预约|预约记录|维修预约|我的维修预约|我的订单|my bookings|my visits|my workshop visits|my appointments|appointments",
    "history": "保养记录|维修记录|历史|历史记录|保养历史|服务记录|past services|service history|past services of my car",
    "timeline": "时间线|今年的记录|今年记录|年度记录|今年做了什么|这一年|今年的维护记录|我的这一年|timeline|my timeline|show my timeline|show me my timeline|看看我的时间线|显示时间线|我的时间线|my year|the year with my car|this year|what you did for my car this year|what was done for my car in a year",
    "ahead": "未来三个月|接下来三个月|未来三个月的计划|未来三个月的保养|未来三个月要花多少钱|next three months|the next three months|what comes in the next three months|what is ahead|three months ahead",
    "trips": "行程|行程记录|我的行程|出行记录|my trips|show my trips|what i drove",
    "charges": "充电记录|我的充电|我的充电记录|充电历史|my charges|show my charges|charging history|my charging|what i charged",
    "driving": "驾驶习惯|我的驾驶习惯|驾驶行为|我的驾驶行为|开车习惯|我的开车习惯|我开车怎么样|我是怎么开车的|how i drive|how do i drive|my driving|my driving style|driving style|driving habits",
    "score": "驾驶评分|我的驾驶评分|驾驶分|我的驾驶分|开车评分|驾驶得分|我的驾驶得分|driving score|my driving score|show my driving score|score my driving|my score as a driver|your driving score",
    "report": "用车报告|驾驶报告|我的用车报告|我的驾驶报告|月报|月度报告|driving report|my driving report|show my driving report|monthly report",
    "checkup": "体检报告|年度体检报告|我的体检报告|车辆体检报告|爱车体检报告|汽车体检报告|年度体检|健康报告|年度健康报告|车辆健康报告|电池证书|电池健康证书|health report|yearly health report|my health report|car health report|vehicle health report|check-up report|checkup report|yearly check-up report|battery certificate|battery health certificate",
    "whatif": "假如|假设|换个用法|换种用法|如果换个用法|如果换种用法|养电池|怎么养电池|what if|what-if|battery what if|what if i used it differently|another habit",
    "dossier": "车辆档案|我的车辆档案|生成车辆档案|车况档案|给买家的档案|给买家的车辆档案|卖车用的车辆档案|卖车用的档案|dossier|my dossier|car dossier|vehicle dossier|dossier for a buyer|the dossier for the buyer|a signed history of my car",
    "transfer": "过户|车辆过户|办理过户|我要过户|车主变更|变更车主|转让车辆|change of owner|transfer my car|hand my car on|hand over my car|my car has a new owner",
    "value": "爱车估值|估值|车辆估值|价值|车辆价值|爱车价值|车的价值|我的车值多少钱|值多少钱|这车值多少钱|爱车值多少钱|value|my car's value|what is my car worth|what's my car worth|whats my car worth|car value|what your car is worth",
    "plan": "我的套餐|套餐价格|我的会员|plans|my plan|my plans|plans and prices|my subscription",
    "tariff": "电价|我的电价|设置电价|电价设置|electricity price|my tariff|my electricity price|electricity tariff|what i pay for energy",
    "privacy": "隐私|隐私设置|隐私模式|privacy mode|my data and privacy",
    "footprint": "数据足迹|足迹|我的数据足迹|my data footprint|data footprint",
    "looks": "谁看过|谁看过我的数据|谁看了我的数据|谁看过我的信息|访问记录|查看记录|访问日志|who looked|who looked at my data|who has looked at my data|who saw my data|who viewed my data|access log",
    "export": "导出|导出数据|导出我的数据|数据副本|export my data|export data|a copy of my data|give me a copy of my data",
    "delete": "删除|删除数据|删除我的数据|注销|delete my data|delete data|delete everything|erase my data",
    "language": "语言|切换语言|更改语言|换语言|change language|change the language|英文|英语|chinese",
    "quiet": "免打扰|安静时段|勿扰|免打扰时段|勿扰时段|静音|quiet hours|do not disturb|when to stay quiet",
    "drivers": "驾驶人|司机|我的驾驶人|谁能看我的车|谁在看我的车|drivers|my drivers|who can see my car|who drives my car",
    "connect": "连接|接入|接入数据|数据来源|数据从哪来|导入数据|上传数据|connect|connect my car|data sources|where does the data come from|import a file|import data|upload a file",
    "help": "帮助|帮忙|菜单|menu|助手|assistant|你能做什么|能做什么|what can you do|what you can ask me for",
}
_BY_WORD = {word: name for name, words in WORDS.items() for word in (name, *words.split("|"))}
_AROUND = re.compile(r"^[\s/]+|[\s.!?~]+$")
_LONGEST = (
    300  # characters of a sentence: a longer story is no command, and the forms would take seconds over it
)


def listed(settings: Settings) -> tuple[str, ...]:
    """Return the commands that are shown in menu and help."""
    before = COMMANDS.index("privacy")
    return (*COMMANDS[:before], PLAN, *COMMANDS[before:]) if settings.plans else COMMANDS


def command_of(text: str) -> str | None:
    """The command that a text is, with or without its slash, in either language."""
    line = _AROUND.sub("", script.plain(text))
    if line in _BY_WORD:
        return _BY_WORD[line]
    if len(line) > _LONGEST:
        return None
    return next((command for command, asks in command_forms.WISHES if asks(line)), None)


def is_reason(text: str) -> bool:
    """Tell whether a text says why by a sale of the car: where a question is open or a visit is booked, that counts."""
    line = _AROUND.sub("", script.plain(text))
    return line not in _BY_WORD and command_forms.is_reason(line)


def may_tell_more(text: str) -> bool:
    """Tell whether a text is a command by a pattern as wide as a sentence, which may tell of the car's state as well."""
    line = _AROUND.sub("", script.plain(text))
    return line not in _BY_WORD and command_of(line) in command_forms.AS_WIDE_AS_A_SENTENCE


def described(text: str, speaker: Speaker) -> str | None:
    """The command whose line in the help was typed."""
    line = _AROUND.sub("", script.plain(text))
    lines = {script.plain(speaker.say(Phrase(f"help.{name}"))): name for name in (*COMMANDS, PLAN)}
    return lines.get(line)
