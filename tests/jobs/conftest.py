import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def logging_put_back() -> Iterator[None]:
    """Commands that serve take over the process's logging."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
