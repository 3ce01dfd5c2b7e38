"""The facts that buttons of the talk carry."""

from datetime import time

from domain.contact.verbs import Facts
from domain.dialogue.emergency.recognition import Kind
from domain.dialogue.facts import Intent


class OfCar(Facts, frozen=True):
    vehicle_id: int


class OfEntry(Facts, frozen=True):
    """An entry of the past services."""

    entry_id: int


class Page(Facts, frozen=True):
    """A page of a car's past services; skip: entries before it."""

    vehicle_id: int
    skip: int = 0


class ChoiceOfTask(Facts, frozen=True):
    """A choice under a question of the talk. meaning: a Meaning as JSON; task: the number of its task, 0 for none, -1 in buttons without one."""

    meaning: str
    task: int = -1


class OfTask(Facts, frozen=True):
    """What every button of the talk carries: the number of its task, 0 for none."""

    task: int = 0


class Month(Facts, frozen=True):
    """A page of the calendar for a task; year and month 0: the first that has days to come."""

    task: int
    year: int = 0
    month: int = 0


class CarOfTask(Facts, frozen=True):
    """The car that a task is for; task: the number of the task, 0 for none."""

    vehicle_id: int
    task: int = 0


class Wish(Facts, frozen=True):
    """A wish by tap, perhaps for a car, a job or at a centre (site)."""

    intent: Intent
    vehicle_id: int | None = None
    job: str | None = None
    site: int | None = None


class Text(Facts, frozen=True):
    """What an owner wrote."""

    text: str


class Danger(Facts, frozen=True):
    kind: Kind
    fast_road: bool


class Night(Facts, frozen=True):
    """Quiet hours in the owner's wall clock; equal ends mean there are none."""

    start: time
    end: time


class Consent(Facts, frozen=True):
    given: bool


class Language(Facts, frozen=True):
    """language: "zh" or "en"."""

    language: str
