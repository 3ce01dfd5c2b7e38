"""Cars are compared with cars alike, and nothing is told of fewer than five owners."""

from datetime import date

import pytest

from domain.fleet import rules
from domain.fleet.facts import Baseline, CarMeasures, Group
from domain.telemetry.facts import Day

TODAY = date(2026, 6, 1)
MILD = Group("Lark 60", "to_3_years", "mild")


def told(values: list[float], *, group: Group = MILD, owners: int | None = None) -> list[CarMeasures]:
    return [CarMeasures(i % (owners or len(values)), group, {"soh": value}) for i, value in enumerate(values)]


def test_quantiles_are_told_from_five_owners_on() -> None:
    assert rules.baselines(told([95.0, 94.0, 93.0, 92.0])) == {}
    assert rules.baselines(told([95.0, 94.0, 93.0, 92.0, 91.0, 90.0], owners=4)) == {}

    found = rules.baselines(told([90.0, 92.0, 94.0, 96.0, 98.0]))

    assert found[MILD, "soh"] == Baseline(5, 90.8, 94.0, 97.2)


def test_few_cars_alike_still_count_for_their_model() -> None:
    hot = Group("Lark 60", "to_3_years", "hot")
    found = rules.baselines([*told([90.0] * 3), *told([80.0] * 3, group=hot, owners=3)])
    of_all = rules.baselines([
        *told([90.0] * 4),
        *(CarMeasures(9 + i, hot, {"soh": 80.0}) for i in range(4)),
    ])  # fmt: skip

    assert found == {}
    assert {group for group, _ in of_all} == {Group("Lark 60", "to_3_years", ""), Group("Lark 60", "", "")}


def test_the_most_alike_cars_are_asked_first() -> None:
    near, far = Baseline(6, 90.0, 91.0, 92.0), Baseline(60, 80.0, 90.0, 99.0)
    known = {MILD: {"soh": near}, Group("Lark 60", "", ""): {"soh": far, "twelve_volt_rest": far}}

    assert rules.nearest(known, MILD) == {"soh": near, "twelve_volt_rest": far}
    assert rules.nearest(known, Group("Lark 60", "older", "cold")) == {"soh": far, "twelve_volt_rest": far}
    assert rules.nearest(known, Group("Wren 40", "older", "cold")) == {}


@pytest.mark.parametrize(
    ("since", "air", "age", "climate"),
    [
        (date(2026, 1, 1), (-8.0, 2.0), "first_year", "cold"),
        (date(2024, 1, 1), (10.0, 20.0), "to_3_years", "mild"),
        (date(2017, 1, 1), (24.0, 34.0), "older", "hot"),
        (None, (None, None), "", ""),
    ],
)
def test_age_and_climate_come_from_papers_and_the_cars_own_days(
    since: date | None, air: tuple[float | None, float | None], age: str, climate: str
) -> None:
    days = [Day(TODAY, 9e3, 3e3, 40.0, *air, None)]

    assert rules.group("Lark 60", since, days, today=TODAY) == Group("Lark 60", age, climate)
