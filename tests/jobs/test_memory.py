import sys
from pathlib import Path

import pytest

from jobs import memory

STATUS = Path("/proc/self/status")


def _resident_mb() -> float:
    line = next(each for each in STATUS.read_text().splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps holes that can be given back")
def test_what_was_freed_beneath_what_is_still_held_goes_back_to_the_system() -> None:
    blocks = [bytearray(b"x" * 65_536) for _ in range(1_600)]
    last = blocks.pop()
    full = _resident_mb()
    blocks.clear()
    memory.give_back()
    assert last
    assert full - _resident_mb() > 80
