"""What a rule says no to. Anything that is not a `Refusal` is a bug and rises."""

import secrets
from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error
    """A rule said no: a stable `code`, and `params` for the sentence that gives reason and cure.

    The sentence itself is worded in the slice's `words.py` under `refusal.<code>` and rendered at the edge.
    `status` is the HTTP status an API answers with; business conflicts are 409 and never page anyone.
    """

    def __init__(self, code: str, /, *, status: int = 409, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.params: Mapping[str, object] = params


def error_id() -> str:
    """Make the short id of an error, which the log repeats beside it."""
    return secrets.token_hex(3).upper()
