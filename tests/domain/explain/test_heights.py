from datetime import UTC, datetime, timedelta

import pytest

from domain.explain import heights
from domain.explain.facts import Chart, Phrase, Series

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
NAME = Phrase("evidence.normal")


def chart(*values: float) -> Chart:
    at = tuple(NOW - timedelta(days=len(values) - n) for n in range(len(values)))
    return Chart(NAME, "evidence.percent", (Series(NAME, at, values),), "Asia/Shanghai", None, None)


@pytest.mark.parametrize(
    ("values", "said"),
    [((60.0, 80.0, 93.04), (93.0, 0)), ((2.4, 2.3, 1.918), (1.92, 2)), ((5.0, 9.0, float("nan")), (9.0, 1))],
)
def test_the_newest_value_is_told_as_finely_as_the_picture_shows_it(
    values: tuple[float, ...], said: tuple[float, int]
) -> None:
    newest = heights.newest(chart(*values), heights.graphs(chart(*values)))

    assert (newest.value, newest.digits) == said
