import io
import logging
from asyncio import CancelledError

import pytest

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


def test_a_traceback_holds_no_secret_either() -> None:
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(logs.Discreet("%(message)s"))
    log = logging.Logger("test")  # noqa: LOG001 - apart from the loggers of the program
    log.addHandler(handler)
    try:
        int(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        log.exception("call to %s failed", TOKEN)

    assert "Traceback" in told.getvalue()
    assert TOKEN not in told.getvalue()


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
