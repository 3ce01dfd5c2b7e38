"""How the car comes to the visit that is being booked: in the summary, and set once it is booked."""

from dataclasses import replace

from domain.booking import bringing
from domain.booking.facts import VisitView
from domain.booking.ways import Way
from domain.contact.facts import Button, Message
from domain.contact.verbs import Facts
from domain.core import Unit
from domain.dialogue import pending
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Ask, Talk
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence


class OfWay(Facts, frozen=True):
    """How the car comes to a visit. visit_id: 0 for the one that is being booked."""

    visit_id: int
    way: str
    address: str = ""


def where(centre: object, visit_id: int = 0) -> Message:
    """Ask where the car is to be collected; the next words are taken for the address."""
    own = Button(Phrase("transport.button.own"), pending.ADDRESS, OfWay(visit_id, Way.COLLECT).params())
    return Message((Phrase("transport.where", {"centre": centre}),), rows=((own,),))


def lacks_address(talk: Talk) -> bool:
    """Whether the car is to be collected, and it is not known where."""
    return talk.transport is Way.COLLECT and not talk.address


def possible(scene: Scene, talk: Talk, visit: VisitView) -> tuple[Talk, tuple[Message, ...]]:
    """The talk without what the centre cannot do for the visit that is held, and why not."""
    try:
        bringing.check(scene.unit, visit, talk.transport)
    except Refusal as refusal:
        return replace(talk, transport=Way.OWN, address=""), (_why(refusal),)
    return talk, ()


def summary(talk: Talk, ask: Ask, visit: VisitView, *, before: VisitView | None = None) -> Ask:
    """The summary with how the car comes to the visit, or with what a move would lose; before: how a visit to be moved stands."""
    loses = before is not None and before.transport and not visit.transport
    if talk.transport is Way.OWN and not loses:
        return ask
    code = f"loses.{before.transport}" if before and talk.transport is Way.OWN else str(talk.transport)
    about = {"centre": visit.centre, "address": talk.address}
    last = "cost" if before is None else "place"  # what the summary ends with
    both = {"cost": ask.params[last], "transport": Phrase(f"summary.{code}", about)}
    return replace(ask, params={**ask.params, last: Phrase("summary.with", both)})


def settle(scene: Scene, talk: Talk, visit: VisitView) -> tuple[VisitView, tuple[Message, ...]]:
    """Set how the booked visit is come by, as the summary said; what is not to be had any more is said."""
    if talk.transport is Way.OWN:
        return visit, ()
    try:
        return bringing.bring(scene.unit, scene.owner.id, visit.id, talk.transport, address=talk.address), ()
    except Refusal as refusal:
        return visit, (_why(refusal),)


def restored(unit: Unit, visit: VisitView, way: Way) -> tuple[VisitView, tuple[Message, ...]]:
    """Give a visit back what it had before a change that was taken back: a courtesy car where one is free.

    The address of a pick-up is deleted at once, so it is asked for again.
    """
    if way is Way.OWN or visit.transport:
        return visit, ()
    if way is Way.COLLECT:
        return visit, (where(visit.centre, visit.id),)
    try:
        return bringing.bring(unit, visit.owner_id, visit.id, way), ()
    except Refusal as refusal:
        return visit, (_why(refusal),)


def loss(before: VisitView, after: VisitView) -> tuple[Message, ...]:
    """Say that a visit that was moved or cancelled has no courtesy car or pick-up any more."""
    if not before.transport or after.transport:
        return ()
    return (Message((Phrase(f"transport.lost.{before.transport}", {"centre": before.centre}),)),)


def _why(refusal: Refusal) -> Message:
    return Message((sentence(refusal),))
