"""A setting that is as wished already is said to be, and no Undo is shown that has nothing to undo."""

import pytest

from domain.core import Core
from tests.domain.dialogue.chat import begun
from tests.domain.dialogue.test_agreement import to_booking


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.mark.parametrize("said", ["quiet hours from 11pm to 7am please", "免打扰时间设成晚上11点到早上7点"])
def test_quiet_hours_that_are_so_already(core: Core, said: str) -> None:
    chat = begun(core, "en")
    chat.say(said)
    assert chat.codes == ["quiet.done"]

    chat.say(said)

    assert chat.codes == ["quiet.same"]
    assert chat.newest == []


@pytest.mark.parametrize("said", ["so the language remains English, yes?", "speak English please"])
def test_a_language_that_is_spoken_already(core: Core, said: str) -> None:
    chat = begun(core, "en")
    chat.say("speak English please")
    chat.say(said)

    assert "language.same" in chat.codes
    assert "language.done" not in chat.codes


def test_free_times_for_a_move_say_that_it_is_one(core: Core) -> None:
    chat = begun(core, "en")
    to_booking(chat)
    assert "ask.slot_moves" not in chat.codes
    chat.say("yes")
    chat.say("can you move it to the afternoon of Friday")

    assert chat.codes[:2] == ["ask.slot_moves", "ask.slot"]
