"""What is kept of a request, and the exact reason for each value that is not."""

import gzip
import json
import tracemalloc
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import zstandard

from domain import phrases
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.telemetry import paths
from domain.telemetry.ingest import rules, wire
from domain.telemetry.ingest.rules import Cleaned
from domain.telemetry.intake import MAX_TOLD, Batch, Policy, Record
from tests.domain.earlier import collecting_all

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
AT = "2026-11-18T01:00:00Z"
ALL = Policy(purposes=frozenset(Purpose))


def clean(
    *records: Record,
    policy: Policy = ALL,
    units: dict[str, str] | None = None,
    newest: datetime | None = None,
) -> Cleaned:
    newest_ms = None if newest is None else int(newest.timestamp() * 1000)
    return rules.clean(Batch(list(records), units or {}), policy=policy, now=NOW, newest_ms=newest_ms)


def one(path: str, value: object, at: str | float | None = AT) -> Record:
    return Record(at, {path: value})


def test_good_values_are_kept_as_sent_and_ordered_by_time() -> None:
    cleaned = clean(
        Record("2026-11-18T01:00:01Z", {paths.SOC: 80, paths.IS_CHARGING: True}),
        Record("2026-11-18T09:00:00+08:00", {paths.SPEED: 33.3}),
    )

    window = cleaned.block.window()
    assert np.diff(window.at).tolist() == [1000]
    np.testing.assert_array_equal(window.values[paths.SOC], [np.nan, 80.0])
    np.testing.assert_array_equal(window.values[paths.IS_CHARGING], [np.nan, 1.0])
    np.testing.assert_array_equal(window.values[paths.SPEED], [33.3, np.nan])
    assert (cleaned.receipt.received, cleaned.receipt.kept, cleaned.receipt.refused) == (3, 3, ())


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("Vehicle.Cabin.Microphone", 1, "signal_unknown"),
        (paths.SOC, "80", "value_not_number"),
        (paths.SOC, None, "value_not_number"),
        (paths.SOC, "unavailable", "value_absent"),
        (paths.IS_CHARGING, " Unknown", "value_absent"),
        (paths.SOC, 255, "value_absent"),
        (paths.SOC, -1, "value_absent"),
        (paths.TYRE_PRESSURE[0], 65535, "value_absent"),
        (paths.CELL_MIN, 65.535, "value_absent"),
        (paths.SOC, True, "value_not_number"),
        (paths.SOC, float("nan"), "value_not_number"),
        (paths.SOC, float("-inf"), "value_not_number"),
        (paths.SOC, 10**400, "value_not_number"),
        (paths.IS_CHARGING, 1, "value_not_boolean"),
        (paths.IS_CHARGING, "true", "value_not_boolean"),
        (paths.SOC, 100.1, "value_out_of_range"),
        (paths.SOC, -0.1, "value_out_of_range"),
    ],
)
def test_a_bad_value_is_named_with_reason_and_cure_and_its_neighbours_are_kept(
    path: str, value: object, code: str
) -> None:
    cleaned = clean(one(paths.SPEED, 50), Record(AT, {paths.TWELVE_VOLT: 12.4, path: value}))

    (refused,) = cleaned.receipt.refused
    assert (refused.record, refused.signal, refused.code) == (1, path, code)
    assert (cleaned.receipt.received, cleaned.receipt.kept, cleaned.receipt.refused_total) == (3, 2, 1)
    assert set(cleaned.block.paths) == {paths.SPEED, paths.TWELVE_VOLT}
    for part in ("", ".cure"):
        for locale in ("en", "zh_Hans"):
            assert phrases.speaker(locale).say(Phrase(f"reading.{code}{part}", refused.params))


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (None, "time_missing"),
        ("", "time_missing"),
        ("yesterday", "time_unreadable"),
        (1763427600, "time_unreadable"),
        ("2026-11-18T01:00:00", "time_without_zone"),
        ("2026-11-18T02:05:01Z", "time_future"),
        ("2026-10-19T01:59:59Z", "time_old"),
        ("0001-01-01T00:00:00+14:00", "time_old"),
    ],
)
def test_a_record_with_a_wrong_time_is_refused_whole_and_the_others_are_kept(
    at: str | float | None, code: str
) -> None:
    cleaned = clean(Record(at, {paths.SOC: 80, paths.SPEED: 900}), one(paths.SOC, 79))

    (refused,) = cleaned.receipt.refused
    assert (refused.record, refused.signal, refused.code) == (0, None, code)
    assert (cleaned.receipt.received, cleaned.receipt.kept, cleaned.receipt.refused_total) == (3, 1, 2)
    assert cleaned.block.values.tolist() == [[79.0]]
    for part in ("", ".cure"):
        assert phrases.speaker("en").say(Phrase(f"reading.{code}{part}", refused.params))


def test_a_record_that_is_refused_whole_is_named_however_many_values_are_refused_before_it() -> None:
    bad = [one(paths.SPEED, 900, (NOW - timedelta(minutes=each)).isoformat()) for each in range(2 * MAX_TOLD)]
    receipt = clean(*bad, one(paths.SOC, 80, "2026-11-19T02:00:00Z")).receipt

    assert len(receipt.refused) == MAX_TOLD
    assert [(each.record, each.code) for each in receipt.refused if each.signal is None] == [
        (2 * MAX_TOLD, "time_future")
    ]
    assert [each.record for each in receipt.refused] == sorted(each.record for each in receipt.refused)


def test_a_unit_of_another_kind_is_refused_for_that_signal_alone_with_those_that_are_taken() -> None:
    cleaned = clean(
        Record(AT, {paths.TYRE_PRESSURE[0]: 2.5, paths.SPEED: 3, paths.SOC: 80}),
        units={paths.TYRE_PRESSURE[0]: "km", paths.SPEED: "furlongs", paths.SOC: "percent"},
    )

    refused = cleaned.receipt.refused
    assert {(each.signal, each.code) for each in refused} == {
        (paths.TYRE_PRESSURE[0], "unit_differs"),
        (paths.SPEED, "unit_differs"),
    }
    assert "psi" in str(refused[0].params["units"])
    assert "mph" in str(refused[1].params["units"])
    assert cleaned.block.paths == (paths.SOC,)


def test_of_repeats_in_a_request_the_larger_is_kept_and_the_repeat_is_told() -> None:
    cleaned = clean(one(paths.SOC, 80), one(paths.SOC, 81), one(paths.SOC, 79))

    assert cleaned.block.values.tolist() == [[81.0]]
    assert (cleaned.receipt.kept, cleaned.receipt.repeated) == (1, 2)
    assert [(each.record, each.code) for each in cleaned.receipt.refused] == [
        (1, "value_repeated"),
        (2, "value_repeated"),
    ]


def test_records_behind_the_newest_are_kept_and_counted_as_late() -> None:
    cleaned = clean(
        one(paths.SOC, 80, at="2026-11-18T01:54:00Z"),
        one(paths.SOC, 81, at="2026-11-18T01:59:30Z"),
        one(paths.SOC, 82, at="2026-11-18T01:54:20Z"),
        one(paths.SOC, 83, at="2026-11-18T01:58:00Z"),
        newest=NOW - timedelta(minutes=3),
    )

    assert (cleaned.receipt.kept, cleaned.receipt.late) == (4, 1)
    assert cleaned.newest_ms == int(NOW.timestamp() * 1000) - 30_000


def test_signals_nobody_agreed_to_are_dropped_unread_and_named() -> None:
    cleaned = clean(
        Record(AT, {paths.LATITUDE: "garbage", paths.SOC: 80}), policy=Policy(frozenset({Purpose.CARE}))
    )

    assert {path: (each.count, each.why) for path, each in cleaned.receipt.unwanted.items()} == {
        paths.LATITUDE: (1, "not_collected")
    }
    assert (cleaned.receipt.kept, cleaned.receipt.refused) == (1, ())


def test_privacy_mode_leaves_the_essential_signals_only() -> None:
    policy = Policy(frozenset(Purpose), essential_only=True)
    cleaned = clean(Record(AT, {paths.HVAC_POWER: 900, paths.ACCELERATOR: 5, paths.SOC: 80}), policy=policy)

    assert {path: each.why for path, each in cleaned.receipt.unwanted.items()} == {
        paths.HVAC_POWER: "privacy_mode",
        paths.ACCELERATOR: "not_collected",
    }
    assert cleaned.block.paths == (paths.SOC,)


def test_a_barred_request_is_not_even_looked_at() -> None:
    cleaned = clean(one(paths.SOC, "x"), one("Vehicle.Unheard", 1), policy=Policy(bar="no_owner"))

    assert cleaned.block.at.size == 0
    assert (cleaned.receipt.received, cleaned.receipt.unwanted_total, cleaned.receipt.refused) == (2, 2, ())


def test_a_signal_past_its_time_is_refused_while_others_of_the_record_stay() -> None:
    at = (NOW - timedelta(days=8)).isoformat()
    with collecting_all():
        cleaned = clean(Record(at, {paths.LATITUDE: 31.2, paths.SOC: 80}))

    assert [(each.signal, each.code) for each in cleaned.receipt.refused] == [
        (paths.LATITUDE, "value_expired")
    ]
    assert cleaned.block.paths == (paths.SOC,)


def test_of_many_refusals_the_first_hundred_are_told_and_all_are_counted() -> None:
    cleaned = clean(*(one(paths.SOC, 101) for _ in range(250)))

    assert [each.record for each in cleaned.receipt.refused] == list(range(MAX_TOLD))
    assert (cleaned.receipt.refused_total, cleaned.receipt.implausible) == (250, 250)


def test_an_empty_request_is_fine() -> None:
    assert clean().receipt.received == 0


BODY = json.dumps({"records": [{"at": AT, "signals": {paths.SOC: 80}}]}).encode()
DEEP = b'{"records":[{"at":"' + AT.encode() + b'","signals":{"a":[1]}}]}'
MANY = json.dumps({"records": [{}] * (wire.MAX_RECORDS + 1)}).encode()
WIDE = json.dumps({"records": [{}, {"signals": {f"s{n}": 1 for n in range(wire.MAX_SIGNALS + 1)}}]}).encode()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("identity", BODY), ("gzip", gzip.compress(BODY)), ("zstd", zstandard.compress(BODY))],
)
def test_every_encoding_gives_the_same_records(encoding: str, body: bytes) -> None:
    assert wire.read(body, encoding=encoding).records == [Record(AT, {paths.SOC: 80})]


@pytest.mark.parametrize(
    ("encoding", "body", "code", "status"),
    [
        ("br", BODY, "encoding_unknown", 415),
        ("gzip", BODY, "body_broken", 400),
        ("zstd", BODY, "body_broken", 400),
        ("gzip", gzip.compress(BODY)[:-9], "body_broken", 400),
        ("zstd", zstandard.compress(BODY)[:-9], "body_broken", 400),
        ("gzip", gzip.compress(BODY) + gzip.compress(BODY), "body_broken", 400),
        ("zstd", zstandard.compress(BODY) + b"more", "body_broken", 400),
        ("gzip", b"", "body_broken", 400),
        ("identity", b"", "json_broken", 400),
        ("identity", b'{"records": [', "json_broken", 400),
        ("identity", b"\xff\xfe", "json_broken", 400),
        ("identity", b"[]", "json_shape", 400),
        ("identity", b'{"record": []}', "json_shape", 400),
        ("identity", b'{"records": [{"at": 1, "signal": {}}]}', "json_shape", 400),
        ("identity", b"[" * 100_000, "json_deep", 400),
        ("identity", MANY, "records_many", 413),
        ("identity", WIDE, "signals_many", 413),
        ("identity", b":" * (wire.MAX_VALUES * 2), "values_many", 413),
    ],
)
def test_a_bad_request_is_refused_with_a_code(encoding: str, body: bytes, code: str, status: int) -> None:
    with pytest.raises(Refusal) as refusal:
        wire.read(body, encoding=encoding)

    assert (refusal.value.code, refusal.value.status) == (code, status)
    for locale in ("en", "zh_Hans"):
        assert phrases.speaker(locale).say(Phrase(f"refusal.{code}", refusal.value.params))


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_bomb_is_refused_without_being_inflated(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_INFLATED", 2**20)
    plain = bytes(2**26)
    bomb = gzip.compress(plain, 1) if encoding == "gzip" else zstandard.compress(plain)
    tracemalloc.start()
    with pytest.raises(Refusal, match="body_inflates"):
        wire.inflate(bomb, encoding=encoding)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2**24


def test_a_nested_value_is_refused_with_the_whole_request() -> None:
    with pytest.raises(Refusal, match="json_deep"):
        clean(*wire.read(DEEP).records)
