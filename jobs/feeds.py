"""What other programs say of cars over MQTT: received, stored, and only then acknowledged.

One subscriber an installation: a second one with the same name at the broker takes its place there.
"""

import logging
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import anyio
import typer
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from domain.core import Core
from domain.db.away import AWAY
from domain.errors import Refusal, error_id
from domain.feeds import links, sources, statestream
from domain.feeds.facts import Message
from domain.feeds.gathering import Gathering
from domain.feeds.sources import Publisher
from domain.telemetry.intake import Batch
from jobs import queues, serve, serving

app = typer.Typer()
log = logging.getLogger(__name__)

_PORTS: Final = {"mqtt": 1883, "mqtts": 8883}
_AT_ONCE: Final = 5_000  # messages a turn
_WAITING: Final = 20_000  # messages; what is more waits in the broker, or in the network
_TURN_S: Final = 1.0  # so that what is said within a second is one record
_QOS: Final = 1
_PATIENCE_S: Final = 60.0
_LEAVING_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Arrival:
    message: Message
    number: int  # of the broker, to acknowledge it by
    qos: int


@app.command("feeds")
def feeds() -> None:
    """Start the subscriber to MQTT alone: what TeslaMate, OVMS and others say of cars. Run one only."""
    with serving.started() as core, subscribing(core, required=True):
        typer.echo("The feeds are running.")
        anyio.run(serve.until_stopped, anyio.sleep_forever)


@contextmanager
def subscribing(core: Core, *, required: bool = False) -> Iterator[None]:
    """Receive while the block lasts, where BEFOREHAND_MQTT_URL is set.

    Raises Refusal mqtt_url_missing where it is required, mqtt_url_wrong, and statestream_wrong.
    """
    if core.settings.mqtt_url is None:
        if required:
            raise Refusal("mqtt_url_missing")
        yield
        return
    subscriber = Subscriber(core, core.settings.mqtt_url.get_secret_value())
    subscriber.start()
    try:
        yield
    finally:
        subscriber.stop()


class Subscriber:
    """One session at a broker. What arrives has the time at which it did, however long the database is away."""

    def __init__(self, core: Core, url: str) -> None:
        """Raises Refusal mqtt_url_wrong and statestream_wrong."""
        self._core, self._gathering = core, Gathering(_publishers(core.settings.statestream))
        self._arrivals: queue.Queue[_Arrival] = queue.Queue(_WAITING)
        self._over = threading.Event()
        self._loop = core.loops.begin("feeds", patience_s=_PATIENCE_S)
        self._host, self._port = _address(url)
        self._client = _client(url, name=core.settings.mqtt_client)
        self._client.on_connect = self._connected
        self._client.on_message = self._arrived
        self._listener = threading.Thread(target=self._listen, name="feeds network", daemon=True)
        self._worker = threading.Thread(target=self._work, name="feeds", daemon=True)

    def start(self) -> None:
        self._listener.start()
        self._worker.start()

    def stop(self) -> None:
        """Store what has arrived, and leave, whatever still stands in the way after a minute."""
        self._over.set()
        self._worker.join(timeout=_PATIENCE_S)
        self._client.disconnect()
        self._listener.join(timeout=_LEAVING_S)

    def _listen(self) -> None:
        """Stay connected; what a broker sends that is no MQTT ends its connection, and nothing else."""
        while not self._over.is_set():
            try:
                self._client.connect_async(self._host, self._port)
                self._client.loop_forever(retry_first_connection=True)
            except Exception as error:  # noqa: BLE001 - whatever it is, it came from outside
                pause_s = self._loop.missed(error, outside=True)
                log.warning("the broker says what cannot be read, %.1f s: %s", pause_s, type(error).__name__)
                self._over.wait(pause_s)

    def _connected(self, client: Client, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        if reason.is_failure:
            log.warning("the broker refuses: %s", reason)
            return
        log.info("connected to the broker")
        client.subscribe([(topic, _QOS) for source in self._gathering.publishers for topic in source.TOPICS])

    def _arrived(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        """Hand a message on, as soon as there is room; while we leave there is none, and it is not acknowledged."""
        try:
            plain = Message(message.topic, bytes(message.payload), self._core.clock.now(), message.retain)
        except UnicodeDecodeError:  # a topic of no text is no source's
            self._client.ack(message.mid, message.qos)
            return
        while not self._over.is_set():
            with suppress(queue.Full):
                self._arrivals.put(_Arrival(plain, message.mid, message.qos), timeout=_TURN_S)
                return

    def _work(self) -> None:
        while not (self._over.is_set() and self._arrivals.empty()):
            arrivals = queues.turn(self._arrivals, over=self._over, most=_AT_ONCE, within_s=_TURN_S)
            by_car = self._records(arrivals)
            if not self._store_all(by_car):
                return
            for each in arrivals:
                self._client.ack(each.number, each.qos)
            self._loop.came_round()

    def _records(self, arrivals: list[_Arrival]) -> dict[tuple[str, str], Batch]:
        """Translate messages; one that fails by a fault of ours is passed over, and the others are taken."""
        by_car: dict[tuple[str, str], Batch] = {}
        try:
            return self._gathering.records(each.message for each in arrivals)
        except Exception as error:
            self._loop.missed(error, outside=False)
            log.exception("error %s: a message cannot be translated", error_id())
        for each in arrivals:
            with suppress(Exception):  # it is in the log
                for name, batch in self._gathering.records([each.message]).items():
                    by_car.setdefault(name, Batch([])).records.extend(batch.records)
        return by_car

    def _store_all(self, by_car: dict[tuple[str, str], Batch]) -> bool:
        """Store what is said of all cars in one commit; where that fails, car by car, as `_store` does."""
        try:
            with self._core.unit() as unit:
                links.receive_all(unit, by_car)
        except Exception as error:  # noqa: BLE001 - of which car it is shows when each is stored alone
            log.info("cars are stored one by one: %s", type(error).__name__)
            return all(self._store(name, batch) for name, batch in by_car.items())
        return True

    def _store(self, name: tuple[str, str], batch: Batch) -> bool:
        """Store what is said of one car; wait for what is away outside, and pass over what fails by a fault of ours.

        Return False where we have to leave before it is stored: then it is not acknowledged either.
        """
        while True:
            try:
                with self._core.unit() as unit:
                    links.receive(unit, *name, batch)
            except (*AWAY, OSError) as error:
                pause_s = self._loop.missed(error, outside=True)
                log.warning("feeds wait %.1f s: %s", pause_s, type(error).__name__)
                if self._over.wait(pause_s):
                    return False
            except Exception as error:
                self._loop.missed(error, outside=False)
                log.exception("error %s: readings of a car of %s are lost", error_id(), name[0])
                return True
            else:
                return True


def _publishers(file: Path | None) -> tuple[Publisher, ...]:
    """Return the sources that are asked, with what a file says of Home Assistant. Raises Refusal statestream_wrong."""
    if file is None:
        return sources.PUBLISHERS
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise statestream.wrong(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise statestream.wrong(f"{file} is no text in UTF-8") from error
    return (*sources.PUBLISHERS, statestream.read(text))


def _address(url: str) -> tuple[str, int]:
    """Raises Refusal mqtt_url_wrong."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise Refusal("mqtt_url_wrong") from error
    if not parts.hostname:
        raise Refusal("mqtt_url_wrong")
    return parts.hostname, port


def _client(url: str, *, name: str) -> Client:
    """A session that ends with its connection: what was said meanwhile has no time, and would be taken for fresh."""
    client = Client(CallbackAPIVersion.VERSION2, client_id=name, clean_session=True, manual_ack=True)
    parts = urlsplit(url)
    if parts.username:
        client.username_pw_set(unquote(parts.username), unquote(parts.password or ""))
    if parts.scheme == "mqtts":
        client.tls_set()
    client.reconnect_delay_set(min_delay=1, max_delay=60)
    return client
