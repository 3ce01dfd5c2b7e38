"""Who asks for a person and then whether one is there is told who will answer."""

import pytest

from domain.core import Core
from tests.domain.dialogue.chat import begun


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.mark.parametrize("said", ["hey, am I talking to a bot again?", "喂，你到底是不是机器人啊"])
def test_a_request_that_is_open_is_told(core: Core, said: str) -> None:
    chat = begun(core, "en")
    chat.say("I want to talk to a human")
    answer = chat.say(said)

    assert {"topic.bot_asked", "topic.bot"}.intersection(chat.codes) == {"topic.bot_asked"}
    assert "will answer you here" in answer
    assert "tap the button" not in answer


def test_a_quotation_inside_a_sentence_has_no_stop_of_its_own(core: Core) -> None:
    chat = begun(core, "en")
    chat.say("I want to talk to a human")
    answer = chat.say("The garage promised me the car for Monday and nobody was there.")

    assert "nobody was there”." in answer
