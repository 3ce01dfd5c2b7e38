"""What stands in a command's way outside the program, as a reason with its cure: files, ports, databases, keys, tokens.

Anything else is a bug and is raised with its traceback. Kinds of errors go by name, so that telling of one loads no library.
"""

from collections.abc import Callable, Iterator
from typing import Any

from domain.errors import Refusal
from jobs.files import OF_SYSTEM, line

_OF_DATABASE = (  # what the drivers say, in the order in which it is looked for
    ("unable to open database file", "database_unopened"),
    ("not a database", "database_foreign"),
    ("malformed", "database_foreign"),
    ("readonly database", "database_readonly"),
    ("read-only transaction", "database_readonly"),
    ("database or disk is full", "disk_full"),
    ("no space left on device", "disk_full"),
    ("disk i/o error", "disk_fails"),
    ("locked", "database_busy"),
    ("lock timeout", "database_busy"),
    ("deadlock detected", "database_busy"),
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
    """Return the refusal with its cure, or None where the error does not come from outside the program."""
    return next((match for each in _leaves(error) if (match := _single(each)) is not None), None)


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error


def _single(error: BaseException) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    names = {f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__}
    return next((tell(error) for kinds, tell in TELLERS if not names.isdisjoint(kinds)), None)


def _of_system(error: OSError) -> Refusal | None:
    code = OF_SYSTEM.get(error.errno or 0)
    return None if code is None else Refusal(code, file=str(error.filename or ""), port="")


def _of_database(error: Any) -> Refusal | None:
    reason = line(error.orig or error)
    code = next((code for words, code in _OF_DATABASE if words in reason.lower()), None)
    return None if code is None else Refusal(code, reason=reason)


def _as(code: str) -> Callable[[BaseException], Refusal]:
    return lambda error: Refusal(code, reason=line(error))


TELLERS: tuple[tuple[tuple[str, ...], Callable[..., Refusal | None]], ...] = (
    (
        (
            "aiogram.utils.token.TokenValidationError",
            "aiogram.exceptions.TelegramUnauthorizedError",
            "aiogram.exceptions.TelegramNotFound",
        ),
        _as("telegram_token_wrong"),
    ),
    (("aiogram.exceptions.TelegramNetworkError",), _as("telegram_unreached")),
    (("domain.db.keys.KeyFileError",), lambda error: Refusal("key_file_wrong", file=str(error.args[0]))),
    (
        ("domain.db.keys.KeyFileExposedError",),
        lambda error: Refusal("key_file_exposed", file=str(error.args[0]), reason=error.args[1]),
    ),
    (
        (
            "domain.db.engine.UnknownDatabaseError",
            "sqlalchemy.exc.ArgumentError",
            "sqlalchemy.exc.NoSuchModuleError",
        ),
        _as("database_url_wrong"),
    ),
    (("alembic.util.exc.CommandError",), _as("database_newer")),
    (("cryptography.hazmat.primitives.keywrap.InvalidUnwrap",), _as("key_file_other")),
    (("domain.db.keys.DamagedError",), _as("value_damaged")),
    (("httpx.InvalidURL", "httpx.UnsupportedProtocol"), _as("address_wrong")),
    (("sqlalchemy.exc.DBAPIError",), _of_database),
    (
        (
            "pyarrow.lib.ArrowException",
            "json.decoder.JSONDecodeError",
            "msgspec.DecodeError",
            "builtins.UnicodeDecodeError",
        ),
        _as("form_unreadable"),
    ),
    (("builtins.OSError",), _of_system),
)
