"""A complaint is taken for one, goes to a person with its words, and what only sounds like one is none."""

import pytest

from domain.core import Core
from domain.dialogue.meaning import complaint
from domain.handover import service as handover
from tests.domain.dialogue.chat import Chat, begun

COMPLAINTS = """不满意，账单不对
我很不满意
账单不对
你们账单算错了吧
师傅态度太差
前台态度恶劣
收费不合理我要投诉
乱收费
多收了我两百块
师傅把我的车刮花了
你们把我车门划了一道
给我车漆弄坏了
修完反而更响了
根本没修好
越修越坏
退我钱
我要退款，这活干得太差了
必须给我个说法
你们这是坑人
服务太差了
我非常不满，收费也不透明
发票金额不对
店里的人骂我
顾问忽悠了我
钱算错了
我对这次维修很不满意
I'm not happy, the bill is wrong
the workshop scratched my car
I want my money back
I am very unhappy with the work
I'm really disappointed with your service
the mechanic was rude to me
your guys damaged my bumper
my door was dented when I got it back
the invoice is wrong
I was overcharged
they charged me twice
you ripped me off
this is unacceptable
terrible service
the price is unfair, I have a complaint
it's still not fixed
they didn't even fix it
it is worse than before
I'm not satisfied with how they treated me
I demand a refund
there is a scratch on my door since the visit
someone at the workshop scratched my wheel
the bill doesn't add up
not happy with the repair at all
Not satisfied, the seat is stained and they lost my keys""".splitlines()
NONE = """没什么不满意的
我没有不满
我不是来投诉的
不满意的话可以退吗
电池不满
电充不满
怎么一直充不满电
多少钱
收费贵不贵
你们会不会乱收费
我昨天自己把车刮了，想补漆
能退订吗
没有投诉，谢谢
挺满意的
账单发我一下
刹车片没换过
车门被邻居划了，你们能修吗
不满十万公里要保养吗
师傅几点上班
I'm not complaining
no complaints
can't complain
the brakes complain when cold
how do I get an invoice
what will the bill be
I scratched my car, can you fix it
if I'm not happy can I cancel
what if they damage my car
will the warning be wrong sometimes
I'm happy, thanks
not now
is the price fair
I dented my bumper yesterday
nothing to complain about
the battery is not good
book a brake check
the range is worse than before
I'm not happy about the warning
when is the car ready
my neighbour scratched my door, how much is paint
can I get a refund if I cancel""".splitlines()
OF_OFFERS = ("不满意，换一个", "I'm not happy with these times")
WORDS = {"en": "I'm not happy, the bill is wrong", "zh_Hans": "不满意，账单不对"}


@pytest.fixture(params=("en", "zh_Hans"))
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


def note_of(chat: Chat) -> str | None:
    """The note of the open request; None where there is none."""
    with chat.core.reading() as unit:
        request = handover.current(unit, chat.owner_id)
        return request.note if request else None


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_is_recognised(text: str) -> None:
    assert complaint.is_one(text)


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_a_complaint_is_none(text: str) -> None:
    assert not complaint.is_one(text)


@pytest.mark.parametrize("text", OF_OFFERS)
def test_discontent_with_what_is_offered_is_an_answer_to_it(text: str) -> None:
    assert complaint.is_one(text)
    assert not complaint.is_one(text, in_task=True)


def test_a_complaint_is_answered_with_an_apology_and_goes_to_nobody_unasked(chat: Chat) -> None:
    chat.say(WORDS[chat.language])

    assert chat.codes == ["complaint.sorry"]
    assert note_of(chat) is None


def test_the_button_passes_the_words_of_a_complaint_on(chat: Chat) -> None:
    chat.say(WORDS[chat.language])
    chat.tap(chat.words("choice.person"))

    assert note_of(chat) == WORDS[chat.language]


@pytest.mark.parametrize("answer", ["yes", "好的", "转吧", "talk to a person", "转人工"])
def test_a_yes_and_a_wish_for_a_person_pass_the_words_of_a_complaint_on(chat: Chat, answer: str) -> None:
    chat.say(WORDS[chat.language])
    chat.say(answer)

    assert note_of(chat) == WORDS[chat.language]


def test_a_no_leaves_it_at_the_apology(chat: Chat) -> None:
    chat.say(WORDS[chat.language])
    chat.say("no" if chat.language == "en" else "不用了")

    assert note_of(chat) is None


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("the garage in Pasing ruined my wheel when they changed my tyres", "外面修理厂把我轮毂刮花了"),
        ("my old dealer never called me back", "上次在别家做保养被坑了"),
    ],
)
def test_a_complaint_about_another_shop_is_not_passed_on_but_can_be_looked_at(
    chat: Chat, english: str, chinese: str
) -> None:
    chat.say(english if chat.language == "en" else chinese)
    assert chat.codes == ["complaint.elsewhere"]
    assert [each.label for each in chat.newest] == [chat.words("choice.book")]


@pytest.mark.parametrize(
    ("english", "chinese", "code"),
    [
        ("my old garage never called back, can I come to you on Friday at 10 for an inspection?", "外面的店换坏了我的轮胎，我想约周五上午十点换轮胎", "ask.booking"),
        ("a different workshop says my wheel bearing is broken, book me for Friday at 10", "别家店修坏了刹车，能周五上午十点帮我检查刹车吗", "ask."),
        ("another garage told me the pump is damaged, can you look at it on Friday", "外面修理厂把我轮毂刮花了，帮我约周五全车检查", "ask."),
    ],
)  # fmt: skip
def test_a_wish_beside_a_complaint_of_another_shop_is_carried_out(
    chat: Chat, english: str, chinese: str, code: str
) -> None:
    chat.say(english if chat.language == "en" else chinese)

    assert chat.codes[0] == "complaint.regret"
    assert chat.codes[-1].startswith(code)
    assert chat.codes[-1] != "ask.meant"


def test_what_was_paid_last_time_is_asked_of_the_last_visit(chat: Chat) -> None:
    chat.say("what did I pay last time" if chat.language == "en" else "上次我花了多少钱")
    assert chat.codes[-1] == "own.found.none"


def test_the_only_time_that_fits_is_summed_up_at_once_and_booked_by_a_yes(chat: Chat) -> None:
    english = chat.language == "en"
    chat.say("a battery check on Saturday from 17:00" if english else "周六下午五点以后做电池检测")
    assert chat.codes == ["ask.booking"]
    assert chat.booked() == []
    chat.say("yes" if english else "好的")
    assert [job for job, _, _ in chat.booked()] == ["battery_check"]
