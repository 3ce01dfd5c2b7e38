"""Times and slots on their way between the talk and booking."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from domain.booking.facts import Offered, Slot, Wish
from domain.dialogue import labels
from domain.dialogue.facts import Offer, TimeExpression
from domain.dialogue.times import wishes
from domain.explain.facts import Phrase

_DAY = date(2024, 1, 1)  # any day: only the time is told


def wish(when: TimeExpression | None, *, soonest: bool) -> Wish:
    if when is None:
        return Wish(soonest=soonest)
    first, *others = (_within(half) for each in (when, *when.others) for half in wishes.halves(each))
    never = tuple(_within(each) for each in when.never)
    return replace(first, soonest=soonest, others=tuple(others), never=never)


def _within(when: TimeExpression) -> Wish:
    """Its days and times; an end that no longer counts ("before ten") is a minute earlier."""
    end = when.time_to
    if end and end != when.time_from and not when.closed and end > time.min:
        end = (datetime.combine(date.min, end) - timedelta(minutes=1)).time()
    return Wish(
        when.date_from, when.date_to, when.time_from, end, weekdays=when.weekdays, done_by=when.done_by
    )


def offer(slot: Slot) -> Offer:
    key = f"{slot.centre_id}|{slot.starts_at.isoformat()}"
    return Offer(key, slot.starts_at, slot.zone, slot.centre)


def place(key: str) -> tuple[int, datetime]:
    centre, _, start = key.partition("|")
    return int(centre), datetime.fromisoformat(start).astimezone(UTC)


def local(slot: Slot) -> datetime:
    """Return the start in the wall clock of its centre."""
    return slot.starts_at.astimezone(ZoneInfo(slot.zone)).replace(tzinfo=None)


def why(when: TimeExpression | None, offer: Offered, loss: Phrase | None) -> Phrase | None:
    """Say why these slots are offered. loss: why the slot that was chosen before is not to be had.

    The time by which the work has to be over is no ground where a slot does not keep it.
    """
    broken = when and when.done_by and any(_ends(each) > when.done_by for each in offer.slots)
    met = replace(when, done_by=None) if when and broken else when
    grounds = heeded(met, offer.slots[0].zone) if met and offer.slots else None
    reason = offer.why or loss
    if reason and grounds and when and when.done_by:
        return Phrase("why.both", {"one": grounds, "other": reason})
    return reason or grounds


def _ends(slot: Slot) -> time:
    """When the work is over, in the wall clock of the centre."""
    return slot.ends_at.astimezone(ZoneInfo(slot.zone)).time()


def heeded(when: TimeExpression, zone: str) -> Phrase | None:
    """Say how "not too early" and "I have to leave by noon" were understood."""
    reasons = []
    if when.done_by:
        reasons.append(Phrase("why.done_by", {"end": labels.moment(_DAY, when.done_by, zone)}))
    if "early" in when.soft and when.time_from:
        reasons.append(Phrase("why.not_early", {"begin": labels.moment(_DAY, when.time_from, zone)}))
    if "late" in when.soft and when.time_to:
        reasons.append(Phrase("why.not_late", {"end": labels.moment(_DAY, when.time_to, zone)}))
    return (
        reduce(lambda one, other: Phrase("why.both", {"one": one, "other": other}), reasons)
        if reasons
        else None
    )
