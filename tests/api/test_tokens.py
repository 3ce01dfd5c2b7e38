"""Tokens of the API: listed without their secrets, ending, revoked at once, and the day of their last use."""

from datetime import timedelta

from domain.kit.clock import FixedClock
from domain.registry import tokens
from tests.api.conftest import Caller, Door, Life

AGENDA = "/v1/centre/agenda?day=2026-11-19"


def named(door: Door, name: str, *, days: int = tokens.DAYS) -> Caller:
    with door.core.unit() as unit:
        return Caller(door, tokens.token(unit, "operator", name=name, days=days))


def test_the_list_names_every_token_and_shows_no_secret(door: Door, life: Life) -> None:
    desk = named(door, "Fleet desk", days=30)

    told = {each["name"]: each for each in desk.ask("GET", "/v1/tokens")["tokens"]}

    assert {each["role"] for each in told.values()} == {"operator", "centre", "owner"}
    assert told["Fleet desk"]["expires_at"] == "2026-12-18T02:00:00Z"
    assert told["centre 2026-11-18"]["centre_id"] == life.centre_id
    assert told["owner 2026-11-18"]["expires_at"] == "2027-05-17T02:00:00Z"
    for token in (desk.token, life.centre.token, life.owner.token):
        assert token.rpartition("_")[2] not in str(told)


def test_a_revoked_token_is_refused_at_the_next_request(door: Door, operator: Caller) -> None:
    lost = named(door, "Lost laptop")
    (found,) = (each for each in lost.ask("GET", "/v1/tokens")["tokens"] if each["name"] == "Lost laptop")

    assert operator.ask("DELETE", f"/v1/tokens/{found['id']}")["state"] == "revoked"
    assert lost.refused("GET", "/v1/tokens", status=401) == "token_unknown"
    assert operator.ask("DELETE", f"/v1/tokens/{found['id']}")["state"] == "revoked"
    listed = {each["name"] for each in operator.ask("GET", "/v1/tokens")["tokens"]}
    assert "Lost laptop" not in listed
    over = operator.ask("GET", "/v1/tokens?show=all")["tokens"]
    assert [each["state"] for each in over if each["name"] == "Lost laptop"] == ["revoked"]


def test_a_token_that_does_not_exist_cannot_be_revoked(operator: Caller) -> None:
    assert operator.refused("DELETE", "/v1/tokens/4711", status=404) == "access_token_unknown"


def test_a_token_warns_before_its_end_and_opens_nothing_after_it(
    door: Door, operator: Caller, clock: FixedClock
) -> None:
    desk = named(door, "Fleet desk", days=20)
    states = []
    for days in (0, 7, 12):
        clock.advance(timedelta(days=days))
        found = desk.ask("GET", "/v1/tokens")["tokens"]
        states += [each["state"] for each in found if each["name"] == "Fleet desk"]
    clock.advance(timedelta(days=1))

    assert states == ["live", "ending", "ending"]
    assert desk.refused("GET", "/v1/tokens", status=401) == "token_expired"
    assert [each["state"] for each in operator.ask("GET", "/v1/tokens?show=all")["tokens"]][-1] == "expired"


def test_an_expired_token_with_a_wrong_secret_is_merely_unknown(door: Door, clock: FixedClock) -> None:
    desk = named(door, "Fleet desk", days=1)
    clock.advance(timedelta(days=2))
    forged = Caller(door, desk.token[:-1] + ("0" if desk.token[-1] != "0" else "1"))

    assert forged.refused("GET", "/v1/tokens", status=401) == "token_unknown"


def test_the_list_shows_on_which_day_a_token_was_used_last(
    door: Door, life: Life, operator: Caller, clock: FixedClock
) -> None:
    def last(role: str) -> list[str | None]:
        found = operator.ask("GET", "/v1/tokens")["tokens"]
        return [each["last_used_on"] for each in found if each["role"] == role]

    assert last("centre") == [None]
    life.centre.ask("GET", AGENDA)
    clock.advance(timedelta(hours=3))
    life.centre.ask("GET", AGENDA)
    assert last("centre") == ["2026-11-18"]
    clock.advance(timedelta(days=2))
    assert last("centre") == ["2026-11-18"]
    life.centre.ask("GET", AGENDA)
    assert last("centre") == ["2026-11-20"]
    assert last("owner") == [None]
