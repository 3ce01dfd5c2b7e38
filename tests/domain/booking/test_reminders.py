from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from domain.booking import bringing, reminders, reminding
from domain.booking import service as booking
from domain.booking.facts import CentreFacts, VisitRequest, VisitView
from domain.booking.reminding import Reminder
from domain.booking.tables import Centre
from domain.booking.ways import Way
from domain.contact import service as contact
from domain.contact.facts import Outgoing, Quiet
from domain.core import Core
from domain.dialogue import media
from domain.kit.clock import FixedClock
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from jobs import due, visits

TEN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # Friday 10:00 in Shanghai
EARLY = TEN - timedelta(days=5)
NIGHT = Quiet(time(22), time(8), "Asia/Shanghai")
HOUR = timedelta(hours=1)
Ask = Callable[..., VisitRequest]


@pytest.fixture
def car(core: Core, add_centre: Callable[..., CentreFacts]) -> tuple[int, int]:
    add_centre()
    with core.unit() as unit:
        owner = registry.meet(unit, 5, locale="en", zone="Asia/Shanghai")
        vehicle = registry.register_vehicle(
            unit, vin="ZZ9SMCAR6SX900002", name="Blue", model="Lark", papers=Papers()
        )
        registry.link(unit, owner.id, registry.link_code(unit, vehicle.id))
        return owner.id, vehicle.id


@pytest.fixture
def visit(core: Core, car: tuple[int, int]) -> VisitView:
    with core.unit() as unit:
        return booking.take(unit, VisitRequest(*car, job="inspection", centre_id=1, starts_at=TEN))


def arrived(core: Core, clock: FixedClock, at: datetime) -> list[Outgoing]:
    """Run the job at a moment and return what goes out then."""
    clock.at = at
    visits.remind(core)
    with core.unit() as unit:
        sent = contact.claim(unit, limit=9)
        if sent:
            contact.sent(unit, {each.notice_id: 1 for each in sent})
    return list(sent)


def test_a_reminder_does_not_keep_the_address_of_the_pick_up(
    core: Core, clock: FixedClock, visit: VisitView
) -> None:
    with core.unit() as unit:
        unit.session.get_one(Centre, 1).collects = True
    with core.unit() as unit:
        bringing.bring(unit, visit.owner_id, visit.id, Way.COLLECT, address="5 Nanjing Road")
    (sent,) = arrived(core, clock, TEN - 24 * HOUR)

    lines = {line.code: line.params for line in sent.message.lines}
    assert lines["transport.collect.reminder"].keys() == {"centre"}
    assert "Nanjing" not in str(lines)


def codes(sent: list[Outgoing]) -> list[str]:
    return [each.message.lines[0].code for each in sent]


@pytest.mark.parametrize(
    ("ahead", "kind"),
    [
        (timedelta(hours=25), None),
        (timedelta(hours=24), Reminder.DAY),
        (timedelta(hours=4), Reminder.DAY),
        (timedelta(hours=2, minutes=30), None),
        (timedelta(hours=2), Reminder.HOURS),
        (timedelta(minutes=59), None),
        (timedelta(minutes=-1), None),
    ],
)
def test_reminders_are_due_a_day_and_two_hours_before_while_they_are_of_use(
    ahead: timedelta, kind: Reminder | None
) -> None:
    noon = TEN + 4 * HOUR
    assert reminding.due(noon, settled_at=EARLY, quiet=NIGHT, now=noon - ahead) is kind


def test_nobody_is_reminded_in_quiet_hours_nor_when_they_leave_less_than_an_hour() -> None:
    half_past_eight = TEN - timedelta(minutes=90)
    looks = {
        minutes: reminding.due(
            half_past_eight, settled_at=EARLY, quiet=NIGHT, now=half_past_eight - timedelta(minutes=minutes)
        )
        for minutes in range(0, 180, 5)
    }
    assert set(looks.values()) == {None}


def test_who_has_just_arranged_a_visit_is_not_reminded_of_it() -> None:
    settled = TEN - 23 * HOUR
    assert reminding.due(TEN, settled_at=settled, quiet=NIGHT, now=TEN - 20 * HOUR) is None
    assert reminding.due(TEN, settled_at=settled, quiet=NIGHT, now=TEN - 2 * HOUR) is Reminder.HOURS


def test_each_reminder_is_sent_once_whatever_number_of_rounds_there_are(
    core: Core, clock: FixedClock, visit: VisitView
) -> None:
    sent = [
        code
        for minutes in range(0, 60 * 24 * 2, 30)
        for code in codes(
            arrived(core, clock, TEN - timedelta(days=1, hours=12) + timedelta(minutes=minutes))
        )
    ]
    assert sent == ["reminder.day", "reminder.hours"]
    assert visit.number


def test_a_moved_visit_is_reminded_of_at_its_new_time_and_a_cancelled_one_not_at_all(
    core: Core, clock: FixedClock, visit: VisitView
) -> None:
    assert codes(arrived(core, clock, TEN - 24 * HOUR)) == ["reminder.day"]
    later = TEN + timedelta(days=3)
    with core.unit() as unit:
        booking.move(unit, visit.owner_id, visit.id, starts_at=later)

    assert codes(arrived(core, clock, TEN - 2 * HOUR)) == []
    assert codes(arrived(core, clock, later - 24 * HOUR)) == ["reminder.day"]
    with core.unit() as unit:
        booking.cancel(unit, visit.owner_id, visit.id)
    assert codes(arrived(core, clock, later - 2 * HOUR)) == []


def test_a_reminder_takes_nothing_of_the_message_budget_and_waits_for_the_morning(
    core: Core, clock: FixedClock, visit: VisitView
) -> None:
    with core.unit() as unit:
        preferences.set_quiet_hours(unit, visit.owner_id, quiet_from=time(9), quiet_to=time(12))

    assert codes(arrived(core, clock, TEN - 24 * HOUR)) == []
    (reminder,) = arrived(core, clock, TEN - 22 * HOUR)
    assert reminder.loud
    with core.reading() as unit:
        assert reminders.cars(unit) == []


def test_the_job_is_on_the_timetable_and_one_broken_visit_keeps_no_other_from_its_reminder(
    core: Core, clock: FixedClock, visit: VisitView
) -> None:
    clock.at = TEN - 24 * HOUR
    report = due.Report(visits.remind(core))
    with core.unit() as unit:
        again = reminders.message(replace(visit, address="1 Demo Road"), Reminder.DAY)
        assert [line.code for line in again.lines] == ["reminder.day", "visit.where", "reminder.day.change"]
        assert reminders.cars(unit) == []
    assert report.startswith("1 reminded")


@pytest.mark.parametrize(("emoji", "expected"), [("👍", TEN), ("👎", None), ("", None)])
def test_a_kind_sign_under_a_reminder_says_that_the_owner_comes(
    core: Core, clock: FixedClock, visit: VisitView, emoji: str, expected: datetime | None
) -> None:
    assert codes(arrived(core, clock, TEN - timedelta(hours=23))) == ["reminder.day"]

    with core.unit() as unit:
        owner = unit.session.get_one(Owner, visit.owner_id)
        media.react(unit, owner, message_id=1, emoji=emoji)

    with core.reading() as unit:
        assert booking.visit_of(unit, visit.owner_id, visit.id).course.expected_at == expected


def test_a_kind_sign_under_the_reminder_of_a_cancelled_visit_does_nothing(
    core: Core, clock: FixedClock, visit: VisitView
) -> None:
    arrived(core, clock, TEN - timedelta(hours=23))
    with core.unit() as unit:
        booking.cancel(unit, visit.owner_id, visit.id)

    with core.unit() as unit:
        media.react(unit, unit.session.get_one(Owner, visit.owner_id), message_id=1, emoji="👍")

    with core.reading() as unit:
        assert booking.visit_of(unit, visit.owner_id, visit.id).course.expected_at is None
