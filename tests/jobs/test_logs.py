import asyncio
import gc
import logging
import threading
import warnings
from asyncio import CancelledError
from collections.abc import Callable
from functools import partial

import msgspec
import pytest
from aiogram.types import Update
from litestar import get
from litestar.testing import TestClient
from sqlalchemy import text

from api.app import create_app
from api.auth import Role
from domain.core import Core
from domain.errors import Refusal
from domain.registry.entry import VehicleEntry
from jobs import logs

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz12345"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
            "POST https://api.telegram.org/bot***/sendMessage",
        ),
        (f"token {TOKEN} refused", "token *** refused"),
        ("key bvk_0849c1e5e350_f82ef1ffbc614b3e", "key bvk_***"),
        ("car ZZ9SMCAR4SX900001 is silent", "car *** is silent"),
        (
            "2026-11-18 02:00:00,123 INFO jobs.serve stopping",
            "2026-11-18 02:00:00,123 INFO jobs.serve stopping",
        ),
    ],
)
def test_a_line_holds_no_secret_and_no_vin(line: str, left: str) -> None:
    assert logs.redacted(line) == left


def test_a_request_cut_off_at_the_end_is_no_error() -> None:
    log = logging.Logger("test")  # noqa: LOG001 - apart from the loggers of the program
    cut_off = log.makeRecord(
        "uvicorn.error", logging.ERROR, "", 0, "Exception", (), (CancelledError, CancelledError(), None)
    )
    broken = log.makeRecord(
        "uvicorn.error", logging.ERROR, "", 0, "Exception", (), (ValueError, ValueError(), None)
    )

    assert not logs.is_worth_telling(cut_off)
    assert logs.is_worth_telling(broken)


MARK = "小明 of 12 Marker Street"


def raised() -> None:
    raise ValueError(MARK)


def chained() -> None:
    try:
        raised()
    except ValueError as error:
        later = KeyError(MARK)
        later.add_note(MARK)
        raise ExceptionGroup(MARK, [later, OSError(28, MARK, MARK)]) from error


def malformed_update() -> None:
    Update.model_validate_json(f'{{"update_id": "{MARK}", "message": {{"text": "{MARK}"}}}}')


def malformed_entry() -> None:
    msgspec.json.decode(f'{{"vin": "a", "name": "b", "model": "c", "{MARK}": 1}}', type=VehicleEntry)


def told(work: Callable[[], object], logger: str) -> None:
    """Log what went wrong in every way that code logs errors."""
    log = logging.getLogger(logger)
    try:
        work()
    except Exception as error:
        log.exception("it failed")
        log.error("it failed: %s", error)  # noqa: TRY400 - one of the ways
        log.error("it failed: %r, %d times", error, 3, exc_info=error)  # noqa: TRY400
        log.warning(f"it failed: {error}" if logger == "aiogram.dispatcher" else "it failed", stack_info=True)


@pytest.mark.usefixtures("logging_put_back")
@pytest.mark.parametrize("logger", ["bot.desk", "aiogram.dispatcher", "uvicorn.error", "root"])
@pytest.mark.parametrize("work", [raised, chained, malformed_update, malformed_entry])
def test_an_error_is_told_by_its_type_and_its_way_and_by_nothing_it_says(
    capsys: pytest.CaptureFixture[str], work: Callable[[], object], logger: str
) -> None:
    logs.set_up()
    told(work, logger)
    written = capsys.readouterr().err

    assert "Error" in written
    assert f"in {work.__name__}" in written
    assert "小明" not in written
    assert "Marker" not in written


@pytest.mark.usefixtures("logging_put_back")
def test_what_libraries_say_is_told_without_what_they_filled_in(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    library = logging.getLogger("aiogram.dispatcher")
    library.error("Update id=%s is not handled by %s", 7, MARK)
    library.error(f"Update {MARK}")
    library.error({"update": MARK})
    library.error("%(text)s", {"text": MARK})
    library.error("two %s and %s", MARK)
    logging.getLogger("bot").warning("wrong number of %s", *(MARK, MARK))
    logging.getLogger("bot").warning("%d", MARK)
    logging.getLogger("bot").warning("%s wrote %s", MARK, {"text": MARK})
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(MARK, UserWarning, stacklevel=1)
    written = capsys.readouterr().err

    assert "Update id=… is not handled by …" in written
    assert "UserWarning" in written
    assert written.count("\n") == 9
    assert "小明" not in written
    assert "Marker" not in written


@pytest.mark.usefixtures("logging_put_back")
def test_our_own_lines_keep_numbers_codes_and_names_of_types(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    logging.getLogger("jobs.due").error(
        "job %s failed %d times in %.1f s: %s",
        "seal",
        3,
        0.5,
        ValueError(MARK),
        exc_info=Refusal("car_unknown"),
    )

    written = capsys.readouterr().err
    assert "job seal failed 3 times in 0.5 s: ValueError" in written
    assert "domain.errors.Refusal (code car_unknown)" in written


@pytest.mark.usefixtures("logging_put_back")
def test_errors_that_nothing_catches_are_told_alike(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()

    class Finaliser:
        def __del__(self) -> None:
            raised()

    async def forgotten() -> None:
        task = asyncio.get_running_loop().create_task(failing())
        await asyncio.sleep(0)
        del task
        gc.collect()

    async def failing() -> None:
        raised()

    thread = threading.Thread(target=raised)
    thread.start()
    thread.join()
    Finaliser()
    gc.collect()
    asyncio.run(forgotten())
    written = capsys.readouterr().err

    assert written.count("builtins.ValueError") == 3
    assert "小明" not in written
    assert "Marker" not in written


@pytest.mark.usefixtures("logging_put_back")
def test_a_statement_that_fails_is_told_without_its_parameters(
    core: Core, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up()
    statements = (
        "INSERT INTO nowhere (name) VALUES (:name)",
        "SELECT CAST(:name AS integer) / 0 FROM nowhere",
        "INSERT INTO group_hint (group_hash) VALUES (:name), (:name)",
    )
    for statement in statements:
        told(partial(run, core, statement), "domain.core")
    written = capsys.readouterr().err

    assert written.count("sqlalchemy.exc.") >= len(statements)
    assert "小明" not in written
    assert "Marker" not in written


def run(core: Core, statement: str) -> None:
    with core.unit() as unit:
        unit.session.connection().execute(text(statement), {"name": MARK})


@pytest.mark.usefixtures("logging_put_back")
def test_a_call_of_the_api_that_breaks_is_told_without_its_text(
    core: Core, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up()

    @get("/broken", opt={"role": Role.PUBLIC}, include_in_schema=False, sync_to_thread=False)
    def broken() -> None:
        chained()

    with TestClient(create_app(core, more=[broken])) as http:
        answer = http.get("/broken")
    written = capsys.readouterr().err

    assert answer.status_code == 500
    assert "in chained" in written
    assert "小明" not in written + answer.text
    assert "Marker" not in written + answer.text
