"""Every command meets bad surroundings with one line that says reason and cure, and never with a traceback."""

import itertools
import resource
import socket
import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pytest
from alembic.util.exc import CommandError
from pyarrow import parquet
from sqlmodel import col, update
from typer.testing import CliRunner

from domain.core import Core
from domain.db.tables import DataKey
from domain.explain.facts import Phrase
from domain.registry import service as registry
from domain.settings import Settings
from jobs import cli, speakers, trouble
from jobs.demo import folder
from tests.jobs import test_cli
from tests.jobs.test_cli import Shell

shell = test_cli.shell

SQLITE_COMMANDS = (
    ("admin", "vehicle", "list"),
    ("admin", "token", "operator"),
    ("db", "upgrade"),
    ("models", "list"),
    ("privacy", "footprint", "--chat", "1"),
    ("api",),
    ("ticker",),
    ("bot",),
    ("run",),
)


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logging_put_back: None) -> Path:
    """A folder without any database yet, that commands are told to use."""
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(tmp_path / "keys" / "master.json"))
    monkeypatch.delenv("BEFOREHAND_DATABASE_URL", raising=False)
    return tmp_path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.mark.parametrize("words", SQLITE_COMMANDS)
def test_a_database_of_another_program_is_left_alone(fresh: Path, words: tuple[str, ...]) -> None:
    (fresh / "data").mkdir()
    with sqlite3.connect(fresh / "data" / "control.db") as other:
        other.execute("CREATE TABLE customers (id INTEGER)")

    assert Shell().refusal(*words) == "database_foreign"
    with sqlite3.connect(fresh / "data" / "control.db") as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("customers",)]


@pytest.mark.parametrize("words", SQLITE_COMMANDS)
def test_a_file_that_is_no_database_is_told(fresh: Path, words: tuple[str, ...]) -> None:
    (fresh / "data").mkdir()
    (fresh / "data" / "control.db").write_bytes(b"this is a text and no database at all " * 100)

    assert Shell().refusal(*words) == "database_foreign"


@pytest.mark.parametrize("words", SQLITE_COMMANDS)
def test_a_newer_database_is_left_alone(
    shell: Shell, settings: Settings, core: Core, words: tuple[str, ...]
) -> None:
    core.engine.dispose()
    with sqlite3.connect(settings.data_dir / "control.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")

    assert shell.refusal(*words) == "database_newer"


@pytest.mark.parametrize(
    "written", ["", "{}", "no json", '{"master": 1}', '{"master": {"1": "%"}, "index": ""}']
)
def test_a_key_file_that_is_none_is_told_and_stays(fresh: Path, written: str) -> None:
    key_file = fresh / "keys" / "master.json"
    key_file.parent.mkdir()
    key_file.write_text(written)

    assert Shell().refusal("admin", "vehicle", "list") == "key_file_wrong"
    assert key_file.read_text() == written


def test_a_key_file_that_others_may_read_is_told(fresh: Path) -> None:
    shell = Shell()
    assert shell.run("admin", "vehicle", "list").exit_code == 0
    (fresh / "keys" / "master.json").chmod(0o644)

    assert shell.refusal("admin", "vehicle", "list") == "key_file_exposed"


def test_an_api_that_anybody_could_send_updates_to_does_not_start(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEFOREHAND_TELEGRAM_WEBHOOK_URL", "https://bot.example/telegram/webhook")

    assert shell.refusal("api", "--port", str(free_port())) == "webhook_secret_missing"


def test_another_master_key_is_told(shell: Shell, settings: Settings, core: Core) -> None:
    with core.unit() as unit:
        registry.meet(unit, 1, locale="en", zone="UTC")
    words = ("admin", "vehicle", "add", "--vin", test_cli.VIN, "--name", "A", "--model", "B")
    assert shell.run(*words).exit_code == 0
    settings.master_key_file.unlink()

    assert shell.refusal("admin", "vehicle", "list") == "key_file_other"


def test_a_damaged_value_is_not_told_as_another_master_key(shell: Shell, core: Core) -> None:
    with core.unit() as unit:
        owners = [registry.meet(unit, chat, locale="en", zone="UTC").id for chat in (1, 2)]
    with core.unit() as unit:
        unit.session.exec(update(DataKey).where(col(DataKey.owner_id) == owners[0]).values(wrapped=bytes(40)))

    assert shell.refusal("admin", "owner-token", "--chat", "1") == "value_damaged"
    assert shell.run("admin", "owner-token", "--chat", "2").exit_code == 0


def test_a_file_where_a_folder_is_needed_is_told(fresh: Path) -> None:
    (fresh / "data").write_text("not a folder")

    assert Shell().refusal("admin", "vehicle", "list") == "file_in_the_way"


@pytest.mark.parametrize("words", [("admin", "vehicle", "list"), ("db", "upgrade")])
def test_a_disk_that_takes_no_more_is_told(fresh: Path, words: tuple[str, ...]) -> None:
    no_more_than = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, no_more_than[1]))
    try:
        done = CliRunner().invoke(cli.app, words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, no_more_than)

    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.endswith("[disk_fails]")
    assert fresh.is_dir()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://127.0.0.1:1/nothing", "database_not_there"),
        ("nonsense", "database_url_wrong"),
        ("oracle://host/name", "database_url_wrong"),
    ],
)
@pytest.mark.parametrize("words", [("db", "upgrade"), ("api",), ("admin", "vehicle", "list")])
def test_a_database_that_cannot_be_reached_is_told(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, url: str, code: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("BEFOREHAND_DATABASE_URL", url)

    assert Shell().refusal(*words) == code
    assert fresh.is_dir()


@pytest.mark.parametrize("words", [("api",), ("run", "--demo")])
def test_a_taken_port_is_told_and_nothing_is_begun(fresh: Path, words: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = CliRunner().invoke(cli.app, [*words, "--port", str(port)])

    assert done.exit_code == 1
    assert f"Port {port} is taken" in done.stderr
    assert not (fresh / "demo").exists()


def test_a_host_that_is_not_here_is_told(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFOREHAND_API_HOST", "192.0.2.1")

    assert Shell().refusal("api") == "host_unknown"
    assert Shell().refusal("run", "--demo") == "host_unknown"
    assert not (fresh / "demo").exists()


def test_a_second_demo_leaves_the_first_ones_data_alone(fresh: Path) -> None:
    with folder.claimed(fresh / "demo"):
        kept = fresh / "demo" / "data" / "control.db"
        kept.parent.mkdir()
        kept.write_text("the first one's")

        assert Shell().refusal("run", "--demo", "--port", str(free_port())) == "demo_running"
        assert kept.read_text() == "the first one's"


def test_a_folder_that_no_demo_made_is_never_touched(fresh: Path) -> None:
    precious = fresh / "demo" / "data" / "thesis.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("years of work")

    assert Shell().refusal("run", "--demo", "--port", str(free_port())) == "demo_folder_foreign"
    assert precious.read_text() == "years of work"


def test_what_else_lies_in_the_demos_folder_stays(tmp_path: Path) -> None:
    with folder.claimed(tmp_path / "demo"):
        (tmp_path / "demo" / "data").mkdir()
        (tmp_path / "demo" / "notes.txt").write_text("mine")
    with folder.claimed(tmp_path / "demo"):
        assert not (tmp_path / "demo" / "data").exists()
        assert (tmp_path / "demo" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("token", ["nonsense", "12:34 56"])
def test_a_token_that_is_none_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("BEFOREHAND_TELEGRAM_TOKEN", token)

    assert shell.refusal("bot") == "telegram_token_wrong"


def recording(folder_: Path, name: str, text: str) -> str:
    file = folder_ / name
    file.write_text(text)
    return str(file)


SOC = "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.csv", "", "file_unreadable"),
        ("a.csv", f"at,{SOC}\n2026-11-18T02:00:00Z\n", "file_unreadable"),
        ("a.csv", f"at,{SOC}\n2026-11-18T02:00:00Z,high\n", "recording_values"),
        ("a.csv", "a,b\n1,2\n", "recording_columns"),
        ("a.csv", f"at,{SOC}\nyesterday,1\n", "recording_zone"),
        ("a.parquet", "no parquet", "file_unreadable"),
        ("a.txt", "x", "recording_kind"),
        ("twizy.csv", "trip,row,soc,speed,alt,temperature,humidity\n1,first,1,1,1,1,1\n", "recording_start"),
    ],
)
def test_a_recording_that_cannot_be_read_is_told(
    shell: Shell, tmp_path: Path, name: str, text: str, code: str
) -> None:
    done = shell.run("replay", recording(tmp_path, name, text), "--key", "bvk_x")

    assert done.exit_code == 1
    assert f"[{code}]" in done.stderr
    assert name in done.stderr


def test_a_known_recording_with_words_for_numbers_is_told(shell: Shell, tmp_path: Path) -> None:
    file = recording(tmp_path, "t.csv", "trip,row,soc,speed,alt,temperature,humidity\n1,first,1,1,1,1,1\n")

    words = ("replay", file, "--key", "bvk_x", "--start", "2026-11-18T02:00:00")
    assert shell.refusal(*words) == "recording_values"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("replay", "/nowhere/a.csv", "--key", "k"), "file_missing"),
        (("replay", "/", "--key", "k"), "file_is_folder"),
        (("replay", "/nowhere/a.csv", "--vehicle", "9"), "vehicle_unknown"),
        (("simulate", "nonsense"), "story_unknown"),
        (("evaluate", "nonsense"), "evaluation_unknown"),
        (("bench", "nonsense"), "bench_unknown"),
        (("understand", "hello", "--zone", "Nowhere/Town"), "zone_unknown"),
        (("when", "tomorrow", "--zone", "../etc"), "zone_unknown"),
        (("models", "show", "nonsense"), "model_unknown"),
        (("models", "trial", "nonsense", "--version", "1"), "model_unknown"),
        (("models", "promote", "nonsense", "--version", "1"), "model_unknown"),
        (("models", "rollback", "nonsense"), "nothing_at_work"),
        (("privacy", "footprint", "--chat", "1"), "owner_unknown"),
        (("admin", "vehicle", "key", "9"), "vehicle_unknown"),
        (("admin", "vehicle", "import", "/nowhere.csv"), "file_missing"),
        (("admin", "centre", "add", "/nowhere.toml"), "file_missing"),
        (("admin", "owner-token", "--chat", "1"), "owner_unknown"),
    ],
)
def test_every_command_meets_wrong_words_with_one_line(
    shell: Shell, words: tuple[str, ...], code: str
) -> None:
    assert shell.refusal(*words) == code


def test_a_port_that_answers_no_api_stops_a_replay(shell: Shell, tmp_path: Path) -> None:
    file = recording(tmp_path, "a.csv", f"at,{SOC}\n2026-11-18T02:00:00Z,50\n")

    for url in ("ftp://x", "nonsense", "http://127.0.0.1:1"):
        done = shell.run("replay", file, "--key", "k", "--url", url, "--json")
        assert done.exit_code == 1
        assert done.stderr.rstrip().endswith("[replay_stopped]")


@pytest.mark.parametrize(
    "line", ['{"text": "hello"', '{"text": "hello"}', '{"text": "hello", "intent": "sing"}', "[]", "\udcff"]
)
def test_a_line_that_cannot_be_learnt_from_is_named(shell: Shell, tmp_path: Path, line: str) -> None:
    good = '{"text": "hello", "intent": "greet"}\n'
    for name in ("zh.jsonl", "en.jsonl"):
        (tmp_path / name).write_bytes((good + line).encode(errors="surrogateescape"))

    done = shell.run("train", "intents", "--folder", str(tmp_path))

    assert done.exit_code == 1
    assert done.stderr.startswith("Line 2 of zh.jsonl")
    assert done.stderr.rstrip().endswith("[line_unreadable]")


@pytest.mark.parametrize(
    ("name", "set_", "file"),
    [
        ("battery_life", "battery_early_life", "train.parquet"),
        ("coolant", "coolant_loop_faults", "skab.parquet"),
    ],
)
@pytest.mark.parametrize("content", ["columns of something else", "no parquet at all"])
def test_data_of_another_form_are_told_with_what_they_were_meant_for(
    shell: Shell, tmp_path: Path, name: str, set_: str, file: str, content: str
) -> None:
    brought = tmp_path / set_ / file
    brought.parent.mkdir()
    if content == "no parquet at all":
        brought.write_text(content)
    else:
        parquet.write_table(pa.table({"a": [1, 2]}), brought)

    done = shell.run("evaluate", name, "--train", str(tmp_path), "--test", str(tmp_path))

    assert done.exit_code == 1
    assert done.stderr.rstrip().endswith("[data_unreadable]")
    assert f"the form that {name} needs" in done.stderr


def test_data_of_another_form_are_told(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()

    assert shell.refusal("train", "intents", "--folder", str(tmp_path / "train")) == "file_missing"


def test_every_reason_has_words_that_can_be_said() -> None:
    say = speakers.speaker("zh_Hans").say
    errors = (
        CommandError("Can't locate revision identified by 'x'"),
        FileNotFoundError(2, "No such file", "a.csv"),
        PermissionError(13, "Permission denied", "a.csv"),
        OSError(28, "No space left on device"),
        ExceptionGroup("several", [ValueError("x"), PermissionError(13, "no", "b")]),
    )

    for error in errors:
        found = trouble.refusal(error)
        assert found is not None
        assert say(Phrase(f"refusal.{found.code}", found.params))


def test_every_kind_of_trouble_is_there_under_its_name() -> None:
    for name in itertools.chain.from_iterable(kinds for kinds, _ in trouble.TELLERS):
        module, _, kind = name.rpartition(".")
        found = getattr(import_module(module), kind)
        assert f"{found.__module__}.{found.__qualname__}" == name


def test_a_refusal_is_told_without_loading_what_the_command_does_not_need(fresh: Path) -> None:
    code = "import sys, jobs.cli\ntry: jobs.cli.app(sys.argv[1:])\nfinally: print('aiogram' in sys.modules)"
    words = ("admin", "centre", "add", "nowhere.toml")

    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "False\n")
    assert done.stderr.rstrip().endswith("[file_missing]")
    assert fresh.is_dir()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_chinese_is_shown_escapes(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    words = ("-m", "jobs.cli", "when", "下周三", "--now", "2026-11-18T10:00")

    done = subprocess.run([sys.executable, *words], capture_output=True, check=False)

    assert done.returncode == 0
    assert b"\\u4e0b\\u5468\\u4e09" in done.stdout
    assert b"2026-11-25" in done.stdout


def test_a_bug_is_no_trouble_of_the_world() -> None:
    assert trouble.refusal(ValueError("a bug")) is None
    assert trouble.refusal(ExceptionGroup("bugs", [KeyError("a")])) is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("rnu", "Did you mean 'run'? – `beforehand --help`"),
        ("--bogus", "No such option: --bogus – `beforehand --help`"),
        ("run --bogus", "`beforehand run --help`"),
        ("admin vehcle list", "Did you mean 'vehicle'? – `beforehand admin --help`"),
        ("admin vehicle nonsense", "No such command 'nonsense' – `beforehand admin vehicle --help`"),
        ("admin vehicle key", "Missing argument 'vehicle'"),
        ("admin vehicle key one", "Invalid value for 'vehicle'"),
        ("admin vehicle list extra", "extra"),
        ("api --port 99999", "less than or equal to 65535"),
        ("api --port", "--port"),
        ("replay a.csv", "--vehicle or --key"),
        ("when tomorrow --now yesterday", "'yesterday'"),
        ("evaluate battery_soh --train /nowhere", "'/nowhere' does not exist"),
        ("train nonsense", "`beforehand train --help`"),
    ],
)
def test_what_is_mistyped_is_told_in_one_line_with_the_way_to_help(
    fresh: Path, typed: str, told: str
) -> None:
    done = CliRunner().invoke(cli.app, typed.split(), prog_name="beforehand")

    assert (done.exit_code, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert told in line
    assert line.endswith("--help` shows what can be asked for. [words_wrong]")
    assert not (fresh / "data").exists()


def test_a_group_of_commands_called_alone_shows_its_help_and_nothing_else() -> None:
    done = CliRunner().invoke(cli.app, ["admin"], prog_name="beforehand")

    assert done.exit_code == 2
    assert "Usage: beforehand admin" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_missing_recording_is_named(shell: Shell, tmp_path: Path, name: str) -> None:
    done = shell.run("replay", str(tmp_path / name), "--key", "k")

    assert done.stderr.startswith(f"{tmp_path / name} cannot be read.")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("field_soh", "vehicles.csv"),
        ("battery_soh", "cells.csv"),
        ("coolant", "readings.parquet"),
    ],
)
def test_brought_data_of_another_form_are_told_in_one_line_without_a_bar(
    shell: Shell, tmp_path: Path, name: str, file: str
) -> None:
    (tmp_path / file).write_text("a,b\n1,2\n")

    assert shell.refusal("evaluate", name, "--train", str(tmp_path)) != ""
