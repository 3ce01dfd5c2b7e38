"""A dossier's time stamp by an authority on this machine, over real HTTP, and what is said where it answers badly, late or not at all."""

from hashlib import sha256
from pathlib import Path

import anyio
import anyio.lowlevel
import pytest
import typer
from pydantic import ValidationError

from bot import stamping
from domain import phrases
from domain.contact.facts import Document, Message
from domain.explain.facts import Language
from domain.logbook import page, stamps
from domain.logbook.facts import FaultError
from domain.settings import Settings
from jobs import dossier as command
from jobs.conversation.facts import Script, Turn
from jobs.conversation.play import Player
from jobs.conversation.screen import Screen
from jobs.conversation.world import Worlds
from tests import authority
from tests.authority import Authority
from tests.domain.logbook.test_rules import WHOLE

HEAD = stamps.head(WHOLE)


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority.begun(tmp_path_factory.mktemp("tsa"))


async def handed(
    tsa: Authority, url: str, *, language: Language = "en", left: list[Message] | None = None
) -> Message:
    settings = Settings(timestamp_url=url, timestamp_ca=tsa.root)
    body = page.render(WHOLE, phrases.speaker, language=language).encode()
    document = Document("vehicle-dossier.html", "text/html", body, HEAD)

    async def leave(message: Message, _stop: BaseException) -> None:
        await anyio.lowlevel.checkpoint()
        assert left is not None
        left.append(message)

    return await stamping.stamp(settings, Message((), document=document), leave=leave)


def body_of(message: Message) -> str:
    assert message.document is not None
    return message.document.body.decode()


def said(message: Message, language: Language) -> str:
    return phrases.speaker(language).say(message.lines[-1])


@pytest.fixture(scope="module")
def stamped(tsa: Authority) -> str:
    answer = tsa.answer(stamps.request(HEAD).as_bytes())
    return stamps.put(page.render(WHOLE, phrases.speaker, language="zh_Hans").encode(), answer).decode()


def verify(tmp_path: Path, text: str, roots: Path | None) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(text, encoding="utf-8")
    command.verify(file, key=WHOLE.statement.key, timestamp_ca=roots)


async def test_the_authority_gets_a_hash_alone_and_its_stamp_comes_with_the_file(
    tsa: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with authority.serving(tsa.answer) as server:
        message = await handed(tsa, server.url)
    verify(tmp_path, body_of(message), tsa.root)
    out, err = capsys.readouterr()

    (request,) = server.bodies
    assert sha256(HEAD).digest() in request
    assert len(request) < 80
    assert "stamped_by: CN=Test TSA" in out
    assert "stamped_at: 20" in out
    assert err == ""
    assert said(message, "en") == "🕰 It holds a time stamp by CN=Test TSA."
    assert said(message, "zh_Hans") == "🕰 已加盖时间戳，签发机构：CN=Test TSA。"


@pytest.mark.parametrize("way", ["late", "500", "garbage", "endless", "another's", "replayed", "down"])
async def test_without_a_stamp_that_holds_the_file_goes_out_and_says_so(
    tsa: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(stamping, "WITHIN_S", 0.3 if way == "late" else 5.0)
    answers = {
        "late": lambda _: None,
        "500": tsa.answer,
        "garbage": lambda _: b"<html>hello</html>",
        "endless": lambda _: bytes(100_000),
        "another's": lambda _: tsa.answer(stamps.request(b"another head").as_bytes()),
        "replayed": lambda _: tsa.answer(stamps.request(HEAD).as_bytes()),
        "down": tsa.answer,
    }
    with authority.serving(answers[way]) as server:
        server.status = 500 if way == "500" else 200
        message = await handed(tsa, "http://127.0.0.1:9/" if way == "down" else server.url)

    verify(tmp_path, body_of(message), None)
    with pytest.raises(typer.Exit):
        verify(tmp_path, body_of(message), tsa.root)
    assert stamps.text_in(body_of(message)) == stamps.NONE
    assert said(message, "en").startswith("🕰 It holds no time stamp")
    assert said(message, "zh_Hans").startswith("🕰 未加盖时间戳")


@pytest.mark.parametrize("reason", ["missing", "changed", "other", "root", "ca"])
def test_a_stamp_that_does_not_hold_is_refused_with_the_reason(
    tsa: Authority, stamped: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], reason: str
) -> None:
    answer, text, roots = stamps.text_in(stamped), stamped, tsa.root
    if reason == "missing":
        text = stamped.replace(answer, "")
    elif reason == "changed":
        text = stamped.replace(answer, f"{answer[:-8]}AAAA{answer[-4:]}")
    elif reason == "other":
        other = stamps.put(
            page.render(WHOLE, phrases.speaker, language="en").encode(),
            tsa.answer(stamps.request(b"?").as_bytes()),
        )
        text = other.decode()
    elif reason == "root":
        roots = tsa.other_root
    else:
        roots = tsa.folder / "serial"

    with pytest.raises(typer.Exit) as ended:
        verify(tmp_path, text, roots)
    assert ended.value.exit_code == 1
    assert f"[dossier_timestamp_{reason}]" in capsys.readouterr().err


def test_no_bit_of_time_hash_or_authority_changes_unseen(tsa: Authority, stamped: str) -> None:
    answer = stamps.answer_in(stamped)
    roots = tsa.root.read_bytes()
    genuine = stamps.check(answer, HEAD, roots=roots)
    for place in range(0, len(answer), 7):
        changed = answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :]
        try:
            again = stamps.check(changed, HEAD, roots=roots)
        except FaultError:
            continue
        assert again == genuine, place


def test_a_stamp_that_was_not_checked_is_told(
    stamped: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify(tmp_path, stamped, None)

    assert "The time stamp in the file was not checked" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url", ["http://tsa.example/", "https://user@tsa.example/", "http://localhost.evil.example/"]
)
def test_an_address_in_the_open_or_without_roots_is_refused(tsa: Authority, url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(timestamp_url=url, timestamp_ca=tsa.root)
    with pytest.raises(ValidationError):
        Settings(timestamp_url="https://tsa.example/")


def test_a_file_of_roots_that_holds_no_certificate_is_refused_at_the_start_with_the_reason(
    tsa: Authority,
) -> None:
    with pytest.raises(ValidationError, match="BEFOREHAND_TIMESTAMP_CA holds no certificates in PEM form"):
        Settings(timestamp_url="https://tsa.example/", timestamp_ca=tsa.folder / "serial")


async def test_a_stop_while_the_authority_is_waited_for_leaves_the_file_for_later(tsa: Authority) -> None:
    left: list[Message] = []
    with authority.serving(lambda _: None) as server, anyio.move_on_after(0.3):
        await handed(tsa, server.url, left=left)

    (message,) = left
    assert stamps.text_in(body_of(message)) == stamps.NONE
    assert said(message, "en").startswith("🕰 It holds no time stamp")


async def test_why_a_stamp_does_not_hold_is_logged(tsa: Authority, caplog: pytest.LogCaptureFixture) -> None:
    foreign = tsa.answer(stamps.request(b"another head").as_bytes())
    with authority.serving(lambda _: foreign) as server:
        await handed(tsa, server.url)

    assert "a dossier got no time stamp: timestamp_" in caplog.text


async def test_the_bot_hands_over_a_stamped_file(tsa: Authority, tmp_path: Path) -> None:
    turns = (Turn(say="give me the dossier for the buyer"), Turn(tap="Make the dossier"))
    script = Script("stamp", "en", turns)
    worlds = Worlds(tmp_path)
    world = worlds.begin(script)
    player = Player(script, worlds, world, Screen())
    with authority.serving(tsa.answer) as server:
        world.core.settings.timestamp_url, world.core.settings.timestamp_ca = server.url, tsa.root
        answers = [await player.turn(turn) for turn in turns]
    player.close()

    assert "It holds a time stamp by CN=Test TSA." in str(answers[-1])
