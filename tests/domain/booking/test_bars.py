"""What stands in the way of a start where a bay is free, and before a start."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from domain.booking import bars, earlier, jobs, reasons, rules
from domain.booking.bars import Bar, Enquiry
from domain.booking.facts import CentreFacts, Opening, TechnicianFacts, Wish

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # Wednesday 10:00 in Shanghai
HOURS = tuple(Opening(day, time(9), time(17)) for day in range(6))
CENTRE = CentreFacts(
    id=1,
    name="East",
    zone="Asia/Shanghai",
    hours=HOURS,
    special=(),
    bays=(1, 2),
    technicians=(TechnicianFacts(1, frozenset({"general"})), TechnicianFacts(2, frozenset({"tyres"}))),
    stock={},
)
JOB = replace(jobs.job("inspection"), minutes=60, skill="general")
TAKEN = rules.cells(NOW + timedelta(hours=2), timedelta(hours=1), pair=(1, 1))
ASKED = Enquiry(CENTRE, JOB, NOW, lead=timedelta(hours=1), busy=TAKEN)


def test_a_free_bay_without_anybody_who_can_do_it_is_told_apart_from_a_full_calendar() -> None:
    both = TAKEN | rules.cells(NOW + timedelta(hours=2), timedelta(hours=1), pair=(2, 2))

    assert bars.bar(ASKED, NOW + timedelta(hours=2)) is Bar.STAFF
    assert bars.bar(replace(ASKED, busy=both), NOW + timedelta(hours=2)) is Bar.FULL
    assert bars.bar(replace(ASKED, busy=None), NOW + timedelta(hours=2)) is Bar.FULL


def test_nobody_who_can_do_it_is_said() -> None:
    start = time(12)
    day = NOW.date()
    reason = reasons.why(ASKED, Wish(day_from=day, day_to=day, time_from=start, time_to=start))

    assert (reason.bar, reason.phrase.code) == (Bar.STAFF, "why.staff")


def test_before_the_first_start_that_can_be_got_ready_nothing_stands_in_the_way() -> None:
    assert earlier.why_not_earlier(ASKED, NOW + timedelta(hours=1)) is None


def test_a_start_of_another_day_is_explained_by_the_days_before_and_by_its_own() -> None:
    saturday = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)  # 13:00
    phrase = earlier.why_not_earlier(replace(ASKED, busy=None), saturday)

    assert phrase is not None
    assert phrase.code == "why.both"
    assert str(phrase.params["one"]) != str(phrase.params["other"])
    assert (
        earlier.why_not_earlier(replace(ASKED, busy=None), saturday - timedelta(hours=4))
        == phrase.params["one"]
    )
