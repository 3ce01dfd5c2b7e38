"""What went wrong, as a page: reason, cure, and the way on."""

from http import HTTPStatus
from typing import Any, Final

from litestar import MediaType, Response
from litestar.exceptions import HTTPException, ValidationException

from api import problems
from api.areas import Request
from api.pages.render import session_of, show
from domain.db.away import AWAY
from domain.errors import Refusal
from domain.explain.facts import Phrase

OWN: Final = "/my"  # where the owner's page stands
_PART = {"hx-retarget": "#said", "hx-reswap": "innerHTML"}  # what htmx asked for stays as it was


def refused(request: Request, refusal: Refusal) -> Response[str]:
    """A rule said no: the reason beside what was on the page, or the door where nobody is signed in."""
    if refusal.code == "code_owed":
        return _to(request, "/second-factor")
    if refusal.code == "session_over" and request.url.path.startswith(OWN):
        refusal = Refusal("own_session_over", status=401)
    if refusal.code == "session_over" and "hx-request" in request.headers:
        return _to(request, "/sign-in")  # an open board would ask on for ever
    if refusal.code == "role_wrong" and (session := session_of(request)):
        own = Phrase(f"access.role.{session.access.role}")
        return _answer(request, refusal.status, Phrase("page.role_wrong", {"role": own}))
    return _answer(request, refusal.status, problems.words_of(request, refusal))


def _answer(request: Request, status: int, words: Phrase) -> Response[str]:
    if "hx-request" in request.headers:
        return show(request, "said.html", headers=_PART, words=words, is_wrong=True)
    is_out = status == HTTPStatus.UNAUTHORIZED or session_of(request) is None
    return show(request, "problem.html", status=status, words=words, is_out=is_out)


def _to(request: Request, path: str) -> Response[str]:
    """Send the browser elsewhere, also where htmx asked."""
    if "hx-request" in request.headers:
        return show(request, "said.html", headers={"hx-redirect": path}, words=None, is_wrong=False)
    return Response("", status_code=303, media_type=MediaType.TEXT, headers={"location": path})


def unreadable(request: Request, _error: ValidationException) -> Response[str]:
    return refused(request, Refusal("address_incomplete", status=422))


def not_served(request: Request, error: HTTPException) -> Response[str]:
    return _answer(request, error.status_code, problems.words_of_status(error))


def away(request: Request, error: Exception) -> Response[str]:
    problems.away(request, error)
    return _answer(request, 503, Phrase("refusal.database_away"))


def broken(request: Request, error: Exception) -> Response[str]:
    problems.broken(request, error)
    return _answer(request, 500, Phrase("refusal.ours"))


HANDLERS: Final[dict[int | type[Exception], Any]] = {
    Refusal: refused,
    ValidationException: unreadable,
    HTTPException: not_served,
    **dict.fromkeys(AWAY, away),
    Exception: broken,
}
