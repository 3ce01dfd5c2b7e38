"""What the chat answers to who wants to see the page: a button where it can open there, a link elsewhere, or why there is none."""

import re

import pytest

from bot import render
from domain.core import Core
from domain.explain.facts import Language
from domain.signin import service as sessions
from tests.domain.dialogue.chat import begun


@pytest.mark.parametrize(("language", "wish"), [("en", "show my page"), ("zh_Hans", "打开我的页面")])
def test_the_page_opens_in_the_chat_by_https_and_by_a_link_elsewhere(
    core: Core, monkeypatch: pytest.MonkeyPatch, language: Language, wish: str
) -> None:
    chat = begun(core, language)
    assert "/help" in chat.say(wish)

    monkeypatch.setattr(core.settings, "public_url", "https://care.example")
    chat.say(wish)
    rendered = render.message(chat.reply.messages[0], tokens=(("t",), ("u",)), locale=language)
    assert rendered.keyboard is not None
    (app,), (other,) = rendered.keyboard.inline_keyboard
    assert app.web_app is not None
    assert (app.web_app.url, app.callback_data, other.callback_data) == ("https://care.example/my", None, "u")
    link = re.search(r"https://care\.example/my#(\S+)", chat.tap(chat.words("page.button.link")))
    assert link is not None
    with core.unit() as unit:
        session = sessions.who(unit, sessions.exchange(unit, link[1]))
    assert session.access.owner_id == chat.owner_id

    monkeypatch.setattr(core.settings, "public_url", "http://10.0.0.2:8000")
    assert "http://10.0.0.2:8000/my#" in chat.say("/page")
