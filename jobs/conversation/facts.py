"""The form of a script: the world it begins in, and its turns. Unknown fields are ignored."""

import re
from datetime import date, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

ZONE = "Asia/Shanghai"
LOCALES: dict[str, Literal["en", "zh_Hans"]] = {"zh": "zh_Hans", "en": "en"}
CentreCode = Literal["east", "west"]


def instant(local: str) -> datetime:
    """Return the UTC of a wall-clock time of the script. Raises ValueError."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).astimezone(ZoneInfo("UTC"))


def local(at: datetime) -> str:
    """Return an instant as scripts write it: 2026-11-20T14:00."""
    return at.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M")


class CarInput(msgspec.Struct, frozen=True):
    """A car; sends: readings by their path that it has just sent when the script begins."""

    name: str
    model: str = "Lark 60"
    centre: CentreCode = "east"
    sends: dict[str, float] = {}


class VisitInput(msgspec.Struct, frozen=True):
    """A visit that is booked already; car: its name, the first one where it is left out."""

    job: str
    start: str
    car: str | None = None
    centre: CentreCode | None = None

    def __post_init__(self) -> None:
        instant(self.start)


class FullDay(msgspec.Struct, frozen=True):
    """A day on which other owners have booked every slot of a centre."""

    centre: CentreCode
    day: date


class WorldInput(msgspec.Struct, frozen=True):
    """What differs from the standard world. bays: bays, and technicians, of each centre."""

    bays: Annotated[int, Meta(ge=1, le=20)] = 2
    cars: Annotated[tuple[CarInput, ...], Meta(min_length=1)] = (CarInput("小蓝 Little Blue"),)
    visits: tuple[VisitInput, ...] = ()
    full: tuple[FullDay, ...] = ()


class AlertInput(msgspec.Struct, frozen=True):
    """A warning that holds a slot; car and centre: the first car and its own centre where they are left out."""

    slot: str
    car: str | None = None
    centre: CentreCode | None = None
    check: str = "brake_pads"
    level: Literal["blue", "yellow", "red"] = "yellow"

    def __post_init__(self) -> None:
        instant(self.slot)


class WorkshopInput(msgspec.Struct, frozen=True):
    """What the centre says of the owner's next booked visit, or of that for a job.

    found, note, paid: only with "done". start: the other time that is asked for with "proposal".
    """

    says: Literal["arrived", "in_work", "ready", "missed", "proposal", "done"]
    job: str | None = None
    found: dict[str, bool] = {}
    note: str = ""
    paid: float | None = None
    start: str = "2026-11-20T10:00"

    def __post_init__(self) -> None:
        instant(self.start)


class MediaInput(msgspec.Struct, frozen=True):
    """What is sent beside text.

    at: latitude and longitude of a place; text: the caption of a photo or document, the emoji of a sticker; name, body: of a document.
    """

    kind: Literal["place", "voice", "contact", "photo", "sticker", "document"]
    at: tuple[float, float] = (31.23, 121.51)
    text: str = ""
    name: str = "data.csv"
    body: str = ""


class Turn(msgspec.Struct, frozen=True):
    """What happens next: exactly one of say, send, tap, tap_slot, alert, workshop, person, restart, pass_minutes and each.

    person: what somebody at the centre writes to the owner who asked for one; "" ends the conversation.
    of_turn: only buttons that these turns had shown, old ones too; of words the turn to whose first message they reply. optional: a tap is left out where no such button is.
    """

    say: str | None = None
    send: MediaInput | None = None
    tap: str | None = None
    tap_slot: str | None = None
    alert: AlertInput | None = None
    workshop: WorkshopInput | None = None
    person: str | None = None
    restart: Literal[True] | None = None
    pass_minutes: Annotated[int, Meta(ge=0, le=527_040)] | None = None
    each: tuple[str, ...] | None = None
    of_turn: tuple[int, ...] | None = None
    optional: bool = False

    def __post_init__(self) -> None:
        if len(self.kinds()) != 1:
            msg = f"a turn is one of {', '.join(KINDS)}; found: {', '.join(self.kinds()) or 'none'}"
            raise ValueError(msg)
        if self.tap is not None:
            _refuse_pattern(self.tap)
        if self.tap_slot is not None:
            instant(self.tap_slot)

    def kinds(self) -> list[str]:
        return [kind for kind in KINDS if getattr(self, kind) is not None]


KINDS = ("say", "send", "tap", "tap_slot", "alert", "workshop", "person", "restart", "pass_minutes", "each")


def _refuse_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        msg = f"{pattern} is no regular expression: {error}"
        raise ValueError(msg) from error


class Play(msgspec.Struct, frozen=True):
    """How a script came about that a reader played who knew nothing of the product but a goal.

    goal: what they wanted; manner: how they write. reached: whether they got it, in their own judgement.
    """

    goal: str
    manner: str
    reached: bool


class Script(msgspec.Struct, frozen=True):
    """A conversation to play. play: set where somebody made it up line by line, reading the answers."""

    id: str
    lang: Literal["zh", "en"]
    turns: tuple[Turn, ...]
    about: str = ""
    now: str = "2026-11-18T10:00"
    world: WorldInput = WorldInput()
    play: Play | None = None

    def __post_init__(self) -> None:
        instant(self.now)
