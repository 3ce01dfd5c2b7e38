"""The Bot API's own addresses: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from collections.abc import Mapping
from typing import Any

from litestar import HttpMethod, Request, Response, get, route
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation
from litestar.types import ASGIApp, Receive, Scope, Send

from bot.playground import calls, wire
from bot.playground.facts import ApiError, Json
from bot.playground.stage import Stage

BODY_BYTES = 60 * 1024 * 1024
PREFIX = "bot"

Here = NamedDependency[SkipValidation[Stage]]


class HangUp(Response[bytes]):
    """Promises a body, sends none and returns: the server then closes the connection."""

    def to_asgi_response(self, *_: Any, **__: Any) -> ASGIApp:  # type: ignore[override]  # nothing of it is used
        async def hang_up(_scope: Scope, _receive: Receive, send: Send) -> None:
            headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})

        return hang_up


@route(
    "/{owner:str}/{method:str}",
    http_method=[HttpMethod.GET, HttpMethod.POST],
    status_code=200,
    request_max_body_size=BODY_BYTES,
)
async def call(
    request: Request[Any, Any, State], owner: FromPath[str], method: FromPath[str], stage: Here
) -> Response[Any]:
    if owner != PREFIX + stage.bot.token:
        return _refusal(ApiError(401, "") if owner.startswith(PREFIX) else ApiError(404, ""))
    try:
        query = request.scope["query_string"].decode()
        params = wire.parse(request.headers.get("content-type", ""), await request.body(), query)
    except ApiError as error:
        return _refusal(error)
    answer = await calls.answer(stage, method, params)
    if answer.dropped:
        return HangUp(b"")
    return Response(answer.body, status_code=answer.status, media_type="application/json")


@get("/file/{owner:str}/{file_path:path}")
async def download(owner: FromPath[str], file_path: FromPath[str], stage: Here) -> Response[Any]:
    path = file_path.lstrip("/")
    file = next((file for file in stage.store.files.values() if file.path == path), None)
    if owner != PREFIX + stage.bot.token or file is None:
        return _refusal(ApiError(404, ""))
    return Response(file.data, media_type="application/octet-stream", headers=NOT_A_PAGE)


NOT_A_PAGE: Mapping[str, str] = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
"""A file somebody sent must never run as part of the chat page."""


def _refusal(error: ApiError) -> Response[Json]:
    wire_form = error.as_wire()
    wire_form["description"] = wire_form["description"].removesuffix(": ")
    return Response(wire_form, status_code=error.code, media_type="application/json")
