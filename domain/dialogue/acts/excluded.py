"""What an owner ruled out, where nothing but that stands between them and the time they wish for."""

from dataclasses import replace

from domain.booking.facts import Offered, VisitView
from domain.dialogue import labels
from domain.dialogue.acts import free
from domain.dialogue.acts.scene import Scene
from domain.dialogue.decisions import OfferSlots
from domain.explain.facts import Phrase


def why(scene: Scene, act: OfferSlots, offer: Offered, *, moved: VisitView | None) -> Phrase | None:
    """Say what was ruled out before, where the wish could be met without it; None where that is not why it is not met."""
    if act.when is None or not act.when.never or offer.why is None:
        return None
    if free.find(scene, replace(act, when=replace(act.when, never=())), moved=moved).why is not None:
        return None
    return Phrase("why.excluded", {"never": labels.ruled_out(act.when.never, scene.zone)})
