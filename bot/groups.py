"""Groups and channels: nobody is met there. The bot says once where it can be written to."""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message


class InGroup(Filter):
    """Passes what comes from anything but a private chat, a tap under an inline message too."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        said = event.message if isinstance(event, CallbackQuery) else event
        return said is None or said.chat.type != ChatType.PRIVATE
