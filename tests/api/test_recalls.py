"""Campaigns are entered by VIN list, once or again, whole or with bad lines; only hashes are kept."""

import pytest
from sqlmodel import select

from api import recalls
from domain.upkeep.tables import Campaign, CampaignCar
from tests.api.conftest import OTHER_VIN, VIN, Caller, Door

ENTRY = recalls.EXAMPLE


def test_a_campaign_entered_again_takes_new_titles_and_cars_and_changes_nothing_else(
    door: Door, operator: Caller
) -> None:
    first = operator.ask("POST", "/v1/recalls", json=ENTRY)
    again = operator.ask("POST", "/v1/recalls", json={**ENTRY, "urgent": True, "vins": [VIN, OTHER_VIN]})

    assert (first["new"], first["known"]) == (1, 0)
    assert (again["new"], again["known"]) == (1, 1)
    (listed,) = operator.ask("GET", "/v1/recalls")["recalls"]
    assert (listed["cars"], listed["done"], listed["urgent"]) == (2, 0, True)
    assert door.count(Campaign) == 1


def test_a_bad_vin_is_named_by_its_place_and_the_good_ones_are_taken(operator: Caller) -> None:
    told = operator.ask("POST", "/v1/recalls", json={**ENTRY, "vins": ["LSV", VIN, "O" + VIN[1:]]})

    assert told["new"] == 1
    assert [(bad["place"], bad["code"]) for bad in told["bad"]] == [(0, "vin_length"), (2, "vin_letters")]
    assert all(bad["reason"] for bad in told["bad"])


def test_of_vins_only_keyed_hashes_are_kept(door: Door, operator: Caller) -> None:
    operator.ask("POST", "/v1/recalls", json=ENTRY)

    with door.core.reading() as unit:
        (car,) = unit.session.exec(select(CampaignCar)).all()
        assert car.vin_hash == unit.fingerprint("vin", VIN)


def test_a_sheet_names_its_bad_rows_and_takes_the_others(operator: Caller) -> None:
    sheet = (
        recalls.EXAMPLE_SHEET + "R2026-014,Belt 带,2026-10-01,true,LSV\nR2026-015,A,someday,0," + VIN + "\n"
    )

    told = operator.sheet("/v1/recalls/csv", sheet)

    assert (told["new"], told["known"]) == (1, 0)
    assert [(bad["line"], bad["column"]) for bad in told["bad"]] == [(3, "vin"), (4, "issued")]
    assert operator.sheet("/v1/recalls/csv", recalls.EXAMPLE_SHEET)["known"] == 1


def test_what_was_carried_out_is_noted_once_and_only_for_cars_on_the_list(operator: Caller) -> None:
    operator.ask("POST", "/v1/recalls", json=ENTRY)
    done = f"/v1/recalls/{ENTRY['code']}/done"

    told = operator.ask("POST", done, json={"vins": [VIN, OTHER_VIN]})

    assert told["new"] == 1
    assert [(bad["place"], bad["code"]) for bad in told["bad"]] == [(1, "recall_not_named")]
    assert operator.ask("POST", done, json={"vins": [VIN]})["known"] == 1
    assert operator.ask("GET", "/v1/recalls")["recalls"][0]["done"] == 1


@pytest.mark.parametrize(
    "change",
    [{"code": "no spaces"}, {"title_zh": ""}, {"issued": "2026-02-30"}, {"vins": "all"}, {"colour": "red"}],
)
def test_a_campaign_of_another_form_is_refused(
    door: Door, operator: Caller, change: dict[str, object]
) -> None:
    assert operator.refused("POST", "/v1/recalls", json=ENTRY | change, status=422) == "request_invalid"
    assert door.count(Campaign) == 0


def test_an_unknown_campaign_cannot_be_carried_out(operator: Caller) -> None:
    assert (
        operator.refused("POST", "/v1/recalls/X1/done", json={"vins": [VIN]}, status=404) == "recall_unknown"
    )


TITLES = {"en": "Belt", "zh_Hans": "安全带"}


@pytest.mark.parametrize(
    ("form", "stored"),
    [
        ({"title": TITLES}, TITLES),
        ({"title_en": "Belt", "title_zh": "安全带"}, TITLES),
        ({"title": "Belt 带"}, {"en": "Belt 带", "zh_Hans": "Belt 带"}),
        ({"title": {"zh_Hans": "安全带"}}, {"en": "安全带", "zh_Hans": "安全带"}),
    ],
)
def test_a_title_is_taken_by_language_as_one_text_or_in_the_older_fields(
    operator: Caller, form: dict[str, object], stored: dict[str, str]
) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != "title"}
    operator.ask("POST", "/v1/recalls", json=entry | form)

    (listed,) = operator.ask("GET", "/v1/recalls")["recalls"]
    assert listed["title"] == stored
    assert (listed["title_en"], listed["title_zh"]) == (stored["en"], stored["zh_Hans"])


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"title_en": "Belt"},
        {"title": ""},
        {"title": {}},
        {"title": {"fr": "Ceinture"}},
        {"title": "a\nb"},
        {"title": "x" * 121},
        {"title": TITLES, "title_en": "Belt", "title_zh": "安全带"},
    ],
)
def test_a_title_of_no_form_or_of_both_is_refused(
    door: Door, operator: Caller, form: dict[str, object]
) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != "title"}

    assert operator.refused("POST", "/v1/recalls", json=entry | form, status=422) == "request_invalid"
    assert door.count(Campaign) == 0


def test_a_sheet_may_have_the_older_columns_or_the_new_one(operator: Caller) -> None:
    older = f"code,title_en,title_zh,issued,vin\nR1,Belt,安全带,2026-10-01,{VIN}\n"
    newer = f"code,title,issued,vin\nR2,en: Belt; zh_Hans: 安全带,2026-10-01,{VIN}\nR3,,2026-10-01,{VIN}\n"

    assert operator.sheet("/v1/recalls/csv", older)["new"] == 1
    answer = operator.sheet("/v1/recalls/csv", newer)

    assert answer["new"] == 1
    assert [(bad["line"], bad["column"]) for bad in answer["bad"]] == [(3, "title")]
    assert [each["title"] for each in operator.ask("GET", "/v1/recalls")["recalls"]] == [TITLES, TITLES]
