"""The form of a dossier that is handed over, and what checking it may find. Its numbers are whole; what has decimals is a text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

import msgspec

FORMAT: Final = "beforehand-dossier/1"
KEY_FORMAT: Final = "beforehand-key/1"

Code = Annotated[str, msgspec.Meta(pattern=r"^[!-~]+\Z")]
Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
# What `explain.render.clean` leaves: no control, no end of a line, no change of direction. The page refuses the same.
Line = Annotated[
    str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*\Z")
]
EARLIER: Final = 10  # hand-overs that a dossier can be compared with; the page refuses more as well
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]  # what a browser counts exactly


class Section(StrEnum):
    """What an owner can keep back as a whole. SCORE is on no list before its owner has opened it once."""

    SERVICES = "services"
    MEASUREMENTS = "measurements"
    WARNINGS = "warnings"
    ODOMETER = "odometer"
    OWNERS = "owners"
    SCORE = "score"


class Origin(StrEnum):
    """Whose word an entry is."""

    WORKSHOP = "workshop"
    OWNER = "owner"
    CAR = "car"
    REGISTER = "register"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing on record. on: its day (ISO 8601); entered: the day on which it came into the list, in UTC.

    about: what it is about, a code whose words the statement holds. facts: codes, whole numbers and decimals as texts.
    """

    section: Section
    origin: Origin
    on: Line
    entered: Line
    about: Line
    facts: dict[Code, Line | Whole]


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry's place in the tree. An entry that is kept back leaves only its hash, which without the salt tells nothing."""

    hash: Hash
    salt: Line = ""
    entry: Entry | None = None


class PublicKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key of the operator (Ed25519, hexadecimal). attestation: the signature of the key before it, "" for the first."""

    id: Line
    public: Line
    since: Line
    attestation: Line


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the list was at an earlier hand-over, and its root then."""

    at: Line
    size: Whole
    root: Hash


class Car(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which car it is about: vin as on the car, model as in the operator's register."""

    vin: Line
    model: Line


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed. key: the id of the last of keys. words: by language the texts of the codes in the entries.

    sections: those that the owner opened. open: the places, counted from 1, of the entries that can be read.
    """

    car: Car
    at: Line
    size: Whole
    root: Hash
    sections: list[Section]
    open: list[Whole]
    key: Line
    keys: list[PublicKey]
    earlier: Annotated[list[Head], msgspec.Meta(max_length=EARLIER)]
    words: dict[Code, dict[Code, Line]]


class Dossier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole: what a file holds."""

    format: str
    statement: Statement
    signature: str
    leaves: list[Leaf]


class Fault(StrEnum):
    """Why a file is no dossier to rely on."""

    NOT_DOSSIER = "not_dossier"
    CUT = "cut"
    OTHER_FORM = "other_form"
    BAD_KEYS = "bad_keys"
    WRONG_KEY = "wrong_key"
    BAD_SIGNATURE = "bad_signature"
    MISSING_ENTRY = "missing_entry"
    CHANGED_ENTRY = "changed_entry"
    OTHER_ORDER = "other_order"
    REWRITTEN = "rewritten"
    OTHER_FILE = "other_file"
    TIMESTAMP_MISSING = "timestamp_missing"
    TIMESTAMP_CHANGED = "timestamp_changed"
    TIMESTAMP_OTHER = "timestamp_other"
    TIMESTAMP_ROOT = "timestamp_root"
    TIMESTAMP_CA = "timestamp_ca"


class FaultError(Exception):
    """A file does not hold. position: of the entry concerned, counted from 1; None where it is none in particular."""

    def __init__(self, fault: Fault, position: int | None = None) -> None:
        super().__init__(fault, position)
        self.fault = fault
        self.position = position


@dataclass(frozen=True, slots=True)
class Source:
    """A thing on record as the service now finds it. ref: what it is known by here; it is in no dossier."""

    ref: str
    section: Section
    origin: Origin
    on: str
    about: str
    facts: Mapping[str, str | int]
