"""Offers in the chat: the one that stands, why there is none, not being interested in it, and none any more."""

from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Params, Verb, reads
from domain.core import Unit
from domain.dialogue import offer_forms
from domain.dialogue.offer_forms import OfferWish
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.offers import service
from domain.offers.about import OfProposal
from domain.offers.message import message, never_button
from domain.privacy import mode
from domain.registry import preferences
from domain.registry.tables import Owner


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Do what a sentence wishes of offers; None where it is about none. Where the operator makes none, say so."""
    wish = offer_forms.read(text)
    if wish is None:
        return None
    if wish is OfferWish.SHOW or not service.offers(unit):
        return _show(unit, owner)
    return switch(unit, owner, on=wish is OfferWish.ON)


def _show(unit: Unit, owner: Owner) -> Reply:
    """Show the offer that stands, or say why there is none and what changes that."""
    standing = service.current(unit, owner)
    if standing is not None:
        return Reply(messages=(message(standing, owner.zone),))
    why = service.why_none(unit, owner)
    rows: tuple[tuple[Button, ...], ...] = ()
    if why == "off":
        rows = ((mode.purpose_button(Purpose.DRIVING, consent=False),),)
    elif why in {"unwanted", "urgent_only"}:
        kind = service.WISH if why == "unwanted" else "notes"
        rows = ((Button(Phrase(f"messages.start.{kind}"), "messages.set", _messages(kind, on=True)),),)
    return Reply(messages=(Message((Phrase(f"offers.none.{why}"),), rows=rows),))


def _messages(kind: str, *, on: bool) -> Params:
    return {"kind": kind, "on": on}


def switch(unit: Unit, owner: Owner, *, on: bool) -> Reply:
    """Make offers, or none any more, which can be undone."""
    if on:
        preferences.set_messages(unit, owner.id, kind=service.WISH, on=True)
    else:
        service.end(unit, owner)
    undo = Button(Phrase("own.undo"), "messages.set", _messages(service.WISH, on=not on))
    line = Phrase("messages.upgrades.on" if on else "messages.upgrades.off")
    return Reply(messages=(Message((line,), rows=((undo,),)),))


def _decline(unit: Unit, owner: Owner, about: OfProposal) -> Reply:
    """Note that there is no interest in an offer. Raises Refusal offer_over (410)."""
    service.decline(unit, owner, about.proposal_id)
    line = Phrase("offers.declined")
    return Reply(messages=(Message((line,), rows=((never_button(about.proposal_id),),)),))


def _never(unit: Unit, owner: Owner, _about: OfProposal) -> Reply:
    return switch(unit, owner, on=False)


VERBS: Final[dict[str, Verb]] = {
    "offer.decline": reads(OfProposal, _decline),
    "offer.never": reads(OfProposal, _never),
}
