"""Facts of an alert for the rules and for messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.explain.facts import Chart, Name, Phrase
from domain.health.facts import Cost, Finding, Level
from domain.registry.facts import Source


class State(StrEnum):
    """candidate: tripped, not told yet. active: told to the owner. cleared: over, kept for the record."""

    CANDIDATE = "candidate"
    ACTIVE = "active"
    CLEARED = "cleared"


class Move(StrEnum):
    """What becomes of an alert when its check has been run."""

    NOTHING = "nothing"
    OPEN = "open"  # a candidate begins
    HOLD = "hold"  # nothing is known, so nothing changes
    UPDATE = "update"  # the newest finding is kept, nobody is told
    CONFIRM = "confirm"  # told to the owner
    ESCALATE = "escalate"  # told again, because it got worse
    HUSH = "hush"  # would be told, but the owner called this cause wrong not long ago
    CLEAR = "clear"


class Verdict(StrEnum):
    """Feedback on a warning: right or wrong by the owner; found or not found by the workshop, which outranks the owner."""

    RIGHT = "right"
    WRONG = "wrong"
    FOUND = "found"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Standing:
    """An open alert for the rules. hits, judged_at: see `tables.Alert`; level: as told, or for a candidate as opened."""

    state: State
    level: Level
    hits: str
    judged_at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules need to know beside a finding and its alert.

    every: the check's pace; looks within one pace are one window. slow: two windows in a row are needed,
    because a slow meter does not jump. inhibited_by: the check whose open warning explains this one too.
    task: what the open warning was told with, where another task is another warning.
    """

    every: timedelta
    slow: bool = False
    inhibited_by: str = ""
    hushed: bool = False
    in_maintenance: bool = False
    task: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    move: Move
    level: Level = Level.BLUE
    hits: str = ""
    judged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A workshop slot that is held or booked: the sentence that names it, and whether it is booked.

    until: the end of the hold, or of the booked visit.
    """

    visit_id: int
    line: Phrase
    booked: bool = False
    until: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether the hold has run out, or the visit is past."""
        return self.until is not None and self.until <= now


@dataclass(frozen=True, slots=True)
class Place:
    """The centre that looks after a car: whether it tows cars, and comes to where they stand. phone "" where none is known."""

    name: Name
    phone: str = ""
    tows: bool = False
    comes: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """How many warnings of a kind were told, and how many of those proved right or wrong so far.

    last: how many of the newest told whose outcome is known are counted, last_right how many of them were right.
    """

    told: int = 0
    right: int = 0
    wrong: int = 0
    last: int = 0
    last_right: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A label to train by, from one warning: whether its harm was coming, within which time, and its weight.

    at, evidence: when and by what the owner was told, at the gravest level so far. model: what judged it, "" where fixed rules did. weight: 0..1.
    """

    check: str
    vehicle_id: int
    at: datetime
    level: Level
    horizon: timedelta
    evidence: Mapping[str, float]
    model: str
    happened: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a message about an alert may need.

    finding: as it was told, with the picture of then; newest: of the last look. now: when it is shown. calls: whom to call.
    told_at: when it was told at its present level. car is the name in the operator's register, "" where the owner has one car only. verdicts by who said them.
    """

    alert_id: int
    owner_id: int
    vehicle_id: int
    check: str
    state: State
    level: Level
    finding: Finding
    opened_at: datetime
    told_at: datetime
    changed_at: datetime
    zone: str
    source: Source
    car: Name = ""
    chart: Chart | None = None
    cost: Cost | None = None
    slot: Slot | None = None
    acknowledged: bool = False
    muted_by: str = ""
    cleared_as: str = ""
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    record: Record = field(default_factory=Record)
    now: datetime | None = None
    newest: Finding | None = None
    place: Place | None = None
    calls: tuple[Phrase, ...] = ()


class CallOutcome(StrEnum):
    """How a call went. DONE: nothing more is to be done, whether or not somebody was reached."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    DONE = "done"


class CallStep(StrEnum):
    """What the operator does next about a red warning, the most urgent first.

    ESCALATE: calling alone has not helped; somebody at the car's centre is told. WAIT: nobody was reached, until the next try.
    FINISH: the owner knows; the car is not looked after yet.
    """

    ESCALATE = "escalate"
    CALL = "call"
    WAIT = "wait"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Unheeded:
    """A red warning that was told and that nobody has taken note of since.

    tries: calls that reached nobody. called_at: of the newest call. again_at: when to try again. place: the centre that looks after
    the car.
    """

    alert_id: int
    owner_id: int
    vehicle_id: int
    check: str
    title: Phrase
    told_at: datetime
    severity: int
    step: CallStep
    tries: int
    called_at: datetime | None
    again_at: datetime | None
    place: Place | None
