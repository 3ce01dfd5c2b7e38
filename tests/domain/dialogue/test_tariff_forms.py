"""Prices as owners write them: each goes to its hours, and what is not plain is refused."""

from datetime import time

import pytest

from domain.dialogue import tariff_forms, trip_forms
from domain.dialogue.trip_forms import Kind
from domain.errors import Refusal
from domain.trips.facts import Band, Tariff

EUROS = Tariff(0.3, "EUR", (Band(time(23), time(7), 0.2),), fast=0.7)
Read = tuple[float, list[tuple[str, str, float]], float | None]


def read(text: str, before: Tariff | None = None) -> Read:
    tariff = tariff_forms.read(text, before, currency="CNY")
    bands = [(f"{each.start:%H:%M}", f"{each.end:%H:%M}", each.price) for each in tariff.bands]
    return tariff.price, bands, tariff.fast


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.6", (0.6, [], None)),
        ("0,52 yuan per kWh", (0.52, [], None)),
        ("一度电六毛二", (0.62, [], None)),
        ("电价 5.8毛", (0.58, [], None)),
        ("6 mao", (0.6, [], None)),
        ("60 fen", (0.6, [], None)),
        ("0.30 cents", (0.3, [], None)),
        ("23-7 0.3, else 0.6, fast 1.8", (0.6, [("23:00", "07:00", 0.3)], 1.8)),
        ("0.35 at night from 10 pm to 8 am and 0.61 in the day", (0.61, [("22:00", "08:00", 0.35)], None)),
        ("0.30 between 11pm and 7am, 0.60 the rest of the day", (0.6, [("23:00", "07:00", 0.3)], None)),
        ("0.6 peak 8am-10pm, 0.3 offpeak", (0.3, [("08:00", "22:00", 0.6)], None)),
        ("0.6 from 7 to 23 and 0.3 otherwise", (0.3, [("07:00", "23:00", 0.6)], None)),
        (
            "0.30 at night and 0.61 in the daytime, night is 10pm to 8am",
            (0.61, [("22:00", "08:00", 0.3)], None),
        ),
        ("0.5 at home and 1.6 for fast charging", (0.5, [], 1.6)),
        ("¥0.3/kWh 22:00-06:00, ¥0.6 otherwise", (0.6, [("22:00", "06:00", 0.3)], None)),
        ("电价 谷0.3 峰0.6 谷是晚上10点到早上8点", (0.6, [("22:00", "08:00", 0.3)], None)),
        ("电价23:00-7:00三毛其余六毛", (0.6, [("23:00", "07:00", 0.3)], None)),
        ("晚上十点到早上六点三毛,其他时间五毛六,快充1块5", (0.56, [("22:00", "06:00", 0.3)], 1.5)),
        ("电价 六毛 快充两块", (0.6, [], 2.0)),
        (
            "0.25 from 0 to 6 and 0.5 from 6 to 18 and 0.75 from 18 to 24",
            (0.75, [("00:00", "06:00", 0.25), ("06:00", "18:00", 0.5), ("18:00", "00:00", 0.75)], None),
        ),
    ],
)
def test_each_price_goes_to_its_hours_on_whichever_side_they_stand(text: str, expected: Read) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("night 0.3 day 0.6", "tariff_part"),
        ("0.3 after 11pm and 0.6 before", "tariff_part"),
        ("0.3/0.6", "tariff_part"),
        ("谷电三毛 白天六毛", "tariff_part"),
        ("电价谷段0.3 平段0.6 峰段1.1", "tariff_part"),
        ("1块2加服务费8毛", "tariff_part"),
        ("0.5 on weekends 0.7 on weekdays", "tariff_days"),
        ("第一档0.5 第二档0.55", "tariff_days"),
        ("went up 10%", "tariff_unread"),
        ("fast 1.8", "tariff_rest"),
    ],
)
def test_what_is_not_plain_is_refused_rather_than_guessed(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)

    assert refused.value.code == code


def test_what_is_left_out_stays_unless_the_currency_is_another() -> None:
    assert read("0.35 euros", EUROS) == (0.35, [], 0.7)
    assert read("fast €0.8", EUROS) == (0.3, [("23:00", "07:00", 0.2)], 0.8)
    assert read("£0.28", EUROS) == (0.28, [], None)


@pytest.mark.parametrize(
    ("text", "prices", "rest"),
    [
        ("电价0.6，下周三3点约保养", "电价0.6,", "下周三3点约保养"),
        (
            "My tariff is 0.6, please book a service on 5 May",
            "my tariff is 0.6,",
            "please book a service on 5 may",
        ),
        ("谷电23点到7点三毛，其他六毛，外面快充一块八", "谷电23点到7点三毛,其他六毛,外面快充一块八", ""),
        ("electricity price went up 3 times this year?", "", ""),
        ("峰谷电价从8点开始吗", "", ""),
        ("30 cents a kwh", "30 cents a kwh", ""),
    ],
)
def test_only_what_tells_prices_is_taken_for_prices(text: str, prices: str, rest: str) -> None:
    question = trip_forms.read(text)

    assert question is not None
    assert (question.kind, question.prices, question.rest.strip()) == (Kind.TARIFF, prices, rest)


@pytest.mark.parametrize(
    "text",
    [
        "上次行程之后车子一直异响",
        "my last charge failed",
        "on my last trip the car pulled to the left",
        "昨天行程中报警了",
    ],
)
def test_a_fault_on_a_trip_is_told_of_the_car(text: str) -> None:
    assert trip_forms.read(text) is None


@pytest.mark.parametrize(
    "text",
    ["how far did I drive on saturday", "十月份跑了多少公里", "driving report for october", "上周六跑了多远"],
)
def test_days_that_cannot_be_shown_alone_are_noticed(text: str) -> None:
    question = trip_forms.read(text)

    assert question is not None
    assert question.other_days


@pytest.mark.parametrize("text", ["九月份呢", "in october?", "上周六呢", "and monday"])
def test_such_days_alone_are_noticed_too(text: str) -> None:
    assert trip_forms.more(text) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "双11囤的行车记录仪到了，想周日去你们店装一下",
        "家里装个充电桩要多少钱",
        "给我导个表，充电记录要全的，我报销用",
        "need my charging history for the tax man",
        "这周行程满的，下周一再换刹车片",
        "家里慢充到80%要几个钟头，谷电10点开始，早上7点出门来得及不",
        "车一共跑了多少公里了",
        "get rid of my trips from last month",
        "The car charges always only until 80, although I have put 100",
    ],
)
def test_what_is_said_beside_trips_and_prices_is_left_to_others(text: str) -> None:
    assert trip_forms.read(text) is None
