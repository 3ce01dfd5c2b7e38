"""Every route to every caller: who is let in is declared route by route in roles.toml, and what others are answered here."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from litestar import Litestar

from api.limits import Limits
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser
from tests.api.pages.test_owner import enters
from tests.api.pages.test_signin import code, secret_of
from tests.house.test_api import filled, routes

ROLES: Final[Mapping[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("roles.toml").read_text("utf-8")
)
CALLERS: Final = ("nobody", "car", "owner", "centre", "operator", "dpo")
LET_IN: Final = 0
# What each of these callers is answered; owner, centre, operator and data protection officer
# come to a page with a browser's session; the officer has no token for the API.
ANSWERS: Final[Mapping[str, tuple[int, ...]]] = {
    "api public": (LET_IN, LET_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "api telegram": (401, 401, 401, 401, 401, 401),
    "api vehicle": (401, LET_IN, 401, 401, 401, 401),
    "api owner": (401, 401, LET_IN, 403, 403, 401),
    "api centre": (401, 401, 403, LET_IN, 403, 401),
    "api operator": (401, 401, 403, 403, LET_IN, 401),
    "api any": (401, 401, LET_IN, LET_IN, LET_IN, 401),
    "page public": (LET_IN, LET_IN, LET_IN, LET_IN, LET_IN, LET_IN),
    "page any": (401, 401, LET_IN, LET_IN, LET_IN, LET_IN),
    "page owner": (401, 401, LET_IN, 403, 403, 403),
    "page desk": (401, 401, 403, LET_IN, LET_IN, 403),
    "page oversight": (401, 401, 403, 403, LET_IN, LET_IN),
    "page centre": (401, 401, 403, LET_IN, 403, 403),
    "page operator": (401, 401, 403, 403, LET_IN, 403),
}
ENDS: Final = {  # after which a caller of this test would not be known any more
    "POST /sign-out",
    "POST /sessions/{session_id}/end",
    "POST /operator/access/{token_id}/revoke",
    "DELETE /v1/tokens/{token_id}",
    "POST /v1/centres/{centre_id}/token",
    "POST /v1/vehicles/{vehicle_id}/key",
}
REFUSES_ITSELF: Final = {"POST /sign-in", "POST /my"}  # a link that is over is answered with 401 too


def test_every_route_has_a_line(app: Litestar) -> None:
    declared = {
        (kind, route): role
        for kind_role in ROLES
        for kind, role in [kind_role.split()]
        for route in ROLES[kind_role]
    }
    served = {
        ("page" if handler.opt.get("page") else "api", f"{method} {path}"): str(handler.opt["role"])
        for path, method, handler in routes(app)
    }
    assert declared == served
    assert ROLES.keys() <= ANSWERS.keys()


@pytest.fixture
def callers(
    door: Door, life: Life, desk: Browser, operator: Browser, officer: Browser, clock: FixedClock
) -> Mapping[str, Mapping[str, Browser]]:
    """Callers by kind of route: with a token at the API, with a session at pages."""
    for each in (operator, officer):
        each.sends("/second-factor", code=code(secret_of(each.reads("/second-factor")), clock))
        each.reads("/sessions")
    with door.core.unit() as unit:
        key = registry.vehicle_key(unit, life.vehicle_id)
    tokens = {
        "car": key,
        "owner": life.owner.token,
        "centre": life.centre.token,
        "operator": door.token("operator"),
    }
    by_token = {name: Browser(door, bearer=token) for name, token in tokens.items()}
    nobody = {"nobody": Browser(door)}
    own = enters(door, life.owner_id)
    signed_in = by_token | {"owner": own, "centre": desk, "operator": operator, "dpo": officer}
    return {"api": by_token | nobody | {"dpo": officer}, "page": signed_in | nobody}


def test_every_route_answers_every_caller_as_declared(
    app: Litestar, door: Door, life: Life, callers: Mapping[str, Mapping[str, Browser]]
) -> None:
    calls = [
        (answer, caller, kind, route)
        for kind_role, listed in ROLES.items()
        for kind in [kind_role.split()[0]]
        for caller, answer in zip(CALLERS, ANSWERS[kind_role], strict=True)
        for route in listed
    ]
    before = door.count()
    wrong = []
    for answer, caller, kind, route in sorted(calls, key=lambda call: call[0] == LET_IN):
        if answer == LET_IN and route in ENDS | REFUSES_ITSELF:
            continue
        app.state.limits = Limits(key_a_minute=10, address_a_minute=10)  # no stranger is wrong so often
        method, path = route.split(" ", 1)
        status = callers[kind][caller].tries(method, filled(path, life))
        if (status if status in {401, 403} else LET_IN) != answer:
            wrong.append((route, caller, status))
        if answer != LET_IN:
            assert door.count() == before, route
    assert wrong == []


def test_who_is_signed_in_as_somebody_else_reads_so(desk: Browser) -> None:
    for language, words in (("en", "You are signed in as service centre"), ("zh", "您以服务中心身份登录")):
        desk.sends("/language", language=language, back="/workshop")
        assert words in desk.ask("GET", "/operator", status=403).text
