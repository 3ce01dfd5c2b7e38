"""What the second reader is asked, what it may answer, and how that travels through a turn of the talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.dialogue.facts import Intent
from domain.dialogue.topics import Topic

FAMILIES: Final[Mapping[Intent, str]] = MappingProxyType(
    {
        Intent.BOOK: "wants work done on the car, or has a problem that a workshop should look at",
        Intent.RESCHEDULE: "wants to move a visit that is booked",
        Intent.CANCEL: "wants to cancel a visit that is booked",
        Intent.ASK_AVAILABILITY: "asks which times are free",
        Intent.CHECK_STATUS: "asks about visits that are booked",
        Intent.CAR_QUESTION: "asks how the car is",
        Intent.HISTORY: "asks about work done in the past",
        Intent.PRIVACY: "is about personal data",
        Intent.HELP: "asks what the assistant can do",
        Intent.INFORM: "answers the open question with a time, a place or the work to be done",
        Intent.QUESTION: "asks about one of the topics",
        Intent.THANK: "thanks",
        Intent.GREET: "greets",
        Intent.OOS: "anything else",
    }
)
"""What it may choose from. A yes and a no are not among it: what writes is read by the built-in rules alone."""

TOPICS: Final = tuple(
    topic
    for topic in Topic
    if topic not in {Topic.TIME, Topic.LIMIT, Topic.EXTRA, Topic.CONDITION, Topic.ABUSE}
)
"""Those that need nothing else of the message to be answered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the second reader takes a message for; service: a job of `questions.JOBS`."""

    family: Intent
    topic: Topic | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A message without what is personal in it, and the label of where the talk stands."""

    text: str
    state: str


class Unsure(Exception):  # noqa: N818 - no fault: the turn is run again with the second reader's choice
    """Ends a turn of the talk in which the built-in reader is not sure; its unit of work is rolled back."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question


@dataclass(frozen=True, slots=True)
class Second:
    """What a turn has of the second reader.

    is_there: it can be asked, so that doubt is raised as Unsure. names: the writer's in the messenger, which are taken
    out of what is asked. choice: what it said.
    """

    is_there: bool = False
    names: tuple[str, ...] = ()
    choice: Choice | None = None


NONE: Final = Second()
