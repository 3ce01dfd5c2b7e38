"""What a plan costs now and whom it covers; pure."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.plans import catalogue, rules
from domain.plans.facts import STARS, Entitlement, Kind, Table, Term

NOW = datetime(2026, 11, 18, tzinfo=UTC)
shipped = catalogue.load("default")
assert shipped is not None
TABLE: Table = shipped
REPORT, BETTER, BEST = TABLE.plans


def term(plan: str, *, since: int = 0, days: int = 365, worth: int = 29_900, **more: Any) -> Term:
    fields: dict[str, Any] = {"currency": "CNY", "is_trial": False, "is_last": False, **more}
    starts = NOW - timedelta(days=since)
    return Term(1, plan, starts, starts + timedelta(days=days), worth, **fields)


@pytest.mark.parametrize(
    ("terms", "kind", "amount"),
    [
        ((), Kind.NEW, 199_900),
        ((term("optimisation", since=365),), Kind.NEW, 199_900),
        ((term("optimisation"),), Kind.UPGRADE, 170_000),
        ((term("optimisation", since=73),), Kind.UPGRADE, 199_900 - 23_920),
        ((term("optimisation", worth=2_080, currency=STARS),), Kind.UPGRADE, 170_000),
        ((term("optimisation", worth=999_999),), Kind.UPGRADE, 19_990),
        ((term("optimisation", worth=0, is_trial=True),), Kind.NEW, 199_900),
        ((term("predictive_maintenance"),), Kind.LONGER, 199_900),
    ],
)
def test_what_the_highest_plan_costs_now(terms: tuple[Term, ...], kind: Kind, amount: int) -> None:
    quote = rules.quote(BEST, terms, TABLE, currency="CNY", now=NOW)
    assert (quote.kind, quote.amount, quote.amount + quote.rest) == (kind, amount, 199_900)


def test_a_lesser_plan_begins_when_what_runs_has_ended() -> None:
    quote = rules.quote(REPORT, (term("optimisation", since=100),), TABLE, currency=STARS, now=NOW)
    assert (quote.kind, quote.amount, (quote.starts_at - NOW).days) == (Kind.LATER, 690, 265)


@pytest.mark.parametrize(
    ("since", "more", "is_open"),
    [
        (0, {}, True),
        (371, {}, True),
        (372, {}, False),
        (365, {"is_last": True}, False),
        (365, {"is_trial": True}, False),
    ],
)
def test_a_plan_has_grace_unless_its_owner_ended_it(
    since: int, more: dict[str, Any], *, is_open: bool
) -> None:
    terms = (term("optimisation", since=since, **more),)
    assert rules.opens(terms, TABLE, Entitlement.ADVICE_TRIALS, place=0, now=NOW) is is_open


def test_a_plan_covers_the_cars_that_were_linked_first() -> None:
    covers = [
        rules.opens((term("optimisation"),), TABLE, Entitlement.REPORT_FILES, place=place, now=NOW)
        for place in range(3)
    ]
    assert covers == [True, True, False]
