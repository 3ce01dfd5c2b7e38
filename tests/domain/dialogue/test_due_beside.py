"""Who books what a warning asks for is offered once to have the service that is due done in the same visit; on both databases."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from domain.alerts import cases
from domain.alerts.tables import Alert
from domain.booking import centres, jobs
from domain.booking.facts import Opening
from domain.core import Core
from domain.health.facts import Finding, Kind, Level
from domain.registry.facts import Serviced
from domain.upkeep import services
from jobs.demo.seed import CENTRES
from tests.domain.dialogue.chat import Chat, begun

JOB, SERVICE = "twelve_volt_check", "yearly_service"
BOTH = jobs.bundle(JOB, SERVICE)


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    """A chat of an owner whose yearly service is due in December, and whom a warning asks to have the battery checked."""
    chat = begun(core, request.param)
    serviced(chat, date(2025, 12, 8))
    warn(chat, Level.YELLOW)
    return chat


def serviced(chat: Chat, on: date) -> None:
    with chat.core.unit() as unit:
        services.record(unit, chat.owner_id, 1, Serviced(SERVICE, on))


def warn(chat: Chat, level: Level) -> None:
    kinds = frozenset({Kind.LEVEL, Kind.TREND})
    finding = Finding("twelve_volt", 1.2, level, 0.75, timedelta(days=7), 1, kinds, {"volt": 11.9})
    with chat.core.unit() as unit:
        sealed = cases.seal(unit, chat.owner_id, finding)
        alert = Alert(
            owner_id=chat.owner_id,
            vehicle_id=1,
            check="twelve_volt",
            state="active",
            level=level,
            risk=0.75,
            horizon_s=3600,
            severity=1,
            finding=sealed,
            told=sealed,
            opened_at=unit.now,
            judged_at=unit.now,
            changed_at=unit.now,
            confirmed_at=unit.now,
        )
        unit.session.add(alert)


def says(chat: Chat, english: str, chinese: str) -> str:
    return chat.say(english if chat.language == "en" else chinese)


def asks(chat: Chat) -> str:
    return says(chat, "book a 12 V battery check on Friday at 1 pm", "预约周五下午一点检测小电瓶")


def test_the_service_that_is_due_is_offered_once_and_both_become_one_visit(chat: Chat) -> None:
    said = asks(chat)

    assert chat.codes == ["bundle.due", "ask.booking"]
    assert "2026" in said
    summary = says(chat, "both", "一起做")
    assert chat.codes == ["ask.booking"]
    assert f"{jobs.job(BOTH).price.amount:.0f}" in summary
    assert chat.booked() == []
    says(chat, "yes", "可以")
    assert chat.booked() == [(BOTH, "20 05:00", 1)]


def test_the_button_makes_one_visit_of_both(chat: Chat) -> None:
    asks(chat)
    chat.tap("Both in one visit" if chat.language == "en" else "一起做")
    says(chat, "yes", "可以")

    assert chat.booked() == [(BOTH, "20 05:00", 1)]


@pytest.mark.parametrize(("english", "chinese"), [("no", "不用"), ("no thanks", "不用了"), ("yes", "可以")])
def test_without_a_word_for_both_the_one_is_booked(chat: Chat, english: str, chinese: str) -> None:
    asks(chat)
    says(chat, english, chinese)
    if english != "yes":
        assert chat.codes == ["ask.booking"]
        says(chat, "yes", "可以")

    assert chat.booked() == [(JOB, "20 05:00", 1)]


def test_a_second_no_is_one_to_the_booking(chat: Chat) -> None:
    asks(chat)
    says(chat, "no", "不用")
    says(chat, "no", "不用")

    assert chat.codes == ["ask.change"]


def test_a_service_that_is_not_due_yet_is_not_offered(core: Core) -> None:
    chat = begun(core, "en")
    serviced(chat, date(2026, 1, 20))
    warn(chat, Level.YELLOW)
    asks(chat)

    assert chat.codes == ["ask.booking"]


def test_without_a_warning_for_the_work_and_with_a_red_one_nothing_is_offered(core: Core) -> None:
    for chat_id, level in ((1, None), (2, Level.RED)):
        chat = begun(core, "en", chat_id=chat_id)
        with core.unit() as unit:
            services.record(unit, chat.owner_id, chat_id, Serviced(SERVICE, date(2025, 12, 8)))
        if level:
            warn(chat, level)
        asks(chat)

        assert chat.codes == ["ask.booking"]


def test_where_the_day_has_no_room_for_both_nothing_is_offered(core: Core) -> None:
    hours = tuple(Opening(day, time(13), time(14, 30)) for day in range(5))  # 30 and 90 minutes are too long
    with core.unit() as unit:
        centres.add_centre(unit, replace(CENTRES[0], hours=hours))
    chat = begun(core, "en", chat_id=2)
    with core.unit() as unit:
        services.record(unit, chat.owner_id, 1, Serviced(SERVICE, date(2025, 12, 8)))
    warn(chat, Level.YELLOW)
    asks(chat)

    assert chat.codes == ["ask.booking"]
