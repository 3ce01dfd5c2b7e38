"""Every error as problem+json (RFC 9457) with a stable code, in the reader's language."""

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, NotFoundException, ValidationException

from api import metrics, speakers, words
from api.areas import Request
from api.auth import Role
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.registry.tables import AccessToken

log = logging.getLogger(__name__)

_AGAIN_AFTER_S = 10
JSON = "application/problem+json"


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What an error answer holds: code is stable, detail is reason and cure in words."""

    status: int
    code: str
    title: str
    detail: str
    fields: list[dict[str, str]] = []


def refused(request: Request, refusal: Refusal) -> Response[Problem]:
    """A rule said no. Where the cure is not an owner's, the words of the caller's role say it."""
    answer = _answer(request, status=refusal.status, code=refusal.code, words=words_of(request, refusal))
    if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
        answer.headers["Retry-After"] = str(refusal.params["seconds"])
    if refusal.status == HTTPStatus.REQUEST_TIMEOUT:
        answer.headers["Connection"] = "close"  # the rest of the body would be taken for the next request
    return answer


def words_of(request: Request, refusal: Refusal) -> Phrase:
    """Return what is said of a refusal to the caller's role; it is counted."""
    code = refusal.code
    metrics.refused(code, str(request.scope.get("path_template", "")))
    of_role = f"refusal.{code}.{_role(request)}"
    key = of_role if of_role in words.WORDS else f"refusal.{code}"
    return Phrase(key, dict(refusal.params))


def _role(request: Request) -> str:
    access: AccessToken | None = getattr(request.state, "access", None)
    return access.role if access else Role.PUBLIC


def unreadable(request: Request, error: ValidationException) -> Response[Problem]:
    """The request does not have the documented form; `fields` says where."""
    errors = error.extra if isinstance(error.extra, list) else []
    fields = [_field(item) for item in errors if isinstance(item, dict)]
    absent = re.match(r"Missing required (\w+ parameter|\w+) '(\w+)'", error.detail)
    if absent is not None:
        fields.append({"field": absent[2], "reason": f"{absent[1]} missing"})
    return _answer(
        request, status=422, code="request_invalid", words=Phrase("refusal.request_invalid"), fields=fields
    )


def _field(item: Mapping[str, object]) -> dict[str, str]:
    name, reason = str(item.get("key", "")), str(item.get("message", ""))
    return {"field": name, "reason": "body missing" if reason == repr(name) else reason}


def not_served(request: Request, error: HTTPException) -> Response[Problem]:
    """The framework said no: no such path, wrong method, too large a body."""
    return _answer(request, status=error.status_code, code=_code(error), words=words_of_status(error))


def words_of_status(error: HTTPException) -> Phrase:
    """Return what is said where the framework said no."""
    code = _code(error)
    worded = code if code in ("not_found", "http_405", "http_413", "http_400") else "http_other"
    return Phrase(f"refusal.{worded}")


def _code(error: HTTPException) -> str:
    return "not_found" if isinstance(error, NotFoundException) else f"http_{error.status_code}"


def too_deep(request: Request, _error: RecursionError) -> Response[Problem]:
    """Lists in lists, deeper than any form: only what is sent is read by a function that calls itself."""
    return _answer(request, status=400, code="http_400", words=Phrase("refusal.http_400"))


def away(request: Request, error: Exception) -> Response[Problem]:
    """The database is locked, full or not there: nothing was kept, and whoever asked can ask again."""
    log.warning("the database is away: %s", type(error).__name__)
    metrics.away()
    answer = _answer(request, status=503, code="database_away", words=Phrase("refusal.database_away"))
    answer.headers["Retry-After"] = str(_AGAIN_AFTER_S)
    return answer


def broken(request: Request, error: Exception) -> Response[Problem]:
    """A bug of ours: logged whole, told without detail."""
    log.error("an API call failed", exc_info=error)
    return _answer(request, status=500, code="ours", words=Phrase("refusal.ours"))


def _answer(
    request: Request,
    *,
    status: int,
    code: str,
    words: Phrase,
    fields: list[dict[str, str]] | None = None,
) -> Response[Problem]:
    speaker = speakers.speaker_for(request)
    problem = Problem(
        status=status,
        code=code,
        title=HTTPStatus(status).phrase,
        detail=speaker.say(words),
        fields=fields or [],
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return Response(problem, status_code=status, media_type=JSON, headers=headers)
