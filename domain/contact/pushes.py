"""What the newest message was about that came to an owner unasked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.contact import buttons, keyboards, store
from domain.contact.facts import Pressed
from domain.core import Unit


@dataclass(frozen=True, slots=True)
class Push:
    """A message that was sent unasked: what it is about (its key and subject), when it went, and what its buttons stand for."""

    key: str
    subject: str
    at: datetime
    pressed: tuple[Pressed, ...]

    @property
    def names(self) -> Mapping[str, int]:
        """Return the things that its key names, as {"visit": 12}."""
        kind, _, rest = self.key.partition(":")
        number = rest.partition(":")[0]
        return {kind: int(number)} if number.isdecimal() else {}


def find(unit: Unit, owner_id: int, number: int) -> Push | None:
    """Return a push by its number (see `service.newest_push`); None where it is gone or its going is not known."""
    notice = store.notice_of(unit, owner_id, number)
    if notice is None or notice.done_at is None:
        return None
    pressed = (buttons.read_action(unit, each) for each in keyboards.actions_of(unit, owner_id, number))
    return Push(notice.key, notice.subject, notice.done_at, tuple(pressed))
