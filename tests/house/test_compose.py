"""compose.yaml starts what docs/operating.md and docs/settings.md promise."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.settings import Settings
from jobs import cli
from jobs.gbt import storing

ROOT = Path(__file__).parents[2]
SERVICES = ("api", "bot", "ticker", "feeds", "gbt")
OF_THE_API = {"BEFOREHAND_API_HOST", "BEFOREHAND_API_PORT"}
NAMES = [f"BEFOREHAND_{name.upper()}" for name in Settings.model_fields]


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_passed_every_setting_that_is_documented(compose: Any, service: str) -> None:
    passed = compose["services"][service]["environment"]
    needed = {name for name in NAMES if service == "api" or name not in OF_THE_API}

    assert needed - passed.keys() == set()
    assert [name for name in passed if name not in NAMES] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "BEFOREHAND_DATA_DIR"])
def test_what_is_set_outside_is_what_is_passed(compose: Any, name: str) -> None:
    value = compose["services"]["api"]["environment"][name]

    assert value.startswith(f"${{{name}:"), "the environment decides, and only then the default"


def test_api_bot_and_ticker_share_data_and_keys(compose: Any) -> None:
    services = compose["services"]
    mounts = {service: dict(each.split(":") for each in services[service]["volumes"]) for service in SERVICES}

    assert all(each == {"keys": "/keys", "data": "/data"} for each in mounts.values())
    assert {"keys", "data"} <= compose["volumes"].keys()
    folders = {services[service]["environment"]["BEFOREHAND_DATA_DIR"] for service in SERVICES}
    assert folders == {"/data"}
    assert '"/data", "/keys"' in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_its_commands_are_commands_and_its_port_is_the_one_that_is_listened_on(compose: Any) -> None:
    services = compose["services"]
    started = [services[name]["command"][0] for name in (*SERVICES, "migrate")]

    assert set(started) <= set(cli.COMMANDS)
    (port,) = services["api"]["ports"]
    listens = services["api"]["environment"]["BEFOREHAND_API_PORT"]
    assert port == f"127.0.0.1:{listens}:{listens}"


def test_what_is_left_empty_is_as_if_it_were_not_set(compose: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in compose["services"]["api"]["environment"].items():
        monkeypatch.setenv(name, re.sub(r"^\$\{[A-Z_]+:-?(?:\?.*)?(.*)\}$", r"\1", value))
    monkeypatch.setenv("BEFOREHAND_DATABASE_URL", "")
    monkeypatch.setenv("BEFOREHAND_TELEGRAM_TOKEN", "")

    found = Settings()

    assert found.region == Settings.model_fields["region"].default
    assert found.now is None
    assert (found.api_host, found.api_port) == ("0.0.0.0", 8000)  # noqa: S104 - within the container


def test_the_broker_is_started_only_where_it_is_asked_for_and_is_not_open_to_others(compose: Any) -> None:
    services = compose["services"]

    assert services["broker"]["profiles"] == services["feeds"]["profiles"] == ["feeds"]
    assert all(port.startswith("127.0.0.1:") for port in services["broker"]["ports"])
    assert [each["source"] for each in services["broker"]["configs"]] == list(compose["configs"])


def test_the_listener_for_gbt_is_started_only_where_it_is_asked_for_and_is_not_open_to_others(
    compose: Any,
) -> None:
    gbt = compose["services"]["gbt"]
    listens = gbt["environment"]["BEFOREHAND_GBT_LISTEN"]
    port = re.sub(r"^\$\{BEFOREHAND_GBT_LISTEN:-0\.0\.0\.0:(\d+)\}$", r"\1", listens)

    assert gbt["profiles"] == ["gbt"]
    assert gbt["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert int(gbt["stop_grace_period"].removesuffix("s")) >= storing._PATIENCE_S
