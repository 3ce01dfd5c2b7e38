"""How the month in which a battery reaches a mark is said."""

from datetime import UTC, datetime

import pytest

from domain.battery import words
from domain.battery.prospect import Reach
from domain.explain.facts import Language
from domain.phrases import speaker

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(("locale", "month"), [("en", "in November 2026."), ("zh_Hans", "2026年11月降到")])
def test_an_interval_within_one_month_is_said_as_that_month_once(locale: Language, month: str) -> None:
    reach = Reach(80.0, *(datetime(2026, 11, day, tzinfo=UTC) for day in (12, 18, 27)))
    said = speaker(locale).say(words._reach(reach, now=NOW, zone="Asia/Shanghai"))
    assert month in said


def test_an_interval_across_months_names_both() -> None:
    reach = Reach(80.0, *(datetime(2026, month, 18, tzinfo=UTC) for month in (11, 12, 12)))
    said = speaker("en").say(words._reach(reach, now=NOW, zone="Asia/Shanghai"))
    assert "between November and December" in said


@pytest.mark.parametrize(
    ("locale", "parts"),
    [
        ("en", ("January 2027", "between November 2026 and March 2027")),
        ("zh_Hans", ("2027年1月", "2026年11月", "2027年3月")),
    ],
)
def test_a_month_of_another_year_is_named_with_its_year(locale: Language, parts: tuple[str, ...]) -> None:
    moments = (
        datetime(2026, 11, 18, tzinfo=UTC),
        datetime(2027, 1, 5, tzinfo=UTC),
        datetime(2027, 3, 2, tzinfo=UTC),
    )
    said = speaker(locale).say(words._reach(Reach(80.0, *moments), now=NOW, zone="Asia/Shanghai"))
    assert all(part in said for part in parts), said


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
@pytest.mark.parametrize("likely", [datetime(2026, 11, 3, 9, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)])
def test_the_month_that_has_begun_is_not_told_as_a_forecast(locale: Language, likely: datetime) -> None:
    reach = Reach(80.0, NOW, likely, datetime(2027, 2, 1, tzinfo=UTC))
    said = speaker(locale).say(words._reach(reach, now=NOW, zone="Asia/Shanghai"))
    assert not any(month in said for month in ("November", "11月"))
    assert any(month in said for month in ("February 2027", "2027年2月"))
