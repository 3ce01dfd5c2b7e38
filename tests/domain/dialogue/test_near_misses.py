"""Sentences beside a form that are none of it: what another wish, a quotation or a report says is not taken for it."""

import pytest

from domain.dialogue import first_use_forms, supposed, transport_places
from domain.dialogue.acts import notes
from domain.dialogue.emergency import recognition
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.meaning import patterns, person, remarks, withdrawing
from tests.domain.dialogue.test_understand import BOOKING, NOW, meaning
from tests.pace import spending


@pytest.mark.parametrize(
    "text",
    [
        "路上堵车，晚到20分钟，店里还等吗",
        "Should be 20 minutes late, I'm stuck in traffic, is that ok?",
        "I'd say I'm 15 minutes late, is that ok?",
    ],
)
def test_who_is_late_now_does_not_only_imagine_it(text: str) -> None:
    assert not supposed.imagines(text)


def test_a_move_in_a_supposition_is_a_wish() -> None:
    assert supposed.find("如果迟到就延到周五可以吗") is None
    assert supposed.find("万一迟到半小时怎么办呢") is supposed.Supposed.LATE


@pytest.mark.parametrize("text", ["I didn't book it yet?", "No appointment?", "我没约吗？"])
def test_a_question_whether_something_is_booked_refuses_nothing(text: str) -> None:
    assert withdrawing.without_refusal(text) is None


def test_a_refusal_is_one_still() -> None:
    assert (
        withdrawing.without_refusal("I didn't ask to book anything. What does 75% mean?")
        == "What does 75% mean?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "My husband says, cancel it. But I want to keep it.",
        "Don't listen to him, cancel that, keep my booking",
        "cancel that, leave it as it was",
    ],
)
def test_a_cancellation_that_is_taken_back_or_anothers_is_none(text: str) -> None:
    before = Meaning(Intent.NEGATE)
    assert withdrawing.cancels(before, text, BOOKING) == before


@pytest.mark.parametrize(
    "text",
    [
        "Cancel my visit. Add a note that I am away",
        "Move it to Friday. Leave a note: key in box",
        "Yes, book it. Please add a note that I bring the key",
        "预约，加个备注右前轮异响",
    ],
)
def test_a_note_behind_another_wish_does_not_swallow_it(text: str) -> None:
    assert notes.form(text) is None


@pytest.mark.parametrize(
    "text", ["Move my appointment. How is my car?", "改期吧，我的车怎么样", "取消预约，我的车怎么样"]
)
def test_a_wish_of_a_visit_comes_before_the_question_how_the_car_is(text: str) -> None:
    assert meaning(text).intent is not Intent.CAR_QUESTION


def test_a_long_wish_for_a_time_is_read_at_once() -> None:
    with spending() as spent:
        patterns.WISH_FOR_A_TIME.fullmatch("i would like to book a visit for us please at, my boss agreed")
        patterns.WISH_FOR_A_TIME.fullmatch("约一下个一下次" * 7 + "x")
        patterns.WISH_FOR_A_TIME.fullmatch("at book a visit " * 7 + "x")
    assert spent.s < 0.1


@pytest.mark.parametrize(
    "remark",
    [
        "We will be in Spain.",
        "She has the car in Munich.",
        "The car is at the dealer.",
        "I take the car to Kwik Fit.",
        "Hand over the car to the buyer.",
        "Bring the car to my house.",
        "Come to my house, take the car.",
    ],
)
def test_beside_a_yes_it_is_no_remark_that_the_car_is_elsewhere_or_to_be_fetched(remark: str) -> None:
    assert remarks.split(f"Yes, book it. {remark}", BOOKING, now=NOW) is None


@pytest.mark.parametrize(
    "remark",
    [
        "车是别人的了",
        "车有新车主",
        "车在外地",
        "我们开车去三亚",
        "我老婆叫我去特斯拉",
        "车停在修理厂",
        "车有点漏油",
    ],
)
def test_the_same_in_chinese(remark: str) -> None:
    assert remarks.split(f"就定这个，{remark}", BOOKING, now=NOW) is None


def test_a_remark_on_who_brings_the_car_is_one() -> None:
    for text in (
        "Yes, book it. My husband will bring the car.",
        "就定这个，我老公开车过去",
        "就定这个，车停在楼下车位",
    ):
        assert remarks.split(text, BOOKING, now=NOW)


@pytest.mark.parametrize(
    "text", ["Can anyone tell me how far I can drive?", "Can someone tell me what 75% means?"]
)
def test_who_asks_anybody_what_something_means_wants_no_person(text: str) -> None:
    assert not person.is_wished(text)


@pytest.mark.parametrize("text", ["刹车踩到底要很久才停", "刹车踏板踩到底会滑"])
def test_a_pedal_at_the_floor_is_an_emergency(text: str) -> None:
    danger = recognition.find(text)
    assert danger is not None
    assert danger.sure


@pytest.mark.parametrize(
    "text", ["我的车想约到2027年1月的", "车改到2027年1月的", "The car is back on 2027-01-05 from France"]
)
def test_a_month_of_a_visit_or_a_return_is_not_that_of_the_registration(text: str) -> None:
    assert first_use_forms.read(text) is None


@pytest.mark.parametrize(
    "text",
    ["Is the address 12 Main Street?", "店的地址在人民路88号吗", "the address is not 5 High Street"],
)
def test_a_question_or_denial_gives_no_address(text: str) -> None:
    assert transport_places.own(text) is None
