"""Recordings go through the front door, with the shipped trips of a real car."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import uvicorn
from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from pyarrow import parquet
from typer.testing import CliRunner

from api import auth, problems
from api import telemetry as door
from domain.core import Core
from domain.errors import Refusal
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.telemetry import paths, service
from domain.telemetry.facts import Window
from jobs import recordings
from jobs.lab import playback
from jobs.lab import replay as replaying
from tests.domain.earlier import long_ago
from tests.pace import until

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
START = NOW - timedelta(days=2)
TRIPS = Path(recordings.__file__).parents[1] / "domain" / "data" / "twizy" / "trips.parquet"


@dataclass
class Door:
    core: Core
    url: str
    key: str
    vehicle_id: int
    owner_id: int

    def window(self) -> Window:
        with self.core.reading() as unit:
            return service.window(
                unit, self.vehicle_id, self.owner_id, start=NOW - timedelta(days=30), end=NOW
            )


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def served(core: Core) -> Iterator[Door]:
    with core.unit() as unit:
        vehicle = registry.register_vehicle(
            unit, vin="1M8GDM9AXKP042788", name="Twizy", model="Twizy", papers=Papers()
        )
        owner = registry.meet(unit, 4711, locale="en", zone="Africa/Casablanca")
        registry.link(long_ago(unit), owner.id, registry.link_code(unit, vehicle.id))
        registry.consent(long_ago(unit), owner.id, purpose=Purpose.CARE, given=True, channel="test")
        key = registry.vehicle_key(unit, vehicle.id)
    app = Litestar(
        list(door.ROUTES),
        guards=[auth.guard],
        state=State({"core": core}),
        dependencies={"core": Provide(lambda: core, sync_to_thread=False)},
        exception_handlers={Refusal: problems.refused},
        openapi_config=None,
    )
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until(lambda: server.started)
        yield Door(core, f"http://127.0.0.1:{listening.getsockname()[1]}", key, vehicle.id, owner.id)
        server.should_exit = True
        thread.join()


def test_the_shipped_trips_arrive_whole_and_sending_them_again_changes_nothing(served: Door) -> None:
    done = replaying.replay(TRIPS, key=served.key, url=served.url, start=START, progress=False)
    first = served.window()
    replaying.replay(TRIPS, key=served.key, url=served.url, start=START, progress=False)
    again = served.window()

    trips = parquet.read_table(TRIPS)
    assert (done.records, done.requests) == (trips.num_rows, 4)
    assert (done.kept, done.refused, done.late) == (4 * trips.num_rows, 0, 0)
    assert done.unwanted == trips.num_rows  # altitude: nobody agreed to location
    assert sorted(first.values[paths.SOC].tolist()) == sorted(trips.column("soc").to_pylist())
    np.testing.assert_array_equal(first.at, again.at)
    np.testing.assert_array_equal(first.values[paths.SPEED], again.values[paths.SPEED])


def test_trips_are_laid_out_second_by_second_with_a_rest_between_them() -> None:
    reel = recordings.open_reel(TRIPS, start=START)
    gaps = np.diff([datetime.fromisoformat(at).timestamp() for at in reel.at])

    assert reel.at[0] == START.isoformat()
    assert sorted(set(gaps.tolist())) == [1.0, 4 * 3600.0]
    assert reel.units[paths.SPEED] == "km/h"


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_file_with_signal_names_keeps_its_own_times(served: Door, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"own.{suffix}"
    if suffix == "csv":
        rows = ["2026-11-17T01:00:00+08:00,80.5,1", "2026-11-17T01:00:01+08:00,,0"]
        file.write_text("\n".join([f"at,{paths.SOC},{paths.IS_CHARGING}", *rows]))
    else:
        at = pa.array([datetime(2026, 11, 16, 17, 0, second, tzinfo=UTC) for second in (0, 1)])
        values = [at, pa.array([80.5, None]), pa.array([True, False])]
        parquet.write_table(pa.table(values, names=["at", paths.SOC, paths.IS_CHARGING]), file)
    done = replaying.replay(file, key=served.key, url=served.url, progress=False)
    window = served.window()

    assert (done.records, done.kept) == (2, 3)
    assert window.at[0] == int(datetime(2026, 11, 16, 17, 0, tzinfo=UTC).timestamp()) * 1000
    np.testing.assert_array_equal(window.values[paths.SOC], [80.5, np.nan])
    np.testing.assert_array_equal(window.values[paths.IS_CHARGING], [1.0, 0.0])


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("trip.xlsx", "", "recording_kind"),
        ("trip.csv", "when,speed\n1,2\n", "recording_columns"),
        ("trip.csv", f"at,{paths.SOC}\n2026-11-17T01:00:00,80\n", "recording_zone"),
        ("trip.csv", f"at,{paths.SOC}\nyesterday,80\n", "recording_zone"),
        ("trip.csv", "trip,row,soc,speed,alt,temperature,humidity\nT1,0,80,1,2,3,4\n", "recording_start"),
    ],
)
def test_a_file_that_cannot_be_replayed_is_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(Refusal) as refusal:
        recordings.open_reel(file)

    assert refusal.value.code == code


def test_a_wrong_key_stops_the_replay_with_the_servers_words(served: Door) -> None:
    with pytest.raises(Refusal) as refusal:
        replaying.replay(TRIPS, key="bvk_nope_nope", url=served.url, start=START, progress=False)

    assert refusal.value.code == "replay_stopped"
    assert refusal.value.params["answer"] == "401"
    assert "vehicle key" in str(refusal.value.params["detail"])


def test_a_server_that_is_not_there_stops_the_replay() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(Refusal, match="replay_stopped"):
        replaying.replay(TRIPS, key="x", url=url, start=START, progress=False)


def test_a_recording_of_which_nothing_is_taken_ends_with_the_reasons(served: Door, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(f"at,{paths.SOC}\n2026-11-17T01:00:00Z,180\n2026-11-17T01:00:01Z,181\n")
    done = CliRunner().invoke(
        playback.app, ["replay", str(file), "--key", served.key, "--url", served.url, "--json"]
    )

    assert done.exit_code == 1
    assert "[replay_in_vain]" in done.stderr
    assert "outside the range" in done.stderr
    assert '"refused": 2' in done.stdout
