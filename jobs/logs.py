"""Logging, set up once: to stderr, without secrets, and without anything about a person."""

import logging
import re
from asyncio import CancelledError

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_LOUD = ("httpx", "httpcore", "aiogram.event", "apscheduler", "alembic")
# A bot token stands in the address of every Bot API call; tokens of ours begin with their kind.
_BOT_TOKEN = re.compile(r"(?<!\d)\d+:[A-Za-z0-9_-]{8,}")
_BOT_PATH = re.compile(r"/bot[^/\s\"']+/")
_OURS = re.compile(r"\b(bvk|bop|bce|bow)_[0-9a-f]+_[0-9a-f]+")
_VIN = re.compile(r"\b(?=[A-HJ-NPR-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b")


class Discreet(logging.Formatter):
    """Takes secrets and VINs out of a finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def redacted(line: str) -> str:
    line = _BOT_PATH.sub("/bot***/", line)
    line = _BOT_TOKEN.sub("***", line)
    line = _OURS.sub(r"\1_***", line)
    return _VIN.sub("***", line)


def is_worth_telling(record: logging.LogRecord) -> bool:
    """Requests that wait for news are cut off when the server stops: that is no error."""
    cut_off = record.exc_info is not None and record.exc_info[0] is CancelledError
    return not cut_off and not record.getMessage().startswith("Cancel ")


def set_up(level: int = logging.INFO) -> None:
    """Send every log record through one discreet handler."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("uvicorn.error").addFilter(is_worth_telling)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
