"""What is wished of offers, in both languages: none any more, some again, or to see what there is. Pure."""

import re
from enum import StrEnum
from typing import Final

from domain.dialogue import script


class OfferWish(StrEnum):
    OFF = "off"
    ON = "on"
    SHOW = "show"


_LONGEST: Final = 80  # characters: who writes more writes of something else as well
_OFFER: Final = r"(?:offers|deals|promotions?|promos?|ads?|adverts?|advertis\w+|advertisements?|commercials?|upsell\w*|sales (?:messages?|pitch\w*))"
_THINGS: Final = r"(?:推荐|推销|广告|营销|促销|优惠(?:信息|活动|推送)?|套餐)"
_BOOKING: Final = re.compile(
    r"车险|保险|时间|几点|日子|门店|店|中心|师傅|技师|时段|\b(?:insurance|times?|slots?|days?|dates?|appointments?|cent(?:re|er)s?)\b"
)
_FORMS: Final = tuple(
    (wish, re.compile(form))
    for wish, form in (
        (
            OfferWish.ON,
            (
                rf"\b(?:turn|switch)\b.{{0,16}}\b{_OFFER}\b.{{0,8}}\b(?:back )?on\b|\b(?:turn|switch) (?:back )?on\b.{{0,16}}\b{_OFFER}\b|\b(?:send|show|make|give) me\b.{{0,16}}\b{_OFFER} again\b|\b(?:i )?(?:want|like|allow) (?:\w+ )?{_OFFER} again\b|\b{_OFFER} are (?:ok|okay|fine|welcome) again\b"
                rf"|(?:恢复|打开|开启|重新开启?|继续)(?:给我)?(?:推送|发送|接收)?{_THINGS}|(?:可以|还是)(?:再|继续)(?:给我)?{_THINGS}"
            ),
        ),
        (
            OfferWish.OFF,
            (
                rf"\b(?:stop|no more|no|never|don'?t|do not|quit|enough|turn off|switch off|disable|unsubscribe)\b.{{0,30}}\b{_OFFER}\b(?! (?:for|to) (?:me|us)\b.*\?)"
                r"|\b(?:stop|quit|never|don'?t|do not)\b (?:\w+ )?(?:suggest|recommend|offer|pitch)(?:ing)?\b.{0,16}\b(?:upgrades?|anything|things|stuff|this|more)\b"
                rf"|(?:不要|别|不用|不想|不需要|停止|关闭|关掉|取消|拒绝|少)(?:再|看到?|收到?|接收|给我|向我|跟我|发|推送|任何|这种|这类|此类|这些)*{_THINGS}"
            ),
        ),
        (
            OfferWish.SHOW,
            (
                r"\b(?:any|what|which|got|have|see|show)\b.{0,24}\b(?:offers|deals|promotions|upgrades)\b|\b(?:offers|deals|upgrades) (?:for|that fit) (?:me|my car)\b"
                r"|(?:有没有|有什么|有啥|有哪些|看看|查看)[^,.?!]{0,8}(?:优惠|促销|活动|升级|套餐)|(?:优惠|促销|套餐)[^,.?!]{0,6}(?:有没有|有吗|有什么|有哪些)|有(?:适合我的)?(?:优惠|促销)(?:活动)?(?:吗|么)|(?:适合我的|给我的)推荐"
            ),
        ),
    )
)


_ASKS: Final = re.compile(
    r"[?吗么]\s*$|^(?:why|have|haven'?t|do|don'?t you|are|is|how)\b|为什么|怎么"
)  # "why do I never get offers"


def read(text: str) -> OfferWish | None:
    """Return what a sentence wishes of offers; None where it is about something else, such as the times that are offered."""
    plain = re.sub(r"\s+", " ", script.plain(text)).strip()
    if len(plain) > _LONGEST or _BOOKING.search(plain):
        return None
    wish = next((wish for wish, form in _FORMS if form.search(plain)), None)
    return OfferWish.SHOW if wish is OfferWish.OFF and _ASKS.search(plain) else wish
