"""What makes a VIN, a link code and a consent good; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from domain.errors import Refusal
from domain.kit.classified import ASKED, Purpose

# ISO 3779: 17 characters without I, O and Q.
_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_LENGTH = 17
_CHECK_DIGIT_AT = 8
# The check digit is law in North America (1-5) and China (L, and H since GB 16735-2019).
_CHECKED_REGIONS = frozenset("12345LH")

FIRST_DAY = date(1990, 1, 1)  # no car that sends what is read here is older
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is misread on a screen
CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=10)
TRIES = 5
TRIES_WITHIN = timedelta(minutes=10)


def good_vin(text: str) -> str:
    """Return the VIN in capitals. Raises Refusal vin_length, vin_letters or vin_check_digit."""
    vin = text.strip().upper()
    if len(vin) != VIN_LENGTH:
        raise Refusal("vin_length", status=422, length=len(vin))
    strange = sorted(set(vin) - _VALUES.keys())
    if strange:
        raise Refusal("vin_letters", status=422, letters=" ".join(strange))
    if vin[0] in _CHECKED_REGIONS and vin[_CHECK_DIGIT_AT] != check_digit(vin):
        raise Refusal("vin_check_digit", status=422, found=vin[_CHECK_DIGIT_AT])
    return vin


def check_digit(vin: str) -> str:
    """Return what ISO 3779 annex (49 CFR 565.15) puts at the ninth place."""
    rest = sum(_VALUES[letter] * weight for letter, weight in zip(vin, _WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)  # noqa: PLR2004 - the standard's own sign for ten


def plain_code(text: str) -> str:
    """Return a link code as it is stored: people type blanks, dashes and small letters."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def locked_until(tries: Iterable[datetime], *, now: datetime) -> datetime | None:
    """Return when a chat may try a code again, or None where it may now."""
    recent = sorted(at for at in tries if at > now - TRIES_WITHIN)
    return recent[-TRIES] + TRIES_WITHIN if len(recent) >= TRIES else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The newest word of an owner on one purpose. is_current: it is to the text that is in use."""

    given: bool
    expires_at: datetime | None
    is_current: bool = field(default=True, kw_only=True)


@dataclass(frozen=True, slots=True)
class Answer(Choice):
    """One yes or no of an owner to a purpose, as recorded."""

    purpose: Purpose
    at: datetime


@dataclass(frozen=True, slots=True)
class Era:
    """What held for readings measured from `since` until the next era begins. essential_only: privacy mode was on."""

    since: datetime
    purposes: frozenset[Purpose]
    essential_only: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """The purposes in force now, and what was allowed when, ascending."""

    purposes: frozenset[Purpose]
    eras: tuple[Era, ...]


def eras(answers: Sequence[Answer], switches: Mapping[datetime, bool]) -> tuple[Era, ...]:
    """Return what an owner allowed, and when, ascending; nothing was allowed before the first era.

    answers: in the order in which they were given. switches: when privacy mode was switched, and to what.
    """
    changes: list[tuple[datetime, Answer | bool | None]] = [
        *((each.at, each) for each in answers),
        *switches.items(),
        *((each.expires_at, None) for each in answers if each.expires_at is not None),
    ]
    choices: dict[Purpose, Choice] = {}
    on, result = False, []
    for at, group in groupby(sorted(changes, key=itemgetter(0)), key=itemgetter(0)):
        for _, change in group:
            if isinstance(change, Answer):
                choices[change.purpose] = change
            elif change is not None:
                on = change
        result.append(Era(at, in_force(choices, now=at, of_any_text=True), on))
    return tuple(result)


def in_force(
    choices: Mapping[Purpose, Choice], *, now: datetime, of_any_text: bool = False
) -> frozenset[Purpose]:
    """Return the purposes that are asked for, agreed to and not run out. Without CARE nothing else counts.

    of_any_text: also what was agreed to in a text that has changed since, as it held then.
    """
    agreed = frozenset(
        purpose
        for purpose, choice in choices.items()
        if purpose in ASKED
        and choice.given
        and (choice.is_current or of_any_text)
        and (choice.expires_at is None or choice.expires_at > now)
    )
    return agreed if Purpose.CARE in agreed else frozenset()


def good_day(on: date, *, today: date, since: date | None = None) -> date:
    """Return a day that has been, as a day of a car's life. since: first use of the car, where it is known.

    Raises Refusal date_in_future, date_long_ago or date_before_use. A day ahead of UTC's is somebody's today.
    """
    if on > today + timedelta(days=1):
        raise Refusal("date_in_future", status=422, date=str(on))
    if on < FIRST_DAY:
        raise Refusal("date_long_ago", status=422, date=str(on), first=str(FIRST_DAY))
    if since is not None and on < since:
        raise Refusal("date_before_use", status=422, date=str(on), since=str(since))
    return on
