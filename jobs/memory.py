"""How much memory a long-running process holds on to."""

import ctypes
from contextlib import suppress
from typing import Final

import pyarrow as pa

_M_ARENA_MAX: Final = -8  # malloc.h of glibc


def keep_small() -> None:
    """Let all threads share one heap, also for Parquet. Call before threads start.

    Else glibc gives every thread of the pools a heap of its own, and Arrow keeps what it has freed: 50 MB more
    after an hour of demo. Elsewhere than on glibc nothing changes.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Return what has been freed to the system: a round of checks leaves holes in the heap that the system still counts.

    Elsewhere than on glibc nothing changes.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
