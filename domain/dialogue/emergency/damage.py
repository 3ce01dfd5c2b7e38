"""Damage of the past, or done by a shop, that is told of to complain or to have it mended: no danger now. Pure."""

import re
from typing import Final

_BODY: Final = (
    r"(?:弄|搞|撞|碰|刮|蹭|剐|划|压|磕|敲|拧|夹|整)(?:得|的|到)?(?:花|变形|伤|破|瘪|弯|歪|凹|掉漆)|变形|凹(?:了|进)|裂(?:了|开|缝)|掉(?:了一?块?)?漆|漆(?:都)?掉|[刮划剐蹭]了|"
    r"\b(?:bent|damaged?|crack(?:ed|s)?|scratch(?:ed|es)?|dent(?:ed|s)?|scuff(?:ed|s)?|kerbed|curbed|chipped|gouged|buckled)\b"
)
_MARK: Final = re.compile(_BODY)
_HARM: Final = re.compile(
    rf"{_BODY}|(?:弄|搞|撞|碰|扎|戳|压|修|敲|拧|拆|装|换|洗|整|捅)(?:得|的|到)?(?:坏|断|裂|漏|扁|爆|缺|破)|\b(?:wreck(?:ed|s)?|burst|broken?(?! down)|ruined|smashed|snapped|stripped|punctured)\b"
)  # what a shop does as well
_PAST: Final = re.compile(
    r"昨[天晚]|前天|大前天|上[次回周]|上个?(?:星期|礼拜|月)|去年|前年|之前|以前|[天周月年]前|[一二三四五六七八九十\d]月(?!底前)|"
    r"\byesterday\b|\blast (?:week|month|year|time|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day|winter|summer|spring|autumn)\b|\bago\b|\bback in\b|\bthe other day\b"
)
_SHOP: Final = re.compile(
    r"(?:路边|街边|路口)?[^,.!?;]{0,6}(?:店|修理厂|汽修|洗车|4s|铺子?|摊)|(?:换胎|补胎|修车|洗车|轮胎|维修|保养)的?(?:师傅|人|地方|小工|工人|老板)|"
    r"\b(?:road ?side |local |old |other |tyre |tire |body |car )*(?:shop|garage|workshop|dealer(?:ship)?|tyre (?:place|fitter|guy|man|centre)|fitters?|mechanics?|car wash|valet\w*)\b"
)
_WISH: Final = re.compile(
    r"(?:想|要|能|可以|需要|打算|帮我)[^,.!?;]{0,6}(?:换|修|补|看看|检查|喷|做漆|约)|补漆|喷漆|多少钱|报价|预约|什么时候能修|"
    r"\b(?:fix|repair|replace|respray|mend|book|quote|cost|appointment|straighten|touch(?:ed)? up)\w*\b"
)
_NOW: Final = re.compile(
    r"现在(?!想|要|能|可以|需)|正在|刚刚|刚才|刚(?=[被把撞碰压爆])|突然|忽然|马上|赶紧|快(?:来|点)|怎么办|咋办|高速|高架|隧道|匝道|快速路|半路|路[上中口肩]|停(?:在|着|路)|受伤|伤(?:到|着|了)人|流血|疼|昏|晕|人[^,.!?]{0,4}(?:夹|困|卡|压)|"
    r"烟|火|烧|糊|焦|烫|电池包?|漏(?:电|液)|冒|还在|眼睛|头[破晕疼]|(?<![二新])手(?![续机车工艺])|腿|孩子|触电|走不|动不|开不|打不着|挪不|不能开|没法开|没法走|启动不|拖车|救|困|卡(?:住|在|死)|趴|抛锚|危险|害怕|刹不|刹车(?!片|盘|油)|失灵|失控|方向盘|转向|警报|红灯|没气|爆胎|气囊|追尾|翻|掉(?:下来|进|沟)|轮子掉|"
    r"\b(?:now(?! (?:i|we) (?:want|need|would))|just|suddenly|right away|urgent\w*|help|emergency|stuck|stranded|can'?t|cannot|won'?t|undriveable|unsafe|danger\w*|scared|hurts?|injur\w*|bleed\w*|blood|pain|trapped|smok\w*|fire|flam\w*|burn\w*|hot|leak\w*|battery|spark\w*|shock\w*|motorway|highway|freeway|expressway|autobahn|tunnel|lane|shoulder|tow\w*|rescue|recovery|brakes?(?! (?:pads?|discs?))|braking|steer\w*|airbags?|flat|blow ?out|came off|fell off|fall\w* off|lost control|middle of|on the road|at the (?:roadside|side)|stopped|still (?:here|there|in|on)|eyes?|hands?|fingers?|head|legs?|arms?|child|kids?|baby|doesn'?t (?:move|drive|start)|not moving|red light|alarm)\b"
)
_CAR: Final = re.compile(
    r"车|轮|胎|漆|门|杠|镜|底盘|大灯|玻璃|刹车[片盘]|"
    r"\b(?:cars?|wheels?|rims?|alloys?|tyres?|tires?|doors?|bumpers?|mirrors?|paint\w*|wings?|bonnet|hood|windscreen|headlights?|sills?|discs?|pads?|bodywork|panels?|nuts?|bolts?|studs?|caps?|trim)\b"
)

_CLAUSE: Final = re.compile(r"[,.!?;]+|\b(?:and|but|so|then)\b")
_PLACE: Final = re.compile(
    r"(?:店|厂|铺|摊)里?(?:门口|门前|外面?|旁边?|附近|对面|出来)|[在到]\w{0,4}(?:店|厂)里?[,.!?;]|困在|停在|"
    r"\b(?:near|outside|in front of|next to|opposite|behind|past|leaving|on (?:the|my) way to) (?:a|an|the|my|your|some)\b"
)  # a shop that only says where it happened
_GRAVE: Final = re.compile(
    r"撞[了到倒死伤飞]{0,2}[^,.!?;]{0,4}人|[撞压轧碰]到?了?(?:行?人|老人|骑车|小孩)|人撞|骑车的|电动车|自行车|[我车](?:刚)?撞[了到上]|撞[^,.!?;]{0,3}上|"
    r"河|泡水|进水|淹|水(?:里|灌)|麻|带电|出不来|锁在|打不开|"
    r"\b(?:pedestrian|cyclist|biker|someone|somebody (?:over|down)|person|people|man|woman|ran over|run over|knocked (?:down|over)|crashed|river|flood\w*|water|locked|inside|rolling|rolls)\b"
)  # people, water, a current or a crash, however the damage is told


def is_harmless(plain: str) -> bool:
    """Whether a plain text tells of damage to a car by a shop, of the past, or to be mended, and of nothing that is wrong now."""
    if not _CAR.search(plain) or _NOW.search(plain) or _GRAVE.search(plain):
        return False
    by_shop = _HARM.search(plain) and _SHOP.search(plain) and not _PLACE.search(plain)
    is_mark = _MARK.search(plain) and (_PAST.search(plain) or _WISH.search(plain))
    return bool(by_shop or is_mark)


def others(plain: str) -> list[str]:
    """The clauses of a plain text that tell neither of the damage nor of its time: they may tell of a danger all the same."""
    clauses = (each.strip() for each in _CLAUSE.split(plain))
    return [each for each in clauses if each and not (_HARM.search(each) or _PAST.search(each))]
