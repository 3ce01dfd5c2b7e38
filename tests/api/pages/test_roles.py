"""Who may open which page: every route, also those that are added later."""

import re
from collections.abc import Iterator
from itertools import cycle

from litestar import Litestar
from litestar.routes import HTTPRoute

from api.auth import Role
from api.limits import Limits
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser

NONSENSE = ("?day=never&span=x&mark=%00", "?day=0001-01-01&mark=1", "?day=9999-12-31&span=week")
ENDS = {"/sign-out", "/sessions/1/end", "/operator/access/1/revoke"}  # what ends the session that tries it


def forget_limits(app: Litestar) -> None:
    """Let more be asked in a minute than a stranger may, and be wrong more often."""
    app.state.limits = Limits(key_a_minute=10_000, address_a_minute=10_000)


def pages(app: Litestar) -> Iterator[tuple[str, str, Role]]:
    """Yield method, address and role of every route of a page that needs a session."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            path = re.sub(r"\{\w+(:\w+)?}", "1", route.path_format)
            for handler in route.route_handlers:
                if handler.opt.get("page") and handler.opt.get("role", Role.PUBLIC) != Role.PUBLIC:
                    yield from (
                        (m, path, Role(handler.opt["role"])) for m in handler.http_methods if m != "OPTIONS"
                    )


def test_nonsense_is_told_as_such(app: Litestar, desk: Browser) -> None:
    nonsense = {
        "progress": "\x00",
        "starts_at": "soon",
        "day": "0",
        "paid": "∞",
        "soh_pct": "-",
        "text": " ",
        "key": "?",
    }
    for method, path, _ in pages(app):
        if method == "POST" and path not in {"/sign-out", "/sessions/1/end"}:
            answer = desk.ask(
                method, path, status=0, data={"csrf": desk.token, "check.x": "found", **nonsense}
            )
            assert answer.status_code < 500, path
        else:
            for query in NONSENSE if method == "GET" else ():
                assert desk.ask(method, path + query, status=0).status_code < 500, path + query


def test_a_page_opens_to_no_token(app: Litestar, door: Door, life: Life) -> None:
    tokens = cycle((door.token("operator"), life.centre.token, life.owner.token))
    for (method, path, _), token in zip(pages(app), tokens, strict=False):
        forget_limits(app)
        Browser(door).ask(method, path, status=401, headers={"authorization": f"Bearer {token}"})
