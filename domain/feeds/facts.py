"""What a source is: its keys, each with where it goes or why it goes nowhere, and what one of its messages says.

A key is what the source names a value by: the end of a topic, a field, a metric, a column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

TRUTH: Final = "truth"  # the unit of a key whose values are yes or no
LONGEST_NAME: Final = 200  # characters of a car's name at a source


class Why(StrEnum):
    """Why a value becomes no reading; the texts are in `words.py`."""

    NO_VALUE = "no_value"  # the source says so itself
    NOT_NUMBER = "not_number"
    NOT_BOOLEAN = "not_boolean"
    NOT_CODE = "not_code"  # of a fault
    RETAINED = "retained"  # kept by the broker from an unknown time
    ASLEEP = "asleep"  # the source repeats what it knew before the car fell asleep
    UNKNOWN_KEY = "unknown_key"  # not in the source's documents
    UNREADABLE = "unreadable"  # not the shape that the source documents
    UNIT_UNKNOWN = "unit_unknown"  # no document says in which unit
    NO_SIGNAL = "no_signal"  # the catalogue has nothing like it
    SESSION = "session"  # the wall's side of a charge, not the pack's
    SETTING = "setting"  # what the owner chose, not what is measured
    IDENTITY = "identity"  # who or where, beyond what a check needs
    DEPRECATED = "deprecated"  # its source replaced it by another key
    STATUS = "status"  # how the source itself is
    OTHER_CAR = "other_car"  # said of another car than the one that is asked for


@dataclass(frozen=True, slots=True)
class Key:
    """One documented key of a source.

    paths: the signals it becomes; several where the value is a list in their order, or `copies`. unit: the source's,
    by a name that `telemetry.ingest.units` reads; "" is the catalogue's own, TRUTH a yes or no. factor: what a value is
    multiplied by before, -1 where the source counts the other way. yes: the words that mean true; any other documented word (`no`) is false.
    parts: the names in a JSON object that stand for `paths`. also: what the same value says besides. why: why it becomes
    nothing. zero_is_absent: 0 says "not read". note: what a reader of the page should know.
    """

    paths: tuple[str, ...] = ()
    unit: str = ""
    factor: float = 1
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    also: "Key | None" = None
    why: Why | None = None
    copies: bool = False
    zero_is_absent: bool = False
    note: str = ""


Keys = Mapping[str, Key]
Signals = dict[str, float | bool]


def to(path: str, unit: str = "", *, factor: float = 1, note: str = "", zero_is_absent: bool = False) -> Key:
    """Describe a key that is one number."""
    return Key((path,), unit, factor=factor, note=note, zero_is_absent=zero_is_absent)


def truth(path: str, *yes: str, no: tuple[str, ...] = (), also: Key | None = None, note: str = "") -> Key:
    """Describe a key that is a yes or no. yes, no: its words in small letters; without them true/false and the like."""
    return Key((path,), TRUTH, yes=frozenset(yes), no=frozenset(no), also=also, note=note)


def ignored(why: Why, *names: str, note: str = "") -> dict[str, Key]:
    """Describe keys that become nothing, all for the same reason."""
    return dict.fromkeys(names, Key(why=why, note=note))


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a broker. retained: the broker kept it, nobody knows how long. at: when it arrived."""

    topic: str
    payload: bytes
    at: datetime
    retained: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a message or a row says. car: the source's own name of the car; "" where it names none.

    at: the moment measured; None where the source does not tell it, so that it is the moment of arrival. signals: in
    units of the catalogue. passed_over: keys that became nothing, and why. awake: whether the source's other values
    are fresh from now on; None where the message does not say.
    """

    car: str = ""
    at: datetime | None = None
    signals: Signals = field(default_factory=dict)
    passed_over: Mapping[str, Why] = field(default_factory=dict)
    awake: bool | None = None
