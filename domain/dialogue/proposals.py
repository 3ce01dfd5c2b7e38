"""The first free time of a new visit, summed up before the owner chose it, with the others beside it. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain.dialogue.facts import Asked, Intent, Offer, Talk, Task


def is_made(task: Task, offers: Sequence[Offer]) -> bool:
    """Whether the first of the free times is summed up at once: of new visits, until it is refused."""
    return _is_open(task) and not _come_twice(offers)


def others(talk: Talk) -> tuple[Offer, ...]:
    """The free times beside the one that is summed up, where it was not the owner who chose that one."""
    task = talk.task
    if task is None or task.slot is None or talk.asked is not Asked.BOOKING:
        return ()
    return talk.offered[1:] if task.slot == next(iter(talk.offered), None) and _is_open(task) else ()


def _is_open(task: Task) -> bool:
    return task.intent is Intent.BOOK and task.job is not None and not task.by_choice


def _come_twice(offers: Sequence[Offer]) -> bool:
    """Whether the first two are told by the same hour of a night in which the clocks go back."""
    starts = {each.start for each in offers[:2]}
    return len(starts) > len(
        {each.astimezone(ZoneInfo(offers[0].zone)).replace(tzinfo=None) for each in starts}
    )
