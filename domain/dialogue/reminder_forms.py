"""How owners say that they want to be reminded of a visit, or not at all. Pure."""

import re
from typing import Final

from domain.dialogue import clauses, script

# When to be reminded of a visit; of what else ("remind me to buy milk") is no setting.
THEN: Final = (
    r"\bremind me\b(?: (?:again|please|about it|of it))* (?:the (?:day|night|evening|afternoon|morning) before|(?:a|one) day (?:before|ahead|earlier|in advance)|(?:a |two )?(?:few )?hours? before|before(?:hand)?(?=\W*$)|in advance|on the day|when it(?:['’]s| is) (?:time|close))|"
    r"^\W*(?:please |then |and |can you |could you |will you |would you )*remind me(?: then| please| of it| about it)*[\s.!]*$|"
    r"(?:提前(?:一天|一晚|一下|几个?小时|两个?小时)?|前一天(?:晚上)?|头天(?:晚上)?|到时候?|当天|去之前|快到的?时候?)(?:请|麻烦|记得|再|也|你|能不能|可以)*(?:提醒|叫|通知)(?:一下|下|一声)?我?(?:一下|一声|下)?(?:吧|哈|啊|呗|哦)?(?=\W*$|[,.!])"
)
# Without a word of what: of visits, or of the warning that is spoken of.
BARE: Final = (
    r"^\W*(?:please |and |you )*(?:don'?t|do not|no need to|needn'?t|stop|never) (?:have to |need to )?remind(?:ing)? me(?: any ?more| again| please)?\W*$"
    r"|^\W*(?:no|i don'?t (?:need|want)) (?:a |any )?reminders?(?: please)?\W*$"
    r"|^\W*(?:到时候?|以后)?(?:不用|不必|别|不要|甭)(?:再)?(?:给我)?提醒我?(?:了|啦)?\W*$"
)
_BARE: Final = re.compile(BARE)


def is_bare(text: str) -> bool:
    """Whether a text wants no reminder and does not say of what."""
    return any(_BARE.search(each.strip()) for each in clauses.parts(script.plain(text)))


_WHETHER: Final = re.compile(
    r"(?:那|到时候?|你们?|您|们)*(?:会不会|会|能)(?:再)?提醒我?(?:一下)?(?:吗|么|不)?\W*|(?:and |so )?(?:will|do|would) (?:you|i) (?:remind me|send (?:me )?(?:a )?reminders?|get (?:a )?reminders?)\W*"
)


def asks_whether(plain: str) -> bool:
    """Whether a plain text asks nothing but whether visits are reminded of, so that it needs no visit to be about."""
    return _WHETHER.fullmatch(plain) is not None
