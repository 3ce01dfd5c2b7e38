"""The waiting list in the chat: offered where a day is full, shown, left, and answered with a yes; on both databases."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.alerts.tables import Alert
from domain.booking import centres, waitlist
from domain.booking import service as booking
from domain.booking.facts import State, VisitRequest
from domain.core import Core
from jobs import visits
from jobs.demo.seed import CENTRES
from tests.domain.dialogue.chat import Chat, begun, strangers_take

FRIDAY = datetime.fromisoformat("2026-11-20T08:30:00+08:00")


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    """A chat of an owner whose centre is full on Friday."""
    chat = begun(core, request.param)
    for hour, hours in ((8, 3), (13, 5)):
        strangers_take(core, 1, FRIDAY.replace(hour=hour, minute=30 if hour == 8 else 0), hours)
    return chat


def says(chat: Chat, english: str, chinese: str) -> str:
    return chat.say(english if chat.language == "en" else chinese)


def waits(chat: Chat) -> list[tuple[str, int]]:
    with chat.core.reading() as unit:
        return [(each.wait.job, each.wait.day_to.day) for each in waitlist.of_owner(unit, chat.owner_id)]


def test_a_full_day_can_be_waited_for_by_a_tap_and_is_shown_with_the_visits(chat: Chat) -> None:
    says(chat, "a brake check on Friday", "预约刹车检查，周五")
    chat.tap("Wait for" if chat.language == "en" else "候补")

    assert chat.codes == ["wait.done"]
    assert waits(chat) == [("brake_check", 20)]
    chat.say("/bookings")
    assert chat.codes == ["wait.line"]
    chat.tap("Leave the waiting" if chat.language == "en" else "退出候补")
    assert waits(chat) == []


def test_a_full_day_can_be_waited_for_in_words(chat: Chat) -> None:
    says(chat, "a brake check on Friday", "预约刹车检查，周五")
    says(chat, "put me on the waiting list", "写进候补")

    assert waits(chat) == [("brake_check", 20)]
    says(chat, "leave the waiting list", "退出候补")
    assert waits(chat) == []


def test_the_day_that_is_said_with_the_waiting_list_counts_and_not_that_of_the_summary(chat: Chat) -> None:
    says(chat, "a brake check on Monday at 10", "预约下周一上午十点刹车检查")
    assert chat.codes == ["ask.booking"]

    says(chat, "put me on the waiting list for Friday instead", "改成这周五，写进候补")

    assert chat.codes == ["wait.done"]
    assert waits(chat) == [("brake_check", 20)]
    with chat.core.reading() as unit:
        assert booking.visits_of(unit, chat.owner_id) == ()  # nothing is kept for a Monday that is not wanted


def test_a_day_and_a_job_said_with_the_waiting_list_count_where_the_soonest_was_asked_for(chat: Chat) -> None:
    says(chat, "a brake check, the soonest", "预约刹车检查，越快越好")

    says(chat, "put me on the waiting list for Friday instead", "改成这周五，写进候补")

    assert waits(chat) == [("brake_check", 20)]


def test_a_day_with_free_times_is_offered_and_not_waited_for(chat: Chat) -> None:
    says(chat, "put me on the waiting list for a brake check on Thursday", "周四刹车检查，写进候补")

    assert chat.codes == ["ask.booking_or"]
    assert waits(chat) == []


def test_what_has_come_free_is_summed_up_and_booked_by_a_yes(chat: Chat) -> None:
    says(chat, "a brake check on Friday", "预约刹车检查，周五")
    says(chat, "put me on the waiting list", "写进候补")
    with chat.core.unit() as unit:
        (freed, *_) = (each for each in booking.agenda(unit, 1, FRIDAY.date()) if each.state is State.BOOKED)
        booking.cancel(unit, freed.owner_id, freed.id)
    visits.remind(chat.core)

    says(chat, "yes", "好的")
    assert chat.codes == ["ask.booking"]
    assert chat.booked() == []
    says(chat, "yes", "好的")

    assert [job for job, _, _ in chat.booked()] == ["brake_check"]


def test_a_yes_to_a_slot_that_a_warning_holds_in_the_only_bay_sums_that_slot_up(core: Core) -> None:
    with core.unit() as unit:
        centre = centres.add_centre(unit, replace(CENTRES[0], bays=("1",)))
    chat = begun(core, "en", chat_id=2)  # the first chat brings a centre with it
    with core.unit() as unit:
        alert = Alert(
            owner_id=chat.owner_id,
            vehicle_id=1,
            check="brake_pads",
            state="active",
            level=2,
            risk=0.5,
            horizon_s=3600,
            severity=1,
            finding=b"",
            opened_at=unit.now,
            judged_at=unit.now,
            changed_at=unit.now,
        )
        unit.session.add(alert)
        unit.session.flush()
        request = VisitRequest(chat.owner_id, 1, "brake_pads", centre.id, FRIDAY, alert_id=alert.id)
        booking.hold(unit, request)

    chat.say("yes")

    assert chat.codes == ["ask.booking"]
