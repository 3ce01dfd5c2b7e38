"""What comes in from the chat, read as far as it takes to keep it: whose chat it is, and whether it may be kept at all.

What is written in groups and channels is nobody's of ours. Such an update is cut down to the chat's number before it
is stored: nothing is left of who wrote, of what was written, or of the group's name.
"""

from dataclasses import dataclass
from typing import Annotated

import msgspec

_PRIVATE = "private"
_MOST_ID = 2**63 - 1  # what a database's largest integer holds
_GONE = frozenset({"left", "kicked"})


class _Chat(msgspec.Struct):
    id: Annotated[int, msgspec.Meta(ge=-_MOST_ID, le=_MOST_ID)]
    type: str = _PRIVATE


class _Message(msgspec.Struct, omit_defaults=True):
    chat: _Chat
    message_id: int = 0
    date: int = 0
    migrate_to_chat_id: int | None = None


class _Nobody(msgspec.Struct):
    id: int = 0
    is_bot: bool = False
    first_name: str = ""


class _Tap(msgspec.Struct):
    id: str
    message: _Message | None = None
    sender: _Nobody = msgspec.field(name="from", default_factory=_Nobody)
    chat_instance: str = ""


class _Status(msgspec.Struct):
    status: str = ""


class _Membership(msgspec.Struct):
    chat: _Chat
    new_chat_member: _Status = msgspec.field(default_factory=_Status)


class _Reaction(msgspec.Struct):
    chat: _Chat


class _Checkout(msgspec.Struct):
    """The question before a payment, which Telegram lets wait for ten seconds."""

    sender: _Nobody = msgspec.field(name="from", default_factory=_Nobody)


class _Update(msgspec.Struct, omit_defaults=True):
    """Telegram's Update, with the fields that are read."""

    update_id: Annotated[int, msgspec.Meta(ge=0, le=_MOST_ID)]
    message: _Message | None = None
    edited_message: _Message | None = None
    channel_post: _Message | None = None
    edited_channel_post: _Message | None = None
    callback_query: _Tap | None = None
    my_chat_member: _Membership | None = None
    message_reaction: _Reaction | None = None
    pre_checkout_query: _Checkout | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update on its way into the inbox. chat_id: 0 where it comes from no chat. is_urgent: it waits behind no other."""

    update_id: int
    chat_id: int
    body: bytes
    is_urgent: bool = False


def read(body: bytes) -> Arrival:
    """Read an update as Telegram sends it. Raises msgspec.MsgspecError for anything else."""
    try:
        update = msgspec.json.decode(body, type=_Update)
    except RecursionError:
        raise msgspec.DecodeError from None
    if update.pre_checkout_query is not None:  # of a person, whose private chat has the same number
        return Arrival(update.update_id, update.pre_checkout_query.sender.id, body, is_urgent=True)
    chat = _chat(update)
    if chat is not None and chat.type == _PRIVATE:
        return Arrival(update.update_id, chat.id, body)
    return Arrival(update.update_id, chat.id if chat else 0, msgspec.json.encode(_cut_down(update, chat)))


def _chat(update: _Update) -> _Chat | None:
    message = update.message or update.edited_message or update.channel_post or update.edited_channel_post
    tapped = update.callback_query.message if update.callback_query else None
    source = message or tapped or update.my_chat_member or update.message_reaction
    return source.chat if source else None


def _cut_down(update: _Update, chat: _Chat | None) -> dict[str, object]:
    """Return an update from a group without its content: only that something was written, or which tap waits for an answer."""
    bare = {} if chat is None else {"message_id": 0, "date": 0, "chat": {"id": chat.id, "type": chat.type}}
    head = {"update_id": update.update_id}
    if update.callback_query is not None:
        tap = _Tap(update.callback_query.id)
        query = {key: value for key, value in msgspec.to_builtins(tap).items() if value is not None}
        return {**head, "callback_query": query | ({"message": bare} if bare else {})}
    if not bare or (update.my_chat_member and update.my_chat_member.new_chat_member.status in _GONE):
        return dict(head)
    moved = update.message.migrate_to_chat_id if update.message else None
    return {**head, "message": bare if moved is None else bare | {"migrate_to_chat_id": moved}}
