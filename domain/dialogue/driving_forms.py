"""Whether a clause asks how its owner drives, in both languages. Pure."""

import re
from typing import Final

_OF_THE_CAR: Final = re.compile(
    r"响|抖|异[味声常]|声音|失灵|跑偏|漏|发[软硬]|报警|故障|灯|踩|提[醒示]|保险|撞|追尾|事故|避免|防止|自动|辅助|自己|突然|省电|续航|统计|关[闭掉]|用于|约|修|检查"
    r"|\b(?:nois\w+|squeal\w*|squeak\w*|grind\w*|vibrat\w*|shak\w+|judder\w*|pull(?:s|ing)|smell\w*|lights?|warning|alert|fail\w*|pedal|pads?|discs?|insur\w+|crash\w*|accident|avoid|prevent|assist\w*|automatic|itself|save|range|used|statistics|opt|book|check)\b"
)  # what the car does when it is braked hard is asked of the car
_HARD_ZH: Final = r"急(?:刹|煞|减速|制动|加速|起步)车?"
_BRAKES: Final = r"(?:brak(?:e[ds]?|ing)|accelerat(?:e[ds]?|ing))"
_HARSH: Final = r"(?:hard|harsh|sudden|sharp|abrupt|brisk)"
_OTHERS: Final = r"(?:(?:the )?others?|other \w+|most \w+|average|everyone|everybody|people)\b"
_OF_LATE: Final = r"(?: (?:lately|recently|these days|so far|in general|generally|normally|usually|at night|(?:this|last) \w+|today|yesterday|last night))*"
_FORM: Final = re.compile(
    rf"{_HARD_ZH}[^,.?!]{{0,6}}(?:多|几[次回]|次数|频繁|频率|少)|(?:有没有|有过|是不是|最近|几次|多少次|经常|老是|总是|[周月年]|今天|昨天)[^,.?!]{{0,6}}{_HARD_ZH}"
    r"|(?:开车|驾驶|车开)(?:的|得|时)?[^,.?!]{0,4}(?:猛|激进|凶|野|稳|急|暴躁|温柔|平稳|快)不(?:猛|激进|凶|野|稳|急|暴躁|温柔|平稳|快)"
    r"|我[^,.?!]{0,8}(?:开车?|驾驶)(?:的|得)?(?:是不是|算不算|算是|会不会|太|很|比较|有点|够)?(?:太|很|比较|有点)?(?:猛|激进|凶|野|稳|急|暴躁|平稳)(?:吗|么|嘛|吧|了|\W|$)"
    r"|刹车踩得?(?:多|狠|猛|急)|疲劳驾驶|(?:驾驶|开车)(?:习惯|风格|行为|方式|情况)|我[^,.?!]{0,8}(?:开车|车开)(?:技术|水平)?(?:得|的)?(?:怎么样|怎样|如何|好不好)"
    r"|(?:有没有|最近|经常|几次|多少次|是不是)[^,.?!]{0,6}超速|(?:深夜|夜里|夜间|半夜|凌晨|晚上)[^,.?!]{0,4}(?:开了?车|驾驶)[^,.?!]{0,4}(?:多|几|时间)|连续(?:开车|驾驶|开)[^,.?!]{0,6}(?:多久|太久|几个?小时|多长)"
    rf"|\b(?:how (?:is|was|has)|how's|rate|judge|score) my driving(?: been)?{_OF_LATE}\W*$|\bhow (?:aggressive|calm|smooth|hard|rough|careful|safe)(?:ly)? (?:is my driving|(?:do|did|have) i (?:brak|driv|accelerat)\w+)|\b(?:did|do|have) i (?:\w+ )?(?:take|taken) enough (?:breaks|rests)\b"
    rf"|\bi (?:(?!the\b|my\b)\w+ ){{0,2}}{_BRAKES} too (?:{_HARSH}|harshly|suddenly|sharply)\b"
    r"|我[^,.?!]{0,6}刹车[^,.?!]{0,6}太(?:急|猛|狠)|(?:有没有|是不是|最近|经常|老是)[^,.?!]{0,6}开(?:快车|得太快)|连续(?:开车|驾驶|开)[^,.?!]{0,4}(?:超过?|过)[^,.?!]{0,6}小时"
    rf"|\bhow (?:(?:do|did|have|am|was) )?(?:i|we) (?:been )?(?:driv(?:e|en|ing)|drove){_OF_LATE}\W*$|^\W*(?:my )?driving{_OF_LATE}\W*$"
    rf"|\b(?:have|did|do|am|was) (?:i|we) (?:(?!the\b|my\b)\w+ ){{0,2}}{_BRAKES}(?: \w+){{0,2}} (?:{_HARSH}|harshly|suddenly|sharply|abruptly)\b"
    rf"|\b(?:how (?:many|much|often)|my|any|number of|count of)\b (?:\w+ ){{0,3}}{_HARSH} (?:brak\w+|accelerat\w+|starts|stops)\b"
    r"|\bam i (?:a |an )?(?:\w+ )?(?:aggressive|rough|calm|safe|careful|risky|reckless|smooth|good|bad|dangerous) driver\b"
    r"|\b(?:do i|am i|have i been|is my) (?:\w+ )?(?:drive|driving)(?: \w+)? (?:too )?(?:aggressive|rough|calm|safe|careful|risky|reckless|smooth|hard|fast)(?:ly)?\b"
    r"|\bmy driving (?:style|habits?|behaviou?r|manners?)\b|\b(?:have|did|do|am) (?:i|we) (?:\w+ )?(?:driven|drive|driving) too fast\b|\b(?:do|did|am|was|were|have) (?:i|we) (?:been |often |ever )?(?:speed|speeding|sped)\b"
    r"|\b(?:have|did|do|am) (?:i|we) (?:\w+ ){0,2}driv\w+ (?:\w+ ){0,2}(?:tired|fatigued|drowsy|without (?:a |any |taking )*(?:breaks?|rests?|pauses?))\b|\bfatigued? driving\b"
    rf"|\bcompare (?:me|my driving) (?:with|to|against) {_OTHERS}|\bhow do(?:es)? (?:i|my driving) compare\b(?: (?:with|to|against) {_OTHERS})?\W*$|\b(?:am|do) i (?:drive |brake |accelerate )?(?:a )?(?:better|worse|calmer|safer|smoother|gentler|rougher|harder|faster|slower|(?:more|less) (?:aggressive|careful|risky|calm|safe|rough|aggressively|carefully|calmly|safely))(?: driver)? than {_OTHERS}"
    r"|^\W*(?:那么?)?我?(?:开车|驾驶|开得)?(?:和|跟|与|比)(?:别人|其他(?:的)?(?:人|车主|司机)|别的(?:人|车主|司机)|(?:其他)?同车型的?(?:车主|人)?|大家)(?:相?比(?:呢|怎么样|如何|起来)|开(?:车|得)|猛|急|稳|激进)"
    r"|\bhow (?:often|much|long) (?:do|did|have|am) (?:i|we) (?:\w+ )?driv\w+ (?:at night|without (?:a |any )?(?:breaks?|rests?))"
)

# "Am I too rough with the accelerator?": the pedals of one who asks about oneself, not of a car that fails.
# The foot has to be named: "the brake is too hard" is told of the car.
_PEDAL: Final = r"(?:油门|电门|刹车|踏板)"
_FOOT: Final = re.compile(
    r"\b(?:am|was|have) i (?:been )?(?:\w+ ){0,2}(?:rough|hard|heavy|harsh|gentle|soft|aggressive|light)(?:[- ]footed)? (?:on|with) (?:the |my )?(?:accelerator|gas|throttle|brakes?|pedals?)\b"
    r"|\b(?:do|did) i (?:\w+ )?(?:press|use|push|hit|stamp on|step on|slam) (?:the |my )?(?:accelerator|gas|throttle|brakes?|pedals?)(?: pedal)? (?:too|very) (?:hard|much|often|heavily|harshly|rough)\b(?!.*\b(?:before|until|till|to get|to make|bites?|nothing|without)\b)"
    rf"|我[^,.?!]{{0,6}}(?:{_PEDAL}(?:是不是|会不会|算不算)?(?:踩|给)得?|(?:踩|给)(?:的)?{_PEDAL}(?:踩得?|给得?)?)(?:是不是|会不会|算不算)?(?:太|有点|比较)(?:狠|猛|重|急|深|多)(?![^.?!]*(?:[踩松停刹抬弹慢]不|不动|没反应|没用|卡))"
)

_SCORE: Final = re.compile(
    r"(?:驾驶|开车|行车|车技|驾车)(?:行为|习惯|安全)?(?:的)?(?:评分|得分|分数|打分|积分)|(?:驾驶|开车)(?:能|可以|得|算)?[^,.?!]{0,4}(?:多少|几)分|给我(?:的)?(?:驾驶|开车|车技)[^,.?!]{0,4}打[^,.?!]{0,2}分"
    r"|\bdriv(?:ing|er'?s?) scores?\b|\bscore\b.{0,16}\b(?:as a driver|for (?:my|how i) driv\w+)\b|\bscore (?:do|did) i (?:get|have) (?:as a driver|for (?:my )?driving)\b|\bhow do i score\b|\bhow many points\b.{0,16}\b(?:my driving|i drive|as a driver)\b|\b(?:score|rate) (?:me as a driver|my driving)\b"
)
_OF_THE_SCORE: Final = re.compile(
    r"谁|保险|买家|(?:别人|他人|他们)[^,.?!]{0,4}(?:看|知道)|档案|关[闭掉]|停[用止]|取消|不要|(?<![特分])别(?!的|人)|删"
    r"|\b(?:who|insur\w+|buyers?|share\w*|dossier|stop (?!wasting|messing|talking)|off|delete|remove|(?:don't|do not) want|without)\b"
)  # who is told it and how it is stopped is asked of the service


def asks_score(clause: str) -> bool:
    """Tell whether a plain clause asks for one's driving score."""
    return _SCORE.search(clause) is not None and _OF_THE_SCORE.search(clause) is None


def asks(clause: str) -> bool:
    """Tell whether a plain clause asks how one drives: hard braking, haste, tiredness, nights."""
    if _FOOT.search(clause):
        return True
    return _FORM.search(clause) is not None and _OF_THE_CAR.search(clause) is None
