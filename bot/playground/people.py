"""What a person does in the chat, and the update it makes."""

import secrets

from bot.playground import entities, markup, pictures, webapp
from bot.playground.facts import Json, Message, Person, Refused, StoredFile
from bot.playground.methods.receiving import DOWNLOAD_BYTES
from bot.playground.methods.saying import CAPTION_UNITS
from bot.playground.stage import Query, Stage
from bot.playground.store import Chat
from bot.playground.wire import Upload

HERE = (31.2304, 121.4737)
"""Shared when a keyboard asks for the location and nobody says where: the middle of Shanghai."""
REFUSED = {
    "button_gone": "there is no such button now",
    "button_disabled": "this button is disabled",
    "blocked": "the person has blocked the bot",
    "message_gone": "there is no such message now",
    "file_too_large": "the file is larger than 20 MB, and a bot could not load it",
    "file_empty": "there is nothing in the file",
    "caption_too_long": "a caption holds 1024 characters at most",
}


def refused(code: str) -> Refused:
    return Refused(code, REFUSED[code])


def _send(stage: Stage, person: Person, content: Json, *, reply_to: int = 0) -> Message:
    if person.blocked:
        raise refused("blocked")
    chat = stage.chat_of(person)
    person.started = True
    reply: Json = {}
    if reply_to:
        original = chat.messages.get(reply_to)
        if original is None or original.deleted:
            raise refused("message_gone")
        reply = {"reply_to_message": _without_reply(original)}
    message = stage.store.add(chat, person.as_user(), content, reply=reply)
    stage.queue.push("message", message.as_wire())
    stage.changed.ring()
    return message


def _without_reply(message: Message) -> Json:
    return {name: value for name, value in message.as_wire().items() if name != "reply_to_message"}


def say(stage: Stage, person: Person, text: str, *, reply_to: int = 0) -> Message:
    marks = entities.found_in(text)
    return _send(stage, person, {"text": text} | ({"entities": marks} if marks else {}), reply_to=reply_to)


def start(stage: Stage, person: Person, payload: str = "") -> Message:
    """Open the bot by its button or by a deep link; this also takes a block back."""
    if person.blocked:
        set_blocked(stage, person, blocked=False)
    return say(stage, person, f"/start {payload}".strip())


def share_contact(stage: Stage, person: Person, of: Person | None = None) -> Message:
    return _send(stage, person, {"contact": (of or person).as_contact()})


def share_location(stage: Stage, person: Person, at: tuple[float, float] = HERE) -> Message:
    return _send(stage, person, {"location": {"latitude": at[0], "longitude": at[1]}})


def send_file(stage: Stage, person: Person, upload: Upload, *, caption: str = "") -> Message:
    """Send a picture as a photo, anything else as a document; also larger than a bot can load, as Telegram lets people."""
    size = pictures.size(upload.data) or (0, 0)
    file = stage.store.add_file(upload.name, upload.mime, upload.data, size=size)
    return _send_stored(stage, person, file, caption)


def send_document(stage: Stage, person: Person, upload: Upload, *, caption: str = "") -> Message:
    """Send a file as it is, a picture too.

    Raises Refused `file_empty`, and `file_too_large` above what the Bot API's getFile gives.
    """
    if not upload.data:
        raise refused("file_empty")
    if len(upload.data) > DOWNLOAD_BYTES:
        raise refused("file_too_large")
    file = stage.store.add_file(upload.name, upload.mime, upload.data)
    return _send_stored(stage, person, file, caption)


def _send_stored(stage: Stage, person: Person, file: StoredFile, caption: str) -> Message:
    caption = caption.strip()
    if entities.units(caption) > CAPTION_UNITS:
        raise refused("caption_too_long")
    marks = entities.found_in(caption)
    words: Json = {"caption": caption} if caption else {}
    return _send(stage, person, file.as_content() | words | ({"caption_entities": marks} if marks else {}))


def send_web_app_data(stage: Stage, person: Person, button_text: str, data: str) -> Message:
    return _send(stage, person, {"web_app_data": {"data": data, "button_text": button_text}})


def react(stage: Stage, person: Person, message_id: int, emoji: str) -> None:
    chat = stage.chat_of(person)
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise refused("message_gone")
    old = message.reactions.get(person.id, [])
    message.reactions[person.id] = [{"type": "emoji", "emoji": emoji}] if emoji else []
    message.version = stage.store.touch(chat)
    update = {
        "chat": person.as_chat(),
        "message_id": message_id,
        "user": person.as_user(),
        "date": int(stage.clock().timestamp()),
        "old_reaction": old,
        "new_reaction": message.reactions[person.id],
    }
    stage.queue.push("message_reaction", update)
    stage.changed.ring()


def set_blocked(stage: Stage, person: Person, *, blocked: bool) -> None:
    if person.blocked == blocked:
        return
    person.blocked = blocked
    chat = stage.chat_of(person)
    stage.store.touch(chat)
    stage.store.write(chat, f"{person.first_name} {'blocks' if blocked else 'unblocks'} the bot")
    bot = stage.bot.as_user()
    free, kicked = {"status": "member", "user": bot}, {"status": "kicked", "user": bot, "until_date": 0}
    update = {
        "chat": person.as_chat(),
        "from": person.as_user(),
        "date": int(stage.clock().timestamp()),
        "old_chat_member": free if blocked else kicked,
        "new_chat_member": kicked if blocked else free,
    }
    stage.queue.push("my_chat_member", update)
    stage.changed.ring()


def forge(stage: Stage, person: Person, data: str, *, message_id: int = 0) -> str:
    """Send callback data that stands on no button, as a modified client can; returns the query's id."""
    chat = stage.chat_of(person)
    from_bot = next((message for message in chat.latest_first() if message.from_bot), None)
    message = chat.messages.get(message_id) if message_id else from_bot
    return _query(stage, chat, data, message=message)


def _query(stage: Stage, chat: Chat, data: str, *, message: Message | None) -> str:
    number = str(int.from_bytes(secrets.token_bytes(7), "big"))
    stage.queries[number] = Query(chat, stage.clock())
    update: Json = {
        "id": number,
        "from": chat.person.as_user(),
        "chat_instance": f"{chat.person.id}{stage.bot.id}",
        "data": data,
    }
    if message is not None:
        update["message"] = _as_seen(message)
    stage.queue.push("callback_query", update)
    stage.changed.ring()
    return number


def _as_seen(message: Message) -> Json:
    if message.deleted:
        return {"chat": message.chat.as_chat(), "message_id": message.message_id, "date": 0}
    return message.as_wire()


def press(
    stage: Stage, person: Person, *, text: str | None = None, index: int | None = None, message_id: int = 0
) -> Json:
    """Press an inline button (of that message, or the newest that has it), or else one under the input.

    Returns what the app does next: `{"kind": "callback" | "url" | "copy" | "web_app" | "message", ...}`.
    Raises Refused `button_gone` or `button_disabled`.
    """
    chat = stage.chat_of(person)
    for message in chat.latest_first():
        if message.markup is None or (message_id and message.message_id != message_id):
            continue
        button = markup.button_on(message.markup["inline_keyboard"], text=text, index=index)
        if button is not None:
            return _press_inline(stage, chat, message, button)
    rows = chat.keyboard.get("keyboard", []) if chat.keyboard and not message_id else []
    button = markup.button_on(rows, text=text, index=index)
    if button is None:
        raise refused("button_gone")
    return _press_reply(stage, chat, button)


def _press_inline(stage: Stage, chat: Chat, message: Message, button: Json) -> Json:
    if button.get("disabled") is not None:
        raise refused("button_disabled")
    if chat.person.blocked:
        raise refused("blocked")
    stage.store.write(chat, f"{chat.person.first_name} presses [{button['text']}]")
    if "callback_data" in button:
        query = _query(stage, chat, button["callback_data"], message=message)
        return {"kind": "callback", "query_id": query}
    if "copy_text" in button:
        return {"kind": "copy", "text": button["copy_text"]["text"]}
    if "web_app" in button:
        return _open_web_app(stage, chat.person, button)
    return _follow(stage, chat.person, str(button.get("url", "")))


def _follow(stage: Stage, person: Person, url: str) -> Json:
    """A link to this bot opens it here; every other link is the page's to open."""
    own = f"https://t.me/{stage.bot.username}?start="
    if url.startswith(own):
        start(stage, person, url.removeprefix(own))
        return {"kind": "message"}
    return {"kind": "url", "url": url}


def _open_web_app(stage: Stage, person: Person, button: Json) -> Json:
    return {"kind": "web_app", "url": button["web_app"]["url"], "init_data": webapp.init_data(stage, person)}


def _press_reply(stage: Stage, chat: Chat, button: Json) -> Json:
    person = chat.person
    if person.blocked:
        raise refused("blocked")
    if "web_app" in button:
        return _open_web_app(stage, person, button)
    keyboard = chat.keyboard
    if keyboard and keyboard.get("one_time_keyboard"):
        chat.keyboard = None
    if button.get("request_contact"):
        share_contact(stage, person)
    elif button.get("request_location"):
        share_location(stage, person)
    else:
        say(stage, person, button["text"])
    return {"kind": "message"}
