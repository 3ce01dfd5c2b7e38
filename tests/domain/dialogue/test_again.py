"""The last visit again, any centre, and why not earlier: in both languages, on both databases."""

from datetime import datetime, timedelta

import pytest

from domain.booking import centres, workshop
from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from jobs.demo.seed import CENTRES
from tests.domain.dialogue.chat import Chat, begun, strangers_take

START = datetime.fromisoformat("2026-11-18T14:30:00+08:00")


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    chat = begun(core, request.param)
    with core.unit() as unit:
        centres.add_centre(unit, CENTRES[1])
    return chat


def says(chat: Chat, english: str, chinese: str) -> str:
    return chat.say(english if chat.language == "en" else chinese)


def had_done(chat: Chat, clock: FixedClock, *, centre_id: int = 2) -> None:
    """A brake check, done at half past two in the afternoon."""
    with chat.core.unit() as unit:
        visit = booking.take(unit, VisitRequest(chat.owner_id, 1, "brake_check", centre_id, START))
    clock.at = START + timedelta(hours=2)
    with chat.core.unit() as unit:
        workshop.conclude(unit, centre_id, visit.number, workshop.VisitReport(findings=()))


def test_the_last_visit_is_proposed_again_and_booked_by_a_yes_only(chat: Chat, clock: FixedClock) -> None:
    had_done(chat, clock)

    said = says(chat, "same as last time please", "老样子，帮我约一下")

    assert chat.codes == ["usual.last", "ask.booking"]
    assert ("West" if chat.language == "en" else "西区") in said
    assert chat.booked() == []
    says(chat, "yes", "可以")
    assert chat.booked() == [("brake_check", "19 06:30", 1)]  # the next day, at the same time of the day


def test_what_is_said_beside_it_counts_more_than_the_last_visit(chat: Chat, clock: FixedClock) -> None:
    had_done(chat, clock)

    says(chat, "a battery check, same as last time but on Monday", "电池检测，跟上次一样，下周一")
    says(chat, "yes", "可以")

    assert chat.booked() == [("battery_check", "23 06:30", 1)]


def test_without_a_last_visit_the_work_is_asked_for(chat: Chat) -> None:
    says(chat, "same as last time", "跟上次一样")

    assert chat.codes == ["usual.none", "ask.job"]


def test_what_another_owner_of_the_car_had_done_is_not_known_to_this_one(
    chat: Chat, clock: FixedClock
) -> None:
    had_done(chat, clock)
    with chat.core.unit() as unit:
        registry.unlink(unit, chat.owner_id, 1)
        other = registry.meet(unit, 77, locale=chat.language, zone="Asia/Shanghai")
        registry.link(unit, other.id, registry.link_code(unit, 1))
    other_chat = Chat(chat.core, chat.language, other.id)

    says(other_chat, "same as last time", "跟上次一样")

    assert other_chat.codes == ["usual.none", "ask.job"]


def test_the_centre_that_is_free_first_is_summed_up_where_that_is_wished(chat: Chat) -> None:
    strangers_take(chat.core, 1, datetime.fromisoformat("2026-11-18T11:00:00+08:00"), 1)

    said = says(chat, "a brake check, whichever centre is soonest", "刹车检查，哪家最快去哪家")

    assert "11:00" in said
    assert ("West" if chat.language == "en" else "西区") in said
    says(chat, "yes", "可以")
    with chat.core.reading() as unit:
        (visit,) = booking.visits_of(unit, chat.owner_id)
    assert visit.centre_id == 2


def test_any_centre_offers_the_first_times_of_all_of_them(chat: Chat) -> None:
    strangers_take(chat.core, 1, datetime.fromisoformat("2026-11-18T11:00:00+08:00"), 1)

    said = says(chat, "a brake check today, any centre", "刹车检查，今天，哪家都行")

    labels = [each.label for each in chat.newest if ":" in each.label]
    assert ("11:00 at West" if chat.language == "en" else "11:00，西区") in said
    assert ["11:00" in each for each in labels] == [False, False, False]
    assert ("East" if chat.language == "en" else "东区") in labels[0]
    says(chat, "yes", "可以")
    with chat.core.reading() as unit:
        (visit,) = booking.visits_of(unit, chat.owner_id)
    assert visit.centre_id == 2


def test_a_full_day_at_every_centre_says_so_of_all(chat: Chat) -> None:
    for centre in (1, 2):
        for hour, hours in (("08:30", 3), ("13:00", 5)):
            first = datetime.fromisoformat(f"2026-11-20T{hour}:00+08:00")
            strangers_take(chat.core, centre, first, hours)

    said = says(chat, "a brake check on Friday, any centre", "刹车检查，周五，哪家都行")

    assert ("No other centre" if chat.language == "en" else "其他服务中心") in said


def test_why_not_earlier_tells_what_stands_in_the_way(chat: Chat) -> None:
    for hour, hours in (("11:00", 1), ("13:00", 5)):
        strangers_take(chat.core, 1, datetime.fromisoformat(f"2026-11-18T{hour}:00+08:00"), hours)
    says(chat, "a brake check as soon as possible", "预约刹车检查，越快越好")

    said = says(chat, "why not earlier?", "为什么不能早点？")

    assert chat.codes[0] == "earlier.none"
    assert (
        "nothing free for brake check on Wed 18 Nov" if chat.language == "en" else "11月18日 周三没有"
    ) in said
    says(chat, "leave it", "算了")
    says(chat, "a brake check on Friday", "刹车检查，周五")
    says(chat, "why can't it be sooner", "为什么要这么晚")
    assert chat.codes[0] == "earlier.free"


def test_why_not_earlier_than_the_very_first_is_the_time_to_get_ready(chat: Chat) -> None:
    says(chat, "a brake check as soon as possible", "预约刹车检查，越快越好")

    says(chat, "why not earlier?", "为什么不能早点？")

    assert chat.codes[0] == "earlier.now"


def test_a_visit_that_is_moved_may_go_to_any_centre(chat: Chat) -> None:
    says(chat, "a brake check tomorrow at 10", "刹车检查，明天上午十点")
    says(chat, "yes", "可以")
    says(chat, "move my booking", "改期")

    says(chat, "any centre", "哪家都行")

    assert chat.codes == ["ask.when"]
    says(chat, "tomorrow at 11", "明天上午十一点")
    assert chat.codes == ["ask.moving"]
