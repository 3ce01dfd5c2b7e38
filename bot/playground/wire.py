"""What a client sends: forms, multipart with `attach://` files, JSON and query strings."""

import email
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import policy
from email.message import Message as Headers
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.facts import ApiError, Json

ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Params:
    fields: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The empty string when it is not given."""
        value = self.fields.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.text(name)
        try:
            return int(value) if value else default
        except ValueError:
            raise ApiError(400, f'parameter "{name}" must be an integer') from None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1", "yes"}

    def structure(self, name: str) -> Any:
        """A nested value: an object or a list, None when it is not given."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise ApiError(400, f"can't parse {name}: not a JSON value") from None

    def upload(self, name: str, reference: str) -> Upload | None:
        """The file that `reference` (`attach://part`) names, or that stands in the field itself."""
        if reference.startswith(ATTACHED):
            upload = self.uploads.get(reference.removeprefix(ATTACHED))
            if upload is None:
                raise ApiError(400, f"{name} isn't attached: no part of that name")
            return upload
        return self.uploads.get(name)

    def described(self) -> Json:
        """For the log of calls: nested values decoded, files by name and size."""
        fields = {name: _decoded(value) for name, value in self.fields.items()}
        files = {name: f"{file.name} ({len(file.data)} bytes)" for name, file in self.uploads.items()}
        return fields | ({"files": files} if files else {})


def parse(content_type: str, body: bytes, query: str = "") -> Params:
    """`query` gives the fields of a GET; those of the body win."""
    fields: Json = dict(parse_qsl(query, keep_blank_values=True))
    uploads: dict[str, Upload] = {}
    headers = Headers()
    headers["content-type"] = content_type or "application/x-www-form-urlencoded"
    kind = headers.get_content_type()
    if kind == "multipart/form-data":
        for part, data in _parts(body, str(headers.get_param("boundary"))):
            _take(part, data, fields=fields, uploads=uploads)
    elif kind == "application/json" and body:
        fields |= _json_object(body)
    elif kind == "application/x-www-form-urlencoded":
        fields |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return Params(fields, uploads)


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ApiError(400, "the body must be a JSON object")
    return value


def _parts(body: bytes, boundary: str) -> Iterator[tuple[Headers, bytes]]:
    for chunk in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:-1]:
        head, _, data = chunk.partition(b"\r\n\r\n")
        yield email.message_from_string(head.decode().lstrip(), policy=policy.compat32), data


def _take(part: Headers, data: bytes, *, fields: Json, uploads: dict[str, Upload]) -> None:
    name = str(part.get_param("name", header="content-disposition"))
    filename = part.get_filename()
    if filename is None:
        fields[name] = data.decode()
    else:
        uploads[name] = Upload(name=filename, mime=part.get_content_type(), data=data)


def _decoded(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("{", "[")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
