"""The sources: those that send messages over a broker, and those that come another way. A new one is named here."""

from types import MappingProxyType
from typing import Final, Protocol

from domain.feeds import fleet_telemetry, home_assistant, ovms, teslamate
from domain.feeds.facts import Keys, Message, Report
from domain.feeds.gbt32960 import translate as gbt32960


class Source(Protocol):
    """What a module of a source declares."""

    @property
    def NAME(self) -> str: ...  # noqa: N802 - modules have constants
    @property
    def TITLE(self) -> str: ...  # noqa: N802 - as NAME
    @property
    def KEYS(self) -> Keys: ...  # noqa: N802 - as NAME


class Publisher(Source, Protocol):
    """A source that sends over a broker. TOPICS: filters that the broker is asked for.

    SLEEPS: it repeats old values while a car sleeps, and tells when it does.
    """

    @property
    def TOPICS(self) -> tuple[str, ...]: ...  # noqa: N802 - as NAME
    @property
    def SLEEPS(self) -> bool: ...  # noqa: N802 - as NAME

    def translate(self, message: Message) -> Report | None:
        """Translate a message; None where its topic is another source's."""


PUBLISHERS: Final[tuple[Publisher, ...]] = (teslamate, fleet_telemetry, ovms, home_assistant)
ALL: Final[tuple[Source, ...]] = (*PUBLISHERS, gbt32960)
BY_NAME: Final = MappingProxyType({source.NAME: source for source in ALL})
