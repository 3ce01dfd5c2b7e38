"""What holds for every route, also for those that are added later."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from api import (
    capacity,
    centres,
    changes,
    codes,
    feeds,
    handovers,
    problems,
    recalls,
    services,
    telemetry,
    vehicles,
)
from api.auth import Role
from domain.booking.facts import DAYS
from domain.handover import service as handover
from domain.registry import service as registry
from domain.telemetry import intake
from tests.api import conftest as stage
from tests.api.conftest import Caller, Door, Life

app = stage.app
centre_entry = stage.centre_entry
centre_id = stage.centre_id
door = stage.door
life = stage.life
other_life = stage.other_life

NEEDS_TOKEN = (Role.OPERATOR, Role.CENTRE, Role.OWNER)
BODIES: dict[str, Any] = {
    "/v1/vehicles/{vehicle_id}/changes": changes.EXAMPLE,
    "/v1/centre/hours": {
        "hours": [{"weekday": day, "opens": "09:00:00", "closes": "18:00:00"} for day in DAYS]
    },
    "/v1/centre/bays": capacity.EXAMPLE_BAY,
    "/v1/centre/bays/{bay_id}": capacity.EXAMPLE_BAY_CHANGE,
    "/v1/centre/technicians": capacity.EXAMPLE_TECHNICIAN,
    "/v1/centre/technicians/{technician_id}": capacity.EXAMPLE_TECHNICIAN_CHANGE,
    "/v1/centre/visits/{number}/bill": {"amount": 480, "is_paid": True},
    "/v1/centre/visits/{number}/outcome": {"findings": []},
    "/v1/centre/visits/{number}/progress": {"progress": "arrived"},
    "/v1/centre/visits/{number}/proposal": {"starts_at": "2026-11-20T10:00:00+08:00"},
    "/v1/me/vehicles/{vehicle_id}/services": services.EXAMPLE,
    "/v1/me/services/{service_id}": services.EXAMPLE_CORRECTED,
    "/v1/centre/handovers/{handover_id}/answer": handovers.EXAMPLE,
    "/v1/centre/handovers/{handover_id}/messages": handovers.EXAMPLE_MESSAGE,
    "/v1/centre/visits/{number}/battery": {"soh_pct": 90, "method": "capacity"},
}
QUERIES = {"/v1/centre/agenda": "?day=2026-11-19"}


@pytest.fixture
def database() -> str:
    return "sqlite"


def routes(app: Litestar) -> Iterator[tuple[str, str, Any]]:
    """Yield path, method and handler of every route of ours."""
    for route in app.routes:
        if isinstance(route, HTTPRoute) and not route.path.startswith("/schema"):
            path = re.sub(r":\w+}", "}", route.path_format)
            for handler in route.route_handlers:
                yield from ((path, method, handler) for method in handler.http_methods if method != "OPTIONS")


def of_role(app: Litestar, role: Role) -> list[tuple[str, str]]:
    """Routes that are called with a token; those of pages are tried in tests/api/pages/test_roles.py."""
    found = [each for each in routes(app) if not each[2].opt.get("page")]
    return [(path, str(method)) for path, method, handler in found if handler.opt["role"] == role]


def test_every_route_names_its_role(app: Litestar) -> None:
    assert [path for path, _, handler in routes(app) if handler.opt.get("role") not in set(Role)] == []


def test_the_description_names_the_routes_there_are(app: Litestar) -> None:
    served = {
        (path, str(method).lower())
        for path, method, handler in routes(app)
        if handler.resolve_include_in_schema()
    }
    described = {
        (path, method)
        for path, item in (app.openapi_schema.to_schema()["paths"]).items()
        for method in item
        if method in {"get", "post", "put", "patch", "delete"}
    }

    assert described == served


def test_the_description_says_where_a_token_is_needed(app: Litestar) -> None:
    paths = app.openapi_schema.to_schema()["paths"]
    asking = (*NEEDS_TOKEN, Role.ANY)
    protected = {(path, method.lower()) for role in asking for path, method in of_role(app, role)}
    described = {
        (path, method)
        for path, item in paths.items()
        for method, operation in item.items()
        if operation.get("security")
    }

    assert protected <= described


def operations(app: Litestar) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, method and description of every operation."""
    for path, item in app.openapi_schema.to_schema()["paths"].items():
        yield from ((path, method, operation) for method, operation in item.items())


def test_every_operation_says_what_it_does_and_shows_what_it_answers(app: Litestar) -> None:
    for path, method, operation in operations(app):
        assert operation["summary"], (method, path)
        assert operation["description"], (method, path)
        (success,) = (answer for status, answer in operation["responses"].items() if status < "300")
        (media,) = success["content"].values()
        assert media["examples"]["answer"]["value"], (method, path)


def test_every_shown_answer_has_the_form_of_its_route(app: Litestar) -> None:
    described = [route for route in routes(app) if route[2].resolve_include_in_schema()]
    assert described

    for path, method, handler in described:
        example, form = handler.opt["example"], handler.parsed_fn_signature.return_type.annotation
        assert msgspec.to_builtins(msgspec.convert(example, form)) == example, (method, path)


def test_every_error_is_described_as_the_problem_that_is_sent(app: Litestar) -> None:
    parts = app.openapi_schema.to_schema()["components"]
    fields = {field.name for field in msgspec.structs.fields(problems.Problem)}
    assert set(parts["schemas"]["Problem"]["properties"]) == fields
    for path, method, operation in operations(app):
        errors = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert errors, (method, path)
        for status, answer in errors.items():
            response = parts["responses"][answer["$ref"].rpartition("/")[2]]
            (media,) = response["content"].items()
            assert media[0] == problems.JSON
            assert media[1]["schema"]["$ref"] == "#/components/schemas/Problem"
            assert msgspec.convert(media[1]["examples"]["problem"]["value"], problems.Problem).status == int(
                status
            )


def test_every_way_of_proving_who_calls_is_described(app: Litestar) -> None:
    schemes = set(app.openapi_schema.to_schema()["components"]["securitySchemes"])
    asked = {
        name for _, _, operation in operations(app) for way in operation.get("security", []) for name in way
    }

    assert asked == schemes


def test_the_described_records_are_those_that_are_read(app: Litestar) -> None:
    (found,) = (operation for path, _, operation in operations(app) if path == "/v1/telemetry")
    schema = found["requestBody"]["content"]["application/json"]["schema"]

    assert list(schema["properties"]) == list(intake.Batch.__struct_fields__)
    assert list(schema["properties"]["records"]["items"]["properties"]) == list(
        intake.Record.__struct_fields__
    )
    assert [each["name"] for each in found["parameters"]] == ["Content-Encoding"]


def test_a_route_for_any_token_answers_none_without_one(app: Litestar, door: Door, life: Life) -> None:
    for path, method in of_role(app, Role.ANY):
        at = filled(path, life)
        assert Caller(door, "").refused(method, at, status=401) == "token_unknown"
        assert Caller(door, "bop_00_00").refused(method, at, status=401) == "token_unknown"


def filled(path: str, whose: Life) -> str:
    places = {
        "vehicle_id": whose.vehicle_id,
        "centre_id": whose.centre_id,
        "centre": whose.centre_id,
        "bay_id": 1,
        "technician_id": 1,
        "number": whose.number,
        "service_id": 1,
        "visit_id": 1,
        "handover_id": 1,
        "doubt_id": 1,
        "alert_id": 1,
        "group": "red",
        "token_id": 1,
        "payment_id": 1,
        "session_id": 1,
        "check": "coolant_loop",
        "step": "trial",
        "name": "style.css",
        "driver_id": 3,  # the third holding: after those of the two owners
        "code": "R1",
        "figure": "visits_from_warnings",
        "model": "Lark 60",
    }
    return path.format(**places) + QUERIES.get(path, "")


@pytest.mark.parametrize("role", [Role.OWNER, Role.CENTRE])
def test_a_route_for_any_token_shows_nothing_of_anothers(
    app: Litestar, life: Life, other_life: Life, role: Role
) -> None:
    stranger = other_life.owner if role is Role.OWNER else other_life.centre
    for path, method in of_role(app, Role.ANY):
        stranger.refused(method, filled(path, life), json=BODIES.get(path), status=404)


@pytest.mark.parametrize("role", [Role.OWNER, Role.CENTRE])
def test_what_belongs_to_another_does_not_exist(
    app: Litestar, door: Door, life: Life, other_life: Life, role: Role
) -> None:
    stranger = other_life.owner if role is Role.OWNER else other_life.centre
    mine = life.owner if role is Role.OWNER else life.centre
    life.owner.ask("POST", f"/v1/me/vehicles/{life.vehicle_id}/services", json=services.EXAMPLE)
    if role is Role.CENTRE:
        life.visits()
    with door.core.unit() as unit:
        handover.ask(unit, life.owner_id, vehicle_id=life.vehicle_id, reason="asked")
        driver = registry.meet(unit, 77, locale="en", zone="UTC")
        registry.link(unit, driver.id, registry.link_code(unit, life.vehicle_id, role="driver"))
    for path, method in sorted(of_role(app, role), key=ends_something):
        status = 404 if "{" in path else 200
        told = stranger.ask(method, filled(path, life), json=BODIES.get(path), status=status)
        assert life.number not in str(told), path
        mine.ask(method, filled(path, life), json=BODIES.get(path))


def ends_something(route: tuple[str, str]) -> int:
    """Whether what a route is about is over once it was called, 1; 2: it is called after that end."""
    path, method = route
    return 2 if path.endswith("/bill") else int(method == "DELETE" or path.endswith(("/answer", "/outcome")))


def test_every_documented_example_is_accepted(app: Litestar, door: Door) -> None:
    operator = Caller(door, door.token("operator"))
    paths = app.openapi_schema.to_schema()["paths"]
    described = {
        path for path, item in paths.items() if "requestBody" in item.get("post", item.get("put", {}))
    }

    operator.ask("POST", "/v1/centres", json=centres.EXAMPLE, status=201)
    operator.ask("POST", "/v1/vehicles", json=vehicles.EXAMPLE | {"centre": "pudong"}, status=201)
    operator.ask("POST", "/v1/vehicles/find", json={"vin": vehicles.EXAMPLE["vin"]})
    operator.ask("POST", "/v1/recalls", json=recalls.EXAMPLE)
    operator.sheet("/v1/recalls/csv", recalls.EXAMPLE_SHEET)
    operator.ask("POST", "/v1/recalls/R2026-014/done", json={"vins": recalls.EXAMPLE["vins"]})
    operator.ask("PUT", "/v1/fault-codes/P0AA1", json=codes.EXAMPLE)
    operator.ask("PUT", "/v1/service-plans/Lark 60", json=services.EXAMPLE_PLAN)
    operator.ask("PUT", "/v1/centres/1/stock", json=centres.EXAMPLE_STOCK)
    operator.ask("POST", "/v1/centres/1/special-days", json=centres.EXAMPLE_DAY, status=201)
    operator.ask("POST", "/v1/vehicles/1/link-code", json={"role": "owner"}, status=201)
    centre = Caller(door, door.token("centre", centre_id=1))
    for caller, path in ((operator, "/v1/centres/1"), (centre, "/v1/centre")):
        caller.ask("PUT", f"{path}/hours", json=capacity.EXAMPLE_HOURS)
        caller.ask("POST", f"{path}/bays", json=capacity.EXAMPLE_BAY)
        caller.ask("POST", f"{path}/technicians", json=capacity.EXAMPLE_TECHNICIAN)
        caller.ask("PATCH", f"{path}/bays/1", json=capacity.EXAMPLE_BAY_CHANGE)
        caller.ask("PATCH", f"{path}/technicians/1", json=capacity.EXAMPLE_TECHNICIAN_CHANGE)
    for path, sheet in (("vehicles", vehicles.EXAMPLE_SHEET), ("centres", centres.EXAMPLE_SHEET)):
        (bad,) = operator.sheet(f"/v1/{path}/csv", sheet)["bad"]
        assert bad["code"] in {"vehicle_known", "centre_known"}
    with door.core.unit() as unit:
        key = registry.vehicle_key(unit, 1)
        owner = registry.meet(unit, 1, locale="en", zone="Asia/Shanghai")
        registry.link(unit, owner.id, registry.link_code(unit, 1))
    operator.ask("POST", "/v1/vehicles/1/services", json=services.EXAMPLE)
    with door.core.unit() as unit:
        handover.ask(unit, owner.id, vehicle_id=1, reason="asked")
    operator.ask("POST", "/v1/handovers/1/take")
    operator.ask("POST", "/v1/handovers/1/messages", json=handovers.EXAMPLE_MESSAGE)
    operator.ask("POST", "/v1/handovers/1/answer", json=handovers.EXAMPLE)
    own = Caller(door, door.token("owner", owner_id=owner.id))
    own.ask("POST", "/v1/me/vehicles/1/services", json=services.EXAMPLE)
    own.ask("PUT", "/v1/me/services/1", json=services.EXAMPLE_CORRECTED)
    assert Caller(door, key).ask("POST", "/v1/telemetry", json=telemetry.EXAMPLE)["refused"] == []
    for path, example in (("home-assistant", feeds.ENTITIES), ("fleet-telemetry", feeds.RECORDS)):
        answer = Caller(door, key).ask("POST", f"/v1/feeds/{path}", json=example)
        assert answer["receipt"]["refused"] == []
    tried = {
        "/v1/feeds/home-assistant",
        "/v1/feeds/fleet-telemetry",
        "/v1/telemetry",
        "/v1/centres",
        "/v1/vehicles",
        "/v1/centres/{centre_id}/stock",
        "/v1/vehicles/csv",
        "/v1/vehicles/find",
        "/v1/recalls",
        "/v1/fault-codes/{code}",
        "/v1/service-plans/{model}",
        "/v1/vehicles/{vehicle_id}/services",
        "/v1/me/vehicles/{vehicle_id}/services",
        "/v1/me/services/{service_id}",
        "/v1/recalls/csv",
        "/v1/recalls/{code}/done",
        "/v1/centres/csv",
        "/v1/handovers/{handover_id}/answer",
        "/v1/handovers/{handover_id}/messages",
    }
    tried |= {"/v1/centres/{centre_id}/special-days", "/v1/vehicles/{vehicle_id}/link-code"}
    changed = ("hours", "bays", "technicians")
    tried |= {f"/v1/{whose}/{what}" for whose in ("centre", "centres/{centre}") for what in changed}
    assert described - tried <= {
        "/v1/calls/{alert_id}",
        "/v1/centre/handovers/{handover_id}/answer",
        "/v1/centre/handovers/{handover_id}/messages",
        "/v1/centre/visits/{number}/bill",
        "/v1/centre/visits/{number}/outcome",
        "/v1/centre/visits/{number}/progress",
        "/v1/centre/visits/{number}/proposal",
        "/v1/centre/visits/{number}/battery",
        "/v1/vehicles/{vehicle_id}/changes",  # needs an owner
        "/v1/vehicles/{vehicle_id}/plan",  # needs an owner, and plans that are sold
    }
