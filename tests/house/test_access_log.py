"""Whatever the operator or a centre reads of a car or its owner stands in the access log that the owner sees.

A route or command that is added is either tried here, and must leave its row, or stands with the reason why it shows
nothing of a person.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

import msgspec
import pytest
from litestar import Litestar
from sqlmodel import select
from typer.testing import CliRunner

from api import calls, handovers, plans, services, vehicles
from api.auth import Role
from domain.booking import centres
from domain.booking.facts import SpecialOpening
from domain.handover import service as handover
from domain.kit.clock import FixedClock
from domain.privacy.access_log import What
from domain.privacy.tables import Look
from domain.settings import Settings
from domain.telemetry import questions
from jobs import cli
from tests.api import conftest as stage
from tests.api.conftest import Caller, Door, Life
from tests.api.test_owners_alerts import tell_red
from tests.house.test_api import filled, routes
from tests.house.test_docs import commands

app = stage.app
centre_entry = stage.centre_entry
centre_id = stage.centre_id
door = stage.door
life = stage.life
operator = stage.operator

CHAT = 1  # of the owner of `life`

READS: dict[tuple[str, str], What] = {
    ("GET", "/v1/vehicles"): What.REGISTER,
    ("GET", "/v1/vehicles/{vehicle_id}"): What.REGISTER,
    ("POST", "/v1/vehicles/find"): What.REGISTER,
    ("POST", "/v1/vehicles/{vehicle_id}/key"): What.KEY,
    ("POST", "/v1/vehicles/{vehicle_id}/link-code"): What.LINK_CODE,
    ("POST", "/v1/vehicles/{vehicle_id}/services"): What.SERVICES,
    ("GET", "/v1/vehicles/{vehicle_id}/technician"): What.CONDITION,
    ("GET", "/v1/vehicles/{vehicle_id}/technician.html"): What.CONDITION,
    ("POST", "/v1/vehicles/{vehicle_id}/plan"): What.PAYMENTS,
    ("GET", "/v1/calls"): What.WARNINGS,
    ("POST", "/v1/calls/{alert_id}"): What.WARNINGS,
    ("GET", "/v1/doubts"): What.CONDITION,
    ("GET", "/v1/fleet/{group}"): What.CONDITION,
    ("GET", "/v1/kpi/{figure}/rows"): What.VISITS,
    ("GET", "/v1/handovers"): What.REQUESTS,
    ("POST", "/v1/handovers/{handover_id}/take"): What.REQUESTS,
    ("POST", "/v1/handovers/{handover_id}/answer"): What.REQUESTS,
    ("POST", "/v1/handovers/{handover_id}/messages"): What.REQUESTS,
    ("GET", "/v1/handovers/{handover_id}/messages"): What.REQUESTS,
    ("POST", "/v1/centres/{centre_id}/special-days"): What.VISITS,
    ("GET", "/v1/centres/{centre}/misfits"): What.VISITS,
    ("GET", "/v1/centre/misfits"): What.VISITS,
    ("GET", "/v1/centre/agenda"): What.VISITS,
    ("POST", "/v1/centre/visits/{number}/bill"): What.VISITS,
    ("POST", "/v1/centre/visits/{number}/outcome"): What.VISITS,
    ("POST", "/v1/centre/visits/{number}/progress"): What.VISITS,
    ("POST", "/v1/centre/visits/{number}/proposal"): What.VISITS,
    ("GET", "/v1/centre/visits/{number}/enclosures"): What.VISITS,
    ("GET", "/v1/handovers/{handover_id}/enclosures"): What.REQUESTS,
    ("GET", "/v1/centre/handovers/{handover_id}/enclosures"): What.REQUESTS,
    ("GET", "/v1/centre/handovers"): What.REQUESTS,
    ("POST", "/v1/centre/handovers/{handover_id}/take"): What.REQUESTS,
    ("POST", "/v1/centre/handovers/{handover_id}/answer"): What.REQUESTS,
    ("POST", "/v1/centre/handovers/{handover_id}/messages"): What.REQUESTS,
    ("GET", "/v1/centre/handovers/{handover_id}/messages"): What.REQUESTS,
}

CAPACITY = tuple(
    (method, f"{whose}/{what}")
    for whose in ("/v1/centre", "/v1/centres/{centre}")
    for method, what in (
        ("GET", "capacity"),
        ("PUT", "hours"),
        ("POST", "bays"),
        ("PATCH", "bays/{bay_id}"),
        ("POST", "technicians"),
        ("PATCH", "technicians/{technician_id}"),
    )
)
SHOWS_NOBODY: dict[tuple[str, str], str] = {
    ("POST", "/v1/vehicles"): "a car just entered has no owner yet",
    ("POST", "/v1/vehicles/csv"): "cars just entered have no owner yet",
    ("POST", "/v1/vehicles/{vehicle_id}/changes"): "repeats what was sent",
    ("POST", "/v1/centre/visits/{number}/battery"): "repeats what was sent",
    ("POST", "/v1/centres"): "a centre is no person",
    ("POST", "/v1/centres/csv"): "a centre is no person",
    ("GET", "/v1/centres"): "a centre is no person",
    ("PATCH", "/v1/centres/{centre_id}"): "a centre is no person",
    ("PUT", "/v1/centres/{centre_id}/stock"): "a centre is no person",
    **dict.fromkeys(CAPACITY, "a centre is no person"),
    ("POST", "/v1/centres/{centre_id}/token"): "what it opens is noted when it is read",
    ("POST", "/v1/payments/{payment_id}/refund"): "a number and a state",
    ("GET", "/v1/payments/report"): "numbers and amounts, and what does not agree",
    ("POST", "/v1/centres/{centre_id}/sign-in"): "what it opens is noted when it is read",
    ("GET", "/v1/tokens"): "of an owner it shows a number and the name that the operator gave a token",
    (
        "DELETE",
        "/v1/tokens/{token_id}",
    ): "of an owner it shows a number and the name that the operator gave a token",
    ("POST", "/v1/recalls"): "counts, and places in the list that was sent",
    ("POST", "/v1/recalls/csv"): "counts, and lines of the sheet that was sent",
    ("GET", "/v1/recalls"): "counts by campaign",
    ("POST", "/v1/recalls/{code}/done"): "counts, and places in the list that was sent",
    ("PUT", "/v1/fault-codes/{code}"): "rules for all cars",
    ("GET", "/v1/fault-codes"): "rules for all cars",
    ("PUT", "/v1/service-plans/{model}"): "a plan for all cars of a model",
    ("GET", "/v1/kpi"): "counts; the rows behind them are noted where they are listed",
    ("GET", "/v1/kpi.csv"): "counts",
    ("GET", "/v1/fleet"): "counts; the cars behind them are noted where they are listed",
    ("GET", "/v1/failures"): "numbers of cars, and what failed in this program",
    ("POST", "/v1/doubts/{doubt_id}/settle"): "what stands is noted as by its list",
}

COMMANDS_READ: dict[str, What] = {
    "admin vehicle list": What.REGISTER,
    "admin vehicle key 1": What.KEY,
    "admin vehicle link-code 1": What.LINK_CODE,
    f"admin owner-token --chat {CHAT}": What.GRANT,
    f"privacy footprint --chat {CHAT}": What.COUNTS,
    "admin plan grant 1 diagnosis_report --reference 7": What.PAYMENTS,
    "admin feed link --car 1 --feed ovms --name me/LEAF": What.KEY,
}

COMMANDS_SHOW_NOBODY: dict[str, str] = {
    "admin vehicle add": "a car just entered has no owner yet",
    "admin vehicle import": "cars just entered have no owner yet",
    "admin centre add": "a centre is no person",
    "admin centre list": "a centre is no person",
    "admin centre import": "a centre is no person",
    "checkup verify": "reads files that whoever calls it has",
    "dossier verify": "reads a file that whoever calls it has",
    "dossier keys": "keys of the operator",
    "admin invitations": "counts, from five owners on",
    "admin offers": "counts, from five owners on",
    "admin kpi": "counts",
    "admin plan payments": "whose they are is not shown; that they were listed is noted",
    "admin plan refund": "a number, an amount and a state",
    "admin plan refunded": "a number, an amount and a state",
    "admin plan refunded-to-nobody": "a reference that leads to nobody",
    "admin plan reconcile": "numbers and amounts, and what does not agree",
    "admin plan report": "a number and an amount, and what does not agree",
    "admin token operator": "what it opens is noted when it is read",
    "admin token centre": "what it opens is noted when it is read",
    "admin sign-in": "what it opens is noted when it is read",
    "admin token list": "of an owner it shows a number and the name that the operator gave a token",
    "admin feed list": "what it shows of whom is noted: tests/jobs/test_feeds.py",
    "admin feed unlink": "ends what was made, and shows nothing",
    "admin token revoke": "of an owner it shows a number and the name that the operator gave a token",
    "privacy map": "what is declared, not what is held",
    "run": "serves",
    "api": "serves",
    "bot": "serves",
    "ticker": "serves",
    "db upgrade": "tells of tables",
    "feeds": "serves",
    "gbt": "serves",
    "import": "it is noted that it was done: tests/jobs/test_importing.py",
    "replay": "sends; the answer counts what was sent",
    "simulate": "made-up cars",
    "understand": "a sentence that was typed",
    "when": "a sentence that was typed",
    "talk": "a database of its own",
    "evaluate": "data that were brought, and made-up cars",
    "train": "figures of many cars together",
    "models": "figures of many cars together",
    "bench": "a database of its own",
}

BODIES: dict[str, Any] = {
    "/v1/vehicles/find": {"vin": vehicles.EXAMPLE["vin"]},
    "/v1/vehicles/{vehicle_id}/plan": plans.EXAMPLE,
    "/v1/vehicles/{vehicle_id}/link-code": {"role": "driver"},
    "/v1/vehicles/{vehicle_id}/services": services.EXAMPLE,
    "/v1/calls/{alert_id}": calls.EXAMPLE,
    "/v1/handovers/{handover_id}/answer": handovers.EXAMPLE,
    "/v1/centre/handovers/{handover_id}/answer": handovers.EXAMPLE,
    "/v1/handovers/{handover_id}/messages": handovers.EXAMPLE_MESSAGE,
    "/v1/centre/handovers/{handover_id}/messages": handovers.EXAMPLE_MESSAGE,
    "/v1/centres/{centre_id}/special-days": {"day": "2026-11-19"},
    "/v1/centre/visits/{number}/bill": {"amount": 480, "is_paid": True},
    "/v1/centre/visits/{number}/outcome": {"findings": []},
    "/v1/centre/visits/{number}/progress": {"progress": "arrived"},
    "/v1/centre/visits/{number}/proposal": {"starts_at": "2026-11-20T10:00:00+08:00"},
}
OF_PERSONS = {"vin", "vehicle", "note", "signals", "visits", "services", "calls", "handovers", "warnings"}


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def told(door: Door, life: Life, clock: FixedClock) -> Life:
    """An owner of whom there is something to read everywhere: consent, a visit, a red warning left unread."""
    tell_red(door, life, clock, before=timedelta(days=1))
    return life


def of_others(app: Litestar) -> Iterator[tuple[str, str, Any]]:
    """Yield path, method and handler of every route that a token of an operator or a centre may call; pages: tests/api/pages."""
    yield from (
        (path, str(method), handler)
        for path, method, handler in routes(app)
        if handler.opt["role"] in {Role.OPERATOR, Role.CENTRE, Role.ANY} and not handler.opt.get("page")
    )


def test_every_route_of_operator_and_centre_is_tried_or_shows_nobody(app: Litestar) -> None:
    assert {(method, path) for path, method, _ in of_others(app)} == READS.keys() | SHOWS_NOBODY.keys()
    assert not READS.keys() & SHOWS_NOBODY.keys()


def test_what_is_said_to_show_nobody_has_no_field_of_a_person(app: Litestar) -> None:
    answers = {(method, path): handler for path, method, handler in of_others(app)}
    noted = {("POST", "/v1/vehicles"), ("POST", "/v1/doubts/{doubt_id}/settle")}
    for route in SHOWS_NOBODY.keys() - noted:
        assert not OF_PERSONS & set(fields(answers[route].parsed_fn_signature.return_type.annotation)), route


def fields(form: Any) -> Iterator[str]:
    """Yield the names of the fields of an answer, those of its parts included."""
    for part in get_args(form):
        yield from fields(part)
    if isinstance(form, type) and issubclass(form, msgspec.Struct):
        for field in msgspec.structs.fields(form):
            yield field.name
            yield from fields(field.type)


@pytest.mark.parametrize("route", sorted(READS), ids=" ".join)
def test_reading_leaves_a_row_that_the_owner_sees(
    door: Door, told: Life, operator: Caller, route: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    method, path = route
    monkeypatch.setattr(door.core.settings, "plans", "default")
    with door.core.unit() as unit:
        handover.ask(unit, told.owner_id, vehicle_id=told.vehicle_id, reason="asked")
        questions.ask(unit, told.vehicle_id, owner_id=told.owner_id, cause="tyre_psi")
    if path.endswith("/misfits"):
        with door.core.unit() as unit:
            centres.set_special_day(unit, told.centre_id, SpecialOpening(date(2026, 11, 19)))
    if path.endswith(("/bill", "/outcome", "/progress", "/rows")):
        told.visits()
    if path.endswith("/bill"):
        told.centre.ask("POST", f"/v1/centre/visits/{told.number}/outcome", json={"findings": []})
    role = "centre" if path.startswith("/v1/centre/") else "operator"
    caller = told.centre if role == "centre" else operator

    for _ in range(2):  # what is read again within the hour leaves no second row
        headers = {"authorization": f"Bearer {caller.token}"}
        done = door.http.request(method, filled(path, told), headers=headers, json=BODIES.get(path))
        assert done.status_code in {200, 201, 409}, done.text  # what ends something ends it once

    with door.core.reading() as unit:
        (row,) = unit.session.exec(select(Look)).all()
    assert (row.owner_id, row.vehicle_id) == (told.owner_id, told.vehicle_id)
    assert (row.role, row.what) == (role, READS[route])
    assert row.centre_id == (told.centre_id if role == "centre" else None)
    assert row.token_id is not None


@pytest.mark.parametrize("line", COMMANDS_READ)
def test_a_command_that_reads_leaves_a_row_that_the_owner_sees(
    door: Door, life: Life, settings: Settings, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_PLANS", "default")
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))

    done = CliRunner().invoke(cli.app, line.split())

    assert done.exit_code == 0, done.output
    with door.core.reading() as unit:
        (row,) = unit.session.exec(select(Look)).all()
    assert (row.owner_id, row.role, row.what) == (life.owner_id, "operator", COMMANDS_READ[line])


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_is_tried_or_shows_nobody(name: str) -> None:
    for line in commands(name, cli.load(name)):
        tried = [each for each in COMMANDS_READ if each.startswith(line)]
        assert tried or any(f"{line} ".startswith(f"{each} ") for each in COMMANDS_SHOW_NOBODY), line
