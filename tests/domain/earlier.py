"""Owners who agreed before the test begins, and data as an earlier version took them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.core import Unit
from domain.telemetry.ingest import rules
from domain.telemetry.ingest.readings import SIGNALS
from domain.telemetry.intake import Policy


def long_ago(unit: Unit) -> Unit:
    """The same unit forty days earlier: what was measured before an owner agreed is not taken in."""
    return replace(unit, now=unit.now - timedelta(days=40))


def _nothing_barred(policy: Policy) -> NDArray[np.int8]:
    return np.zeros((len(policy.eras) + 1, len(SIGNALS) + 1), dtype=np.int8)


@contextmanager
def collecting_all() -> Iterator[None]:
    """Keep every known signal, also those that nothing uses any more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "_bar_reasons", _nothing_barred)
        yield
