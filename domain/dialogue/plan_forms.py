"""What is wished or asked of plans and payments, in both languages; read only where plans are sold. Pure."""

import re
from enum import StrEnum
from typing import Final

from domain.dialogue import script


class PlanWish(StrEnum):
    SHOW = "show"
    SLIPS = "slips"
    END = "end"


_LONGEST: Final = 90  # characters: who writes more writes of something else as well
_PLAN: Final = r"(?:plans?|subscriptions?|memberships?|packages?)"
_DAY: Final = r"(?:today|tomorrow|tonight|this|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_NO_PLAN: Final = rf"(?! (?:(?:is|was|were) )?to\b| (?:(?:for|on) )?(?:the (?:day|week|trip)|{_DAY})\b)"  # "my plan is to come on Friday"
_NOT_OF_PLANS: Final = re.compile(
    r"维修|保养|换|修|刹车|轮胎|电池|充电|快充|电费|电价|度电|车险|保险|上门|拖车|年检|约|检查|到店|洗车|停车|车位|软件|系统升级|升级系统|型号|哪款|押金|定金|代步车|过路费|罚款|加油"
    r"|\b(?:repairs?|service (?:cost|visit)|brakes?|pads?|tyres?|tires?|batter\w+|charg\w+|electricity|energy|kwh|power|insur\w+|tow\w*|visits?|appointments?|inspect\w*|book\w*|floor|charging plan|travel|trip|wash\w*|parking|software|updates?|deposit|(?:comfort|winter|sports?|tech\w*|trim|equipment|driver|assist\w*|premium audio) packages?|scratch\w*|dent\w*|damag\w*|doors?|last time)\b"
)
_THINGS: Final = r"(?:套餐|会员|订阅|服务包|增值服务)"
_FORMS: Final = tuple(
    (wish, re.compile(form))
    for wish, form in (
        (
            PlanWish.END,
            (
                rf"\b(?:cancel|end|stop|terminate|quit|drop|get out of|unsubscribe from|refund)\b (?:(?:\w+ ){{0,2}}(?:my|the|this|our) (?:\w+ )?)?(?:plan|subscription|membership)s?\b(?! (?:to|for|on)\b)|\bunsubscribe\b(?!.{{0,20}}\b(?:offers?|ads?|messages?|reminders?)\b)"
                r"|\b(?:want|give me|get) (?:\w+ ){0,2}(?:money back|refund)\b(?! for\b)|\bhow (?:do|can) i (?:cancel|unsubscribe|get a refund)\b(?!.{0,20}\b(?:visit|booking|appointment)\b)"
                rf"|(?:取消|退订?|停掉?|停止|不要|不续|结束|终止)(?:了|掉|我的|我|这个|这)*{_THINGS}|{_THINGS}[^,.?!]{{0,6}}(?:取消|退掉?|退订|停掉?|不要了|不续)|(?:怎么|如何|我要|我想|想|要|可以|能)(?:退订|退款|退钱)|^退订|^退款"
            ),
        ),
        (
            PlanWish.SLIPS,
            (
                r"\b(?:my|the|show|send|any|all)\b.{0,12}\b(?:receipts?|payments|invoices?)\b|\bwhat (?:have|did) i (?:paid|pay|bought|buy)\b"
                r"|收据|付款记录|支付记录|付过(?:什么|多少|哪些)|缴费记录|购买记录|(?:我的|看看?)发票"
            ),
        ),
        (
            PlanWish.SHOW,
            (
                rf"\b(?:what|which|show|see|my|have|got|any|your|the)\b (?:\w+ ){{0,3}}{_PLAN}\b{_NO_PLAN}|\b(?:buy|upgrade|renew|extend|get|try)\b (?:\w+ ){{0,3}}{_PLAN}\b{_NO_PLAN}|\b{_PLAN} (?:cost|prices?|and prices?)\b"
                r"|\b(?:what|how much) (?:does|do|would|will|is) (?:it|this|that|you|beforehand|the service)(?: all)?(?: cost)?(?: me)? (?:(?:a|per|each|every|for a|/) ?(?:year|month)|yearly|monthly|in total)\b|\bwhat (?:does|do) (?:it|you|this) cost\b\W*$|\bprice list\b|\bwhat am i paying for\b"
                rf"|{_THINGS}|我(?:都)?(?:买|订|开通|购买)(?:了|过|的)(?:是)?(?:什么|啥|哪个?(?:档|版|种|级))|(?:一年|每年|一个月|每月)(?:要|得|是|收)?(?:多少钱|多少费用|什么价)|(?:收费|价目|资费)(?:标准|表|吗|么|多少|怎么)?|怎么收费|要钱吗|收不收费|(?:升级|续费|续订)(?:$|怎么|多少|吗|服务)"
            ),
        ),
    )
)


_NAMED: Final = re.compile(
    rf"\b{_PLAN}\b|\b(?:unsubscribe|receipts?|payments|beforehand|price list|yearly|monthly|(?:per|each|every|a) (?:year|month))\b"
    rf"|{_THINGS}|退订|收据|(?:付款|支付|缴费|购买)记录|一年|每年|一个月|每月|续费|续订"
)


def read(text: str, *, beside: bool = False) -> PlanWish | None:
    """Return what a sentence wishes of plans; None where it is about something else, such as what a repair costs.

    beside: a visit is being arranged or booked, so that what names no plan is of that ("how do I cancel?").
    """
    plain = re.sub(r"\s+", " ", script.plain(text)).strip()
    if len(plain) > _LONGEST or _NOT_OF_PLANS.search(plain) or (beside and not _NAMED.search(plain)):
        return None
    return next((wish for wish, form in _FORMS if form.search(plain)), None)
