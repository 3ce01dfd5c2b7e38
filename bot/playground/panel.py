"""The side panel's demo cars. Whoever composes the product gives a source; without one it stays away."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

Labels = dict[str, str]
"""The same words by language: `{"en": ..., "zh": ...}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalLine:
    name: Labels
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    key: str
    title: Labels
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CarCard:
    """`progress` runs from 0 to 1 while a story plays; None when nothing does."""

    vehicle_id: str
    name: Labels
    origin: Literal["simulated", "recorded"]
    signals: list[SignalLine] = field(default_factory=list)
    status: Labels = field(default_factory=dict)
    progress: float | None = None
    stories: list[Story] = field(default_factory=list)
    linked_to: list[int] = field(default_factory=list)
    """Ids of the people whose chat this car is linked to, where the source knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A workshop whose page can be opened beside the chat."""

    key: str
    name: Labels


@dataclass(slots=True)
class RealBot:
    """A bot whose chats are in Telegram itself; without a user name until Telegram has told it."""

    username: str = ""


class PanelSource(Protocol):
    """Called from worker threads; each call should be short."""

    def cars(self) -> list[CarCard]: ...

    def start(self, vehicle_id: str, story: str) -> None: ...

    def workshops(self) -> list[Workshop]: ...

    def sign_in(self, workshop: str) -> str:
        """The address of a link that signs a browser in to the workshop's pages, once."""

    def new_code(self, vehicle_id: str) -> str:
        """A fresh link code, given to the bot as `/start <code>`."""
