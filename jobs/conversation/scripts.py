"""Scripts as files: one script, or a list of them, as JSON."""

import json
from pathlib import Path

import msgspec

from domain.errors import Refusal
from jobs import files
from jobs.conversation.facts import Script


def read(file: Path) -> list[Script]:
    """Raises Refusal script_invalid, file_missing, file_is_folder ..."""
    with files.reading(file):
        raw = file.read_bytes()
    return parsed(raw, file=file.name)


def parsed(raw: bytes, *, file: str) -> list[Script]:
    """Raises Refusal script_invalid."""
    try:
        content = json.loads(raw)
        listed = content if isinstance(content, list) else [content]
        return msgspec.convert(listed, list[Script])
    except (msgspec.ValidationError, ValueError) as error:
        raise Refusal("script_invalid", status=422, file=file, reason=str(error)) from error
