"""An offer as its owner reads it: what it is, why it came, and how to be rid of it."""

from collections.abc import Iterator
from typing import Final

from domain.contact.facts import Button, Message, Style
from domain.explain.facts import Moment, Phrase
from domain.offers.about import OfProposal
from domain.offers.facts import Offer, Standing, Use
from domain.offers.rules import WINDOW

_PERCENT: Final = "_pct"


def message(standing: Standing, zone: str) -> Message:
    """Tell an offer, with the figures of the very use that decided. zone: of its owner."""
    about = OfProposal(standing.id).params()
    yes = Button(Phrase("offers.button.yes"), "offer.accept", about, Style.GOOD)
    no = Button(Phrase("offers.button.no"), "offer.decline", about)
    return Message(tuple(_lines(standing, zone)), rows=((yes, no), (never_button(standing.id),)))


def never_button(proposal_id: int) -> Button:
    return Button(Phrase("offers.button.never"), "offer.never", OfProposal(proposal_id).params(), once=False)


def _lines(standing: Standing, zone: str) -> Iterator[Phrase]:
    offer = standing.offer
    yield Phrase("offers.title", {"title": offer.title})
    yield Phrase("offers.text", {"text": offer.text})
    if offer.price is not None:
        free = "offers.free" if offer.price.amount == 0 else "offers.price"
        yield Phrase(free, {"price": offer.price})
    yield Phrase("offers.because", {"reasons": tuple(_reasons(offer, standing.use)), "days": WINDOW.days})
    yield Phrase("offers.until", {"until": Moment(standing.until, zone)})


def _reasons(offer: Offer, use: Use) -> Iterator[Phrase]:
    """Say the figures that are high enough; those that are low enough only where there are no others."""
    high = [each for each in offer.fits if each.sign.startswith(">")]
    for figure in dict.fromkeys(each.figure for each in high or offer.fits):
        value: float = getattr(use, figure)
        scale = 100 if figure.endswith(_PERCENT) else 1
        yield Phrase(f"offers.because.{figure}", {"value": value / scale})
