"""What stands in a command's way outside the program, as a reason with its cure: files, ports, databases, keys, tokens.

Anything else is a bug and rises with its traceback.
"""

import json
from collections.abc import Callable, Iterator

import httpx
import msgspec
from aiogram.exceptions import TelegramNetworkError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from alembic.util.exc import CommandError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap
from pyarrow import ArrowException
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from domain.db.engine import UnknownDatabaseError
from domain.db.keys import KeyFileError, KeyFileExposedError
from domain.errors import Refusal
from jobs.files import OF_SYSTEM, line

_OF_DATABASE = (  # what the drivers say, in the order in which it is looked for
    ("unable to open database file", "database_unopened"),
    ("not a database", "database_foreign"),
    ("malformed", "database_foreign"),
    ("readonly database", "database_readonly"),
    ("database or disk is full", "disk_full"),
    ("locked", "database_busy"),
    ("no such table", "database_foreign"),
    ("no such column", "database_foreign"),
    ("authentication failed", "database_no_entry"),
    ("no password supplied", "database_no_entry"),
    ("permission denied", "database_no_entry"),
    ("does not exist", "database_not_there"),
    ("connection", "database_not_there"),
    ("resolve", "database_not_there"),
)


def refusal(error: BaseException) -> Refusal | None:
    """Return the reason with its cure, or None where the error is none of the world outside."""
    return next((found for each in _leaves(error) if (found := _single(each)) is not None), None)


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error


def _single(error: BaseException) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    return next((tell(error) for kinds, tell in _TELLERS if isinstance(error, kinds)), None)


def _of_system(error: OSError) -> Refusal | None:
    code = OF_SYSTEM.get(error.errno or 0)
    return None if code is None else Refusal(code, file=str(error.filename or ""), port="")


def _of_database(error: DBAPIError) -> Refusal | None:
    reason = line(error.orig or error)
    code = next((code for words, code in _OF_DATABASE if words in reason.lower()), None)
    return None if code is None else Refusal(code, reason=reason)


def _as(code: str) -> Callable[[BaseException], Refusal]:
    return lambda error: Refusal(code, reason=line(error))


_TELLERS: tuple[tuple[tuple[type[BaseException], ...], Callable[..., Refusal | None]], ...] = (
    ((TokenValidationError, TelegramUnauthorizedError, TelegramNotFound), _as("telegram_token_wrong")),
    ((TelegramNetworkError,), _as("telegram_unreached")),
    ((KeyFileError,), lambda error: Refusal("key_file_wrong", file=str(error.args[0]))),
    (
        (KeyFileExposedError,),
        lambda error: Refusal("key_file_exposed", file=str(error.args[0]), reason=error.args[1]),
    ),
    ((UnknownDatabaseError, ArgumentError, NoSuchModuleError), _as("database_url_wrong")),
    ((CommandError,), _as("database_newer")),
    ((InvalidUnwrap, InvalidTag), _as("key_file_other")),
    ((httpx.InvalidURL, httpx.UnsupportedProtocol), _as("address_wrong")),
    ((DBAPIError,), _of_database),
    ((ArrowException, json.JSONDecodeError, msgspec.DecodeError, UnicodeDecodeError), _as("form_unreadable")),
    ((OSError,), _of_system),
)
