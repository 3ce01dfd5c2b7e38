"""The sources that send messages. A new one is a module like the others, and its name here."""

from types import MappingProxyType
from typing import Final, Protocol

from domain.feeds import fleet_telemetry, home_assistant, ovms, teslamate
from domain.feeds.facts import Keys, Message, Report


class Source(Protocol):
    """What a module of a source declares. TOPICS: filters that a broker is asked for.

    SLEEPS: it repeats old values while a car sleeps, and tells when it does.
    """

    @property
    def NAME(self) -> str: ...  # noqa: N802 - modules have constants
    @property
    def TITLE(self) -> str: ...  # noqa: N802 - as NAME
    @property
    def TOPICS(self) -> tuple[str, ...]: ...  # noqa: N802 - as NAME
    @property
    def SLEEPS(self) -> bool: ...  # noqa: N802 - as NAME
    @property
    def KEYS(self) -> Keys: ...  # noqa: N802 - as NAME

    def translate(self, message: Message) -> Report | None:
        """Translate a message; None where its topic is another source's."""


ALL: Final[tuple[Source, ...]] = (teslamate, fleet_telemetry, ovms, home_assistant)
BY_NAME: Final = MappingProxyType({source.NAME: source for source in ALL})
