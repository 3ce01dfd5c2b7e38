"""Heading, colour, due and latest date come from one rule, which never contradicts itself on any dates."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.alerts.deadlines import Deadline, Urgency, deadline
from domain.health import catalogue, grading
from domain.health.facts import Level

ZONE = "Asia/Shanghai"
moments = st.integers(0, 730 * 24).map(
    lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)
spans = st.sampled_from([timedelta(days=days) for days in (0, 2, 7, 30)])
days_off = st.none() | st.integers(-900, 900)


def local(at: datetime) -> date:
    return at.astimezone(ZoneInfo(ZONE)).date()


def judged(told_at: datetime, *, within: timedelta, due: date | None, later: int) -> Deadline:
    now = told_at + timedelta(days=later)
    return deadline(stop=False, within=within, due=due, told_at=told_at, now=now, zone=ZONE)


@given(moments, spans, days_off, st.integers(0, 60))
def test_the_latest_day_is_never_after_the_due_date_and_the_word_fits_the_days_left(
    told_at: datetime, within: timedelta, off: int | None, later: int
) -> None:
    due = None if off is None else local(told_at) + timedelta(days=off)
    found = judged(told_at, within=within, due=due, later=later)
    left = (found.latest - local(told_at + timedelta(days=later))).days if found.latest else None

    assert left is not None
    assert found.latest is not None
    assert due is None or found.latest <= due
    assert found.latest <= local(told_at) + within
    assert (found.urgency is Urgency.OVERDUE) == (left < 0)
    most = {Urgency.OVERDUE: -1, Urgency.TODAY: 0, Urgency.SOON: 2, Urgency.WEEK: 7, Urgency.MONTH: 30}
    assert left <= most[found.urgency]


@given(moments, spans, days_off)
def test_urgency_only_grows_as_days_pass(told_at: datetime, within: timedelta, off: int | None) -> None:
    order = [Urgency.MONTH, Urgency.WEEK, Urgency.SOON, Urgency.TODAY, Urgency.OVERDUE]
    due = None if off is None else local(told_at) + timedelta(days=off)
    told = [
        order.index(judged(told_at, within=within, due=due, later=later).urgency) for later in range(0, 40, 3)
    ]

    assert told == sorted(told)


@given(st.sampled_from(sorted(catalogue.BY_CODE)), st.sampled_from(list(Level)), st.integers(0, 3))
def test_a_graver_level_or_severity_never_leaves_more_time(check: str, level: Level, severity: int) -> None:
    spans = [
        grading.within(catalogue.traits(check), each, grade)
        for each in Level
        for grade in range(4)
        if (each, grade) >= (level, severity) and grade >= severity
    ]

    assert max(spans) == grading.within(catalogue.traits(check), level, severity) or level is Level.BLUE


def test_red_that_says_stop_names_no_day_to_wait_for() -> None:
    now = datetime(2026, 11, 18, 2, tzinfo=UTC)

    assert deadline(
        stop=True, within=timedelta(days=2), due=None, told_at=now, now=now, zone=ZONE
    ) == Deadline(Urgency.STOP, None)
