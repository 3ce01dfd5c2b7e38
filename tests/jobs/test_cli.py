import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from domain.core import Core
from domain.errors import Refusal
from domain.registry import service as registry
from domain.registry import tokens
from domain.registry.tables import Vehicle
from domain.settings import Settings
from jobs import cli
from tests.house.test_docs import commands

ROOT = Path(__file__).parents[2]
VIN = "ZZ9SMCAR4SX900001"
CENTRE = """
code = "pudong"
name = "Pudong Service"
bays = ["A"]
technicians = { Li = ["general"] }
hours = [{ weekday = "mon", opens = 09:00:00, closes = 18:00:00 }]
"""
ADD = ("admin", "vehicle", "add", "--vin", VIN, "--name", "Blue 7", "--model", "Lark 60")


class Shell:
    """Types commands; the settings are those of the test's own database."""

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(cli.app, list(words))

    def answer(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def refusal(self, *words: str) -> str:
        """Return the code of a refusal, which is one line on stderr."""
        done = self.run(*words)
        assert done.exit_code == 1, done.output
        assert "Traceback" not in done.output
        assert done.stdout == ""
        (line,) = done.stderr.splitlines()
        return line.rpartition("[")[2].rstrip("]")


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def shell(settings: Settings, monkeypatch: pytest.MonkeyPatch, logging_put_back: None) -> Shell:
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))
    monkeypatch.delenv("BEFOREHAND_TELEGRAM_TOKEN", raising=False)
    return Shell()


def test_help_names_every_command_without_loading_one() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import sys, jobs.cli; print(*{n.split('.')[0] for n in sys.modules})"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert not {"aiogram", "sqlmodel", "litestar", "numpy", "sklearn"} & set(found.stdout.split())
    help_text = CliRunner().invoke(cli.app, ["--help"]).stdout
    assert [name for name in cli.COMMANDS if name not in help_text] == []


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    for words in commands(name, cli.load(name)):
        done = CliRunner().invoke(cli.app, [*words.split(), "--help"])

        assert done.exit_code == 0, words
        assert "Usage" in done.stdout


def test_the_version_is_that_of_the_changelogs_newest_release(shell: Shell) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    (released, *_) = re.findall(r"^## (\d+\.\d+\.\d+)", changelog, flags=re.MULTILINE)

    assert shell.run("--version").stdout == f"beforehand {released}\n"


def test_a_command_that_is_not_there_is_no_refusal() -> None:
    assert CliRunner().invoke(cli.app, ["rnu"]).exit_code == 2


def test_a_registered_car_is_listed_without_its_vin(shell: Shell) -> None:
    added = shell.answer(*ADD)

    assert added["vin"] == "*" * 13 + VIN[-4:]
    assert shell.answer("admin", "vehicle", "list") == [added]


def test_what_is_told_to_people_is_plain(shell: Shell) -> None:
    assert "name: Blue 7" in shell.run(*ADD).stdout
    assert "Lark 60" in shell.run("admin", "vehicle", "list").stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*ADD, "--vin", "ZZ9"), "vin_length"),
        ((*ADD, "--zone", "Mars"), "zone_unknown"),
        ((*ADD, "--centre", "nowhere"), "centre_code_unknown"),
        ((*ADD, "--front-kpa", "2.5"), "entry_invalid"),
        (("admin", "vehicle", "key", "9"), "vehicle_unknown"),
        (("admin", "vehicle", "link-code", "9"), "vehicle_unknown"),
        (("admin", "vehicle", "import", "nowhere.csv"), "file_missing"),
        (("admin", "centre", "add", "nowhere.toml"), "file_missing"),
        (("admin", "token", "centre", "nowhere"), "centre_unknown"),
        (("admin", "owner-token", "--chat", "9"), "owner_unknown"),
        (("privacy", "footprint", "--chat", "9"), "owner_unknown"),
        (("admin", "token", "revoke", "9"), "access_token_unknown"),
        (("simulate", "nowhere"), "story_unknown"),
        (("bench", "nowhere"), "bench_unknown"),
        (("replay", "nowhere.csv", "--vehicle", "9"), "vehicle_unknown"),
        (("run",), "telegram_token_missing"),
        (("bot",), "telegram_token_missing"),
    ],
)
def test_a_refusal_is_one_line_and_changes_nothing(
    shell: Shell, core: Core, words: tuple[str, ...], code: str
) -> None:
    assert shell.refusal(*words) == code
    with core.reading() as unit:
        assert unit.session.get(Vehicle, 1) is None


def test_a_setting_that_cannot_be_read_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEFOREHAND_API_PORT", "many")

    done = shell.run("admin", "vehicle", "list")
    assert done.exit_code == 1
    assert "BEFOREHAND_API_PORT" in done.stderr


def test_key_code_and_tokens_open_what_they_are_for(shell: Shell, core: Core, tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_text(CENTRE)
    shell.answer("admin", "centre", "add", str(tmp_path / "centre.toml"))
    shell.answer(*ADD)
    with core.unit() as unit:
        registry.meet(unit, 5, locale="en", zone="UTC")
    key = shell.answer("admin", "vehicle", "key", "1")["key"]
    made = [
        shell.answer("admin", *words)["token"]
        for words in (("token", "operator"), ("token", "centre", "pudong"), ("owner-token", "--chat", "5"))
    ]

    with core.reading() as unit:
        assert registry.vehicle_of_key(unit, key).id == 1
        assert [tokens.who(unit, token).role for token in made] == ["operator", "centre", "owner"]


def test_a_code_of_the_command_links_a_chat(shell: Shell) -> None:
    shell.answer(*ADD)
    made = shell.answer("admin", "vehicle", "link-code", "1", "--role", "driver")

    assert made["role"] == "driver"
    assert len(made["code"]) == 8


def test_a_sheet_with_a_bad_row_registers_the_good_ones_and_fails(shell: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "cars.csv"
    sheet.write_text(f"vin,name,model\n{VIN},Blue 7,Lark 60\nZZ9,Short,Lark 60\n")

    done = shell.run("admin", "vehicle", "import", str(sheet), "--json")

    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["added"] == [2]
    assert [(row["line"], row["code"]) for row in told["bad"]] == [(3, "vin_length")]
    assert len(shell.answer("admin", "vehicle", "list")) == 1


def test_centres_are_added_by_sheet_and_listed(shell: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "centres.csv"
    sheet.write_text("code,name,hours,bays,technicians\neast,East,mon-fri 09:00-18:00,A,Li: general\n")

    assert shell.answer("admin", "centre", "import", str(sheet))["added"] == [2]
    assert [each["code"] for each in shell.answer("admin", "centre", "list")] == ["east"]


@pytest.mark.parametrize(("name", "text"), [("c.json", "{"), ("c.toml", 'code = "x"'), ("c.toml", "= =")])
def test_a_file_that_holds_no_centre_is_refused(shell: Shell, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)

    assert shell.refusal("admin", "centre", "add", str(tmp_path / name)) == "entry_invalid"


def test_the_schema_is_made_on_first_use(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(tmp_path / "fresh"))

    assert shell.answer("admin", "vehicle", "list") == []
    assert "up to date" in shell.run("db", "upgrade").stdout


def test_a_footprint_counts_and_shows_no_content(shell: Shell, core: Core) -> None:
    with core.unit() as unit:
        registry.meet(unit, 5, locale="en", zone="UTC")

    told = shell.answer("privacy", "footprint", "--chat", "5")

    assert {"identity", "preference"} <= {part["kind"] for part in told}


def test_the_map_names_every_signal_and_column(shell: Shell) -> None:
    places = {row["place"] for row in shell.answer("privacy", "map")}

    assert {"owner.chat_hash", "Vehicle.TraveledDistance"} <= places


def test_sentences_and_times_are_understood_on_the_command_line(shell: Shell) -> None:
    meaning = shell.answer("understand", "我想预约明天上午换刹车片", "--now", "2026-11-18T10:00")
    (time,) = shell.answer("when", "tomorrow at 10", "--now", "2026-11-18T10:00")

    assert (meaning["intent"], meaning["job"]) == ("book", "brake_pads")
    assert time["date_from"] == "2026-11-19"


def test_a_story_tells_when_its_check_trips(shell: Shell) -> None:
    told = shell.answer("simulate", "silent_car")

    assert {row["check"] for row in told} == {"silent_car"}
    assert min(row["day"] for row in told) >= 0


def test_evaluate_lists_what_it_can_measure_and_says_what_is_missing(shell: Shell, tmp_path: Path) -> None:
    assert "false_alarms" in [each["name"] for each in shell.answer("evaluate", "list")]
    assert shell.refusal("evaluate", "nonsense") == "evaluation_unknown"
    assert shell.refusal("evaluate", "false_alarms") == "option_missing"
    assert shell.refusal("evaluate", "false_alarms", "--test", str(tmp_path)) == "recording_columns"


def test_tokens_are_listed_with_a_warning_and_revoked(shell: Shell, core: Core) -> None:
    made = shell.answer("admin", "token", "operator", "--name", "Night desk", "--days", "5")
    kept = shell.answer("admin", "token", "operator")

    (ending, live) = shell.answer("admin", "token", "list")
    assert (ending["name"], ending["state"], ending["last_used_on"]) == ("Night desk", "ending", None)
    assert live["state"] == "live"
    plain = shell.run("admin", "token", "list")
    assert "Night desk" in plain.stderr
    assert made["token"].rpartition("_")[2] not in plain.output

    assert shell.answer("admin", "token", "revoke", str(ending["id"]))["state"] == "revoked"
    assert [each["id"] for each in shell.answer("admin", "token", "list")] == [live["id"]]
    assert [each["state"] for each in shell.answer("admin", "token", "list", "--all")] == ["revoked", "live"]
    with core.reading() as unit:
        assert tokens.who(unit, kept["token"]).id == live["id"]
        with pytest.raises(Refusal, match="token_unknown"):
            tokens.who(unit, made["token"])


@pytest.mark.parametrize("days", ["0", "-1", "731", "many"])
def test_a_token_without_a_sensible_end_is_refused(shell: Shell, days: str) -> None:
    assert shell.run("admin", "token", "operator", "--days", days).exit_code == 2
    assert shell.answer("admin", "token", "list") == []
