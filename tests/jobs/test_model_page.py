"""The page of models says what was measured, against which bar, and what is not known."""

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from jobs import cli
from jobs.lab import figures, model_page
from jobs.lab.evaluations.facts import Outcome
from jobs.lab.model_cards import CARDS

TWIZY = Path(figures.__file__).parents[2] / "domain" / "data" / "twizy"


def outcome(**metrics: float) -> Outcome:
    return Outcome(
        metrics=metrics | {"by_group": {"a": 0.5}},
        n={"recordings": 18},
        exercises="the monitor",
        beyond="a car",
        split="by recording",
        model={"trained": False},
        intervals={"f1": (0.7, 0.9)},
    )


def kept(tmp_path: Path, **metrics: float) -> str:
    figures.keep(tmp_path, "coolant", outcome(**metrics), train=None, test=tmp_path)
    return model_page.page(figures.outcomes(tmp_path), {})


def test_a_figure_stands_beside_its_bar_its_interval_and_what_others_reach(tmp_path: Path) -> None:
    text = kept(tmp_path, f1=0.82, false_alarm_pct=12.0, rows=3)

    assert (
        "| `f1` | 0.82 | 0.7 to 0.9 | ≥ 0.8 | met, interval crosses it | best of the leaderboard 0.78 |"
        in text
    )
    assert "| `false_alarm_pct` | 12 |  | ≤ 10 | **missed** |" in text
    assert "| `rows` | 3 |" in text
    assert "1 of 2 met" in text
    assert "By group: a 0.5." in text


def test_a_figure_stands_beside_what_it_was_before(tmp_path: Path) -> None:
    for folder, value in (("now", 0.82), ("before", 0.79)):
        figures.keep(tmp_path / folder, "coolant", outcome(f1=value), train=None, test=tmp_path)

    text = model_page.page(figures.outcomes(tmp_path / "now"), {}, figures.outcomes(tmp_path / "before"))

    assert "| `f1` | 0.82 | 0.7 to 0.9 | 0.79 | ≥ 0.8 |" in text
    assert "| figure | value | 90 % interval | before | bar | | others |" in text


def test_a_figure_that_was_not_measured_is_said_not_left_out(tmp_path: Path) -> None:
    assert "| `false_alarm_pct` | not measured here |" in kept(tmp_path, f1=0.82)


def test_an_evaluation_whose_data_are_all_kept_aside_says_so(tmp_path: Path) -> None:
    assert CARDS["field_soh"].unrecorded in kept(tmp_path, f1=0.82)


def shipped(**figures: object) -> dict[str, object]:
    drawn = {"cars": 800, "looks": 60_000, "forms": ["tyre_leak.slow"]}
    told = {"precision": 0.91, "recall": 0.8, "lead_h": 60.0, "calibration": 0.06, "told": 40, "harmed": 30}
    manifest = {
        "learned_from": drawn,
        "gated_by": drawn | {"forms": ["tyre_leak.valve"]},
        "split": "cars and forms",
        "seed": 7,
        "figures": {**told, "intervals": {"precision": [0.85, 0.95]}, **figures},
        "horizons": {
            "168": {"left_out_error": 0.03, "calibration_error": 0.2, "reliability": [[0.2, 0.25]]},
            "720": {"left_out_error": 0.02, "calibration_error": 0.01, "reliability": [[0.2, 0.25]]},
        },
    }
    month = {"shapes": [{"name": "under"}, {"name": "leak"}], "speaks_from": 0.62}
    return {"tyre_pressure": {"models": {"720": month}, "manifest": manifest}}


def test_a_check_of_which_no_chance_held_has_a_card_that_says_why_it_ships_no_model() -> None:
    silent = {"tyre_pressure": shipped()["tyre_pressure"] | {"models": {}}}  # type: ignore[operator] # as read from JSON
    text = model_page.page({}, silent)

    assert (
        "Ships no model:** within a month its chances were off by 0.02 on forms left out of learning" in text
    )
    assert "| precision |" not in text


def test_a_model_that_ships_has_its_card_with_what_it_learned_from_and_what_judged_it() -> None:
    text = model_page.page({}, shipped(recall=None))  # type: ignore[arg-type] # as read from JSON

    assert "### `tyre_pressure`" in text
    assert "Learned from:** cars 800; looks 60,000. Fault forms: `tyre_leak.slow`." in text
    assert "Inputs:** `under`, `leak`." in text
    assert "| precision | 0.91 | 0.85 to 0.95 | ≥ 0.85, met |" in text
    assert "| calibration | 0.06 |  | ≤ 0.05, **missed** |" in text
    assert "| recall | nothing to measure | | |" in text
    assert "Tells:** chances within 720 h; below 0.62 within a month a finding stays blue." in text
    assert "| 168 | 0.03 | 0.2 | not told | 0.20 → 0.25 |" in text
    assert "| 720 | 0.02 | 0.01 | held | 0.20 → 0.25 |" in text


def test_a_figure_within_others_is_found_by_its_path() -> None:
    assert model_page.figure({"error": {"48 h": {"ece": 0.02}}}, "error.48 h.ece") == 0.02
    assert model_page.figure({"error": {}}, "error.48 h.ece") is None


def test_the_protocol_follows_from_the_folders_that_were_given(tmp_path: Path) -> None:
    told = {
        figures.protocol(train=train, test=test) for train in (None, tmp_path) for test in (None, tmp_path)
    }

    assert len(told) == 4
    assert figures.protocol(train=tmp_path, test=None) == "cross-validated on the development part"


def test_the_command_keeps_an_answer_without_a_path_of_this_machine(tmp_path: Path) -> None:
    words = ["evaluate", "false_alarms", "--test", str(TWIZY), "--record", str(tmp_path), "--json"]
    told = CliRunner().invoke(cli.app, words)

    assert told.exit_code == 0, told.output
    text = (tmp_path / "false_alarms.json").read_text(encoding="utf-8")
    record = json.loads(text)
    assert record["metrics"]["recordings"] == 2
    assert not re.search(r'"/|\.\./', text)
