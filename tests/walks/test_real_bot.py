"""The demo with a real bot: the chats are elsewhere, and the page shows the cars alone."""

import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from bot.playground import app as playground
from tests.pace import until
from tests.walks.conftest import served, settings_for
from tests.walks.stage import Stage

TOKEN = "7:ELSEWHERE"
BOT = "elsewhere_bot"
CAR = 1


@pytest.fixture(scope="module")
def telegram() -> Iterator[str]:
    """A Bot API server of its own, as Telegram is."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    application = playground.create_playground(token=TOKEN, username=BOT)
    server = uvicorn.Server(uvicorn.Config(application, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="module")
def real(telegram: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    settings = settings_for(
        tmp_path_factory.mktemp("real"), telegram_token=SecretStr(TOKEN), telegram_api=telegram
    )
    with served(settings) as one:
        yield one


def test_the_page_has_the_cars_and_not_the_chat(real: Stage) -> None:
    page = real.http.get("/").text

    assert "/playground/page/cars.js" in page
    assert "/playground/page/app.js" not in page
    for path in (f"/bot{TOKEN}/getMe", f"/bot{playground.TOKEN}/getMe", "/playground/api/people"):
        assert real.http.get(path).status_code == httpx.codes.NOT_FOUND


def test_the_page_knows_what_the_bot_is_called(real: Stage) -> None:
    until(lambda: real.http.get("/playground/api/bot").json() == {"username": BOT})


def test_another_site_gets_no_code(real: Stage) -> None:
    asked = real.http.post(f"/playground/api/cars/{CAR}/code", headers={"origin": "https://example.org"})

    assert asked.status_code == httpx.codes.FORBIDDEN


def test_the_code_on_the_page_links_the_car_and_a_story_warns_in_the_chat(real: Stage) -> None:
    ann = real.stranger("en")
    ann.opens(real.http.post(f"/playground/api/cars/{CAR}/code").json()["code"])
    asked = ann.hears("link.done")
    ann.presses("consent.agree", on=asked)
    ann.sees("consent.thanks", on=asked)
    status = real.demo.player.stages
    until(lambda: status[CAR].status.code == "demo.ready", seconds=60)

    real.http.post(f"/playground/api/cars/{CAR}/stories/coolant_leak")

    ann.hears("check.coolant_loop.title", seconds=90)
