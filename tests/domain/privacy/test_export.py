import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet
from sqlalchemy import update

from domain import phrases
from domain.contact import service as contact
from domain.contact.facts import Document, Message
from domain.core import Core
from domain.drivers import service as drivers
from domain.explain.facts import Language, Phrase
from domain.handover import service as handover
from domain.kit.classified import ASKED
from domain.kit.clock import FixedClock
from domain.privacy import acts, declared
from domain.privacy.export import export, parcels
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Vehicle
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from tests.conftest import NOW
from tests.domain.privacy.conftest import SPEED, Person, meet, send


def copy(core: Core, person: Person, language: Language = "en") -> zipfile.ZipFile:
    with core.reading() as unit:
        document = export(unit, person.row(unit), say=phrases.speaker(language).say)
    assert isinstance(document, Document)
    return zipfile.ZipFile(io.BytesIO(document.body))


def data(archive: zipfile.ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read("data.json"))
    return found


def everything(archive: zipfile.ZipFile) -> str:
    return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def test_every_mark_in_every_table_stands_in_the_copy(core: Core, planted: None, me: Person) -> None:
    text = archive_text = json.dumps(data(copy(core, me)), ensure_ascii=False)

    assert {place for place, mark in me.marks.items() if mark not in text} == set()
    assert me.vin in archive_text
    assert str(me.chat) in archive_text


def test_the_copy_holds_nobody_else_and_no_token(
    core: Core, planted: None, me: Person, other: Person
) -> None:
    text = everything(copy(core, me))

    assert [
        mark for mark in (*other.marks.values(), *other.plain, other.vin, str(other.chat)) if mark in text
    ] == []
    assert "action.token of" not in text
    assert "access_token.secret_hash of" not in text


def test_every_table_that_reaches_the_owner_is_described(core: Core, planted: None, me: Person) -> None:
    archive = copy(core, me)
    tables, readme = data(archive)["tables"], archive.read("README.md").decode()

    assert tables.keys() == {table.name for table in declared.personal()} | {"vehicle"}
    assert all(f"## {name}\n" in readme for name in tables)
    assert tables["notice"]["columns"]["body"] == "message"
    assert tables["notice"]["kept_days"] == 400


def test_readings_are_value_for_value_what_is_stored(core: Core, me: Person, clock: FixedClock) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
    speeds = [0.1 + 0.2, 87.654321, 0.0, 120.0]
    for minute, speed in enumerate(speeds):
        send(core, me, NOW - timedelta(minutes=60 - 20 * minute), speed=speed)
    send(core, me, NOW - timedelta(days=20), filter=12.5)
    with core.unit() as unit:
        telemetry.seal(unit, before=unit.now)

    archive = copy(core, me)
    names = [name for name in archive.namelist() if name.endswith(".parquet")]
    tables = [parquet.read_table(pa.BufferReader(archive.read(name))) for name in names]
    with core.reading() as unit:
        stored = telemetry.window(
            unit, me.vehicle_id, me.owner_id, start=NOW - timedelta(days=30), end=NOW + timedelta(hours=1)
        )
    at = np.concatenate([table["at"].cast(pa.int64()).to_numpy() for table in tables])
    speeds_told = np.concatenate(
        [
            table[paths.SPEED].to_numpy()
            if paths.SPEED in table.column_names
            else np.full(table.num_rows, np.nan)
            for table in tables
        ]
    )

    assert names == [
        f"telemetry/{me.vehicle_id}-2026-10.parquet",
        f"telemetry/{me.vehicle_id}-2026-11.parquet",
    ]
    assert np.array_equal(at, stored.at)
    assert np.array_equal(speeds_told, stored.values[paths.SPEED], equal_nan=True)
    assert tables[1].schema.field(paths.SPEED).metadata == {b"unit": b"km/h"}


def test_messages_are_told_in_words(core: Core, me: Person) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
        contact.queue(unit, me.owner_id, key="k", message=Message((Phrase("privacy.never"),)))

    body = data(copy(core, me, "en"))["tables"]["notice"]["rows"][0]["body"]

    assert body["lines"] == [phrases.speaker("en").say(Phrase("privacy.never"))]


@pytest.mark.parametrize(
    "words",
    ["[" * 900, '{"a":' * 190, "[" * 450 + "]" * 450, "[" + "9" * 900 + "]", "[NaN]", "[unheard of]", "ß]"],
)
def test_words_that_only_look_like_data_stand_in_the_copy(core: Core, me: Person, words: str) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
        handover.ask(unit, me.owner_id, vehicle_id=None, reason="asked", note=words)

    (row,) = data(copy(core, me))["tables"]["handover"]["rows"]

    assert row["note"] == words or json.dumps(row["note"], separators=(",", ":")) == words


def test_a_driver_does_not_get_the_vin(core: Core, me: Person, other: Person) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
        meet(unit, other)
        registry.link(unit, other.owner_id, registry.link_code(unit, me.vehicle_id, role="driver"))
    with core.unit() as unit:
        (asking,) = drivers.of_car(unit, me.owner_id, me.vehicle_id)
        drivers.let_in(unit, me.owner_id, asking.id)

    text = everything(copy(core, other))

    assert me.vin not in text
    assert other.vin in text


def test_who_sold_the_car_has_its_own_days_and_no_vin(core: Core, me: Person, clock: FixedClock) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
    send(core, me, NOW - timedelta(hours=1), speed=SPEED)
    with core.unit() as unit:
        registry.unlink(unit, me.owner_id, me.vehicle_id)

    archive = copy(core, me)

    assert me.vin not in everything(archive)
    assert any(name.endswith(".parquet") for name in archive.namelist())


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_page_shows_hostile_text_as_text(core: Core, me: Person, language: Language) -> None:
    hostile = "<img src=x onerror=alert(1)>\u202e&\"'"
    with core.unit() as unit:
        meet(unit, me, *ASKED)
        car = registry.register_vehicle(
            unit, vin="1HGCM82633A004352", name=hostile, model="</table><script>", papers=Papers()
        )
        registry.link(unit, me.owner_id, registry.link_code(unit, car.id))

    page = copy(core, me, language).read("index.html").decode()

    assert "&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#x27;" in page
    assert re.findall(r"<(img|script)", page) == []
    assert "\u202e" not in page
    assert re.findall(r"(?:src|href)=\"?https?:", page) == []


def test_the_button_hands_over_a_file_that_can_be_saved(core: Core, me: Person) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
        message = acts.VERBS["privacy.export"](unit, me.row(unit), {}).messages[0]

    assert not message.private
    assert message.document is not None
    assert message.document.name == "beforehand-2026-11-18.zip"
    assert zipfile.is_zipfile(io.BytesIO(message.document.body))


def test_a_large_copy_comes_in_parcels_that_hold_the_same(core: Core, planted: None, me: Person) -> None:
    with core.reading() as unit:
        say = phrases.speaker("en").say
        whole = export(unit, me.row(unit), say=say)
        parts = parcels(unit, me.row(unit), say=say, largest=20_000)
    opened = [zipfile.ZipFile(io.BytesIO(each.body)) for each in parts]

    assert [each.name for each in parts] == [
        f"beforehand-2026-11-18-{n}.zip" for n in range(1, len(parts) + 1)
    ]
    assert len(parts) > 1
    assert [name for each in opened for name in each.namelist()] == zipfile.ZipFile(
        io.BytesIO(whole.body)
    ).namelist()


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_damaged_entry_is_said_to_be_one_and_all_others_stand_in_the_copy(
    core: Core, planted: None, me: Person, language: Language
) -> None:
    whole = data(copy(core, me, language))["tables"]
    said = phrases.speaker(language).say(Phrase("privacy.damaged"))
    assert said not in json.dumps(whole, ensure_ascii=False)
    with core.unit() as unit:
        for name, column in (("notice", "body"), ("owner", "chat_sealed"), ("handover", "note")):
            table = next(each for each in declared.tables() if each.name == name)
            unit.session.execute(update(table).values({column: b"damaged beyond repair"}))
        unit.session.execute(update(Vehicle).values(vin_sealed=b"damaged beyond repair"))

    damaged = data(copy(core, me, language))["tables"]
    assert damaged["vehicle"]["rows"][0]["vin"] == said
    assert {row["body"] for row in damaged["notice"]["rows"]} == {said}
    assert {name: len(table["rows"]) for name, table in damaged.items()} == {
        name: len(table["rows"]) for name, table in whole.items()
    }
    assert damaged["alert"] == whole["alert"]
