"""New messages."""

from bot.playground import transcript
from bot.playground.facts import ApiError, Json
from bot.playground.methods import saying
from bot.playground.stage import Stage
from bot.playground.wire import Params

CHAT_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def deliver(stage: Stage, params: Params, content: Json) -> Json:
    """Check everything there is to check before anything is stored."""
    chat = stage.store.chat(params.integer("chat_id"))
    inline, below = saying.keyboards(params)
    reply = saying.reply(stage, chat, params)
    flags = {"has_protected_content": True} if params.flag("protect_content") else {}
    message = stage.store.add(chat, stage.bot.as_user(), content | flags, markup=inline, reply=reply)
    if below is not None:
        chat.keyboard = None if below.get("remove_keyboard") else below
        stage.store.write(chat, transcript.keyboard(below))
    return message.as_wire()


async def send_message(stage: Stage, params: Params) -> Json:
    return deliver(stage, params, saying.text(params))


async def send_photo(stage: Stage, params: Params) -> Json:
    stage.store.chat(params.integer("chat_id"))
    caption = saying.caption(params)
    file = saying.photo(stage, params, field="photo", reference=params.text("photo"))
    return deliver(stage, params, file.as_content() | caption)


async def send_document(stage: Stage, params: Params) -> Json:
    stage.store.chat(params.integer("chat_id"))
    caption = saying.caption(params)
    file = saying.document(stage, params, field="document", reference=params.text("document"))
    return deliver(stage, params, file.as_content() | caption)


async def send_location(stage: Stage, params: Params) -> Json:
    return deliver(stage, params, {"location": _place(params)})


async def send_venue(stage: Stage, params: Params) -> Json:
    place = _place(params)
    title, address = params.text("title"), params.text("address")
    if not title or not address:
        raise ApiError(400, "VENUE_TITLE_EMPTY" if not title else "VENUE_ADDRESS_EMPTY")
    venue = {"location": place, "title": title, "address": address}
    return deliver(stage, params, {"venue": venue, "location": place})


async def send_contact(stage: Stage, params: Params) -> Json:
    contact = {name: params.text(name) for name in ("phone_number", "first_name")}
    if not all(contact.values()):
        raise ApiError(400, "phone number and first name of the contact must be non-empty")
    return deliver(stage, params, {"contact": contact})


async def send_chat_action(stage: Stage, params: Params) -> bool:
    chat = stage.store.chat(params.integer("chat_id"))
    action = params.text("action")
    if action not in CHAT_ACTIONS:
        raise ApiError(400, "wrong parameter action in request")
    chat.action = (action, stage.clock())
    stage.store.touch(chat)
    return True


def _place(params: Params) -> Json:
    try:
        latitude, longitude = float(params.text("latitude")), float(params.text("longitude"))
    except ValueError:
        raise ApiError(400, "latitude and longitude must be numbers") from None
    return {"latitude": latitude, "longitude": longitude}
