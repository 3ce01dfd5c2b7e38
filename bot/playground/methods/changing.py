"""What happens to messages that are already there."""

from bot.playground.facts import ApiError, Json, Message
from bot.playground.methods import saying
from bot.playground.stage import Stage
from bot.playground.store import Chat
from bot.playground.wire import Params

MEDIA = {"photo": saying.photo, "document": saying.document}
BODY = ("text", "entities")
CAPTION = ("caption", "caption_entities")


def _editable(stage: Stage, params: Params) -> tuple[Chat, Message]:
    chat = stage.store.chat(params.integer("chat_id"))
    message = stage.store.message(chat, params.integer("message_id"), purpose="edit")
    if not message.from_bot:
        raise ApiError(400, "message can't be edited")
    return chat, message


def _without(content: Json, *names: str) -> Json:
    return {name: value for name, value in content.items() if name not in names}


async def edit_message_text(stage: Stage, params: Params) -> Json:
    chat, message = _editable(stage, params)
    if "text" not in message.content:
        raise ApiError(400, "there is no text in the message to edit")
    content = _without(message.content, *BODY) | saying.text(params)
    return stage.store.edit(chat, message, content, markup=saying.inline(params)).as_wire()


async def edit_message_caption(stage: Stage, params: Params) -> Json:
    chat, message = _editable(stage, params)
    if not {"photo", "document"} & message.content.keys():
        raise ApiError(400, "there is no caption in the message to edit")
    content = _without(message.content, *CAPTION) | saying.caption(params)
    return stage.store.edit(chat, message, content, markup=saying.inline(params)).as_wire()


async def edit_message_media(stage: Stage, params: Params) -> Json:
    chat, message = _editable(stage, params)
    media = params.structure("media") or {}
    if media.get("type") not in MEDIA:
        raise ApiError(400, "type of file mismatch")
    caption = saying.caption(Params(media))
    file = MEDIA[media["type"]](stage, params, field="media", reference=str(media.get("media", "")))
    content = _without(message.content, *BODY, *CAPTION, *MEDIA) | file.as_content() | caption
    return stage.store.edit(chat, message, content, markup=saying.inline(params)).as_wire()


async def edit_message_reply_markup(stage: Stage, params: Params) -> Json:
    chat, message = _editable(stage, params)
    return stage.store.edit(chat, message, message.content, markup=saying.inline(params)).as_wire()


async def delete_message(stage: Stage, params: Params) -> bool:
    chat = stage.store.chat(params.integer("chat_id"))
    stage.store.delete(chat, stage.store.message(chat, params.integer("message_id"), purpose="delete"))
    return True


async def delete_messages(stage: Stage, params: Params) -> bool:
    """Those that are not there are passed over, as the server does."""
    chat = stage.store.chat(params.integer("chat_id"))
    for number in params.structure("message_ids") or []:
        message = chat.messages.get(number)
        if message is not None and not message.deleted:
            stage.store.delete(chat, message)
    return True


async def pin_chat_message(stage: Stage, params: Params) -> bool:
    chat = stage.store.chat(params.integer("chat_id"))
    message = stage.store.message(chat, params.integer("message_id"), purpose="pin")
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    chat.pinned.append(message.message_id)
    stage.store.touch(chat)
    return True


async def unpin_chat_message(stage: Stage, params: Params) -> bool:
    chat = stage.store.chat(params.integer("chat_id"))
    number = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise ApiError(400, "message to unpin not found")
    chat.pinned.remove(number)
    stage.store.touch(chat)
    return True


async def unpin_all_chat_messages(stage: Stage, params: Params) -> bool:
    chat = stage.store.chat(params.integer("chat_id"))
    chat.pinned.clear()
    stage.store.touch(chat)
    return True


async def set_message_reaction(stage: Stage, params: Params) -> bool:
    chat = stage.store.chat(params.integer("chat_id"))
    message = stage.store.message(chat, params.integer("message_id"), purpose="react")
    reactions = params.structure("reaction") or []
    if len(reactions) > 1:
        raise ApiError(400, "REACTIONS_TOO_MANY")
    message.reactions[stage.bot.id] = reactions
    message.version = stage.store.touch(chat)
    emoji = "".join(reaction.get("emoji", "") for reaction in reactions)
    stage.store.write(chat, f"{stage.bot.name} reacts: {emoji}" if emoji else "")
    return True
