"""Sentences that another part answers: neither a change of habit, nor a car's worth, nor a command takes them."""

from dataclasses import replace

import numpy as np
import pytest

from domain.dialogue import commands, price_remarks, value_forms, whatif_forms
from domain.dialogue.acts import whatif
from domain.dialogue.facts import Talk
from domain.dialogue.value_forms import Kind
from domain.dialogue.whatif_forms import Habit
from domain.errors import Refusal
from domain.registry.tables import Vehicle
from domain.twin.facts import Habits

OTHERS = (
    "什么时候把车送给我", "修好了把车送我家", "修好把车送给您们", "过户以后保修还有效吗", "过户前要做保养吗", "这车过户过几次", "过户给我的车还有保修吗",
    "my car no longer accepts fast charging, would you have a look?", "the car stopped fast charging, would you check it?",
    "what if the car stopped fast charging", "what would it cost to charge to 80%?", "if I charge to 80% can I get to work and back?",
    "let me know if it is charged to full", "要是充满电要花多少", "如果充满了告诉我", "充满的话能跑多远", "如果快充速度减慢了怎么办",
    "could we move to Friday for the battery check?", "what if we move to Friday for the battery check?", "如果我在深圳,去哪家店最近?",
    "要是在杭州充电,哪里便宜", "I moved to Haikou", "车启动时会发出几声响", "我的车胎压值多少", "这车输出多少千瓦", "你们的轮胎卖多少钱",
    "我的车轮胎卖多少钱", "what is the price of it?", "what is the price of the car wash?", "do you think it is worth waiting a week?",
    "is it true that it is worth a try", "how long does the battery check last", "how long does the battery guarantee last", "电池检测要用多久",
    "I have read the health report, the brakes squeal and I want them repaired on Friday", "the health report came, I want to come on Friday",
    "我看了体检报告,刹车有异响,想周五修", "what will my insurance cost in the next three months", "未来三个月的保险要多少钱",
    "the brakes squeal, I am away for the next three months",
)  # fmt: skip
COMMANDS = {
    "transfer": (
        "过户", "我要过户", "车已经过户了，怎么办", "过户需要什么手续", "过户给新车主要怎么弄", "把车过户给我儿子", "我把车送给朋友了", "我把车送给我女儿了", "把车送人了",
        "I have given away my car",
    ),
    "checkup": ("I need a health report for the sale", "health report, please", "show me the battery certificate of my car", "给我出一份体检报告"),
    "ahead": ("what will I have to spend on my car in the next three months?", "over the next three months what is due?", "接下来三个月我的车要花多少钱"),
}  # fmt: skip
WORTHS = (
    "值多少钱啊", "这车现在能卖多少", "我的车值多少", "这车还值几万", "它现在大概值多少", "它卖多少钱", "what is it worth", "what is my car worth now",
    "the value of my car", "do you know what the car would be worth in June",
)  # fmt: skip
LASTINGS = ("电池还能用几年", "how long will the battery last", "how many years will my battery last?")
HABITS = (
    ("would charging to 80% be better for the battery?", Habit(limit_pct=80.0)),
    ("what happens if I charge to full every day", Habit(limit_pct=100.0)),
    ("what changes if I only charge to 80%", Habit(limit_pct=80.0)),
    ("如果我每天只充到80%会怎么样", Habit(limit_pct=80.0)),
    ("要是搬去海口呢", Habit(city="haikou")),
    ("what if I moved to Smallville, how would the battery age", Habit(city="?")),
    ("what if I drove 12 000 km a year", Habit(km_year=12_000.0)),
    ("what if I drove 12.000 km a year", Habit(km_year=12_000.0)),
    ("what if I drove 12,000 km per year", Habit(km_year=12_000.0)),
    ("what if I drove 12.5k km per year", Habit(km_year=12_500.0)),
    ("如果一年跑1.5万公里", Habit(km_year=15_000.0)),
    ("如果一年跑12 000公里", Habit(km_year=12_000.0)),
)
USED = Habits(
    n_charges=20,
    n_days=40,
    limit_pct=90.0,
    fast_share=0.3,
    soc=np.zeros(1),
    celsius=np.zeros(1),
    month=np.zeros(1),
    km_year=None,
)


def test_what_another_part_answers_is_taken_by_none_of_the_wide_forms() -> None:
    taken = {
        text: (whatif_forms.read(text), value_forms.read(text), commands.command_of(text)) for text in OTHERS
    }

    assert {text: by for text, by in taken.items() if any(by)} == {}


def test_what_is_meant_for_a_command_or_for_a_worth_is_still_taken() -> None:
    named = [(name, text) for name, texts in COMMANDS.items() for text in texts]
    asked = [(Kind.WORTH, text) for text in WORTHS] + [(Kind.LASTING, text) for text in LASTINGS]
    read = [(question.kind, text) for _, text in asked if (question := value_forms.read(text))]

    assert [(commands.command_of(text), text) for _, text in named] == named
    assert read == asked


def test_another_habit_is_still_asked_about_with_every_way_to_write_a_distance() -> None:
    assert [(text, whatif_forms.read(text)) for text, _ in HABITS] == [*HABITS]


def test_another_distance_is_refused_for_its_own_reason_where_todays_is_not_known() -> None:
    car = Vehicle(id=1, name="Car 1")

    with pytest.raises(Refusal, match="twin_no_distance"):
        whatif._about(car, USED, Habit(km_year=12_000.0))
    assert whatif._about(car, USED, Habit(km_share=0.5)).km == 50
    assert whatif._about(car, replace(USED, km_year=15_000.0), Habit(km_year=12.0)).km == 1


@pytest.mark.parametrize("text", ["胎压不能太高吧", "温度别太高了"])
def test_a_height_without_a_price_is_no_remark_on_the_price(text: str) -> None:
    assert price_remarks.without(text, Talk()) == text
    assert (
        price_remarks.without(f"约周五保养，费用别太高，{text}", Talk()).replace(" ", "")
        == f"约周五保养，{text}"
    )
