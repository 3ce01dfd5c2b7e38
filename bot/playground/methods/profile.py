"""What the bot is and says about itself: name, descriptions, commands, menu button."""

import re

from bot.playground.facts import ApiError, Json, Person
from bot.playground.stage import Profile, Stage
from bot.playground.wire import Params

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_LENGTH = 256
COMMANDS = 100
LIMITS = {"description": 512, "short_description": 120, "name": 64}
DEFAULT_CHAT = 0


async def get_me(stage: Stage, params: Params) -> Json:  # noqa: ARG001  # every method has this shape
    return stage.bot.as_user() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "has_main_web_app": False,
    }


async def get_chat(stage: Stage, params: Params) -> Json:
    chat = stage.store.chats.get(params.integer("chat_id"))
    if chat is None:
        raise ApiError(400, "chat not found")
    return chat.person.as_chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise ApiError(400, "invalid language code specified")
    return code


async def set_my_description(stage: Stage, params: Params) -> bool:
    return _say_of_itself(stage.profile.description, params, field="description")


async def get_my_description(stage: Stage, params: Params) -> Json:
    return {"description": stage.profile.description.get(_language(params), "")}


async def set_my_short_description(stage: Stage, params: Params) -> bool:
    return _say_of_itself(stage.profile.short_description, params, field="short_description")


async def get_my_short_description(stage: Stage, params: Params) -> Json:
    return {"short_description": stage.profile.short_description.get(_language(params), "")}


async def set_my_name(stage: Stage, params: Params) -> bool:
    return _say_of_itself(stage.profile.name, params, field="name")


async def get_my_name(stage: Stage, params: Params) -> Json:
    return {"name": stage.profile.name.get(_language(params), stage.bot.name)}


def _say_of_itself(texts: dict[str, str], params: Params, *, field: str) -> bool:
    words = params.text(field)
    if len(words) > LIMITS[field]:
        raise ApiError(400, f"{field} is too long")
    if words:
        texts[_language(params)] = words
    else:
        texts.pop(_language(params), None)
    return True


def _command_scope(params: Params) -> tuple[str, int, str]:
    scope = params.structure("scope") or {"type": "default"}
    return scope["type"], int(scope.get("chat_id", DEFAULT_CHAT)), _language(params)


async def set_my_commands(stage: Stage, params: Params) -> bool:
    commands = params.structure("commands") or []
    if len(commands) > COMMANDS:
        raise ApiError(400, "BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", ""))):
            raise ApiError(400, "BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= DESCRIPTION_LENGTH:
            raise ApiError(400, "BOT_COMMAND_DESCRIPTION_INVALID")
    stage.profile.commands[_command_scope(params)] = commands
    return True


async def get_my_commands(stage: Stage, params: Params) -> list[Json]:
    return stage.profile.commands.get(_command_scope(params), [])


async def delete_my_commands(stage: Stage, params: Params) -> bool:
    stage.profile.commands.pop(_command_scope(params), None)
    return True


async def set_chat_menu_button(stage: Stage, params: Params) -> bool:
    button = params.structure("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise ApiError(400, "can't parse menu button: unknown type")
    stage.profile.menu_buttons[params.integer("chat_id", DEFAULT_CHAT)] = button
    return True


async def get_chat_menu_button(stage: Stage, params: Params) -> Json:
    return menu_button(stage.profile, params.integer("chat_id", DEFAULT_CHAT))


def menu_button(profile: Profile, chat_id: int) -> Json:
    own = profile.menu_buttons.get(chat_id)
    return own or profile.menu_buttons.get(DEFAULT_CHAT) or {"type": "default"}


def commands_for(profile: Profile, person: Person) -> list[Json]:
    """The narrowest scope wins; within a scope, the person's language does."""
    language = person.language_code[:2]
    for scope, chat_id in (
        ("chat", person.id),
        ("all_private_chats", DEFAULT_CHAT),
        ("default", DEFAULT_CHAT),
    ):
        for code in (language, ""):
            if commands := profile.commands.get((scope, chat_id, code)):
                return commands
    return []


def in_language(texts: dict[str, str], person: Person) -> str:
    return texts.get(person.language_code[:2]) or texts.get("", "")
