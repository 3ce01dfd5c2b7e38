"""How the car comes to its visit, in a whole talk: what is said beside it survives, a breakdown stays one, nothing is arranged unasked."""

import pytest

from domain.booking import service as booking
from domain.booking.tables import Centre
from domain.core import Core
from domain.dialogue import dangers
from domain.dialogue.times import when
from domain.explain.facts import Language
from domain.registry.tables import Owner
from tests.domain.dialogue.chat import Chat, begun
from tests.domain.dialogue.test_transport_forms import NOW


def come_by(chat: Chat) -> list[tuple[str, str, str]]:
    """The work of each booked visit, how the car comes to it, and the address."""
    with chat.core.reading() as unit:
        visits = booking.visits_of(unit, chat.owner_id)
        return [(each.job, each.transport, each.collect_at) for each in visits if each.state == "booked"]


@pytest.mark.parametrize(
    ("language", "text", "yes", "visit"),
    [
        (
            "en",
            "pick my car up from 5 Nanjing Road on Friday at 10 for the brakes",
            "yes",
            ("brake_pads", "collect", "5 Nanjing Road"),
        ),
        (
            "en",
            "book a brake check on Friday at 10 and collect it from 5 Nanjing Road please",
            "yes",
            ("brake_check", "collect", "5 Nanjing Road"),
        ),
        ("zh_Hans", "周五上午10点来南京路5号取车，换刹车片", "好的", ("brake_pads", "collect", "南京路5号")),
        (
            "zh_Hans",
            "检查刹车，周五10点，上门取车，地址南京路5号",
            "好的",
            ("brake_check", "collect", "南京路5号"),
        ),
        ("en", "book a brake check on Friday at 10, no courtesy car", "yes", ("brake_check", "", "")),
        ("zh_Hans", "周五上午10点检查刹车，不要代步车", "好的", ("brake_check", "", "")),
    ],
)
def test_work_time_and_address_of_one_message_are_all_in_the_booking(
    core: Core, language: Language, text: str, yes: str, visit: tuple[str, str, str]
) -> None:
    chat = begun(core, language)
    chat.say(text)
    chat.say(yes)

    assert come_by(chat) == [visit]
    assert [start for _, start, _ in chat.booked()] == ["20 02:00"]


@pytest.mark.parametrize(
    ("language", "wish", "job", "time", "address", "yes"),
    [
        ("en", "please pick up my car from 5 Nanjing Road", "brake check", "Friday at 10", "", "yes"),
        ("zh_Hans", "来拿车吧，地址南京路5号", "检查刹车", "周五上午10点", "", "好的"),
        ("en", "book a brake check", "please collect the car", "Friday at 10", "5 Nanjing Road", "yes"),
        ("zh_Hans", "预约检查刹车", "来我家取车", "周五上午10点", "南京路5号", "好的"),
        (
            "en",
            "book a brake check",
            "pick it up please",
            "what does it cost?",
            "5 Nanjing Road, Friday at 10",
            "yes",
        ),
        ("zh_Hans", "预约检查刹车", "上门取车", "你们几点关门", "周五10点，南京路5号", "好的"),
    ],
)
def test_the_pick_up_outlives_what_comes_between_and_its_address_is_asked_for_until_it_is_known(
    core: Core, language: Language, wish: str, job: str, time: str, address: str, yes: str
) -> None:
    chat = begun(core, language)
    for text in (wish, job, time, address, yes):
        if text:
            chat.say(text)

    known = "5 Nanjing Road" if language == "en" else "南京路5号"
    assert come_by(chat) == [("brake_check", "collect", known)]


@pytest.mark.parametrize(
    ("language", "first", "wish", "no", "yes"),
    [
        ("en", "book a brake check on Friday at 10", "pick it up from home", "no", "yes"),
        ("en", "book a brake check on Friday at 10", "please collect the car", "no pick-up needed", "yes"),
        ("zh_Hans", "周五上午10点检查刹车", "来拿车吧", "不用了", "是的"),
        ("en", "book a brake check on Friday at 10", "with a courtesy car please", "no courtesy car", "yes"),
        ("zh_Hans", "周五上午10点检查刹车", "要一辆代步车", "代步车不用了", "是的"),
    ],
)
def test_a_no_takes_back_what_was_wished_and_nothing_else(
    core: Core, language: Language, first: str, wish: str, no: str, yes: str
) -> None:
    chat = begun(core, language)
    for text in (first, wish, no, yes):
        chat.say(text)

    assert come_by(chat) == [("brake_check", "", "")]


@pytest.mark.parametrize("no", ["no courtesy car", "I don't need a loaner"])
def test_a_refused_courtesy_car_leaves_the_pick_up(core: Core, no: str) -> None:
    chat = begun(core, "en")
    for text in ("book a brake check on Friday at 10, pick it up from 5 Nanjing Road", no, "yes"):
        chat.say(text)

    assert come_by(chat) == [("brake_check", "collect", "5 Nanjing Road")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("please pick up my car from 5 Nanjing Road", "refusal.not_collected"),
        ("来我家取车吧", "refusal.not_collected"),
        ("I need a courtesy car", "refusal.no_courtesy_cars"),
        ("安排一辆代步车", "refusal.no_courtesy_cars"),
    ],
)
def test_a_centre_that_offers_nothing_of_it_says_so_at_once(core: Core, text: str, code: str) -> None:
    chat = begun(core, "en")
    with core.unit() as unit:
        centre = unit.session.get_one(Centre, 1)
        centre.collects, centre.courtesy_cars = False, 0
    chat.say(text)

    assert chat.codes == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Friday at 10", ["transport.where"]),
        ("home", ["transport.where"]),
        ("no", ["answer.all_right"]),
        ("7 High Street", ["transport.ask.collect"]),
    ],
)
def test_the_address_of_a_booked_visit_is_asked_for_again_where_a_time_is_said(
    core: Core, text: str, codes: list[str]
) -> None:
    chat = begun(core, "en")
    for words in ("book a brake check on Friday at 10", "yes", "please collect the car"):
        chat.say(words)

    chat.say(text)
    assert chat.codes == codes
    assert come_by(chat) == [("brake_check", "", "")]


def test_a_visit_is_moved_with_the_pick_up_that_is_wished_beside_it(core: Core) -> None:
    chat = begun(core, "en")
    chat.say("book a brake check on Friday at 10")
    chat.say("yes")
    asked = chat.say("move my visit to Thursday at 11 and pick it up from 7 High Street")
    assert "collected at 7 High Street" in asked
    chat.say("yes")

    assert come_by(chat) == [("brake_check", "collect", "7 High Street")]
    assert [start for _, start, _ in chat.booked()] == ["19 03:00"]


def test_a_booking_that_another_interrupts_comes_back_with_its_pick_up(core: Core) -> None:
    chat = begun(core, "en")
    for text in (
        *("book a first service on Thursday at 9", "yes", "book a brake check on Friday at 10"),
        "pick it up from 5 Nanjing Road",
    ):
        chat.say(text)
    chat.say("cancel my first service")
    assert "transport.lost.collect" not in chat.codes
    chat.tap("keep it") if any("keep" in each.label for each in chat.newest) else chat.say("no")
    chat.say("yes")

    assert ("brake_check", "collect", "5 Nanjing Road") in come_by(chat)


def test_a_cancellation_taken_back_has_its_courtesy_car_again(core: Core) -> None:
    chat = begun(core, "en")
    for text in ("book a brake check on Friday at 10 with a courtesy car", "yes", "cancel my visit", "yes"):
        chat.say(text)
    assert come_by(chat) == []
    chat.tap("Undo")

    assert come_by(chat) == [("brake_check", "courtesy", "")]


@pytest.mark.parametrize("change", ["cancel my visit", "move my visit to Thursday at 11"])
def test_a_change_taken_back_says_that_the_courtesy_car_is_lent_to_another_now(
    core: Core, change: str
) -> None:
    chat = begun(core, "en")
    for text in ("book a brake check on Friday at 10 with a courtesy car", "yes", change, "yes"):
        chat.say(text)
    other = begun(core, "en", chat_id=2)
    for text in ("book a brake check on Friday at 10 with a courtesy car", "yes"):
        other.say(text)
    chat.tap("Undo")

    assert come_by(chat) == [("brake_check", "", "")]
    assert "refusal.courtesy_cars_out" in chat.codes


def test_a_cancelled_pick_up_asks_for_its_address_again_as_that_is_deleted(core: Core) -> None:
    chat = begun(core, "en")
    for text in (
        *("book a brake check on Friday at 10, pick it up from 5 Nanjing Road", "yes"),
        *("cancel my visit", "yes"),
    ):
        chat.say(text)
    chat.tap("Undo")
    assert chat.codes[-1] == "transport.where"
    chat.say("5 Nanjing Road")
    chat.say("yes")

    assert come_by(chat) == [("brake_check", "collect", "5 Nanjing Road")]


def test_a_booking_taken_back_says_that_its_pick_up_is_off(core: Core) -> None:
    chat = begun(core, "en")
    for text in ("book a brake check on Friday at 10, pick it up from 5 Nanjing Road", "yes"):
        chat.say(text)
    chat.tap("Undo")

    assert chat.codes == ["visit.undone", "transport.lost.collect"]


def test_no_button_of_the_summary_holds_the_address(core: Core) -> None:
    chat = begun(core, "en")
    said = chat.say("book a brake check on Friday at 10, pick it up from 5 Nanjing Road")

    assert "5 Nanjing Road" in said
    (summary,) = chat.reply.messages
    assert summary.rows
    assert not any("Nanjing" in str(button.params) for row in summary.rows for button in row)


def test_a_yes_by_button_is_of_the_very_address_that_was_summed_up(core: Core) -> None:
    chat = begun(core, "en")
    chat.say("book a brake check on Friday at 10, pick it up from 5 Nanjing Road")
    first = list(chat.newest)
    chat.say("pick it up from 7 High Street")
    chat.tap("Yes, book it", among=first)
    assert come_by(chat) == []
    chat.tap("Yes, book it")

    assert come_by(chat) == [("brake_check", "collect", "7 High Street")]


@pytest.mark.parametrize(
    "text", ["我可以明天来取车吗", "我什么时候能取车", "when can I collect my car", "when can I pick it up?"]
)
def test_an_owner_who_asks_when_the_car_can_be_fetched_is_told_when_it_is_ready(
    core: Core, text: str
) -> None:
    chat = begun(core, "en")
    chat.say("book a brake check on Friday at 10")
    chat.say("yes")
    chat.say(text)

    assert "topic.ready" in chat.codes
    assert not any(code.startswith("transport.") for code in chat.codes)


@pytest.mark.parametrize(
    "text",
    [
        "please pick up my car from 5 Nanjing Road",
        "pick up my car from 12 King Street tomorrow at 9",
        "please come and get my car from 5 Nanjing Road",
        "来拿车吧，地址南京路5号",
        "来我家取车",
        "请派人来南京路5号取车",
    ],
)
def test_a_pick_up_is_no_breakdown(core: Core, text: str) -> None:
    chat = begun(core, "en")
    with core.unit() as unit:
        assert dangers.find(unit, unit.session.get_one(Owner, chat.owner_id), text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "my car broke down, come pick it up",
            "tow my car from 5 Nanjing Road",
            "pick up my car, it's dead",
        ),
        *(
            "my car won't start, can you pick it up from 5 Nanjing Road",
            "please pick up my car from the motorway",
        ),
        *(
            "the tyre is flat on the A4, pick up my car please",
            "车坏在路上了，来拖车",
            "车没电趴窝了，派人来取车",
        ),
        *("车坏了，来取车", "车在高速上动不了，来取车吧", "我的车趴窝了，你们来取车", "来高速上取我的车"),
    ],
)
def test_a_breakdown_with_a_wish_to_have_the_car_fetched_stays_one(core: Core, text: str) -> None:
    chat = begun(core, "en")
    with core.unit() as unit:
        assert dangers.find(unit, unit.session.get_one(Owner, chat.owner_id), text) is not None


@pytest.mark.parametrize(
    "text", ["南京路5号", "世纪大道15号", "南京东路100弄5号", "人民街 5号", "淮海中路五号", "中山东道3号"]
)
def test_the_number_of_a_house_is_no_day_of_the_month(text: str) -> None:
    assert when.find(f"地址{text}", now=NOW) == ()


@pytest.mark.parametrize("text", ["5号", "在路上5号到", "我知道5号有空", "15号上午"])
def test_a_day_of_the_month_stays_one(text: str) -> None:
    assert when.find(text, now=NOW) != ()


@pytest.mark.parametrize(
    ("language", "texts", "place"),
    [
        (
            "zh_Hans",
            ("约刹车检查", "要上门取车的礼拜五上午来我家取就行钥匙我放物业", "世纪大道88号3号楼"),
            "世纪大道88号3号楼",
        ),
        (
            "zh_Hans",
            ("约刹车检查，周五上午来我家取车", "锦绣路18弄6号", "取车地址改成锦绣路20弄6号"),
            "锦绣路20弄6号",
        ),
        ("zh_Hans", ("约刹车检查，周五上午上门取车", "我的地址是花园路5号，钥匙放门卫"), "花园路5号"),
        (
            "en",
            (
                "book a brake check on Friday morning, pick up the car at my home please",
                "my address is 12 Garden Road",
            ),
            "12 Garden Road",
        ),
        (
            "en",
            (
                "book a brake check on Friday morning, collect it from 5 Garden Road",
                "pick me up at 14 Garden Road instead",
            ),
            "14 Garden Road",
        ),
    ],
)
def test_home_is_no_address_and_the_owner_s_own_sentence_sets_it_and_the_day_stays(
    core: Core, language: Language, texts: tuple[str, ...], place: str
) -> None:
    chat = begun(core, language)
    for text in texts:
        chat.say(text)
    chat.say("yes" if language == "en" else "确认")

    assert [address for _, _, address in come_by(chat)] == [place]
    assert [start[:2] for _, start, _ in chat.booked()] == ["20"]


def test_another_address_for_a_booked_pick_up_is_asked_about_and_what_is_on_record_is_told(
    core: Core,
) -> None:
    chat = begun(core, "zh_Hans")
    for text in ("约刹车检查，周五上午10点来南京路5号取车", "确认"):
        chat.say(text)

    assert "南京路5号" in chat.say("到底来不来我家取车地址你有没有记下来")
    assert "锦绣路18弄6号" in chat.say("什么叫那里地址是浦东新区锦绣路18弄6号别搞错了")
    assert come_by(chat) == [("brake_check", "collect", "南京路5号")]
    chat.say("是的")
    assert come_by(chat) == [("brake_check", "collect", "浦东新区锦绣路18弄6号")]
