"""What signing in is made of."""

from dataclasses import dataclass
from datetime import datetime

from domain.registry.tables import AccessToken


@dataclass(frozen=True, slots=True)
class Link:
    """A code that opens one session; `text` is shown once."""

    text: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """Who sits before a page. locale: the language chosen there, "" for the browser's.

    owes_code: nothing but the second factor may be shown until its code was right.
    """

    id: int
    access: AccessToken
    locale: str
    owes_code: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app is given: the secret in base 32, and the same as an otpauth address."""

    secret: str
    address: str
