"""What kind of data a column or signal holds, declared where it is born.

Footprint, export, erasure, retention and privacy mode walk over these declarations; a house test fails
on a column without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """The kinds of data an owner is shown."""

    IDENTITY = "identity"  # VIN, chat identity, keys
    PREFERENCE = "preference"  # language, zone, quiet hours, choices
    CONSENT = "consent"  # what was agreed to, when
    VEHICLE = "vehicle"  # model, placard values, capacity
    CONDITION = "condition"  # battery, tyres, brakes, coolant, 12 V, filter
    DRIVING = "driving"  # speed, distance, pedals
    LOCATION = "location"  # where the car is
    WARNING = "warning"  # alerts and what became of them
    BOOKING = "booking"  # visits to a workshop
    PAYMENT = "payment"  # what was invoiced, paid and opened
    MESSAGE = "message"  # what was said in the chat
    ACCESS = "access"  # who else looked, and which programs may
    SYSTEM = "system"  # nothing about a person: ids, counters, states


class Purpose(StrEnum):
    """What data are used for. CARE is the service itself.

    LOCATION was asked for by earlier versions: what was answered stays on record, and nothing follows.
    """

    CARE = "care"  # health checks and warnings
    DRIVING = "driving"  # trips, charges, the report on them, and offers that fit them
    LOCATION = "location"  # nearest centre, regional comparison
    IMPROVE = "improve"  # ratings and outcomes teach the models


READERS: Final[Mapping[Purpose, str]] = {
    Purpose.CARE: "domain.health.service",
    Purpose.DRIVING: "domain.telemetry.travels",
    Purpose.IMPROVE: "domain.registry.service",
}
"""The module that acts on each purpose. An owner is asked for these and no others, one switch each."""

ASKED: Final = tuple(READERS)


NOT_SHOWN: Final[Mapping[str, bool]] = {"shown": False}
"""Metadata of a fact's field that only models use or that tells how somebody drives: a dossier leaves it out."""


@dataclass(frozen=True, slots=True)
class Data:
    """A column's declaration: its category, and whether its bytes are sealed with the owner's key.

    label: what a sealed value is authenticated with, where that is not "table.column". raw: it holds what a car sent in an
    hour. proof: a hash, a token or a key that only proves something to this program; no copy holds it.
    """

    category: Category
    sealed: bool = False
    label: str = ""
    raw: bool = False
    proof: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """A table's declaration: how a row reaches its owner, how long it is kept, what erasure leaves.

    owner: the column that holds the owner's id, or None where no row is about a person.
    chat: the column that holds the keyed hash of a chat, where a row is made before it is known whose chat that is.
    vehicle: the column that holds a vehicle's id, where a row describes a car that its owner may see.
    keep: rows older than this (by `age`, a datetime column, or by `or_age`, a second one) go; None means until erasure
    or the operator. only: SQL that picks the rows which the limit is for, "" for all.
    lasts: why rows without a limit are kept, which a house test asks for.
    survives: the code of the text that says why a row outlives erasure, or "" where it does not.
    moves: the rows are the car's rather than the person's, and go to its next owner at a change of owner; none is sealed.
    """

    owner: str | None
    vehicle: str = ""
    keep: timedelta | None = None
    age: str = ""
    survives: str = ""
    or_age: str = ""
    only: str = ""
    lasts: str = ""
    chat: str = ""
    moves: bool = False
