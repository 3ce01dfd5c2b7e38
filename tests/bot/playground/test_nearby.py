"""The playground is this machine's: no page of another site acts in it, and it calls nobody else."""

import httpx
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.playground import app, nearby
from bot.playground.client import Playground, User
from tests.bot.playground.conftest import Served


def status(url: str, method: str = "GET", **headers: str) -> int:
    return httpx.request(
        method, url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    ).status_code


@pytest.mark.parametrize(
    "path", ["/", "/playground/api/people", "/playground/page/app.js", "/bot{token}/getMe"]
)
def test_a_name_that_was_pointed_at_this_machine_is_not_answered(served: Served, path: str) -> None:
    url = served.url + path.format(token=app.TOKEN)

    assert status(url) == 200
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", ""):
        assert status(url, Host=host) in {400, 403}
    assert status(url, Host="localhost:1234") == 200
    assert status(url, Host="[::1]:1234") == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
def test_a_page_of_another_site_acts_neither_in_the_chat_nor_as_the_bot(
    served: Served, people: Playground, alice: User, origin: str
) -> None:
    before = len(people.messages(alice))
    say = f"{served.url}/playground/api/people/{alice.id}/say"
    send = f"{served.url}/bot{app.TOKEN}/sendMessage?chat_id={alice.id}&text=x"

    assert status(say, "POST", Origin=origin) == 403
    assert status(send, Origin=origin) == 403
    assert status(send, "POST", Origin=origin) == 403
    assert status(send, Sec_Fetch_Site="cross-site") == 403
    assert len(people.messages(alice)) == before
    assert status(send, Origin=served.url) == 200


def test_the_token_is_long_and_another_in_every_process() -> None:
    number, _, secret = app.TOKEN.partition(":")

    assert number.isdecimal()
    assert len(secret) >= 32
    assert secret != "PLAYGROUND"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/hook",
        "http://192.168.1.10/hook",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1:8000/",
        "http://localhost.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://user:word@127.0.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:192.168.1.1]/",
    ],
)
async def test_a_webhook_elsewhere_is_refused(bot: Bot, url: str) -> None:
    with pytest.raises(TelegramBadRequest, match="this machine"):
        await bot.set_webhook(url)
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/x", "http://localhost/x", "http://[::1]:9/x", "http://127.8.9.1/"]
)
def test_this_machine_is_known_by_its_names(url: str) -> None:
    assert nearby.is_this_machine(url)
