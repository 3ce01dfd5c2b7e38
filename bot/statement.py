"""Telegram's own list of what was paid and paid back in Stars."""

from datetime import UTC, datetime
from typing import Final

from aiogram.types import StarTransaction, TransactionPartnerUser

from bot import app
from domain.plans.facts import STARS, Entry, Price
from domain.settings import Settings

_PAGE: Final = 100  # transactions in one answer, Bot API
_PAGES: Final = 1000


async def of_stars(settings: Settings) -> list[Entry]:
    """Return every payment and refund of a person, the oldest first. Raises errors of Telegram and the network."""
    entries: list[Entry] = []
    async with app.create_bot(settings) as bot:
        for page in range(_PAGES):
            part = (await bot.get_star_transactions(offset=page * _PAGE, limit=_PAGE)).transactions
            entries += [entry for each in part if (entry := _entry(each)) is not None]
            if len(part) < _PAGE:
                break
    return entries


def _entry(line: StarTransaction) -> Entry | None:
    """Return a payment of a person or its refund; None for the bot's other business, such as a withdrawal."""
    is_refund = line.source is None
    if not isinstance(line.receiver if is_refund else line.source, TransactionPartnerUser):
        return None
    at = line.date if isinstance(line.date, datetime) else datetime.fromtimestamp(int(line.date), UTC)
    return Entry(line.id, Price(line.amount, STARS), at, is_refund)
