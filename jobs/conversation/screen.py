"""The owner's chat in memory: messages as they would be seen, and all buttons ever shown."""

import html
import re
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVenue,
    TelegramMethod,
)
from aiogram.types import Chat, File, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Message

from jobs.conversation.world import CHAT

_TAG = re.compile(r"<[^<>]+>")
_PHOTO = "photo.jpg"
JPEG = b"\xff\xd8\xff"  # the beginning of a picture
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Button:
    """A button as it was shown. token is None where it opens a page; slot: the start and centre it stands for."""

    label: str
    token: str | None
    disabled: bool
    message_id: int
    slot: dict[str, str] | None = None


@dataclass(slots=True)
class ScreenMessage:
    """A message as it was sent or changed in a turn."""

    message_id: int
    turn: int
    text: str
    buttons: list[Button]
    document: str | None = None
    is_edit: bool = False

    def place(self) -> tuple[int, bool, int]:
        """Order by newness: what was sent in a turn stands below what was changed in it."""
        return self.turn, not self.is_edit, self.message_id


@dataclass(slots=True)
class TurnScreen:
    """Messages and toast of one turn."""

    messages: list[ScreenMessage] = field(default_factory=list)
    toast: str = ""


class Screen(BaseSession):
    """The bot's session in place of Telegram. turns: messages of each turn, the present one last."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[TurnScreen] = []
        self.fresh: list[Button] = []  # whose slot nobody has looked up yet
        self._latest: dict[int, ScreenMessage] = {}  # by message, as it is seen now
        self._updates = 0
        self.download = JPEG  # what stands behind the file that was sent last

    def copy(self) -> "Screen":
        """Return another screen with the same chat, before anything of the present turn."""
        other = Screen()
        other.turns = self.turns[:-1]
        other._latest, other._updates = dict(self._latest), self._updates
        return other

    def next_update(self) -> int:
        """Return the id of the owner's next update."""
        self._updates += 1
        return self._updates

    def visible(self) -> list[list[Button]]:
        """Return the buttons that can be seen, by message, the newest first."""
        return _newest(self._latest.values())

    def first_of(self, turns: Iterable[int]) -> list[int]:
        """Return the number of the first message of each of these turns."""
        return [self.turns[turn].messages[0].message_id for turn in turns]

    def of_turns(self, turns: Iterable[int]) -> list[list[Button]]:
        """Return every button that these turns had shown, by message, the last of them first."""
        return _newest(
            message
            for turn in set(turns)
            if 0 <= turn < len(self.turns)
            for message in self.turns[turn].messages
        )

    def message(self, message_id: int) -> Message:
        """Return a message as a client hands it back with a tap."""
        sent = self._latest[message_id]
        rows = [
            [InlineKeyboardButton(text=each.label, callback_data=each.token)]
            for each in sent.buttons
            if each.token
        ]
        return _message(message_id, sent.text, InlineKeyboardMarkup(inline_keyboard=rows) if rows else None)

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram's own signature
        """Store messages that are sent or changed; answer every other call with success."""
        del bot, timeout
        match method:
            case SendMessage():
                return self._send(method.text, method.reply_markup)
            case SendPhoto() | SendDocument():
                file = method.document if isinstance(method, SendDocument) else None
                return self._send(method.caption or "", method.reply_markup, file=file)
            case GetFile():
                return File(file_id=method.file_id, file_unique_id=method.file_id, file_path=_PHOTO)
            case SendVenue():
                return self._send(f"📍 {method.title}\n{method.address}", None)
            case EditMessageText() | EditMessageCaption() | EditMessageReplyMarkup():
                text = getattr(method, "text", None) or getattr(method, "caption", None)
                return self._edit(method.message_id, text, method.reply_markup)
            case AnswerCallbackQuery():
                self.turns[-1].toast = method.text or ""
        return True

    def _send(self, text: str, markup: object, *, file: object = None) -> Message:
        number = len(self._latest) + 1
        name = file.filename if isinstance(file, InputFile) else None
        message = ScreenMessage(number, len(self.turns) - 1, plain(text), self._buttons(markup, number), name)
        self._latest[number] = message
        if (
            message.text or message.buttons or message.document
        ):  # a picture alone says nothing here; its text follows
            self.turns[-1].messages.append(message)
        return _message(number, message.text, None)

    def _edit(self, message_id: int | None, html_text: str | None, markup: object) -> Message:
        assert message_id is not None
        before = self._latest[message_id]
        text = before.text if html_text is None else plain(html_text)
        buttons = self._buttons(markup, message_id)
        if text == before.text and _pressable(buttons) <= _pressable(before.buttons):
            before = self._latest[message_id] = replace(before, buttons=buttons)  # nothing new is said
        else:
            before = self._latest[message_id] = ScreenMessage(
                message_id, len(self.turns) - 1, text, buttons, is_edit=True
            )
            self.turns[-1].messages.append(before)
        return _message(message_id, before.text, None)

    def _buttons(self, markup: object, message_id: int) -> list[Button]:
        if not isinstance(markup, InlineKeyboardMarkup):
            return []
        buttons = [
            Button(each.text, each.callback_data, bool(each.disabled), message_id)
            for row in markup.inline_keyboard
            for each in row
        ]
        self.fresh += buttons
        return buttons

    async def close(self) -> None:
        """Do nothing: there is no connection."""

    async def stream_content(self, *_args: Any, **_kwargs: Any) -> AsyncGenerator[bytes, None]:
        """Yield the file that was sent last."""
        yield self.download


def _newest(messages: Iterable[ScreenMessage]) -> list[list[Button]]:
    return [each.buttons for each in sorted(messages, key=ScreenMessage.place, reverse=True)]


def _pressable(buttons: Iterable[Button]) -> set[str]:
    return {each.label for each in buttons if not each.disabled}


def _message(number: int, text: str, markup: InlineKeyboardMarkup | None) -> Message:
    chat = Chat(id=CHAT, type="private")
    return Message(message_id=number, date=_EPOCH, chat=chat, text=text, reply_markup=markup)


def plain(text: str) -> str:
    """Return a text of Telegram's HTML without its markup, and with spaces as they are typed."""
    return html.unescape(_TAG.sub("", text)).replace("\u00a0", " ")
