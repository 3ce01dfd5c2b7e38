"""Which setting or record a sentence is about, in both languages: quiet hours, kinds of messages, language, zone, privacy mode ... Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.dialogue import clauses, purpose_forms, reminder_forms, script


class Setting(StrEnum):
    SHOW = "show"  # how everything is set
    DELETE = "delete"
    EXPORT = "export"
    PRIVACY_ON = "privacy_on"
    PRIVACY_OFF = "privacy_off"
    ALLOW = "allow"  # a purpose of data
    STOP = "stop"
    SERVICE = "service"  # work that was done elsewhere
    UNRATE = "unrate"  # the feedback on a warning is taken back
    WRONG = "wrong"  # a warning is said to be a false alarm
    LINK = "link"  # another car, or what tells of one's own
    NAME = "name"  # of the car
    ZONE = "zone"
    CHINESE = "zh"
    ENGLISH = "en"
    SAME = "same"  # the language stays as it is
    NO_REMINDERS = "no_reminders"
    REMINDERS = "reminders"
    NO_NOTES = "no_notes"
    NOTES = "notes"
    NO_HINTS = "no_hints"  # of the season
    HINTS = "hints"
    FEWER = "fewer"  # messages of which kind was not said
    QUIET = "quiet"
    OFF_LIST = "off_list"  # the waiting list


@dataclass(frozen=True, slots=True)
class Wish:
    """A setting that is to be changed.

    rest: the whole text, or the place of a zone; "" where the setting is only asked about. beside: the text without the clause
    that wishes for it.
    """

    setting: Setting
    rest: str
    beside: str = ""


_OFF: Final = r"(?:(?:turn|switch|put) (?:it )?off|disable|deactivate|stop|end|leave)"
_SPEAK: Final = r"(?:speak|write|talk|answer|reply|switch|change|continue|go on|prefer|use)"
_CLOSE: Final = r"(?=\s*(?:$|[.!?,;]|now\b|again\b|please\b|pls\b|plz\b|thanks?\b|for\b|instead\b|from\b|then\b|so\b|with me\b|to me\b))"
_SAY: Final = r"(?:说|用|换成?|换回|改成?|改回|切换?成?到?|切回|讲|回复?|设为)(?:成)?"
_NOT_OF: Final = r"(?!的|写|很|不|里|标|书|说明|课|给店|给师傅|留言|老师)"
_HINTS: Final = (
    r"(?:hints?(?! (?:of|that|at|to|from)\b)|(?:seasonal|winter|cold|range) (?:tips?|notes?|messages?))"
)
_SEASONS: Final = r"(?:(?<!仪表上)(?<!仪表盘上)(?<!仪表盘)(?<!仪表盘的)(?<!仪表的)(?<!车上)(?<!车上的)(?<!车里)(?<!车机上)(?<!车机)(?<!中控屏上)(?<!屏幕上)(?:季节|换季|冬季|冬天|天冷|降温|续航)(?:的|性)?(?:小?提示|提醒|小?贴士)|(?:这种|这类|此类|这样的)提示)"
_TELL: Final = r"(?:write|message|text|send|tell|warn|notify|alert|contact|bother|hear|want|give|ping)"
_DATA: Final = r"(?:data|account|records|information|profile)"
_WORK: Final = r"(?:done|changed|replaced|serviced|repaired|fixed|checked|swapped|renewed|fitted)"
_AWAY: Final = r"(?:elsewhere|somewhere else|(?:by )?myself|at (?:another|a different|some other|an independent) (?:garage|workshop|shop|place|centre|center)|by (?:another|a different|some other) (?:garage|workshop|shop|mechanic)|at (?:my|a) (?:cousin|friend|brother|mate|uncle|father|dad)(?:['’]s)?\b)"
_PROGRAM: Final = r"(?:tesla ?mate|tesla ?fi|home ?assistant|ovms|leaf ?spy|torque|car ?scanner|abrp|fleet telemetry|obd(?: ?2)?)"
_MAKERS: Final = r"(?:bmw|vw|volkswagen|tesla|byd|nio|xpeng|li auto|zeekr|mercedes|audi|nissan|leaf|hyundai|kia|volvo|renault|polestar|mg|宝马|大众|特斯拉|比亚迪|蔚来|小鹏|理想|极氪|奔驰|奥迪|日产|现代|起亚|沃尔沃|问界|小米|五菱|吉利)"
_ANOTHER: Final = re.compile(
    r"\b(?:another|second|third|other|new|two|2|more|several)\b|['’]s\b|另|第二|别的|其他|新|再|[一两二][台辆部]|家里|还有"
)
# Each is looked for in one clause.
_FORMS: Final[Mapping[Setting, re.Pattern[str]]] = {
    setting: re.compile(form)
    for setting, form in (
        (
            Setting.SHOW,
            r"\b(?:show|see|list|check|what are|what're)\b.{0,12}\bsettings\b|\b(?:are|is) (?:my |the |your )?(?:\w+ )?(?:reminders?|quiet hours?|night thing|privacy mode)\b(?: \w+){0,2} (?:on|off)\b|\bdo you still (?:send|remind)\b|(?:设置|提醒|免打扰|隐私模式)[^,.?!]{0,4}(?:还)?(?:开|关)(?:着|了)?(?:吗|没有?)|(?:看|瞧|查)[^,.?!]{0,6}(?:我的)?设置(?!里)|(?:我的)?设置[^,.?!]{0,4}(?:是什么|是啥|怎么样|咋样)|(?:现在|目前|到底)[^,.?!]{0,6}设成(?:了)?(?:啥|什么)",
        ),
        (
            Setting.PRIVACY_OFF,
            rf"\b{_OFF}\b.{{0,12}}\bprivacy mode\b|\bprivacy mode off\b|\b(?:turn|switch|put)\b.{{0,10}}\bprivacy mode off\b|(?:关闭?|关掉|退出|取消|停用)[^?!]{{0,4}}隐私模式|隐私模式(?:给我|请|帮我)?(?:关(?!系)|取消)",
        ),
        (
            Setting.PRIVACY_ON,
            r"\b(?:turn|switch|put|set|enable|activate|start|use|go into|i want)\b(?! to know).{0,12}\bprivacy mode\b|^\W*(?:please )?privacy mode on\b|(?:打开|开启|启用|开|进入|设成?)[^?!]{0,4}隐私模式|隐私模式(?:给我|请|帮我)?(?:打开|开启|开一?下)",
        ),
        (Setting.STOP, purpose_forms.STOP),
        (Setting.ALLOW, purpose_forms.ALLOW),
        (
            Setting.EXPORT,
            rf"\b(?:copy|export|download|send me|give me)\b.{{0,30}}\b(?:all |of )*(?:my|the|your) (?:own )?{_DATA}\b(?!.{{0,12}}\bdelet)|\b(?:everything|all) (?:that )?you (?:have|know|keep|hold|store)\b.{{0,30}}\b(?:copy|file|send|download)\b|\bcopy of (?:all|everything)\b|\bsend me everything you\b|(?:导出|下载|拷贝|打包)(?!了)[^?!]{{0,8}}(?:数据|资料|信息)|备份[^?!]{{0,4}}(?:我|全部|所有|个人)[^?!]{{0,6}}(?:数据|资料|信息)|(?:给我|发我|我要|想要|^要)一?份[^?!]{{0,8}}(?:数据|资料)|(?:数据|资料)[^?!]{{0,6}}(?:导出|下载|拷贝|打包|发给我|发我一份)|我的所有东西给我一份",
        ),
        (
            Setting.DELETE,
            (
                rf"^(?!.*\b(?:when|how long|photo|picture|note|entry|visit|booking|appointment)\b).*(?:\b(?:delete|erase|wipe)\b.{{0,20}}(?:\beverything\b|\ball(?: of)? (?:my|the) {_DATA}\b|\bmy (?:\w+ )?{_DATA}\b|\babout me\b)|\b(?:remove|forget|close)\b.{{0,16}}\b(?:all my {_DATA}|my {_DATA}|everything (?:you|about)|about me\b)|\bmy account (?:removed|deleted|closed)\b)"
                r"|^(?!.*(?:什么时候|多久|何时)).*(?:(?:删除?|清除|清空|抹掉|注销|销毁)[^?!]{0,6}(?:我)?(?:的|所有|全部|一切|整个|名下)*(?:数据|资料|账号|账户|信息)|(?:数据|资料|账号|账户|信息)[^?!]{0,4}(?:都|全部|全)?(?:给我)?(?:删了|删掉|删除|清掉|注销|清空))"
            ),
        ),
        (
            Setting.UNRATE,
            r"\b(?:take back|undo|withdraw|revoke|retract|remove|reset|change)\b.{0,24}\b(?:rating|feedback|verdict|my (?:right|wrong))\b|\b(?:rated|pressed|tapped|marked|clicked|said|hit)\b.{0,30}\b(?:wrong|right|thumbs? (?:up|down))\b.{0,24}\b(?:by mistake|accident\w*|mistakenly|in error)\b|\b(?:by mistake|accidentally|mistakenly)\b.{0,24}\b(?:rated|pressed|tapped|marked|clicked|hit)\b|(?:撤回|撤销|收回|取消|改一?下|重新)[^,?!]{0,8}(?:评价|反馈|打分)|(?:评价|反馈)[^,?!]{0,4}(?:点错|按错|弄错|选错|错了)|(?:点|按|选)错了?[^,?!]{0,8}(?:评价|不准|准|有用|对|错)|(?:误点|误按)",
        ),
        (
            Setting.SERVICE,
            rf"\b(?:had|got|was|were|did|have|has|been)\b.{{0,40}}\b{_WORK}\b.{{0,30}}\b{_AWAY}\b|\b(?:{_WORK}|did)\b.{{0,30}}\b{_AWAY}\b|(?:在)?(?:别处|外面|外边|别的(?:店|地方)|别家|其他(?:店|地方)|路边店|自己|(?:我|他|她)(?:的)?(?:朋友|亲戚|[表堂][哥弟]|同学|同事)?的?(?:那儿|那里|那边|店里|厂里|修理厂))[^?!]{{0,8}}(?:换|做|修|保养|检查)(?:了|过|的|好)",
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
                rf"{_PROGRAM}.{{0,40}}(?:data|get|log|csv|导|传|接|连|数据|日志)|(?:\b(?:get|read|data|logs?|csv)\b|导|传|接|连).{{0,30}}{_PROGRAM}|(?:能|可以|怎么|想)[^,.?!]{{0,8}}(?:导入|传给你|上传)|(?:csv|数据|日志)文件[^,.?!]{{0,10}}(?:导|传|发)|\b(?:send|upload|import|give)\b.{{0,20}}\b(?:csv|logs?|log ?file|data file)\b|"
                rf"(?:连接?|接入|接上|接到|导入|上传|同步|对接)[^,.?!]{{0,8}}(?:{_PROGRAM}|数据|日志|行车记录)|{_PROGRAM}[^,.?!]{{0,8}}(?:连|接|导入|同步)|"
                rf"\b(?:connect|link|hook up|import|upload|sync|pair)\b.{{0,30}}\b{_PROGRAM}\b|\b(?:use|have|run)\b.{{0,30}}\b(?!torque|obd){_PROGRAM}\b|\b(?:import|upload|send you)\b.{{0,20}}\b(?:logs?|files?|csv|history)\b|\b(?:connect|link|hook up) (?:my|the|this) (?:car|ev|{_MAKERS})\b|(?:接入|连接|连上|怎么连)[^,.?!]{{0,4}}{_MAKERS}|{_MAKERS}[^,.?!]{{0,6}}(?:怎么连|怎么接|接入|连接)|"
                r"\b(?:add|link|connect|register|pair|hook up|set up|include)\b.{0,16}\b(?:(?:another|second|third|new|other|two) (?:\w+ )?(?:cars?|evs?|vehicles?)|(?:my |the )?(?:\w+(?:['’]s|s)) car)\b|\b(?:can i|could i|may i) have (?:two|2|more|several) cars\b|\bhow (?:do|can|would) (?:i|we) (?:link|connect|add|pair|register) (?:a|my|the) car\b"
            ),
        ),
        (
            Setting.NAME,
            r"\b(?:rename|name)\b.{0,12}\b(?:my|the|this) car\b|\bcall (?:my|the|this) car (?!dealer|wash|park|shop|mechanic|company|insur|rental|in\b|to\b|and\b|when\b)\w|\b(?:change|set)\b.{0,16}\bcar'?s? name\b|\bname of (?:my|the) car\b|车的?名字?(?:改|换)|(?:车|爱车)(?:改|换)(?:个|成|一下)?名|给(?:我)?的?车[^?!]{0,4}名|把车叫|(?:改|换)[^?!]{0,4}车(?:的)?名",
        ),
        (
            Setting.ZONE,
            r"\btime ?zone\b(?:\s+(?:to|is|now|should be|as|=|:)\b)*\s*(?P<place>.*)|\b(?:use|show|tell)(?: me)?(?: the| all)?(?: times?)?(?: in)? (?P<place2>(?!me\b|the\b|times?\b|this\b|that\b|my\b|your\b|our\b|same\b)[\w /]+?) time\s*[.!]?$|时区(?:是|改成?|换成?|设成?|设为|改为|调成?|到|用)*\s*(?P<place3>.*)|(?:用|按|换成|改成|换|改)(?!成)(?P<place4>(?!到|原来|同样|别的|其他|这个|那个|店里|上午|下午|早|晚|明|后|[上下这本]?(?:周|星期|礼拜|个月))[^?!到点号日天]{2,6})(?<!同样)(?<!原来)(?<!的)时间$",
        ),
        (Setting.SAME, purpose_forms.SAME_LANGUAGE),
        (
            Setting.ENGLISH,
            rf"\b{_SPEAK}\b(?:(?! the\b| my\b).){{0,16}}\benglish\b{_CLOSE}|\b(?:can|could|would|will) (?:you|u|we)\b.{{0,16}}\benglish\b{_CLOSE}|^\W*(?:and |so |but |ok |okay |thanks |now |back to |in )*english\b(?=\s*(?:again|now|pls|plz|please|$|[?.!,]))|\benglish (?:again|pls|plz|please)\b|\bback to english\b|\blanguage (?:stays|remains|will stay|is staying) (?:in )?english\b|语言(?:还是|保持|一直是|仍然?是)(?:英文|英语)|{_SAY}(?:英文|英语){_NOT_OF}",
        ),
        (
            Setting.CHINESE,
            rf"\b{_SPEAK}\b(?:(?! the\b| my\b).){{0,16}}\b(?:chinese|mandarin)\b{_CLOSE}|\b(?:can|could|would|will) (?:you|u|we)\b.{{0,16}}\b(?:chinese|mandarin)\b|^\W*(?:and |so |but |ok |okay |thanks |now |back to |in )*(?:chinese|mandarin)\b(?=\s*(?:again|now|pls|plz|please|$|[?.!,]))|\bback to chinese\b|\blanguage (?:stays|remains|will stay|is staying) (?:in )?(?:chinese|mandarin)\b|语言(?:还是|保持|一直是|仍然?是)(?:中文|汉语)|{_SAY}(?:中文|汉语|普通话){_NOT_OF}",
        ),
        (
            Setting.NO_REMINDERS,
            r"\b(?:stop|no|don'?t|do not|without|turn off|disable|switch off|never|skip)\b(?! (?:forget|fail|miss)).{0,20}\bremind\w*\b(?! me to (?:book|make)).{0,24}\b(?:visits?|bookings?|appointments?)\b|\b(?:stop|no|turn off|disable|switch off)\b.{0,12}\breminders\b(?! (?:like|of (?:this|that|the)|about))|(?:不要(?!忘)|别(?!忘)|不用|不必|关掉?|关闭|取消|停)[^?!]{0,8}(?:到店|预约|上门|进店)[^?!]{0,6}提醒|(?:不要(?!忘)|别(?!忘)|不用|不必)(?:再)?提醒我?到店|(?:到店|预约|进店)[^?!]{0,4}(?:之?前)?(?:的)?(?:提醒)?[^?!]{0,4}(?:不要(?!忘)|别(?!忘)|不用|不必)(?:再)?(?:提醒|发|了)|"
            + reminder_forms.BARE,
        ),
        (
            Setting.REMINDERS,
            r"\b(?:turn|switch) (?:the )?(?:visit )?reminders (?:back )?on\b|\b(?:turn|switch)\b.{0,8}\breminders\b.{0,24}\bon\b|\bremind me (?:again )?(?:before|of) (?:my |the )?(?:visit|booking|appointment)s?\b|\b(?:send|give|start|want|have)\b.{0,16}\breminders (?:on|again)\b|^\W*reminders on\b|(?:打开|开启|恢复|继续)[^?!]{0,4}(?:到店|预约|进店)?提醒|(?:到店|预约)[^?!]{0,4}前(?:还是|请|要|记得|再)?提醒我|(?:别|不要)忘(?:了|记)?[^?!]{0,10}(?:到店|预约)[^?!]{0,6}提醒|(?:别|不要)忘(?:了|记)?[^?!]{0,6}提醒我[^?!]{0,4}(?:到店|预约)|\b(?:don'?t|do not|never)(?: you)? (?:forget|fail|miss)\b.{0,20}\bremind|"
            + reminder_forms.THEN,
        ),
        (
            Setting.NO_HINTS,
            rf"\b(?:stop|no|no more|don'?t|do not|without|turn off|disable|switch off|never)\b.{{0,24}}\b{_HINTS}\b|^\W*(?:please )?(?:(?:turn|switch) )?(?:(?:the|my|all) )?{_HINTS} off\b|\b(?:turn|switch) (?:(?:the|my|all|these) )?{_HINTS} off\b|(?:不要|别|不用|不必|不想|不再|关掉?|关闭|取消|停止?)[^,?!]{{0,10}}{_SEASONS}|{_SEASONS}[^,?!]{{0,4}}(?:不要|别|不用|不必|关|停)(?!不)",
        ),
        (
            Setting.HINTS,
            rf"\b(?:turn|switch)\b.{{0,16}}\b{_HINTS}\b.{{0,8}}\bon\b|\b(?:turn|switch) (?:back )?on\b.{{0,16}}\b{_HINTS}\b|\b(?:send|give|want|show)\b.{{0,16}}\b{_HINTS} again\b|^\W*hints of the season\W*$|^\W*(?:please )?(?:the |my |all )?{_HINTS} (?:back )?on\W*$|{_SEASONS}(?:给我|请|帮我|再|都|重新)*(?:打开|开启|恢复|开一?下)|(?:打开|开启|恢复|继续|还是要?|^\W*接收)[^,?!]{{0,8}}{_SEASONS}",
        ),
        (
            Setting.NO_NOTES,
            (
                rf"\bonly\b.{{0,12}}\b{_TELL}\b.{{0,30}}\b(?:urgent|important|serious|critical|dangerous|emergenc\w+)\b|\b{_TELL}\b.{{0,20}}\bonly\b.{{0,16}}\b(?:urgent|important|serious|critical|emergenc\w+)\b|\bonly (?:the |for )?(?:really |truly )?(?:urgent|important|serious|critical) (?:warnings?|messages?|alerts?|reminders?|notifications?|ones)\b|\b(?:no|stop|don'?t|do not|without|skip)\b.{{0,20}}\b(?:{_TELL}|messages?|warnings?|alerts?)\b.{{0,20}}\b(?:tips|minor|unimportant|small (?:things|stuff)|trivial|not urgent|little things)\b|\bno tips\b"
                r"|只(?:发|提醒|通知|告诉)[^?!]{0,6}(?:重要|紧急|严重|要紧|立即处理|马上处理|立刻处理)|只(?:要|留|说)[^?!]{0,4}(?:重要|紧急|严重|要紧)的?(?:提醒|消息|通知|警告|吧|就行|$)|除非[^?!]{0,10}(?:紧急|严重|要紧)[^?!]{0,6}(?:告诉|提醒|通知|发|说)|(?:紧急|严重|要紧)[^?!]{0,6}才(?:告诉|提醒|通知|发|说)|(?:关|停)[^?!]{0,4}普通(?:提醒|消息)|普通(?:提醒|消息)[^?!]{0,4}(?:关|停)|(?:不急|不重要|不要紧|无关紧要|小事|小毛病|小问题)[^?!]{0,6}(?:别|不要|不用|不必)(?:再)?(?:发|说|告诉|提醒|通知|打扰|烦|推)"
            ),
        ),
        (
            Setting.NOTES,
            r"\b(?:tell|send|write|notify)(?: to)? me\b.{0,16}\b(?:everything(?! (?:you|about|that|wrong|is))|all (?:warnings|messages|notes)|(?:the )?(?:minor|small) things (?:too|as well|again))\b|(?:小事|不急的|小问题)[^?!]{0,4}也(?:告诉|提醒|发|说)|(?:全部|所有)(?:提醒|消息)都(?:发|要)",
        ),
        (
            Setting.QUIET,
            r"\bquiet (?:hours?|time|from|between|until|after)\b|\bonly (?:write|message|text|contact|notify|ping)(?: to)? me (?:from|between)\b|只(?:能|许|可以|准)?在?[^,?!]{0,4}\d{1,2}[点:][^,?!]{2,12}(?:给我发|联系我|打扰我|发消息|通知我)|\bdo not disturb\b|\b(?:don'?t|do not|never|no|not) (?:disturb|bother|text|message\w*|msg|write|ping|wake|contact|notif\w+)\b(?: to)?(?: me\b)?(?=(?: anything)?\s+(?:after|before|from|between|at night|until|till|in the night|during)\b)|\bleave me alone\b(?=.{0,12}\b(?:after|before|from|between|at night|until)\b)|\b(?:write|message|text) (?:to )?me (?:at )?(?:any ?time|whenever)\b|\b(?:any ?time|day and night) is fine\b|免打扰|勿扰|安静时段|(?:别|不要|勿)(?:再)?(?:吵|打扰|发消息|发信息|给我发|来消息|通知我)(?=[^?!]{0,16}(?:点|晚|夜|早|\d))|(?:点|晚上|夜里|半夜|睡觉)[^?!]{0,12}(?:请|都)?(?:别|不要|勿|不用)(?:再)?(?:给我)?(?:吵|打扰|发|传|来消息|通知)|(?:随时都?|什么时候都)(?:可以|能)(?:给我发|联系我|通知我|发)",
        ),
        (
            Setting.OFF_LIST,
            r"(?:退出|取消|撤销|不要|删掉?|移出|去掉|退掉)[^,.?!]{0,4}候补|候补[^,.?!]{0,4}(?:退出|取消|不要了|不排了|删了|撤了|退了)|不(?:用|想)?(?:再)?(?:排|等)候补了?|\b(?:take|get|remove|drop) me off (?:of )?(?:that|the|your|this) (?:(?:waiting|wait) ?)?list\b|\btake me off (?:it|that)\b|\b(?:leave|quit) the (?:(?:waiting|wait) ?)?(?:list|queue)\b|\boff (?:that|the) (?:(?:waiting|wait) ?)?list\b",
        ),
        (
            Setting.FEWER,
            r"\b(?:stop|quit|no more|turn off|disable)\b[^?!]{0,24}\b(?:warnings|alerts)\b|(?:这种|这类|此类|这样的)(?:提醒|警告|消息)[^,?!]{0,4}(?:别|不要|不用|关|停)|(?:别|不要)(?:再)?(?:给我)?(?:发|推)[^,?!]{0,8}(?:提醒|警告|预警)了|\b(?:fewer|less|too many|so many|not so many)\b.{0,16}\b(?:messages|notifications|warnings|texts|alerts)\b|\b(?:stop|quit)\b.{0,12}\b(?:messaging|texting|writing|spamming|notifying|bothering) me\b|\b(?:write|text|message) me less\b|\b(?:unsubscribe|no more (?:messages|notifications))\b|(?:少|别老?|不要老|不要再|别再)(?:给我)?(?:发|推)(?:点|些|这么多|那么多)?(?:消息|通知|信息|推送)|(?:消息|通知|推送)[^,?!]{0,4}(?:太多|少一?点|少发)|(?:别|不要)(?:再)?(?:骚扰|烦)我",
        ),
    )
}
_NEVER_AT: Final = re.compile(
    r"\b(?:never|not|nothing|none|no)\b[^,.?!]{0,16}\b(?:after|before|between|from|at night)\b|(?:点|晚上|夜里|半夜)[^,.?!]{0,8}(?:别|不要|不许|不准)"
)
_LONGEST: Final = 1_000  # characters that are looked at
_OWN_SPEECH: Final = re.compile(
    r"(?<!\bcan )(?<!\bcould )(?<!\bmay )\b(?:i|we)(?: (?:can|do|only|also|don['’]?t))? $"
)  # "I speak English"
_STOPS: Final = re.compile(r"(?:stop|turn|switch|disable|skip|no\b|取消|关|停)")
_KEEPS_ON: Final = re.compile(
    r"(?:别|不要|\b(?:don['’]?t|do not|never) )(?:再)?(?:取消|关|停|stop|turn|switch|disable)"
)
_CAME: Final = re.compile(r"\b(?:came|come in|arrived|got|received|reached)\b|没收到|收不到")
# Forms with a denial of their own; of them only a denied denial counts against the wish.
_DENYING: Final = frozenset(
    {
        Setting.OFF_LIST,
        Setting.STOP,
        Setting.NO_REMINDERS,
        Setting.NO_NOTES,
        Setting.NO_HINTS,
        Setting.QUIET,
        Setting.FEWER,
        Setting.SERVICE,
        Setting.UNRATE,
    }
)
# What is wished for by a question as well ("能先换成英文吗"), or is only offered by a tap.
_OF_A_QUESTION: Final = frozenset(
    {
        Setting.SHOW,
        Setting.LINK,
        Setting.FEWER,
        Setting.QUIET,
        Setting.ENGLISH,
        Setting.CHINESE,
        Setting.ALLOW,
        Setting.STOP,
    }
)
_WHOLE: Final = frozenset({Setting.DELETE, Setting.WRONG})
_PART: Final = frozenset({Setting.QUIET, Setting.SERVICE, Setting.WRONG})  # needs the words beside its clause


def read(text: str) -> Wish | None:
    """Return which setting a sentence wants changed; None where it is about none."""
    plain = _line(text)
    spans = clauses.spans(plain[:_LONGEST])
    for setting, form in _FORMS.items():
        for start, end in [*spans, (0, _LONGEST)] if setting is Setting.LINK else spans:
            match = form.search(plain[start:end])
            imagined = setting is Setting.DELETE and clauses.is_imagined(plain)
            if match and not imagined and _counts(setting, plain[start:end], match):
                rest = _place(match) if setting is Setting.ZONE else plain
                question = setting is Setting.QUIET and clauses.asks(plain[start:end])
                first, last = start + match.start(), start + match.end()
                cut = [each for each in spans if each[0] < last and first < each[1]]
                beside = "" if setting in _PART else f"{plain[: cut[0][0]]} {plain[cut[-1][1] :]}".strip()
                if setting is Setting.FEWER and _NEVER_AT.search(beside):
                    return Wish(Setting.QUIET, plain, "")
                return Wish(setting, "" if question else rest, beside)
    return None


def wants_fewer(text: str) -> bool:
    """Whether a sentence that is about quiet hours wants fewer messages as well."""
    form, quiet = _FORMS[Setting.FEWER], _FORMS[Setting.QUIET]
    every = (each for each in clauses.parts(_line(text)[:_LONGEST]) if not quiet.search(each))
    return any(_counts(Setting.FEWER, each, match) for each in every if (match := form.search(each)))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", script.plain(text)).strip()


def is_of_another_car(text: str) -> bool:
    """Whether a wish to connect is for a further car, and not for what tells of one's own."""
    return _ANOTHER.search(script.plain(text)) is not None


def without(text: str) -> str:
    """Return what a text says beside the setting that it wants changed; the whole where it wants none."""
    wish = read(text)
    explains = (
        wish is not None and wish.setting not in _PART and (wish.beside or wish.setting is not Setting.LINK)
    )
    return wish.beside if wish and explains else text


def _counts(setting: Setting, clause: str, match: re.Match[str]) -> bool:
    """Whether the words wish for it: neither denied, imagined or of somebody else, nor a question that is no polite wish."""
    before = clause[: _verb(clause) if setting in _WHOLE and not match.start() else match.start()]
    if setting is Setting.LINK:
        return True  # only steps are shown
    if setting in {Setting.ENGLISH, Setting.CHINESE} and _OWN_SPEECH.search(before):
        return False
    if setting is Setting.ZONE and re.match(r"(?:is |was )?not\b", _place(match)):
        return False
    if clauses.is_of_others(before) or _CAME.search(clause):
        return False
    if setting in _DENYING:
        said_so = setting is Setting.SERVICE or _STOPS.match(match[0])
        denied = bool((clauses.is_denied(before) and said_so) or _KEEPS_ON.match(match[0]))
    else:
        denied = clauses.is_denied(before) or clauses.is_imagined(clause)
    asks = setting not in _OF_A_QUESTION and clauses.asks(clause)
    return not denied and not asks


def _verb(clause: str) -> int:
    """Where the verb stands in a clause whose form looks at the whole of it."""
    verb = re.search(r"\b(?:delete|erase|wipe|remove|forget|close)\b|删|清|抹|注销|销毁|误报|false", clause)
    return verb.start() if verb else 0


def _place(match: re.Match[str]) -> str:
    return next((each for each in match.groups() if each), "").strip(" .!,。！")
