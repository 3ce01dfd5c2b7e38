"""A time said in place of another in the same sentence: “Monday at nine, no, sorry, Tuesday”, 下午三点，哦不，四点. Pure."""

import re
from itertools import pairwise

from domain.dialogue.times import qualifiers
from domain.dialogue.times.groups import Group

_INSTEAD = re.compile(
    r"(?:\b(?:no|nope|sorry|wait|actually|hang on|hold on|i mean|i meant|make (?:that|it)|or rather|scratch that|strike that|forget that|correction|oops|my mistake|my bad|say|i\.e\.|that is)\b|"
    r"不对|不是|(?<=,)不(?=,)|[说记搞打写]错了?|哦不|啊不|不不|噢不|口误|更正|应该是|等等|等一下|算了|也就是说?|比如)"
    r"(?:[\s,.!:;?-]|\b(?:no|nope|sorry|wait|actually|oh|hmm?|um|uh|i|mean|meant|make|that|it|rather|on|at|the|for|let['’]?s|do|say|better)\b|应该|还是|要不|改成?|换成?|我|想|说|错|了|要|的|吧|啊|嗯|哦|是)*$"
)


def revised(groups: list[Group], text: str) -> list[Group]:
    """The groups without those that were taken back; what stands instead keeps the day, or the time, that it does not say."""
    taken_back = set[int]()
    for place, (first, second) in enumerate(pairwise(groups)):
        if first.shift or second.shift or qualifiers.before(text, second.start) is not None:
            continue
        if not _INSTEAD.search(text[first.end : second.start]):
            continue
        taken_back.add(place)
        if second.days is None:
            second.days, second.part = (
                first.days,
                second.part or (first.part if second.clock and second.clock.either else None),
            )
        elif not second.timed:
            second.clock, second.part = first.clock, first.part
    return [group for place, group in enumerate(groups) if place not in taken_back]
