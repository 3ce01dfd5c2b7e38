"""Trouble comes when it is ordered, and only then."""

from types import SimpleNamespace

import httpx
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.playground import app, stage
from bot.playground.client import Playground, User
from tests.bot.playground.conftest import Served


@pytest.fixture
def one_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits count by a clock that stands still, so that a busy machine does not let the second pass."""
    monkeypatch.setattr(stage, "time", SimpleNamespace(monotonic=lambda: 0.0))


@pytest.mark.usefixtures("one_instant")
async def test_the_second_message_within_a_second_has_to_wait(
    bot: Bot, people: Playground, alice: User
) -> None:
    people.limit(on=True)
    await bot.send_message(alice.id, "one")

    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.send_message(alice.id, "two")
    assert refusal.value.retry_after == 1
    people.limit(on=True, overall=1, per_chat=9)
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(people.user("小明", "zh-hans").id, "three")
    people.heal()
    await bot.send_message(alice.id, "four")


async def test_an_ordered_error_befalls_the_named_method_that_many_times(
    bot: Bot, people: Playground, alice: User
) -> None:
    people.fail("error", method="sendMessage", times=1)
    people.fail("error", code=403, description="bot was blocked by the user", chat_id=alice.id)

    await bot.get_me()
    with pytest.raises(TelegramServerError):
        await bot.send_message(alice.id, "x")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(alice.id, "x")
    await bot.send_message(alice.id, "x")
    assert len(people.messages(alice)) == 2


@pytest.mark.parametrize("kind", ["drop", "timeout"])
@pytest.mark.parametrize("accepted", [True, False])
async def test_a_lost_answer_leaves_open_whether_the_message_went_out(
    bot: Bot, people: Playground, alice: User, kind: str, *, accepted: bool
) -> None:
    people.fail(kind, method="sendMessage", accepted=accepted, seconds=0.1)

    with pytest.raises(TelegramNetworkError):
        await bot.send_message(alice.id, "x")
    assert len(people.messages(alice)) == 1 + accepted
    assert people.calls("sendMessage")[-1]["answer"] == "dropped"


async def test_a_duplicate_update_comes_once_more_after_it_was_confirmed(
    bot: Bot, people: Playground, alice: User
) -> None:
    people.duplicate_updates()
    [first] = await bot.get_updates()
    [again] = await bot.get_updates(offset=first.update_id + 1)

    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1) == []


async def test_every_call_is_written_down_with_its_answer(bot: Bot, people: Playground, alice: User) -> None:
    await bot.send_message(alice.id, "x", disable_notification=True)

    [call] = people.calls("sendMessage")
    assert call["params"] == {"chat_id": str(alice.id), "text": "x", "disable_notification": "true"}
    assert (call["status"], call["answer"]["ok"]) == (200, True)


async def test_another_token_and_an_unknown_method_are_refused(
    served: Served, bot: Bot, people: Playground
) -> None:
    async with Bot("43:OTHER", session=bot.session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{served.url}/bot{app.TOKEN}/sendPoem")

    assert (answer.status_code, answer.json()["description"]) == (404, "Not Found: method not found")


def test_the_page_is_served_and_acts_for_no_other_site(
    served: Served, people: Playground, alice: User
) -> None:
    page = httpx.get(served.url)
    foreign = httpx.post(
        f"{served.url}/playground/api/people/{alice.id}/say",
        json={"text": "x"},
        headers={"Origin": "https://evil.example"},
    )

    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert httpx.get(f"{served.url}/playground/page/..%2Fapp.py").status_code == 404
    assert foreign.status_code == 403
    assert len(people.messages(alice)) == 1


def test_a_file_from_the_chat_is_never_served_as_a_page(
    served: Served, people: Playground, alice: User
) -> None:
    sent = people.send_file(alice, "x.html", b"<script>alert(1)</script>")
    answer = httpx.get(f"{served.url}/playground/api/files/{sent['document']['file_id']}")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"


def test_the_panel_shows_cars_and_starts_their_stories(served: Served) -> None:
    panel = f"{served.url}/playground/api/cars"
    [car] = httpx.get(panel).json()["cars"]
    httpx.post(f"{panel}/v1/stories/leak").raise_for_status()

    assert (car["name"]["zh"], car["signals"][0]["unit"]) == ("白色两厢", "°C")
    assert served.cars.started == [("v1", "leak")]
    assert httpx.post(f"{panel}/v1/code").json() == {"code": "code-v1"}
