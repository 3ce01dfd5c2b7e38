"""Python's garbage collector, kept from searching what cannot be garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
