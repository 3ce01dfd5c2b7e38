"""What owners can always ask for works where any story has ended, whatever they did with its warning."""

import html
import io
import json
import re
import zipfile
from typing import Final

import pytest
from sqlmodel import col, select

from bot import render
from domain import phrases
from domain.alerts import service as alerts
from domain.alerts.facts import Case
from domain.alerts.tables import Alert
from domain.contact.facts import Message, Reply
from domain.core import Core, Unit
from domain.dialogue import service as dialogue
from domain.dialogue.commands import COMMANDS as ALL_COMMANDS
from domain.errors import Refusal
from domain.explain.facts import Language, Phrase
from domain.privacy import fields
from domain.registry import preferences
from domain.registry.tables import Owner
from domain.simulation.stories import STORIES
from tests.domain.dialogue.conftest import Ended, Town
from tests.domain.dialogue.odd import ODD, answered

COMMANDS: Final = ("car", "footprint", "history", "bookings", "privacy", "delete", "export", "help")
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh_Hans")
CODE = re.compile(r"\b(?:privacy|alert|check|visit|car|history|answer|ask|job)\.[a-z_]+[a-z0-9_.]*\b")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What owners do once a story has been told: verbs of the warning's buttons, or sentences.
COURSES: Final[tuple[tuple[str, ...], ...]] = (
    ("visit.book", "alert.right"),
    ("visit.other", "明天下午", "算了"),
    ("alert.wrong", "alert.right"),
    ("alert.later", "book a yearly service", "tomorrow afternoon"),
    ("visit.book", "move it to Friday", "2"),
    ("alert.more", "/language", "想约保养", "周四上午"),
    ("visit.book", "cancel my booking"),
    ("privacy.mode", "history", "保养记录"),
)


def ask(unit: Unit, owner: Owner, said: str, told: tuple[Case, ...]) -> Reply:
    """Do one thing of a course; a button that the warning does not have is passed over."""
    if "." not in said:
        return dialogue.converse(unit, owner, said)
    if said == "privacy.mode":
        return dialogue.VERBS[said](unit, owner, {"on": True})
    for case in told:
        shown = alerts.show(unit, owner.id, case.alert_id)
        for button in (each for row in shown.rows for each in row if each.verb == said):
            return dialogue.VERBS[said](unit, owner, button.params)
    return Reply()


def live(town: Town, person: Ended, course: tuple[str, ...]) -> None:
    for said in course:
        try:
            with town.core.unit() as unit:
                owner = unit.session.get_one(Owner, person.owner_id)
                told = alerts.alerts_of(unit, person.owner_id, person.vehicle_id)
                ask(unit, owner, said, told)
        except Refusal as refusal:
            is_sensible(Message((Phrase(f"refusal.{refusal.code}", refusal.params),)), "en")
    town.deliver()


def answers(core: Core, person: Ended, language: Language) -> dict[str, tuple[Message, ...]]:
    """Ask for everything there is, in a language."""
    with core.unit() as unit:
        preferences.set_locale(unit, person.owner_id, language)
        unit.session.flush()
        owner = unit.session.get_one(Owner, person.owner_id)
        return {name: dialogue.command(unit, owner, name, "").messages for name in COMMANDS}


def is_sensible(message: Message, language: Language) -> None:
    """A text in the reader's language, without a bare code, an empty place or a value that is none."""
    tokens = tuple(tuple("t" * 24 for _ in row) for row in message.rows)
    text = html.unescape(re.sub(r"<[^>]*>", "", render.message(message, tokens=tokens, locale=language).text))
    assert text.strip()
    assert bare_codes(text) == set()
    assert not re.search(r"\b(?:None|nan|inf)\b|[{}]|\(\)|: ?\.", text), text
    assert bool(CHINESE.search(text)) == (language == "zh_Hans") or language == "en", text


def bare_codes(text: str) -> set[str]:
    """Codes that stand where their words should."""
    return {each for each in CODE.findall(text) if each in phrases.TEXTS}


def is_whole(message: Message, person: Ended, language: Language) -> None:
    """A ZIP whose data any reader of JSON takes, and whose page is in the reader's language and runs nothing."""
    assert message.document is not None
    archive = zipfile.ZipFile(io.BytesIO(message.document.body))
    data = json.loads(archive.read("data.json"), parse_constant=refuse)
    page = archive.read("index.html").decode()
    assert {row["id"] for row in data["tables"]["owner"]["rows"]} == {person.owner_id}
    assert data["tables"]["feature_set"]["rows"]
    assert page.startswith("<!doctype html>")
    assert phrases.speaker(language).say(Phrase("privacy.page.title")) in page
    rows = [table["rows"] for table in data["tables"].values()]
    assert {name for name in fields.within(rows) if not data["fields"].get(name, {}).get("meaning")} == set()
    verbs = {row["verb"] for row in data["tables"]["action"]["rows"]}
    assert bare_codes(page) - verbs == set()


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


@pytest.mark.parametrize("code", STORIES)
def test_every_command_answers_at_the_end_of_a_story_and_after_what_its_owner_did(
    town: Town, code: str
) -> None:
    person = town.person(code)
    assert not person.story.expect or person.story.expect in told_of(town.core, person)
    number = list(STORIES).index(code)
    # On one database what was told is left alone, on the other its owner does something; with every story they change.
    is_left_alone = (number % 2 == 0) == (town.core.engine.dialect.name == "sqlite")
    live(town, person, () if is_left_alone else COURSES[number % len(COURSES)])
    for language in LANGUAGES:
        told = answers(town.core, person, language)
        for message in (each for messages in told.values() for each in messages):
            is_sensible(message, language)
        is_whole(told["export"][0], person, language)
        for message in after_odd_words(town.core, person, number=number):
            is_sensible(message, language)


def after_odd_words(core: Core, person: Ended, *, number: int) -> list[Message]:
    """What every command answers when each has other odd words behind it; with every story they move on by one."""
    found: list[Message] = []
    for place, name in enumerate(ALL_COMMANDS):
        with core.unit() as unit:
            owner = unit.session.get_one(Owner, person.owner_id)
            told = answered(unit, owner, name, ODD[(number + place) % len(ODD)])
        assert told, name
        found += told
    with core.reading() as unit:
        assert unit.session.get(Owner, person.owner_id) is not None
    return found


def told_of(core: Core, person: Ended) -> set[str]:
    with core.reading() as unit:
        chosen = select(Alert.check).where(Alert.owner_id == person.owner_id)
        return set(unit.session.exec(chosen.where(col(Alert.confirmed_at).is_not(None))))
