"""Which setting or record a sentence is about, in both languages: quiet hours, kinds of messages, language, zone, privacy mode ... Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.dialogue import script


class Setting(StrEnum):
    DELETE = "delete"
    EXPORT = "export"
    PRIVACY_ON = "privacy_on"
    PRIVACY_OFF = "privacy_off"
    SERVICE = "service"  # work that was done elsewhere
    UNRATE = "unrate"  # the feedback on a warning is taken back
    WRONG = "wrong"  # a warning is said to be a false alarm
    LINK = "link"  # another car
    NAME = "name"  # of the car
    ZONE = "zone"
    CHINESE = "zh"
    ENGLISH = "en"
    NO_REMINDERS = "no_reminders"
    REMINDERS = "reminders"
    NO_NOTES = "no_notes"
    NOTES = "notes"
    FEWER = "fewer"  # messages of which kind was not said
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Wish:
    """A setting that is to be changed; rest: the words behind it, such as a place or hours."""

    setting: Setting
    rest: str


_OFF: Final = r"(?:turn|switch|put) (?:it )?off|disable|deactivate|stop|end|leave|no more"
_FORMS: Final[tuple[tuple[Setting, re.Pattern[str]], ...]] = tuple(
    (setting, re.compile(form))
    for setting, form in (
        (
            Setting.PRIVACY_OFF,
            rf"\b(?:{_OFF})\b.{{0,16}}\bprivacy mode\b|\bprivacy mode\b.{{0,6}}\boff\b|(?:关闭?|关掉|退出|取消|停用)[^,?!]{{0,4}}隐私模式|隐私模式[^,?!]{{0,4}}(?:关|停|取消)",
        ),
        (
            Setting.PRIVACY_ON,
            r"\b(?:turn|switch|put|set|enable|activate|start|use|go into|i want)\b.{0,20}\bprivacy mode\b|\bprivacy mode\b.{0,6}\bon\b|(?:打开|开启|启用|开|进入|设成?)[^,?!]{0,4}隐私模式|隐私模式[^,?!]{0,4}(?:打开|开启|开一?下)",
        ),
        (
            Setting.EXPORT,
            r"\b(?:copy|export|download|dump|send me|give me|get)\b.{0,30}\b(?:all |of )*(?:my|the|your) (?:own )?(?:data|records|information)\b(?!.{0,12}\bdelet)|\b(?:everything|all) (?:that )?you (?:have|know|keep|hold|store)\b.{0,30}\b(?:copy|file|send|download)\b|\bcopy of (?:all|everything)\b|(?:导出|下载|拷贝|备份|打包)[^,?!]{0,8}(?:数据|资料|信息|记录)|(?:给我|发我|要)一?份[^,?!]{0,8}(?:数据|资料)|(?:数据|资料)[^,?!]{0,6}(?:导出|下载|拷贝|打包|发给我|发我一份)",
        ),
        (
            Setting.DELETE,
            r"^(?!.*\b(?:when|how long|do you|will you|does|photo|picture|note|entry|visit|booking|appointment)\b).*\b(?:delete|erase|wipe|remove|forget)\b.{0,30}\b(?:everything|all(?: of)? (?:my|it)|my (?:data|account|records|information|profile)|about me|me$)|^(?!.*(?:什么时候|多久|何时|会不会)).*(?:删除?|清除|清空|抹掉|注销|销毁)[^,?!]{0,6}(?:我)?(?:的|所有|全部|一切|整个)*(?:数据|资料|账号|账户|信息)|(?:数据|资料|账号|账户|信息)[^,?!]{0,4}(?:都|全部|全)?(?:给我)?(?:删了|删掉|清掉|注销|清空)",
        ),
        (
            Setting.UNRATE,
            r"\b(?:take back|undo|withdraw|revoke|retract|remove|reset|change)\b.{0,24}\b(?:rating|feedback|verdict|my (?:right|wrong))\b|\b(?:rated|pressed|tapped|marked|clicked|said|hit)\b.{0,30}\b(?:wrong|right|thumbs? (?:up|down))\b.{0,24}\b(?:by mistake|accident\w*|mistakenly|in error)\b|\b(?:by mistake|accidentally|mistakenly)\b.{0,24}\b(?:rated|pressed|tapped|marked|clicked|hit)\b|(?:撤回|撤销|收回|取消|改一?下|重新)[^,?!]{0,8}(?:评价|反馈|打分)|(?:评价|反馈)[^,?!]{0,4}(?:点错|按错|弄错|选错|错了)|(?:点|按|选)错了?[^,?!]{0,8}(?:评价|不准|准|有用|对|错)|(?:误点|误按)",
        ),
        (
            Setting.SERVICE,
            r"\b(?:had|got|was|were|did|done|have|has|been)\b.{0,60}\b(?:elsewhere|somewhere else|by myself|myself|at (?:another|a different|some other|an independent) (?:garage|workshop|shop|place|centre|center)|by (?:another|a different|some other) (?:garage|workshop|shop|mechanic))\b|(?:在)?(?:别处|外面|外边|别的(?:店|地方)|别家|其他(?:店|地方)|路边店|自己)[^,?!]{0,8}(?:换|做|修|保养|检查)(?:了|过|的|好)",
        ),
        (
            Setting.WRONG,
            (
                r"^(?!.*(?:会不会|是不是|可能|能不能|(?:误报|错|对|准|误)了?(?:吗|么|\?))).*(?:误报|(?:提醒|警告|预警|报警|警报)[^,.?!]{0,6}(?:错了?|不对|有误|不准|瞎|乱)(?!过)|(?:错误|不准|瞎|乱)的?(?:提醒|警告|报警))|"
                r"^(?!.*(?:\?|\b(?:if|could|can|might|maybe|would|was it)\b)).*\b(?:false (?:alarm|warning|positive|alert)|(?:warning|alert|alarm|sensor)s? (?:is|was|are|must be) (?:wrong|incorrect|mistaken|false|nonsense|rubbish|lying|off))\b"
            ),
        ),
        (
            Setting.LINK,
            (
                r"(?:添加|新增|增加|加|绑定?|关联|连接?|接入|加进|加入)[^,.?!]{0,6}(?:一|两|二|别的|其他|另|第二|新|家里)[^,.?!]{0,4}(?:台|辆|部)?车|(?:另|还有|第二|再)[^,.?!]{0,4}(?:台|辆|部)车?[^.?!]{0,14}(?:添加|新增|加进|加上|加到|加入|绑|关联|连接|连结|接进|接入)|怎么(?:绑|添加|新增|连接|连结|关联)[^,.?!]{0,6}车|"
                r"\b(?:add|link|connect|register|pair|hook up|set up|include)\b.{0,16}\b(?:(?:another|second|third|new|other|two) (?:\w+ )?(?:cars?|evs?|vehicles?)|(?:my |the )?(?:\w+(?:['’]s|s)) car)\b|\b(?:can i|could i|may i) have (?:two|2|more|several) cars\b|\bhow (?:do|can|would) (?:i|we) (?:link|connect|add|pair|register) (?:a|my|the) car\b"
            ),
        ),
        (
            Setting.NAME,
            r"\b(?:rename|name|call)\b.{0,12}\b(?:my|the|this) car\b|\b(?:change|set)\b.{0,16}\bcar'?s? name\b|\bname of (?:my|the) car\b|(?:车|爱车)(?:的)?(?:名字?)?(?:改|换)(?:个|成|一下)?名?|给车[^,?!]{0,4}名|把车叫|(?:改|换)[^,?!]{0,4}车(?:的)?名",
        ),
        (
            Setting.ZONE,
            r"\btime ?zone\b(?:\s+(?:to|is|now|should be|as|=|:)\b)*\s*(?P<place>.*)|\b(?:use|show|tell|in) (?P<place2>.+?) time\s*[.!]?$|时区(?:是|改成?|换成?|设成?|设为|改为|调成?|到|用)*\s*(?P<place3>.*)|(?:用|按|换成?|改成?)(?P<place4>(?!到|原来|同样|别的|其他|这个|那个|上午|下午|早上|晚上|[上下这本]?(?:周|星期|礼拜|个月))[^,?!到点号日天]{2,6})(?<!同样)(?<!原来)(?<!的)时间$",
        ),
        (
            Setting.ENGLISH,
            r"\b(?:speak|write|talk|answer|reply|switch|change|use|continue|go on|prefer|please|can you|could you|language|in|back)\b.{0,24}\benglish\b|\benglish (?:again|now|pls|plz)\b|\benglish please\b|(?:说|用|换成?|改成?|切换?成?到?|讲|回复?|设为)(?:成)?(?:英文|英语)",
        ),
        (
            Setting.CHINESE,
            r"\b(?:speak|write|talk|answer|reply|switch|change|use|continue|go on|prefer|please|can you|could you|language|in)\b.{0,24}\b(?:chinese|mandarin)\b|(?:说|用|换成?|改成?|切换?成?到?|讲|回复?|设为)(?:成)?(?:中文|汉语|普通话)",
        ),
        (
            Setting.NO_REMINDERS,
            r"\b(?:stop|no|don'?t|do not|without|turn off|disable|switch off|never|skip)\b.{0,20}\bremind\w*\b.{0,24}\b(?:visits?|bookings?|appointments?)\b|\b(?:stop|no|turn off|disable|switch off)\b.{0,12}\breminders\b(?! (?:like|of (?:this|that|the)|about))|(?:不要|别|不用|不必|关掉?|关闭|取消|停)[^,?!]{0,8}(?:到店|预约|上门|进店)[^,?!]{0,6}提醒|(?:到店|预约|进店)[^,?!]{0,4}(?:之?前)?(?:的)?(?:提醒)?[^,?!]{0,4}(?:不要|别|不用|不必)(?:再)?(?:提醒|发|了)",
        ),
        (
            Setting.REMINDERS,
            r"\b(?:turn|switch) (?:the )?(?:visit )?reminders (?:back )?on\b|\bremind me (?:again )?(?:before|of) (?:my |the )?(?:visit|booking|appointment)s?\b|\breminders (?:on|again)\b|(?:打开|开启|恢复|继续)[^,?!]{0,4}(?:到店|预约|进店)?提醒|(?:到店|预约)[^,?!]{0,4}前(?:还是|请|要|记得|再)?提醒我",
        ),
        (
            Setting.NO_NOTES,
            r"\bonly\b.{0,30}\b(?:urgent|important|serious|critical|emergenc\w+)\b|\b(?:no|stop|don'?t|do not|without|skip)\b.{0,30}\b(?:tips|minor|unimportant|small (?:things|stuff)|trivial|not urgent|little things)\b|只(?:发|要|提醒|说|通知|留)[^,?!]{0,6}(?:重要|紧急|严重|要紧)|除非[^,?!]{0,8}(?:紧急|严重|要紧)|(?:紧急|严重|要紧)[^,?!]{0,6}才(?:告诉|提醒|通知|发|说)|(?:关|停)[^,?!]{0,4}普通(?:提醒|消息)|(?:不急|不重要|不要紧|无关紧要|小事|小毛病|小问题)[^,?!]{0,6}(?:别|不要|不用|不必)",
        ),
        (
            Setting.NOTES,
            r"\b(?:tell|send|write|notify)\b.{0,16}\b(?:everything|all (?:warnings|messages|notes)|minor things (?:too|as well)|small things (?:too|again))\b|(?:小事|不急的|小问题)[^,?!]{0,4}也(?:告诉|提醒|发|说)|(?:全部|所有)(?:提醒|消息)都(?:发|要)",
        ),
        (
            Setting.QUIET,
            r"\bquiet (?:hours?|time|from|between|until|after)\b|\bdo not disturb\b|\b(?:don'?t|do not|never|no|not) (?:disturb|bother|text|message\w*|msg|write|ping|wake|contact|notif\w+)\b(?=.{0,30}\b(?:after|before|from|between|at night|until|till|\d))|\b(?:write|message|text) (?:to )?me (?:at )?(?:any ?time|whenever)\b|\b(?:any ?time|day and night) is fine\b|免打扰|勿扰|安静时段|(?:别|不要|勿)(?:再)?(?:吵|打扰|发消息|发信息|给我发|来消息|通知我)(?=[^?!]{0,16}(?:点|晚|夜|早|\d))|(?:点|晚上|夜里|半夜|睡觉)[^,?!]{0,12}(?:请|都)?(?:别|不要|勿|不用)(?:再)?(?:给我)?(?:吵|打扰|发|传|来消息|通知)|(?:随时|什么时候)都?(?:可以|能)(?:给我)?(?:发|联系|通知)",
        ),
        (
            Setting.FEWER,
            r"\b(?:stop|quit|no more|turn off|disable)\b[^?!]{0,24}\b(?:warnings|alerts)\b|(?:这种|这类|此类|这样的)(?:提醒|警告|消息)[^,?!]{0,4}(?:别|不要|不用|关|停)|(?:别|不要)(?:再)?(?:给我)?(?:发|推)[^,?!]{0,8}(?:提醒|警告|预警)了|\b(?:fewer|less|too many|so many|not so many)\b.{0,16}\b(?:messages|notifications|warnings|texts|alerts)\b|\b(?:stop|quit)\b.{0,12}\b(?:messaging|texting|writing|spamming|notifying|bothering) me\b|\b(?:write|text|message) me less\b|\b(?:unsubscribe|no more (?:messages|notifications))\b|(?:少|别老?|不要老|不要再|别再)(?:给我)?(?:发|推)(?:点|些|这么多|那么多)?(?:消息|通知|信息|推送)|(?:消息|通知|推送)[^,?!]{0,4}(?:太多|少一?点|少发)|(?:别|不要)(?:再)?(?:骚扰|烦)我",
        ),
    )
)


def read(text: str) -> Wish | None:
    """Return which setting a sentence wants changed; None where it is about none."""
    plain = script.plain(text).strip()
    for setting, form in _FORMS:
        match = form.search(plain)
        if match and _counts(setting, plain):
            return Wish(setting, _place(match) if setting is Setting.ZONE else plain)
    return None


_ASKS: Final = re.compile(
    r"^(?:what|which|when|how|is|are|do|does|why)\b(?!['’])|^(?:什么|哪|怎么|为什么|现在)|(?:是什么|是多少|几点|吗)\s*\??$"
)
_ASKED_FOR: Final[frozenset[Setting]] = frozenset({Setting.ENGLISH, Setting.CHINESE, Setting.EXPORT})


def _counts(setting: Setting, plain: str) -> bool:
    """Whether it is a wish; a question only tells of the present state, except where it is a polite wish."""
    return setting in _ASKED_FOR or setting is Setting.QUIET or not _ASKS.search(plain)


def _place(match: re.Match[str]) -> str:
    return next((each for each in match.groups() if each), "").strip(" .!,。！")
