"""Plans in the chat of an owner, in both languages; nothing of it where nothing is sold."""

from datetime import timedelta

import pytest
from sqlmodel import select

from domain.contact.facts import Bill
from domain.core import Core
from domain.dialogue import plan_forms
from domain.dialogue.plan_forms import PlanWish
from domain.explain.facts import Language
from domain.kit.clock import FixedClock
from domain.plans import billing
from domain.plans.facts import STARS, Channel, Charge, PaymentState
from domain.plans.tables import Payment
from domain.registry.tables import Owner
from tests.domain.dialogue.chat import Chat, begun


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture(params=["en", "zh_Hans"])
def language(request: pytest.FixtureRequest) -> Language:
    return "en" if request.param == "en" else "zh_Hans"


@pytest.fixture
def chat(core: Core, language: Language, monkeypatch: pytest.MonkeyPatch) -> Chat:
    monkeypatch.setattr(core.settings, "plans", "default")
    return begun(core, language)


def shown(chat: Chat) -> Bill:
    """The invoice that was shown last."""
    bill = chat.reply.messages[-1].bill
    assert bill is not None
    return bill


def pay(chat: Chat) -> None:
    bill = shown(chat)
    charge = Charge(bill.token, bill.amount_minor, STARS, Channel.STARS, f"of {bill.token}")
    with chat.core.unit() as unit:
        billing.credit(unit, unit.session.get_one(Owner, chat.owner_id), charge)


WORDS = {
    "en": {
        PlanWish.SHOW: (
            "what does it cost per year",
            "which plan do I have?",
            "my plan",
            "how much is it a year?",
        ),
        PlanWish.SLIPS: ("show me my receipts", "what have I paid so far"),
        PlanWish.END: ("cancel my subscription", "how do I unsubscribe", "I want to end my plan"),
    },
    "zh_Hans": {
        PlanWish.SHOW: ("我买的什么套餐", "一年多少钱", "套餐怎么收费", "有什么套餐"),
        PlanWish.SLIPS: ("看看我的收据", "我的付款记录"),
        PlanWish.END: ("怎么退订", "取消我的套餐", "套餐不要了"),
    },
}
OTHERS = (
    "cancel my booking",
    "what does a brake service cost",
    "how much does charging cost per month",
    "取消预约",
    "刹车片多少钱",
    "一年电费多少钱",
    "别再推送优惠了",
    "stop sending me offers",
    "what's the plan for Friday's visit",
    "cancel my plans for Friday",
    "I have to drop my plan to come Friday",
    "my car has the comfort package",
    "do you have any plans tomorrow",
    "my plan is to come on Friday",
    "I want a refund for the scratched door",
    "what did I pay last time",
    "我订的是哪天",
    "我订了哪家店",
    "我买的哪个型号",
    "洗车一年多少钱",
    "软件升级怎么弄",
    "停车收费吗",
    "押金能退款吗",
)
OF_A_VISIT = (
    "what does it cost?",
    "how much is that in total?",
    "how do I cancel?",
    "I want a refund",
    "怎么收费",
    "怎么退款",
)


def test_words_of_plans_are_understood_and_others_left_alone(language: Language) -> None:
    assert {text: plan_forms.read(text) for wish in WORDS[language].values() for text in wish} == {
        text: wish for wish, texts in WORDS[language].items() for text in texts
    }
    assert [text for text in OTHERS if plan_forms.read(text)] == []


def test_beside_a_visit_only_what_names_a_plan_is_of_plans(chat: Chat, language: Language) -> None:
    assert [text for text in OF_A_VISIT if plan_forms.read(text, beside=True)] == []
    every = [text for wish in WORDS[language].values() for text in wish]
    assert sum(plan_forms.read(text, beside=True) is not None for text in every) >= len(every) - 2
    english = language == "en"
    chat.say("a brake check tomorrow at 10" if english else "刹车检查，明天上午十点")
    for text in ("what does it cost?", "how do I cancel?") if english else ("怎么收费", "要钱吗"):
        chat.say(text)
        assert not any(code.startswith("plans.") for code in chat.codes), text


def test_an_owner_sees_buys_and_ends_by_one_tap_each_and_a_yes(chat: Chat, language: Language) -> None:
    told = chat.say(WORDS[language][PlanWish.SHOW][0])
    assert chat.words("plans.have.none") in told
    assert told.count("690") == 1

    chat.tap("690")
    assert (shown(chat).amount_minor, shown(chat).currency) == (690, STARS)
    pay(chat)
    assert chat.words("plans.heading") in chat.say("/plan")
    assert "plans.have.runs" in chat.codes
    chat.say(WORDS[language][PlanWish.SLIPS][0])
    assert "plans.slip.credited" in chat.codes

    chat.say(WORDS[language][PlanWish.END][0])
    assert chat.codes == ["plans.end.ask", "plans.end.ask.refund"]
    chat.say("maybe later" if language == "en" else "以后再说吧")
    chat.say("/plan")
    assert "plans.have.runs" in chat.codes, "anything but a plain yes ends nothing"
    chat.say(WORDS[language][PlanWish.END][0])
    chat.say("yes" if language == "en" else "是的")
    assert chat.codes == ["plans.end.done", "plans.end.done.refund"]
    with chat.core.reading() as unit:
        assert unit.session.exec(select(Payment.state)).all() == [PaymentState.REFUND_DUE]


def test_keeping_a_plan_is_a_no(chat: Chat) -> None:
    chat.say("/plan")
    chat.tap("690")
    pay(chat)
    chat.say("/plan")
    chat.tap(chat.words("plans.button.end"))
    chat.tap(chat.words("plans.end.no"))
    assert chat.codes == ["answer.all_right"]
    chat.say("/plan")
    assert "plans.have.runs" in chat.codes


def test_a_trial_begins_by_one_tap_and_is_told_of_before_it_ends(chat: Chat, clock: FixedClock) -> None:
    chat.say("/plan")
    chat.tap("14")
    assert chat.codes == ["plans.trial"]
    chat.say("/plan")
    assert "plans.have.trial" in chat.codes
    clock.advance(timedelta(days=14))
    chat.say("/plan")
    assert "plans.have.none" in chat.codes


def test_where_nothing_is_sold_nothing_of_plans_is_said(core: Core, language: Language) -> None:
    chat = begun(core, language)
    for texts in WORDS[language].values():
        for text in texts:
            chat.say(text)
            assert not [code for code in chat.codes if code.startswith("plans.")], text
    assert "/plan" not in chat.say("/help")
