"""The table of plans: the shipped one, and those that are refused whole."""

import ast
from pathlib import Path

import pytest

from domain.errors import Refusal
from domain.plans import catalogue
from domain.plans.facts import FREE_FOR_ALL, Entitlement

ROOT = Path(__file__).parents[3]
PLAN = """
[plans.one]
title = {{ en = "One", zh_Hans = "一" }}
text = {{ en = "One.", zh_Hans = "一。" }}
price = {{ amount = 100, currency = "CNY" }}
days = 30
contains = [{contains}]
"""


def table(*, contains: str = '"report_files"', more: str = "") -> str:
    return PLAN.format(contains=contains) + more


def test_the_shipped_table_names_what_the_seed_asks() -> None:
    shipped = catalogue.load("default")
    assert shipped is not None
    assert [(each.code, each.price.amount, each.price.currency, each.days) for each in shipped.plans] == [
        ("diagnosis_report", 9_900, "CNY", 30),
        ("optimisation", 29_900, "CNY", 365),
        ("predictive_maintenance", 199_900, "CNY", 365),
    ]
    assert shipped.plans[-1].contains == set(Entitlement)
    assert catalogue.load(None) is None


@pytest.mark.parametrize("name", sorted(FREE_FOR_ALL))
def test_safety_and_privacy_can_stand_in_no_plan(name: str) -> None:
    with pytest.raises(Refusal, match="plans_wrong") as refused:
        catalogue.read(table(contains=f'"{name}"'))
    assert "free for everybody" in str(refused.value.params["reason"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "plans"),
        ("[plans]", "plans"),
        (table(contains='"teleport"'), "teleport is none of"),
        (table(more='colour = "red"'), "colour"),
        (table().replace("100", "-1"), "amount"),
        (table().replace("CNY", "XTR"), "stars"),
        (table().replace(', zh_Hans = "一。"', ""), "zh_Hans"),
        (table() + table(contains="").replace("plans.one", "plans.two"), "does not contain all"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_whole(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match="plans_wrong") as refused:
        catalogue.read(text)
    assert reason in str(refused.value.params["reason"])


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="plans_wrong"):
        catalogue.load(str(tmp_path / "none.toml"))


def test_plans_are_asked_in_one_place() -> None:
    """Nobody beside the slice reads what an owner has: they ask `is_entitled`, or for the sentence that stands instead."""
    asked = {
        path.relative_to(ROOT).as_posix(): names
        for package in ("domain", "bot", "api", "jobs")
        for path in (ROOT / package).rglob("*.py")
        if "plans" not in path.relative_to(ROOT).parts[:2] and (names := _reading(path))
    }

    assert set().union(*asked.values()) <= {"denial"}
    assert sorted(asked) == [
        "api/outlook.py",
        "api/pages/owner/battery.py",
        "api/pages/owner/timeline.py",
        "domain/checkup/service.py",
        "domain/dialogue/acts/ahead.py",
        "domain/dialogue/acts/cars.py",
        "domain/dialogue/acts/plan.py",
        "domain/dialogue/acts/value.py",
    ]


def _reading(path: Path) -> set[str]:
    """The names of what a module calls of plans with an entitlement, or takes from what is stored of an owner's."""
    tree = ast.parse(path.read_text())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        node.func.attr
        for node in calls
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in {"denial", "is_entitled", "opens", "terms", "current"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"plans", "service", "store", "rules"}
        and "domain.plans" in path.read_text()
    }
