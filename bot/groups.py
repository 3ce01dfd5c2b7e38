"""Groups and channels: nobody is registered there; the bot says once where to write to it."""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message


class InGroup(Filter):
    """Filter for updates from anything but a private chat, including taps under inline messages."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        message = event.message if isinstance(event, CallbackQuery) else event
        return message is None or message.chat.type != ChatType.PRIVATE
