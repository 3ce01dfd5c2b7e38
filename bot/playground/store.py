"""People, their chats, messages and files, and the server's rules about them."""

import itertools
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground import transcript
from bot.playground.facts import ApiError, BotIdentity, Json, Message, Person, StoredFile

DELETABLE_FOR = timedelta(hours=48)
"""Telegram: a bot may delete a message for less than 48 hours after it was sent."""
NOTICES_KEPT = 50
FIRST_PERSON = 1001


@dataclass(frozen=True, slots=True)
class Notice:
    """What a callback answer shows to the person: a toast, an alert or an address to open."""

    version: int
    text: str
    alert: bool
    url: str = ""


@dataclass(slots=True)
class Chat:
    person: Person
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    pinned: list[int] = field(default_factory=list)
    action: tuple[str, datetime] | None = None
    notices: deque[Notice] = field(default_factory=lambda: deque(maxlen=NOTICES_KEPT))
    lines: list[str] = field(default_factory=list)
    version: int = 0

    def latest_first(self) -> list[Message]:
        return [message for message in reversed(self.messages.values()) if not message.deleted]


@dataclass(slots=True)
class Store:
    bot: BotIdentity
    clock: Callable[[], datetime]
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    version: int = 0
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def add_person(self, name: str, language: str) -> Person:
        number = FIRST_PERSON + len(self.chats)
        person = Person(
            id=number,
            first_name=name,
            language_code=language,
            username=f"user{number}",
            phone=f"+100{number:07}",
        )
        self.chats[number] = Chat(person)
        return person

    def add_file(self, name: str, mime: str, data: bytes, *, size: tuple[int, int] = (0, 0)) -> StoredFile:
        file = StoredFile(
            file_id=f"f{secrets.token_hex(8)}",
            name=name.replace("/", "_").replace("\\", "_") or "file",
            mime=mime,
            data=data,
            width=size[0],
            height=size[1],
        )
        self.files[file.file_id] = file
        return file

    def touch(self, chat: Chat) -> int:
        self.version += 1
        chat.version = self.version
        return self.version

    def write(self, chat: Chat, line: str) -> None:
        if line:
            chat.lines.append(line)

    def add(
        self, chat: Chat, sender: Json, content: Json, *, markup: Json | None = None, reply: Json
    ) -> Message:
        message = Message(
            message_id=next(self._ids),
            chat=chat.person,
            sender=sender,
            date=self.clock(),
            content=content,
            markup=markup,
            reply=reply,
            version=self.touch(chat),
        )
        chat.messages[message.message_id] = message
        who = self.bot.name if message.from_bot else chat.person.first_name
        self.write(chat, transcript.spoken(who, message))
        if message.from_bot:
            chat.action = None
        return message

    def notify(self, chat: Chat, text: str, *, alert: bool, url: str = "") -> None:
        chat.notices.append(Notice(self.touch(chat), text, alert, url))
        self.write(chat, f"{'alert' if alert else 'toast'}: {text or url}")

    def edit(self, chat: Chat, message: Message, content: Json, *, markup: Json | None) -> Message:
        """An edit without a keyboard takes the old keyboard away."""
        if (content, markup) == (message.content, message.markup):
            raise ApiError(
                400,
                "message is not modified: specified new message content and reply markup "
                "are exactly the same as a current content and reply markup of the message",
            )
        message.content = content
        message.markup = markup
        message.edit_date = self.clock()
        message.version = self.touch(chat)
        self.write(chat, transcript.spoken(self.bot.name, message, note="edited"))
        return message

    def delete(self, chat: Chat, message: Message) -> None:
        if self.clock() - message.date >= DELETABLE_FOR:
            raise ApiError(400, "message can't be deleted for everyone")
        message.deleted = True
        message.version = self.touch(chat)
        if message.message_id in chat.pinned:
            chat.pinned.remove(message.message_id)
        self.write(chat, f"{self.bot.name} deletes: {message.words or '[message]'}".replace("\n", "\n    "))

    def chat(self, chat_id: int) -> Chat:
        """Whom a bot may write to; raises ApiError 400 and 403 as Telegram does."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise ApiError(400, "chat not found")
        if chat.person.blocked:
            raise ApiError(403, "bot was blocked by the user")
        if not chat.person.started:
            raise ApiError(403, "bot can't initiate conversation with a user")
        return chat

    def message(self, chat: Chat, message_id: int, *, purpose: str) -> Message:
        """`purpose` ends the refusal: "message to edit not found"."""
        message = chat.messages.get(message_id)
        if message is None or message.deleted:
            raise ApiError(400, f"message to {purpose} not found")
        return message
