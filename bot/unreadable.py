"""Updates that aiogram cannot read. They are skipped: otherwise Telegram would send them, and all later ones, again and again."""

import logging

from aiogram.exceptions import ClientDecodeError
from aiogram.types import Update
from pydantic import ValidationError

log = logging.getLogger(__name__)


def rescued(error: ClientDecodeError) -> tuple[list[Update], int | None]:
    """Return the updates of an answer that can be read, and the offset after all of them.

    Raises the error again where the answer is no list of updates.
    """
    raw = error.data.get("result") if isinstance(error.data, dict) else None
    result = raw if isinstance(raw, list) else []
    numbers = [number for each in result if (number := _number(each)) is not None]
    if not numbers or len(numbers) < len(result):
        raise error
    readable = [update for each in result if (update := _read(each)) is not None]
    log.error(
        "%d of %d updates cannot be read and are passed over", len(numbers) - len(readable), len(numbers)
    )
    return readable, max(numbers) + 1


def _number(raw: object) -> int | None:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int and 0 <= number < 2**63 else None


def _read(raw: object) -> Update | None:
    try:
        return Update.model_validate(raw)
    except ValidationError:
        return None
