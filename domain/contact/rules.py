"""When a notice may go out, what it costs of the budget, and what becomes of it when sending fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.contact.facts import Quiet

RED: Final = 3
YELLOW: Final = 2
BLUE: Final = 1
ANSWER: Final = 0  # to something the owner did or asked for
ANSWER_KEY: Final = "answer:"  # how the keys of answers in the talk begin, where they go out as notices

PER_WEEK: Final = 2  # pushes of an owner (product brief)
PER_MONTH: Final = 2  # warnings of an owner (product brief)
LOOK_AHEAD: Final = 6  # full periods that a yellow notice may step over
ACTION_LIFE: Final = timedelta(days=30)
GIVE_UP: Final = timedelta(days=2)
LONGEST_WAIT: Final = timedelta(minutes=15)
LONGEST_LABEL: Final = 120  # characters of a text that may be the label of a button
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{24}")


class State(StrEnum):
    """Where a notice is on its way."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # perhaps delivered: shown at the next contact, never sent again
    DEAD = "dead"  # cannot be delivered: for the operator to see
    DROPPED = "dropped"  # not to be sent: over budget, superseded or withdrawn


@dataclass(frozen=True, slots=True)
class Period:
    """A week or month of the owner's zone: its name in the budget, its slots, and the next one's start."""

    name: str
    slots: int
    next_start: datetime


@dataclass(frozen=True, slots=True)
class Next:
    """The state of a notice after a failed sending, and when it is tried again."""

    state: State
    not_before: datetime
    reason: str
    repeat: bool


def is_loud(grade: int) -> bool:
    """Return whether a notice makes a sound: answers, yellow and red do, blue does not."""
    return grade != BLUE


def needs_budget(grade: int) -> bool:
    """Return whether a notice takes a slot of the budget; red and answers do not, so that no danger goes unsaid for want of budget."""
    return grade in {BLUE, YELLOW}


def may_wait(grade: int) -> bool:
    """Whether a notice over budget takes a slot of a later period; a blue one is dropped."""
    return grade == YELLOW


def is_token(text: str) -> bool:
    """Return whether callback data has the form of a token; anyone can send any, and only such is looked up."""
    return _TOKEN.fullmatch(text) is not None


def is_quiet(at: datetime, quiet: Quiet) -> bool:
    clock = at.astimezone(ZoneInfo(quiet.zone)).time()
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def after_quiet(at: datetime, quiet: Quiet) -> datetime:
    """Return the first instant from `at` on that is not quiet."""
    if not is_quiet(at, quiet):
        return at
    local = at.astimezone(ZoneInfo(quiet.zone))
    wraps = quiet.start > quiet.end and local.time() >= quiet.start
    day = local.date() + timedelta(days=1 if wraps else 0)
    end = datetime.combine(day, quiet.end, tzinfo=local.tzinfo)
    if end.timestamp() <= at.timestamp():  # the hour that happens twice when summer time ends
        end = end.replace(fold=1)
    return end.astimezone(at.tzinfo)


def periods(at: datetime, zone: str, *, warning: bool) -> Iterator[Period]:
    """Yield the periods that a push at this instant counts in, the week first."""
    local = at.astimezone(ZoneInfo(zone))
    year, week, weekday = local.isocalendar()
    monday = local.date() + timedelta(days=8 - weekday)
    yield Period(f"week:{year}-W{week:02}", PER_WEEK, _midnight(local, monday.year, monday.month, monday.day))
    if warning:
        next_year, next_month = divmod(local.year * 12 + local.month, 12)
        first = _midnight(local, next_year, next_month + 1, 1)
        yield Period(f"month:{local.year}-{local.month:02}", PER_MONTH, first)


def _midnight(local: datetime, year: int, month: int, day: int) -> datetime:
    return datetime.combine(
        local.replace(year=year, month=month, day=day).date(), time(), tzinfo=local.tzinfo
    )


def after_not_delivered(*, attempt: int, made_at: datetime, now: datetime, after_s: float) -> Next:
    """Return when to try again after nothing reached the chat: as the channel asks, at least 2, 4, 8 ... s; after two days the notice is dead."""
    if now - made_at > GIVE_UP:
        return Next(State.DEAD, now, "gave_up", repeat=False)
    pause = min(timedelta(seconds=2.0 ** min(attempt, 16)), LONGEST_WAIT)
    return Next(State.QUEUED, now + max(pause, timedelta(seconds=after_s)), "not_delivered", repeat=False)


def after_ambiguous(*, grade: int, repeat: bool, now: datetime, reason: str) -> Next:
    """It may have been delivered. Only red is sent again, once, worded as a repeat."""
    if grade == RED and not repeat:
        return Next(State.QUEUED, now, reason, repeat=True)
    return Next(State.UNKNOWN, now, reason, repeat=repeat)
