"""Whatever the assistant suggests or shows is understood when it is typed, in the state in which it is shown."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from domain import phrases
from domain.contact.facts import Reply
from domain.core import Core, Unit
from domain.dialogue import commands, store
from domain.dialogue import service as dialogue
from domain.errors import Refusal
from domain.explain import catalogue
from domain.explain.facts import Language
from domain.registry import service as registry
from domain.registry.facts import Serviced
from domain.registry.tables import Owner
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat, begun

LANGUAGES: tuple[Language, ...] = ("en", "zh_Hans")
NOT_UNDERSTOOD = {"answer.cannot", "ask.meant", "answer.not_yes"}
_QUOTED = re.compile(r"[“「]([^”」{}]+)[”」]")


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture(params=LANGUAGES)
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


def says(*turns: str) -> Callable[[Chat], None]:
    """Reach a state by what is written; “#n” presses the n-th button of the last message, from 0."""

    def reach(chat: Chat) -> None:
        for turn in turns:
            if turn.startswith("#"):
                chat.press(chat.newest[int(turn[1:])].token)
            else:
                chat.say(turn)

    return reach


def on_record(chat: Chat) -> None:
    with chat.core.unit() as unit:
        (car,) = registry.vehicles_of(unit, chat.owner_id)
        services.record(unit, chat.owner_id, car.id, Serviced("yearly_service", date(2025, 5, 1), 12_000.0))


def with_record(*turns: str) -> Callable[[Chat], None]:
    def reach(chat: Chat) -> None:
        on_record(chat)
        says(*turns)(chat)

    return reach


BOOKED = ("book an inspection tomorrow afternoon", "#1", "yes")
TWO = (*BOOKED, "book brake pads on Friday afternoon", "#1", "yes")
STATES: dict[str, Callable[[Chat], None]] = {
    "menu": says("order me a pizza"),
    "meant": says("about my car and the appointment"),
    "job": says("I want to book something"),
    "reading": says("book an inspection next Friday"),
    "slot": says("book an inspection tomorrow afternoon", "#4"),
    "which": says("book an inspection tomorrow afternoon", "#4", "yes"),
    "none_free": says("book an inspection on Sunday"),
    "first": says("book an inspection tomorrow afternoon"),
    "booking": says("book an inspection tomorrow afternoon", "#1"),
    "change": says("book an inspection tomorrow afternoon", "#1", "#1"),
    "booked": says(*BOOKED),
    "moving": says(*BOOKED, "move it to Friday afternoon", "#1"),
    "cancelling": says(*BOOKED, "cancel my booking"),
    "visit": says(*TWO, "cancel a booking"),
    "stop_or_cancel": says(*BOOKED, "book brake pads on Friday afternoon", "cancel"),
    "done_on": with_record("/history", "#0", "#0"),
    "done_km": with_record("/history", "#0", "#1"),
    "correcting": with_record("/history", "#0", "#0", "6 May 2025"),
    "erasing": with_record("/history", "#0", "#2"),
    "entry": with_record("/history", "#0"),
    "over": says(*BOOKED, "#0", "#1"),
    **{f"/{name}": says(f"/{name}") for name in commands.COMMANDS},
    "unlinking": says("/car", "#2"),
    "consent": says("/privacy", "#1"),
    "deleting": says("/delete", "#1"),
    "language": says("/language", "#1"),
}


def outcome(chat: Chat, answer: Callable[[Unit, Owner], Reply]) -> object:
    """What is said, and where the talk stands after it; nothing of it is kept."""
    with chat.core.unit() as unit:
        try:
            reply = answer(unit, unit.session.get_one(Owner, chat.owner_id))
            shown = (reply.edit, *reply.messages)
            codes = [line.code for message in shown if message for line in message.lines]
            left = unit.session.get(Owner, chat.owner_id)
            return codes, left and store.load(unit, chat.owner_id)
        except Refusal as refusal:
            return refusal.code
        finally:
            unit.session.rollback()


@pytest.mark.parametrize("name", STATES)
def test_a_label_that_is_typed_is_a_tap_on_its_button(chat: Chat, name: str) -> None:
    STATES[name](chat)
    shown = list(chat.newest)

    assert shown or chat.codes
    for button in shown:
        typed = outcome(chat, lambda unit, owner, said=button.label: dialogue.converse(unit, owner, said))  # type: ignore[misc]
        tapped = outcome(chat, lambda unit, owner, token=button.token: dialogue.press(unit, owner, token))  # type: ignore[misc]
        assert typed == tapped, button.label


def heard(chat: Chat, text: str) -> set[str]:
    chat.say(text)
    return set(chat.codes)


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_a_command_is_understood_with_and_without_its_slash(chat: Chat, name: str) -> None:
    expected = heard(chat, f"/{name}")

    for word in (name, name.capitalize(), *commands.WORDS[name].split("|")):
        chat.say("/help")  # or "delete" would answer the question that /delete puts
        assert heard(chat, word) == expected, word
        chat.say("/help")
        assert heard(chat, f"/{word}") == expected, word


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_a_line_of_the_help_is_understood_for_its_command(chat: Chat, name: str) -> None:
    expected = heard(chat, f"/{name}")

    assert heard(chat, chat.words(f"help.{name}")) == expected


def suggested(language: Language) -> Iterator[tuple[str, str]]:
    """Every sentence in quotation marks that some text of the assistant shows, with the text's code."""
    say = catalogue.load(language).gettext
    for code, text in phrases.TEXTS.items():
        # What is due beside a summary is answered in that one alone (test_due_beside); the data copy quotes values.
        if isinstance(text, str) and not code.startswith(
            ("refusal.", "check.", "bundle.due", "privacy.readme.")
        ):
            yield from ((code, said) for said in _QUOTED.findall(say(text)))


SHOWN_IN = {
    "ask.change": "change",
    "answer.not_yes": "booking",
    "answer.put_off": "booking",
    "ask.job": "job",
    "ask.slot_which": "which",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_the_assistant_suggests_is_understood(core: Core, language: Language) -> None:
    chat = begun(core, language)
    said = list(suggested(language))
    lost = []

    assert said
    for code, text in said:
        if code in SHOWN_IN:
            STATES[SHOWN_IN[code]](chat)
        elif code.startswith("rating."):
            chat.say(chat.words("choice.drop"))  # it is of a warning, and answers no summary
        if heard(chat, text) & NOT_UNDERSTOOD:
            lost.append((code, text))

    assert lost == []


@pytest.mark.parametrize("word", sorted(commands.SPOKEN))
def test_a_word_with_a_slash_that_is_no_command_is_heard_as_a_word(chat: Chat, word: str) -> None:
    assert heard(chat, f"/{word}") == heard(chat, word)
