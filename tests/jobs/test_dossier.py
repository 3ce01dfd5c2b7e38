"""The command that checks a dossier says what it found by its exit code and one line, without a database."""

from pathlib import Path

import pytest
import typer

from domain import phrases
from domain.logbook import page, rules, stamps
from jobs import dossier
from tests.domain.logbook.test_rules import WHOLE

PAGE = page.render(WHOLE, phrases.speaker, language="en")
STAMP = stamps.BEGIN + rules.END


def test_a_dossier_that_holds_is_told_with_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(PAGE, encoding="utf-8-sig")
    dossier.verify(file, key=WHOLE.statement.keys[0].id)

    assert capsys.readouterr().out.startswith(f"key: {WHOLE.statement.key}\n")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (PAGE.replace('"km":4}', '"km":3}'), None, "Entry 4 was changed"),
        (PAGE[: PAGE.index('"signature"')], None, "[dossier_cut]"),
        (PAGE, "0" * 32, "[dossier_wrong_key]"),
        (PAGE.replace('"km":4}', '"km":3}'), "0" * 32, "Entry 4 was changed"),
        *((PAGE, key, "[dossier_key_form]") for key in ("", " ", "00", "g" * 32)),
        ("hello", None, "[dossier_not_dossier]"),
        ("[" * 100_000, None, "[dossier_not_dossier]"),
    ],
)
def test_one_that_does_not_hold_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, key: str | None, reason: str
) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(typer.Exit) as ended:
        dossier.verify(file, key=key)
    assert ended.value.exit_code == 1
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "is_warned"),
    [
        (PAGE, False),
        (page.render(WHOLE, phrases.speaker, language="zh_Hans"), False),
        (rules.spelling(WHOLE), False),
        (PAGE.replace('<main id="content">', '<main id="other">3 km'), True),
        (PAGE.replace(STAMP, f"{stamps.BEGIN}none{rules.END}"), False),
        (PAGE.replace(STAMP, f"{stamps.BEGIN}</SCRIPT><p>3 km</p>{rules.END}"), True),
        (PAGE.replace(STAMP, f"{stamps.BEGIN}</script ><p>3 km</p>{rules.END}"), True),
    ],
)
def test_what_was_checked_is_told_whatever_a_page_shows_around_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *, is_warned: bool
) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(text, encoding="utf-8")
    dossier.verify(file)

    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines() if "odometer  car" in line] == ["1", "2", "4", "5"]
    assert "km 4" in out
    assert ("what the page shows was not checked" in err) is is_warned
