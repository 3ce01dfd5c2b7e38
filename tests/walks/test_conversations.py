"""Whole conversations as owners have them, each held to what its script expects; docs/conversations.md shows them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import anyio
import pytest

from jobs.conversation import page, play, scripts
from jobs.conversation.world import Worlds
from tests.walks.judge import faults

RAW = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in page.files()}
ALL = [(name, script) for name, listed in RAW.items() for script in listed]
LEAST = 20  # scripts a language


def sections() -> Iterator[str]:
    for part in re.split(r"(?m)^(?=###? )", page.PAGE.read_text(encoding="utf-8")):
        if part.startswith("### "):
            yield part.strip()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """One place for the worlds of all scripts: schema and centres are made once."""
    return Worlds(tmp_path_factory.mktemp("worlds"))


@pytest.mark.parametrize("script", [script for _, script in ALL], ids=[script["id"] for _, script in ALL])
def test_a_conversation_goes_as_its_script_says_and_as_the_page_shows(
    script: dict[str, Any], worlds: Worlds
) -> None:
    (parsed,) = scripts.parsed(json.dumps(script).encode(), file="t.json")
    answer = anyio.run(play.play, parsed, worlds)

    assert faults(script, answer) == []
    assert page.section(parsed, answer).strip() in sections(), "run `python -m jobs.conversation.page`"


def test_the_page_shows_every_conversation_and_no_other() -> None:
    shown = [section.splitlines()[0].removeprefix("### ") for section in sections()]

    assert shown == [script["id"] for _, script in ALL]


def test_there_are_enough_conversations_in_each_language() -> None:
    languages = [script["lang"] for _, script in ALL]

    assert min(languages.count("zh"), languages.count("en")) >= LEAST


def test_no_two_conversations_have_the_same_name() -> None:
    names = [script["id"] for _, script in ALL]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", RAW)
def test_every_conversation_says_what_it_expects(name: str) -> None:
    silent = [
        script["id"]
        for script in RAW[name]
        if "end" not in script or not any("expect" in turn for turn in script["turns"])
    ]

    assert silent == []
