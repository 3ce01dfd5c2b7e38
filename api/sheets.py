"""CSV sheets over HTTP: how they are read, how they are described, and how bad rows are told."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from litestar import Request
from litestar.openapi.spec import Example, OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType

from domain import phrases
from domain.errors import Refusal
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.registry import delimited
from domain.registry.sheet import Bad

MOST_BYTES = 2 * 2**20
_TYPES = ("text/csv", "application/csv")


class BadRow(msgspec.Struct):
    """A row that was not taken. line counts from 1, the header included; column is "" for the whole row."""

    line: int
    column: str
    code: str
    reason: str


async def read_sheet(request: Request) -> str:  # type: ignore[type-arg] # any state
    """Read the body as text. Raises Refusal sheet_type (415) or sheet_encoding (422)."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _TYPES:
        raise Refusal("sheet_type", status=415)
    return delimited.text(await request.body())


def told(bad: Iterable[Bad], *, language: str | None) -> list[BadRow]:
    """Say why each row was not taken, in the reader's language."""
    say = phrases.speaker(locale_for(language)).say
    return [
        BadRow(each.line, each.column, each.code, say(Phrase(f"refusal.{each.code}", each.params)))
        for each in bad
    ]


def described(example: str) -> type[Operation]:
    """Return an OpenAPI operation whose body is a sheet such as the example."""

    @dataclass
    class SheetOperation(Operation):
        def __post_init__(self) -> None:
            self.request_body = RequestBody(
                required=True,
                content={
                    "text/csv": OpenAPIMediaType(
                        schema=Schema(type=OpenAPIType.STRING), examples={"sheet": Example(value=example)}
                    )
                },
            )

    return SheetOperation
