"""What a keyboard may hold, and where a button is on it."""

from collections.abc import Iterator

from bot.playground.facts import ApiError, Json

CALLBACK_DATA_BYTES = 64
COPY_TEXT_LENGTH = 256
STYLES = {"danger", "success", "primary"}
ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "disabled",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "pay",
)


def checked_inline(markup: Json) -> Json | None:
    """The inline keyboard as it is stored; an empty one removes the keyboard."""
    rows = [[_checked_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    return {"inline_keyboard": rows} if rows else None


def checked_reply(markup: Json) -> Json:
    for button in buttons(markup.get("keyboard", [])):
        if not button.get("text", "").strip():
            raise ApiError(400, "text buttons are allowed to be empty only in web apps")
        _check_style(button)
    return markup


def _checked_button(button: Json) -> Json:
    if not str(button.get("text", "")).strip():
        raise ApiError(400, "can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise ApiError(
            400, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise ApiError(400, "can't parse inline keyboard button: exactly one action is allowed for a button")
    _check_action(actions[0], button)
    _check_style(button)
    return button


def _check_action(action: str, button: Json) -> None:
    if action == "callback_data" and not 1 <= len(button[action].encode()) <= CALLBACK_DATA_BYTES:
        raise ApiError(400, "BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= len(button[action].get("text", "")) <= COPY_TEXT_LENGTH:
        raise ApiError(400, "BUTTON_COPY_TEXT_INVALID")
    if action == "url" and not button[action].startswith(("http://", "https://", "tg://", "mailto:", "tel:")):
        raise ApiError(400, f"inline keyboard button URL '{button[action]}' is invalid: Wrong HTTP URL")


def _check_style(button: Json) -> None:
    if button.get("style") is not None and button["style"] not in STYLES:
        raise ApiError(400, f'can\'t parse keyboard button: unknown style "{button["style"]}"')


def buttons(rows: list[list[Json]]) -> Iterator[Json]:
    for row in rows:
        yield from row


def button_on(rows: list[list[Json]], *, text: str | None, index: int | None) -> Json | None:
    """By place (counted row by row from 0), by its exact text, or else by a part of it."""
    every = list(buttons(rows))
    if index is not None:
        return every[index] if 0 <= index < len(every) else None
    if not text:
        return None
    exact = [button for button in every if button["text"] == text]
    partly = [button for button in every if text in button["text"]]
    return next(iter(exact or partly), None)
