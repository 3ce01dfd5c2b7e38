"""Somebody at the other end of the chat, who expects sentences by their codes, in their own language."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from bot import words as bot_words
from bot.playground.client import Playground, User
from bot.playground.facts import Json
from domain import phrases
from domain.explain import catalogue
from domain.explain.facts import Phrase
from domain.explain.render import Speaker
from jobs import speakers
from tests import pace

_TEXTS = {**phrases.TEXTS, **bot_words.WORDS}
_TAG = re.compile(r"</?\w+>")
_TURN_S = 1.0  # between two looks at whether this machine is slower than thought


@dataclass
class Person:
    """What they did last divides what they wait for from what they have seen."""

    chat: Playground
    user: User
    seen: int = field(default=0)

    @property
    def speaker(self) -> Speaker:
        return speakers.speaker(catalogue.locale_for(self.user.language))

    def says(self, text: str) -> None:
        self.seen = self.chat.say(self.user, text)["message_id"]

    def opens(self, payload: str = "") -> None:
        """Open the bot, by its button or by a deep link."""
        self.seen = self.chat.start(self.user, payload)["message_id"]

    def sends(self, name: str, body: bytes, caption: str = "") -> None:
        """Send a document."""
        self.seen = self.chat.document(self.user, name, body, caption)["message_id"]

    def presses(self, code: str, *, on: Json | None = None, **params: object) -> None:
        """Press the newest button with these words, or the one on a message."""
        self._look()
        text = self.speaker.say(Phrase(code, params))
        self.chat.press(self.user, text, message_id=on["message_id"] if on else 0)

    def presses_nth(self, index: int, *, on: Json) -> None:
        self._look()
        self.chat.press(self.user, index=index, message_id=on["message_id"])

    def forges(self, data: str) -> None:
        self._look()
        self.chat.forge(self.user, data)

    def hears(self, code: str, *, seconds: float = pace.PATIENCE_S) -> Json:
        """Wait for a message newer than the last deed that says this; return it."""
        return self.waits(self.part_of(code), after=self.seen, seconds=seconds)

    def sees(self, code: str, *, on: Json) -> Json:
        """Wait until a message that is there already says this; return it."""
        number = on["message_id"]
        after = self.waits(self.part_of(code), after=number - 1)
        assert after["message_id"] == number, self.chat.transcript(self.user)
        return after

    def waits(self, text: str, *, after: int, seconds: float = pace.PATIENCE_S) -> Json:
        """Wait for a message of the bot after that number which holds a text; return it."""
        messages: list[Json] = []

        def came() -> bool:
            with suppress(TimeoutError):
                messages.append(self.chat.wait_for(self.user, text, timeout=_TURN_S, after=after))
            return bool(messages)

        try:
            pace.until(came, seconds=seconds, otherwise=f"nobody said {text!r}")
        except AssertionError as error:
            error.add_note(self.chat.transcript(self.user))
            raise
        return messages[0]

    def part_of(self, code: str) -> str:
        """The longest stretch of a sentence that is the same whatever fills its places."""
        text = _TEXTS[code]
        assert isinstance(text, str)
        said = _TAG.sub("", catalogue.load(self.speaker.locale).gettext(text))
        return max((literal for literal, *_ in Formatter().parse(said)), key=len)

    def toasted(self) -> str:
        """The last line shown for a moment."""
        return str(self.chat.notices(self.user)[-1]["text"])

    def history(self) -> list[Json]:
        return self.chat.messages(self.user)

    def heard(self) -> list[str]:
        """All that the bot has said and not changed since."""
        return [words(message) for message in self.history() if message["from"]["is_bot"]]

    def _look(self) -> None:
        self.seen = max((message["message_id"] for message in self.history()), default=0)


def words(message: Json) -> str:
    return str(message.get("text", message.get("caption", "")))


def buttons(message: Json) -> list[Any]:
    """The buttons under a message, row by row in one list."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
