"""A car's past, read in from files: learned from whole, stored as long as anything is, and never warned of."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from sqlalchemy import update
from sqlmodel import select
from typer.testing import CliRunner

from domain.contact.tables import Notice
from domain.core import Core
from domain.errors import Refusal
from domain.feeds import pasts
from domain.feeds.tables import FileImport
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy.tables import Look
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Holding, Owner, Vehicle
from domain.settings import Settings
from domain.simulation import run as simulation
from domain.simulation import wire
from domain.simulation.facts import Fault, FaultKind, SimCar
from domain.telemetry import history, paths, service
from domain.telemetry.facts import Features
from domain.telemetry.ingest import wire as door
from domain.telemetry.intake import Batch, Record
from domain.telemetry.storage import notes
from domain.telemetry.tables import Arrival, Chunk, OpenTail
from jobs import cli, health, importing
from jobs.lab.bench import gbt_frames as made
from tests.conftest import NOW
from tests.domain.earlier import long_ago

DAY = timedelta(days=1)
LONG_AGO = NOW - timedelta(days=300)
CAR = SimCar("1M8GDM9AXKP042788", "Blue", "蓝", "Test EV", 7)


@pytest.fixture
def car(core: Core) -> Vehicle:
    with core.unit() as unit:
        return registry.register_vehicle(unit, vin=CAR.vin, name="Blue", model="Test EV", papers=Papers())


@pytest.fixture
def owner(core: Core, car: Vehicle) -> Owner:
    with core.unit() as opened:
        unit = long_ago(opened)
        person = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai")
        registry.link(unit, person.id, registry.link_code(unit, car.id))
        registry.consent(unit, person.id, purpose=Purpose.CARE, given=True, channel="test")
        return person


def driven(start: datetime, *, days: int, weak: bool = False) -> list[Record]:
    """What a simulated car sends; weak: its 12 V battery fades."""
    faults = (Fault(FaultKind.WEAK_12V, start, 6.0, 0.85),) if weak else ()
    window = simulation.simulate(CAR, start=start, end=start + days * DAY, faults=faults, step_s=60)
    return door.decode(json.dumps({"records": wire.to_records(window)}).encode()).records


def file_of(folder: Path, records: list[Record], name: str = "past.json") -> Path:
    file = folder / name
    lines = (json.dumps({"at": record.at, "signals": record.signals}) for record in records)
    file.write_text("\n".join(lines))
    return file


def read(*files: Path) -> pasts.Past:
    return importing.read(list(files), preset=None, kind="", zone=importing._zone("UTC"), vss=6)


def take_in(core: Core, car: Vehicle, *files: Path) -> pasts.Tally:
    past = read(*files)
    importing.take_in(core, car.id, past, since=None)
    return past.tally


def features(core: Core, car: Vehicle) -> Features:
    with core.reading() as unit:
        return service.features(unit, [car.id])[car.id].features


def stored(core: Core) -> int:
    with core.reading() as unit:
        return len(unit.session.exec(select(OpenTail.id)).all()) + len(
            unit.session.exec(select(Chunk.id)).all()
        )


def notices(core: Core) -> int:
    with core.reading() as unit:
        return len(unit.session.exec(select(Notice.id)).all())


def test_history_of_any_age_is_learned_from_and_not_stored(
    core: Core, car: Vehicle, owner: Owner, tmp_path: Path
) -> None:
    tally = take_in(core, car, file_of(tmp_path, driven(LONG_AGO, days=5)))

    learned_of = features(core, car)
    assert len(learned_of.days) == 6  # UTC days that five days of Shanghai touch
    assert learned_of.charges
    assert learned_of.rests
    assert (tally.refused, tally.days) == (0, 6)
    assert stored(core) == 0
    with core.reading() as unit:
        assert unit.session.exec(select(Arrival)).all() == []


def test_what_is_read_in_is_learned_as_if_the_car_had_sent_it(
    core: Core, car: Vehicle, owner: Owner, tmp_path: Path, clock: FixedClock
) -> None:
    records = driven(NOW - 5 * DAY, days=4)
    take_in(core, car, file_of(tmp_path, records))
    by_file = features(core, car)

    with core.unit() as unit:
        other = registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900001", name="B", model="Test EV", papers=Papers()
        )
        earlier = long_ago(unit)
        registry.link(earlier, owner.id, registry.link_code(earlier, other.id))
    with core.unit() as unit:
        service.ingest(unit, other, Batch(records))
    with core.unit() as unit:
        service.refresh(unit, other.id)

    assert by_file == features(core, other)
    with core.reading() as unit:
        windows = [
            service.window(unit, each.id, owner.id, start=NOW - 6 * DAY, end=NOW, paths=[paths.SOC])
            for each in (car, other)
        ]
    assert windows[0].at.tolist() == windows[1].at.tolist()
    assert windows[0].values[paths.SOC].tolist() == pytest.approx(
        windows[1].values[paths.SOC].tolist(), nan_ok=True
    )


def test_the_same_file_again_changes_nothing(core: Core, car: Vehicle, owner: Owner, tmp_path: Path) -> None:
    file = file_of(tmp_path, [*driven(LONG_AGO, days=3), *driven(NOW - 3 * DAY, days=2)])
    first = take_in(core, car, file)
    before, rows = features(core, car), stored(core)
    again = take_in(core, car, file)
    other_name = take_in(
        core,
        car,
        file_of(tmp_path, [*driven(LONG_AGO, days=3), *driven(NOW - 3 * DAY, days=2)][::-1], "b.json"),
    )

    assert first.values > 0
    assert (again.days, again.values, again.days_before) == (0, 0, first.days)
    assert features(core, car) == before
    assert stored(core) == rows
    assert other_name.repeated > 0  # of the days whose samples are stored


class Stop(Exception):  # noqa: N818 - it stands for kill -9
    pass


def test_a_run_that_is_stopped_goes_on_where_it_was_and_loses_nothing(
    core: Core, car: Vehicle, owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = file_of(tmp_path, driven(LONG_AGO, days=5))
    whole = read(file)
    importing.take_in(core, car.id, whole, since=None)
    expected = features(core, car)
    with core.unit() as unit:
        other = registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900001", name="B", model="Test EV", papers=Papers()
        )
        registry.link(long_ago(unit), owner.id, registry.link_code(long_ago(unit), other.id))

    real, calls = history.learn, []

    def stopping(*args: Any, **more: Any) -> history.Outcome:
        calls.append(more["day"])
        if len(calls) > 3:
            raise Stop
        return real(*args, **more)

    past = read(file)
    monkeypatch.setattr(history, "learn", stopping)
    with pytest.raises(Stop):
        importing.take_in(core, other.id, past, since=None)
    monkeypatch.setattr(history, "learn", real)
    again = read(file)
    importing.take_in(core, other.id, again, since=None)

    assert again.mark == past.mark
    assert (again.tally.days_before, again.tally.days) == (3, 3)
    assert features(core, other) == expected


def test_nobody_is_warned_of_the_past(
    core: Core, car: Vehicle, owner: Owner, tmp_path: Path, clock: FixedClock
) -> None:
    records = driven(NOW - 12 * DAY, days=11, weak=True)
    take_in(core, car, file_of(tmp_path, records))
    health.care(core)
    clock.at += 2 * DAY
    health.care(core)

    assert notices(core) == 0  # neither of the battery nor of a car that fell silent


def test_a_car_that_sends_is_warned_with_its_past_in_mind(
    core: Core, car: Vehicle, owner: Owner, tmp_path: Path, clock: FixedClock
) -> None:
    records = driven(NOW - 12 * DAY, days=12, weak=True)
    cut = next(number for number, each in enumerate(records) if str(each.at) > (NOW - DAY).isoformat())
    take_in(core, car, file_of(tmp_path, records[:cut]))
    with core.unit() as unit:
        service.ingest(unit, car, Batch(records[cut:]))
    for _ in range(3):
        health.care(core)
        clock.at += timedelta(hours=7)

    assert notices(core) > 0


def test_what_an_owner_withdrew_stays_out(core: Core, car: Vehicle, owner: Owner, tmp_path: Path) -> None:
    with core.unit() as unit:
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=False, channel="test")
    with pytest.raises(Refusal, match="import_no_consent"):
        take_in(core, car, file_of(tmp_path, driven(LONG_AGO, days=1)))


def test_what_was_measured_while_consent_was_withdrawn_is_not_kept(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    with core.unit() as unit:
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=False, channel="test")
    clock.at += DAY
    with core.unit() as unit:
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
    at = NOW + timedelta(hours=3)
    with core.unit() as unit:
        batch = Batch([Record(at.isoformat(), {paths.SOC: 50.0})])
        receipt = history.learn(unit, car, batch, day=at.date()).receipt

    assert receipt.kept == 0
    assert receipt.unwanted[paths.SOC].why == "no_consent"


def test_nobody_reads_in_the_past_of_a_car_without_an_owner(core: Core, car: Vehicle, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="import_no_owner"):
        take_in(core, car, file_of(tmp_path, driven(LONG_AGO, days=1)))


def learn(core: Core, car: Vehicle, at: datetime, *, since: datetime | None = None) -> history.Outcome:
    with core.unit() as unit:
        batch = Batch([Record(at.isoformat(), {paths.SOC: 50.0})])
        return history.learn(unit, car, batch, day=at.date(), since=since)


def test_an_earlier_owners_time_is_refused(core: Core, car: Vehicle, owner: Owner) -> None:
    with core.unit() as unit:
        registry.unlink(unit, owner.id, car.id)
        second = registry.meet(unit, 42, locale="en", zone="UTC")
        registry.link(unit, second.id, registry.link_code(unit, car.id))
        registry.consent(unit, second.id, purpose=Purpose.CARE, given=True, channel="test")

    (refused,) = learn(core, car, NOW - 20 * DAY).receipt.refused
    assert refused.code == "time_of_earlier_owner"


def test_what_is_older_than_the_day_told_is_refused_and_so_is_a_clock_that_was_not_set(
    core: Core, car: Vehicle, owner: Owner
) -> None:
    (told,) = learn(core, car, LONG_AGO, since=LONG_AGO + DAY).receipt.refused
    (unset,) = learn(core, car, datetime(1980, 1, 6, tzinfo=UTC)).receipt.refused

    assert (told.code, unset.code) == ("time_of_earlier_owner", "time_before_cars")


def test_a_day_that_the_car_told_itself_stays_as_it_is(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    with core.unit() as unit:
        service.ingest(unit, car, Batch(driven(NOW - 2 * DAY, days=1)))
    with core.unit() as unit:
        service.refresh(unit, car.id)
    before = features(core, car)
    clock.at += timedelta(days=200)  # its samples are gone by now

    assert learn(core, car, NOW - 2 * DAY).is_left
    assert features(core, car) == before
    assert not learn(core, car, LONG_AGO).is_left


def refreshed(core: Core, car: Vehicle, at: datetime) -> None:
    with core.unit() as unit:
        service.ingest(unit, car, Batch(driven(at, days=1)))
    with core.unit() as unit:
        service.refresh(unit, car.id)


def test_days_before_a_car_first_spoke_and_days_on_which_it_was_silent_are_taken_at_any_age(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    with core.unit() as unit:  # linked long before it first spoke
        unit.session.exec(update(Holding).values(since=NOW - timedelta(days=500)))
    refreshed(core, car, NOW - 2 * DAY)
    clock.at += 40 * DAY
    refreshed(core, car, clock.at - 2 * DAY)
    clock.at += 200 * DAY

    left = [learn(core, car, NOW + number * DAY).is_left for number in (-100, -4, -2, 5, 20, 38, 41)]
    assert left == [False, False, True, False, False, True, False]


def test_what_an_older_version_learned_is_left_from_the_first_day_that_can_be_live(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    refreshed(core, car, NOW - 2 * DAY)
    with core.unit() as unit:
        before = notes.load(unit, car.id, owner_id=owner.id)
        body = msgspec.msgpack.encode({"features": before.features, "pulses": before.pulses})
        notes.save_features(unit, car.id, owner_id=owner.id, body=body, last_at=None)
    clock.at += 200 * DAY

    left = [learn(core, car, NOW + number * DAY).is_left for number in (-40, -20, -2)]
    assert left == [False, True, True]


def test_an_owner_sees_that_a_file_was_read_in(
    core: Core, car: Vehicle, owner: Owner, tmp_path: Path
) -> None:
    take_in(core, car, file_of(tmp_path, driven(LONG_AGO, days=1)))

    with core.reading() as unit:
        (row,) = unit.session.exec(select(FileImport)).all()
        assert (row.kind, row.ended_at) == ("VSS signals, as of Kuksa (JSON)", NOW)
        assert row.day == date(2026, 1, 23)
        (look,) = unit.session.exec(select(Look)).all()
        assert (look.owner_id, look.vehicle_id, look.what) == (owner.id, car.id, "import")


@pytest.fixture
def shell(settings: Settings, monkeypatch: pytest.MonkeyPatch, logging_put_back: None) -> CliRunner:
    monkeypatch.setenv("BEFOREHAND_DATABASE_URL", settings.database_url or "")
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))
    monkeypatch.setenv("BEFOREHAND_NOW", NOW.isoformat())
    return CliRunner()


def test_a_dry_run_shows_what_is_taken_and_stores_nothing(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "id,date,battery_level,rated_battery_range_km,own\n1,2024-03-01 10:00:00,80,300,5\n2,?,1,1,1\n"
    )
    words = ["import", str(file), "--car", str(car.id), "--json"]
    answer = json.loads(shell.invoke(cli.app, [*words, "--dry-run"]).stdout)

    assert answer["kind"] == ["TeslaMate, table positions or charges (CSV)"]
    assert answer["rows_refused"] == {"its time cannot be read (first: a.csv, line 3)": 1}
    assert answer["taken"]["battery_level"] == [paths.SOC_DISPLAYED, paths.SOC]
    assert answer["not_taken"]["not in the source's documents"] == ["own"]
    assert "days" not in answer

    whole = json.loads(shell.invoke(cli.app, words).stdout)
    assert (whole["days"], whole["values_kept"]) == (1, 3)
    assert "recall" in whole["checks_that_judge"]
    assert "battery_soh" in whole["checks_that_cannot"]


@pytest.mark.parametrize(
    ("text", "more", "code"),
    [
        ("a,b\n1,2\n", [], "import_kind"),
        ("id,date,battery_level,rated_battery_range_km\n1,?,1,1\n", [], "import_empty"),
        ("a,b\n1,2\n", ["--zone", "Mars/Base"], "import_zone"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    core: Core,
    car: Vehicle,
    owner: Owner,
    shell: CliRunner,
    tmp_path: Path,
    text: str,
    more: list[str],
    code: str,
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text)
    done = shell.invoke(cli.app, ["import", str(file), "--car", str(car.id), *more])

    assert done.exit_code == 1
    assert done.stderr.strip().endswith(f"[{code}]")


def test_no_row_name_or_byte_of_a_file_ends_an_import(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, tmp_path: Path
) -> None:
    lines = [
        '{"timestamp": "2024-03-01T10:00:00Z", "Vehicle.Speed": 50}',
        '{"timestamp": "0001-01-01T00:00:00Z", "Vehicle.Speed": 50}',
        '{"timestamp": "9999-12-31T23:59:59Z", "Vehicle.Speed": 50}',
        '{"timestamp": "1969-12-31T23:59:59Z", "Vehicle.Speed": 50}',
        '{"timestamp": "2024-03-01T10:01:00Z", "Vehicle.Speed": 51, "Vehicle.Diagnostics.DTCList": ["P0A1F", 5]}',
        '{"Vehicle.\\ud800\\u001b": 5}',
    ]
    file = tmp_path / os.fsdecode(b"b\xff.json")
    file.write_bytes("\n".join(lines).encode() + b"\n{\xff\x81}\n")
    done = shell.invoke(cli.app, ["import", str(file), "--car", str(car.id), "--json"])
    answer = json.loads(done.stdout)

    assert {why.split(" (")[0]: count for why, count in answer["rows_refused"].items()} == {
        "its time is before 2008 or after 2099": 3,
        "its time cannot be read": 1,
        "not a whole row": 1,
    }
    assert (answer["rows"], answer["days"], answer["values_refused"]) == (7, 1, 0)
    assert answer["cells_without_value"] == {
        "Vehicle.Diagnostics.DTCList: not a fault code": 1,
        "Vehicle.??: no check reads anything like it": 1,
    }
    assert shell.invoke(cli.app, ["import", str(file), "--car", str(car.id)]).exit_code == 0


def test_other_files_of_a_folder_are_passed_over_and_named(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, tmp_path: Path
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    file_of(folder, driven(LONG_AGO, days=1))
    (folder / "notes.txt").write_text("to do")
    (folder / "photo.jpg").write_bytes(bytes(range(128, 256)) * 50)
    words = ["--car", str(car.id), "--vss", "6", "--json"]
    answer = json.loads(shell.invoke(cli.app, ["import", str(folder), *words]).stdout)

    assert answer["files_not_read"] == ["notes.txt", "photo.jpg"]
    assert answer["days"] > 0
    chosen = shell.invoke(cli.app, ["import", str(folder / "notes.txt"), *words])
    assert chosen.stderr.strip().endswith("[import_kind]")


@pytest.mark.parametrize("in_digits", [False, True])
def test_captured_frames_of_gb_t_32960_are_read_in_for_the_car_they_name(
    core: Core, car: Vehicle, owner: Owner, tmp_path: Path, *, in_digits: bool
) -> None:
    rng = np.random.default_rng(5)
    reports = [
        made.wrap(
            b"$$",
            2,
            vin,
            made.typical(rng, is_2025=True, at=LONG_AGO + timedelta(seconds=10 * each), cells=8),
        )
        for each in range(20)
        for vin in (CAR.vin, "ZZZ9SMCAR4SX90002")
    ]
    frames = [made.wrap(b"$$", 1, CAR.vin, made.moment(LONG_AGO)), *reports]
    file = tmp_path / "line.bin"
    file.write_bytes(
        b"\n".join(each.hex(" ").encode() for each in frames) + b"\n24zz" if in_digits else b"".join(frames)
    )
    past = importing.read([file], preset=None, kind="", zone=importing._zone("UTC"), vss=None, vins={CAR.vin})

    importing.take_in(core, car.id, past, since=None)

    assert past.kinds == ["GB/T 32960 (2016 and 2025, TCP)"]
    assert len(past.samples) == 20
    assert past.tally.rows_refused == {"other_car": 20} | ({"row_broken": 1} if in_digits else {})
    with core.reading() as unit:
        features = service.features(unit, [car.id])[car.id].features
    assert [each.day for each in features.days] == [LONG_AGO.date()]
    assert owner.id
