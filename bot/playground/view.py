"""What the page and the walks see of a chat."""

from datetime import timedelta

from bot.playground.facts import Json, Message, Person
from bot.playground.methods import profile
from bot.playground.stage import Stage
from bot.playground.store import Chat

ACTION_SHOWN = timedelta(seconds=5)
"""Telegram takes the "typing" line away after five seconds."""


def person(stage: Stage, someone: Person) -> Json:
    return someone.as_user() | {
        "phone": someone.phone,
        "started": someone.started,
        "blocked": someone.blocked,
        "messages": len(stage.chat_of(someone).messages),
    }


def chat(stage: Stage, someone: Person, *, after: int) -> Json:
    """Everything that changed since version `after`; from 0 on, everything."""
    conversation = stage.chat_of(someone)
    changed = [message for message in conversation.messages.values() if message.version > after]
    return {
        "version": conversation.version,
        "person": person(stage, someone),
        "bot": bot(stage, someone),
        "messages": [message_view(conversation, message) for message in changed if not message.deleted],
        "deleted": [message.message_id for message in changed if message.deleted],
        "keyboard": conversation.keyboard,
        "pinned": conversation.pinned,
        "action": _action(stage, conversation),
        "notices": [
            {"text": notice.text, "alert": notice.alert, "url": notice.url}
            for notice in conversation.notices
            if notice.version > after
        ],
    }


def bot(stage: Stage, someone: Person) -> Json:
    return {
        "name": profile.in_language(stage.profile.name, someone) or stage.bot.name,
        "username": stage.bot.username,
        "description": profile.in_language(stage.profile.description, someone),
        "short_description": profile.in_language(stage.profile.short_description, someone),
        "commands": profile.commands_for(stage.profile, someone),
        "menu_button": profile.menu_button(stage.profile, someone.id),
    }


def message_view(chat: Chat, message: Message) -> Json:
    emoji = [reaction.get("emoji", "") for reactions in message.reactions.values() for reaction in reactions]
    return message.as_wire() | {
        "version": message.version,
        "pinned": message.message_id in chat.pinned,
        "reactions": emoji,
    }


def _action(stage: Stage, chat: Chat) -> str:
    if chat.action is None or stage.clock() - chat.action[1] > ACTION_SHOWN:
        return ""
    return chat.action[0]
