"""Which of several times is the wish, and how a new wish joins what is already known."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from domain.dialogue.facts import Grain, TimeExpression
from domain.dialogue.times import errands, meant, qualifiers, shifts

_TARGET = re.compile(
    r"(?:改到|改成|改为|改在|换到|换成|换为|挪到|推到|延到|延后到|推迟到|提前到|调到|调成|移到|改|换|而是|是|"
    r"\bto|\bfor|\binto|make it|\bon to|\brather|how about|what about|can i (?:come|do)|->)\s*(?:the |on |at )?$"
)
_TARGET_LOOK = 40
_ANY_OF_WEEK = re.compile(r"\b(?:any\w*|every\w*|but|except)\b.*\b(?:next|this|that) week$")
_REST = re.compile(r"\b(?:rest|remainder|remaining|others?)\b|其余|其他|剩下|剩余")
_CORRECTED = re.compile(
    r"(?:\b(?:no|sorry|wait|actually|i mean|i meant|make that|or rather|scratch that|correction|oops|say|i\.e\.|that is)\b|不对|不是|[说记搞]错了?|哦不|啊不|不不|应该是|等等|也就是说?|比如)"
    r"(?:[\s,.!:;-]|\b(?:no|sorry|wait|actually|i|mean|meant|make|that|it|rather|on|at|the|for)\b|应该|是|我|说|错|了|要|的)*$"
)  # between two times: the second in place of the first


def choose(
    plain: str, times: tuple[TimeExpression, ...]
) -> tuple[TimeExpression | None, TimeExpression | None]:
    """The time that is wished for, and the other one ("from Wednesday to Friday": Friday, Wednesday).

    What is refused is ruled out of the wish; where two days are named and none is the one meant, both are readings.
    """
    begins, ends = errands.split(times)
    wish, other = _wish_among(plain, begins)
    return errands.joined(wish, ends), other


def _wish_among(
    plain: str, times: tuple[TimeExpression, ...]
) -> tuple[TimeExpression | None, TimeExpression | None]:
    coming = [each for each in meant.without_earlier(plain, times) if not each.past]
    coming = meant.without_refused(_of_the_same_week(_with_refused_clocks(coming)))
    wishes = [each for each in coming if not each.refused]
    never = tuple(replace(each, refused=False, ambiguous=()) for each in coming if each.refused)
    wishes, never = meant.all_the_same(plain, wishes, never)
    if not wishes:
        return _trimmed(_in_its_week(_without(never))), never[0] if never else None
    target = next((each for each in wishes if _is_target(plain, each)), None) or _moved(wishes)
    target = target or _corrected(plain, wishes)
    wishes = [each for each in wishes if each.date_from or each.weekdays or each.shift] or wishes
    first = target or _reading_named_again(wishes)
    wishes = [first, *wishes[1:]] if target is None else wishes
    others = [each for each in coming if each is not first]
    never = tuple(each for each in never if not _spares(each, first))
    doubt = next((each.doubt for each in (first, *never) if each.doubt), "")
    if target is None:
        wish = _either(plain, wishes)
        if wish is not first:
            others = []
    else:
        wish = _alternatives(_tied(plain, [each for each in wishes if each.span >= target.span] or [target]))
    wish = _as_question(replace(wish, never=never, doubt=doubt))
    return _trimmed(_in_its_week(wish)), next(iter(others), None)


def _with_refused_clocks(times: list[TimeExpression]) -> list[TimeExpression]:
    """“Thursday I am in Leeds, ten does not work, what about Saturday”: ten is that of the day before it, which is no wish then."""
    for place in range(1, len(times) - 1):
        day, clock = times[place - 1], times[place]
        is_lone = clock.refused and clock.time_from and not (clock.date_from or clock.weekdays)
        names_day = day.date_from and day.date_from == day.date_to and day.time_from is day.time_to is None
        if is_lone and names_day and not any(each.refused for each in times[place + 1 :]):
            never = replace(clock, date_from=day.date_from, date_to=day.date_to)
            return [*times[: place - 1], never, *times[place + 1 :]]
    return times


def _spares(refused: TimeExpression, wish: TimeExpression) -> bool:
    """Whether "the rest of the week" is refused beside a wish for a day of it, so that only later wishes are ruled out."""
    return bool(_REST.search(refused.source) and wish.date_from and on_day(refused, wish.date_from))


def _in_its_week(wish: TimeExpression | None) -> TimeExpression | None:
    """“Any day but Tuesday next week”: of that week, where no other day is wished for."""
    if wish is None or wish.date_from or wish.weekdays or wish.shift or wish.ambiguous:
        return wish
    exclusion = next(
        (each for each in wish.never if each.date_from and _ANY_OF_WEEK.search(each.source)), None
    )
    if exclusion is None or exclusion.date_from is None:
        return wish
    monday = exclusion.date_from - timedelta(days=exclusion.date_from.weekday())
    return replace(wish, date_from=monday, date_to=monday + timedelta(days=6))


def _trimmed(wish: TimeExpression | None) -> TimeExpression | None:
    """The wish without what is ruled out at its ends: “any day but Monday next week” begins on Tuesday."""
    if wish is None or wish.date_from is None or wish.date_to is None:
        return wish
    whole = [each for each in wish.never if not (each.time_from or each.time_to)]
    span = (
        wish.date_from + timedelta(days=ahead) for ahead in range((wish.date_to - wish.date_from).days + 1)
    )
    days = [day for day in span if not any(on_day(each, day) for each in whole)]
    return replace(wish, date_from=days[0], date_to=days[-1]) if days and whole else wish


def _of_the_same_week(times: list[TimeExpression]) -> list[TimeExpression]:
    """“Away Monday to Wednesday next week, so Thursday or Friday”: a bare weekday after days of a later week is of that week."""
    week: date | None = None
    result: list[TimeExpression] = []
    for each in times:
        if week and each.bare and each.date_from and each.date_from < week:
            result.append(shifts.in_week(each, week))
            continue
        if each.date_from and each.date_to and not each.bare:
            whole = (each.date_to - each.date_from).days >= _WORKING_DAYS
            week = None if whole and each.refused else each.date_from
            week = week and week - timedelta(days=week.weekday())
        result.append(each)
    return result


def _corrected(plain: str, wishes: list[TimeExpression]) -> TimeExpression | None:
    """“Monday at nine, no sorry, Tuesday at nine”: the last word counts."""
    for first, second in reversed(list(pairwise(wishes))):
        if _CORRECTED.search(plain[first.span[1] : second.span[0]]):
            return second
    return None


def _reading_named_again(wishes: list[TimeExpression]) -> TimeExpression:
    """“Next Thursday, the 26th”: of two readings the one that is named again."""
    first = wishes[0]
    days = {each.date_from for each in wishes[1:] if len(each.ambiguous) < 2}  # noqa: PLR2004 - one reading
    fits = [reading for reading in first.ambiguous if reading.date_from in days]
    return replace(fits[0], ambiguous=()) if len(fits) == 1 else first


def _moved(wishes: list[TimeExpression]) -> TimeExpression | None:
    """“My Thursday visit an hour later”: the amount is the wish."""
    amounts = (each for each in wishes if each.shift and (each.shift.minutes or each.shift.days))
    return next(amounts, None) if len(wishes) > 1 else None


def _is_target(plain: str, wish: TimeExpression) -> bool:
    start = wish.span[0]
    return bool(_TARGET.search(plain[max(0, start - _TARGET_LOOK) : start]))


def _without(never: tuple[TimeExpression, ...]) -> TimeExpression | None:
    """Any time but those: a wish that only rules out."""
    if not never:
        return None
    doubt = next((each.doubt for each in never if each.doubt), "")
    bare = TimeExpression(never[0].source, never[0].span, Grain.SPAN, never=never, doubt=doubt)
    return _as_question(bare)


def _as_question(wish: TimeExpression) -> TimeExpression:
    """Words beside it that were not understood make the wish a question, whatever its readings."""
    if not wish.doubt:
        each = tuple(replace(reading, never=wish.never) for reading in wish.ambiguous)
        return replace(wish, ambiguous=each)
    plain = tuple(replace(reading, never=wish.never, doubt="") for reading in wish.ambiguous)
    return replace(wish, ambiguous=plain or (replace(wish, doubt=""),))


def _tied(plain: str, wishes: list[TimeExpression]) -> list[TimeExpression]:
    """The first with what is as good: “move it to Thursday or Friday”."""
    tied = [wishes[0]]
    for other in wishes[1:]:
        if not qualifiers.either(plain[tied[-1].span[1] : other.span[0]]):
            break
        tied.append(other)
    return tied


def _either(plain: str, wishes: list[TimeExpression]) -> TimeExpression:
    """The first with its alternatives; of two that are not tied nobody knows which is meant: both are readings."""
    tied = _tied(plain, wishes)
    first = wishes[0]
    rest = [each for each in wishes[len(tied) :] if _differ(each, first)]
    if len(rest) == 1 and (_is_within(rest[0], first) or meant.is_day_of(rest[0], first)):
        return rest[0]
    if not rest or len(tied) > 1 or first.shift or rest[0].shift:
        return _alternatives(tied)
    return replace(first, ambiguous=(replace(first, ambiguous=()), replace(rest[0], ambiguous=())))


def _is_within(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether a clock time tells more of a part of the same days: "in the morning, I am free at nine"."""
    if (one.date_from, one.date_to, one.weekdays) != (other.date_from, other.date_to, other.weekdays):
        return False
    ends = other.time_from, one.time_from, other.time_to
    return one.grain is Grain.CLOCK and None not in ends and ends[0] <= ends[1] <= ends[2]  # type: ignore[operator] # none is None


def _differ(one: TimeExpression, other: TimeExpression) -> bool:
    """Other days, or other times where both have one."""
    if (one.date_from, one.date_to, one.weekdays) != (other.date_from, other.date_to, other.weekdays):
        return True
    times = [(each.time_from, each.time_to) for each in (one, other)]
    return times[0] != times[1] and all(any(each) for each in times)


def _alternatives(tied: list[TimeExpression]) -> TimeExpression:
    """Days in a row are one wish; others are as good as the first."""
    if len(tied) == 1:
        return tied[0]
    wish, *others = (replace(each, ambiguous=()) for one in tied for each in one.ambiguous or (one,))
    rest: list[TimeExpression] = []
    for other in others:
        if not rest and _follows(wish, other):
            grain = Grain.SPAN if wish.grain is Grain.DAY else wish.grain
            wish = replace(wish, date_to=other.date_to, grain=grain)
        else:
            rest.append(other)
    return replace(wish, others=(*wish.others, *rest))


def _follows(one: TimeExpression, other: TimeExpression) -> bool:
    same = (one.time_from, one.time_to, one.others) == (other.time_from, other.time_to, ())
    return bool(
        same and one.date_to and other.date_from and other.date_from - one.date_to == timedelta(days=1)
    )


_WORKING_DAYS = 4  # from the first to the last


def readings(wish: TimeExpression) -> tuple[TimeExpression, ...]:
    """Everything that would be looked for, the likeliest first: each reading, each alternative, both halves of a day."""
    each = [option for reading in wish.ambiguous or (wish,) for option in (reading, *reading.others)]
    return tuple(half for option in each for half in halves(option))


def halves(wish: TimeExpression) -> tuple[TimeExpression, ...]:
    """The wish, and where its hour may be of either half of the day the other half too."""
    if not wish.either_half or wish.time_from is None or wish.time_to is None:
        return (wish,)
    begin, end = (moment.replace(hour=(moment.hour + 12) % 24) for moment in (wish.time_from, wish.time_to))
    return (wish,) if end < begin else (wish, replace(wish, time_from=begin, time_to=end))


def is_exact(wish: TimeExpression | None) -> bool:
    """Whether it names one start: a clock time on one day, in one reading."""
    if wish is None or wish.others or len(wish.ambiguous) > 1 or wish.time_from is None:
        return False
    return wish.date_from is not None and (wish.date_from, wish.time_from) == (wish.date_to, wish.time_to)


def is_bare_clock(wish: TimeExpression) -> bool:
    """Whether it names a clock time and nothing else: no day, no other time, nothing told from another."""
    bare = replace(wish, time_from=None, time_to=None, either_half=False)
    clock = wish.time_from is not None and wish.time_from == wish.time_to
    return clock and bare == TimeExpression(wish.source, wish.span, wish.grain)


def over(wish: TimeExpression, now: datetime) -> bool:
    """Whether all of it has passed; `now` is local."""
    return all(_is_over(each, now) for each in (wish, *wish.others))


def _is_over(wish: TimeExpression, now: datetime) -> bool:
    if wish.date_to is None:
        return False
    end = wish.time_to or time.max
    return datetime.combine(wish.date_to, end) < now.replace(tzinfo=None)


def holds(wish: TimeExpression, local: datetime) -> bool:
    """Whether a local start lies within the wish; an hour without a.m. or p.m. may be either."""
    if any(_holds(never, local) for never in wish.never):
        return False
    return any(_holds(half, local) for each in (wish, *wish.others) for half in halves(each))


def _holds(wish: TimeExpression, local: datetime) -> bool:
    return on_day(wish, local.date()) and within(wish, local.time())


def on_day(wish: TimeExpression, day: date) -> bool:
    if wish.weekdays and day.weekday() not in wish.weekdays:
        return False
    return (wish.date_from or date.min) <= day <= (wish.date_to or date.max)


def within(wish: TimeExpression, clock: time) -> bool:
    clock = clock.replace(second=0, microsecond=0)
    if wish.time_from is not None and wish.time_from == wish.time_to:
        return clock == wish.time_from
    end = wish.time_to or time.max
    return (wish.time_from or time.min) <= clock and (clock <= end if wish.closed else clock < end)
