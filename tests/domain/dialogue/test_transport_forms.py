"""What words about pick-up, courtesy cars and bringing the car oneself are read as."""

from datetime import datetime

import pytest

from domain.booking.ways import Way
from domain.dialogue import transport_forms
from domain.dialogue.transport_forms import Wish

NOW = datetime(2026, 11, 16, 10, 0)  # noqa: DTZ001 - a wall clock; a Monday


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("can you pick the car up at Nanjing Road 5?", Wish(Way.COLLECT, "Nanjing Road 5")),
        ("collect it from home: 5 Nanjing Road", Wish(Way.COLLECT, "5 Nanjing Road")),
        ("could you pick up my car from home?", Wish(Way.COLLECT)),
        ("上门取车，地址南京路5号", Wish(Way.COLLECT, "南京路5号")),
        ("能不能来南京路5号取车", Wish(Way.COLLECT, "南京路5号")),
        ("可以上门取车吗", Wish(Way.COLLECT)),
        ("can my car be collected?", Wish(Way.COLLECT, asks=True)),
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
    assert transport_forms.answered(text, now=NOW) == Wish(Way.COLLECT, text)


@pytest.mark.parametrize(
    "text",
    [
        *("cancel my visit", "yes", "算了", "what does it cost?", "取消预约", "好的", "多少钱？"),
        *(
            "no",
            "不用了",
            "不要",
            "when can I collect my car",
            "我几点来取车",
            "no courtesy car",
            "修好了通知我",
        ),
    ],
)
def test_a_cancellation_a_question_a_yes_or_a_no_is_no_address(text: str) -> None:
    assert transport_forms.answered(text, now=NOW) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Friday at 10", "Friday at 10"),
        ("Friday at 10 would be great", "Friday at 10"),
        ("any time on Friday", "Friday"),
        ("明天十点", "明天十点"),
        ("周五上午十点可以", "周五上午十点"),
        ("下周三下午", "下周三下午"),
        ("home", ""),
        ("我家", ""),
    ],
)
def test_a_time_or_home_is_no_address_and_the_time_is_kept(text: str, rest: str) -> None:
    answer = transport_forms.answered(text, now=NOW)
    assert answer == Wish(Way.COLLECT)
    assert answer.rest == rest


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("Friday at 10, 5 Nanjing Road", "5 Nanjing Road", "Friday at 10"),
        ("5 Nanjing Road on Friday at 10", "5 Nanjing Road", "Friday at 10"),
        ("周五10点，南京路5号", "南京路5号", "周五10点"),
    ],
)
def test_an_address_with_a_time_is_read_as_both(text: str, address: str, rest: str) -> None:
    answer = transport_forms.answered(text, now=NOW)
    assert answer == Wish(Way.COLLECT, address)
    assert answer.rest == rest


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        (
            "pick my car up from 5 Nanjing Road on Friday at 10 for the brakes",
            "5 Nanjing Road",
            "book on Friday at 10 for the brakes",
        ),
        (
            "can you collect my car from 12 High Street, Friday morning, for tyres",
            "12 High Street",
            "book Friday morning, for tyres",
        ),
        (
            "please pick up my car from the office at 12 King Street tomorrow",
            "12 King Street",
            "book from the office tomorrow",
        ),
        (
            "please come and get my car at 9 on Friday from 5 Nanjing Road, London, for a tyre check",
            "5 Nanjing Road, London",
            "book at 9 on Friday, for a tyre check",
        ),
        (
            "5 Nanjing Road, pick up my car Friday at 10 for the brakes",
            "5 Nanjing Road",
            "book Friday at 10 for the brakes",
        ),
        ("pick up my car at 10 from 5 Nanjing Road", "5 Nanjing Road", "book at 10"),
        ("could you fetch my car from home tomorrow at 9", "", "book from home tomorrow at 9"),
        ("周五上午10点来南京路5号取车，换刹车片", "南京路5号", "预约到店 周五上午10点，换刹车片"),
        ("地址南京路5号，周五上午10点上门取车，换刹车片", "南京路5号", "预约到店 周五上午10点，换刹车片"),
        (
            "麻烦派个师傅来南京东路100弄5号302室取车，明天上午9点，做保养",
            "南京东路100弄5号302室",
            "预约到店 明天上午9点，做保养",
        ),
        ("明天上午9点来浦东新区世纪大道8号取车做保养", "浦东新区世纪大道8号", "预约到店 明天上午9点 做保养"),
        ("能不能周五上午10点来我公司取车保养", "", "预约到店 能不能周五上午10点 保养"),
        ("周五10点保养，来南京路5号拿车", "南京路5号", "预约到店 周五10点保养"),
    ],
)
def test_a_pick_up_is_read_apart_from_the_time_and_the_work(text: str, address: str, rest: str) -> None:
    wish = transport_forms.read(text)
    assert wish == Wish(Way.COLLECT, address)
    assert wish.rest == rest
    assert transport_forms.says_more(wish, now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        *("please collect the car", "please pick up my car", "collect my car please", "come and get my car"),
        *("I'd like my car picked up", "来我家取车", "来拿车吧", "请你们来取车"),
    ],
)
def test_an_owner_who_has_the_car_wishes_for_a_pick_up(text: str) -> None:
    assert transport_forms.read(text) == Wish(Way.COLLECT)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "when can I collect my car",
            "can we pick up the car on Friday?",
            "I'd like to pick up my car on Friday",
        ),
        *(
            "drop the car off at 9 and pick it up at 5",
            "我可以明天来取车吗",
            "我明天来取车",
            "修好了我来取车",
        ),
        *("什么时候来取车", "我去店里取车", "can you pick up the parts", "please pick up the phone"),
    ],
)
def test_an_owner_who_fetches_the_car_wishes_for_no_pick_up(text: str) -> None:
    assert transport_forms.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no courtesy car",
            "I don't need a loaner",
            "no loaner please",
            "without a courtesy car",
            "I need no loan car",
        ),
        *(
            "the loaner isn't needed",
            "不要代步车",
            "不用代步车",
            "代步车不需要",
            "代步车就不用了",
            "别安排代步车",
        ),
    ],
)
def test_a_courtesy_car_that_is_refused_is_not_reserved(text: str) -> None:
    assert transport_forms.read(text) == Wish(Way.OWN, refuses=Way.COURTESY)


@pytest.mark.parametrize("text", ["no pick-up needed", "不用来取车", "取车就不用了", "don't collect my car"])
def test_a_pick_up_that_is_refused_is_not_arranged(text: str) -> None:
    assert transport_forms.read(text) == Wish(Way.OWN)


@pytest.mark.parametrize("text", ["is there no courtesy car?", "没有代步车吗"])
def test_a_question_with_a_no_in_it_is_a_question(text: str) -> None:
    assert transport_forms.read(text) == Wish(Way.COURTESY, asks=True)


@pytest.mark.parametrize(
    "text", ["I did not get a courtesy car last time", "I can't do without a courtesy car"]
)
def test_what_only_sounds_like_a_refusal_is_none(text: str) -> None:
    wish = transport_forms.read(text)
    assert wish is None or wish.way is not Way.OWN
