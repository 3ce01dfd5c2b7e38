"""Scripts as files: one script, or a list of them, as JSON."""

import json
from pathlib import Path

import msgspec

from domain.errors import Refusal
from jobs.conversation.facts import Script


def read(file: Path) -> list[Script]:
    """Raises Refusal script_invalid; OSError where it cannot be read."""
    return parsed(file.read_bytes(), file=file.name)


def parsed(raw: bytes, *, file: str) -> list[Script]:
    """Raises Refusal script_invalid."""
    try:
        found = json.loads(raw)
        listed = found if isinstance(found, list) else [found]
        return msgspec.convert(listed, list[Script])
    except (msgspec.ValidationError, ValueError) as error:
        raise Refusal("script_invalid", status=422, file=file, reason=str(error)) from error
