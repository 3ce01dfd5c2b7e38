"""Two jobs in one visit: asked for together or added, summed up, done and taken back as one; on both databases."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.booking import centres, jobs, rules, store, usual, words, workshop
from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.core import Core
from domain.dialogue.meaning import jobs as meant_jobs
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from domain.upkeep import services
from jobs.demo.seed import CENTRES
from tests.domain.dialogue.chat import Chat, begun

TEN = datetime.fromisoformat("2026-11-20T10:00:00+08:00")
BOTH = jobs.bundle("brake_check", "cabin_filter")


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


def says(chat: Chat, english: str, chinese: str) -> str:
    return chat.say(english if chat.language == "en" else chinese)


def test_two_jobs_in_a_message_are_summed_up_as_one_visit_with_time_and_price_of_both(chat: Chat) -> None:
    said = says(
        chat,
        "a brake check and a cabin filter change on Friday at 10",
        "周五上午十点做刹车检查，顺便换空调滤芯",
    )

    one, other, both = (jobs.job(code) for code in ("brake_check", "cabin_filter", BOTH))
    assert both.minutes == one.minutes + other.minutes
    assert both.price.amount == one.price.amount + other.price.amount
    assert both.parts == {**one.parts, **other.parts}
    assert chat.codes == ["ask.booking"]
    assert f"{both.price.amount:.0f}" in said
    assert chat.booked() == []
    says(chat, "yes", "可以")
    assert chat.booked() == [(BOTH, "20 02:00", 1)]


def test_a_job_added_to_a_summary_is_summed_up_anew_at_the_same_time(chat: Chat) -> None:
    says(chat, "a brake check on Friday at 10", "预约周五上午十点刹车检查")
    says(chat, "ok if they can also change the cabin filter", "顺便把空调滤芯也换了")

    assert chat.codes == ["ask.booking"]
    assert chat.booked() == []
    says(chat, "yes", "可以")
    assert chat.booked() == [(BOTH, "20 02:00", 1)]


def test_of_three_jobs_two_are_taken_and_what_becomes_of_the_third_is_said(chat: Chat) -> None:
    said = says(
        chat,
        "a brake check, a cabin filter change and brake fluid on Friday at 10",
        "周五上午十点做刹车检查、换空调滤芯，还要换刹车油",
    )

    assert chat.codes == ["topic.extra_third", "ask.booking"]
    third = chat.words("job.brake_fluid").lower()
    assert third in said.splitlines()[0].lower()
    assert third not in said.splitlines()[1].lower()
    says(chat, "yes", "可以")
    assert chat.booked() == [(BOTH, "20 02:00", 1)]
    says(chat, "book brake fluid on Monday at 10", "预约更换制动液，周一上午十点")
    says(chat, "yes", "可以")
    assert {job for job, _, _ in chat.booked()} == {BOTH, "brake_fluid"}


def test_a_third_job_added_to_a_summary_of_two_is_told_of_and_changes_nothing(chat: Chat) -> None:
    says(chat, "a brake check and a cabin filter change on Friday at 10", "周五上午十点刹车检查和换空调滤芯")
    said = says(chat, "and add new brake pads too", "刹车片也一起换了")

    assert chat.codes == ["topic.extra_third", "ask.booking"]
    assert chat.words("job.brake_pads").lower() in said.lower()
    says(chat, "yes", "可以")
    assert chat.booked() == [(BOTH, "20 02:00", 1)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("leave out the cabin filter", "空调滤芯不做了"),
        ("yes, but without the cabin filter", "可以，不过空调滤芯不用换了"),
        ("cancel the cabin filter", "取消空调滤芯"),
        ("I don't need the cabin filter", "不要空调滤芯"),
        ("just the brake check, no cabin filter", "只做刹车检查，不换空调滤芯"),
    ],
)
def test_a_job_that_is_left_out_at_a_summary_leaves_the_other_at_the_same_time(
    chat: Chat, english: str, chinese: str
) -> None:
    says(chat, "a brake check and a cabin filter change on Friday at 10", "周五上午十点刹车检查和换空调滤芯")
    says(chat, english, chinese)

    assert chat.codes == ["ask.booking"]
    assert chat.booked() == []
    says(chat, "yes", "可以")
    assert chat.booked() == [("brake_check", "20 02:00", 1)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("an inspection on Friday at 10, without the tyres", "不要轮胎，只做年检，周五上午十点"),
        ("an inspection on Friday at 10 except the tyres", "周五上午十点年检，轮胎不用换"),
        ("an inspection and new tyres on Friday at 10, but no tyres", "周五上午十点年检，除了轮胎"),
    ],
)
def test_a_job_that_is_excluded_is_not_booked(chat: Chat, english: str, chinese: str) -> None:
    says(chat, english, chinese)

    assert chat.codes == ["ask.booking"]
    says(chat, "yes", "可以")
    assert chat.booked() == [("inspection", "20 02:00", 1)]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "a brake check on Friday at 10 and don't forget the cabin filter",
            "周五上午十点刹车检查，别忘了换空调滤芯",
        ),
        (
            "a brake check on Friday at 10, do not skip the cabin filter",
            "周五上午十点，除了刹车检查，还要换空调滤芯",
        ),
        (
            "a brake check on Friday at 10, don't miss the cabin filter",
            "周五上午十点，除了刹车检查，顺便换一下空调滤芯",
        ),
    ],
)
def test_a_job_that_is_not_to_be_forgotten_is_booked_too(chat: Chat, english: str, chinese: str) -> None:
    says(chat, english, chinese)
    says(chat, "yes", "可以")

    assert chat.booked() == [(BOTH, "20 02:00", 1)]


def test_a_job_that_is_left_out_but_was_no_part_of_the_summary_changes_nothing(chat: Chat) -> None:
    says(chat, "a brake check and a cabin filter change on Friday at 10", "周五上午十点刹车检查和换空调滤芯")
    says(chat, "no tyres please", "轮胎不做了")

    assert chat.codes == ["ask.booking"]
    says(chat, "yes", "可以")

    assert chat.booked() == [(BOTH, "20 02:00", 1)]


def test_where_only_an_excluded_job_is_named_it_is_asked_which_one_is_wanted(chat: Chat) -> None:
    says(chat, "book Friday at 10 without the tyres", "预约周五上午十点，不要换轮胎")

    assert chat.codes == ["ask.job"]


def test_the_only_job_that_is_left_out_at_a_summary_is_not_summed_up_again(chat: Chat) -> None:
    says(chat, "a brake check on Friday at 10", "预约周五上午十点刹车检查")
    says(chat, "leave out the brake check", "刹车检查不做了")

    assert "ask.booking" not in chat.codes
    assert chat.booked() == []


def test_a_visit_for_two_jobs_is_undone_as_one(chat: Chat) -> None:
    says(chat, "a brake check and a cabin filter change on Friday at 10", "周五上午十点刹车检查和换空调滤芯")
    says(chat, "yes", "可以")
    chat.tap("Undo" if chat.language == "en" else "撤销")

    assert chat.booked() == []


def test_where_nobody_does_both_the_first_is_offered_and_it_is_said(core: Core) -> None:
    skills = {"A": frozenset({"brakes"}), "B": frozenset({"general"})}
    with core.unit() as unit:
        centres.add_centre(unit, replace(CENTRES[0], technicians=skills))
    chat = begun(core, "en", chat_id=2)

    chat.say("a brake check and a cabin filter change on Friday at 10")

    assert chat.codes == ["bundle.apart", "ask.booking"]
    chat.say("yes")
    assert [job for job, _, _ in chat.booked()] == ["brake_check"]


def test_a_job_is_not_booked_beside_a_visit_that_has_it(chat: Chat) -> None:
    with chat.core.unit() as unit:
        booking.take(unit, VisitRequest(chat.owner_id, 1, BOTH, 1, TEN))
        with pytest.raises(Refusal, match="already_booked"):
            booking.take(unit, VisitRequest(chat.owner_id, 1, "cabin_filter", 1, TEN.replace(hour=15)))

    says(chat, "a cabin filter change on Monday", "预约周一换空调滤芯")

    assert chat.codes == ["ask.slot_instead"]  # move it?


def test_of_two_jobs_of_which_one_is_booked_the_other_is_booked_alone_and_it_is_said(chat: Chat) -> None:
    with chat.core.unit() as unit:
        booking.take(unit, VisitRequest(chat.owner_id, 1, "brake_check", 1, TEN))

    said = says(
        chat,
        "a brake check and a cabin filter change on Monday at 10",
        "周一上午十点做刹车检查，顺便换空调滤芯",
    )

    assert chat.codes == ["bundle.rest", "ask.booking"]
    brakes, filters = (chat.words(f"job.{code}") for code in ("brake_check", "cabin_filter"))
    assert brakes.lower() in said.splitlines()[0].lower()
    assert filters.lower() in said.splitlines()[1].lower()
    assert brakes.lower() not in said.splitlines()[1].lower()
    says(chat, "yes", "可以")
    assert sorted(job for job, _, _ in chat.booked()) == ["brake_check", "cabin_filter"]


def test_a_job_that_is_booked_with_another_one_is_moved_with_it_and_the_summary_says_so(chat: Chat) -> None:
    with chat.core.unit() as unit:
        booking.take(unit, VisitRequest(chat.owner_id, 1, BOTH, 1, TEN))

    says(chat, "a cabin filter change on Monday at 3 pm", "预约周一下午三点换空调滤芯")
    said = chat.tap("15:00")

    assert chat.codes == ["ask.moving"]
    assert all(chat.words(f"job.{code}").lower() in said.lower() for code in jobs.parts(BOTH))
    says(chat, "yes", "可以")
    assert chat.booked() == [(BOTH, "23 07:00", 1)]


@pytest.mark.parametrize(
    ("stands", "asked"), [(BOTH, "cabin_filter"), ("cabin_filter", BOTH), (BOTH, "brake_check")]
)
def test_a_refusal_to_book_twice_tells_what_is_booked_and_no_more(
    chat: Chat, stands: str, asked: str
) -> None:
    with chat.core.unit() as unit:
        booking.take(unit, VisitRequest(chat.owner_id, 1, stands, 1, TEN))

        with pytest.raises(Refusal, match="already_booked") as refusal:
            booking.take(unit, VisitRequest(chat.owner_id, 1, asked, 1, TEN.replace(hour=15)))

    assert refusal.value.params["job"] == words.job(stands)


def test_the_same_as_last_time_finds_the_work_in_a_visit_for_two_jobs(chat: Chat, clock: FixedClock) -> None:
    for day, job in ((20, BOTH), (23, "inspection")):
        at = TEN.replace(day=day)
        with chat.core.unit() as unit:
            visit = booking.take(unit, VisitRequest(chat.owner_id, 1, job, 1, at))
        clock.at = at + jobs.job(job).length
        with chat.core.unit() as unit:
            workshop.conclude(unit, 1, visit.number, workshop.VisitReport(findings=()))

    with chat.core.reading() as unit:
        last = usual.last_visit(unit, chat.owner_id, 1, job="cabin_filter")

    assert last is not None
    assert last.job == BOTH


def test_both_jobs_are_on_record_and_their_parts_used_once_the_visit_is_done(
    chat: Chat, clock: FixedClock
) -> None:
    with chat.core.unit() as unit:
        before = store.free_parts(unit, 1)["cabin_filter"]
        visit = booking.take(unit, VisitRequest(chat.owner_id, 1, BOTH, 1, TEN))
    clock.at = TEN + jobs.job(BOTH).length
    with chat.core.unit() as unit:
        workshop.conclude(unit, 1, visit.number, workshop.VisitReport(findings=()))
        on_record = {each.work.job for each in services.entries(unit, 1)}
        left = store.free_parts(unit, 1)["cabin_filter"]

    assert on_record == {"brake_check", "cabin_filter"}
    assert left == before - 1


@pytest.mark.parametrize(
    "code", ["brake_check+brake_check", "brake_check+cabin_filter+inspection", "brake_check+x"]
)
def test_what_is_no_bundle_of_two_jobs_is_no_job(code: str) -> None:
    with pytest.raises(Refusal, match="job_unknown"):
        jobs.job(code)


def test_one_technician_has_to_have_all_the_skills(core: Core) -> None:
    with core.unit() as unit:
        centre = centres.add_centre(unit, CENTRES[0])
    skills = frozenset({jobs.job("brake_check").skill})
    narrow = replace(centre, technicians=tuple(replace(each, skills=skills) for each in centre.technicians))

    assert rules.able(centre, jobs.job(BOTH))
    assert not rules.able(narrow, jobs.job(BOTH))


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("不要轮胎了", True),
        ("轮胎不做了", True),
        ("再加个刹车油", True),
        ("and add brake fluid", True),
        ("leave out the tyres", True),
        ("no brakes", False),
        ("没刹车", False),
        ("刹车不行了", False),
        ("my brakes failed", False),
        ("刹车油漏了", False),
    ],
)
def test_work_that_is_only_named_is_no_cry_for_help(text: str, *, is_named: bool) -> None:
    assert meant_jobs.is_only_named(text) is is_named


def test_one_of_two_jobs_that_is_named_again_keeps_both_and_only_that_one_leaves_the_other(
    core: Core,
) -> None:
    chat = begun(core, "zh_Hans")
    both = chat.words("job.tyre_service"), chat.words("job.brake_fluid")
    chat.say("周五十点换轮胎和刹车油")
    again = chat.say("轮胎要换的，周五下午两点")
    assert all(each in again for each in both)
    again = chat.say("只换刹车油，周五下午两点")
    assert both[1] in again
    assert both[0] not in again
