"""Whatever is sent to whichever route: never an error of ours, always a problem with a code that is described."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar

from api import centres, feeds, limits, telemetry, vehicles
from domain.registry import service as registry
from tests.api import conftest as stage
from tests.api.conftest import Door, Life

centre_entry = stage.centre_entry
app = stage.app
centre_id = stage.centre_id
door = stage.door
life = stage.life

EXAMPLES = 300
TWISTED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KNOWN = {
    "/v1/vehicles": vehicles.EXAMPLE,
    "/v1/centres": centres.EXAMPLE,
    "/v1/centres/{centre_id}/stock": centres.EXAMPLE_STOCK,
    "/v1/centres/{centre_id}/special-days": centres.EXAMPLE_DAY,
    "/v1/vehicles/{vehicle_id}/link-code": {"role": "owner"},
    "/v1/centre/visits/{number}/outcome": {
        "findings": [{"check": "coolant_loop", "found": True, "note": ""}]
    },
    "/v1/telemetry": telemetry.EXAMPLE,
    "/v1/feeds/home-assistant": feeds.ENTITIES,
    "/v1/feeds/fleet-telemetry": feeds.RECORDS,
}
TYPES = (
    "application/json",
    "text/csv",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/msgpack",
)
HUGE = 10**30

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from((HUGE, -HUGE, 2**31, 2**63, -1, 0, 1e308))
    | st.floats(allow_nan=True)
    | st.text(max_size=20)
    | st.sampled_from(("", "\x00", "2026-02-30", "9999-12-31", "0001-01-01", "24:00:00", "../x", "\ud800"))
)
junk = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
places = st.sampled_from(("1", "0", "-1", "2", "2147483648", "9" * 40, "x", "%00", "1.5", "١", "null", " "))
accepted = st.sampled_from(("", "zh-CN", "en", "*", ";;q=x", "xx" * 500))
encodings = st.sampled_from(("identity", "gzip", "zstd", "br", "", "gzip, gzip"))


@st.composite
def bodies(draw: st.DrawFn, known: Any) -> bytes:
    """A body that is right but for one value, or wrong altogether."""
    kind = draw(st.sampled_from(("twisted", "junk", "bytes")))
    if kind == "bytes":
        return draw(st.binary(max_size=60))
    twisted = kind == "twisted" and isinstance(known, Mapping)
    return json.dumps(draw(twists(known)) if twisted else draw(junk)).encode()


@st.composite
def twists(draw: st.DrawFn, known: Any) -> Any:
    if isinstance(known, Mapping) and known and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(sorted(known)))
        return {**known, key: draw(twists(known[key]))}
    if isinstance(known, list) and known and draw(st.integers(0, 3)):
        return [draw(twists(known[0])), *known[1:]]
    return draw(junk)


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def paths(app: Litestar) -> dict[str, Any]:
    described: dict[str, Any] = app.openapi_schema.to_schema()["paths"]
    return described


@pytest.fixture
def tokens(door: Door, life: Life) -> dict[str, str]:
    with door.core.unit() as unit:
        key = registry.vehicle_key(unit, life.vehicle_id)
    return {
        "vehicle": key,
        "operator": door.token("operator"),
        "centre": life.centre.token,
        "owner": life.owner.token,
        "any": life.owner.token,
    }


@TWISTED
@given(data=st.data())
def test_nonsense_is_told_what_is_wrong_with_it(
    paths: Mapping[str, Any], door: Door, life: Life, tokens: Mapping[str, str], data: st.DataObject
) -> None:
    path, method = data.draw(
        st.sampled_from(sorted((path, method) for path in paths for method in paths[path]))
    )
    operation = paths[path][method]
    role = operation["tags"][0]
    right = {
        "vehicle_id": str(life.vehicle_id),
        "centre_id": str(life.centre_id),
        "number": life.number,
        "code": "R1",
        "figure": "visits_from_warnings",
        "alert_id": "1",
        "group": "red",
        "model": "Lark 60",
    }
    named = re.findall(r"{(\w+)}", path)
    filled = {name: data.draw(st.just(right.get(name, "1")) | places) for name in named}
    query = {each["name"]: data.draw(st.text(max_size=12) | places) for each in asked(operation)}
    headers = {
        "authorization": f"Bearer {tokens.get(role, '')}",
        "content-type": data.draw(st.just(TYPES[0]) | st.sampled_from(TYPES)),
        "accept-language": data.draw(accepted),
        "content-encoding": data.draw(encodings),
    }

    answer = door.http.request(
        method.upper(),
        path.format(**{name: value if "%" in value else quote(value) for name, value in filled.items()}),
        params=query,
        headers=headers,
        content=data.draw(bodies(KNOWN.get(path))),
    )

    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["code"]
        assert answer.json()["detail"]
    assert str(answer.status_code) in operation["responses"], answer.text


def asked(operation: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for each in operation.get("parameters", []) if each["in"] == "query"]


ODD = (
    "0",
    "-1",
    "2147483648",
    "9" * 40,
    "NaN",
    "1e9",
    "1_0",
    "%C2%B2",
    "%00",
    "%FF",
    "%ED%A0%80",
    "..%2f..%2fx",
)
ODD_DAYS = ("9999-12-31", "0001-01-01")
BROKEN = (
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"name":' + b"[" * 100_000,
    b"NaN",
    b"-" + b"9" * 5000,
    b'"\\ud800"',
)


def test_every_place_of_an_address_and_every_body_may_be_nonsense(
    paths: Mapping[str, Any], door: Door, tokens: Mapping[str, str]
) -> None:
    door.http.app.state.limits = limits.Limits(key_a_minute=10**6, address_a_minute=10**6)
    for path, method, operation in ((p, m, o) for p, methods in paths.items() for m, o in methods.items()):
        whole = re.sub(r"{\w+}", "1", path)
        addresses = [re.sub(r"{\w+}", odd, path) for odd in ODD] if "{" in path else []
        addresses += [f"{whole}?{each['name']}={odd}" for each in asked(operation) for odd in ODD + ODD_DAYS]
        asks = [(address, b"{}") for address in addresses]
        asks += [(whole, body) for body in BROKEN if "requestBody" in operation]
        for address, body in asks:
            headers = {"authorization": f"Bearer {tokens.get(operation['tags'][0], '')}"}
            answer = door.http.request(method.upper(), address, headers=headers, content=body)

            assert answer.status_code < 500, (method, address, body[:20])
            assert answer.status_code < 400 or answer.json()["code"]


ADDRESSES = ("/", "/v1", "/v1/", "/v1/nothing", "/v1/vehicles/1/2/3", "/%00", "/v1/%ff", "/" + "x" * 3000)


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "PATCH", "TRACE", "NONSENSE"])
def test_an_address_or_method_that_is_not_there_is_told_so(door: Door, method: str) -> None:
    for path in ADDRESSES:
        answer = door.http.request(method, path)

        assert answer.status_code in {404, 405}
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["code"] in {"not_found", "http_405"}
