"""What the rules of a conversation decide is to be done, one type a deed; `acts/deeds.py` does it and tells the rules.

Nothing is written but by a `Write`. Each of them follows a summary, and a plain yes (`Meaning.plain`) or a button made
for the very object of that summary (`Meaning.terms`): what the intent model takes for a yes writes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.dialogue.facts import Ask, Meaning, Talk, TimeExpression
from domain.explain.facts import Phrase
from domain.registry.facts import Serviced


@dataclass(frozen=True, slots=True)
class OfferSlots:
    """Free the slot `release` and look for free ones; `rules.offered` then asks which, or holds the very start that was named.

    soonest: the earliest time is wanted. visit: the number of the visit to be moved. site: the centre that is wished;
    anywhere: any will do.
    """

    job: str | None
    when: TimeExpression | None
    soonest: bool
    visit: int | None
    site: int | None
    anywhere: bool
    release: str | None


@dataclass(frozen=True, slots=True)
class Recall:
    """Fill what the open task leaves open from the car's last visit, then put the open question."""


@dataclass(frozen=True, slots=True)
class Book:
    """Book the slot for a job, then `rules.done`; `rules.look_again` where it was taken meanwhile."""

    job: str
    slot: str


@dataclass(frozen=True, slots=True)
class Move:
    """Move the visit with this number to the slot, then as after Book."""

    visit: int
    slot: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Cancel the visit with this number, then `rules.done`."""

    visit: int


@dataclass(frozen=True, slots=True)
class Correct:
    """Set day and odometer of an entry of the past services to those of `becomes`, then `rules.done`."""

    entry: int
    becomes: Serviced


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete an entry of the past services, then `rules.done`."""

    entry: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Free the slot `release` and hold that of the plan, then `rules.summary`; `rules.look_again` where it was taken meanwhile.

    plan: what a yes to the summary writes.
    """

    plan: Book | Move
    release: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """Free a slot, then put the open question."""

    slot: str


@dataclass(frozen=True, slots=True)
class Over:
    """Say that a button's question is over, and show what is open."""


@dataclass(frozen=True, slots=True)
class Say:
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer what is asked in a message."""

    meaning: Meaning


class Subject(StrEnum):
    """What an owner can be shown."""

    VISITS = "visits"
    PRIVACY = "privacy"
    CAR = "car"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Show:
    """car: the one that was named."""

    subject: Subject
    car: int | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """Put the car on the waiting list for the wish of the open task, then `rules.done`."""


Write = Book | Move | Cancel | Correct | Erase
Aside = Say | Answer | Show  # then the open question, if any, once
Act = OfferSlots | Recall | Queue | Hold | Release | Over | Aside | Write
Step = tuple[Talk, Ask | Act]
