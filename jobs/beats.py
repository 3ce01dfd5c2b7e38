"""Each process writes the state of its loops into the database, so that /health/ready knows those of all processes."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from domain.core import Core
from domain.db.away import AWAY
from domain.kit.loops import Loop
from domain.running import service as running

log = logging.getLogger(__name__)

BEAT_S: Final = 5.0
_PATIENCE_S: Final = 60.0


@contextmanager
def beating(core: Core) -> Iterator[None]:
    """Write the state while the block lasts, and at its end that the loops were stopped on purpose."""
    loop, over = core.loops.begin(running.OWN, patience_s=_PATIENCE_S), threading.Event()
    thread = threading.Thread(target=_beat, args=(core, loop, over), name="beats", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=BEAT_S)
        core.loops.stop()
        _tell(core, loop)


def _beat(core: Core, loop: Loop, over: threading.Event) -> None:
    pause_s = 0.0
    while not over.wait(pause_s):
        pause_s = _tell(core, loop)


def _tell(core: Core, loop: Loop) -> float:
    """Write the state; return the seconds to wait before the next time."""
    try:
        with core.unit() as unit:
            running.note_loops(unit)
    except Exception as error:  # noqa: BLE001 - nothing may end a loop
        pause_s = loop.missed(error, outside=isinstance(error, (*AWAY, OSError)))
        log.warning("loops could not be told of, again in %.1f s: %s", pause_s, type(error).__name__)
        return pause_s
    loop.came_round()
    return BEAT_S
