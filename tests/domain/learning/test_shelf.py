"""Models kept as files: numbered, proved by their manifests, taken back in one step, and refused when damaged."""

import json
import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from domain.errors import Refusal
from domain.learning import plain, shelf
from domain.learning.shelf import Fitted, Kind
from domain.learning.smooth import Line, along, standard

ROWS = np.arange(12.0).reshape(4, 3)
KIND = Kind("slope", "three-inputs/1", Line, lambda model: along(model, np.ones((1, 3))))
DRAFT = Fitted(
    name="slope",
    made_at=datetime(2026, 11, 1, tzinfo=UTC),
    method="three-inputs/1",
    of="",
    cars=30,
    labels=60,
    split="5 folds by car",
    mean_error=1.0,
    interval_90=(0.8, 1.2),
    plain="the median of all cars",
    plain_error=2.0,
    unit="points",
)


def line(start: float) -> Line:
    return Line(standard(ROWS), np.array(start), np.ones(3))


def put(folder: Path, start: float, *, of: str = "") -> Fitted:
    return shelf.add(folder, line(start), replace(DRAFT, of=of))


def starts(folder: Path, *of: str) -> float | None:
    found = shelf.find(folder, KIND, of=of or ("",))
    return None if found is None else float(found[0].start)


def test_the_newest_version_is_at_work_and_is_numbered(tmp_path: Path) -> None:
    assert starts(tmp_path) is None

    stamps = [put(tmp_path, each).stamp for each in (1.0, 2.0)]

    assert stamps == ["slope 1", "slope 2"]
    assert starts(tmp_path) == 2.0


def test_rolling_back_brings_the_version_before_to_work_and_its_number_is_not_used_again(
    tmp_path: Path,
) -> None:
    for each in (1.0, 2.0):
        put(tmp_path, each)

    assert shelf.rollback(tmp_path, "slope").number == 2
    assert starts(tmp_path) == 1.0
    assert put(tmp_path, 3.0).number == 3
    assert [(made.number, used) for made, used in shelf.every(tmp_path, ("slope",))] == [
        (3, True),
        (2, False),
        (1, True),
    ]


def test_with_nothing_at_work_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    put(tmp_path, 1.0)
    shelf.rollback(tmp_path, "slope")

    with pytest.raises(Refusal, match="nothing_at_work"):
        shelf.rollback(tmp_path, "slope")
    assert starts(tmp_path) is None


def test_a_model_of_one_model_of_car_does_not_speak_of_another(tmp_path: Path) -> None:
    put(tmp_path, 1.0, of="Lark 60")
    put(tmp_path, 2.0, of="Wren 40")

    assert starts(tmp_path, "Lark 60") == 1.0
    assert starts(tmp_path, "Wren 40") == 2.0
    assert starts(tmp_path, "", "Owl 80") is None


def test_a_model_that_is_no_better_than_a_plain_answer_is_not_kept(tmp_path: Path) -> None:
    for error in (2.0, 0.96 * DRAFT.plain_error, float("nan")):
        with pytest.raises(Refusal, match="model_no_better"):
            shelf.add(tmp_path, line(1.0), replace(DRAFT, mean_error=error))

    assert list(tmp_path.iterdir()) == []


def damage(folder: Path) -> None:
    (folder / "slope-2.npz").write_bytes(b"not arrays")


def cut_off(folder: Path) -> None:
    file = folder / "slope-2.npz"
    file.write_bytes(file.read_bytes()[:-20])


def lose(folder: Path) -> None:
    (folder / "slope-2.npz").unlink()


def spoil_manifest(folder: Path) -> None:
    (folder / "slope-2.json").write_text("{")


def rename(folder: Path) -> None:
    told = json.loads((folder / "slope-2.json").read_text())
    (folder / "slope-2.json").write_text(json.dumps({**told, "name": "other"}))


def make_old(folder: Path) -> None:
    told = json.loads((folder / "slope-2.json").read_text())
    (folder / "slope-2.json").write_text(json.dumps({**told, "method": "two-inputs/1"}))


def vouch_for(folder: Path, model: object) -> None:
    """Put another model in the place of the newest, with a manifest that vouches for it."""
    shelf.rollback(folder, "slope")
    shelf.add(folder, model, DRAFT)


def hold_another_kind(folder: Path) -> None:
    vouch_for(folder, standard(ROWS))


def hold_other_inputs(folder: Path) -> None:
    vouch_for(folder, Line(standard(ROWS[:, :2]), np.array(1.0), np.ones(2)))


def answer_no_number(folder: Path) -> None:
    vouch_for(folder, line(float("nan")))


@pytest.mark.parametrize(
    "harm",
    [
        damage,
        cut_off,
        lose,
        spoil_manifest,
        rename,
        make_old,
        hold_another_kind,
        hold_other_inputs,
        answer_no_number,
    ],
)
def test_a_damaged_or_foreign_version_is_refused_in_the_log_and_the_one_before_speaks(
    tmp_path: Path, harm: object, caplog: pytest.LogCaptureFixture
) -> None:
    for each in (1.0, 2.0):
        put(tmp_path, each)
    assert callable(harm)
    harm(tmp_path)

    with caplog.at_level(logging.WARNING):
        assert starts(tmp_path) == 1.0
        assert starts(tmp_path) == 1.0

    (refused,) = [each.getMessage() for each in caplog.records]
    assert "is refused" in refused


def test_a_file_that_was_put_right_again_is_read_anew(tmp_path: Path) -> None:
    put(tmp_path, 1.0)
    file = tmp_path / "slope-1.npz"
    whole = file.read_bytes()
    file.write_bytes(b"")
    assert starts(tmp_path) is None

    file.write_bytes(whole)

    assert starts(tmp_path) == 1.0
    assert float(plain.load(Line, file).start) == 1.0
