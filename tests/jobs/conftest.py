import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture
def logging_put_back() -> Iterator[None]:
    """Commands that serve take over the process's logging."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = True
    sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks
