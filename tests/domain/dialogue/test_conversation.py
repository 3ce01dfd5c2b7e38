"""While a person talks with the owner the assistant rests: words go there, emergencies, commands and buttons do not."""

import pytest
from sqlmodel import col, select

from domain.contact import service as contact
from domain.core import Core
from domain.dialogue import media
from domain.dialogue.acts import conversation
from domain.dialogue.meaning import address
from domain.handover import lines, person
from domain.handover import service as handover
from domain.handover.facts import Entry, State
from domain.handover.tables import Handover
from domain.registry.tables import AccessToken, Owner
from tests.domain.dialogue.chat import Chat, begun

CENTRE = AccessToken(role="centre", centre_id=1)


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


@pytest.fixture
def english(core: Core) -> Chat:
    return begun(core, "en")


def write(chat: Chat, text: str = "Good morning, what is it about?") -> None:
    """A person at the centre writes, and it arrives."""
    with chat.core.unit() as unit:
        (row,) = unit.session.exec(select(Handover).order_by(col(Handover.id).desc()).limit(1))
        person.write(unit, CENTRE, row.id, text)
    with chat.core.unit() as unit:
        claimed = contact.claim(unit, limit=10)
        contact.sent(unit, {each.notice_id: 1000 + each.notice_id for each in claimed})


def talking(chat: Chat) -> None:
    chat.say("转人工")
    write(chat)


def said(chat: Chat) -> list[Entry]:
    with chat.core.reading() as unit:
        (row,) = unit.session.exec(select(Handover).order_by(col(Handover.id).desc()).limit(1))
        return lines.entries(unit, row)


def own(chat: Chat) -> list[str]:
    return [each.text for each in said(chat) if each.by == "owner"]


def state(chat: Chat) -> str:
    with chat.core.reading() as unit:
        return unit.session.exec(select(Handover)).one().state


def test_the_first_words_are_passed_on_with_a_notice_and_the_next_in_silence(chat: Chat) -> None:
    talking(chat)

    chat.say("充电的时候响 it makes a noise")
    assert chat.codes == ["handover.passed_on"]
    assert [each.label for each in chat.newest] == [
        chat.words("handover.ask_assistant"),
        chat.words("handover.end"),
    ]
    for text in (
        "book a service tomorrow",
        "明天下午保养",
        "yes",
        "我要投诉",
        "talk to a person",
        "¿qué tal?",
    ):
        chat.say(text)
        assert chat.codes == [], text

    assert own(chat)[0] == "充电的时候响 it makes a noise"
    assert len(own(chat)) == 7
    assert chat.booked() == []


def test_before_a_person_writes_the_assistant_answers(english: Chat) -> None:
    english.say("talk to a person")
    english.say("the bill of my last visit is wrong")

    assert "book this visit: first service" in english.say("book a first service tomorrow afternoon")


@pytest.mark.parametrize("cry", ["my car is on fire", "车着火了"])
def test_an_emergency_is_met_first_and_shown_to_the_person_too(chat: Chat, cry: str) -> None:
    talking(chat)
    chat.say(cry)

    assert "emergency.fire" in chat.codes
    assert own(chat) == [cry]


def test_what_may_be_an_emergency_is_asked_about_and_passed_on_once(english: Chat) -> None:
    talking(english)
    english.say("there is a strange smell")
    assert english.codes[0] == "emergency.ask"
    english.press(english.newest[1].token)

    assert english.codes == ["handover.passed_on"]
    assert own(english) == ["there is a strange smell"]


def test_commands_and_link_codes_work_as_ever(english: Chat) -> None:
    talking(english)
    for text in ("/bookings", "my bookings", "/help", "/privacy", "/book a service"):
        english.say(text)
        assert english.codes, text
        assert "handover.passed_on" not in english.codes
    english.say("/help")
    english.say("ABCD-EFGH-JKLM")
    assert own(english) in ([], ["ABCD-EFGH-JKLM"])


def test_a_yes_after_the_person_wrote_deletes_and_books_nothing(english: Chat) -> None:
    english.say("book a first service tomorrow afternoon")
    english.say("the first one")
    english.say("talk to a person")
    english.say("/delete")
    write(english, "Shall we call you at five?")

    english.say("yes")

    assert english.codes == ["handover.passed_on"]
    assert own(english) == ["yes"]
    assert english.booked() == []


def test_a_yes_to_what_a_command_asked_last_is_for_the_assistant(english: Chat) -> None:
    talking(english)
    english.say("/delete")
    english.say("keep everything")

    assert own(english) == []


@pytest.mark.parametrize(
    "text",
    ["assistant, how is my car", "助手，我的车怎么样", "Assistant how is my car", "@助手 我的车怎么样"],
)
def test_who_addresses_the_assistant_is_answered_by_it(chat: Chat, text: str) -> None:
    talking(chat)
    chat.say(text)

    assert chat.codes
    assert "handover.passed_on" not in chat.codes
    assert own(chat) == []


def test_a_booking_asked_of_the_assistant_goes_on_until_the_person_writes_again(english: Chat) -> None:
    talking(english)
    english.say("assistant, book a first service")
    assert english.codes == ["ask.booking_or"]
    assert "book this visit: first service" in english.say("tomorrow afternoon")
    write(english, "Are you still there?")
    english.say("yes")

    assert english.codes == ["handover.passed_on"]
    assert english.booked() == []


def test_the_button_lets_the_assistant_answer_what_was_passed_on(english: Chat) -> None:
    talking(english)
    english.say("book a first service tomorrow afternoon")
    said = english.tap("Let the assistant")

    assert "book this visit: first service" in said
    assert state(english) == State.TALKING


def test_a_label_of_the_notice_that_is_typed_is_a_tap(chat: Chat) -> None:
    talking(chat)
    chat.say("今天天气不错 what a day")
    chat.say(chat.words("handover.ask_assistant"))
    assert "handover.passed_on" not in chat.codes
    chat.say(chat.words("handover.end"))

    assert chat.codes == ["handover.ended"]
    assert own(chat) == ["今天天气不错 what a day"]


ENDS = """that's all, thanks
Thanks, that is all.
end the conversation
close this chat please
nothing else, thank you
bye
ok thanks bye
结束对话
好的，没别的问题了，谢谢
谢谢，先这样吧
就这样，谢谢
不聊了
再见
好的谢谢，再见""".splitlines()

GOES_ON = """thanks
谢谢
好的
没了
没事
that's it
that's all I know about the noise
that is all broken
就这样响了一路
没问题
ok
再见到您很高兴
先这样开回去可以吗
bye the way, when do you close""".splitlines()


@pytest.mark.parametrize("text", ENDS)
def test_words_of_farewell_end_the_conversation_and_the_person_reads_them(english: Chat, text: str) -> None:
    talking(english)
    write(english, "I have looked at it, and all is well.")
    english.say(text)

    assert english.codes == ["handover.ended"]
    assert state(english) == State.ENDED
    assert own(english) == [text]


@pytest.mark.parametrize("text", GOES_ON)
def test_words_that_only_sound_like_it_do_not(english: Chat, text: str) -> None:
    talking(english)
    english.say(text)

    assert state(english) == State.TALKING
    assert own(english) == [text]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Anything else I can do?", "No, nothing else"),
        ("Was it only the noise?", "that's all, thanks"),
        ("还有别的问题吗", "没有别的问题"),
        ("您看这样可以吗？", "好的，先这样吧"),
    ],
)
def test_a_no_to_the_question_of_the_person_is_an_answer_and_the_end_is_a_button(
    english: Chat, question: str, text: str
) -> None:
    talking(english)
    english.say("it makes a noise while charging")
    write(english, question)
    english.say(text)

    assert (state(english), own(english)[-1]) == (State.TALKING, text)
    assert english.codes == ["handover.passed_on"]
    english.tap(english.words("handover.end"))
    assert state(english) == State.ENDED


@pytest.mark.parametrize(("yes", "text"), [("yes please", "that's all, thanks"), ("好的", "没有别的问题了")])
def test_a_farewell_after_the_question_was_answered_ends_it(english: Chat, yes: str, text: str) -> None:
    talking(english)
    write(english, "Shall I move it to Monday?")
    english.say(yes)
    english.say(text)

    assert state(english) == State.ENDED


@pytest.mark.parametrize("text", ["no, that's all, bye", "没有别的问题了，再见", "end the conversation"])
def test_who_says_plainly_that_it_ends_ends_it_after_a_question_too(english: Chat, text: str) -> None:
    talking(english)
    write(english, "Anything else?")
    english.say(text)

    assert state(english) == State.ENDED


def test_after_the_end_the_assistant_answers_again(english: Chat) -> None:
    talking(english)
    write(english, "I have looked at it, and all is well.")
    english.say("that's all")

    assert "book this visit: first service" in english.say("book a first service tomorrow afternoon")


def test_who_takes_the_request_back_while_talking_ends_the_conversation(english: Chat) -> None:
    english.say("talk to a person")
    write(english)
    english.tap("Take the request back")

    assert english.codes == ["handover.ended"]
    assert english.say("What was said").startswith("💬 Your request of")


def test_the_owner_sees_what_both_sides_said(chat: Chat) -> None:
    talking(chat)
    for number in range(14):
        chat.say(f"line {number} " + "x" * 4000)
    chat.say("what was said" if chat.language == "en" else "对话记录")

    assert chat.codes[:2] == ["handover.transcript_of", "handover.earlier"]
    assert chat.codes.count("handover.line") == 12
    assert chat.reply.messages[0].private
    assert "You" in chat.say("show me the transcript") or "您" in chat.say("查看聊天记录")
    assert len(chat.say("what was said")) < 4000


def test_who_never_talked_to_a_person_is_told_so(chat: Chat) -> None:
    chat.say("对话记录")

    assert chat.codes == ["handover.nothing_said"]


def test_nobody_sees_what_another_said(core: Core, english: Chat) -> None:
    talking(english)
    stranger = begun(core, "en", chat_id=2)
    with core.reading() as unit:
        assert handover.transcript(unit, stranger.owner_id, 1) is None


def test_a_picture_and_its_words_go_to_the_person_even_where_a_visit_is_booked(english: Chat) -> None:
    for text in ("book a first service tomorrow afternoon", "the first one", "yes"):
        english.say(text)
    assert english.booked()
    talking(english)
    with english.core.unit() as unit:
        owner = unit.session.get_one(Owner, english.owner_id)
        reply = media.picture(
            unit, owner, caption="move it to Friday? look at this", body=b"\xff\xd8\xff picture"
        )

    assert [line.code for message in reply.messages for line in message.lines] == ["enclosure.request"]
    (entry,) = (each for each in said(english) if each.enclosure is not None)
    assert entry.text == "move it to Friday? look at this"
    english.say("what was said")
    assert "handover.line_enclosed" in english.codes


def test_a_wish_for_a_person_by_button_while_one_talks_says_where_words_go(english: Chat) -> None:
    english.say("my brakes failed")
    talking(english)
    english.tap("Talk to a person")

    assert english.codes == ["handover.talks"]
    assert own(english) == []


@pytest.mark.parametrize("text", ["talk to a person about the brake noise", "转人工，刹车响"])
def test_a_wish_for_a_person_said_to_the_assistant_is_passed_on_with_its_words(chat: Chat, text: str) -> None:
    talking(chat)
    chat.say(f"assistant, {text}")

    assert chat.codes == ["handover.passed_on"]
    assert own(chat) == [text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("assistant, book it", "book it"),
        ("Hey assistant book it", "book it"),
        ("助手，明天", "明天"),
        ("小助手明天", "明天"),
        ("assistant", None),
        ("my assistant calls you", None),
        ("assistants are nice", None),
    ],
)
def test_the_assistant_is_addressed_at_the_beginning_alone(text: str, words: str | None) -> None:
    assert address.of_assistant(text) == words


def test_the_patterns_take_no_time_on_long_words() -> None:
    for text in ("好" * 4000, "ok thanks " * 400 + "x", "看一下" * 1300):
        assert not conversation._ENDS.fullmatch(text)
