"""Bad input costs little: who asks too much, guesses, or sends without end is held up, and everybody else is served."""

import gzip
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import anyio
import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from pydantic import SecretStr

from api import app as api_app
from api import headers, limits
from api.limits import Allowance
from domain.core import Core
from domain.registry import service as registry
from domain.registry import tokens
from domain.registry.facts import Papers
from domain.settings import Settings
from tests import pace

SECRET = "told-to-telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "api_requests_per_key": 5,
            "api_requests_per_address": 60,
            "telegram_webhook_secret": SecretStr(SECRET),
        }
    )


@dataclass
class Service:
    core: Core
    http: TestClient[Litestar]

    def ask(self, token: str = "", **more: str) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return self.http.get("/v1/calls", headers=headers | more)

    def token(self) -> str:
        with self.core.unit() as unit:
            return tokens.token(unit, "operator")


@pytest.fixture
def service(core: Core) -> Iterator[Service]:
    with TestClient(api_app.create_app(core)) as http:
        yield Service(core, http)


def is_held_up(answer: httpx.Response) -> bool:
    if answer.status_code != 429:
        return False
    assert answer.json()["code"] == "too_many"
    assert int(answer.headers["retry-after"]) >= 1
    return True


def test_a_key_that_asks_too_often_waits_and_others_do_not(service: Service) -> None:
    busy, calm = service.token(), service.token()

    assert [service.ask(busy).status_code for _ in range(5)] == [200] * 5
    assert is_held_up(service.ask(busy))
    assert service.ask(calm).status_code == 200


def test_a_key_counts_as_one_however_it_is_written(service: Service) -> None:
    busy = service.token()
    written = [f"{scheme} {blank}{busy}" for scheme in ("Bearer", "bEARER") for blank in ("", " ", "  ")]
    told = [service.ask(authorization=each) for each in written]

    assert [each.status_code for each in told[:5]] == [200] * 5
    assert is_held_up(told[5])
    _, prefix, secret = busy.split("_")
    for kind in ("bvk", "bow", "x", ""):
        assert service.ask(f"{kind}_{prefix}_{secret}").status_code == 401


def test_the_description_is_counted_by_address_too(service: Service) -> None:
    assert service.http.get("/schema").content == service.http.get("/schema").content

    assert any(is_held_up(service.http.get("/schema")) for _ in range(300))


def test_where_no_token_is_asked_for_no_guess_becomes_a_known_token(service: Service) -> None:
    guess = {"authorization": "Bearer bop_00_guess"}
    for path in ("/v1/track-record", "/schema"):
        assert service.http.get(path, headers=guess).status_code == 200
    for number in range(limits.WRONG_TRIES):
        assert service.ask(f"bop_{number:02d}_guess").status_code == 401

    assert is_held_up(service.ask("bop_00_guess"))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("", "unix", False),
    ],
)
def test_addresses_of_one_network_of_64_bits_are_one_caller(one: str, other: str, *, is_same: bool) -> None:
    assert (limits.caller(one) == limits.caller(other)) is is_same


def test_an_address_that_asks_too_often_waits_but_may_ask_whether_the_service_lives(service: Service) -> None:
    answers = [service.http.get("/v1/track-record").status_code for _ in range(70)]

    assert set(answers) == {200, 429}
    assert service.http.get("/health/live").status_code == 200


def test_whoever_guesses_tokens_waits_and_a_token_that_was_right_before_does_not(service: Service) -> None:
    known = service.token()
    assert service.ask(known).status_code == 200
    guesses = [service.ask(f"bop_{number:02d}_guess") for number in range(limits.WRONG_TRIES + 3)]

    assert guesses[0].status_code == 401
    assert is_held_up(guesses[-1])
    assert service.ask(known).status_code == 200


def test_a_key_of_a_car_and_the_secret_of_the_webhook_cannot_be_guessed_either(service: Service) -> None:
    update = {"update_id": 1}
    for _ in range(limits.WRONG_TRIES // 2):
        assert (
            service.http.post("/telegram/webhook", json=update, headers={HEADER: "wrong"}).status_code == 401
        )
        guess = {"authorization": "Bearer bvk_00_guess"}
        assert service.http.post("/v1/telemetry", content=b"{}", headers=guess).status_code in {401, 429}
    while service.http.post("/telegram/webhook", json=update, headers={HEADER: "wrong"}).status_code == 401:
        pass

    assert is_held_up(service.http.post("/telegram/webhook", json=update, headers={HEADER: "other"}))


def test_telegram_is_not_counted_by_address(service: Service) -> None:
    for number in range(70):
        answer = service.http.post(
            "/telegram/webhook", json={"update_id": number + 1}, headers={HEADER: SECRET}
        )
        assert answer.status_code == 200


def test_an_allowance_fills_up_again() -> None:
    now = [0.0]
    allowance = Allowance(60, 2, clock=lambda: now[0])
    allowance.spend("a")
    allowance.spend("a")
    assert allowance.wait_s("a") == 1.0
    assert allowance.wait_s("b") == 0.0
    now[0] = 1.0
    assert allowance.wait_s("a") == 0.0
    now[0] = 1_000.0
    allowance.spend("a")
    assert allowance.wait_s("a") == 0.0


def test_what_is_counted_of_callers_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST", 10)
    allowance = Allowance(60, 2)
    for number in range(100):
        allowance.spend(number)

    assert len(allowance._balances) == 10


async def test_without_a_right_key_not_a_byte_of_the_body_is_asked_for(core: Core) -> None:
    asked: list[str] = []
    told: list[int] = []

    async def receive() -> dict[str, object]:
        asked.append("body")
        return {"type": "http.request", "body": b"{}", "more_body": True}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            told.append(int(str(message["status"])))

    scope = {
        "type": "http", "method": "POST", "path": "/v1/telemetry", "raw_path": b"/v1/telemetry", "root_path": "",
        "query_string": b"", "headers": [(b"authorization", b"Bearer bvk_0_0")], "client": ("192.0.2.1", 1),
        "server": ("test", 80), "scheme": "http", "http_version": "1.1", "extensions": {}, "state": {},
    }  # fmt: skip
    await api_app.create_app(core)(scope, receive, send)  # type: ignore[arg-type]

    assert (told, asked) == ([401], [])


@pytest.mark.parametrize("path", ["/v1/telemetry", "/v1/vehicles", "/v1/vehicles/csv"])
def test_a_body_that_does_not_come_is_not_waited_for(
    service: Service, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(limits, "BODY_IDLE_S", 0.05)
    with service.core.unit() as unit:
        car = registry.register_vehicle(unit, vin="1M8GDM9AXKP042788", name="x", model="y", papers=Papers())
        key = registry.vehicle_key(unit, car.id)
    token = key if path.endswith("telemetry") else service.token()
    app = service.http.app
    answers: list[httpx.Response] = []

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await anyio.sleep(30)

    async def ask() -> None:
        # httpx's own transport reads a body as it comes; the one of the test client reads it all first
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            kind = "text/csv" if path.endswith("csv") else "application/json"
            headers = {"authorization": f"Bearer {token}", "content-type": kind}
            answers.append(await client.post(path, content=slow(), headers=headers))

    with pace.within(20):
        anyio.run(ask)

    assert (answers[0].status_code, answers[0].json()["code"]) == (408, "body_slow")


def test_a_bomb_of_empty_lists_is_refused_at_once_by_the_door(service: Service) -> None:
    with service.core.unit() as unit:
        car = registry.register_vehicle(unit, vin="1M8GDM9AXKP042788", name="x", model="y", papers=Papers())
        key = registry.vehicle_key(unit, car.id)
    bomb = gzip.compress(b"[" + b"[]," * 19_000_000 + b"[]]", 9)
    headers_of_car = {"authorization": f"Bearer {key}", "content-encoding": "gzip"}
    with pace.spending() as spent:
        answer = service.http.post("/v1/telemetry", content=bomb, headers=headers_of_car)

    assert (answer.status_code, answer.json()["code"]) == (400, "json_deep")
    assert spent.s < 0.1


def test_a_json_body_larger_than_any_form_needs_is_refused(service: Service) -> None:
    token = {"authorization": f"Bearer {service.token()}"}
    answer = service.http.post(
        "/v1/vehicles", content=b'["' + b"a" * api_app.MOST_BYTES + b'"]', headers=token
    )

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path", ["/health/live", "/schema", "/schema/openapi.json", "/v1/me", "/nothing", "/metrics"]
)
def test_every_answer_tells_browsers_to_keep_guess_and_frame_nothing(service: Service, path: str) -> None:
    answer = service.http.get(path)

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == headers.POLICY
    assert "frame-ancestors 'none'" in headers.POLICY


def test_the_description_loads_nothing_from_elsewhere_and_runs_nothing(service: Service) -> None:
    page = service.http.get("/schema").text

    assert "/v1/telemetry" in page
    assert "<script" not in page
    assert not [line for line in page.splitlines() if "<link" in line or "<img" in line or " src=" in line]
    for path in ("/schema/swagger", "/schema/redoc", "/schema/elements", "/schema/rapidoc"):
        assert "jsdelivr" not in service.http.get(path).text
