"""A browser at the pages: its cookie, its form tokens, and what it reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from httpx import Response

from domain.signin import service as sessions
from tests.api import conftest as stage
from tests.api.conftest import Door, Life

app = stage.app
centre_entry = stage.centre_entry
centre_id = stage.centre_id
door = stage.door
life = stage.life
other_life = stage.other_life

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@pytest.fixture
def database() -> str:
    """What two databases could do differently is tried in tests/domain/signin."""
    return "sqlite"


@dataclass
class Browser:
    """One browser. language: what it asks for. bearer: a token of the API that it sends, where it is none."""

    door: Door
    language: str = "zh-CN"
    cookie: str = ""
    token: str = field(default="", repr=False)
    bearer: str = ""

    def ask(self, method: str, path: str, *, status: int = 200, **more: Any) -> Response:
        headers = {"accept-language": self.language, **more.pop("headers", {})}
        if self.cookie:
            headers["cookie"] = self.cookie
        if self.bearer:
            headers["authorization"] = f"Bearer {self.bearer}"
        answer = self.door.http.request(method, path, headers=headers, follow_redirects=False, **more)
        self.door.http.cookies.clear()
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        assert status in {0, answer.status_code}, answer.text
        return answer

    def tries(self, method: str, path: str) -> int:
        """Return the status of a call with no more than the form's token."""
        data = {"csrf": self.token} if method == "POST" else None
        return self.ask(method, path, status=0, data=data).status_code

    def reads(self, path: str, *, status: int = 200, **more: Any) -> str:
        return unescape(self.ask("GET", path, status=status, **more).text)

    def sends(
        self, path: str, *, status: int = 303, more: Mapping[str, str] | None = None, **fields: str
    ) -> Response:
        """Send a form; more: fields whose names are no words of Python's."""
        return self.ask("POST", path, status=status, data={"csrf": self.token, **(more or {}), **fields})

    def enters(self, link: str) -> Response:
        answer = self.ask("POST", "/sign-in", status=303, data={"code": link})
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer


def link(door: Door, role: str, *, centre_id: int | None = None, name: str = "Front desk") -> str:
    with door.core.unit() as unit:
        return sessions.link(unit, role, centre_id=centre_id, name=name).text


@pytest.fixture
def desk(door: Door, life: Life) -> Browser:
    """A browser that is signed in for the centre."""
    browser = Browser(door)
    browser.enters(link(door, "centre", centre_id=life.centre_id))
    browser.ask("GET", "/sessions")
    return browser


@pytest.fixture
def operator(door: Door) -> Browser:
    """A browser of an operator who still owes the code."""
    browser = Browser(door)
    browser.enters(link(door, "operator", name="Chen"))
    return browser


@pytest.fixture
def officer(door: Door) -> Browser:
    """A browser of a data protection officer who still owes the code."""
    browser = Browser(door)
    browser.enters(link(door, "dpo", name="Chen"))
    return browser
