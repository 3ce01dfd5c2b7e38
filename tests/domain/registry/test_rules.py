from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Refusal
from domain.kit.classified import ASKED, Purpose
from domain.registry import rules

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("vin", "code"),
    [
        ("1M8GDM9AXKP04278", "vin_length"),
        ("1M8GDM9AXKP0427888", "vin_length"),
        ("IM8GDM9AXKP042788", "vin_letters"),
        ("1M8GDM9A1KP042788", "vin_check_digit"),
        ("LSGHD52H9ND000018", "vin_check_digit"),
        ("", "vin_length"),
    ],
)
def test_a_mistyped_vin_is_refused_with_its_reason(vin: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        rules.good_vin(vin)

    assert refusal.value.code == code


@pytest.mark.parametrize("vin", ["1M8GDM9AXKP042788", " 1m8gdm9axkp042788 ", "11111111111111111"])
def test_a_vin_with_the_right_check_digit_is_taken(vin: str) -> None:
    assert rules.good_vin(vin) == vin.strip().upper()


def test_a_european_vin_needs_no_check_digit() -> None:
    assert rules.good_vin("WVWZZZ1JZXW000001") == "WVWZZZ1JZXW000001"


def test_the_fifth_wrong_code_locks_for_ten_minutes_from_the_oldest_of_the_five() -> None:
    tries = [NOW - timedelta(minutes=minutes) for minutes in (9, 8, 3, 2)]
    assert rules.locked_until(tries, now=NOW) is None

    assert rules.locked_until([*tries, NOW], now=NOW) == NOW + timedelta(minutes=1)
    assert rules.locked_until([*tries, NOW], now=NOW + timedelta(minutes=2)) is None


def test_without_care_no_other_purpose_counts() -> None:
    yes = rules.Choice(given=True, expires_at=None)
    no = rules.Choice(given=False, expires_at=None)

    assert rules.in_force({Purpose.IMPROVE: yes}, now=NOW) == frozenset()
    assert rules.in_force({Purpose.CARE: no, Purpose.IMPROVE: yes}, now=NOW) == frozenset()
    assert rules.in_force({Purpose.CARE: yes, Purpose.IMPROVE: yes}, now=NOW) == {
        Purpose.CARE,
        Purpose.IMPROVE,
    }


def test_a_purpose_that_nothing_serves_does_not_count() -> None:
    yes = rules.Choice(given=True, expires_at=None)

    assert rules.in_force(dict.fromkeys(Purpose, yes), now=NOW) == frozenset(ASKED)


def test_a_consent_that_has_run_out_does_not_count() -> None:
    choices = {
        Purpose.CARE: rules.Choice(given=True, expires_at=None),
        Purpose.IMPROVE: rules.Choice(given=True, expires_at=NOW),
    }

    assert rules.in_force(choices, now=NOW - timedelta(seconds=1)) == set(choices)
    assert rules.in_force(choices, now=NOW) == {Purpose.CARE}
