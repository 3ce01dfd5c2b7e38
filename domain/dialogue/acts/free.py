"""What is free of a wish in the calendars of the centres."""

from dataclasses import replace

from domain.booking import slots
from domain.booking.facts import Offered, VisitView
from domain.dialogue import decisions
from domain.dialogue.acts import starts
from domain.dialogue.acts.scene import Scene

ANY_JOB = "inspection"  # who asks when there is time at all need not say for what
_OFFERED = 4


def find(scene: Scene, act: decisions.OfferSlots, *, moved: VisitView | None) -> Offered:
    """Return the free slots of a wish; where there are none, those of the wish that was to come next."""
    offer = _look(scene, act, moved=moved)
    if act.when and act.when.beyond and offer.why:
        then = replace(act.when.beyond[0], never=act.when.never)
        after = _look(scene, replace(act, when=then), moved=moved)
        return after if after.slots and not after.why else offer
    return offer


def _look(scene: Scene, act: decisions.OfferSlots, *, moved: VisitView | None) -> Offered:
    return slots.offer(
        scene.unit,
        moved.job if moved else act.job or ANY_JOB,
        vehicle_id=moved.vehicle_id if moved else scene.vehicle_id,
        wish=starts.wish(act.when, soonest=act.soonest),
        moved=moved,
        centre_id=act.site,
        anywhere=act.anywhere,
        limit=_OFFERED,
    )
