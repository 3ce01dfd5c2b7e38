"""What would be dear to decode is refused before it is decoded, however small it travels."""

import gzip
import json
from collections.abc import Callable

import pytest
import zstandard

from domain.errors import Refusal
from domain.telemetry import paths
from domain.telemetry.ingest import wire
from tests import pace

SIZE = 40_000_000
HEAD = b'{"records":[{"at":"2026-11-18T01:00:00Z","signals":{'


def much(piece: bytes, size: int = SIZE) -> bytes:
    return piece * (size // len(piece))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {  # made in the test: each is tens of MB
    "empty lists": (lambda: b"[" + much(b"[],") + b"[]]", "json_deep"),
    "empty lists as records": (lambda: b'{"records":[' + much(b"[],") + b"[]]}", "json_deep"),
    "lists in lists": (lambda: much(b"["), "json_deep"),
    "empty objects": (lambda: b'{"records":[' + much(b"{},") + b"{}]}", "records_many"),
    "objects in objects": (lambda: much(b'{"a":'), "signals_many"),
    "a wide object": (lambda: HEAD + much(b'"":1,', 8_000_000) + b'"":1}}]}', "signals_many"),
    "wide units": (lambda: b'{"units":{' + much(b'"a":"b",', 8_000_000) + b'"a":"b"}}', "signals_many"),
    "a long list": (lambda: HEAD + b'"a":[' + much(b'"P0A1F",', 8_000_000) + b'""]}}]}', "json_deep"),
    "a list of texts": (lambda: b"[" + much(b'"",') + b'""]', "json_deep"),
    "a list of numbers": (lambda: b"[" + much(b"1,") + b"1]", "json_deep"),
    "a long text": (lambda: b'{"records":[{"at":"' + much(b"a") + b'"}]}', "json_long"),
    "a long text of escapes": (lambda: b'{"records":[{"at":"' + much(b'\\"') + b'"}]}', "json_long"),
    "a long text with quotes": (
        lambda: b'{"records":[{"at":"' + much(b"a" * 1_500 + b'\\"') + b'"}]}',
        "json_long",
    ),
    "a long number": (lambda: b'{"records":[{"at":' + much(b"9") + b"}]}", "json_long"),
    "blanks": (lambda: much(b" "), "json_long"),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("zstd", zstandard.compress)])
def test_a_small_request_that_would_be_dear_is_refused_at_once(
    what: str, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    plain, code = HOSTILE[what]
    packed = pack(plain())
    with pace.spending() as spent, pytest.raises(Refusal) as refusal:
        wire.read(packed, encoding=encoding)

    assert refusal.value.code == code
    assert spent.s < 0.1


def test_a_request_as_full_as_is_allowed_is_taken() -> None:
    """Many records of few signals, few of many, lists of codes, escapes, and blanks for reading."""
    time_text = "2026-11-18T01:00:00.000000+08:00"
    few = [{"at": time_text, "signals": {paths.SOC: 80.5}}] * wire.MAX_RECORDS
    wide = [{"at": time_text, "signals": {f"Vehicle.Signal{n}": n for n in range(wire.MAX_SIGNALS)}}] * 2_000
    codes = [{"at": time_text, "signals": {paths.DTC_LIST: ["P0A1F"] * 8}}] * wire.MAX_RECORDS
    units = {f"Vehicle.Signal{n}": "km/h" for n in range(wire.MAX_SIGNALS)}
    for records in (few, wide, codes):
        body = json.dumps({"units": units, "records": records}, indent=1).replace("/", "\\/").encode()

        assert len(wire.read(gzip.compress(body, 1), encoding="gzip").records) == len(records)


@pytest.mark.parametrize("cut", [1, 700, 262_143, 262_144, 262_145])
def test_bounds_hold_wherever_a_stream_is_cut(cut: int) -> None:
    body = HEAD + b" " * 1_000 + much(b'"aaaaaaaaaaaaaaa":1,', 9_000) + b'"b":1}}]}'
    frames = zstandard.ZstdCompressor().compressobj()
    packed = frames.compress(body[:cut]) + frames.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    packed += frames.compress(body[cut:]) + frames.flush()
    with pytest.raises(Refusal, match="signals_many"):
        wire.read(packed, encoding="zstd")
