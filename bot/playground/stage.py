"""Everything one playground holds. It lives in one event loop, so nothing in it is locked."""

import itertools
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.playground.facts import BotIdentity, Json, Person
from bot.playground.faults import Faults, RateLimit
from bot.playground.store import Chat, Store
from bot.playground.till import Till
from bot.playground.updates import Bell, UpdateQueue
from bot.playground.webhook import Webhook

CALLS_KEPT = 20_000


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its answer."""

    chat: Chat
    at: datetime
    answered: bool = False


@dataclass(slots=True)
class Profile:
    """What the bot says about itself, by language ("" is every other language)."""

    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, int, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


@dataclass(slots=True)
class Stage:
    bot: BotIdentity
    clock: Callable[[], datetime]
    store: Store
    queue: UpdateQueue
    webhook: Webhook
    changed: Bell
    profile: Profile = field(default_factory=Profile)
    faults: Faults = field(default_factory=Faults)
    limit: RateLimit = field(default_factory=lambda: RateLimit(time.monotonic))
    queries: dict[str, Query] = field(default_factory=dict)
    till: Till = field(default_factory=Till)
    calls: deque[Json] = field(default_factory=lambda: deque(maxlen=CALLS_KEPT))
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def chat_of(self, person: Person) -> Chat:
        return self.store.chats[person.id]

    def close(self) -> None:
        """Let everybody go who waits for something new."""
        self.queue.close()
        self.changed.ring()

    def log(self, method: str, params: Json, *, via: str) -> Json:
        """Write a call down as it comes in; the outcome is added when it is known."""
        entry: Json = {
            "number": next(self.numbers),
            "at": self.clock().isoformat(),
            "method": method,
            "via": via,
            "params": params,
        }
        self.calls.append(entry)
        return entry


def build(bot: BotIdentity, clock: Callable[[], datetime]) -> Stage:
    return Stage(
        bot=bot,
        clock=clock,
        store=Store(bot, clock),
        queue=UpdateQueue(),
        webhook=Webhook(clock),
        changed=Bell(),
    )
