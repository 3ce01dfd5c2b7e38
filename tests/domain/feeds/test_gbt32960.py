"""GB/T 32960: what an encoder of its own wrote is read back, broken frames stay harmless, and values mean what they say."""

from datetime import UTC, datetime

import numpy as np
import pytest

from domain.feeds.facts import Signals, Why
from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960 import messages, translate
from domain.feeds.gbt32960.facts import Answer, Broken, Frame, Login, Report, Trouble, Version
from domain.telemetry import alarms, paths
from jobs.lab.bench import gbt32960 as bench
from jobs.lab.bench import gbt_frames as made
from jobs.lab.bench import gbt_units

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
