"""Text, captions, replies and files as a call gives them, held to the server's limits."""

from typing import Any

from bot.playground import entities, markup, pictures
from bot.playground.facts import ApiError, Json, StoredFile
from bot.playground.stage import Stage
from bot.playground.store import Chat
from bot.playground.wire import Params

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
PHOTO_BYTES = 10 * 1024 * 1024
FILE_BYTES = 50 * 1024 * 1024


def text(params: Params) -> Json:
    words, marks = _formatted(params.text("text"), params.text("parse_mode"), params.structure("entities"))
    if not words:
        raise ApiError(400, "message text is empty")
    if entities.units(words) > TEXT_UNITS:
        raise ApiError(400, "message is too long")
    return {"text": words} | ({"entities": marks} if marks else {})


def caption(params: Params) -> Json:
    raw = params.structure("caption_entities")
    words, marks = _formatted(params.text("caption"), params.text("parse_mode"), raw)
    if entities.units(words) > CAPTION_UNITS:
        raise ApiError(400, "message caption is too long")
    fields: Json = {"caption": words} if words else {}
    return fields | ({"caption_entities": marks} if marks else {})


def _formatted(source: str, mode: str, raw: list[Json] | None) -> tuple[str, list[Json]]:
    if mode.lower() == "html":
        words, marks = entities.parse_html(source)
    elif mode:
        raise ApiError(400, "unsupported parse_mode")
    else:
        words, marks = source, raw or []
    words, marks = entities.trimmed(words, marks)
    covered = [
        (mark["offset"], mark["offset"] + mark["length"]) for mark in marks if mark["type"] in entities.CLOSED
    ]
    alone = [
        mark
        for mark in entities.found_in(words)
        if not any(start < mark["offset"] + mark["length"] and mark["offset"] < end for start, end in covered)
    ]
    return words, sorted(marks + alone, key=lambda mark: (mark["offset"], -mark["length"]))


def inline(params: Params) -> Json | None:
    """The inline keyboard of an edit; anything else there is refused."""
    raw = params.structure("reply_markup")
    if raw is None:
        return None
    if "inline_keyboard" not in raw:
        raise ApiError(400, "inline keyboard expected")
    return markup.checked_inline(raw)


def keyboards(params: Params) -> tuple[Json | None, Json | None]:
    """The inline keyboard, and what becomes of the one under the input field."""
    raw: Any = params.structure("reply_markup")
    if raw is None:
        return None, None
    if not isinstance(raw, dict):
        raise ApiError(400, "object expected as reply markup")
    if "inline_keyboard" in raw:
        return markup.checked_inline(raw), None
    return None, markup.checked_reply(raw)


def reply(stage: Stage, chat: Chat, params: Params) -> Json:
    parameters = params.structure("reply_parameters") or {}
    number = int(parameters.get("message_id") or params.integer("reply_to_message_id"))
    if not number:
        return {}
    try:
        original = stage.store.message(chat, number, purpose="be replied")
    except ApiError:
        if parameters.get("allow_sending_without_reply"):
            return {}
        raise
    answered = {name: value for name, value in original.as_wire().items() if name != "reply_to_message"}
    return {"reply_to_message": answered} | _quote(original.words, parameters)


def _quote(words: str, parameters: Json) -> Json:
    text = parameters.get("quote")
    if not text:
        return {}
    if parameters.get("quote_parse_mode", "").lower() == "html":
        text, _ = entities.parse_html(text)
    if text not in words:
        raise ApiError(400, "QUOTE_TEXT_INVALID")
    position = entities.units(words[: words.index(text)])
    return {"quote": {"text": text, "position": position, "is_manual": True}}


def photo(stage: Stage, params: Params, *, field: str, reference: str) -> StoredFile:
    upload = params.upload(field, reference)
    if upload is None:
        return _stored_file(stage, reference, of_photo=True)
    size = pictures.size(upload.data)
    if size is None:
        raise ApiError(400, "IMAGE_PROCESS_FAILED")
    if len(upload.data) > PHOTO_BYTES:
        raise ApiError(400, "too big file for a photo")
    return stage.store.add_file(upload.name, pictures.mime(upload.data), upload.data, size=size)


def document(stage: Stage, params: Params, *, field: str, reference: str) -> StoredFile:
    upload = params.upload(field, reference)
    if upload is None:
        return _stored_file(stage, reference, of_photo=False)
    if len(upload.data) > FILE_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise ApiError(400, "file must be non-empty")
    return stage.store.add_file(upload.name, upload.mime, upload.data)


def _stored_file(stage: Stage, file_id: str, *, of_photo: bool) -> StoredFile:
    """Return a stored file by its id. Raises ApiError 400 also for an address: the playground fetches nothing."""
    file = stage.store.files.get(file_id)
    if file is None:
        raise ApiError(400, "wrong file identifier/HTTP URL specified")
    if of_photo != bool(file.width):
        raise ApiError(400, "can't use file of one type as another")
    return file
