"""Signing in to the pages: links, sessions, the second factor, and what no other site can do."""

import base64
import re
from datetime import timedelta

import pytest

from domain.kit.clock import FixedClock
from domain.registry import tokens
from domain.signin import factor, rules
from domain.signin.tables import PageSession, SecondFactor, SignInLink
from tests.api.conftest import Caller, Door, Life
from tests.api.pages.conftest import Browser, link


def code(secret: str, clock: FixedClock) -> str:
    key = base64.b32decode(secret)
    return rules.code(key, int(clock.now().timestamp()) // rules.STEP_S)


def secret_of(page: str) -> str:
    found = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert found
    return found[1]


def test_a_link_opens_one_session_and_a_look_at_it_uses_nothing_up(door: Door, life: Life) -> None:
    text = link(door, "centre", centre_id=life.centre_id)
    first, second = Browser(door), Browser(door)

    for _ in range(2):
        assert "在此登录" in first.reads(f"/sign-in/{text}")
    answer = first.enters(text)

    assert answer.headers["location"] == "/workshop"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie  # the test speaks plain http
    assert "已用过" in second.ask("POST", "/sign-in", status=401, data={"code": text}).text
    assert "本机" in first.reads("/sessions")


def test_a_link_ends_after_a_quarter_of_an_hour(door: Door, life: Life, clock: FixedClock) -> None:
    text = link(door, "centre", centre_id=life.centre_id)
    clock.advance(rules.LINK_LIFE)

    Browser(door).ask("POST", "/sign-in", status=401, data={"code": text})


def test_nothing_that_opens_a_page_is_stored(door: Door, life: Life) -> None:
    text = link(door, "centre", centre_id=life.centre_id)
    browser = Browser(door)
    browser.enters(text)

    with door.core.reading() as unit:
        from sqlmodel import select

        stored = str([unit.session.exec(select(table)).all() for table in (SignInLink, PageSession)])
    for secret in (text, browser.cookie):
        assert secret.rpartition("_")[2] not in stored


def test_a_session_and_a_token_do_not_open_each_others_doors(door: Door, desk: Browser, life: Life) -> None:
    secret = desk.cookie.partition("=")[2]
    as_token = "bce_" + secret.partition("_")[2]

    for text in (secret, as_token):
        assert Caller(door, text).refused("GET", "/v1/centre/handovers", status=401) == "token_unknown"
    desk.cookie, cookie = "", desk.cookie
    desk.ask("GET", "/sessions", status=401, headers={"authorization": f"Bearer {life.centre.token}"})
    desk.cookie = cookie
    desk.ask("GET", "/v1/centre/handovers", status=401)


def test_a_session_is_listed_and_ends_where_it_is_revoked(door: Door, desk: Browser, life: Life) -> None:
    other = Browser(door)
    other.enters(link(door, "centre", centre_id=life.centre_id, name="Old phone"))
    page = desk.reads("/sessions")
    assert "Old phone" in page
    assert "Front desk" in page

    number = re.findall(r"/sessions/(\d+)/end", page)[0]
    desk.sends(f"/sessions/{number}/end")

    other.ask("GET", "/sessions", status=401)
    desk.sends("/sign-out")
    desk.ask("GET", "/sessions", status=401)


def test_an_operator_ends_a_session_as_any_token(door: Door, desk: Browser, life: Life) -> None:
    operator = Caller(door, door.token("operator"))
    (found,) = (each for each in operator.ask("GET", "/v1/tokens")["tokens"] if each["name"] == "Front desk")
    operator.ask("DELETE", f"/v1/tokens/{found['id']}")

    desk.ask("GET", "/sessions", status=401)


def test_a_centre_ends_no_session_of_another(door: Door, desk: Browser, other_life: Life) -> None:
    stranger = Browser(door)
    stranger.enters(link(door, "centre", centre_id=other_life.centre_id))
    stranger.ask("GET", "/sessions")
    stranger.sends("/sessions/1/end", status=404)

    assert "Front desk" in desk.reads("/sessions")


def test_a_new_token_of_the_centre_leaves_who_is_signed_in(door: Door, desk: Browser, life: Life) -> None:
    with door.core.unit() as unit:
        tokens.only_token(unit, "centre", centre_id=life.centre_id)

    desk.ask("GET", "/sessions")
    life.centre.refused("GET", "/v1/centre/handovers", status=401)


@pytest.mark.parametrize(("pause", "status"), [(timedelta(days=9), 200), (rules.IDLE, 401)])
def test_a_session_that_nobody_uses_ends(
    desk: Browser, clock: FixedClock, pause: timedelta, status: int
) -> None:
    clock.advance(pause)
    desk.ask("GET", "/sessions", status=status)


def test_a_session_in_daily_use_ends_after_ninety_days(desk: Browser, clock: FixedClock) -> None:
    for _ in range(rules.LIFE.days - 1):
        clock.advance(timedelta(days=1))
        desk.ask("GET", "/sessions")
    clock.advance(timedelta(days=1))
    desk.ask("GET", "/sessions", status=401)


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_the_token_of_its_session_is_refused(desk: Browser, token: str) -> None:
    desk.ask("POST", "/sign-out", status=403, data={"csrf": token})
    desk.ask("GET", "/sessions")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_of_another_site_is_refused(door: Door, desk: Browser, life: Life, site: str) -> None:
    headers = {"sec-fetch-site": site}
    desk.ask("POST", "/sign-out", status=403, data={"csrf": desk.token}, headers=headers)
    text = link(door, "centre", centre_id=life.centre_id)
    desk.ask("POST", "/sign-in", status=403, data={"code": text}, headers=headers)
    desk.ask("GET", "/sessions")


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_form_of_another_origin_is_refused_by_older_browsers_too(
    door: Door, desk: Browser, life: Life, origin: str
) -> None:
    text = link(door, "centre", centre_id=life.centre_id)
    desk.ask("POST", "/sign-in", status=403, data={"code": text}, headers={"origin": origin})
    own = {"origin": "http://testserver.local"}
    desk.ask("POST", "/sign-out", status=303, data={"csrf": desk.token}, headers=own)


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("/workshop?day=2026-11-18", "/workshop?day=2026-11-18"),
        ("//evil.example", "/sessions"),
        ("/\\evil.example", "/sessions"),
        ("/中", "/sessions"),
        ("https://evil.example", "/sessions"),
    ],
)
def test_a_chosen_language_leads_back_to_a_page_of_ours_alone(
    desk: Browser, back: str, leads_to: str
) -> None:
    answer = desk.sends("/language", language="en", back=back)
    assert answer.headers["location"] == leads_to


def test_every_page_forbids_foreign_and_inline_scripts(desk: Browser) -> None:
    for path, status in (("/sessions", 200), ("/sign-in", 200), ("/sessions/99/end", 404)):
        method = "POST" if status == 404 else "GET"
        answer = desk.ask(
            method, path, status=status, data={"csrf": desk.token} if method == "POST" else None
        )
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", answer.text)


def test_an_operator_shows_nothing_before_the_code_and_enrols_once(
    operator: Browser, clock: FixedClock
) -> None:
    assert operator.ask("GET", "/sessions", status=303).headers["location"] == "/second-factor"
    page = operator.reads("/second-factor")
    secret = secret_of(page)
    assert f"otpauth://totp/Beforehand:Chen?secret={secret}&issuer=Beforehand" in page

    operator.sends("/second-factor", code=code(secret, clock))

    assert "Chen" in operator.reads("/sessions")
    assert secret not in operator.reads("/second-factor")


def test_a_code_is_right_once_and_a_wrong_one_changes_nothing(
    door: Door, operator: Browser, clock: FixedClock
) -> None:
    secret = secret_of(operator.reads("/second-factor"))
    right = code(secret, clock)
    assert "不正确" in operator.sends("/second-factor", status=422, code="000000").text
    operator.sends("/second-factor", code=right)
    again = Browser(door)
    again.enters(link(door, "operator", name="Chen"))
    again.ask("GET", "/second-factor")

    again.sends("/second-factor", status=422, code=right)
    again.ask("GET", "/sessions", status=303)
    clock.advance(timedelta(seconds=rules.STEP_S))
    again.sends("/second-factor", code=code(secret, clock))
    again.ask("GET", "/sessions")


def test_wide_digits_are_digits(operator: Browser, clock: FixedClock) -> None:
    secret = secret_of(operator.reads("/second-factor"))
    operator.sends("/second-factor", status=422, code="１２３４五六")
    wide = code(secret, clock).translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789"})
    operator.sends("/second-factor", code=wide)


def test_a_new_authenticator_ends_the_operators_browsers_and_links(
    door: Door, operator: Browser, clock: FixedClock
) -> None:
    operator.sends("/second-factor", code=code(secret_of(operator.reads("/second-factor")), clock))
    unused = link(door, "operator", name="Chen")
    with door.core.unit() as unit:
        factor.forget(unit, "Chen")

    operator.ask("GET", "/second-factor", status=401)
    operator.ask("GET", "/sessions", status=401)
    Browser(door).ask("POST", "/sign-in", status=401, data={"code": unused})
    again = Browser(door)
    again.enters(link(door, "operator", name="Chen"))
    assert secret_of(again.reads("/second-factor"))


def test_an_operator_called_like_an_officers_factor_has_one_of_their_own(
    door: Door, operator: Browser, officer: Browser
) -> None:
    odd = Browser(door)
    odd.enters(link(door, "operator", name="dpo:Chen"))
    assert len({secret_of(each.reads("/second-factor")) for each in (operator, officer, odd)}) == 3


def test_guessing_codes_ends_after_five(operator: Browser, clock: FixedClock) -> None:
    secret = secret_of(operator.reads("/second-factor"))
    for _ in range(rules.TRIES):
        operator.sends("/second-factor", status=422, code="000000")

    operator.sends("/second-factor", status=429, code=code(secret, clock))
    clock.advance(rules.TRIES_WITHIN)
    operator.sends("/second-factor", code=code(secret, clock))


def test_an_operator_is_asked_again_after_a_night(operator: Browser, clock: FixedClock) -> None:
    secret = secret_of(operator.reads("/second-factor"))
    operator.sends("/second-factor", code=code(secret, clock))
    clock.advance(timedelta(hours=11))
    operator.ask("GET", "/sessions")
    clock.advance(rules.CODE_AGAIN)

    operator.ask("GET", "/sessions", status=303)
    operator.ask("GET", "/second-factor")
    operator.sends("/second-factor", code=code(secret, clock))
    operator.ask("GET", "/sessions")


def test_an_open_page_that_polls_does_not_keep_an_operator_in(operator: Browser, clock: FixedClock) -> None:
    operator.sends("/second-factor", code=code(secret_of(operator.reads("/second-factor")), clock))
    for _ in range(2):
        for path in ("/operator/state", "/operator/calls/part", "/requests/part"):
            operator.ask("GET", path)
        clock.advance(rules.CODE_AGAIN / 2)

    operator.ask("GET", "/operator/state", status=303)


def test_the_secret_of_a_second_factor_is_sealed(door: Door, operator: Browser) -> None:
    secret = base64.b32decode(secret_of(operator.reads("/second-factor")))
    with door.core.reading() as unit:
        row = unit.session.get_one(SecondFactor, 1)
    assert secret not in row.secret


def test_the_language_is_chosen_once_and_kept(desk: Browser) -> None:
    assert '<html lang="zh-Hans">' in desk.reads("/sessions")
    desk.sends("/language", language="en", back="/sessions")
    assert '<html lang="en">' in desk.reads("/sessions")
    answer = desk.sends("/language", language="zh", back="//elsewhere.example")
    assert answer.headers["location"] == "/sessions"


def test_choosing_the_language_leads_back_to_what_was_shown(desk: Browser, life: Life) -> None:
    def back(page: str) -> str:
        return str(re.findall(r'name="back" value="([^"]*)"', page)[0])

    assert back(desk.reads("/workshop?day=2026-11-19&span=week")) == "/workshop?day=2026-11-19&span=week"
    assert (
        back(desk.sends("/capacity/stock", status=422, more={"stock.coolant_pump": "-1"}).text) == "/workshop"
    )


def test_the_operator_makes_a_link_for_a_centre_over_the_api(door: Door, life: Life) -> None:
    told = Caller(door, door.token("operator")).ask(
        "POST", f"/v1/centres/{life.centre_id}/sign-in", status=201
    )
    browser = Browser(door)

    assert browser.enters(told["link"].rpartition("/")[2]).headers["location"] == "/workshop"
    assert told["ends_at"] == "2026-11-18T02:15:00Z"
