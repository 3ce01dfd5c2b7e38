"""Data as an earlier version took them in, of which an installation may still hold some."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from domain.telemetry import rules
from domain.telemetry.readings import SIGNALS


@contextmanager
def collecting_all() -> Iterator[None]:
    """Keep every known signal, also those that nothing uses any more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "_barred", lambda _policy: np.zeros(len(SIGNALS) + 1, dtype=np.int8))
        yield
