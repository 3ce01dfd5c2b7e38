"""TeslaMate's own database as a car's past: what its CSV files would tell, and nothing is written there."""

import json
import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlmodel import select
from typer.testing import CliRunner

from domain.core import Core
from domain.feeds.tables import FileImport
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import history, paths
from jobs import cli, teslamate
from tests.conftest import NOW
from tests.databases import named
from tests.domain.earlier import long_ago
from tests.jobs import test_importing

car, owner, shell = test_importing.car, test_importing.owner, test_importing.shell
features = test_importing.features

DAY = timedelta(days=1)
SCHEMA = """
CREATE TABLE cars (id serial PRIMARY KEY, eid bigint, vid bigint, vin text, name text, model text, efficiency float);
CREATE TABLE charging_processes (id serial PRIMARY KEY, start_date timestamp(6) NOT NULL, end_date timestamp(6),
    charge_energy_added numeric(8,2), start_battery_level smallint, end_battery_level smallint, car_id integer NOT NULL REFERENCES cars);
CREATE TABLE positions (id serial PRIMARY KEY, date timestamp(6) NOT NULL, latitude numeric(8,6) NOT NULL, longitude numeric(9,6) NOT NULL,
    speed smallint, power smallint, odometer double precision, ideal_battery_range_km numeric(6,2), battery_level smallint,
    outside_temp numeric(4,1), elevation smallint, fan_status integer, car_id smallint NOT NULL REFERENCES cars, drive_id integer,
    inside_temp numeric(4,1), battery_heater boolean, est_battery_range_km numeric(6,2), rated_battery_range_km numeric(6,2),
    usable_battery_level smallint, is_climate_on boolean, tpms_pressure_fl numeric(4,1), tpms_pressure_fr numeric(4,1),
    tpms_pressure_rl numeric(4,1), tpms_pressure_rr numeric(4,1));
CREATE TABLE charges (id serial PRIMARY KEY, date timestamp(6) NOT NULL, battery_level smallint, charge_energy_added numeric(8,2) NOT NULL,
    charger_actual_current smallint, charger_phases smallint, charger_power smallint NOT NULL, charger_voltage smallint,
    conn_charge_cable varchar, fast_charger_present boolean, ideal_battery_range_km numeric(6,2) NOT NULL, rated_battery_range_km numeric(6,2),
    outside_temp numeric(4,1), charging_process_id integer NOT NULL REFERENCES charging_processes);
CREATE INDEX ON positions (date);
CREATE INDEX ON charges (date);
"""
DIRT = "INSERT INTO charging_processes (start_date, car_id) SELECT now() - n * interval '1 hour', 2 FROM generate_series(1, 300) n"
DRIVES = """
INSERT INTO positions (date, latitude, longitude, speed, power, odometer, battery_level, rated_battery_range_km, outside_temp, is_climate_on,
    tpms_pressure_fl, tpms_pressure_rr, drive_id, car_id)
SELECT day + n * interval '30 seconds', 31.2, 121.4, 50, 9, 10000 + extract(day from day) * 30 + n * 0.4, 80 - n / 10, 320 - n, 8.5, true, 2.9, 2.9, 7, c.id
FROM generate_series(%(first)s::timestamp + interval '9 hours', %(last)s::timestamp, interval '1 day') day, generate_series(0, 60) n, cars c
"""
CHARGES = """
INSERT INTO charges (date, battery_level, charge_energy_added, charger_power, ideal_battery_range_km, rated_battery_range_km, outside_temp, charging_process_id)
SELECT day + n * interval '1 minute', 40 + n / 4, n * 0.1, 7, 300, 300, 9, (SELECT max(id) FROM charging_processes)
FROM generate_series(%(first)s::timestamp + interval '20 hours', %(last)s::timestamp, interval '1 day') day, generate_series(0, 160) n
"""
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'beforehand'"
FIRST, LAST = NOW - timedelta(days=310), NOW - timedelta(days=250)


@pytest.fixture(autouse=True)
def no_log_of_an_earlier_test() -> Iterator[None]:
    """What an earlier test has set up would write to a stream that is closed by now."""
    root = logging.getLogger()
    before, root.handlers = root.handlers, []
    yield
    root.handlers = before


@pytest.fixture
def address(postgres_server: str, tmp_path: Path) -> Iterator[str]:
    """A database as TeslaMate leaves it: two cars, and hundreds of charging processes that were never closed."""
    name = f"teslamate_{os.getpid()}"
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        address = named(postgres_server, name)
        with psycopg.connect(address) as source:
            source.execute(SCHEMA)
            source.execute("INSERT INTO cars (name, vin) VALUES ('One', 'V1'), ('Two', 'V2')")
            source.execute(DIRT)
            span = {"first": FIRST.date(), "last": LAST.date()}
            source.execute(DRIVES, span)
            source.execute(CHARGES, span)
        yield address
        server.execute(f"DROP DATABASE {name} (FORCE)")


def run(shell: CliRunner, car: Vehicle, *words: str) -> dict[str, Any]:
    done = shell.invoke(cli.app, ["import", *words, "--car", str(car.id), "--json"])
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def refusal(shell: CliRunner, car: Vehicle, *words: str) -> str:
    done = shell.invoke(cli.app, ["import", *words, "--car", str(car.id)])
    assert done.exit_code == 1
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr.strip()


def changed(address: str, statement: str) -> None:
    with psycopg.connect(address) as source:
        source.execute(statement)


def exported(address: str, folder: Path) -> list[str]:
    """The CSV files of car 2, as docs/feeds.md makes them."""
    queries = {
        "positions": "select * from positions where car_id = 2 order by date",
        "charges": "select charges.* from charges join charging_processes p on p.id = charging_process_id where p.car_id = 2 order by date",
    }
    with psycopg.connect(address) as source:
        for name, query in queries.items():
            with source.cursor().copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copy:
                (folder / f"{name}.csv").write_bytes(b"".join(copy))
    return [str(folder / f"{name}.csv") for name in queries]


def test_the_database_tells_what_its_files_would_tell(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, address: str, tmp_path: Path
) -> None:
    answer = run(shell, car, address, "--source-car", "2")
    with core.unit() as unit:
        other = registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900001", name="B", model="Test EV", papers=Papers()
        )
        registry.link(long_ago(unit), owner.id, registry.link_code(long_ago(unit), other.id))
    by_files = run(shell, other, *exported(address, tmp_path))

    assert features(core, car).days
    assert features(core, car) == features(core, other)
    assert (answer["days"], answer["values_kept"], answer["rows"]) == (
        by_files["days"],
        by_files["values_kept"],
        by_files["rows"],
    )
    assert answer["rows_refused"] == {}
    assert answer["taken"]["tpms_pressure_fl"] == [paths.TYRE_PRESSURE[0]]
    with core.reading() as unit:
        kinds = {row.kind for row in unit.session.exec(select(FileImport))}
    assert kinds == {"TeslaMate, its database", "TeslaMate, table positions or charges (CSV)"}


def test_a_later_run_goes_on_after_the_last_day_and_the_same_run_changes_nothing(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, address: str
) -> None:
    first = run(shell, car, address, "--source-car", "2")
    before = features(core, car)
    again = run(shell, car, address, "--source-car", "2")
    assert (again["days"], again["days_done_before"], features(core, car)) == (0, 1, before)

    with psycopg.connect(address) as source:
        source.execute(DRIVES, {"first": LAST.date(), "last": (LAST + 3 * DAY).date()})
    later = run(shell, car, address, "--source-car", "2")
    assert (later["days"], later["days_done_before"]) == (3, 1)
    assert first["days"] > 50


def test_a_run_that_was_stopped_learns_as_one_that_was_not(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with core.unit() as unit:
        other = registry.register_vehicle(
            unit, vin="ZZ9SMCAR4SX900001", name="B", model="Test EV", papers=Papers()
        )
        registry.link(long_ago(unit), owner.id, registry.link_code(long_ago(unit), other.id))
    run(shell, other, address, "--source-car", "2")
    real, calls = history.learn, []

    def stopping(*args: Any, **more: Any) -> history.Outcome:
        calls.append(more["day"])
        if len(calls) == 40:
            with psycopg.connect(address) as source:
                source.execute(CUT_OFF)
        return real(*args, **more)

    monkeypatch.setattr(history, "learn", stopping)
    assert refusal(shell, car, address, "--source-car", "2").endswith("[import_database_lost]")
    monkeypatch.setattr(history, "learn", real)
    rest = run(shell, car, address, "--source-car", "2")

    assert rest["days_done_before"] == 1
    assert features(core, car) == features(core, other)


def test_a_day_that_is_not_over_waits_for_the_next_run_and_bad_times_for_ever(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, address: str, clock: FixedClock
) -> None:
    today = {"first": (NOW - DAY).date(), "last": (NOW + DAY).date()}
    with psycopg.connect(address) as source:
        source.execute("DELETE FROM charges")
        source.execute("DELETE FROM positions")
        source.execute(DRIVES, today)
        source.execute(
            "INSERT INTO positions (date, latitude, longitude, battery_level, car_id) VALUES ('infinity', 0, 0, 5, 2), ('1970-01-01', 0, 0, 5, 2)"
        )

    assert run(shell, car, address, "--source-car", "2")["days"] == 1


def test_a_dry_run_reads_and_stores_nothing_here_or_there(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, address: str
) -> None:
    answer = run(shell, car, address, "--source-car", "2", "--dry-run")

    assert answer["rows"] > 10_000
    assert "days" not in answer
    with core.reading() as unit:
        assert unit.session.exec(select(FileImport)).all() == []


def test_nothing_can_be_written_there(car: Vehicle, address: str) -> None:
    with teslamate.opening([address], car=2, now=NOW) as database:
        for statement in ("DELETE FROM positions", "CREATE TABLE x (a integer)"):
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                database.connection.execute(statement)


def test_what_cannot_be_read_in_is_refused_with_reason_and_cure_and_without_the_password(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, address: str, tmp_path: Path
) -> None:
    wrong = {
        "postgresql://me:s3cr%40t@127.0.0.1:1/teslamate": "import_database_unreached",
        "postgresql://me:s3cr@t:x@127.0.0.1:port/teslamate": "import_database_unreached",
        "postgresql://me:s3cr%zzt@127.0.0.1/teslamate": "import_database_url",
    }
    for url, code in wrong.items():
        line = refusal(shell, car, url)
        assert line.endswith(f"[{code}]"), line
        assert "s3cr" not in line
    assert "of TeslaMate's cars it is: 1, 2." in refusal(shell, car, address)
    assert refusal(shell, car, address, "--source-car", "9").endswith("[import_database_car]")
    assert refusal(shell, car, address, str(tmp_path)).endswith("[import_database_alone]")
    changed(address, "ALTER TABLE positions RENAME car_id TO other")
    line = refusal(shell, car, address, "--source-car", "2")
    assert "positions.car_id" in line
    assert line.endswith("[import_database_foreign]")


def test_a_car_of_which_the_database_tells_nothing_is_refused(
    core: Core, car: Vehicle, owner: Owner, shell: CliRunner, address: str
) -> None:
    changed(address, "INSERT INTO cars (id, name) VALUES (3, 'Three')")
    assert refusal(shell, car, address, "--source-car", "3").endswith("[import_empty]")
