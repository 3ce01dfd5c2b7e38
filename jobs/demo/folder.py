"""The demo's folder: emptied at each start, used by one demo at a time; no other folder is ever deleted."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from domain.errors import Refusal

MARK: Final = "made-by-beforehand-demo"  # holds the number of the process that runs the demo, and is its lock
_OURS: Final = ("data", "keys")


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Lock the folder for this demo and empty it.

    Raises Refusal demo_running, or demo_folder_foreign for a folder that no demo has made.
    """
    mark = folder / MARK
    if folder.is_symlink() or (folder.exists() and not mark.is_file() and any(folder.iterdir())):
        raise Refusal("demo_folder_foreign", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    with mark.open("a+") as lock:
        _lock(lock, folder)
        for name in _OURS:
            _forget(folder / name)
        yield


def _lock(lock: IO[str], folder: Path) -> None:
    """Lock the open file; the kernel releases it when the process ends. Raises Refusal demo_running."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise Refusal("demo_running", folder=str(folder), pid=lock.read().strip() or "?") from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()


def _forget(path: Path) -> None:
    if path.is_symlink():
        raise Refusal("demo_folder_foreign", folder=str(path))
    if path.exists():
        shutil.rmtree(path)
