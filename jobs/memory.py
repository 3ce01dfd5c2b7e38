"""How much memory a long-running process holds on to."""

import ctypes
from contextlib import suppress
from pathlib import Path
from typing import Final

import pyarrow as pa

_M_ARENA_MAX: Final = -8  # malloc.h of glibc
_KB: Final = 1024


def keep_small() -> None:
    """Let all threads share one heap, also for Parquet. Call before threads start.

    Otherwise glibc gives every thread of the pools a heap of its own, and Arrow keeps what it has freed: 50 MB more
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


def resident_mb(pid: int) -> float:
    """What the system counts as resident of a process (VmRSS, with libraries), in MB; -1 where it does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return -1.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / _KB
