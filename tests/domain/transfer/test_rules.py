"""Whether a car can be taken over by a code."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.transfer.facts import Ended
from domain.transfer.rules import LIFE, denial

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
OPEN = {"ended_as": "", "expires_at": NOW + LIFE, "is_held": True, "is_own": False}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"ended_as": Ended.TAKEN}, "transfer_taken"),
        ({"ended_as": Ended.TAKEN, "is_held": False, "expires_at": NOW}, "transfer_taken"),
        ({"ended_as": Ended.WITHDRAWN}, "transfer_withdrawn"),
        ({"expires_at": NOW}, "transfer_expired"),
        ({"expires_at": NOW + timedelta(seconds=1)}, None),
        ({"is_held": False}, "transfer_stale"),
        ({"is_own": True}, "transfer_own"),
        ({"is_held": False, "is_own": True}, "transfer_stale"),
    ],
)
def test_a_code_says_why_it_hands_no_car_on(change: dict[str, object], code: str | None) -> None:
    assert denial(**(OPEN | change), now=NOW) == code  # type: ignore[arg-type]
