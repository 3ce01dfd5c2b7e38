"""Samples as bytes: quick ones for the open tail, small ones for an hour that is sealed. Both are lossless.

A sealed hour is Parquet with a column of integers for each signal whose values are whole multiples of
10^-d (checked value by value), and of float64 for the rest. Pages are left uncompressed and the whole file goes through zstd
at the end: that shrinks the footer too, which outweighs the data where an hour holds few samples.
"""

from collections.abc import Collection

import msgspec
import numpy as np
import pyarrow as pa
import zstandard
from numpy.typing import NDArray
from pyarrow import parquet

from domain.telemetry.intake import Block
from domain.telemetry.storage import blocks

_TAIL_LEVEL = 1
_CHUNK_LEVEL = 6
_MAX_DIGITS = 7
_LARGEST = 2.0**53  # beyond it a float64 is not exact about whole numbers
_AT = "at"


class _Tail(msgspec.Struct, array_like=True):
    paths: tuple[str, ...]
    at: bytes
    values: bytes


_TAIL = msgspec.msgpack.Decoder(_Tail)


def tail(block: Block) -> bytes:
    plain = msgspec.msgpack.encode(_Tail(block.paths, block.at.tobytes(), block.values.T.tobytes()))
    return zstandard.compress(plain, _TAIL_LEVEL)


def untail(body: bytes, paths: Collection[str] | None = None) -> Block:
    tail_fields = _TAIL.decode(zstandard.decompress(body))
    at = np.frombuffer(tail_fields.at, dtype=np.int64)
    values = np.frombuffer(tail_fields.values, dtype=np.float64).reshape(len(tail_fields.paths), at.size).T
    block = Block(at, tail_fields.paths, values)
    return block if paths is None else blocks.columns(block, paths)


def chunk(block: Block) -> bytes:
    """Pack an hour. Signals and moments without a value are left out."""
    block = blocks.tidy(block)
    names, arrays, encodings = [_AT], [pa.array(block.at)], {_AT: "DELTA_BINARY_PACKED"}
    for place, path in enumerate(block.paths):
        values = np.ascontiguousarray(block.values[:, place])
        digits, whole = _whole(values)
        name = path if digits is None else f"{path}|{digits}"
        names.append(name)
        arrays.append(pa.array(values if digits is None else whole, mask=np.isnan(values)))
        encodings[name] = "BYTE_STREAM_SPLIT" if digits is None else "DELTA_BINARY_PACKED"
    sink = pa.BufferOutputStream()
    parquet.write_table(
        pa.table(arrays, names=names),
        sink,
        compression="none",
        use_dictionary=False,
        column_encoding=encodings,
        write_statistics=False,
        store_schema=False,
    )
    return zstandard.compress(sink.getvalue(), _CHUNK_LEVEL)


def unchunk(body: bytes, paths: Collection[str] | None = None) -> Block:
    """Unpack an hour, or only these signals of it; a moment is kept even where none of them has a value."""
    file = parquet.ParquetFile(pa.BufferReader(zstandard.decompress(body)))
    names = [name for name in file.schema_arrow.names if name != _AT and _matches(name, paths)]
    table = file.read(columns=[_AT, *names], use_threads=False)
    at = table.column(_AT).to_numpy()
    values = np.empty((len(names), at.size))
    for place, name in enumerate(names):
        values[place] = _value(name, table.column(name))
    return Block(at, tuple(name.partition("|")[0] for name in names), values.T)


def _matches(name: str, paths: Collection[str] | None) -> bool:
    return paths is None or name.partition("|")[0] in paths


def _value(name: str, column: pa.ChunkedArray) -> NDArray[np.float64]:
    digits = name.partition("|")[2]
    values: NDArray[np.float64] = column.to_numpy().astype(np.float64, copy=False)
    return values / 10.0 ** int(digits) if digits else values


def _whole(values: NDArray[np.float64]) -> tuple[int | None, NDArray[np.int64]]:
    """Fewest digits d for which every value is exactly a whole number / 10^d, with these whole numbers."""
    there = np.nan_to_num(values, nan=0.0)
    for digits in range(_MAX_DIGITS + 1):
        factor = 10.0**digits
        whole = np.rint(there * factor)
        if (np.abs(whole) >= _LARGEST).any():
            break
        if np.array_equal(whole / factor, there):
            return digits, _narrow(whole.astype(np.int64))
    return None, np.empty(0, dtype=np.int64)


def _narrow(whole: NDArray[np.int64]) -> NDArray[np.int64]:
    small = np.iinfo(np.int32)
    fits = whole.size == 0 or (whole.min() >= small.min and whole.max() <= small.max)
    return whole.astype(np.int32) if fits else whole
