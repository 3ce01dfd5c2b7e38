"""Where a deed is done, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from domain.contact.facts import Message
from domain.core import Unit
from domain.dialogue.facts import Ask, Talk
from domain.dialogue.second.facts import NONE, Second
from domain.errors import Refusal
from domain.registry.tables import Owner, Vehicle


@dataclass(frozen=True, slots=True)
class Scene:
    """Who talks, about which car, and the wall clock of the zone that times are told in.

    car is None where the owner has none, or several and has not said which; cars are all of them.
    second: what this turn has of the second reader.
    """

    unit: Unit
    owner: Owner
    car: Vehicle | None
    cars: tuple[Vehicle, ...]
    local_now: datetime
    zone: str
    second: Second = NONE

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
