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
