"""Work that owners name and no centre lists: what it is called, and the listed job that comes nearest. Pure; plain texts."""

import re
from typing import Final, NamedTuple

from domain.dialogue.meaning import jobs


class Unlisted(NamedTuple):
    """The code of its name, as in `work.NAME`, and the nearest job."""

    name: str
    nearest: str


_NAMES: Final[tuple[tuple[Unlisted, re.Pattern[str]], ...]] = tuple(
    (Unlisted(name, nearest), re.compile(form))
    for name, nearest, form in (
        (
            "rotation",
            "tyre_service",
            r"(?:四轮|轮胎|前后轮|前后胎)(?:换位|对调|调位|互换)|\bt[yi]re rotations?\b|\brotat(?:e|ing) (?:the |my |all )?(?:t[yi]re|wheel)s\b|\bwheel rotation\b",
        ),
        ("balancing", "tyre_service", r"动平衡|\bbalanc(?:e|ing)\b.{0,12}\b(?:wheel|t[yi]re)s?\b|\b(?:wheel|t[yi]re) balanc\w+"),
        ("alignment", "tyre_service", r"四轮定位|\bwheel alignment\b"),
        (
            "new_tyres",
            "tyre_service",
            r"(?:更换|换)(?:个|一下|[一两二四]?[条个])?(?:新|前|后)?(?:的)?(?:轮胎|车胎)(?!换位|对调|检修)|\bt[yi]re (?:change|replacement)s?\b|\b(?:new|replace(?: the| my| all)?|change(?: the| my| all)?) (?:four |two )?t[yi]res\b",
        ),
        ("wipers", "inspection", jobs.WIPERS),
        ("coolant_check", "inspection", jobs.COOLANT_CHECK),
    )
)  # fmt: skip


def find(plain: str) -> tuple[Unlisted, ...]:
    """What of such work a text names; nothing that it does not want."""
    unwanted = jobs.refused(plain)
    return tuple(work for work, form in _NAMES if form.search(plain) and work.nearest not in unwanted)


_YOU_CHOOSE: Final = re.compile(
    r"(?:不懂|不知道|不清楚|不会)[^,.!?]{0,6}选|(?:你|您)[^,.!?]{0,4}(?:帮我)?[^,.!?]{0,4}(?:选|定|挑|推荐)(?!的)|选什么好|"
    r"\byou (?:choose|decide|pick|tell me)\b|\b(?:choose|pick|decide) for me\b|\b(?:no idea|do not know|don['’]?t know|not sure) (?:which|what)\b|\bwhat(?:ever)? (?:do|would) you (?:recommend|suggest|think)\b"
)


def leaves_choice(plain: str) -> bool:
    """Whether the answer to "What would you like done?" leaves that to me."""
    return _YOU_CHOOSE.search(plain) is not None and jobs.find(plain) is None
