"""A page from its template: the reader's language, the session, and headers under which no foreign script can run."""

from collections.abc import Callable
from functools import cache, partial
from http import HTTPMethod
from typing import Any, Final

from litestar import MediaType, Response

from api import for_staff
from api import words as api
from api.areas import Request
from api.auth import COOKIE
from api.for_staff import readable
from api.markup import ENVIRONMENT
from api.pages import files, model_words, running_words, words
from api.pages import operator_words as operator
from api.pages import oversight_words as oversight
from api.pages import owner_words as owner
from api.pages.forms import csrf
from domain import phrases
from domain.explain.catalogue import locale_for
from domain.explain.facts import Moment, Phrase, noon
from domain.explain.render import Speaker, clean
from domain.registry import names
from domain.registry.facts import Source
from domain.signin.service import Session

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


speaker: Final = phrases.speakers(
    api.WORDS,
    words.WORDS,
    operator.WORDS,
    model_words.WORDS,
    running_words.WORDS,
    oversight.WORDS,
    owner.WORDS,
)
NAVIGATION: Final = {
    "centre": (
        ("/workshop", "page.workshop"),
        ("/requests", "page.requests"),
        ("/capacity", "page.capacity"),
        ("/sessions", "page.sessions"),
    ),
    "operator": operator.NAVIGATION,
    "dpo": oversight.NAVIGATION,
    "owner": (("/my/cars", "my.home"), ("/sessions", "page.sessions")),
}
"""The pages of each role: address and name, the first is where its day begins."""


def home(role: str) -> str:
    """Return the address at which a role begins its day."""
    return NAVIGATION[role][0][0]


def session_of(request: Request) -> Session | None:
    """Return the session that the guard checked; None on a page for everybody."""
    return getattr(request.state, "session", None)


def speaker_of(request: Request) -> Speaker:
    """Return the speaker of the language chosen in the session, without one by the form that was sent, else of the browser's."""
    session = session_of(request)
    locale = session.locale if session else getattr(request.state, "form", {}).get("language", "")
    return speaker(locale_for(locale or request.headers.get("accept-language")))


def source_of(request: Request, source: Source | None) -> Source:
    """Return the source of the cars that a page was asked for, else that of the installation's own."""
    of: Source = source or request.app.state.source
    return of


def show(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **about: Any,
) -> Response[str]:
    """Return a page. about: what its template names beside the words, the session and its form token."""
    return Response(
        fill(request, template, **about),
        status_code=status,
        media_type=MediaType.HTML,
        headers={"content-security-policy": POLICY, **(headers or {})},
    )


def fill(request: Request, template: str, **about: Any) -> str:
    """Return the text of a template."""
    voice, session = speaker_of(request), session_of(request)
    ours: dict[str, Any] = {
        "moment": Moment,
        "on_day": partial(noon, zone="UTC"),
        "locale": voice.locale,
        "language": voice.locale.replace("_", "-"),
        "session": session,
        "navigation": NAVIGATION[session.access.role] if session else (),
        "csrf": csrf(request.cookies.get(COOKIE, "")),
        "version": files.VERSION,
        "path": request.url.path,
        "back": _here(request, session.access.role) if session else "",
        "is_made_up": request.app.state.source is not Source.LIVE,
    }
    return ENVIRONMENT.get_template(template).render(_sayings(voice) | ours | about)


def _sayings(voice: Speaker) -> dict[str, Callable[..., str]]:
    """Return what a template puts into words: codes, phrases and names, each plain code once a page."""

    @cache
    def plain(code: str) -> str:
        return readable(voice.say(Phrase(code)))

    def say(code: str, **params: object) -> str:
        return readable(voice.say(Phrase(code, params))) if params else plain(code)

    return {
        "say": say,
        "phrase": lambda words: readable(voice.say(words)) if words.params else plain(words.code),
        "of_car": lambda words: readable(for_staff.say(voice, words)),
        "name": lambda name: clean(names.by_language(name)[voice.locale]),
        "given": lambda name: say("name", name=names.parse(name)),
    }


def _here(request: Request, role: str) -> str:
    """Return the address at which the page can be opened again: of what a form sent, that at which the role begins."""
    if request.method != HTTPMethod.GET:
        return home(role)
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def done(request: Request, words: Phrase | None, *, back: str) -> Response[str]:
    """Say what was done on the page that asked; without words, or without scripts, lead on to `back`, which says it.

    The form that was sent is told that nothing of it need be kept in the browser any more.
    """
    if "hx-request" not in request.headers:
        return Response("", status_code=303, media_type=MediaType.TEXT, headers={"location": back})
    way = {"hx-trigger": "refresh"} if words else {"hx-redirect": back}
    return show(request, "said.html", headers={"x-done": "1", **way}, words=words, is_wrong=False)
