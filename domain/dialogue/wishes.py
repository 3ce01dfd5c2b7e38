"""Which of several times is the wish, and how a new wish joins what is already known."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.dialogue import when
from domain.dialogue.facts import Grain, TimeExpression

_TARGET = re.compile(
    r"(?:改到|改成|改为|改在|换到|换成|换为|挪到|推到|延到|延后到|推迟到|提前到|调到|调成|移到|改|换|而是|是|"
    r"\bto|\bfor|\binto|make it|\bon to|\brather|how about|what about|can i (?:come|do)|->)\s*(?:the |on |at )?$"
)
_REFUSED = re.compile(
    r"(?:不是|不要|除了|别|instead of|rather than|\bnot(?: on| at)?|except|anything but|no longer)\s*(?:the |on )?$"
)
_REFUSED_AFTER = re.compile(
    r"\s*(?:那天|那个|的)?\s*(?:不行|不可以|不方便|没空|有事|去不了|来不了|不去|不来|来不及|is no good|doesn'?t work|won'?t work|is bad|does not work)"
)
_EITHER = re.compile(r"\s*(?:or|and|/|、|,|或者?|和|跟|与)*\s*")


def chosen(
    plain: str, times: tuple[TimeExpression, ...]
) -> tuple[TimeExpression | None, TimeExpression | None]:
    """The time that is wished for, and the other one ("from Wednesday to Friday": Friday, Wednesday)."""
    coming = [found for found in times if not found.past]
    wanted = [found for found in coming if not _refused(plain, found)]
    if not wanted:
        return None, coming[0] if coming else None
    target = next((found for found in wanted if _TARGET.search(plain[: found.span[0]])), None)
    first = target or wanted[0]
    others = [found for found in coming if found is not first]
    if target is None and len(wanted) > 1 and _EITHER.fullmatch(plain[wanted[0].span[1] : wanted[1].span[0]]):
        return _both(wanted[0], wanted[1]), None
    return first, others[0] if others else None


def _refused(plain: str, found: TimeExpression) -> bool:
    return bool(_REFUSED.search(plain[: found.span[0]]) or _REFUSED_AFTER.match(plain, found.span[1]))


def _both(one: TimeExpression, other: TimeExpression) -> TimeExpression:
    """Two days in a row are one wish; anything else said with "or" is for the owner to choose."""
    same = (one.time_from, one.time_to) == (other.time_from, other.time_to)
    if same and one.date_to and other.date_from and other.date_from - one.date_to == timedelta(days=1):
        grain = Grain.SPAN if one.grain is Grain.DAY else one.grain
        return replace(one, date_to=other.date_to, grain=grain, ambiguous=())
    return replace(one, ambiguous=(replace(one, ambiguous=()), replace(other, ambiguous=())))


_NEAR_DAYS = (3, 15, 31, 183, 366)  # half a week; half a month and a month; half a year and a year


def done_on(text: str, *, now: datetime, near: date) -> date | None:
    """The day of something past. One that is named without its year, month or week is the one nearest to `near`."""
    found = _day(text, now)
    tomorrow = _day(text, now + timedelta(days=1))
    if found is None or tomorrow is None or found.date_from is None or tomorrow.date_from is None:
        return None
    if found.past or tomorrow.date_from - found.date_from == timedelta(days=1):
        return found.date_from  # whole, or counted from today
    begin = datetime.combine(near, time(12))
    read = [_day(text, begin - timedelta(days=before)) for before in _NEAR_DAYS]
    days = [one.date_from for each in read if each for one in each.ambiguous or (each,) if one.date_from]
    past = [day for day in days if day <= now.date()]
    return min(past, key=lambda day: abs(day - near), default=found.date_from)


def _day(text: str, now: datetime) -> TimeExpression | None:
    """The first single day."""
    found = when.find(text, now=now)
    return next((each for each in found if each.date_from and each.date_from == each.date_to), None)


def merged(old: TimeExpression | None, new: TimeExpression | None) -> TimeExpression | None:
    """A new day keeps the time that was said, a new time the day."""
    if old is None or new is None:
        return new or old
    whole = _merged(old, new)
    readings = new.ambiguous or old.ambiguous if new.date_from is None else new.ambiguous
    if not readings:
        return replace(whole, ambiguous=())
    each = [
        _merged(old, reading) if reading in new.ambiguous else _merged(reading, new) for reading in readings
    ]
    return replace(whole, ambiguous=tuple(each))


def _merged(old: TimeExpression, new: TimeExpression) -> TimeExpression:
    if new.date_from is None:
        return replace(new, date_from=old.date_from, date_to=old.date_to)
    if new.time_from is None and new.time_to is None:
        grain = old.grain if old.time_from or old.time_to else new.grain
        timed = replace(new, time_from=old.time_from, time_to=old.time_to, part_of_day=old.part_of_day)
        return replace(timed, either_half=old.either_half, grain=grain)
    return new


def over(wish: TimeExpression, now: datetime) -> bool:
    """Whether all of it has passed; `now` is local."""
    if wish.date_to is None:
        return False
    end = wish.time_to or time.max
    return datetime.combine(wish.date_to, end) < now.replace(tzinfo=None)


def holds(wish: TimeExpression, local: datetime) -> bool:
    """Whether a local start lies within the wish; an hour without a.m. or p.m. may be either."""
    if wish.date_from and wish.date_to and not wish.date_from <= local.date() <= wish.date_to:
        return False
    if _within(wish, local.time()):
        return True
    return wish.either_half and _within(wish, local.time().replace(hour=(local.hour + 12) % 24))


def _within(wish: TimeExpression, clock: time) -> bool:
    if wish.time_from is not None and wish.time_from == wish.time_to:
        return clock.replace(second=0, microsecond=0) == wish.time_from
    return (wish.time_from is None or clock >= wish.time_from) and (
        wish.time_to is None or clock < wish.time_to
    )
