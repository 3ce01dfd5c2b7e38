"""Notes and pictures for the workshop, by word or as they are sent."""

import re
from typing import Final

from domain.booking import service as booking
from domain.booking import words
from domain.booking.facts import VisitView
from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import bringer_forms, script
from domain.dialogue.acts import people
from domain.dialogue.acts.about import Wish
from domain.dialogue.facts import Intent
from domain.dialogue.meaning import jobs
from domain.dialogue.times import when
from domain.explain.facts import Phrase
from domain.handover import enclosures
from domain.registry.tables import Owner

_NOTE: Final = re.compile(
    r"\s*(?:(?:(?:can|could|would|will) (?:you|i|we)|please|just|i['’]?d like (?:you )?to|i want (?:you )?to)\s+)*"
    r"(?:put|add|leave|make|write|attach) (?:them )?a (?:short |little |quick )?(?:note|remark|comment)(?: (?:on|to|for|with|in|about) (?:it|them|that|this|(?:the|my) \w+))*(?:,? please)?(?:\s*[:,]|\s+(?:that|saying)\b)+\s*(?P<more>\S.*)|"
    r"(?:请|麻烦|能不能|可以|能|帮我|给|我的|你们?|\s)*(?:加|写|留|记|添)(?:上)?(?:一?个|一条|一下|句)?(?:备注|留言)(?:说|写|写上)?\s*[:：,，]?\s*(?P<zh>\S.*)|"
    r"\s*(?:(?:a )?note(?: (?:for|to) the (?:workshop|mechanic|centre|garage))?\s*[:,]|(?:please )?tell the (?:workshop|mechanic|centre|garage)(?: that)?\b[:,]?|"
    r"备注\s*[:：,，]|留言\s*[:：,，]|(?:请|麻烦)?(?:帮我)?(?:告诉|转告|跟|和)(?:一下)?(?:师傅|店里|服务中心)(?:说)?(?:一下|一声)?\s*[:：,，]?)\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


class _One(Facts, frozen=True):
    enclosure_id: int


class _At(Facts, frozen=True):
    """A visit, and the centre that shall see what was given to it."""

    visit_id: int
    centre_id: int


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Keep a note for the workshop; None where the text is none."""
    words = form(text)
    return None if words is None else keep(unit, owner, text=words)


def form(text: str) -> str | None:
    """The words that a text wants put down for the workshop; None where it wants something else, or more than that."""
    note = _NOTE.fullmatch(text)
    return (note["text"] or note["more"] or note["zh"]).rstrip("?？ ") if note else None


def of_bringer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Give the centre a word on somebody else who brings the car, or say how that is done; None where the text tells of none.

    What names a time or work is a wish for a visit, and not this, whatever number stands beside it.
    """
    plain = script.plain(text)
    tells = bringer_forms.find(plain)
    rest = bringer_forms.without_number(plain)
    if tells is None or jobs.find(rest) or when.find(rest, now=unit.now.replace(tzinfo=None)):
        return None
    goal = enclosures.goal(unit, owner.id)
    if goal and goal.visit and tells:
        return keep(unit, owner, text=text)
    code = "bringer.note" if goal and goal.visit else "bringer.later"
    return Reply(messages=(Message((Phrase(code),)),))


def keep(
    unit: Unit, owner: Owner, *, text: str, picture: bytes | None = None, visit: VisitView | None = None
) -> Reply:
    """Keep a note or picture with this visit, else with the next one or the open request; without any nothing is kept, and that is said."""
    goal = enclosures.Goal(visit=visit) if visit else enclosures.goal(unit, owner.id)
    if goal is None:
        book = Button(Phrase("choice.book"), "say", Wish(Intent.BOOK).params(), once=False)
        code = "enclosure.no_goal.note" if picture is None else "enclosure.no_goal"
        return Reply(messages=(Message((Phrase(code),), rows=((book, people.button()),)),))
    number = enclosures.add(unit, owner.id, goal, text=text, picture=picture)
    remove = Button(Phrase("enclosure.remove"), "enclosure.remove", _One(number).params())
    line = (
        Phrase("enclosure.visit", words.visit_params(goal.visit))
        if goal.visit
        else Phrase("enclosure.request")
    )
    return Reply(messages=(Message((line,), rows=((remove,),)),))


def remove(unit: Unit, owner: Owner, about: _One) -> Reply:
    removed = enclosures.remove(unit, owner.id, about.enclosure_id)
    return Reply(messages=(Message((Phrase("enclosure.removed" if removed else "enclosure.gone"),)),))


def after_move(unit: Unit, visit: VisitView) -> tuple[Message, ...]:
    """Offer to pass on what was given to the centre where a visit was before; nothing where there is nothing."""
    if not enclosures.of_other_centre(unit, visit):
        return ()
    about = {"centre": visit.centre}
    passes = Button(
        Phrase("enclosure.pass", about), "enclosure.pass", _At(visit.id, visit.centre_id).params()
    )
    return (Message((Phrase("enclosure.elsewhere", about),), rows=((passes,),)),)


def pass_on(unit: Unit, owner: Owner, about: _At) -> Reply:
    """Let the centre that was named see them; not another to which the visit was moved since. Raises Refusal visit_unknown (404)."""
    visit = booking.visit_of(unit, owner.id, about.visit_id)
    is_new = visit.centre_id == about.centre_id and enclosures.pass_on(unit, visit)
    line = Phrase("enclosure.passed", {"centre": visit.centre}) if is_new else Phrase("enclosure.gone")
    return Reply(messages=(Message((line,)),))


VERBS: dict[str, Verb] = {
    "enclosure.remove": reads(_One, remove),
    "enclosure.pass": reads(_At, pass_on),
}
