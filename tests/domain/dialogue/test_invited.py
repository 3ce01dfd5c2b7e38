"""What is written right after the invitation to tell a person more goes to that person, once; what is plainly not for them does not."""

import pytest
from sqlmodel import select

from domain.core import Core
from domain.handover import person
from domain.handover import service as handover
from domain.handover.tables import Handover
from domain.registry.tables import AccessToken
from tests.domain.dialogue.chat import Chat, begun


@pytest.fixture
def chat(core: Core) -> Chat:
    chat = begun(core, "en")
    chat.say("talk to a person")
    return chat


def note(chat: Chat) -> str:
    with chat.core.reading() as unit:
        request = handover.current(unit, chat.owner_id)
        return request.note if request else ""


@pytest.mark.parametrize(
    "words",
    [
        "明天下午两点我会到，麻烦师傅重点看看轮胎和刹车",
        "左后轮那边有点响",
        "你们国庆哪几天放假",
        "过户码发给对方以后他怎么用",
        "我想改一下上次的账单，跟师傅说一声就行",
        "I come on Friday at ten, please look at the tyres first",
        "there is a clicking sound at the front left",
        "are you closed over Easter?",
        "what is my car worth, can the centre tell?",
        "book a first service tomorrow afternoon, but only with the mechanic of last time",
    ],
)
def test_what_was_invited_goes_to_the_person_and_does_nothing_else(chat: Chat, words: str) -> None:
    chat.say(words)

    assert chat.codes == ["handover.noted"]
    assert note(chat) == words


@pytest.mark.parametrize(
    "words", ["never mind", "不用了", "好的谢谢", "thanks", "talk to a person", "/bookings", "我的预约"]
)
def test_a_command_a_no_and_thanks_are_not_for_the_person(chat: Chat, words: str) -> None:
    chat.say(words)

    assert "handover.noted" not in chat.codes
    assert note(chat) == ""


def test_an_emergency_is_met_first_and_known_to_the_person(chat: Chat) -> None:
    chat.say("my car is on fire")

    assert "emergency.fire" in chat.codes
    assert note(chat) == "my car is on fire"


def test_it_is_invited_once_and_the_assistant_can_be_made_to_answer(chat: Chat) -> None:
    chat.say("book a first service tomorrow afternoon")
    assert chat.codes == ["handover.noted"]
    chat.say(chat.words("handover.ask_assistant"))
    assert "book this visit: first service" in chat.say("tomorrow at two")


@pytest.mark.parametrize("words", ["前轮！踩一脚响一声，你们到底负不负责", "后轮，一踩就咯噔一下"])
def test_what_is_told_of_the_car_while_a_person_talks_is_no_question_of_danger(
    chat: Chat, words: str
) -> None:
    with chat.core.unit() as unit:
        (row,) = unit.session.exec(select(Handover))
        person.write(unit, AccessToken(role="centre", centre_id=1), row.id, "Front or rear?")
    chat.say(words)

    assert chat.codes == ["handover.passed_on"]
