"""The OpenAPI description, completed: errors in the form they are sent in, and an example of every answer."""

from collections.abc import Iterator
from http import HTTPStatus

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import (
    Components,
    Example,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Reference,
    Schema,
    SecurityScheme,
)
from litestar.openapi.spec.enums import OpenAPIType
from litestar.routes import HTTPRoute

from api import problems, speakers
from api.auth import Role
from domain.explain.facts import Phrase

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


def complete(app: Litestar) -> None:
    """Put the errors that are sent in place of the framework's, and each handler's example beside its answer."""
    app.openapi_schema.components.schemas["Problem"] = _problem()
    for path, handler, operation in _operations(app):
        responses = operation.responses or {}
        responses.pop("400", None)
        _show(responses, handler.opt["example"])
        responses.update(
            (str(status.value), Reference(ref=f"#/components/responses/Problem{status.value}"))
            for status in sorted(_expected(path, handler, operation))
        )


def _operations(app: Litestar) -> Iterator[tuple[str, HTTPRouteHandler, Operation]]:
    """Yield path, handler and description of each operation that is in the description."""
    paths = app.openapi_schema.paths or {}
    for route in app.routes:
        item = paths.get(route.path_format) if isinstance(route, HTTPRoute) else None
        for handler in route.route_handlers if isinstance(route, HTTPRoute) and item is not None else ():
            for method in handler.http_methods:
                operation = getattr(item, method.lower())
                if operation is not None:
                    yield route.path_format, handler, operation


def _show(responses: dict[str, OpenAPIResponse | Reference], example: object) -> None:
    for response in responses.values():
        for media in (response.content or {}).values() if isinstance(response, OpenAPIResponse) else ():
            media.examples = {"answer": Example(value=example)}


def _expected(path: str, handler: HTTPRouteHandler, operation: Operation) -> Iterator[HTTPStatus]:
    yield HTTPStatus.INTERNAL_SERVER_ERROR
    yield HTTPStatus.TOO_MANY_REQUESTS
    if operation.security:
        yield HTTPStatus.UNAUTHORIZED
    if {"token": []} in (operation.security or []):
        yield HTTPStatus.FORBIDDEN
    if "{" in path:
        yield HTTPStatus.NOT_FOUND
    if handler.opt["conflict"]:
        yield HTTPStatus.CONFLICT
    if operation.parameters or operation.request_body:
        yield HTTPStatus.UNPROCESSABLE_ENTITY
    if operation.request_body:
        yield HTTPStatus.BAD_REQUEST
        yield HTTPStatus.REQUEST_TIMEOUT
        yield HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if handler.opt["own_type"]:
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
        detail=speakers.speaker("en").say(words),
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
