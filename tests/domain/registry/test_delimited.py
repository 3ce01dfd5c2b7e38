"""Tables are read as people and programs save them, and what may mean two things is not guessed at."""

import math

import pytest

from domain.errors import Refusal
from domain.registry import delimited
from tests import pace

TABLE = "编号,名称\n1,蓝色 7 号\n2,Göteborg 20 °C\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert delimited.text(TABLE.encode(encoding)) == TABLE


def test_gbk_and_western_single_bytes_are_told_apart() -> None:
    assert delimited.text("车架号,名称\n1,小蓝\n".encode("gbk")) == "车架号,名称\n1,小蓝\n"
    assert delimited.text("T °F,Kilométrage\n".encode("cp1252")) == "T °F,Kilométrage\n"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refusal, match="sheet_encoding"):
        delimited.text(b"a,b\n\x81\xff\xff\x81\n")


@pytest.mark.parametrize(
    "sheet",
    [
        "a,b\n1,2\n3,4\n",
        "a;b\n1;2\n3;4\n",
        "a\tb\r\n1\t2\r\n3\t4\r\n",
        "a|b\n1|2\n3|4",
        "sep=;\na;b\n1;2\n3;4\n",
        '\n\na,b\n"1",2\n\n , \n3,"4"\n',
        "a,b\n1,2\na,b\n3,4\n",
        "a,b\r1,2\r3,4\r",
    ],
)
def test_separators_empty_rows_and_repeated_headers_make_no_difference(sheet: str) -> None:
    table = delimited.read(sheet)

    assert table is not None
    assert table.header == ("a", "b")
    assert [cells for _, cells in table.rows] == [["1", "2"], ["3", "4"]]


def test_a_row_keeps_the_number_of_its_line() -> None:
    table = delimited.read('sep=,\na,b\n"1\n1",2\n\na,b\n3,4\n')

    assert table is not None
    assert [line for line, _ in table.rows] == [3, 7]


@pytest.mark.parametrize("sheet", ["", "\n\n", "  \n , ,\n"])
def test_where_there_is_nothing_there_is_no_table(sheet: str) -> None:
    assert delimited.read(sheet) is None


@pytest.mark.parametrize("sheet", ['a,b\n"open,2\n', "a,b\n1,2\x00\n" + "x" * 200_000 + "\n", "," * 20_000])
def test_what_is_no_table_is_refused_with_its_line(sheet: str) -> None:
    with pytest.raises(Refusal, match="sheet_unreadable"):
        table_of(sheet)


def table_of(sheet: str) -> list[object]:
    table = delimited.read(sheet)
    assert table is not None
    return list(table.rows)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "--",
        "—",
        "N/A",
        "n/a",
        "NaN",
        "null",
        "None",
        "unknown",
        "Unavailable",
        "#N/A",
        "#DIV/0!",
        "无",
    ],
)
def test_signs_of_no_value_are_none(cell: str) -> None:
    assert delimited.is_missing(cell)


@pytest.mark.parametrize(
    ("cell", "separator", "value"),
    [
        ("80.5", ",", 80.5),
        ("80,5", ";", 80.5),
        ("80,5", ",", 80.5),
        ("-0,25", ";", -0.25),
        ("\u22123", ",", -3.0),
        ("１２.５", ",", 12.5),
        ("1.234,5", ";", 1234.5),
        ("1,234.5", ",", 1234.5),
        ("1,234,567", ",", 1_234_567.0),
        ("12 345,6", ";", 12_345.6),
        ("12\u202f345,6", ";", 12_345.6),
        ("1,234", ";", 1.234),
        ("1e3", ",", 1000.0),
        (".5", ",", 0.5),
    ],
)
def test_numbers_are_read_as_they_are_written(cell: str, separator: str, value: float) -> None:
    assert math.isclose(delimited.number(cell, decimal_comma=separator == ";"), value)


@pytest.mark.parametrize(
    "cell", ["1,234", "inf", "nan", "0xFF", "1_000", "12.3.4", "80 %", "fast", "1,2,3", "1.2.3,4", "e5"]
)
def test_what_is_no_number_or_may_be_two_is_not_read(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        delimited.number(cell, decimal_comma=False)


def test_no_word_is_true_because_it_is_a_word() -> None:
    yes = ("1", "1.0", "TRUE", "yes", "On", "Connected", "plugged in", "是")
    no = (
        "0",
        "0.0",
        "false",
        "off",
        "OFF",
        "No",
        "Disconnected",
        "not_plugged",
        "not plugged in",
        "unplugged",
        "否",
    )

    assert [delimited.truth(word) for word in yes] == [True] * len(yes)
    assert [delimited.truth(word) for word in no] == [False] * len(no)
    for word in ("maybe", "2", "255", "10", "charging?", "onn"):
        with pytest.raises(ValueError, match=r".*"):
            delimited.truth(word)


@pytest.mark.parametrize("cell", ["1" * 50_000 + "x", "1." * 50_000, "1,234," * 50_000, "0" * 65])
def test_a_number_longer_than_any_is_refused_at_once(cell: str) -> None:
    with pace.within(0.5), pytest.raises(ValueError, match=cell[:10]):
        delimited.number(cell, decimal_comma=False)

    with pace.within(0.5):  # as long as the text, and no square of it
        assert delimited._NUMBER.fullmatch(cell[:-1] + "x") is None


@pytest.mark.parametrize("zeros", [1, 2, 9, 512])
@pytest.mark.parametrize("place", [0, 7, 40])
def test_zeros_that_a_torn_block_left_make_no_other_encoding(zeros: int, place: int) -> None:
    raw = "date,电量\n2024-03-01,80\n".encode() * 20
    assert "2024-03-01,80" in delimited.text(raw[:place] + b"\0" * zeros + raw[place:]).replace("\0", "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_sixteen_bits_without_a_mark_are_known_by_the_zeros_of_one_half(encoding: str) -> None:
    for sheet in ("日期,电量\n2024-03-01,80\n", "date,soc\n2024-03-01,80\n", "车辆识别代号,车牌号码所在地\n"):
        assert delimited.text(sheet.encode(encoding)) == sheet
