"""What signing in is made of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Link:
    """A code that opens one session; `text` is shown once."""

    text: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app is given: the secret in base 32, and the same as an otpauth address."""

    secret: str
    address: str
