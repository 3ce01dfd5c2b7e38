"""What is free of a wish in the calendars of the centres."""

from dataclasses import replace
from datetime import time
from typing import Final

from domain.booking import slots
from domain.booking.facts import Offered, VisitView
from domain.dialogue import decisions
from domain.dialogue.acts import starts
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Part, TimeExpression
from domain.dialogue.times import pieces

ANY_JOB = "inspection"  # who asks when there is time at all need not say for what
_OFFERED = 4
_EVENING: Final = pieces.WINDOWS[Part.EVENING][0]
_LATE: Final = time(17)  # before that it is still the afternoon


def find(scene: Scene, act: decisions.OfferSlots, *, moved: VisitView | None) -> Offered:
    """Return the free slots of a wish; where there are none, those of the wish that was to come next."""
    offer = _of_wish(scene, act, moved=moved)
    if act.when and act.when.beyond and offer.why:
        then = replace(act.when.beyond[0], never=act.when.never)
        after = _of_wish(scene, replace(act, when=then), moved=moved)
        return after if after.slots and not after.why else offer
    return offer


def _of_wish(scene: Scene, act: decisions.OfferSlots, *, moved: VisitView | None) -> Offered:
    """In the evening none before 17:00, where any is free then; else why there is none, with what is free before."""
    if not (act.when and act.when.part_of_day is Part.EVENING and act.when.time_from == _EVENING):
        return _look(scene, act, moved=moved)
    late = _look(scene, replace(act, when=_late(act.when)), moved=moved)
    if late.why is None:
        return late
    early = _look(scene, act, moved=moved)
    return late if early.why else replace(early, why=late.why)


def _late(when: TimeExpression) -> TimeExpression:
    return replace(
        when,
        time_from=_LATE,
        others=tuple(_late(each) if each.time_from == _EVENING else each for each in when.others),
    )


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
