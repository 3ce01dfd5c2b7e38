"""A month to pick a day from: the free days of the open task's work at its centre, as buttons."""

import calendar
from datetime import date, time, timedelta
from typing import Final

import msgspec

from domain.booking import rules, slots
from domain.booking import service as booking
from domain.contact.facts import Button, Message, Style
from domain.dialogue import labels, questions
from domain.dialogue.acts.about import ChoiceOfTask, Month
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Grain, Intent, Meaning, Task, TimeExpression
from domain.explain.facts import Name, Phrase

_DAY: Final = timedelta(days=1)
_NOON: Final = time(12)


def button(task: int) -> Button:
    return Button(Phrase("choice.month"), "talk.month", Month(task).params(), once=False)


def message(scene: Scene, task: Task, about: Month) -> Message:
    """Show a month, Monday first: free days can be pressed, the others are dots that cannot. Raises Refusal job_nowhere or part_nowhere."""
    today = scene.local_now.date()
    last = today + rules.HORIZON
    first = date(about.year, about.month, 1) if about.month else today
    first = min(max(first, today), last.replace(day=1))
    end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    job = task.job or "inspection"
    place, free = _free(scene, task, job, first=first, last=end)
    at = labels.moment(first, _NOON, scene.zone)
    heading = Phrase("month.free", {"at": at, "job": questions.job_name(job), "place": place})
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    ahead = [week for week in weeks if week[-1] >= first]
    grid = tuple(tuple(_day(each, task, is_free=each in free) for each in week) for week in ahead)
    return Message((heading,), rows=(*grid, _turns(first, end, task, today=today, last=last)))


def _free(
    scene: Scene, task: Task, job: str, *, first: date, last: date
) -> tuple[Name | Phrase, frozenset[date]]:
    """Return where the task looks, and the days that are free there."""
    number = str(task.visit) if task.visit else ""
    moved = next(
        (each for each in booking.visits_of(scene.unit, scene.owner.id) if each.number == number), None
    )
    centre, free = slots.free_days(
        scene.unit,
        job,
        vehicle_id=scene.vehicle_id,
        first=first,
        last=last,
        moved=moved,
        centre_id=task.site,
        anywhere=task.anywhere,
    )
    return (Phrase("site.any") if task.anywhere else centre.name), free


def _day(day: date, task: Task, *, is_free: bool) -> Button:
    if not is_free:
        return Button(Phrase("month.full"), "talk.month.full", style=Style.OFF, once=False)
    when = TimeExpression(day.isoformat(), (0, 0), Grain.DAY, date_from=day, date_to=day)
    about = ChoiceOfTask(msgspec.json.encode(Meaning(Intent.INFORM, when=when)).decode(), task.no)
    return Button(Phrase("month.day", {"day": day.day}), "talk.choice", about.params())


def _turns(first: date, end: date, task: Task, *, today: date, last: date) -> tuple[Button, ...]:
    """Buttons to the months before and after, as far as visits can be booked."""
    before, after = first.replace(day=1) - _DAY, end + _DAY
    pages = ((before, "month.before", before >= today.replace(day=1)), (after, "month.after", after <= last))
    return tuple(
        Button(Phrase(code), "talk.month", Month(task.no, day.year, day.month).params(), once=False)
        for day, code, is_there in pages
        if is_there
    )
