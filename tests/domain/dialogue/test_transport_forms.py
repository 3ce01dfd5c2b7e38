"""What words about pick-up, courtesy cars and bringing the car oneself are read as."""

import pytest

from domain.booking.ways import Way
from domain.dialogue import transport_forms
from domain.dialogue.transport_forms import Wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("can you pick the car up at Nanjing Road 5?", Wish(Way.COLLECT, "Nanjing Road 5")),
        ("collect it from home: 5 Nanjing Road", Wish(Way.COLLECT, "5 Nanjing Road")),
        ("could you pick up my car from home?", Wish(Way.COLLECT)),
        ("上门取车，地址南京路5号", Wish(Way.COLLECT, "南京路5号")),
        ("能不能来南京路5号取车", Wish(Way.COLLECT, "南京路5号")),
        ("可以上门取车吗", Wish(Way.COLLECT)),
        ("do you pick up cars?", Wish(Way.COLLECT, asks=True)),
        ("do you have a courtesy car?", Wish(Way.COURTESY, asks=True)),
        ("有代步车吗", Wish(Way.COURTESY, asks=True)),
        ("I need a courtesy car", Wish(Way.COURTESY)),
        ("帮我安排一辆代步车", Wish(Way.COURTESY)),
        ("I'll bring it myself after all", Wish(Way.OWN)),
        ("don't pick it up", Wish(Way.OWN)),
        ("还是我自己开过去吧", Wish(Way.OWN)),
        ("不用上门取车了", Wish(Way.OWN)),
    ],
)
def test_a_wish_is_read_with_its_address(text: str, wish: Wish) -> None:
    assert transport_forms.read(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "when can I pick it up?",
        "I will pick up the car at five",
        "我几点能取车",
        "my wife said you pick up cars",
        "the courtesy car was dirty",
        "book a brake check on Friday",
    ],
)
def test_what_is_told_of_others_or_of_fetching_it_back_is_no_wish(text: str) -> None:
    wish = transport_forms.read(text)
    assert wish is None


@pytest.mark.parametrize("text", ["南京路5号", "No. 5 Nanjing Road", "Willow Court", "东方明珠"])
def test_a_bare_place_is_an_address(text: str) -> None:
    assert transport_forms.is_address(text)


@pytest.mark.parametrize(
    "text", ["cancel my visit", "yes", "算了", "what does it cost?", "取消预约", "好的", "多少钱？"]
)
def test_a_cancellation_a_question_or_a_yes_is_no_address(text: str) -> None:
    assert not transport_forms.is_address(text)
