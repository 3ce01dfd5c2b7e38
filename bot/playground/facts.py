from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

HTTP_NAMES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class ApiError(Exception):
    """A refusal in the Bot API's own form; `retry_after` in seconds."""

    def __init__(self, code: int, reason: str, *, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.retry_after = retry_after

    def as_wire(self) -> Json:
        name = HTTP_NAMES.get(self.code)
        description = f"{name}: {self.reason}" if name else self.reason
        wire: Json = {"ok": False, "error_code": self.code, "description": description}
        if self.retry_after is not None:
            wire["parameters"] = {"retry_after": self.retry_after}
        return wire


class Refused(Exception):  # noqa: N818  # it is an answer to a person, not a fault of the program
    """A person tried what their app would not let them do; `code` is stable, e.g. `button_gone`."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(slots=True, kw_only=True)
class Person:
    id: int
    first_name: str
    language_code: str
    username: str
    phone: str
    started: bool = False
    blocked: bool = False

    def as_user(self) -> Json:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "username": self.username,
            "language_code": self.language_code,
        }

    def as_chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": self.first_name, "username": self.username}

    def as_contact(self) -> Json:
        return {"phone_number": self.phone, "first_name": self.first_name, "user_id": self.id}


@dataclass(frozen=True, slots=True, kw_only=True)
class BotIdentity:
    token: str
    name: str
    username: str

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    def as_user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    file_id: str
    name: str
    mime: str
    data: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where the bot loads it; without its name, as at Telegram: a name may hold `#` and `?`."""
        folder = "photos" if self.width else "documents"
        return f"{folder}/{self.file_id}"

    def as_wire(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_size": len(self.data),
        }

    def as_content(self) -> Json:
        """The message field this file stands in: `photo` or `document`."""
        if self.width:
            return {"photo": [self.as_wire() | {"width": self.width, "height": self.height}]}
        return {"document": self.as_wire() | {"file_name": self.name, "mime_type": self.mime}}


@dataclass(slots=True, kw_only=True)
class Message:
    """`content` holds the Bot API fields of what is said: text and entities, photo and caption, venue..."""

    message_id: int
    chat: Person
    sender: Json
    date: datetime
    content: Json
    markup: Json | None = None
    reply: Json = field(default_factory=dict)
    edit_date: datetime | None = None
    deleted: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    version: int = 0

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def words(self) -> str:
        return str(self.content.get("text", self.content.get("caption", "")))

    def as_wire(self) -> Json:
        wire: Json = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": self.chat.as_chat(),
            "date": int(self.date.timestamp()),
            **self.content,
            **self.reply,
        }
        if self.edit_date is not None:
            wire["edit_date"] = int(self.edit_date.timestamp())
        if self.markup is not None:
            wire["reply_markup"] = self.markup
        return wire
