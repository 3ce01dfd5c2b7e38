"""What a new time changes of the wish so far: a day keeps the time that was said, a time the day."""

from dataclasses import replace
from datetime import time, timedelta

from domain.dialogue.facts import TimeExpression
from domain.dialogue.times import errands, shifts, wishes

_FEW_DAYS = 31


def merged(old: TimeExpression | None, new: TimeExpression | None) -> TimeExpression | None:
    """A new day keeps the time that was said, a new time the day; what was ruled out before stays so."""
    if old is None or new is None:
        return new or old
    whole = _joined(old, new)
    return errands.until(whole, new.done_by or old.done_by)


def _joined(old: TimeExpression, new: TimeExpression) -> TimeExpression:
    if old.doubt and old.ambiguous:
        several = old.ambiguous if len(old.ambiguous) > 1 else ()
        old = replace(old.ambiguous[0], ambiguous=several)
    new = _in_same_week(old, new)
    if new.shift is not None:
        return replace(new, never=(*old.never, *new.never))
    whole = _merged(old, new)
    readings = new.ambiguous or old.ambiguous if new.date_from is None else new.ambiguous
    each = [
        _merged(old, reading) if reading in new.ambiguous else _merged(reading, new) for reading in readings
    ]
    if len({(one.date_from, one.date_to, one.time_from, one.time_to) for one in each}) == 1:
        return each[0]
    source = old.source if new.date_from is None else whole.source
    return replace(whole, source=source, ambiguous=tuple(each))


def _in_same_week(old: TimeExpression, new: TimeExpression) -> TimeExpression:
    """“Thursday of that week”; and a bare weekday is of the week that was asked for, where it is not this one."""
    if old.date_from is None or old.date_to is None or new.date_from is None:
        return new
    if new.shift is not None:
        return shifts.in_week(new, old.date_from) if new.shift.week and not new.shift.days else new
    days = (old.date_to - old.date_from).days
    several = 0 < days <= old.date_to.weekday()
    return (
        shifts.in_week(new, old.date_from) if new.bare and several and new.date_from < old.date_from else new
    )


def _merged(old: TimeExpression, new: TimeExpression) -> TimeExpression:
    never = (*old.never, *(one for one in new.never if one not in old.never))
    if new.date_from is None and not new.weekdays:
        return _later_said(old, replace(new, never=never))
    free = replace(
        new, never=tuple(one for one in never if not (_rules_out(one, new) or _is_lifted(one, new)))
    )
    if new.time_from is None and new.time_to is None and not new.others:
        grain = old.grain if old.time_from or old.time_to else new.grain
        timed = replace(free, time_from=old.time_from, time_to=old.time_to, part_of_day=old.part_of_day)
        timed = replace(timed, soft=new.soft or old.soft)
        return replace(timed, either_half=old.either_half, closed=old.closed, grain=grain)
    return free


def _later_said(old: TimeExpression, new: TimeExpression) -> TimeExpression:
    """A new time, or only something ruled out, for the days that were said; not for a day that is now ruled out."""
    base = replace(old, never=new.never, doubt=new.doubt, ambiguous=())
    open_ended = (old.time_from is None) != (old.time_to is None)
    narrow = old.beyond and open_ended and new.time_from and not wishes.within(old, new.time_from)
    if narrow or any(_rules_out(one, old) for one in new.never):
        base = replace(base, date_from=None, date_to=None, weekdays=(), others=())
    if new.time_from is None and new.time_to is None and not new.others:
        return base
    days = (base, *base.others)
    each = [_on_days_of(day, time_) for day in days for time_ in (new, *new.others)]
    return replace(each[0], others=tuple(replace(other, others=()) for other in each[1:]))


def _on_days_of(old: TimeExpression, new: TimeExpression) -> TimeExpression:
    return replace(new, date_from=old.date_from, date_to=old.date_to, weekdays=old.weekdays)


def _is_lifted(never: TimeExpression, wish: TimeExpression) -> bool:
    """Whether a day and time that is wished for now lies wholly in what was ruled out before."""
    if wish.date_from is None or wish.time_from is None or wish.time_to is None:
        return False
    whole = _rules_out(replace(never, time_from=None, time_to=None), wish)
    begins, ends = never.time_from or time.min, never.time_to or time.max
    return whole and begins <= wish.time_from and wish.time_to <= ends


def _rules_out(never: TimeExpression, wish: TimeExpression) -> bool:
    """Whether all days of the wish are ruled out."""
    if never.time_from or never.time_to or wish.date_from is None or wish.date_to is None:
        return False
    days = (wish.date_to - wish.date_from).days
    return days <= _FEW_DAYS and all(
        wishes.on_day(never, wish.date_from + timedelta(days=ahead)) for ahead in range(days + 1)
    )
