"""That somebody else brings the car to a visit, and whether their number is to be kept, as owners say it. Pure."""

import re
from dataclasses import dataclass
from typing import Final

_WHO: Final = r"(?:wife|husband|partner|son|daughter|father|dad|mother|mum|mom|brother|sister|friend|colleague|neighbou?r|driver|assistant|girlfriend|boyfriend|father-in-law|mother-in-law)"
_WHO_ZH: Final = r"(?:老婆|媳妇儿?|太太|爱人|老公|先生|对象|女朋友|男朋友|老?爸|老?妈|父亲|母亲|岳父|岳母|儿子|女儿|闺女|弟弟?|哥哥?|姐姐?|妹妹?|朋友|同事|邻居|司机|助理|家里?人)"
_BRINGS: Final = re.compile(
    rf"\bmy {_WHO}(?:(?:['’]ll| will| is going to| is| would| can) (?:be )?(?:bring|drop|driv|tak)(?:e|ing|ping)?| (?:brings|drops)) (?:it|her|the car|my car)\b|\b(?:be|being) (?:brought|dropped off|driven) (?:in |over |there )?by my {_WHO}\b|"
    rf"\bmy {_WHO}(?:['’]ll| will)? (?:come|be coming|be there) (?:with the car|instead of me|for me)\b|"
    rf"我?{_WHO_ZH}(?:到时候|会|要|来|去|帮我|替我|代我|把车|给我|帮忙)*(?:开车(?:去|来|过去|过来)|开(?:过去|过来|去)|送(?:车|过去|过来|去店)|去送|来送|送去|代我去|替我去)(?!上班|学校|旅|玩|了|公司|接|买|办)|(?:送车|开车去|去店里)的(?:人)?是我?{_WHO_ZH}"
)
_NUMBER_WISH: Final = re.compile(
    rf"\b(?:put|note|write|add|save|take|leave|use)\b(?: down)? (?:his|her|their|my {_WHO}['’]s) (?:phone |mobile )?number\b|(?:写|留|填|记|加|登记|存)[^,.!?]{{0,3}}(?:她|他|我?{_WHO_ZH})的?(?:电话|手机号?|号码)"
)
_DIGITS: Final = re.compile(r"\+?\d(?:[ -]?\d){6,14}")
_ASKS: Final = re.compile(r"[?吗么]|\b(?:can|could|may|would|will) (?:you|i)\b")


@dataclass(frozen=True, slots=True)
class Bringer:
    """tells: the words are what the centre should know, a number among them or no question."""

    tells: bool


def find(plain: str) -> Bringer | None:
    """Return what a plain text says of somebody else who brings the car; None where it says nothing of it."""
    wishes = _NUMBER_WISH.search(plain)
    if not (_BRINGS.search(plain) or wishes):
        return None
    return Bringer(bool(_DIGITS.search(plain)) or not (wishes or _ASKS.search(plain)))


def names_number(plain: str) -> bool:
    return _DIGITS.search(plain) is not None
