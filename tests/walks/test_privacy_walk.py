"""An owner sees, rests, takes away and deletes what is held, in the chat alone."""

import json
import zipfile
from io import BytesIO

import pyarrow.parquet as pq
from sqlmodel import SQLModel, func, select

from domain.explain.facts import Phrase
from domain.privacy import declared
from tests.walks.person import Person, buttons, words
from tests.walks.stage import Stage

ESSENTIAL, COMFORT = "Vehicle.Speed", "Vehicle.Cabin.HVAC.AmbientAirTemperature"


def owner_who_sent(stage: Stage, language: str, vehicle_id: int) -> Person:
    ann = stage.owner(language, vehicle_id=vehicle_id)
    stage.send(vehicle_id, {ESSENTIAL: 30.0, COMFORT: 21.0})
    return ann


def rows_about(stage: Stage, owner_id: int) -> dict[str, int]:
    """Rows by table that are still about a person."""
    with stage.core.reading() as unit:
        counts = {
            table.name: unit.session.exec(
                select(func.count()).select_from(table).where(table.c.owner_id == owner_id)
            ).one()
            for table in SQLModel.metadata.sorted_tables
            if "owner_id" in table.c and declared.reach_of(table).owner is not None
        }
    return {name: count for name, count in counts.items() if count}


def test_privacy_mode_ends_what_is_not_essential_from_the_next_record_on(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.owner(language, vehicle_id=car.id)
    assert stage.send(car.id, {ESSENTIAL: 30.0, COMFORT: 21.0}).json()["kept"] == 2

    ann.says("/privacy")
    ann.hears("privacy.never")
    ann.presses("privacy.button.mode_on")

    told = words(ann.hears("privacy.mode.now_on"))
    assert ann.part_of("privacy.mode.rests") in told
    assert ann.part_of("privacy.mode.goes_on") in told
    assert stage.send(car.id, {ESSENTIAL: 31.0, COMFORT: 22.0}).json()["kept"] == 1
    ann.presses("privacy.button.mode_off")
    ann.hears("privacy.mode.now_off")
    assert stage.send(car.id, {ESSENTIAL: 32.0, COMFORT: 23.0}).json()["kept"] == 2


def test_the_footprint_tells_what_is_held_since_when_and_where(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = owner_who_sent(stage, language, car.id)

    ann.says("/footprint")

    told = ann.hears("privacy.footprint.title")
    for code in ("privacy.category.condition", "privacy.category.consent", "privacy.category.driving"):
        assert ann.part_of(code) in words(told)
    assert ann.part_of("privacy.category.location") not in words(told)
    ann.presses("privacy.button.details", on=told)
    ann.hears("privacy.footprint.details")


def test_the_copy_opens_as_data_for_programs_and_a_page_for_people(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = owner_who_sent(stage, language, car.id)

    ann.says("/export")

    sent = ann.hears("privacy.export.here")
    with zipfile.ZipFile(BytesIO(stage.chat.file(sent))) as copy:
        assert copy.testzip() is None
        data = json.loads(copy.read("data.json"))
        (name,) = [each for each in copy.namelist() if each.endswith(".parquet")]
        readings = pq.read_table(BytesIO(copy.read(name)))
        page = copy.read("index.html").decode()
    assert readings.column(COMFORT).to_pylist() == [21.0]
    assert [row["purpose"] for row in data["tables"]["consent"]["rows"]] == ["care"]
    assert ann.part_of("privacy.table.consent") in page
    assert f'lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in page


def test_deleting_takes_two_steps_and_leaves_a_stranger(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = owner_who_sent(stage, language, car.id)
    owner_id = stage.owner_id(ann)

    ann.says("/delete")
    asked = ann.hears("privacy.erase.goes")
    ann.presses("privacy.button.erase", on=asked)
    ann.sees("privacy.erase.sure", on=asked)
    assert rows_about(stage, owner_id)
    ann.presses("privacy.button.erase_now", on=asked)
    ann.sees("privacy.erase.chat", on=asked)

    assert rows_about(stage, owner_id) == {}
    assert not stage.is_known(ann)
    assert stage.send(car.id, {ESSENTIAL: 30.0}).json()["kept"] == 0
    ann.opens()
    ann.hears("hello.link")
    assert stage.owner_id(ann) != owner_id


def test_who_changes_their_mind_at_the_second_step_keeps_everything(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    owner_id = stage.owner_id(ann)
    before = rows_about(stage, owner_id)
    ann.says("/delete")
    asked = ann.hears("privacy.erase.goes")
    ann.presses("privacy.button.erase", on=asked)
    sure = ann.sees("privacy.erase.sure", on=asked)
    assert len(buttons(sure)) == 2

    ann.presses("privacy.button.keep", on=asked)

    ann.hears("privacy.never")
    after = rows_about(stage, owner_id)
    assert {name: after[name] for name in ("consent", "holding")} == {
        name: before[name] for name in ("consent", "holding")
    }


def test_an_optional_purpose_is_explained_before_it_is_agreed_to(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.owner(language, vehicle_id=car.id)
    position = {"Vehicle.CurrentLocation.Latitude": 31.2, "Vehicle.CurrentLocation.Longitude": 121.5}
    assert stage.send(car.id, position).json()["kept"] == 0

    ann.says("/privacy")
    shown = ann.hears("privacy.never")
    label = {"purpose": ann.speaker.say(Phrase("privacy.purpose.improve"))}
    ann.presses("privacy.button.allow", on=shown, **label)
    asked = ann.hears("privacy.purpose.improve.collects")
    ann.presses("privacy.button.yes", on=asked)

    ann.sees("privacy.never", on=asked)
    answer = stage.send(car.id, position).json()
    assert answer["kept"] == 0
    assert {each["code"] for each in answer["unwanted"].values()} == {"not_collected"}
