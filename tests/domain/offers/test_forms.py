"""What owners write of offers, and what sounds like it and is not."""

import pytest

from domain.dialogue import offer_forms
from domain.dialogue.offer_forms import OfferWish


@pytest.mark.parametrize(
    "text",
    [
        "不要再推荐了", "别再给我推荐了", "不要再给我发广告", "别推销了", "不想再收到这种推荐", "停止推荐", "关闭优惠推送", "不需要这类广告", "以后别给我推荐这些",
        "stop such offers", "no more offers please", "Don't send me ads any more", "please stop advertising", "I don't want any offers", "turn off the offers", "never such offers",
    ],
)  # fmt: skip
def test_no_more_offers_are_wished_for(text: str) -> None:
    assert offer_forms.read(text) is OfferWish.OFF


@pytest.mark.parametrize(
    "text",
    ["恢复推荐", "打开优惠推荐", "可以继续给我推荐", "turn offers on again", "turn on offers again", "send me offers again", "offers are fine again"],
)  # fmt: skip
def test_offers_are_wanted_again(text: str) -> None:
    assert offer_forms.read(text) is OfferWish.ON


@pytest.mark.parametrize(
    "text",
    ["有什么优惠吗", "有没有适合我的优惠", "有优惠活动吗", "最近有啥促销", "any offers for me?", "do you have any deals", "are there upgrades that fit my car", "what offers do you have"],
)  # fmt: skip
def test_it_is_asked_what_is_offered(text: str) -> None:
    assert offer_forms.read(text) is OfferWish.SHOW


@pytest.mark.parametrize(
    "text",
    [
        "有什么推荐的时间吗", "别推荐这个时间", "推荐一家店", "不要提醒我到店", "我要预约保养", "别换轮胎", "有没有空的时段", "取消预约",
        "which times do you offer", "no, offer me another day", "what slots do you offer on Monday", "stop the warnings", "cancel my visit", "no", "the deal is off",
        "don't offer me another", "no deal", "车险该续了，有没有优惠", "do you offer brake service", "can you offer something on Tuesday", "what do you recommend",
    ],
)  # fmt: skip
def test_what_is_about_something_else_is_left_alone(text: str) -> None:
    assert offer_forms.read(text) is None
