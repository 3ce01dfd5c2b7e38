"""What is kept of a conversation between two messages."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.dialogue.facts import Talk


class Matter(StrEnum):
    """What a yes can write."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    CORRECT = "correct"  # an entry of the past services
    ERASE = "erase"  # such an entry
    UNLINK = "unlink"  # a car
    HAND_ON = "hand_on"  # a car, to its next owner
    TAKE_OVER = "take_over"  # a car that is handed on
    DELETE = "delete"  # all that is stored of an owner
    CONSENT = "consent"  # to a purpose
    PERSON = "person"  # a request for a person, with a complaint as its note
    DANGER = "danger"  # nothing: it says that help is needed now


@dataclass(frozen=True, slots=True)
class Press:
    """What a button does, where words may stand for it."""

    verb: str
    params: dict[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Pending:
    """A question outside of a task that waits for a yes: to unlink, to delete all, to agree. no: the button beside it.

    open: it waits for a text instead: an address, which goes into the button's `address`, or what a person is to know.
    """

    matter: Matter
    yes: Press
    no: Press | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Symptom:
    """What the owner told or asked of the car: the work that it calls for, and when it was said."""

    job: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept between two messages: the talk, a question outside of it, and the symptom that was told last.

    pushed: the newest message that had come unasked by then (see `contact.newest_push`). about: that message as long as the
    owner has turned to nothing else since, 0 for none.
    """

    talk: Talk = field(default_factory=Talk)
    pending: Pending | None = None
    pushed: int = 0
    about: int = 0
    symptom: Symptom | None = None
