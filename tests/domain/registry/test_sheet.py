"""Sheets of cars come as spreadsheets of every country save them."""

from datetime import date

import pytest

from domain.errors import Refusal
from domain.registry import delimited, sheet
from domain.registry.entry import VehicleEntry
from domain.registry.sheet import Bad
from domain.upkeep.entry import CampaignRow

HEAD = "vin;name;model;placard_front_kpa;capacity_new_kwh;in_use_since\r\n"
ROW = "ZZ9SMCAR4SX900001;小蓝;Lark 60;252,5;60,25;2025-03-01\r\n"


def entries(raw: bytes) -> list[VehicleEntry | Bad]:
    return [row for _, row in sheet.read(delimited.text(raw), VehicleEntry)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_semicolons_and_decimal_commas_are_read_in_every_encoding(encoding: str) -> None:
    (entry,) = entries((HEAD + ROW).encode(encoding))

    assert isinstance(entry, VehicleEntry)
    assert (entry.name, entry.placard_front_kpa, entry.capacity_new_kwh) == ("小蓝", 252.5, 60.25)


@pytest.mark.parametrize("mark", ["", "-", "N/A", "null", "unknown", "#N/A", "无"])
def test_a_mark_for_no_value_is_not_given(mark: str) -> None:
    (entry,) = entries(f"vin,name,model,capacity_new_kwh\n1,a,b,{mark}\n".encode())

    assert isinstance(entry, VehicleEntry)
    assert entry.capacity_new_kwh is None


def test_a_needed_cell_that_says_no_value_is_named() -> None:
    (bad,) = entries(b"vin,name,model\n-,a,b\n")

    assert isinstance(bad, Bad)
    assert (bad.line, bad.column) == (2, "vin")


@pytest.mark.parametrize("name", ["None", "NA", "#7", "Unknown", "无", "?"])
def test_a_car_may_be_called_like_a_mark_for_no_value(name: str) -> None:
    (entry,) = entries(f"vin,name,model\n1,{name},b\n".encode())

    assert isinstance(entry, VehicleEntry)
    assert entry.name == name


def test_text_in_place_of_a_number_and_ragged_rows_are_named_by_line() -> None:
    rows = entries(
        b"vin,name,model,capacity_new_kwh\n1,a,b,much\n2,a,b\n3,a,b,60,,\nvin,name,model,capacity_new_kwh\n4,a,b,1,2\n"
    )

    assert [(row.line, row.column, row.code) for row in rows if isinstance(row, Bad)] == [
        (2, "capacity_new_kwh", "cell_invalid"),
        (3, "", "row_length"),
        (6, "", "row_length"),
    ]
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("word", "urgent"), [("off", False), ("No", False), ("否", False), ("yes", True), ("1", True)]
)
def test_a_word_for_no_is_not_true(word: str, *, urgent: bool) -> None:
    head = "code,title_en,title_zh,issued,urgent,vin\n"
    ((_, row),) = sheet.read(f"{head}R1,Belt,安全带,2026-10-01,{word},ZZ9SMCAR4SX900001\n", CampaignRow)

    assert isinstance(row, CampaignRow)
    assert row.urgent is urgent


@pytest.mark.parametrize(
    "cell", ["2025-03-01", "2025-3-1", "2025/3/1", "2025/03/01", "2025.3.1", "2025年3月1日", "2025/3/1 0:00"]
)
def test_days_are_read_as_spreadsheets_write_them(cell: str) -> None:
    (entry,) = entries((HEAD + ROW.replace("2025-03-01", cell)).encode())

    assert isinstance(entry, VehicleEntry)
    assert entry.in_use_since == date(2025, 3, 1)


@pytest.mark.parametrize("cell", ["01.03.2025", "3/1/2025", "2025-02-30", "2025/3-1", "spring"])
def test_a_day_that_may_be_two_or_none_is_named_with_the_form_that_is_read(cell: str) -> None:
    (bad,) = entries((HEAD + ROW.replace("2025-03-01", cell)).encode())

    assert isinstance(bad, Bad)
    assert (bad.column, bad.code, bad.params["reason"]) == ("in_use_since", "cell_invalid", "YYYY-MM-DD")


def test_only_the_columns_that_are_given_twice_are_named() -> None:
    with pytest.raises(Refusal) as refused:
        entries(b"vin,name,name,model\n")

    assert refused.value.params["wrong"] == "name"
