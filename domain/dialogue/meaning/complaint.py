"""Whether a message complains: of a bill, of the work, of how somebody was treated, or of being served at all. Pure."""

import re
from typing import Final

from domain.dialogue import script

_STAFF: Final = r"(?:师傅|技师|店员|前台|接待|客服|顾问|店长|经理|员工|工作人员|店里(?:的?人)?|门店|服务中心|他们|你们|那个人)"
_DEED: Final = r"(?:(?:剐|刮|划|蹭|撞|磕|碰)(?:花|坏|伤|破|瘪)?|(?:弄|搞|修)(?:花|坏|伤|破|脏|瘪|烂|丢))了?(?:我的?|新)?(?:车|漆|轮毂|保险杠|内饰|座椅|门)"
_WORKSHOP: Final = r"(?:workshop|garage|cent(?:re|er)|mechanics?|technicians?|staff|guys?|people|they|you(?: guys)?|adviser|advisor|reception(?:ist)?|some(?:one|body) (?:at|in|from) (?:the|your))"
_HARM: Final = r"(?:scratch\w*|dent(?:ed|s)?|damag\w*|broke|ruined|crack(?:ed)?|lost|stole|scuff\w*|kerbed|curbed|stained)"
_UNHAPPY: Final = re.compile(
    r"(?<![充池电注灌满])(?<!没什么)(?<!没)(?<!没有)(?<!没啥)(?<!没有什么)(?<!没有任何)(?<!并非)(?:很|非常|太|十分|特别|极其|极度|相当|挺|有点)?不满意?(?!的?地方(?:吗|么|都?没)|足|\d|[一二两三四五六七八九十])|"
    r"\b(?:i(?:'m| am)|we(?:'re| are)|i was|i feel) (?:really |very |so |not at all |extremely |quite |deeply |rather )*(?:not (?:at all |very |really |too |so )?(?:happy|satisfied|pleased|impressed)|unhappy|dissatisfied|disappointed|displeased|furious|fed up|appalled|outraged)\b|^(?:very |really |so )?(?:not (?:at all )?(?:happy|satisfied)|unhappy|dissatisfied)\b"
)
_FORMS: Final = re.compile(
    r"(?:账单|帐单|费用|价格|金额|钱|发票|结算)[^,.!?]{0,6}(?:不对|有问题|有误|错了|算错|多收|不合理|对不上)|(?:多|乱|重复)(?:收|扣|算)了?我?[^,.!?]{0,6}(?:钱|费|块|元|百|千)|(?:收费|价格|要价)[^,.!?]{0,3}(?:不合理|太黑|离谱|坑人|不透明)|乱收费|(?<!别)(?<!还是)(?<!不是)坑(?:人|钱|我)|(?<!等着)(?<!不是)(?<!别)宰(?:人|客|我)|"
    r"(?:说好|说过|讲好|答应|说)(?:了|是|过)?(?:的?是)?免费[^!?]{0,6}(?:怎么|为什么|为啥|现在|结果)[^!?]{0,4}(?:要|收|扣)|\b(?:said|told|promised)\b[^.?!]{0,20}\b(?:free|no charge)\b[^.?!]{0,12}\bwhy\b[^.?!]{0,16}(?:\d|\bcharg|\bpay|\bcost|\bbill)|"
    rf"{_STAFF}[^,.!?]{{0,10}}(?:态度|服务)[^,.!?]{{0,4}}(?:差|恶劣|不好|不行|很烂|太烂|有问题|糟)|(?:服务|态度)[^,.!?]{{0,4}}(?:太差|很差|真差|极差|恶劣|太烂|差劲|糟糕)|{_STAFF}[^,.!?]{{0,6}}(?:骂|凶|吼|不理|糊弄|忽悠|欺负)(?:了)?我|"
    rf"(?:把|给)我(?:的)?[^,.!?]{{0,6}}(?:车|漆|门|轮毂|保险杠|座椅|内饰|东西|钥匙)[^,.!?]{{0,5}}(?:剐|刮|划|蹭|撞|磕|碰|弄|搞|修)(?:花|坏|伤|破|脏|瘪|烂|丢|了)|{_STAFF}[^,.!?]{{0,4}}{_DEED}|修完[^,.!?]{{0,8}}(?:更(?:严重|糟|响|差)|还(?:是)?(?:响|坏|那样|一样)|又坏|没修好)|(?:根本|压根)没(?:有)?(?:修好?|换|检查|弄好?)|(?<!了)还是没(?:有)?修好|越修越|"
    r"(?:要求|我要|给我|必须|把钱)[^,.!?]{0,4}(?:退钱|退款|赔偿|赔钱|说法|退给我|还给我)|退我钱|赔我|给(?:我)?(?:一)?个说法|(?<!不)(?<!没)(?:我要|要|想)?(?:投诉|举报|差评)(?!吗|么|的?是|电话|渠道)|"
    r"(?<!评)(?:打|给|就)?一星(?!期|级)|(?:想|要|得|来)(?:跟你们|向你们)?反映(?:一下|反映)?|(?:找|跟)(?:谁|哪个)(?:说理|评理)|有(?:没有)?(?:人管|赔偿)|你们就是这样|什么(?:破)?服务(?=$|[,.!?])|"
    r"\b(?:was|were|is|are|been) (?:\w+ ){0,2}rude\b|\b(?:must|should like to|going to|wish to) complain\b|\bformal complaint\b|\bregister a complaint\b|\bnot acceptable\b|\bwhom? (?:can|do|should|could) i (?:talk|write|speak|email|complain)\b(?=.{0,3}$| to\b| regarding\b| about\b)|\bwho deals with that\b|\bescalate this\b|\b(?:like|want|should like) (?:it|that|this) (?:noted|passed on)\b|\bnobody (?:apologi[sz]ed|said sorry|informed me)\b|^one star\b|\bwith a scratch\b|\bcharged for .{0,20}\bdidn'?t (?:ask|order|want)\b|\bno one(?:'s| has)? called (?:me )?back\b|"
    r"\b(?:bill|invoice|price|charge|amount|total|receipt)\b.{0,16}\b(?:wrong|incorrect|not right|isn'?t right|doesn'?t add up|unfair|a joke|mistake|not what (?:was|we|you|i))\b|\b(?:wrong|incorrect) (?:bill|invoice|amount)\b|\bover ?charged\b|\bcharged (?:me )?(?:twice|too much|double|for (?:something|work|things?) )|\brip(?:ped)? (?:me )?off\b|"
    rf"\b{_WORKSHOP}\b[^.?!]{{0,24}}\b{_HARM}\b[^.?!]{{0,20}}\b(?:my|the|our)\b|\bmy (?:car|door|bumper|paint\w*|wheel|rim|seat|keys?)\b[^.?!]{{0,16}}\b(?:was|got|has been|came back|were)\b[^.?!]{{0,12}}\b(?:scratched|dented|damaged|dirty|scuffed|ruined|lost)\b|\b(?:scratch(?:es)?|dents?|damage) (?:on|in|to) (?:my|the) \w+[^.?!]{{0,20}}\b(?:after|since|from)\b|"
    rf"\b{_WORKSHOP}\b[^.?!]{{0,16}}\b(?:rude|unfriendly|impolite|lied to me|ignored me|shouted|yelled|unprofessional|arrogant|insult\w*)\b|\b(?:bad|poor|terrible|awful|horrible|lousy|appalling) (?:service|work(?:manship)?|treatment|experience|job)\b|\b(?:still|again) (?:not fixed|broken|makes? the (?:same )?noise)\b|\b(?:didn'?t|did not|never|haven'?t|hasn'?t) (?:actually |really |even )?(?:fix|repair|fixed|repaired)(?:ed)? (?:it|anything|the|my)\b|\b(?:worse|noisier) than before (?:you|they|the (?:visit|repair))\b|\b(?:it|that|the (?:brakes?|car|noise))(?:\'s| is| are|\'re) (?:now |even )?(?:worse|noisier|louder) than before\b|"
    r"\b(?:want|give me|get|demand|expect|need) (?:all )?(?:of )?my money back\b|\bwant (?:a |my |some )?(?:refund|compensation)\b|\b(?:demand|claim) (?:a |my |some )?(?:refund|compensation)\b|\bunacceptable\b|\ba disgrace\b|\bcomplain about\b|\bhave a complaint\b|\bmy complaint\b"
)
_NOT: Final = re.compile(
    r"没(?:有)?(?:什么|啥|任何|半点)?(?:可)?(?:不满|投诉|抱怨|好投诉)|不是(?:来|要|想)?(?:投诉|抱怨|不满)|不(?:想|要|用|会|打算)(?:再)?(?:投诉|抱怨)|并没有不满|不满意(?:的话|怎么办|可以|能)|(?:如果|要是|万一)[^,.!?]{0,10}(?:不满意|不对|没修好|弄坏|划)|(?:撤回|取消|收回)[^,.!?]{0,4}投诉|会不会[^,.!?]{0,12}(?:刮|划|坏|乱收费|坑)|(?:我|自己|别人|邻居|有人|老婆|老公|孩子)(?:自己)?(?:刚|昨天|今天|不小心)?把(?:我)?(?:的)?车[^,.!?]{0,4}(?:剐|刮|划|蹭|撞|磕)|"
    r"\b(?:not|n'?t|no|never|nothing to|without) (?:here to |going to |trying to |any |really |a |one to )*complain\w*|\bno complaints?\b|\b(?:can|could)(?:'?t| not|not) complain\b|\b(?:brakes?|wheels?|car|engine|motor|suspension|tyres?|steering|battery|gearbox|doors?)\b.{0,12}\bcomplains?\b|\b(?:if|in case|suppose|when)\b[^.?!]{0,24}\b(?:unhappy|not (?:happy|satisfied)|wrong|damage|scratch|dissatisfied)|\b(?:not|n'?t) (?:unhappy|dissatisfied|disappointed|rude|overcharged|a rip ?off)\b|\b(?:i|my (?:wife|husband|son|daughter|neighbou?r)|somebody in the street|someone in the street) (?:have |has |just |accidentally )*(?:scratched|dented|damaged)\b|\bwill (?:they|you|it)\b[^.?!]{0,20}\b(?:scratch|damage)|\btake (?:my|the) complaint back\b"
)
_OF_ASSISTANT: Final = re.compile(r"\b(?:warning|alert|reminder)s?\b|提醒|预警|警告|误报|\bbattery\b|续航")
_BARE: Final = re.compile(
    r"(?:i(?:'m| am)|we(?:'re| are))?\s*(?:very|really|so|not at all)?\s*(?:not (?:at all |very |really |so )?(?:happy|satisfied|good)|unhappy|dissatisfied|disappointed|bad|terrible|awful)(?: with (?:it|that|the visit|this))?[\s.!]*"
    r"|(?:我|很|非常|太|十分|特别|一点(?:都|也)|有点|挺)*(?:不满意|不满|不太满意|不怎么满意|不好|很差|太差了?|差评)[了啊吧,.!~\s]*"
)
_CONTENT: Final = re.compile(
    r"(?:(?:i(?:'m| am)|we(?:'re| are)) )?(?:very |really |quite |all )?(?:happy|satisfied|good|great|fine|perfect|excellent)(?: with (?:it|that|the visit))?[\s.!]*"
    r"|(?:我|很|非常|挺|都|还|十分|特别|比较)*(?:满意|不错|好评|很好|挺好)[的了啊哦,.!~\s]*"
)

_OTHER_SHOP: Final = re.compile(
    r"洗车(?:店|房|行|的)|(?:换胎|补胎|轮胎)(?:店|的师傅|师傅|的人)|(?:别家|别的店|其他店|另一家|外面|路边|街边|楼下|小区|朋友介绍|朋友开)[^,.!?]{0,6}(?:店|厂|铺|修理|汽修|保养|做|换|修|补|洗)|4s店?|"
    r"\b(?:another|a different|some other|my (?:old|former)|the local|a local) (?:\w+ )?(?:garage|workshop|shop|dealer(?:ship)?|mechanic|tyre place)\b|\b(?:tyre|tire) (?:place|shop|fitter|garage|guy|man)s?\b|\broad ?side (?:garage|workshop|shop|mechanic|place)\b|\b(?:the |a )?car wash\b|"
    r"\b(?:garage|workshop|shop|dealer(?:ship)?|mechanic) (?:in (?!the )[a-z]+|(?:down|up) the (?:road|street)|(?:a)?round the corner|i used to)\b"
)
_DONE_ILL: Final = re.compile(
    r"坑|乱收|宰|(?:刮|划|蹭|撞|磕|碰|弄|搞|修|装|换|扎|压|拧|拆|敲|整)(?:花|坏|伤|破|错|丢|瘪|变形|弯|断|裂|歪|漏|爆)|服务[^,.!?]{0,4}差|态度[^,.!?]{0,4}(?:差|恶劣)|不满意|"
    r"\b(?:bent|wreck|burst|snapp|stripp|smash|chipp|scratch|dent|damag|broke|ruin|crack|lost|stole|scuff|kerb|curb|mess(?:ed|es)? up|botch|overcharg|ripped|cheat|lied|rude|never called|terrible|awful|horrible|useless)\w*"
)
_PIECE: Final = re.compile(
    r"[,;!?]+\s*|\.(?!\d)\s*|\s+(?:so|but|and)\s+(?=(?:can|could|please|book|i|let|would)\b)|(?<=[\u4e00-\u9fff])(?=所以|我?想约|帮我约)"
)
_WISH: Final = re.compile(
    r"\b(?:book|schedule)\b(?!ed)|\b(?:can|could|may) (?:i|we) (?:come|bring|get|have)\b|\b(?:can|could|would|will) you (?:please |also )?(?:look|check|fix|repair|replace|change|inspect|redo)\b|\bplease (?:look|check|fix|repair|replace|change|inspect|redo)\b"
    r"|\b(?:want|need|like) (?:to (?:come|bring)|an? (?:appointment|visit|inspection|second opinion))\b|(?<![大节契合])约(?!定)|(?:能|可以|想|要|帮我|给我)[^,.!?]{0,6}(?:看看|看一下|修|换|检查|查一下|重做)"
)


def is_of_others(text: str) -> bool:
    """Whether an owner tells of ill work or service of some other shop, in either language."""
    plain = script.plain(text).strip()
    return bool(_OTHER_SHOP.search(plain) and _DONE_ILL.search(plain)) and not _NOT.search(plain)


def wish_beside(text: str) -> str:
    """Return what an owner who tells of another shop's ill work, or of what it found, wants done here; "" where that is nothing."""
    if not is_of_others(text):
        return ""
    every = [each for each in _PIECE.split(script.plain(text).strip()) if each]
    rest = [
        each
        for each in every
        if _WISH.search(each) or not (_OTHER_SHOP.search(each) or _DONE_ILL.search(each))
    ]
    return ", ".join(rest) if any(_WISH.search(each) for each in rest) else ""


def is_one(text: str, *, in_task: bool = False) -> bool:
    """Whether an owner complains of something that a person has to look into, in either language.

    in_task: something is being arranged, so that mere discontent is with what was offered.
    """
    plain = script.plain(text).strip()
    if _NOT.search(plain) or not (_FORMS.search(plain) or (not in_task and _UNHAPPY.search(plain))):
        return False
    return not (_OF_ASSISTANT.search(plain) and not _has_subject(plain))


def _has_subject(plain: str) -> bool:
    """Whether something else than a warning or the car itself is complained of."""
    return bool(re.search(r"账单|帐单|收费|退|赔|师傅|投诉|\bbill\b|\binvoice\b|\bmoney\b|\bcomplain", plain))


def judged(text: str) -> bool | None:
    """Whether a bare answer to "How was the visit?" is content or not; None where it says anything else."""
    plain = script.plain(text).strip()
    if _BARE.fullmatch(plain):
        return False
    return True if _CONTENT.fullmatch(plain) else None
