"""The bot's client of the second reader, against a server on this machine that answers well, badly, late, or not at all."""

import gzip
import json
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot import reader
from domain import core as cores
from domain import phrases
from domain.core import Core
from domain.dialogue.facts import Intent
from domain.dialogue.second.facts import FAMILIES, Choice, Question
from domain.dialogue.topics import Topic
from domain.kit.clock import FixedClock
from domain.kit.loops import State
from domain.running import service as running
from domain.settings import Settings
from tests import pace, second
from tests.conftest import NOW
from tests.second import Answer, ModelServer, chooses, says

ASKED = Question("车总是往一边偏", "when")


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with second.serving() as one:
        yield one


@pytest.fixture
def core(settings: Settings, model: ModelServer) -> Iterator[Core]:
    changes = {"reader_url": model.url, "reader_model": "small", "reader_key": SecretStr("s3cret")}
    built = cores.build(settings.model_copy(update=changes), speaker=phrases.speaker)
    yield built
    built.engine.dispose()


async def read(core: Core, times: int = 1) -> list[Choice | None]:
    async with reader.connect(core) as one:
        assert one is not None
        return [await one.read(ASKED) for _ in range(times) if one.is_ready()]


def state(core: Core) -> State:
    return running.parts_here(core)["reader"].state


async def test_its_choice_comes_back(core: Core, model: ModelServer) -> None:
    model.answer = chooses("book", service="tyre_service")

    assert await read(core) == [Choice(Intent.BOOK, None, "tyre_service")]
    assert state(core) is State.RUNNING


async def test_a_question_comes_back_with_its_topic(core: Core, model: ModelServer) -> None:
    model.answer = chooses("question", topic="price")

    assert await read(core) == [Choice(Intent.QUESTION, Topic.PRICE)]


async def test_it_is_asked_by_the_protocol_with_its_key_and_a_schema_of_the_families(
    core: Core, model: ModelServer
) -> None:
    await read(core)

    (body,), (headers,) = map(json.loads, model.bodies), model.headers
    schema = body["response_format"]["json_schema"]["schema"]
    assert model.paths == ["/v1/chat/completions"]
    assert headers["authorization"] == "Bearer s3cret"
    assert body["model"] == "small"
    assert model.asked() == [{"text": ASKED.text, "state": "when"}]
    assert schema["properties"]["family"]["enum"] == [family.value for family in FAMILIES]
    assert not {"affirm", "negate"}.intersection(schema["properties"]["family"]["enum"])
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    "content",
    [
        "book it now",
        "```json\n{}\n```",
        "",
        "[]",
        "null",
        '"book"',
        {},
        {"family": "affirm"},
        {"family": "negate", "topic": "none", "service": "none"},
        {"family": "delete_everything"},
        {"family": ["book"]},
        {"family": "book", "topic": "limit"},
        {"family": "book", "service": "new_engine"},
        {"family": "book", "confirm": True},
        {"family": "book", "when": "2026-11-20T10:00", "slot": "1@2026-11-20"},
        {"family": "cancel", "number": 1042, "terms": "cancel (1042,)"},
        {"family": "book", "topic": "none", "service": "none" + " " * 1000},
    ],
)
async def test_what_is_no_choice_of_the_schema_is_ignored_without_a_rest(
    core: Core, model: ModelServer, content: object
) -> None:
    model.answer = says(content)

    assert await read(core, times=2) == [None, None]
    assert state(core) is State.RUNNING


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<html>busy</html>"),
        Answer(b"\xff\xfe"),
        Answer(b'{"choices": []}'),
        Answer(b'{"choices": [{"message": {"content": null}}]}'),
        Answer(b'{"choices": [{"message": {"content": "' + b"x" * 70_000 + b'"}}]}'),
        chooses("book", status=500),
        chooses("book", status=202),
        chooses("book", status=307, headers={"Location": "/v1/elsewhere"}),
        Answer(gzip.compress(chooses("book").body), headers={"Content-Encoding": "gzip"}),
        chooses("book", headers={"Content-Length": "999999"}),
    ],
    ids=["page", "bytes", "no-choice", "no-content", "huge", "500", "202", "redirect", "packed", "cut"],
)
async def test_after_an_answer_that_is_none_it_rests(core: Core, model: ModelServer, answer: Answer) -> None:
    model.answer = answer

    assert await read(core, times=3) == [None]
    assert len(model.paths) == 1
    assert state(core) is State.WAITING


async def test_two_seconds_are_all_it_has(
    core: Core, model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reader.WITHIN_S == 2
    monkeypatch.setattr(reader, "WITHIN_S", 0.2)
    model.answer = chooses("book", waits=True)

    assert await read(core, times=2) == [None]
    assert running.parts_here(core)["reader"].reason == "TimeoutError"


async def test_a_server_that_is_not_there_is_no_error(core: Core) -> None:
    core.settings.reader_url = "http://127.0.0.1:9/v1"

    assert await read(core, times=2) == [None]


async def test_after_a_rest_one_call_tries_it_again_and_then_it_is_well(
    core: Core, model: ModelServer
) -> None:
    model.answer = chooses("book", status=500)
    async with reader.connect(core) as one:
        assert one is not None
        assert await one.read(ASKED) is None
        assert not one.is_ready()
        one._rests_until = 0.0
        model.answer = chooses("book", meanwhile=lambda: ready.append(one.is_ready()))
        ready: list[bool] = []
        assert one.is_ready()
        assert await one.read(ASKED) == Choice(Intent.BOOK)
        assert ready == [False]
        assert one.is_ready()


async def test_the_log_of_a_failure_holds_neither_words_nor_key(
    core: Core, model: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    model.answer = Answer(ASKED.text.encode(), status=500)
    with caplog.at_level(logging.DEBUG):
        await read(core)

    assert "NoAnswerError" in caplog.text
    assert ASKED.text not in caplog.text
    assert "s3cret" not in caplog.text


async def test_without_an_address_there_is_none(core: Core, model: ModelServer) -> None:
    core.settings.reader_url = None
    async with reader.connect(core) as one:
        assert one is None
    assert model.paths == []


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_reader_of_a_killed_bot_is_no_part_that_stands_still_once_it_is_not_set_any_more(
    settings: Settings, database: str
) -> None:
    clock = FixedClock(NOW)
    killed, after = (cores.build(settings, clock=clock, speaker=phrases.speaker) for _ in range(2))
    killed.loops.begin(reader.NAME, patience_s=pace.patience(60))
    with killed.unit() as unit:
        running.note_loops(unit)
    clock.advance(timedelta(hours=1))
    with after.unit() as unit:
        assert running.parts(unit)[reader.NAME].state is State.STALLED
        running.forget_loop(unit, reader.NAME)
    with after.reading() as unit:
        assert running.parts(unit) == {}
    for each in (killed, after):
        each.engine.dispose()
