from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.explain import axis
from domain.explain.facts import Language

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (timedelta(hours=12), "24 Nov|03:00|06:00|09:00", "11月24日|03:00|06:00|09:00"),
        (timedelta(days=4), "21 Nov|22 Nov|23 Nov|24 Nov", "11月21日|11月22日|11月23日|11月24日"),
        (timedelta(days=400), "Jan 2026|Jul 2026", "2026年1月|2026年7月"),
    ],
)
def test_marks_are_told_in_the_readers_words(span: timedelta, english: str, chinese: str) -> None:
    def told(locale: Language) -> str:
        return "|".join(label for _, label in axis.marks(NOW - span, NOW, "Asia/Shanghai", locale))

    assert told("en") == english
    assert told("zh_Hans") == chinese


def test_days_begin_at_local_midnight_across_the_change_of_the_clock() -> None:
    first, last = datetime(2026, 10, 23, tzinfo=UTC), datetime(2026, 10, 27, tzinfo=UTC)

    hours = [at.astimezone(UTC).hour for at, _ in axis.marks(first, last, "Europe/Berlin", "en")]

    assert hours == [22, 22, 23, 23]


@given(minutes=st.integers(0, 60 * 24 * 365 * 12), start=st.integers(0, 60 * 24 * 365))
def test_no_span_has_more_marks_than_a_phone_can_show(minutes: int, start: int) -> None:
    first = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=start)
    last = first + timedelta(minutes=minutes)

    marks = axis.marks(first, last, "Asia/Shanghai", "en")

    assert len(marks) <= 6
    assert all(first <= at <= last for at, _ in marks)
