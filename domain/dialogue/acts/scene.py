"""Where a deed is done, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from domain.booking.contacts import Contact
from domain.contact.facts import Message
from domain.core import Unit
from domain.dialogue.facts import Ask, Meaning, Talk
from domain.dialogue.referent import NOTHING, Referent
from domain.dialogue.second.facts import NONE, Second
from domain.errors import Refusal
from domain.registry.tables import Owner, Vehicle


@dataclass(frozen=True, slots=True)
class Scene:
    """Who talks, about which car, and the wall clock of the zone that times are told in.

    car is None where the owner has none, or several and has not said which; cars are all of them.
    second: what this turn has of the second reader. about: what the message is about that was replied to.
    """

    unit: Unit
    owner: Owner
    car: Vehicle | None
    cars: tuple[Vehicle, ...]
    local_now: datetime
    zone: str
    second: Second = NONE
    about: Referent = NOTHING

    @property
    def vehicle_id(self) -> int:
        """The car that is talked about. Raises Refusal no_car."""
        if self.car is None:
            raise Refusal("no_car")
        return self.car.id


@dataclass(frozen=True, slots=True)
class Done:
    """Where the talk stands after a deed, what was said, and what is asked next (which_car: about which car)."""

    talk: Talk
    messages: tuple[Message, ...] = ()
    ask: Ask | None = None
    which_car: bool = False


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is asked, where, and the work and the centre that it is about, where they are known."""

    scene: Scene
    talk: Talk
    meaning: Meaning
    job: str | None
    at: Contact | None

    def is_about(self, car: Vehicle) -> bool:
        """Whether a car is the one that was named, or that is talked about; where none is, every one of them."""
        about = self.meaning.car or (self.scene.car.id if self.scene.car else None)
        return about in {None, car.id}
