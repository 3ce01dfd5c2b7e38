"""What a Bot API server of an earlier version does not know, said without it.

Owners may keep a server of their own (`BEFOREHAND_TELEGRAM_API`). Times that can be tapped came with version 9.5, buttons that
are shown and cannot be pressed with 10.3.
"""

import re
from typing import Any, Final

from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

_TIME: Final = re.compile(r"</?tg-time[^>]*>")
_SIGNS: Final = ("tg-time", "unallowed in the inline keyboard")
_NOTHING: Final = "-"  # no button's token: a press of it is answered that it can no longer be used


def is_unknown(error: TelegramBadRequest) -> bool:
    """Whether a server refused a message for a part of it that it does not know."""
    return any(sign in error.message for sign in _SIGNS)


def without(method: TelegramMethod[Any]) -> TelegramMethod[Any]:
    """Return the same call without tappable times and disabled buttons."""
    changes: dict[str, Any] = {
        name: _TIME.sub("", text)
        for name in ("text", "caption")
        if isinstance(text := getattr(method, name, None), str)
    }
    markup = getattr(method, "reply_markup", None)
    if isinstance(markup, InlineKeyboardMarkup):
        rows = [[_enabled(button) for button in row] for row in markup.inline_keyboard]
        changes["reply_markup"] = InlineKeyboardMarkup(inline_keyboard=rows)
    return method.model_copy(update=changes)


def _enabled(button: InlineKeyboardButton) -> InlineKeyboardButton:
    if button.disabled is None:
        return button
    return InlineKeyboardButton(text=button.text, callback_data=_NOTHING)
