"""CSV sheets over HTTP: the door that takes them, and how its answer names bad rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec
from litestar import post
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import Example, OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import SkipValidation

from api import speakers
from api.areas import Request, answers
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a sheet as it was sent, and the Accept-Language of its sender."""

    text: str
    language: str | None

    def bad_rows(self, bad: Iterable[Bad]) -> list[BadRow]:
        """Say why each row was not taken, in the sender's language."""
        return bad_rows(bad, language=self.language)


SheetDep = SkipValidation[NamedDependency[Sheet]]


def door(
    summary: str, *, example: str, answer: object
) -> Callable[[Callable[..., msgspec.Struct]], HTTPRouteHandler]:
    """Return a decorator that makes POST /csv of a function, whose argument `sheet` is the body (SheetDep).

    example: a sheet for the OpenAPI description; answer: what is answered to it.
    """
    return post(
        "/csv",
        status_code=200,
        sync_to_thread=True,
        request_max_body_size=MOST_BYTES,
        dependencies={"sheet": Provide(_read)},
        operation_class=_operation(example),
        summary=summary,
        opt=answers(answer, own_type=True),
    )


async def _read(request: Request) -> Sheet:
    """Read the body. Raises Refusal sheet_type (415) or sheet_encoding (422)."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _TYPES:
        raise Refusal("sheet_type", status=415)
    return Sheet(delimited.text(await request.body()), request.headers.get("accept-language"))


def bad_rows(bad: Iterable[Bad], *, language: str | None) -> list[BadRow]:
    """Say why each row was not taken, in a reader's language (an Accept-Language header)."""
    say = speakers.speaker(locale_for(language)).say
    return [
        BadRow(each.line, each.column, each.code, say(Phrase(f"refusal.{each.code}", each.params)))
        for each in bad
    ]


def _operation(example: str) -> type[Operation]:
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
