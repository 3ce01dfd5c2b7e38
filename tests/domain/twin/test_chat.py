"""Another habit in the chat: asked in words, by command and by button; and what is said where too little is known."""

import re

import pytest

from domain.core import Core
from domain.dialogue import command_forms, whatif_forms
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.registry import service as registry
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import begun

ASKS = (
    ("如果我每天只充到80%，电池能多用几年？", {"limit_pct": 80.0}),
    ("what if I only charge to 80 %", {"limit_pct": 80.0}),
    ("每天充满会不会伤电池", {"limit_pct": 100.0}),
    ("要是搬去海口呢", {"city": "haikou"}),
    ("what would happen if I moved to Kunming", {"city": "kunming"}),
    ("假如我天天快充会怎样", {"fast": "more"}),
    ("what if I stop fast charging", {"fast": "none"}),
    ("停在地下车库对电池有没有影响", {"parking_c": -5.0}),
    ("what if I park in the sun all day", {"parking_c": 5.0}),
    ("如果每年跑3万公里", {"km_year": 30_000.0}),
    ("what if I drove half as much", {"km_share": 0.5}),
    (
        "hi, in a hurry, what happens to my battery over the years if I only charge it up to 80% instead of what I do now?",
        {"limit_pct": 80.0},
    ),
    ("如果只充到九成再加上少用快充呢", {"limit_pct": 90.0, "fast": "less"}),
)
OTHERS = (
    "充到80%提醒我", "如果周二不行就周三", "what if it breaks down on Friday", "如果我去上海出差能开到吗",
    "if Tuesday is full, move it to Wednesday", "我想约明天保养，如果可以的话充到80%", "how far did I drive last week",
    "要是我搬去上海了，车还能在你们那做保养吗", "要是一年跑3万公里多久保养一次", "如果我明天不去了呢", "电池被偷了怎么办",
    "I might move to London, if so delete my data", "should I drive less, the brakes squeal", "what if I die",
    "should I charge it fully before I come?", "what if I park in the garage at your place", "去之前如果充满电行吗",
)  # fmt: skip


def test_each_habit_is_understood_and_other_wishes_are_left_to_others() -> None:
    for text, parts in ASKS:
        assert whatif_forms.read(text) == whatif_forms.Habit(**parts), text
    assert [text for text in OTHERS if whatif_forms.read(text)] == []


def test_offers_and_free_days_of_three_months_are_no_question_of_what_the_car_needs() -> None:
    is_ahead = dict(command_forms.WISHES)["ahead"]

    assert is_ahead("what does my car need in the next three months?")
    for text in ("which days are free in the next three months", "未来三个月有什么优惠"):
        assert not is_ahead(text), text


def test_habits_are_shown_and_each_button_and_sentence_gets_a_difference_with_an_interval(chat: Chat) -> None:
    overview = chat.say("/whatif")
    buttons = [each.label for each in chat.newest]

    assert re.search(r"\d+ (?:charges|次充电)", overview)
    assert len(buttons) >= 8
    chat.say("如果我每天只充到80%，电池能多用几年？")
    said = chat.reply.messages[0]
    chat.say("/whatif")
    chat.tap("80%")
    assert chat.reply.messages[0].lines == said.lines
    assert said.lines[0].code == "twin.answer"
    for label in buttons:
        chat.say("/whatif")
        chat.tap(label)
        assert chat.reply.messages[0].lines[0].code == "twin.answer", label


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_car_that_never_sent_data_gets_a_reason_and_a_cure(core: Core, language: Language) -> None:
    chat = begun(core, language, Purpose.CARE)

    assert "/connect" in chat.say("/whatif")
    assert "/connect" in chat.say("what if I only charge to 80 %")
    chat.say("/ahead")
    assert "own.due.unknown" in [line.code for line in chat.reply.messages[0].lines]
    assert re.search("fluid changed on|换了刹车油", chat.say("/ahead"))
    with core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=False, channel="test")
    assert "/privacy" in chat.say("/whatif")
    assert "/privacy" in chat.say("/ahead")
