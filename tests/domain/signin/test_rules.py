"""Codes of the second factor."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.signin import rules

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_a_code_is_that_of_rfc_6238(second: int, expected: str) -> None:
    assert rules.code(SECRET, second // rules.STEP_S, digits=8) == expected


@pytest.mark.parametrize(
    ("seconds", "is_taken"), [(-30, True), (0, True), (30, True), (60, False), (-60, False)]
)
def test_a_clock_may_be_half_a_minute_off(seconds: int, *, is_taken: bool) -> None:
    now = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
    typed = rules.code(SECRET, int((now + timedelta(seconds=seconds)).timestamp()) // rules.STEP_S)

    assert (rules.step_of(SECRET, typed, now=now, after=0) is not None) is is_taken


def test_a_code_that_was_used_is_of_no_later_step() -> None:
    now = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
    step = int(now.timestamp()) // rules.STEP_S

    assert rules.step_of(SECRET, rules.code(SECRET, step), now=now, after=step) is None
    assert (
        rules.step_of(
            SECRET, f" {rules.code(SECRET, step)[:3]} {rules.code(SECRET, step)[3:]}", now=now, after=0
        )
        == step
    )
