"""Whether a text scolds me, and not the car, in both languages. Pure."""

import re

_ABUSE = re.compile(
    r"\bfuck\w*|\bf\*+\w*|\bshit\w*|\bbullshit\b|\bcrap(?:py)?\b|\bdamn\b|\bgod ?dam\w+|\bwtf\b|\bstfu\b|\bidiots?\b|\bidiotic\b|\bstupid\b|\buseless\b|\bmorons?\b|\bdumb\b|\bsucks?\b|\bhate (?:you|this|talking)\b|\bworthless\b|\bgarbage\b|\bass ?hole\b|\bbastards?\b|\brubbish\b|\bbloody\b|\bscrew you\b|\bpathetic\b|\b(?:terrible|horrible|awful|worst) (?:bot|service|app|thing|ever)\b|\bwaste of (?:my )?time\b|\bridiculous\b|"
    r"傻[逼比叉子x]|(?<![a-z])sb(?![a-z])|妈的|他妈|特么|tmd|操你|我操|卧槽|你妹|尼玛|^滚|滚(?:蛋|开|吧|远)|垃圾|没用|废物|智障|弱智|蠢|笨蛋|真笨|好笨|白痴|脑残|什么(?:破)?玩意|破玩意|狗屁|坑爹|神经病|有病[吧啊]|真烂|太烂|差劲|气死|烦死|浪费(?:我的?)?时间|听不懂人话|废话|什么鬼|无语"
)
_OF_CAR = re.compile(
    r"\b(?:my|the|this) (?:car|battery|brakes?|range|tyres?|tires?|charger|vehicle|dog|neighbou?r)|\bcharg(?:e|ing|er)\b|\brange\b|车|电池|续航|充电|胎"
)


def is_of_me(plain: str) -> bool:
    return bool(_ABUSE.search(plain)) and not _OF_CAR.search(plain)
