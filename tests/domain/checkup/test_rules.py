"""Points of a health report, and the score they make."""

from datetime import date

from domain.checkup import rules
from domain.checkup.facts import WEIGHTS, Part, PartScore, State, System
from domain.health.facts import Level


def test_parts_that_are_not_known_are_left_out_and_the_other_weights_count_as_the_whole() -> None:
    known = (PartScore(Part.BATTERY, 80.0), PartScore(Part.SYSTEMS, 100.0))
    unknown = (PartScore(Part.SERVICES, None), PartScore(Part.RECALLS, None))

    assert sum(WEIGHTS.values()) == 100
    assert rules.score((*known, *unknown)) == round((40 * 80 + 35 * 100) / 75)
    assert rules.score((known[0], *unknown)) is None  # 40 of 100 would speak of the battery as of the car


def test_only_systems_that_could_be_judged_count_and_a_warning_costs_by_its_level() -> None:
    every = [
        System("a", State.CLEAR),
        System("b", State.WARNED, Level.YELLOW),
        System("c", State.SEEN_ONCE),
        System("d", State.UNKNOWN),
    ]

    assert rules.systems(every) == PartScore(Part.SYSTEMS, (100 + 40) / 2, 2, 1)
    assert rules.systems(every[2:]).points is None


def test_a_task_that_is_due_today_is_not_overdue_and_an_empty_list_of_recalls_tells_nothing() -> None:
    today = date(2026, 11, 18)

    assert rules.services([today, date(2026, 11, 17)], today=today) == PartScore(Part.SERVICES, 50.0, 2, 1)
    assert rules.services([], today=today).points is None
    assert [rules.recalls(*each).points for each in ((0, 0), (3, 0), (3, 1))] == [None, 100.0, 0.0]


def test_the_month_of_a_car_is_that_in_which_it_came_into_use() -> None:
    days = (date(2024, 11, 30), date(2026, 11, 1), date(2024, 10, 18), None)

    assert [rules.is_anniversary(day, date(2026, 11, 18)) for day in days] == [True, False, False, False]
