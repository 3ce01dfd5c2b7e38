"""Every method by its name, which the server reads without regard to case."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.methods import changing, paying, profile, receiving, sending
from bot.playground.stage import Stage
from bot.playground.wire import Params

Method = Callable[[Stage, Params], Awaitable[Any]]

_METHODS: tuple[Method, ...] = (
    receiving.get_updates,
    receiving.set_webhook,
    receiving.delete_webhook,
    receiving.get_webhook_info,
    receiving.answer_callback_query,
    receiving.get_file,
    sending.send_message,
    sending.send_photo,
    sending.send_document,
    sending.send_location,
    sending.send_venue,
    sending.send_contact,
    sending.send_chat_action,
    changing.edit_message_text,
    changing.edit_message_caption,
    changing.edit_message_media,
    changing.edit_message_reply_markup,
    changing.delete_message,
    changing.delete_messages,
    changing.pin_chat_message,
    changing.unpin_chat_message,
    changing.unpin_all_chat_messages,
    changing.set_message_reaction,
    paying.send_invoice,
    paying.create_invoice_link,
    paying.answer_pre_checkout_query,
    paying.refund_star_payment,
    paying.get_star_transactions,
    profile.get_me,
    profile.get_chat,
    profile.set_my_description,
    profile.get_my_description,
    profile.set_my_short_description,
    profile.get_my_short_description,
    profile.set_my_name,
    profile.get_my_name,
    profile.set_my_commands,
    profile.get_my_commands,
    profile.delete_my_commands,
    profile.set_chat_menu_button,
    profile.get_chat_menu_button,
)

BY_NAME = {getattr(method, "__name__", "").replace("_", ""): method for method in _METHODS}
