"""A bar that shows how far a command is: on a terminal's stderr, and gone when it ends, so that what it tells stands alone."""

import sys
from collections.abc import Iterable
from typing import TypeVar

from rich import progress
from rich.console import Console

T = TypeVar("T")


def track(steps: Iterable[T], description: str, *, disable: bool, total: float | None = None) -> Iterable[T]:
    """Yield the steps one by one; `total` is needed where their number is not known beforehand."""
    return progress.track(
        steps,
        description,
        total=total,
        disable=disable or not sys.stderr.isatty(),
        transient=True,
        console=Console(stderr=True),
    )
