"""From the bytes of a request to records, within bounds that a hostile sender cannot pass."""

import json
import zlib
from collections.abc import Iterable, Iterator

import msgspec
import zstandard

from domain.errors import Refusal
from domain.telemetry import codes
from domain.telemetry.ingest.shape import STEP, Shape
from domain.telemetry.intake import Batch

MAX_BODY = 8 * 2**20  # bytes as sent
MAX_INFLATED = 64 * 2**20
MAX_RECORDS = 10_000
MAX_SIGNALS = 400  # a record
MAX_VALUES = 1_000_000  # a request: what decoding may cost in memory
MAX_TEXT = 4_096  # characters of one name, unit, time or number
ENCODINGS = ("identity", "gzip", "zstd")

_LISTS = MAX_RECORDS + 10  # each record's fault codes, and the records
_MAX_WINDOW = 2**26  # bytes that a zstd frame may make us hold
_SIP = 256  # compressed bytes at a time: they grow to 8 MiB at most, in blocks of 128 KiB a few bytes each
_DECODER = msgspec.json.Decoder(Batch)


def read(body: bytes, *, encoding: str = "identity") -> Batch:
    """Inflate and decode a request. Raises Refusal for all that is wrong with the request as a whole."""
    return codes.spread(refuse_excess(decode(inflate(body, encoding=encoding))))


def inflate(body: bytes, *, encoding: str) -> bytes | bytearray:
    """Undo the Content-Encoding, stopping as soon as a bound is passed: of size, or of what it would cost to decode."""
    if encoding not in ENCODINGS:
        raise Refusal("encoding_unknown", status=415, encoding=encoding[:40], known=", ".join(ENCODINGS))
    shape = Shape(MAX_RECORDS, MAX_SIGNALS, MAX_VALUES, lists=_LISTS, text=MAX_TEXT)
    if encoding == "identity":
        shape.take(body)
        return body
    try:
        return _join(_gunzip(body) if encoding == "gzip" else _unzstd(body), shape)
    except (zlib.error, zstandard.ZstdError, EOFError):
        raise Refusal("body_broken", status=400, encoding=encoding) from None
    except Refusal as refusal:
        raise (_too_large() if _stated_size(body, encoding=encoding) > MAX_INFLATED else refusal) from None


def _join(parts: Iterable[bytes], shape: Shape) -> bytearray:
    """Join parts, and look at what has come whenever looking is worth it."""
    body, checked = bytearray(), 0
    for part in parts:
        body += part
        if len(body) > MAX_INFLATED:
            raise _too_large()
        if len(body) - checked >= STEP:
            shape.take(body, checked)
            checked = len(body)
    shape.take(body, checked)
    return body


def _too_large() -> Refusal:
    return Refusal("body_inflates", status=413, limit=MAX_INFLATED // 2**20)


def _stated_size(body: bytes, *, encoding: str) -> int:
    """Bytes that a body says it inflates to, or -1."""
    return int.from_bytes(body[-4:], "little") if encoding == "gzip" else zstandard.frame_content_size(body)


def _gunzip(body: bytes) -> Iterator[bytes]:
    machine = zlib.decompressobj(wbits=31)
    rest = body
    while not machine.eof:
        part = machine.decompress(rest, STEP)
        rest = machine.unconsumed_tail
        if not part and not rest and not machine.eof:
            raise EOFError
        yield part
    if machine.unused_data:
        raise EOFError


def _unzstd(body: bytes) -> Iterator[bytes]:
    machine = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).decompressobj()
    for begin in range(0, len(body), _SIP):
        if machine.eof:
            raise EOFError
        yield machine.decompress(body[begin : begin + _SIP])
    if not machine.eof or machine.unused_data:
        raise EOFError


def decode(body: bytes | bytearray) -> Batch:
    """Read the JSON. NaN and Infinity, which JSON has not, are let through to be refused value by value."""
    try:
        return _DECODER.decode(body)
    except msgspec.ValidationError as error:
        raise Refusal("json_shape", status=400, problem=str(error)[:200]) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _lenient(body, problem=str(error)[:200])
    except RecursionError:
        raise Refusal("json_deep", status=400) from None


def _lenient(body: bytes | bytearray, *, problem: str) -> Batch:
    try:
        batch = msgspec.convert(json.loads(body), Batch)
        if b"\\" in body:
            msgspec.json.encode(batch)  # half a character, as in "\\ud800", could not be named in the receipt
    except msgspec.ValidationError as error:
        raise Refusal("json_shape", status=400, problem=str(error)[:200]) from None
    except RecursionError:
        raise Refusal("json_deep", status=400) from None
    except ValueError:
        raise Refusal("json_broken", status=400, problem=problem) from None
    return batch


def refuse_excess(batch: Batch) -> Batch:
    """Refuse more records, or more signals in one, than a request may hold."""
    if len(batch.records) > MAX_RECORDS:
        raise Refusal("records_many", status=413, count=len(batch.records), limit=MAX_RECORDS)
    for index, record in enumerate(batch.records):
        if len(record.signals) > MAX_SIGNALS:
            raise Refusal("signals_many", status=413, record=index, limit=MAX_SIGNALS)
    return batch
