"""Python's garbage collector, kept from searching what cannot be garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def settle() -> None:
    """Take what has been loaded so far out of every later search: it stays as long as the process.

    Call once, before serving. A full search goes through all of aiogram's models, and everybody waits for it.
    """
    gc.collect()
    gc.freeze()


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest while many facts are decoded: they hold no cycles, yet it would search them all.

    Decoding the features of 500 cars is five times as fast. The rest counts for the whole process: keep it short.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
