"""Whether a car can be taken over by a code; pure."""

from datetime import datetime, timedelta
from typing import Final

from domain.transfer.facts import Ended

LIFE: Final = timedelta(days=7)  # own choice: from the sale to the day on which the car is fetched


def denial(*, ended_as: str, expires_at: datetime, is_held: bool, is_own: bool, now: datetime) -> str | None:
    """Return the code of the refusal, None where the car can be taken over.

    is_held: who made the code has had the car ever since. is_own: it is who made the code that uses it.
    """
    if ended_as == Ended.TAKEN:
        return "transfer_taken"
    if ended_as:
        return "transfer_withdrawn"
    if expires_at <= now:
        return "transfer_expired"
    if not is_held:
        return "transfer_stale"
    return "transfer_own" if is_own else None
