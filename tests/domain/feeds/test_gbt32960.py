"""GB/T 32960: what an encoder of its own wrote is read back, broken frames stay harmless, and values mean what they say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.feeds.facts import Signals, Why
from domain.feeds.files import captures
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960 import messages, translate
from domain.feeds.gbt32960.facts import Answer, Broken, Frame, Login, Report, Trouble, Version
from domain.feeds.gbt32960.session import Know, Say, Session, Store
from domain.telemetry import alarms, paths
from jobs.lab.bench import gbt32960 as bench
from jobs.lab.bench import gbt_frames as made
from jobs.lab.bench import gbt_units, ground

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
VIN = "ZZZ9SMCAR4SX90001"
SPEED = 26  # where its bytes stand in a vehicle's data, behind the time and three states
STARTS = {False: b"##", True: b"$$"}


def read(data: bytes, *, is_2025: bool) -> Report:
    ((frame,), _) = frames.split(made.wrap(STARTS[is_2025], 0x02, VIN, data))
    assert isinstance(frame, Frame)
    report = messages.report(frame)
    assert isinstance(report, Report)
    return report


def signals(data: bytes, *, is_2025: bool) -> Signals:
    return translate.translate(VIN, read(data, is_2025=is_2025)).signals


@pytest.mark.parametrize("is_2025", [False, True])
def test_what_an_independent_encoder_wrote_is_read_back(*, is_2025: bool) -> None:
    rng = np.random.default_rng(2_016 + is_2025)
    for _ in range(250):
        data, said = gbt_units.report(rng, is_2025=is_2025, at=NOW)
        report = read(data, is_2025=is_2025)
        assert report.at == NOW
        assert [name for name, _ in report.units] == [name for name, _ in said]
        for (name, part), (_, expected) in zip(report.units, said, strict=True):
            assert bench.agree(bench.plain(part), expected), name
        translate.translate(VIN, report)


@pytest.mark.parametrize("is_2025", [False, True])
def test_a_frame_with_any_byte_changed_cut_or_doubled_raises_nothing(*, is_2025: bool) -> None:
    rng = np.random.default_rng(7)
    raw = made.wrap(STARTS[is_2025], 0x02, VIN, made.typical(rng, is_2025=is_2025, at=NOW, cells=8))
    for place in range(len(raw)):
        for changed in (
            raw[:place] + bytes((raw[place] ^ int(rng.integers(1, 256)),)) + raw[place + 1 :],
            raw[:place],
            raw[:place] + raw[place : place + 1] + raw[place:],
        ):
            pieces, used = frames.split(changed)
            assert used <= len(changed)
            _read_all(pieces)
            assert all(frames.pack(each) == raw for each in pieces if isinstance(each, Frame))
        # the same data with a right check byte: the damage reaches the units
        _read_all(frames.split(made.wrap(STARTS[is_2025], 0x02, VIN, changed[24:]))[0])


def _read_all(pieces: list[Frame | Broken]) -> None:
    for each in pieces:
        frame = each if isinstance(each, Frame) else each.frame
        if frame is not None:
            report = messages.report(frame)
            if isinstance(report, Report):
                translate.translate(frame.vin, report)
            messages.login(frame)
            frames.pack(frame)


def test_frames_are_found_wherever_a_stream_is_cut_and_whatever_lies_between_them() -> None:
    rng = np.random.default_rng(3)
    wanted = [made.wrap(b"$$", 0x02, VIN, made.typical(rng, is_2025=True, at=NOW, cells=5)) for _ in range(3)]
    stream = b"noise#" + b"$noise".join(wanted) + b"$"
    found: list[Frame | Broken] = []
    rest = b""
    for place in range(0, len(stream), 7):
        rest += stream[place : place + 7]
        pieces, used = frames.split(rest)
        found, rest = found + pieces, rest[used:]

    assert [frames.pack(each) for each in found if isinstance(each, Frame)] == wanted
    assert rest == b"$"


def test_a_wrong_length_does_not_swallow_the_frames_behind_it() -> None:
    rng = np.random.default_rng(4)
    frame = made.wrap(b"##", 0x02, VIN, made.typical(rng, is_2025=False, at=NOW, cells=0))
    longer = frame[:22] + (len(frame) - 25 + 40).to_bytes(2, "big") + frame[24:]

    pieces, _ = frames.split(longer + frame + frame)

    assert [each for each in pieces if isinstance(each, Frame)] == [frames.split(frame)[0][0]] * 2


def test_an_answer_keeps_the_time_alone_and_2016_knows_fewer_reasons() -> None:
    ((frame,), _) = frames.split(made.wrap(b"$$", 0x02, VIN, made.moment(NOW) + b"\x05\0\1" + bytes(8)))
    assert isinstance(frame, Frame)
    ((answer,), _) = frames.split(frames.reply(frame, Answer.VIN_UNKNOWN))

    assert answer == Frame(Version.OF_2025, 0x02, Answer.VIN_UNKNOWN, VIN, 0x01, made.moment(NOW))
    older = Frame(Version.OF_2016, 0x02, 0xFE, VIN, 0x01, frame.data)
    assert frames.reply(older, Answer.VIN_UNKNOWN)[3] == Answer.ERROR


def test_a_platforms_name_and_password_are_read_and_not_shown() -> None:
    data = made.moment(NOW) + b"\0\1" + b"operator\0\0\0\0" + b"secret-words".ljust(20, b"\0") + b"\1"
    login = messages.login(Frame(Version.OF_2016, 0x05, 0xFE, "P", 0x01, data))

    assert login == Login(NOW, "operator", "secret-words")
    assert "secret-words" not in repr(login)


@pytest.mark.parametrize(
    ("data", "encryption", "answer"),
    [
        (b"", 1, Answer.STRUCTURE),
        (bytes((26, 2, 30, 1, 1, 1)), 1, Answer.STRUCTURE),
        (made.moment(NOW) + b"\x01\x01", 1, Answer.STRUCTURE),
        (made.moment(NOW) + b"\x80\xff\xff", 1, Answer.STRUCTURE),
        (made.moment(NOW) + b"\x07\x01\x01" + bytes(4) + b"\xff\x00", 1, Answer.STRUCTURE),
        (made.moment(NOW), 3, Answer.UNDECIPHERED),
    ],
)
def test_data_that_cannot_be_read_are_answered_by_their_reason(
    data: bytes, encryption: int, answer: Answer
) -> None:
    assert messages.report(Frame(Version.OF_2025, 0x02, 0xFE, VIN, encryption, data)) == Trouble(answer)


VEHICLE_2016 = bytes.fromhex("01 01 03 01 01F4 00018705 0EFD 2A0F 42 01 2E 1388 1E 00")
VEHICLE_2025 = bytes.fromhex("01 01 01 01 0000 00018705 0EFD 727F 42 01 0F 0000")


def test_values_have_our_units_and_signs() -> None:
    moving = signals(made.moment(NOW) + VEHICLE_2016, is_2025=False)
    charging = signals(made.moment(NOW) + VEHICLE_2025, is_2025=True)

    assert moving == {
        paths.SPEED: 50.0, paths.ODOMETER: 10_010_100.0, paths.PACK_VOLTAGE: 383.7, paths.PACK_CURRENT: -76.7,
        paths.PACK_POWER: -29_429.79, paths.SOC: 66.0, paths.IS_CHARGING: False, paths.ISOLATION: 5_000_000.0,
    }  # fmt: skip
    assert charging[paths.IS_CHARGING] is True
    assert charging[paths.PACK_CURRENT] == 68.9  # into the pack
    assert paths.ISOLATION not in charging  # healthy cars send 0


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xff\xff", b"\x27\x10"])
def test_abnormal_invalid_and_impossible_values_are_absent(mark: bytes) -> None:
    vehicle = VEHICLE_2016[:4] + mark + VEHICLE_2016[6:]
    report = translate.translate(VIN, read(made.moment(NOW) + vehicle, is_2025=False))

    assert paths.SPEED not in report.signals
    assert report.passed_over["vehicle.speed"] is Why.NO_VALUE
    assert report.signals[paths.SOC] == 66.0


def test_extremes_are_found_among_all_cells_and_probes_where_no_unit_tells_them() -> None:
    cells = bytes.fromhex("07 02 01 0EFD 7530 0003 0F3C 0F3D FFFF 02 0EFD 7530 0002 0F46 0F00")
    probes = bytes.fromhex("08 01 01 0004 40 00 42 FE")

    assert signals(made.moment(NOW) + cells + probes, is_2025=True) == {
        paths.CELL_MAX: 3.91, paths.CELL_ID_MAX: 1_001.0, paths.CELL_MIN: 3.84, paths.CELL_ID_MIN: 1_002.0,
        paths.PACK_TEMPERATURE_MAX: 26.0, paths.PACK_TEMPERATURE_MIN: 24.0, paths.PACK_TEMPERATURE: 25.0,
    }  # fmt: skip


def test_extremes_of_2016_count_before_cells_that_come_in_pieces() -> None:
    extremes = bytes.fromhex("06 01 07 0F46 02 09 0F00 01 01 42 01 02 00")
    pieces = bytes.fromhex("08 01 01 0EFD 2710 0060 0001 02 0001 0FFF")

    assert signals(made.moment(NOW) + pieces, is_2025=False) == {}
    assert signals(made.moment(NOW) + pieces + extremes, is_2025=False) == {
        paths.CELL_MAX: 3.91, paths.CELL_ID_MAX: 7.0, paths.CELL_MIN: 3.84, paths.CELL_ID_MIN: 1_009.0,
        paths.PACK_TEMPERATURE_MAX: 26.0,
    }  # fmt: skip


def test_alarms_become_a_level_and_flags() -> None:
    alarm = bytes.fromhex("06 04 F0800002 01 DEADBEEF 00 00 00 01 17 04")
    found = signals(made.moment(NOW) + alarm, is_2025=True)

    assert found[paths.ALARM_LEVEL] == 4.0
    assert alarms.names(int(found[paths.ALARM_FLAGS])) == (
        "battery_hot",
        "thermal_event",
    )  # reserved bits say nothing


def test_places_are_not_kept_and_their_datum_is_told() -> None:
    place = (121_473_701).to_bytes(4, "big") + (31_230_416).to_bytes(4, "big")
    told = [
        translate.translate(VIN, read(made.moment(NOW) + head + place, is_2025=is_2025))
        for head, is_2025 in ((b"\x05\x00", False), (b"\x05\x00\x02", True), (b"\x05\x00\x01", True))
    ]

    assert [each.signals for each in told] == [{}, {}, {}]
    assert [list(each.passed_over) for each in told] == [
        ["position.unknown"],
        ["position.GCJ-02"],
        ["position.WGS-84"],
    ]
    assert "121" not in repr(told)


def test_what_only_a_maker_reads_is_passed_over_and_what_has_no_length_ends_the_reading() -> None:
    own = made.moment(NOW) + b"\x80\x00\x02ab" + VEHICLE_2025 + b"\x20rest"
    report = read(own, is_2025=True)

    assert report.unread == (0x80, 0x20)
    assert [name for name, _ in report.units] == ["vehicle"]
    assert translate.translate(VIN, report).passed_over["maker"] is Why.NO_SIGNAL


def _cost_s(stream: bytes) -> float:
    return min(ground.cpu_timed(lambda: frames.split(stream)) for _ in range(3))


@pytest.mark.parametrize("half", [b"$$", b"#$", b"$$\x02\xfe" + b"A" * 17 + b"\x09\0\0"])
def test_a_stream_of_half_starts_costs_no_more_than_its_length(half: bytes) -> None:
    few, many = half * (20_000 // len(half)), half * (400_000 // len(half))
    cost_s = min(_cost_s(few) for _ in range(3))

    assert min(_cost_s(many) for _ in range(3)) < 80 * max(
        cost_s, 1e-4
    )  # 20 times the length; squared it were 400


def test_what_an_answer_needs_is_all_that_is_held_of_a_frame() -> None:
    rng = np.random.default_rng(9)
    data = made.typical(rng, is_2025=True, at=NOW, cells=200)
    ((frame,), _) = frames.split(made.wrap(b"$$", 0x02, VIN, data))
    assert isinstance(frame, Frame)

    assert frames.stub(frame).data == made.moment(NOW)
    assert frames.reply(frames.stub(frame), Answer.SUCCESS) == frames.reply(frame, Answer.SUCCESS)


def test_a_report_with_one_unit_more_often_than_a_car_can_mean_is_not_read() -> None:
    often = [made.moment(NOW) + b"\x05\x00" + bytes(8)] + [b"\x05\x00" + bytes(8)] * 19
    plain = Frame(Version.OF_2016, 0x02, 0xFE, VIN, 1, b"".join(often))

    assert isinstance(messages.report(plain), Report)
    assert messages.report(replace(plain, data=plain.data + often[1])) == Trouble(Answer.STRUCTURE)


@pytest.mark.parametrize(
    ("is_2025", "level", "meaning"),
    [(each, level, float(level)) for each in (False, True) for level in range(4)]
    + [(True, 4, 4.0), (False, 4, None), (True, 5, None)]
    + [(each, mark, None) for each in (False, True) for mark in (0xFE, 0xFF)],
)
def test_a_level_of_alarm_is_what_the_standard_says_and_marks_are_none(
    level: int, meaning: float | None, *, is_2025: bool
) -> None:
    unit = bytes((0x06 if is_2025 else 0x07, level)) + bytes(4) + bytes(4) + (b"\0" if is_2025 else b"")
    values = signals(made.moment(NOW) + unit, is_2025=is_2025)

    assert values.get(paths.ALARM_LEVEL) == meaning


@pytest.mark.parametrize(
    ("level", "flags", "stops"),
    [(2, 0, False), (3, 0, True), (4, 0, True), (1, 1 << 1, False), (1, alarms.BURNING, True), (0, 0, False)],
)
def test_a_report_says_to_stop_by_its_level_or_by_a_thermal_event(
    level: int, flags: int, *, stops: bool
) -> None:
    assert alarms.says_stop(level, flags) is stops


def ask(command: int, vin: str = VIN, data: bytes = b"") -> Frame:
    return Frame(Version.OF_2025, command, 0xFE, vin, 1, data)


LOGIN = ask(0x01, data=made.moment(NOW) + b"\0\1" + b"8" * 20 + b"\0")
REPORT = ask(0x02, data=made.moment(NOW))


def test_a_login_that_waits_is_not_asked_for_again_and_no_other_car_logs_in_meanwhile() -> None:
    session = Session()
    assert session.take(LOGIN, now=NOW) == Know(LOGIN)
    session.await_login(VIN)

    assert session.take(LOGIN, now=NOW) is None
    assert isinstance(session.take(replace(LOGIN, vin="ZZZ9SMCAR4SX90002"), now=NOW), Say)
    assert isinstance(session.take(REPORT, now=NOW), Say)  # an error: nobody has logged in yet
    assert session.settle(VIN, is_ours=True)
    assert session.take(REPORT, now=NOW) == Store(REPORT)


def test_a_car_that_logs_out_while_its_login_waits_does_not_speak_here() -> None:
    session = Session()
    session.await_login(VIN)
    session.take(ask(0x04, data=made.moment(NOW)), now=NOW)

    assert not session.settle(VIN, is_ours=True)
    assert not session.is_known
    assert isinstance(session.take(REPORT, now=NOW), Say)


def test_nobody_speaks_on_the_line_of_a_platform_that_has_logged_out() -> None:
    session = Session(("operator", "secret-words"))
    secret = b"operator".ljust(12, b"\0") + b"secret-words".ljust(20, b"\0") + b"\1"
    session.take(ask(0x05, "P", made.moment(NOW) + b"\0\1" + secret), now=NOW)
    session.await_login(VIN)
    session.settle(VIN, is_ours=True)
    assert session.take(REPORT, now=NOW) == Store(REPORT)
    session.take(ask(0x06, "P", made.moment(NOW)), now=NOW)

    assert not session.is_known
    assert isinstance(session.take(REPORT, now=NOW), Say)


def capture(*, in_digits: bool, parts: list[bytes]) -> bytes:
    return b"\n".join(each.hex(" ").encode() for each in parts) if in_digits else b"".join(parts)


@pytest.mark.parametrize("in_digits", [False, True])
def test_a_capture_loses_no_whole_frame_to_a_broken_one(*, in_digits: bool) -> None:
    rng = np.random.default_rng(12)
    whole = [
        made.wrap(b"$$", 2, VIN, made.typical(rng, is_2025=True, at=NOW + timedelta(seconds=each), cells=8))
        for each in range(4)
    ]
    cut = (
        whole[0][:22] + (60_000).to_bytes(2, "big") + whole[0][24:60]
    )  # says that it is longer than all the rest
    raw = capture(in_digits=in_digits, parts=[whole[0], cut, *whole[1:], cut])

    assert captures.is_capture(raw)
    rows = [each for each in captures.read(raw, vins={VIN}).rows if each.signals]
    assert len(rows) == 4


@pytest.mark.parametrize(
    "raw",
    [
        b"## Trips of my car\n\n1,2,3\n" * 20,
        b"##",
        b"$$\x02\xfe",
        b"2323" + b"z" * 60,
        b"23 23 " + b"20" * 30,
        b"2424242424242424242424242424242424242424242424242424",
        b"",
    ],
)
def test_a_file_that_only_begins_with_two_signs_is_no_capture(raw: bytes) -> None:
    assert not captures.is_capture(raw)
