"""Whether a message asks for a person, or takes such a request back; pure."""

import re

from domain.dialogue import script

_SOMEONE = (
    r"(?:(?:a|an|the|some|any|your|another|real|actual|live|human|proper) )*(?:human(?: being)?|person|people|someone|somebody|anyone|anybody|agent|"
    r"representative|rep|operator|manager|adviser|advisor|supervisor|employee|staff|colleague|technician|mechanic|(?:customer )?(?:service|support|care)|the (?:workshop|garage|centre|center))"
)
_WISHES = re.compile(
    r"^有(?:没有)?(?:活|真)人(?:在|呢)?(?:吗|么|嘛|没|没有)?[,.!?~ ]*$|^(?:人工[,.!?~ ]*)+$|^投诉|客服.{0,4}(?:在|呢)|(?:zhuan|转|要求|需要|申请|请求).{0,2}人工(?!智能|费|多少)|转(?:一?[个位])(?:真人|活人|人)|"
    r"(?:换|找|来|叫|派|出来|要)(?:一?[个位])?(?:懂|会|能|正常|靠谱|管事|明白)?[^,.!?]{0,3}(?<!别)(?<!本)人(?:来|吧|跟|和|说|回|处理|解决|帮我|[,.!?啊呀 ]*$)(?!.{0,3}(?:取|接|拖|上门|洗|开|送|看))|电话(?:里|上)?(?:沟通|聊聊|谈|说吧)|打(?:到)?我的?(?:手机|电话)|"
    r"(?:跟|和|与|找|同)你们的?(?:顾问|师傅|技师|经理|店长|客服|负责人|领导|老板)(?:直接)?(?:聊|说|谈|讲|沟通|对话|通话)|"
    r"\bhand (?:me |this |it )?over to (?:a|the|your|some)\w*\b|\bthis is a complaint\b|\b(?:where|how|who) (?:can|do|could|should) i complain\b|\bcomplain(?:t)? to\b|"
    r"\b(?:can|could|would|have|let|get|ask|please) (?:a|an|the|your|one of your) (?:colleague|mechanic|technician|adviser|advisor|manager|agent|guy|staff)s?(?: of yours)? (?:please )?(?:to )?(?:call|phone|ring|contact|get back to|reach out to|get in touch with) me\b|"
    r"(?:叫|找|让|请)你们的?(?:经理|店长|领导|负责人|老板|人)|转(?:接)?(?:到)?(?:一?下)?(?:人工|真人|客服)|转一下人工|人工(?:客服|服务|座席|坐席|帮|处理|回复|联系|解答|来|呢|在吗)|(?:要|找|换|叫|请|有没有|有|接|来个?|给我|联系|呼叫|连线|咨询)(?:一?[个位下])?(?:人工(?!智能|费)|真人|活人|客服|在线客服|负责人|经理|店长|领导|顾问|师傅(?:说|聊|问|接)|工作人员)|"
    r"^(?:人工|真人|客服|在线客服|投诉|投诉电话|客服电话)(?:啊|吧|呢|在吗|在不在|电话)?[.!?~ ]*$|客服.{0,4}(?:电话|热线|在吗|在不在|联系)|(?:跟|和|与|找|同)(?:一?个)?(?:真人|活人|人|你们的人|你们店|店里|门店|工作人员|师傅|技师|顾问|经理)(?:直接)?(?:聊|说|谈|讲|沟通|对话|通话)|"
    r"(?:让|请|叫|麻烦|希望|安排).{0,8}(?:人|客服|师傅|顾问|店里|门店|技师|经理|你们).{0,4}(?:联系|打电话|回电|来电|致电|回复|回个电话|打给|打过来)(?:一下)?(?:我|给我)?|(?:给|打给|回)我(?:打|回|来)(?:一?个)?(?:电话|电)|(?:打|回)(?:一?个)?电话(?:给|打给)我|电话(?:联系|打给)我|回电(?:给我|话)?(?:$|吧|,)|(?:请|麻烦|尽快)(?:电话)?联系我|"
    r"(?:我要|我想|想|要|怎么)投诉|投诉(?:你们|一下|电话)|不(?:想|要|愿)(?:意|再)?(?:跟|和)(?:你|机器|机器人|ai).{0,3}(?:聊|说|谈|讲)|"
    rf"\b(?:talk|speak|chat|connect(?: me)?|transfer(?: me)?|put me through|escalate|hand me over|get me|give me|reach|contact|switch(?: me)?)(?: directly)?(?: (?:to|with|over to))* {_SOMEONE}\b|"
    rf"\b(?:want|need|like|prefer|get|is there|are there|find|have) {_SOMEONE.replace('|someone|somebody|anyone|anybody', '').replace('|(?:customer )?(?:service|support|care)', '|customer (?:service|support|care)').replace('|technician|mechanic', '').replace('|people', '').replace('|the (?:workshop|garage|centre|center)', '')}\b|"
    r"\b(?:real|live|actual) (?:human|person|agent|people)\b|^(?:human|agent|operator|person|representative|customer (?:service|support|care)|support|complaint)(?: please| now)?[.! ]*$|\bcustomer (?:service|support|care)\b(?= (?:please|number|contact|phone|now))|\bhuman (?:agent|support|help|please)|"
    r"(?<!not )(?<!n't )(?<!never )\b(?:call|phone|ring) me(?: back)?(?: (?:please|asap|now|today|tomorrow|on|at|when|as soon|about|instead|later|,).*)?[.!? ]*$|\bgive me a (?:call|ring)|\b(?:can|could|would|have|let|get|ask|please|want|need) (?:\w+ ){0,3}(?:someone|somebody|anyone|person|human|the (?:workshop|centre|center|garage)|you)(?: please)? (?:to )?(?:call|phone|ring|contact|get in touch with|reach out to|get back to) me\b|"
    r"\b(?:can|could|would|will) (?:someone|somebody|anyone|anybody|one of you)(?: (?:at|from|in) (?:the|your) (?:cent(?:re|er)|workshop|garage))?(?: (?:just|please|there))* (?:tell|advise|reassure|answer|reply to|write to) me\b(?! (?:when|what|why|how|if|whether|where|the price))|(?:让|叫|请)(?:店里|服务中心|中心|门店)(?:的)?(?:人|师傅)?(?:直接)?(?:告诉|回答|跟我说)|"
    r"\b(?:want|like|need|wish|have) to (?:make a |file a |lodge a )?complain(?:t)?\b|\b(?:make|file|lodge|have|got) a complaint|\bi(?:'m| am) complaining|\b(?:don'?t|do not) want to (?:talk|speak|chat) (?:to|with) (?:a |an |this |the )?(?:bot|robot|machine|ai|computer)"
)
_NOT = re.compile(
    r"(?:不要|别|不用|不需要|无需|不必|勿|不想).{0,6}(?:打电话|联系我|电话|回电|人工|客服|转接|转)|人工智能|打电话给我的|给我打电话的|打给我的|人工费|人工成本|工时|人工多少|"
    r"\b(?:don'?t|do not|never|no need to|please don'?t|not need|needn'?t|without)\b.{0,20}\b(?:call|phone|ring|contact|talk|human|person|anyone|someone)|\b(?:are you|is this|am i|could you be|if you'?re)\b.{0,25}\b(?:human|person|people)\b|\b(?:what|name)\b.*\bcall me\b|\b(?:called|phoned|rang) me\b|\bcall me (?:a|an|mad|crazy|old|mr|mrs|ms|dr)\b"
)
_BOT_REFUSED = re.compile(r"不(?:想|要|愿).{0,4}(?:机器|ai|跟你|和你)|\b(?:bot|robot|machine|computer|ai)\b")
_TAKES_BACK = re.compile(
    r"(?:撤回|收回|取消|撤销)(?:这个|我的|刚才的)?(?:人工|转人工|客服)?的?请求|(?:不用|不需要|不必|不要|无需)(?:再)?(?:转|找|叫|要)?(?:人工|客服|真人|人)(?:了|联系|回复|服务)*[.!~ ]*$|(?:取消|撤回)(?:转)?人工|"
    r"\b(?:take|pull) (?:the|my|that|this) request back\b|\btake back (?:the|my|that|this) request\b|\b(?:withdraw|cancel|drop) (?:the|my|that|this) request\b|\b(?:no need for|(?:don'?t|do not) need) (?:a |any )?(?:human|person|agent|people|anyone)(?: any ?more| now)?[.! ]*$"
)
_BARE_LENGTH = 14
_BARE_WORDS = 8
_PARTICLE = 3  # characters of what only greets or thanks
_BREAKS = re.compile(r"[,，。;；:：!！?？]|\.(?=\s)")


def is_wished(text: str) -> bool:
    """Whether an owner wants to be answered by a person, in either language."""
    plain = script.plain(text)
    if takes_back(text) or not _WISHES.search(plain):
        return False
    return not _NOT.search(plain) or bool(_BOT_REFUSED.search(plain))


def takes_back(text: str) -> bool:
    return bool(_TAKES_BACK.search(script.plain(text)))


def subject(text: str) -> str:
    """Return what a wish says beyond itself, or "": a bare "转人工" needs no note."""
    short = len(text) <= _BARE_LENGTH or (text.isascii() and len(text.split()) <= _BARE_WORDS)
    return "" if short and not _says_more(text) else text.strip()


def _says_more(text: str) -> bool:
    """Whether a part of a short wish is none itself: 转人工，账单不对."""
    parts = [part for each in _BREAKS.split(text) if (part := each.strip())]
    return len(parts) > 1 and any(len(part) > _PARTICLE and not is_wished(part) for part in parts)
