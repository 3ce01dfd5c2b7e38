"""What a change of owner is made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ended(StrEnum):
    """How a code ended before its time."""

    WITHDRAWN = "withdrawn"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Code:
    """A code just made, told this once. link: opens the bot with it, "" where the operator named no bot."""

    text: str
    link: str
    until: datetime
