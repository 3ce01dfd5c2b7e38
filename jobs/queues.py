"""What has come in through a queue, a turn at a time."""

import queue
from threading import Event
from typing import TypeVar

T = TypeVar("T")


def turn(arrivals: "queue.Queue[T]", *, over: Event, most: int, within_s: float) -> list[T]:
    """Return what arrives within a turn of so many seconds, or at once what a full turn can hold; `over` ends the waiting."""
    if arrivals.qsize() < most:
        over.wait(within_s)
    batch: list[T] = []
    while len(batch) < most:
        try:
            batch.append(arrivals.get_nowait())
        except queue.Empty:
            break
    return batch
