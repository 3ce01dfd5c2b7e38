"""Whatever is made up from a description of the pages, by whoever is signed in: a page or a file, no fault of ours."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from litestar import Litestar
from litestar.routes import HTTPRoute

from api.auth import Role
from api.limits import Limits
from api.pages import forms
from domain.kit.clock import FixedClock
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser
from tests.api.pages.test_owner import enters
from tests.api.pages.test_route_roles import ENDS
from tests.api.pages.test_signin import code, secret_of

pytestmark = pytest.mark.long


MADE_UP = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TYPES: Final = {"int": {"type": "integer"}, "str": {"type": "string"}}
TEMPLATES: Final = Path(forms.__file__).parents[1] / "templates"
FIELDS: Final = sorted(
    {
        name
        for page in TEMPLATES.rglob("*.html")
        for name in re.findall(r'name="(\w+)"', page.read_text("utf-8"))
    }
)


def pages(app: Litestar) -> dict[str, Any]:
    """Describe the pages as OpenAPI: places of addresses by their types, queries by name, forms by the fields of all templates."""
    paths: dict[str, Any] = {}
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                if handler.opt.get("page"):
                    item = paths.setdefault(re.sub(r":\w+}", "}", route.path_format), {})
                    item |= {
                        method.lower(): operation(route, handler, method)
                        for method in handler.http_methods
                        if method != "OPTIONS"
                    }
    return {"openapi": "3.1.0", "info": {"title": "Pages", "version": "1"}, "paths": paths}


def operation(route: HTTPRoute, handler: Any, method: str) -> dict[str, Any]:
    places = dict(re.findall(r"{(\w+):(\w+)}", route.path))
    asked = handler.parsed_fn_signature.parameters.keys() - {
        "request",
        "core",
        "centre_id",
        "owner_id",
        *places,
    }
    text = {"type": "string", "maxLength": 40}
    described: dict[str, Any] = {
        "tags": [str(handler.opt["role"])],
        "parameters": [
            *(
                {"name": n, "in": "path", "required": True, "schema": TYPES[kind]}
                for n, kind in places.items()
            ),
            *({"name": n, "in": "query", "schema": text} for n in sorted(asked)),
        ],
        "responses": {"default": {"description": "a page"}},
    }
    if method == "POST":
        form = {"type": "object", "properties": dict.fromkeys(FIELDS, text)}
        described["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
    return described


@pytest.fixture
def callers(
    door: Door, life: Life, desk: Browser, operator: Browser, officer: Browser, clock: FixedClock
) -> Mapping[str, Mapping[str, str]]:
    """Headers by who calls: a session and its form token."""
    door.http.app.state.limits = Limits(key_a_minute=10**6, address_a_minute=10**6)
    for each in (operator, officer):
        each.sends("/second-factor", code=code(secret_of(each.reads("/second-factor")), clock))
    browsers = {"operator": operator, "dpo": officer, "centre": desk, "owner": enters(door, life.owner_id)}
    return {
        role: {"cookie": each.cookie, "x-csrf-token": forms.csrf(each.cookie.partition("=")[2])}
        for role, each in browsers.items()
    }


def answered(
    door: Door,
    document: dict[str, Any],
    headers: Callable[[str], list[Mapping[str, str]]],
    check: Callable[[Any, Any], None],
) -> int:
    """Try every operation of a description with made-up values, those that end a caller's access last; return how many."""
    every = [
        each.ok() for each in import_module("schemathesis.openapi").from_dict(document).get_all_operations()
    ]
    for each in sorted(every, key=lambda each: f"{each.method.upper()} {each.path}" in ENDS):
        for who in headers(each.tags[0]):
            try_out(each.as_strategy(), partial(answers, door, who, check))
    return len(every)


def try_out(cases: Any, attempt: Callable[[Any], None]) -> None:
    @MADE_UP
    @given(case=cases)
    def made_up(case: Any) -> None:
        attempt(case)

    made_up()


def answers(door: Door, who: Mapping[str, str], check: Callable[[Any, Any], None], case: Any) -> None:
    sent = case.as_transport_kwargs(base_url="http://testserver.local")
    ready = import_module("requests").Request(**sent).prepare()
    ready.headers.update(who)
    answer = door.http.request(
        ready.method, ready.url, headers=ready.headers, content=ready.body, follow_redirects=False
    )
    door.http.cookies.clear()
    assert answer.status_code < 500, (ready.method, ready.url, ready.body, answer.text)
    assert "Traceback" not in answer.text
    check(case, answer)


def test_the_pages_answer_made_up_requests_with_pages_under_the_policy(
    app: Litestar, door: Door, callers: Mapping[str, Mapping[str, str]]
) -> None:
    let_in = {
        Role.ANY: ("operator", "dpo", "centre", "owner"),
        Role.DESK: ("operator", "centre"),
        Role.OVERSIGHT: ("operator", "dpo"),
    }

    def headers(role: str) -> list[Mapping[str, str]]:
        return [callers[each] for each in let_in.get(Role(role), (role,)) if role != Role.PUBLIC] or [{}]

    def check(_: Any, answer: Any) -> None:
        kind = answer.headers.get("content-type", "")
        if kind.startswith("text/html"):
            assert "default-src 'none'" in answer.headers["content-security-policy"], answer.url
        assert kind.startswith(("text/html", "text/csv", "text/plain")), (answer.url, kind)

    assert answered(door, pages(app), headers, check) > 60
