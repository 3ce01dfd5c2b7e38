"""The OpenAPI description, completed: errors in the form they are sent in, and an example of every answer."""

from collections.abc import Iterator
from http import HTTPStatus

import msgspec
from litestar.openapi.spec import (
    Components,
    Example,
    OpenAPI,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    PathItem,
    Reference,
    Schema,
    SecurityScheme,
)
from litestar.openapi.spec.enums import OpenAPIType

from api import examples, problems
from api.auth import Role
from domain import phrases
from domain.explain.facts import Phrase

_METHODS = ("get", "post", "put", "patch", "delete")
_TEXT = Schema(type=OpenAPIType.STRING)
_WHY = {
    HTTPStatus.BAD_REQUEST: "The body cannot be read.",
    HTTPStatus.UNAUTHORIZED: "No valid token.",
    HTTPStatus.FORBIDDEN: "A token of another role.",
    HTTPStatus.NOT_FOUND: "Not there, or not yours.",
    HTTPStatus.CONFLICT: "A rule says no.",
    HTTPStatus.REQUEST_TIMEOUT: "The body did not come in time.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Not the type or encoding that is taken here.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The form or a value is wrong.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests, or too many wrong tokens; `Retry-After` says how long to wait.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Our fault; it is logged, and nothing was changed.",
}
_CODES = {
    HTTPStatus.BAD_REQUEST: Phrase("refusal.http_400"),
    HTTPStatus.UNAUTHORIZED: Phrase("refusal.token_unknown"),
    HTTPStatus.FORBIDDEN: Phrase("refusal.role_wrong", {"role": Role.OPERATOR.value}),
    HTTPStatus.NOT_FOUND: Phrase("refusal.vehicle_unknown"),
    HTTPStatus.CONFLICT: Phrase("refusal.vehicle_known"),
    HTTPStatus.REQUEST_TIMEOUT: Phrase("refusal.body_slow"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Phrase("refusal.http_413"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Phrase("refusal.sheet_type"),
    HTTPStatus.UNPROCESSABLE_ENTITY: Phrase("refusal.vin_length", {"length": 3}),
    HTTPStatus.TOO_MANY_REQUESTS: Phrase("refusal.too_many", {"seconds": 2}),
    HTTPStatus.INTERNAL_SERVER_ERROR: Phrase("refusal.ours"),
}
_CONFLICTS = {
    *(
        ("post", f"/v1{place}/handovers/{{handover_id}}/{deed}")
        for place in ("", "/centre")
        for deed in ("take", "answer")
    ),
    ("put", "/v1/me/services/{service_id}"),
    ("post", "/v1/vehicles"),
    ("post", "/v1/centres"),
    ("post", "/v1/centre/visits/{number}/outcome"),
    ("post", "/v1/vehicles/{vehicle_id}/services"),
    ("get", "/v1/vehicles/{vehicle_id}/technician"),
    ("get", "/v1/vehicles/{vehicle_id}/technician.html"),
}
_OWN_TYPES = {"/v1/telemetry", "/v1/vehicles/csv", "/v1/centres/csv", "/v1/recalls/csv"}


def components() -> Components:
    """Return what the operations refer to."""
    return Components(
        responses={f"Problem{status.value}": _response(status) for status in _WHY},
        security_schemes={
            "token": SecurityScheme(
                type="http", scheme="bearer", description="Token of an operator, a centre or an owner."
            ),
            "key": SecurityScheme(
                type="http",
                scheme="bearer",
                description="Key of a car, from POST /v1/vehicles/{vehicle_id}/key.",
            ),
        },
    )


def complete(described: OpenAPI) -> None:
    """Put our errors in place of the framework's, and examples beside the answers."""
    described.components.schemas["Problem"] = _problem()
    for path, item in (described.paths or {}).items():
        for method, operation in _operations(item):
            answers = operation.responses or {}
            answers.pop("400", None)
            _show(answers, examples.ANSWERS[f"{method.upper()} {path}"])
            answers.update(
                (str(status.value), Reference(ref=f"#/components/responses/Problem{status.value}"))
                for status in sorted(_expected(method, path, operation))
            )


def _operations(item: PathItem) -> Iterator[tuple[str, Operation]]:
    for method in _METHODS:
        operation = getattr(item, method)
        if operation is not None:
            yield method, operation


def _show(answers: dict[str, OpenAPIResponse | Reference], example: object) -> None:
    for answer in answers.values():
        for media in (answer.content or {}).values() if isinstance(answer, OpenAPIResponse) else ():
            media.examples = {"answer": Example(value=example)}


def _expected(method: str, path: str, operation: Operation) -> Iterator[HTTPStatus]:
    yield HTTPStatus.INTERNAL_SERVER_ERROR
    yield HTTPStatus.TOO_MANY_REQUESTS
    if operation.security:
        yield HTTPStatus.UNAUTHORIZED
    if {"token": []} in (operation.security or []):
        yield HTTPStatus.FORBIDDEN
    if "{" in path:
        yield HTTPStatus.NOT_FOUND
    if (method, path) in _CONFLICTS:
        yield HTTPStatus.CONFLICT
    if operation.parameters or operation.request_body:
        yield HTTPStatus.UNPROCESSABLE_ENTITY
    if operation.request_body:
        yield HTTPStatus.BAD_REQUEST
        yield HTTPStatus.REQUEST_TIMEOUT
        yield HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if path in _OWN_TYPES:
        yield HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def _problem() -> Schema:
    fields = Schema(
        type=OpenAPIType.ARRAY,
        items=Schema(
            type=OpenAPIType.OBJECT,
            properties={"field": _TEXT, "reason": _TEXT},
            required=["field", "reason"],
        ),
        description="What does not have the documented form; left out where there is nothing to name.",
    )
    return Schema(
        type=OpenAPIType.OBJECT,
        title="Problem",
        description="An error (RFC 9457).",
        required=["status", "code", "title", "detail"],
        properties={
            "status": Schema(type=OpenAPIType.INTEGER, description="The HTTP status."),
            "code": Schema(type=OpenAPIType.STRING, description="Stable; for programs."),
            "title": Schema(type=OpenAPIType.STRING, description="The HTTP status in words."),
            "detail": Schema(
                type=OpenAPIType.STRING, description="Reason and cure, in the language of Accept-Language."
            ),
            "fields": fields,
        },
    )


def _response(status: HTTPStatus) -> OpenAPIResponse:
    words = _CODES[status]
    problem = problems.Problem(
        status=status.value,
        code=words.code.removeprefix("refusal."),
        title=status.phrase,
        detail=phrases.speaker("en").say(words),
    )
    return OpenAPIResponse(
        description=_WHY[status],
        content={
            problems.JSON: OpenAPIMediaType(
                schema=Reference(ref="#/components/schemas/Problem"),
                examples={"problem": Example(value=msgspec.to_builtins(problem))},
            )
        },
    )
