"""A frame as it stands on the wire, and a message as it was read from one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import Enum, IntEnum
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8))  # in which all times of the standard are
PLAIN: Final = 0x01  # the data are not encrypted


class Version(Enum):
    """The edition of the standard, by the bytes that a frame starts with."""

    OF_2016 = b"##"
    OF_2025 = b"$$"


class Command(IntEnum):
    """What a frame is for (tables 3 and B.2)."""

    LOGIN = 0x01
    REPORT = 0x02
    RESENT = 0x03  # a report of earlier, kept while the line was down
    LOGOUT = 0x04
    PLATFORM_LOGIN = 0x05
    PLATFORM_LOGOUT = 0x06
    HEARTBEAT = 0x07
    TIME = 0x08
    ACTIVATION = 0x09
    ACTIVATION_ANSWER = 0x0A
    KEYS = 0x0B
    QUERY = 0x80
    SET = 0x81
    CONTROL = 0x82


class Answer(IntEnum):
    """The answer flag (table 4); those from VIN_UNKNOWN to UNDECIPHERED are of 2025."""

    SUCCESS = 0x01
    ERROR = 0x02
    VIN_TWICE = 0x03
    VIN_UNKNOWN = 0x04
    SIGNATURE = 0x05
    STRUCTURE = 0x06
    UNDECIPHERED = 0x07
    COMMAND = 0xFE  # no answer at all


OLDER: Final = frozenset({Answer.SUCCESS, Answer.ERROR, Answer.VIN_TWICE})
"""The answers that 2016 knows; the others are plain errors there."""


@dataclass(frozen=True, slots=True)
class Frame:
    """vin: the car's, or the name of a platform. answer: of `Answer`, or what stood there. data: without the check byte."""

    version: Version
    command: int
    answer: int
    vin: str
    encryption: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes that are no frame. frame: what it would be, where only its check byte is wrong, so that it can be answered."""

    size: int
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of a unit by name, in the units of the standard; None where a car says "abnormal", "invalid" or nonsense."""

    numbers: dict[str, float | None] = field(default_factory=dict)
    rows: dict[str, list[float | None]] = field(default_factory=dict)
    groups: dict[str, list["Part"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What a car reports of a moment. units: by their name in `units`, each as often as it came.

    unread: numbers of units that are nobody's but the maker's, or that the edition does not know.
    """

    at: datetime
    units: tuple[tuple[str, Part], ...]
    unread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """A login of a car or, with user and password, of a platform."""

    at: datetime
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the data of a frame cannot be read, as it is answered."""

    answer: Answer
