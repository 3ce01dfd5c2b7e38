"""Words by which a remark beside a yes is known to be harmless, or not to be. Pure; plain texts without apostrophes."""

import re
from typing import Final

DECIDES: Final = re.compile(
    r"\b(?:book|reserve|schedule|confirm|arrange|lock it in)\b|\b(?:that|this|it)(?: is|'?s| will| would|'?ll|'?d)? (?:is |be )?(?:suits?|works?|fits?|perfect|fine|great|good|ideal|lovely|brilliant|excellent|grand)\b|"
    r"约|订|确认|(?:就|那就|就按|就要|就选)(?:定|这个|这样|这么)"
)  # beside a mere “yes” it says what is agreed to
LEADS: Final = re.compile(
    r"(?:(?:oh|so|by the way|btw|one question|just one question|one more thing|对了|另外|还有|请问|顺便问一下|问一下)[\s,:]*)+"
)
SERVICE_BOOK: Final = re.compile(r"\bservice (?:book|booklet|history)\b|保养手册")  # no work
# A condition, a contrast or doubt, another wish, a price, another person's say. What is only passed on has none of it.
UNSETTLES: Final = re.compile(
    r"\b(?:if|unless|only|as long as|so long as|provided|assuming|in case|on condition|but|though|although|however|yet|nt|no|not|never|none|nor|cannot|cant|wont|dont|doesnt|didnt|isnt|arent|wasnt|couldnt|wouldnt|shouldnt|hasnt|havent|aint|"
    r"wait(?! (?:there|here|for (?:it|the car|him|her|me)|in|inside|outside|with)\b)|hold on|hang on|maybe|perhaps|possibly|probably|might|may|unsure|actually|instead|or|first|then|before|until|till|once|when|whenever|while|except|rather|prefer\w*|better|best|hope\w*|think\w*|guess|suppose|doubt\w*|depend\w*|worr\w*|"
    r"ask|asks|asking|check|checks|decide\w*|agree\w*|approve\w*|allow\w*|let you know|tell|tells|said|says?|want\w*|would|like|likes|wish\w*|move|change|cancel|cancels|undo|earlier|later|sooner|another|other|different|else|also|too|as well|plus|add|"
    r"free|price\w*|cost\w*|pay\w*|paid|cheap\w*|expensive|money|discount\w*|deal|bill|invoice|quote|euros?|pounds?|dollars?|yuan|warranty|insurance|human|person|somebody|someone|anybody|anyone|agent|call|calls|phone me|"
    r"cent(?:re|er)s?|branch|garage|workshop|busy|away|sick|late|early|loan\w*|courtesy|pick\w* up|collect\w*|make it|as if|help|danger\w*|smoke|fire|crash\w*|(?:my|our) (?:house|home|place|flat|office)|to me)\b|\b(?:is|am|are|im|hes|shes|feel|feels) ill\b|"
    r"如果|要是|假如|只要|的话|除非|前提|万一|但|不过|可是|然而|先|等|还是|别(?!人)|不|没|未|无法|再|或|也许|可能|大概|好像|应该|换|改|取消|退|早|晚|才|问问|问一?下(?!,|:)|问(?:老|我|他|她)|商量|决定|同意|考虑|想|觉得|说|希望|最好|要求|"
    r"价|钱|元|块|便宜|贵|费|优惠|折|付|发票|质保|保修|人工|客服|真人|电话(?:联系|我)|打给|回电|中心|分店|别的|别家|那家|哪家|另|其他|顺便|顺带|上门|来我家|取车|代步|借|忙|有事|病|救命|着火|冒烟|事故|如何$"
)
_WHO: Final = r"(?:he|she|they|i|we|my (?:wife|husband|partner|son|daughter|father|dad|mother|mum|mom|brother|sister|friend|colleague|neighbour|neighbor|driver|assistant|girlfriend|boyfriend)(?: [a-z]+)?)"
_THING: Final = r"(?:(?:the|my|our|his|her|their) )?(?:spare key|keys?|dogs?|gate|gate code|door ?bell|bell|number plate|plate|licen[cs]e plate|service book|papers|child seats?|trailer|cable|charging cable|alarm)"
_THEIRS: Final = r"(?:(?:the|my|our|his|their) (?:car|spare key|keys?|papers|service book|dog|trailer|card|kids?|children|daughter|son|child seats?))"
_KEYS: Final = r"(?:(?:the|my|our|his|her|their) (?:spare key|keys?|papers|service book|card))"
# Where a car may stand until it is fetched or brought; anywhere else it may be out of reach.
_CAR_STANDS: Final = r"(?:the|my|our|her|his) car (?:is|stands|will be|is parked|will stand) (?:parked )?(?:outside|out front|unlocked|open|white|black|blue|red|grey|silver|green|(?:in|on|at) (?:the|my|our) (?:yard|drive|driveway|garage|car ?park|street|underground garage|kerb|gate))(?: [a-z0-9]+){0,6}"
# What is done with the car on the day; each verb with what it may govern, so that “I have a question” is none.
_DONE_BY: Final = (
    rf"(?:bring(?:s|ing)?|drop(?:s|ping)?) (?:in |over |off )?(?:it|her|{_THEIRS})\b|driv(?:e|es|ing) (?:it|her) (?:in|over|there|round)\b|(?:leav(?:e|es|ing)|hav(?:e|ing)|has|hand(?:s|ing)?) (?:in |over )?{_KEYS}|"
    rf"hav(?:e|ing) (?:the|my|our) (?:dog|kids?|children|daughter|son|child seats?)|"
    r"(?:com(?:e|es|ing)|sit(?:s|ting)?|walk(?:s|ing)?) (?:there|here|in|for|with|alone|alongside|by|at|on|inside|over)|be (?:there|at home|home|waiting)|come"
)
# The same as a request to who fetches the car.
_DONE: Final = r"(?:tak(?:e|es|ing)|com(?:e|es|ing) by) (?:the|a) (?:bus|train|tram|taxi|cab|bike)|(?:wait(?:s|ing)?|ring(?:s|ing)?|knock(?:s|ing)?|park(?:s|ing)?) (?:there|here|in|for|with|alone|by|at|the|on|twice|outside|inside)|wait|knock"
_SUBJECT: Final = rf"(?:{_WHO}(?:ll| will| can| is going to| are going to| am going to| is| are| am| be)?|im|hes|shes|theyre|were|ill|hell|shell|theyll|well)"
_TOLD: Final = re.compile(
    rf"(?:and )?(?:{_SUBJECT} (?:{_DONE_BY})|(?:{_SUBJECT} )?(?:{_DONE}))(?: [a-z0-9]+){{0,12}}|{_CAR_STANDS}|"
    rf"(?:and )?(?:(?:his|her|their) (?:name|number|phone|mobile)|the gate code) is [a-z0-9 -]{{1,30}}|(?:{_WHO} (?:is|are)|hes|shes|theyre) (?:called|named) [a-z -]{{1,30}}|"
    rf"{_THING} (?:is|are|will be|has|have|hangs?|lies?|stands?|sits?|ends) (?:at|in|on|with|by|near|under|behind|beside|next|left|right|parked|open|white|black|blue|red|grey|silver|friendly)(?: [a-z0-9]+){{0,10}}|"
    rf"there(?:s| is| are| will be) (?:a |an |the |two )?(?:dogs?|cat|gate|key|box|door ?bell|bell|porter|guard|baby seat|child seats?|trailer|roof box)(?: [a-z0-9]+){{0,8}}"
)
_WHO_ZH: Final = r"(?:我们?|他们?|她们?|我?(?:老婆|媳妇|太太|爱人|老公|先生|对象|女朋友|男朋友|老?爸爸?|老?妈妈?|父亲|母亲|岳父|岳母|儿子|女儿|弟弟?|哥哥?|姐姐?|妹妹?|朋友|同事|邻居|司机|助理|家里?人))"
_TOLD_ZH: Final = re.compile(
    rf"{_WHO_ZH}(?:那天|会|要|来|去|帮我|替我|代我|到时候?|自己|一起|带|把|陪)*(?:[^,.!?撞]{{0,4}}(?:开车(?!去(?!店|你们|您)|出)|开过|送车|送过|车开|车送|孩子|打车|坐地铁|到店|钥匙|在家|在楼下|在门口|陪我(?:去|来|过去|过来)))[^,.!?撞坏看]{{0,12}}|{_WHO_ZH}(?:叫|姓)(?![我你他她您])[^,.!?]{{1,4}}|姓.{{1,3}}|"
    r"(?:钥匙|备用钥匙|车牌|车牌号|尾号|车牌尾号|小区|小区门口|门口|门铃|车位|他的?名字|她的?名字)(?:放|停|在|是|有|叫|挂)[^,.!?]{1,14}|"
    r"(?:我的)?车(?:(?:停|放)?在(?:我家|我们|公司)?(?:楼下|门口|车库|地库|地下|小区|院子|车位)[^,.!?]{0,8}|是?(?:白|黑|红|蓝|灰|银|绿|黄)色?的?)"
)


def is_told(clause: str) -> bool:
    """Whether a clause only tells who brings the car, or where it and its keys are."""
    return bool(_TOLD.fullmatch(clause) or _TOLD_ZH.fullmatch(clause))
