"""A progress bar on a terminal's stderr, removed at the end, so that only the answer remains."""

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
