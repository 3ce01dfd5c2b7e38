"""GB/T 32960 over TCP: who may speak, what is answered when, and what no client can bring about."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial

import numpy as np
import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError
from sqlmodel import select
from typer.testing import CliRunner

from domain.contact.tables import Notice
from domain.core import Core
from domain.errors import Refusal
from domain.feeds import links
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960.facts import Answer, Frame
from domain.health.facts import Level
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.settings import Settings
from domain.telemetry import paths, service
from jobs import cli, serve
from jobs.gbt import allowances, commands, line, listener, looks, storing
from jobs.lab.bench import gbt_frames as made
from jobs.lab.bench import ground
from tests import pace
from tests.conftest import NOW
from tests.domain.earlier import long_ago

VIN, OTHER = "ZZZ9SMCAR4SX90001", "ZZZ9SMCAR4SX90002"
PLATFORM = "operator:secret-words"
RNG = np.random.default_rng(32_960)


@pytest.fixture
def owner(core: Core) -> Owner:
    with core.unit() as opened:
        unit = long_ago(opened)
        person = registry.meet(unit, 4711, locale="en", zone="UTC")
        registry.consent(unit, person.id, purpose=Purpose.CARE, given=True, channel="test")
        return person


@pytest.fixture
def car(core: Core, owner: Owner) -> Vehicle:
    with core.unit() as opened:
        unit = long_ago(opened)
        vehicle = registry.register_vehicle(unit, vin=VIN, name="A", model="T", papers=Papers())
        registry.link(unit, owner.id, registry.link_code(unit, vehicle.id))
        links.connect(unit, vehicle, feed="gbt32960", name=VIN.lower())
        return vehicle


class Client:
    """A car or a platform at the other end of a line."""

    def __init__(self, port: int, open_ones: ExitStack) -> None:
        self.socket = open_ones.enter_context(
            socket.create_connection(("127.0.0.1", port), timeout=pace.patience(20))
        )
        self._rest = b""

    def send(self, command: int, vin: str = VIN, data: bytes = b"", *, start: bytes = b"$$") -> None:
        self.socket.sendall(made.wrap(start, command, vin, data))

    def hear(self) -> Frame | None:
        """Return the next answer, or None where the line was closed."""
        while True:
            pieces, used = frames.split(self._rest)
            if pieces:
                (piece, *_) = pieces
                assert isinstance(piece, Frame)
                self._rest = self._rest[len(frames.pack(piece)) :]
                return piece
            self._rest = self._rest[used:]
            try:
                data = self.socket.recv(65_536)
            except ConnectionError:
                return None
            if not data:
                return None
            self._rest += data

    def ask(self, command: int, vin: str = VIN, data: bytes = b"", *, start: bytes = b"$$") -> int | None:
        self.send(command, vin, data, start=start)
        heard = self.hear()
        return None if heard is None else heard.answer


def login(at: datetime = NOW) -> bytes:
    return made.moment(at) + b"\0\1" + b"8" * 20 + b"\0"


def platform_login(password: str = "secret-words") -> bytes:  # noqa: S107 - made up
    return (
        made.moment(NOW) + b"\0\1" + b"operator".ljust(12, b"\0") + password.encode().ljust(20, b"\0") + b"\1"
    )


def report(at: datetime = NOW, *, is_2025: bool = True, level: int = 0, flags: int = 0) -> bytes:
    return made.typical(RNG, is_2025=is_2025, at=at, cells=96, alarm_level=level, flags=flags)


@contextmanager
def listening(
    core: Core, monkeypatch: pytest.MonkeyPatch, platform: str | None = PLATFORM
) -> Iterator[Callable[[], Client]]:
    port = ground.free_port()
    monkeypatch.setattr(storing, "_TURN_S", 0.02)
    monkeypatch.setattr(core.settings, "gbt_listen", f"127.0.0.1:{port}")
    monkeypatch.setattr(core.settings, "gbt_platform", platform and SecretStr(platform))
    with commands.listening(core), ExitStack() as open_ones:
        yield partial(Client, port, open_ones)


@pytest.fixture
def client(core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    del car
    with listening(core, monkeypatch) as dial:
        yield dial()


def kept(core: Core, car: Vehicle, owner: Owner) -> list[datetime]:
    with core.reading() as unit:
        window = service.window(
            unit, car.id, owner.id, start=NOW - timedelta(days=8), end=NOW + timedelta(hours=1)
        )
    return (
        [datetime.fromtimestamp(at / 1000, tz=NOW.tzinfo) for at in window.at.tolist()]
        if paths.SOC in window.values
        else []
    )


@pytest.mark.parametrize("start", [b"##", b"$$"])
def test_a_car_logs_in_reports_and_is_answered_once_that_is_stored(
    start: bytes, core: Core, client: Client, car: Vehicle, owner: Owner
) -> None:
    assert client.ask(0x01, data=login(), start=start) == Answer.SUCCESS
    client.send(0x02, data=report(is_2025=start == b"$$"), start=start)
    answer = client.hear()

    assert answer is not None
    assert (answer.answer, answer.vin, answer.data) == (Answer.SUCCESS, VIN, made.moment(NOW))
    assert kept(core, car, owner) == [NOW]


def test_a_platform_speaks_for_all_its_cars_once_its_password_is_right(
    core: Core, client: Client, car: Vehicle, owner: Owner
) -> None:
    assert client.ask(0x05, "PLATFORM", platform_login()) == Answer.SUCCESS
    assert client.ask(0x01, data=login()) == Answer.SUCCESS
    assert client.ask(0x02, data=report()) == Answer.SUCCESS
    assert client.ask(0x02, OTHER, report()) == Answer.VIN_UNKNOWN
    assert (
        client.ask(0x02, OTHER, report(is_2025=False), start=b"##") == Answer.ERROR
    )  # 2016 has no other word for it
    assert client.ask(0x04, data=login()) == Answer.SUCCESS
    assert client.ask(0x06, "PLATFORM", login()) == Answer.SUCCESS
    assert client.ask(0x02, data=report(NOW + timedelta(seconds=10))) == Answer.ERROR  # it has logged out
    assert kept(core, car, owner) == [NOW]


def test_a_wrong_password_is_an_error_and_hung_up_on(client: Client) -> None:
    assert client.ask(0x05, "PLATFORM", platform_login("secret-wordz")) == Answer.ERROR
    assert client.hear() is None


def test_no_platform_logs_in_where_none_may(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    with listening(core, monkeypatch, platform=None) as dial:
        assert dial().ask(0x05, "PLATFORM", platform_login("")) == Answer.ERROR


def test_a_car_speaks_for_itself_alone_and_only_after_its_login(client: Client) -> None:
    assert client.ask(0x02, data=report()) == Answer.ERROR
    assert client.ask(0x01, OTHER, login()) == Answer.VIN_UNKNOWN
    assert client.ask(0x01, data=login()) == Answer.SUCCESS
    assert client.ask(0x02, OTHER, report()) == Answer.ERROR


def test_what_is_sent_again_has_its_own_time_and_counts_once(
    core: Core, client: Client, car: Vehicle, owner: Owner
) -> None:
    before = NOW - timedelta(hours=3)
    data = report(before)
    client.ask(0x01, data=login())

    assert [client.ask(command, data=data) for command in (0x03, 0x03, 0x02)] == [Answer.SUCCESS] * 3
    assert kept(core, car, owner) == [before]


@pytest.mark.parametrize("off", [timedelta(hours=2), timedelta(days=-40)])
def test_a_time_that_cannot_be_right_is_an_error(
    off: timedelta, core: Core, client: Client, car: Vehicle, owner: Owner
) -> None:
    client.ask(0x01, data=login())

    assert client.ask(0x02, data=report(NOW + off)) == Answer.ERROR
    assert kept(core, car, owner) == []


def test_heartbeat_and_time_are_answered_and_answers_are_not(client: Client) -> None:
    assert client.ask(0x07) == Answer.SUCCESS
    client.send(0x08)
    answer = client.hear()
    assert answer is not None
    assert answer.data == made.moment(NOW)
    client.socket.sendall(made.wrap(b"$$", 0x02, VIN, report(), flag=Answer.SUCCESS))
    assert client.ask(0x80, data=made.moment(NOW)) == Answer.ERROR  # the next word is of this frame
    assert client.ask(0x0B, data=b"\1\0\0") == Answer.ERROR


def test_what_cannot_be_read_is_answered_by_its_reason(client: Client) -> None:
    client.ask(0x01, data=login())
    client.socket.sendall(made.wrap(b"$$", 0x02, VIN, report(), encryption=0x05))
    first = client.hear()
    second = client.ask(0x02, data=report()[:-3])
    third = client.ask(0x02, data=report(is_2025=False)[:-3], start=b"##")
    broken = bytearray(made.wrap(b"$$", 0x02, VIN, report()))
    broken[40] ^= 1
    client.socket.sendall(bytes(broken))
    fourth = client.hear()

    assert first is not None
    assert fourth is not None
    assert (first.answer, second) == (Answer.UNDECIPHERED, Answer.STRUCTURE)
    assert (third, fourth.answer) == (Answer.ERROR, Answer.ERROR)
    assert client.ask(0x02, data=report()) == Answer.SUCCESS


def test_nothing_is_kept_and_nothing_is_wrong_while_the_owner_does_not_agree(
    core: Core, client: Client, car: Vehicle, owner: Owner
) -> None:
    with core.unit() as unit:
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=False, channel="test")
    client.ask(0x01, data=login())

    assert client.ask(0x02, data=report()) == Answer.SUCCESS
    assert kept(core, car, owner) == []


def test_a_car_that_comes_anew_takes_the_place_of_its_old_line(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    with listening(core, monkeypatch) as dial:
        old, new = dial(), dial()
        assert old.ask(0x01, data=login()) == Answer.SUCCESS
        assert new.ask(0x01, data=login()) == Answer.SUCCESS
        assert old.hear() is None
        assert new.ask(0x02, data=report()) == Answer.SUCCESS


def test_a_car_that_floods_is_told_so_and_no_other_suffers(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "_AT_ONCE", 5.0)
    monkeypatch.setattr(listener, "_A_SECOND", 0.0)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        for second in range(8):
            client.send(0x02, data=report(NOW - timedelta(seconds=second)))
        answers = sorted(heard.answer for _ in range(8) if (heard := client.hear()) is not None)
        assert dial().ask(0x07) == Answer.SUCCESS

    assert answers == [Answer.SUCCESS] * 5 + [Answer.ERROR] * 3
    assert len(kept(core, car, owner)) == 5


@pytest.mark.parametrize(
    ("limit", "sent"), [("UNKNOWN_S", b""), ("HALF_S", b"$$\x02\xfe"), ("SILENT_S", b"")]
)
def test_a_line_that_says_nothing_or_half_a_frame_is_hung_up_on(
    limit: str, sent: bytes, core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(listener, "_SWEEP_S", 0.05)
    with listening(core, monkeypatch) as dial:
        client = dial()
        if limit != "UNKNOWN_S":
            client.ask(0x01, data=login())
        monkeypatch.setattr(line, limit, 0.1)
        client.socket.sendall(sent)
        assert client.hear() is None


def test_nonsense_is_hung_up_on_and_the_listener_goes_on(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.socket.sendall(b"GET / HTTP/1.1\r\n" + b"$$$$" * 100)
        assert client.hear() is None
        assert dial().ask(0x07) == Answer.SUCCESS


def test_more_lines_than_there_may_be_are_closed_at_once(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(listener, "LINES", 2)
    with listening(core, monkeypatch) as dial:
        first, second = dial(), dial()
        assert first.ask(0x07) == second.ask(0x07) == Answer.SUCCESS
        assert dial().hear() is None
        assert first.ask(0x07) == Answer.SUCCESS


def test_what_waits_beyond_the_limit_waits_in_the_network_and_all_is_answered(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "MOST", 3)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        for second in range(60):
            client.send(0x02, data=report(NOW - timedelta(seconds=second)))
        answers = [heard.answer for _ in range(60) if (heard := client.hear()) is not None]

    assert answers == [Answer.SUCCESS] * 60
    assert len(kept(core, car, owner)) == 60


def test_while_the_database_is_away_nothing_is_answered_and_then_all_is_stored(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = [OperationalError("away", None, Exception()) for _ in range(2)]
    ingest = service.ingest_many

    def away(unit: object, batches: object) -> object:
        if fails:
            raise fails.pop()
        return ingest(unit, batches)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "ingest_many", away)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        assert client.ask(0x02, data=report()) == Answer.SUCCESS

    assert not fails
    assert kept(core, car, owner) == [NOW]


def test_what_fails_by_a_fault_of_ours_is_an_error_and_the_listener_goes_on(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = [ValueError("a fault"), ValueError("a fault")]  # all together, and then alone
    ingest = service.ingest_many

    def broken(unit: object, batches: object) -> object:
        if fails:
            raise fails.pop()
        return ingest(unit, batches)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "ingest_many", broken)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        assert client.ask(0x02, data=report()) == Answer.ERROR
        assert client.ask(0x02, data=report()) == Answer.SUCCESS

    assert kept(core, car, owner) == [NOW]


def notices(core: Core) -> list[tuple[int, int, bool]]:
    with core.reading() as unit:
        return [(each.owner_id, each.grade, each.any_time) for each in unit.session.exec(select(Notice))]


def test_an_alarm_to_stop_is_told_at_once_and_one_that_does_not_hinder_is_not(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "AGAIN_S", (0.0, 0.1))
    monkeypatch.setattr(looks, "_TURN_S", 0.05)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        client.ask(0x02, data=report(NOW - timedelta(seconds=20), level=1, flags=1 << 10))
        assert notices(core) == []
        client.ask(0x02, data=report(NOW - timedelta(seconds=10), level=3, flags=1 << 1))
        for _ in range(200):
            if notices(core):
                break
            time.sleep(0.05)

    assert notices(core) == [(owner.id, Level.RED, True)]


@pytest.mark.parametrize("text", ["32960", "127.0.0.1", "127.0.0.1:x", "", "a:b@c:1", "127.0.0.1:70000"])
def test_an_address_that_is_none_is_refused(text: str, core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.settings, "gbt_listen", text)
    with pytest.raises(Refusal, match="gbt_listen_wrong"), commands.listening(core):
        pass
    monkeypatch.setattr(core.settings, "gbt_listen", None)
    with pytest.raises(Refusal, match="gbt_listen_missing"), commands.listening(core, required=True):
        pass


@pytest.mark.parametrize(
    "text",
    ["operator", "operator:short", "a-name-too-long:secret-words", ":secret-words", "用户:secret-words"],
)
def test_a_user_and_password_that_no_login_has_room_for_are_refused(
    text: str, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core.settings, "gbt_listen", f"127.0.0.1:{ground.free_port()}")
    monkeypatch.setattr(core.settings, "gbt_platform", SecretStr(text))
    with pytest.raises(Refusal, match="gbt_platform_wrong"), commands.listening(core):
        pass


def test_a_port_that_is_taken_is_named(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr(core.settings, "gbt_listen", f"127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(Refusal, match="port_taken"), commands.listening(core):
            pass


def test_a_vin_that_is_none_is_not_linked(core: Core, car: Vehicle) -> None:
    with core.unit() as unit, pytest.raises(Refusal, match="vin_length"):
        links.connect(unit, car, feed="gbt32960", name="cars/1")


def test_the_command_says_what_is_missing(settings: Settings) -> None:
    del settings
    answer = CliRunner().invoke(cli.app, ["gbt"])
    assert answer.exit_code == 1
    assert "BEFOREHAND_GBT_LISTEN" in answer.output


@contextmanager
def held_up(
    monkeypatch: pytest.MonkeyPatch, fails: list[Exception] | None = None
) -> Iterator[threading.Event]:
    """Let nothing be stored until the event is set, and then raise what is to be raised first."""
    go, ingest = threading.Event(), service.ingest_many

    def late(unit: object, batches: object) -> object:
        go.wait(pace.patience(30))
        if fails:
            raise fails.pop(0)
        return ingest(unit, batches)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "ingest_many", late)
    try:
        yield go
    finally:
        go.set()


def test_frames_wait_by_their_bytes_and_no_more_than_may_whatever_is_sent(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    put = storing.Storing.put

    def note(self: storing.Storing, arrival: storing.Arrival) -> None:
        put(self, arrival)
        sizes.append(self._bytes)

    monkeypatch.setattr(storing.Storing, "put", note)
    monkeypatch.setattr(storing, "MOST_BYTES", 200_000)
    padding = b"\x80" + (60_000).to_bytes(2, "big") + bytes(60_000)
    with held_up(monkeypatch) as go, listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        client.send(0x02, data=report(NOW))
        time.sleep(0.2)  # that one is being stored

        def send() -> None:
            for second in range(1, 101):
                client.send(0x03, data=report(NOW - timedelta(seconds=second)) + padding)

        sender = threading.Thread(target=send)
        sender.start()
        pace.until(lambda: max(sizes) > 200_000)
        time.sleep(0.5)
        most = max(sizes)
        go.set()
        answers = [heard.answer for _ in range(101) if (heard := client.hear()) is not None]
        sender.join()

    assert most < 200_000 + (256 << 10) + 61_000  # and what had been read from the network by then
    assert answers == [Answer.SUCCESS] * 101
    assert len(kept(core, car, owner)) == 101


def test_frames_that_began_hold_no_more_than_may_of_all_lines_together(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(listener, "_HALVES", 10_000)
    half = made.wrap(b"$$", 0x02, VIN, bytes(60_000))
    with listening(core, monkeypatch) as dial:
        first, second = dial(), dial()
        first.socket.sendall(half[:9_000])
        assert dial().ask(0x07) == Answer.SUCCESS
        second.socket.sendall(half[:9_000])
        assert second.hear() is None
        first.socket.sendall(half[9_000:9_100])
        time.sleep(0.1)
        first.socket.close()
        third = dial()
        third.socket.sendall(half[:9_000])
        assert dial().ask(0x07) == Answer.SUCCESS
        third.socket.sendall(half[9_000:])
        assert third.hear() is not None  # it had room again


def test_a_line_whose_other_side_reads_nothing_is_cut_when_it_is_hung_up_on(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    gone: list[line.Line] = []
    leave, opens = listener.Listener.leave, serve.listening

    def narrow(host: str, port: int) -> socket.socket:
        door = opens(host, port)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
        return door

    def note(self: listener.Listener, each: line.Line) -> None:
        leave(self, each)
        gone.append(each)

    monkeypatch.setattr(serve, "listening", narrow)
    monkeypatch.setattr(line, "_LEAVES_S", 0.2)
    monkeypatch.setattr(line, "_UNREAD", 1 << 30)
    monkeypatch.setattr(listener.Listener, "leave", note)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.socket.sendall(made.wrap(b"$$", 0x07, VIN, b"") * 100_000 + b"$$$$" * 100)
        pace.until(lambda: bool(gone))
        assert dial().ask(0x07) == Answer.SUCCESS


def test_a_line_that_fetches_no_answers_is_cut(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(line, "_UNREAD", 1_000)
    with listening(core, monkeypatch) as dial:
        client = dial()
        heartbeats = made.wrap(b"$$", 0x07, VIN, b"") * 1_000_000
        with pytest.raises(ConnectionError):
            client.socket.sendall(heartbeats)
        assert dial().ask(0x07) == Answer.SUCCESS


def test_when_a_car_last_told_anything_is_noted(core: Core, client: Client) -> None:
    client.ask(0x01, data=login())
    with core.reading() as unit:
        assert [each.last_at for each in links.every(unit)] == [None]  # a login tells nothing
    client.ask(0x02, data=report())
    with core.reading() as unit:
        assert [each.last_at for each in links.every(unit)] == [NOW]


def test_logins_of_a_line_and_of_an_address_are_limited(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(listener, "_LOGINS", 3.0)
    monkeypatch.setattr(listener, "_PASSWORDS", 2.0)
    with listening(core, monkeypatch) as dial:
        client = dial()
        assert [client.ask(0x01, OTHER, login()) for _ in range(4)] == [Answer.VIN_UNKNOWN] * 3 + [
            Answer.ERROR
        ]
        assert client.hear() is None
        assert dial().ask(0x01, data=login()) == Answer.SUCCESS
        guesses = [dial().ask(0x05, "PLATFORM", platform_login(each)) for each in ("a", "b", "secret-words")]
        assert guesses == [Answer.ERROR] * 3  # the right one comes too soon


def test_a_car_that_is_no_longer_linked_is_unknown_and_speaks_again_once_it_is(
    core: Core, client: Client, car: Vehicle, owner: Owner
) -> None:
    client.ask(0x01, data=login())
    with core.unit() as unit:
        (link,) = links.every(unit)
        links.disconnect(unit, link.id)
    assert client.ask(0x02, data=report()) == Answer.VIN_UNKNOWN
    assert client.ask(0x02, data=report()) == Answer.ERROR  # it is not logged in any more
    with core.unit() as unit:
        links.connect(unit, car, feed="gbt32960", name=VIN)
    assert client.ask(0x01, data=login()) == Answer.SUCCESS
    assert client.ask(0x02, data=report()) == Answer.SUCCESS
    assert kept(core, car, owner) == [NOW]


def test_a_line_on_which_a_car_has_logged_out_is_left_alone_when_it_comes_anew(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    with listening(core, monkeypatch) as dial:
        old, new = dial(), dial()
        old.ask(0x01, data=login())
        old.ask(0x04, data=login())
        assert new.ask(0x01, data=login()) == Answer.SUCCESS
        assert old.ask(0x07) == Answer.SUCCESS


@pytest.mark.parametrize("fault", [ValueError("a fault"), OperationalError("away", None, Exception())])
def test_a_database_that_is_away_while_cars_are_stored_one_by_one_loses_nothing(
    fault: Exception, core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails: list[Exception] = [fault, OperationalError("away", None, Exception())]
    with held_up(monkeypatch, fails) as go, listening(core, monkeypatch) as dial:
        go.set()
        client = dial()
        client.ask(0x01, data=login())
        assert client.ask(0x02, data=report()) == Answer.SUCCESS

    assert not fails
    assert kept(core, car, owner) == [NOW]


def test_a_thermal_event_is_told_at_once_whatever_its_level(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(looks, "AGAIN_S", (0.0, 0.1))
    monkeypatch.setattr(looks, "_TURN_S", 0.05)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        client.ask(0x02, data=report(NOW - timedelta(seconds=10), level=1, flags=1 << 23))
        pace.until(lambda: bool(notices(core)))

    assert notices(core) == [(owner.id, Level.RED, True)]


def test_an_alarm_that_is_confirmed_while_its_car_rests_is_looked_at_again(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(looks, "AGAIN_S", (0.0, 0.1))
    monkeypatch.setattr(looks, "REST_S", 2.0)
    monkeypatch.setattr(looks, "_TURN_S", 0.05)
    seen: list[int] = []
    look = looks.Looks._look

    def note(self: looks.Looks, car: int) -> None:
        look(self, car)
        seen.append(car)

    monkeypatch.setattr(looks.Looks, "_look", note)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        client.ask(0x02, data=report(NOW - timedelta(seconds=20), level=3))  # of which nothing is named
        pace.until(lambda: len(seen) == 2)
        assert Level.RED not in [grade for _, grade, _ in notices(core)]
        client.ask(0x02, data=report(NOW - timedelta(seconds=10), level=3))
        pace.until(lambda: (owner.id, Level.RED, True) in notices(core))


def test_a_look_waits_for_a_database_that_is_away(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    del car
    monkeypatch.setattr(looks, "AGAIN_S", (0.0, 0.1))
    monkeypatch.setattr(looks, "REST_S", 0.2)
    monkeypatch.setattr(looks, "_TURN_S", 0.05)
    fails = [OperationalError("away", None, Exception()) for _ in range(3)]
    look = looks.Looks._look

    def away(self: looks.Looks, car: int) -> None:
        if fails:
            raise fails.pop()
        look(self, car)

    monkeypatch.setattr(looks.Looks, "_look", away)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x01, data=login())
        client.ask(0x02, data=report(level=3, flags=1 << 1))
        pace.until(lambda: bool(notices(core)))

    assert notices(core) == [(owner.id, Level.RED, True)]


def test_the_operator_is_told_what_came_and_what_became_of_it(
    core: Core, car: Vehicle, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    del car
    caplog.set_level("INFO", storing.__name__)
    with listening(core, monkeypatch) as dial:
        client = dial()
        client.ask(0x02, data=report())  # before the login
        client.ask(0x01, OTHER, login())
        client.ask(0x01, data=login())
        client.ask(0x02, data=report())
        client.ask(0x02, data=report(NOW - timedelta(seconds=1)))
        client.ask(0x07)
        client.ask(0x02, data=report(NOW + timedelta(hours=2)))
        client.ask(0x02, data=report()[:-3])

    assert caplog.messages == [
        "GB/T 32960: 1 logins accepted, 1 logins of VINs that are not linked, 2 reports accepted, 3 reports refused"
    ]


def test_at_the_end_the_door_is_closed_first_and_what_has_come_is_stored_and_answered(
    core: Core, car: Vehicle, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_up(monkeypatch) as go, ExitStack() as own, ExitStack() as listens:
        listens.enter_context(listening(core, monkeypatch))
        port = int(str(core.settings.gbt_listen).rpartition(":")[2])
        client = Client(port, own)
        client.ask(0x01, data=login())
        client.send(0x02, data=report())
        client.ask(0x07)  # by now the report waits
        ending = threading.Thread(target=listens.pop_all().close)
        ending.start()
        pace.until(lambda: is_refused(port))
        assert kept(core, car, owner) == []
        go.set()
        heard = client.hear()
        assert heard is not None
        assert (heard.command, heard.answer) == (0x02, Answer.SUCCESS)
        assert client.hear() is None
        ending.join()

    assert kept(core, car, owner) == [NOW]


def is_refused(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) != 0


def test_an_allowance_comes_back_with_time_and_is_forgotten_once_it_is_whole() -> None:
    allowed = allowances.Allowances(at_once=2.0, a_second=0.5)
    assert [allowed.take("a", now=0.0) for _ in range(3)] == [True, True, False]
    assert allowed.take("b", now=1.0)
    assert [allowed.take("a", now=2.0) for _ in range(2)] == [True, False]
    allowed.forget(now=5.0)
    assert len(allowed) == 1  # b may do all again
    allowed.forget(now=6.0)
    assert len(allowed) == 0
    assert allowed.take("a", now=6.0)


def test_allowances_are_no_more_than_are_remembered_and_who_was_silent_longest_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(allowances, "_MOST", 3)
    allowed = allowances.Allowances(at_once=1.0, a_second=0.0)
    for name in ("a", "b", "c", "a", "d"):
        allowed.take(name, now=0.0)

    assert len(allowed) == 3
    assert [allowed.take(name, now=0.0) for name in ("a", "d", "b")] == [False, False, True]
