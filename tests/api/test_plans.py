"""The operator opens a plan, pays it back, and reads whether the books agree."""

import pytest

from api import plans
from tests.api.conftest import Caller, Door, Life


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture
def shop(door: Door, monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setattr(door.core.settings, "plans", "default")
    return door


def test_a_plan_is_opened_once_and_paid_back_once(shop: Door, life: Life, operator: Caller) -> None:
    path = f"/v1/vehicles/{life.vehicle_id}/plan"
    first, again = (operator.ask("POST", path, json=plans.EXAMPLE) for _ in range(2))
    assert (first["outcome"], again["outcome"], again["payment"]) == ("credited", "before", first["payment"])

    refund = f"/v1/payments/{first['payment']}/refund"
    assert [operator.ask("POST", refund, json={})["state"] for _ in range(2)] == ["refund_due"] * 2
    assert operator.ask("GET", "/v1/payments/report") == {"findings": []}


def test_what_cannot_be_opened_is_refused_with_its_reason(shop: Door, life: Life, operator: Caller) -> None:
    path = f"/v1/vehicles/{life.vehicle_id}/plan"
    assert (
        operator.refused("POST", path, json={**plans.EXAMPLE, "plan": "gold"}, status=404) == "plan_unknown"
    )
    wrong = {**plans.EXAMPLE, "currency": "EUR"}
    assert operator.refused("POST", path, json=wrong, status=422) == "currency_wrong"
    assert operator.refused("POST", "/v1/payments/99/refund", json={}, status=404) == "payment_unknown"
