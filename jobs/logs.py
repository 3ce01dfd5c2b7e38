"""Logging, set up once: to stderr, and of a person nothing, whatever fails.

What may stand in a line is listed, not what may not. Of our own records that is their text with numbers, codes and names
of types. Of others' (libraries, warnings) it is where they come from and their text without what was filled in. Of
errors it is their types and the code they passed through, not what they say: that may repeat a message, a name or the
parameters of a statement.
"""

import logging
import re
import sys
import threading
import traceback
import warnings
from asyncio import CancelledError
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from domain.errors import Refusal

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_LOUD = ("httpx", "httpcore", "aiogram.event", "apscheduler", "alembic")
_OURS_ALONE: Final = ("api", "bot", "domain", "jobs")
# A bot token stands in the address of every Bot API call; tokens of ours begin with their kind.
_BOT_TOKEN = re.compile(r"(?<!\d)\d+:[A-Za-z0-9_-]{8,}")
_BOT_PATH = re.compile(r"/bot[^/\s\"']+/")
_OURS = re.compile(r"\b(bvk|bop|bce|bow)_[0-9a-f]+_[0-9a-f]+")
_VIN = re.compile(r"\b(?=[A-HJ-NPR-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b")
_CODE: Final = re.compile(r"[A-Za-z0-9_.:-]{1,60}")  # an id, the name of a type, a check, a job or a file
_HIDDEN: Final = "…"
_DEEPEST: Final = 10  # errors behind an error

_log = logging.getLogger(__name__)


class Discreet(logging.Formatter):
    """Writes a record without what may be about a person, and without secrets and VINs in what is left."""

    def format(self, record: logging.LogRecord) -> str:
        plain = logging.makeLogRecord(record.__dict__ | {"msg": _text(record), "args": (), "exc_info": None})
        plain.exc_text = plain.stack_info = None
        lines = [super().format(plain)]
        if record.exc_info and record.exc_info[1] is not None:
            lines.extend(_error(record.exc_info[1], depth=0))
        return redacted("\n".join(lines))


def redacted(line: str) -> str:
    line = _BOT_PATH.sub("/bot***/", line)
    line = _BOT_TOKEN.sub("***", line)
    line = _OURS.sub(r"\1_***", line)
    return _VIN.sub("***", line)


def _text(record: logging.LogRecord) -> str:
    is_own = record.name.partition(".")[0] in _OURS_ALONE
    where = "" if is_own else f" ({record.module}:{record.lineno})"
    if not isinstance(record.msg, str) or (not is_own and not record.args):
        return f"{_HIDDEN}{where}"  # text that was put together before is not known to be free of data
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return record.msg % tuple(_argument(each, is_own=is_own) for each in args) + where
    except (TypeError, ValueError, KeyError):
        return f"{record.msg}{where}" if is_own else f"{_HIDDEN}{where}"


def _argument(value: object, *, is_own: bool) -> object:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bool | int | float) and is_own:
        return value
    if isinstance(value, BaseException):
        return type(value).__qualname__
    return value if is_own and isinstance(value, str) and _CODE.fullmatch(value) else _Hidden()


class _Hidden:
    """Stands for a value in any place of a text, numbers included."""

    def __str__(self) -> str:
        return _HIDDEN

    __repr__ = __str__

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0

    def __index__(self) -> int:
        return 0


def _error(error: BaseException, *, depth: int) -> Iterator[str]:
    """Tell an error and those behind it by type and by the code they passed through."""
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None and depth < _DEEPEST:
        yield from _error(behind, depth=depth + 1)
        yield "which led to"
    yield "Traceback (most recent call last):"
    yield from (
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    yield f"{type(error).__module__}.{type(error).__qualname__}{_facts(error)}"
    if isinstance(error, BaseExceptionGroup) and depth < _DEEPEST:
        for each in error.exceptions:
            yield "one of them:"
            yield from _error(each, depth=depth + 1)


def _facts(error: BaseException) -> str:
    """What is known of an error besides its text: codes of ours, of the system and of databases."""
    facts = {
        "code": error.code if isinstance(error, Refusal) else None,
        "errno": error.errno if isinstance(error, OSError) else None,
        "sqlstate": getattr(error, "sqlstate", None),
        "sqlite": getattr(error, "sqlite_errorname", None),
    }
    codes = [
        f"{name} {value}"
        for name, value in facts.items()
        if _CODE.fullmatch(str(value)) and value is not None
    ]
    return f" ({', '.join(codes)})" if codes else ""


def is_worth_telling(record: logging.LogRecord) -> bool:
    """Requests that wait for news are cut off when the server stops: that is no error."""
    cut_off = record.exc_info is not None and record.exc_info[0] is CancelledError
    return not cut_off and not str(record.msg).startswith("Cancel ")


def set_up(level: int = logging.INFO) -> None:
    """Send every log record, warning and uncaught error of the process through one discreet handler."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.raiseExceptions = False  # a record that cannot be written would be printed with all it holds
    logging.getLogger("uvicorn.error").addFilter(is_worth_telling)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    warnings.showwarning = _warned
    keep_uncaught_discreet()


def keep_uncaught_discreet() -> None:
    """Write errors that nothing catches as all others: of a command, of a thread, of a finaliser."""
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda event: _uncaught(event.exc_type, event.exc_value, event.exc_traceback)
    threading.excepthook = lambda event: _uncaught(event.exc_type, event.exc_value, event.exc_traceback)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    _log.warning("a library warned: %s at %s:%d", category.__name__, Path(filename).name, lineno)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Written without a handler, for commands have none."""
    if issubclass(kind, KeyboardInterrupt):
        return
    error_info = (kind, error or kind(), trace)
    record = _log.makeRecord(
        _log.name,
        logging.CRITICAL,
        __file__,
        0,
        "an error was caught nowhere: %s",
        (kind.__name__,),
        error_info,
    )
    sys.stderr.write(f"{Discreet(_FORMAT).format(record)}\n")
