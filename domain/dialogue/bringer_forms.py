"""That somebody else brings the car to a visit, and whether their number is to be kept, as owners say it. Pure."""

import re
from typing import Final

_WHO: Final = r"(?:wife|husband|partner|son|daughter|father|dad|mother|mum|mom|brother|sister|friend|colleague|neighbou?r|driver|assistant|girlfriend|boyfriend|father-in-law|mother-in-law)"
_WHO_ZH: Final = r"(?:老婆|媳妇儿?|太太|爱人|老公|先生|对象|女朋友|男朋友|老?爸|老?妈|父亲|母亲|岳父|岳母|儿子|女儿|闺女|弟弟?|哥哥?|姐姐?|妹妹?|朋友|同事|邻居|司机|助理|家里?人)"
_BRINGS: Final = re.compile(
    rf"\bmy {_WHO}(?:(?:['’]ll| will|['’]s going to|['’]s| is going to| is| would) (?:be )?(?:bring|drop|driv)(?:e|ing|ping)?| (?:brings|drops)) (?:it|her|the car|my car)\b(?! to (?!you\b|the (?:centre|workshop|garage|appointment|visit)\b))|\b(?:be|being) (?:brought|dropped off|driven) (?:in |over |there )?by my {_WHO}\b|"
    rf"\bmy {_WHO}(?:['’]ll| will)? (?:come|be coming|be there) (?:with the car|instead of me|for me)\b|"
    rf"我?{_WHO_ZH}(?:到时候|会|要|来|去|帮我|替我|代我|把车|给我|帮忙)*(?:(?<=帮我|替我|代我|给我)开车(?:去|来|过去|过来)|开车?(?:去|来|到|过去|过来)(?:你们|咱们|贵|那个?)?(?:店|服务中心|那边|那儿)|(?<=把车)开(?:过去|过来|去)|开(?:过去|过来)|送(?:车|过去|过来|去店)|去送|来送|送去|代我去|替我去)(?!上班|学校|旅|玩|了|公司|接|买|办)|(?:送车|开车去|去店里)的(?:人)?是我?{_WHO_ZH}"
)
_NUMBER_WISH: Final = re.compile(
    rf"\b(?:put|note|write|add|save|take|leave|use)\b(?: down)? (?:his|her|their|my {_WHO}['’]s) (?:phone |mobile )?number\b|(?:写|留|填|记|加|登记|存)[^,.!?]{{0,3}}(?:她|他|我?{_WHO_ZH})的?(?:电话|手机号?|号码)"
)
# A number of a phone, and no date: groups with hyphens only of the lengths that a date has not.
_DIGITS: Final = re.compile(
    r"(?<![\d-])\+?(?:\d{7,15}|\d{2,5}(?: \d{3,6}){1,3}|\d{3}-\d{3,4}-\d{4})(?![\d-])"
)
_ASKS: Final = re.compile(r"[?吗么]|\b(?:can|could|may|would|will) (?:you|i)\b")


def find(plain: str) -> bool | None:
    """Return whether a plain text says what the centre should know of somebody else who brings the car; None where it says nothing of it.

    It does with a number or where it asks nothing.
    """
    wishes = _NUMBER_WISH.search(plain)
    if not (_BRINGS.search(plain) or wishes):
        return None
    return bool(_DIGITS.search(plain)) or not (wishes or _ASKS.search(plain))


def without_number(plain: str) -> str:
    return _DIGITS.sub(" ", plain)
