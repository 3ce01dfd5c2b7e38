"""What other programs say over MQTT: stored, then acknowledged; what the broker kept from before is no reading."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError
from sqlmodel import select
from typer.testing import CliRunner

from domain.core import Core
from domain.errors import Refusal
from domain.feeds import links, ovms
from domain.feeds.facts import Message, Report
from domain.kit.classified import Purpose
from domain.privacy.tables import Look
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.settings import Settings
from domain.telemetry import paths, service
from jobs import cli, feeds
from tests import broker as brokers
from tests import pace
from tests.broker import Broker
from tests.conftest import NOW
from tests.domain.earlier import long_ago

VINS = ("1M8GDM9AXKP042788", "ZZ9SMCAR4SX900001")


@pytest.fixture
def broker() -> Iterator[Broker]:
    with brokers.running() as running:
        yield running


@pytest.fixture
def owner(core: Core) -> Owner:
    with core.unit() as opened:
        unit = long_ago(opened)
        person = registry.meet(unit, 4711, locale="en", zone="UTC")
        registry.consent(unit, person.id, purpose=Purpose.CARE, given=True, channel="test")
        return person


@pytest.fixture
def cars(core: Core, owner: Owner) -> list[Vehicle]:
    with core.unit() as opened:
        unit = long_ago(opened)
        made = [
            registry.register_vehicle(unit, vin=vin, name="A", model="T", papers=Papers()) for vin in VINS
        ]
        for number, car in enumerate(made, 1):
            registry.link(unit, owner.id, registry.link_code(unit, car.id))
            links.connect(unit, car, feed="teslamate", name=f"cars/{number}")
        links.connect(unit, made[0], feed="ovms", name="me/LEAF")
        return made


@contextmanager
def listening(core: Core, broker: Broker, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(feeds, "_TURN_S", 0.05)
    monkeypatch.setattr(core.settings, "mqtt_url", SecretStr(f"mqtt://127.0.0.1:{broker.port}"))
    with feeds.subscribing(core):
        until(lambda: broker.is_subscribed)
        yield


def until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it did not come")


def speeds(core: Core, car: Vehicle, owner: Owner) -> list[float]:
    with core.reading() as unit:
        window = service.window(
            unit, car.id, owner.id, start=NOW - timedelta(days=1), end=NOW + timedelta(days=1)
        )
    values: list[float] = window.values.get(paths.SPEED, window.at[:0].astype(float)).tolist()
    return values


def say(broker: Broker, key: str, value: str, *, car: int = 1, retain: bool = True) -> None:
    broker.publish(f"teslamate/cars/{car}/{key}", value, retain=retain)


def test_what_is_said_of_a_car_is_stored_and_then_acknowledged(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(core, broker, monkeypatch):
        say(broker, "state", "driving")
        say(broker, "speed", "50")
        say(broker, "speed", "70", car=9)  # linked to nobody
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "50")
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[0], owner) == [50.0]
    assert speeds(core, cars[1], owner) == []


def test_what_the_broker_kept_is_never_stored_as_fresh(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(broker, "speed", "90")
    say(broker, "state", "driving")
    broker.publish("ovms/me/LEAF/metric/v/p/speed", "91", retain=True)
    with listening(core, broker, monkeypatch):
        until(lambda: broker.open_count == 0)
        broker.stop()
        broker.start()
        until(lambda: broker.is_subscribed)
        until(lambda: broker.open_count == 0)
        assert speeds(core, cars[0], owner) == []
        say(broker, "speed", "50")  # the state that was kept told that the car is awake
        until(lambda: broker.open_count == 0)

    assert broker.connections > 1
    assert speeds(core, cars[0], owner) == [50.0]


def test_what_a_sleeping_car_repeats_is_not_stored(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(core, broker, monkeypatch):
        say(broker, "speed", "10", retain=False)  # nobody knows whether it is awake
        say(broker, "state", "asleep")
        say(broker, "speed", "11", retain=False)
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[0], owner) == []


def test_what_was_said_while_we_were_away_has_no_time_and_is_not_taken_for_fresh(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(core, broker, monkeypatch):
        until(lambda: broker.open_count == 0)
    broker.publish("ovms/me/LEAF/metric/v/p/speed", "42")
    with listening(core, broker, monkeypatch):
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "43")
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[0], owner) == [43.0]


def database_away(*_: Any) -> Any:
    raise OperationalError("", None, Exception("away"))


def test_nothing_is_acknowledged_that_is_not_stored(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = links.receive, []

    def away(*args: Any) -> Any:
        calls.append(broker.open_count)
        if len(calls) < 3:
            raise OperationalError("", None, Exception("away"))
        return real(*args)

    monkeypatch.setattr(links, "receive_all", database_away)
    monkeypatch.setattr(links, "receive", away)
    with listening(core, broker, monkeypatch):
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "42")
        until(lambda: broker.open_count == 0)

    assert calls == [1, 1, 1]
    assert speeds(core, cars[0], owner) == [42.0]


def test_one_car_never_blocks_another(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = links.receive

    def broken(unit: Any, feed: str, name: str, batch: Any) -> Any:
        if feed == "ovms":
            raise ValueError(name)
        return real(unit, feed, name, batch)

    def broken_by_one(_unit: Any, batches: Any) -> Any:
        raise ValueError(batches)

    monkeypatch.setattr(links, "receive_all", broken_by_one)
    monkeypatch.setattr(links, "receive", broken)
    with listening(core, broker, monkeypatch):
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "42")
        say(broker, "state", "driving", car=2)
        say(broker, "speed", "33", car=2)
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[1], owner) == [33.0]


def test_a_topic_that_is_no_text_is_passed_over_and_the_next_is_taken(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(core, broker, monkeypatch):
        broker.publish("ovms/me/LEAF/metric/v/p/\udcff\udcfe", "41")
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "42")
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[0], owner) == [42.0]
    assert broker.connections == 1


@pytest.mark.parametrize(
    "packet", [b"\x32\x01\x00", b"\x32\x04\xff\xffab", b"\x90\x00", b"\x00\xff\xff\xff\xff\xff"]
)
def test_a_packet_that_is_no_mqtt_ends_its_connection_and_nothing_else(
    core: Core,
    cars: list[Vehicle],
    owner: Owner,
    broker: Broker,
    monkeypatch: pytest.MonkeyPatch,
    packet: bytes,
) -> None:
    with listening(core, broker, monkeypatch):
        broker.send(packet)
        until(lambda: broker.connections > 1)
        until(lambda: broker.is_subscribed)
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "42")
        until(lambda: speeds(core, cars[0], owner) == [42.0])


def test_a_message_that_cannot_be_translated_leaves_the_others(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ovms.translate

    def broken(message: Message) -> Report | None:
        if message.topic.endswith("soc"):
            raise KeyError(message.topic)
        return real(message)

    monkeypatch.setattr(ovms, "translate", broken)
    with listening(core, broker, monkeypatch):
        broker.publish("ovms/me/LEAF/metric/v/b/soc", "80")
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "42")
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[0], owner) == [42.0]


def test_a_subscriber_whose_database_is_away_and_whose_hands_are_full_leaves_at_once(
    core: Core, cars: list[Vehicle], broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "receive_all", database_away)
    monkeypatch.setattr(links, "receive", database_away)
    monkeypatch.setattr(feeds, "_WAITING", 1)
    stack = ExitStack()
    stack.enter_context(listening(core, broker, monkeypatch))
    for number in range(20):
        broker.publish("ovms/me/LEAF/metric/v/p/speed", str(number))
    until(lambda: broker.open_count == 20)
    time.sleep(0.3)
    with pace.within(5):
        stack.close()

    assert "feeds network" not in {thread.name for thread in threading.enumerate()}
    assert broker.open_count == 20  # none was acknowledged


def test_a_connection_ends_with_the_ownership(
    core: Core, cars: list[Vehicle], owner: Owner, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with core.unit() as unit:
        registry.unlink(unit, owner.id, cars[0].id)
        second = registry.meet(unit, 42, locale="en", zone="UTC")
        registry.link(unit, second.id, registry.link_code(unit, cars[0].id))
        registry.consent(unit, second.id, purpose=Purpose.CARE, given=True, channel="test")
    with listening(core, broker, monkeypatch):
        broker.publish("ovms/me/LEAF/metric/v/p/speed", "42")
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[0], second) == []


def test_entities_of_home_assistant_come_by_statestream_as_a_file_names_them(
    core: Core,
    cars: list[Vehicle],
    owner: Owner,
    broker: Broker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "statestream.toml"
    file.write_text('base = "homeassistant"\n[my_car]\nspeed = "sensor.my_car_speed"\n')
    monkeypatch.setattr(core.settings, "statestream", file)
    with core.unit() as unit:
        links.connect(unit, cars[0], feed="home_assistant", name="my_car")

    def change(state: str, unit: str, *, entity: str = "my_car_speed") -> None:
        broker.publish(f"homeassistant/sensor/{entity}/state", state, retain=True)
        broker.publish(f"homeassistant/sensor/{entity}/unit_of_measurement", unit, retain=True)

    change("90", '"km/h"')  # before we listened
    with listening(core, broker, monkeypatch):
        change("70", '"km/h"', entity="his_car_speed")
        change("unavailable", '"km/h"')
        change("50", '"mph"')
        until(lambda: broker.open_count == 0)

    assert speeds(core, cars[0], owner) == [pytest.approx(80.4672)]


@pytest.mark.parametrize("data", [None, b"\xff", b"base"])
def test_a_file_of_entities_that_cannot_be_read_is_refused_at_the_start(
    core: Core, data: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "statestream.toml"
    if data is not None:
        file.write_bytes(data)
    monkeypatch.setattr(core.settings, "mqtt_url", SecretStr("mqtt://127.0.0.1:1"))
    monkeypatch.setattr(core.settings, "statestream", file)
    with pytest.raises(Refusal, match="statestream_wrong"), feeds.subscribing(core):
        pass


@pytest.mark.parametrize("url", ["broker:1883", "http://broker", "mqtt://", "mqtt://host:port"])
def test_an_address_that_is_no_brokers_is_refused(
    core: Core, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core.settings, "mqtt_url", SecretStr(url))
    with pytest.raises(Refusal, match="mqtt_url_wrong"), feeds.subscribing(core):
        pass
    monkeypatch.setattr(core.settings, "mqtt_url", None)
    with pytest.raises(Refusal, match="mqtt_url_missing"), feeds.subscribing(core, required=True):
        pass


@pytest.mark.parametrize(
    ("feed", "name", "code"),
    [("onstar", "1", "feed_unknown"), ("ovms", "me/#", "feed_name"), ("ovms", " ", "feed_name")],
)
def test_a_connection_that_cannot_be_is_refused(
    core: Core, cars: list[Vehicle], feed: str, name: str, code: str
) -> None:
    with core.unit() as unit, pytest.raises(Refusal, match=code):
        links.connect(unit, cars[0], feed=feed, name=name)
    with core.unit() as unit, pytest.raises(Refusal, match="feed_link_unknown"):
        links.disconnect(unit, 999)


def test_a_car_without_an_owner_cannot_be_connected(core: Core) -> None:
    with core.unit() as unit:
        car = registry.register_vehicle(unit, vin=VINS[0], name="A", model="T", papers=Papers())
        with pytest.raises(Refusal, match="feed_no_owner"):
            links.connect(unit, car, feed="ovms", name="me/LEAF")


def test_the_commands_connect_list_and_end(
    core: Core,
    cars: list[Vehicle],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    logging_put_back: None,
) -> None:
    monkeypatch.setenv("BEFOREHAND_DATABASE_URL", settings.database_url or "")
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))
    words = ["admin", "feed", "link", "--car", str(cars[1].id), "--feed", "ovms", "--name", "me/LEAF"]

    assert CliRunner().invoke(cli.app, words).exit_code == 0
    listed = CliRunner().invoke(cli.app, ["admin", "feed", "list"]).stdout
    rows = [line.split() for line in listed.splitlines()[1:]]
    assert [row[1:] for row in rows] == [
        ["teslamate", "cars/1", str(cars[0].id)],
        ["teslamate", "cars/2", str(cars[1].id)],
        ["ovms", "me/LEAF", str(cars[1].id)],
    ]
    with core.reading() as unit:
        looks = unit.session.exec(select(Look)).all()
    assert {(each.vehicle_id, each.what) for each in looks} == {
        (cars[1].id, "key"),
        (cars[0].id, "register"),
        (cars[1].id, "register"),
    }
    assert CliRunner().invoke(cli.app, ["admin", "feed", "unlink", rows[2][0]]).exit_code == 0
    assert "LEAF" not in CliRunner().invoke(cli.app, ["admin", "feed", "list"]).stdout
