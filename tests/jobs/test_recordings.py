"""Recordings as programs leave them: read, or refused in one line that names line and column."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.telemetry import paths
from jobs import recordings, speakers
from jobs.lab.replay import Replayed

AT = "2026-11-18T02:00:00Z"
LATER = "2026-11-18T02:00:01Z"


def csv(folder: Path, text: str | bytes) -> Path:
    file = folder / "own.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize("mark", ["", "-", "unavailable", "unknown", "NaN", "null", "N/A"])
def test_a_mark_for_no_value_is_no_value(tmp_path: Path, mark: str) -> None:
    head = f"at,{paths.SOC},{paths.IS_CHARGING}\n"
    reel = recordings.open_reel(csv(tmp_path, f"{head}{AT},{mark},{mark}\n{LATER},80.5,off\n"))

    assert reel.values == {paths.SOC: [None, 80.5], paths.IS_CHARGING: [None, False]}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gbk"])
def test_semicolons_decimal_commas_and_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = f"at;{paths.SOC};备注\r\n{AT};80,5;正常\r\n{LATER};81,25;正常\r\n"
    reel = recordings.open_reel(csv(tmp_path, text.encode(encoding)))

    assert reel.values[paths.SOC] == [80.5, 81.25]


def test_a_header_in_the_middle_and_a_row_that_was_cut_off_are_left_out(tmp_path: Path) -> None:
    head = f"at,{paths.SOC},{paths.SPEED}\n"
    reel = recordings.open_reel(csv(tmp_path, f"{head}{AT},80,1\n{head}{LATER},81,2\n2026-11-18T02:00:0"))

    assert reel.values[paths.SOC] == [80.0, 81.0]


@pytest.mark.parametrize(
    ("rows", "code", "line", "column"),
    [
        (f"{AT},80,1\n{LATER},fast,1\n", "recording_values", 3, paths.SOC),
        (f"{AT},80,1\n\n{LATER},80,perhaps\n", "recording_values", 4, paths.IS_CHARGING),
        (f"{AT},80,255\n", "recording_values", 2, paths.IS_CHARGING),
        (f"{AT},80,1\nyesterday,80,1\n", "recording_zone", 3, "at"),
        (f"{AT},80,1\n-,80,1\n", "recording_zone", 3, "at"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(
    tmp_path: Path, rows: str, code: str, line: int, column: str
) -> None:
    with pytest.raises(Refusal, match=code) as refusal:
        recordings.open_reel(csv(tmp_path, f"at,{paths.SOC},{paths.IS_CHARGING}\n{rows}"))

    assert (refusal.value.params["line"], refusal.value.params["column"]) == (line, column)
    told = speakers.speaker("en").say(Phrase(f"refusal.{code}", refusal.value.params))
    assert f"Line {line}, column {column}" in told


@pytest.mark.parametrize("row", [f"{AT},80,1,9", f"{AT},80"])
def test_a_ragged_row_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    head = f"at,{paths.SOC},{paths.SPEED}\n{AT},80,1,,\n"
    with pytest.raises(Refusal, match="file_unreadable") as refusal:
        recordings.open_reel(csv(tmp_path, f"{head}{row}\n{LATER},80,1\n"))

    assert str(refusal.value.params["reason"]).startswith("line 3 ")


@pytest.mark.parametrize(
    "word", ["off", "Disconnected", "not_plugged", "false", "0", "No", "0.0", "unplugged"]
)
def test_a_word_for_no_is_not_true_in_either_form(tmp_path: Path, word: str) -> None:
    text = f"at,{paths.CABLE_CONNECTED}\n{AT},{word}\n"
    table = pa.table({"at": [datetime(2026, 11, 18, 2, tzinfo=UTC)], paths.CABLE_CONNECTED: [word]})
    parquet.write_table(table, tmp_path / "own.parquet")

    for file in (csv(tmp_path, text), tmp_path / "own.parquet"):
        assert recordings.open_reel(file).values[paths.CABLE_CONNECTED] == [False]


def test_a_charge_that_is_over_is_no_charge_and_says_nothing_of_the_cable(tmp_path: Path) -> None:
    text = f"at,{paths.IS_CHARGING}\n{AT},Charging\n{LATER},Complete\n"
    assert recordings.open_reel(csv(tmp_path, text)).values[paths.IS_CHARGING] == [True, False]
    with pytest.raises(Refusal, match="recording_values"):
        recordings.open_reel(csv(tmp_path, f"at,{paths.CABLE_CONNECTED}\n{AT},Complete\n"))


def test_numbers_for_yes_and_no_in_parquet_are_one_and_nought(tmp_path: Path) -> None:
    at = pa.array([datetime(2026, 11, 18, 2, 0, second, tzinfo=UTC) for second in range(3)])
    file = tmp_path / "own.parquet"
    parquet.write_table(pa.table({"at": at, paths.IS_CHARGING: [1.0, 0.0, np.nan]}), file)
    assert recordings.open_reel(file).values[paths.IS_CHARGING] == [True, False, None]

    parquet.write_table(pa.table({"at": at, paths.IS_CHARGING: [1, 0, 255]}), file)
    with pytest.raises(Refusal, match="recording_values") as refusal:
        recordings.open_reel(file)
    assert refusal.value.params["line"] == 3


@pytest.mark.parametrize(("name", "count"), [("at_s", 1_795_000_000), ("timestamp_ms", 1_795_000_000_000)])
def test_times_are_counts_where_the_column_says_so(tmp_path: Path, name: str, count: int) -> None:
    reel = recordings.open_reel(csv(tmp_path, f"{name},{paths.SOC}\n{count},80\n"))

    assert datetime.fromisoformat(reel.at[0]).timestamp() == 1_795_000_000
    with pytest.raises(Refusal, match="recording_zone"):
        recordings.open_reel(csv(tmp_path, f"at,{paths.SOC}\n{count},80\n"))


def test_a_column_may_name_its_unit(tmp_path: Path) -> None:
    reel = recordings.open_reel(csv(tmp_path, f"at,{paths.SPEED} [mph],{paths.AMBIENT} (°F)\n{AT},60,68\n"))

    assert reel.units == {paths.SPEED: "mph", paths.AMBIENT: "°F"}
    assert reel.values[paths.SPEED] == [60.0]


def unreadable(folder: Path) -> dict[str, Path]:
    table = folder / "table.parquet"
    parquet.write_table(pa.table({"at": [1]}), table)
    cut = folder / "cut.parquet"
    cut.write_bytes(table.read_bytes()[:-5])
    twisted = folder / "twisted.parquet"
    whole = bytearray(table.read_bytes())
    whole[-40:-8] = bytes(32)
    twisted.write_bytes(whole)
    (folder / "folder.csv").mkdir()
    (folder / "folder.parquet").mkdir()
    (folder / "empty.parquet").touch()
    (folder / "empty.csv").touch()
    (folder / "twice.csv").write_text(f"at,{paths.SOC},{paths.SOC}\n{AT},1,2\n")
    (folder / "head.csv").write_text(f"at,{paths.SOC}\n")
    (folder / "bytes.csv").write_bytes(b"\x81\xff\xff\x81")
    (folder / "open.csv").write_text('a,b\n"1,2\n')
    return {file.name: file for file in folder.iterdir()} | {"none": folder / "none.csv"}


def test_a_file_that_is_none_is_a_refusal_and_never_a_librarys_error(tmp_path: Path) -> None:
    say = speakers.speaker("zh_Hans").say
    for name, file in unreadable(tmp_path).items():
        with pytest.raises(Refusal) as refusal:
            recordings.open_reel(file, start=datetime(2026, 11, 18, tzinfo=UTC))
        assert say(Phrase(f"refusal.{refusal.value.code}", refusal.value.params)), name


def test_what_was_all_in_vain_is_told_with_the_commonest_reasons() -> None:
    refused = {
        "record": 0,
        "signal": paths.SPEED,
        "code": "value_out_of_range",
        "reason": "Too fast.",
        "cure": "Slow.",
    }
    answer = {
        "received": 3, "kept": 0, "late": 0, "refused_total": 2, "refused": [refused, refused],
        "unwanted": {paths.SOC: {"count": 1, "code": "no_consent", "reason": "Not agreed."}},
    }  # fmt: skip
    done = Replayed().plus(2, answer).plus(2, answer)

    assert done.is_in_vain
    assert done.commonest[0] == f"4 × {paths.SPEED}: Too fast. Slow. [value_out_of_range]"
    assert not done.plus(1, {**answer, "kept": 1}).is_in_vain
    assert not Replayed().is_in_vain
