"""The second reader chooses what a message is about, where the built-in one would ask or decline; it writes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from domain.booking import service as booking
from domain.booking.facts import State
from domain.core import Core
from domain.dialogue import decisions, message, rules, store
from domain.dialogue import service as dialogue
from domain.dialogue.facts import Intent, Meaning, Talk
from domain.dialogue.meaning import agreement, model
from domain.dialogue.memory import Memory
from domain.dialogue.questions import JOBS
from domain.dialogue.second import rules as second
from domain.dialogue.second.facts import TOPICS, Choice, Question, Second, Unsure
from domain.dialogue.topics import Topic
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.privacy import mode
from domain.registry import service as registry
from domain.registry.tables import Owner
from jobs.lab.evaluations.states import CURRENT, NOW, SITES, STATES, ZONE
from tests.domain.dialogue.chat import Chat, begun

THERE = Second(is_there=True)
JOKES = {"en": "tell me a joke", "zh_Hans": "给我讲个笑话"}
SURE: dict[Language, tuple[str, ...]] = {
    "en": ("book a brake check on Friday morning", "yes", "no", "my bookings", "/car", "I want to talk to a person",
           "the brakes failed, I cannot stop", "my car is on fire", "delete all my data", "thanks"),
    "zh_Hans": ("预约周五上午检查刹车", "好的", "不用了", "我的预约", "/car", "我要找人工",
                "刹车失灵了停不下来", "车着火了", "删除我的所有数据", "谢谢"),
}  # fmt: skip
WRITES = get_args(decisions.Write)
ANY = {**STATES, **{f"{name} without a visit": replace(talk, visits=()) for name, talk in STATES.items()}}


@pytest.fixture(params=["en", "zh_Hans"])
def language(request: pytest.FixtureRequest) -> Language:
    one: Language = request.param
    return one


@pytest.fixture
def chat(core: Core, language: Language) -> Chat:
    """An owner with one car who has agreed to health checks."""
    one = begun(core, language)
    with core.unit() as unit:
        registry.consent(unit, one.owner_id, purpose=Purpose.CARE, given=True, channel="chat")
    return one


def said(chat: Chat, text: str, second: Second) -> str:
    return chat._turn(lambda unit, owner: dialogue.converse(unit, owner, text, second=second))


def question(chat: Chat, text: str) -> Question | None:
    """What the second reader is asked about a text, if it is."""
    try:
        said(chat, text, THERE)
    except Unsure as unsure:
        return unsure.question
    return None


def any_choices() -> Iterator[Choice]:
    yield from (Choice(family) for family in Intent)
    yield from (Choice(Intent.QUESTION, topic) for topic in TOPICS)
    yield from (Choice(family, None, JOBS[2]) for family in Intent)


def talk_of(chat: Chat) -> Memory:
    with chat.core.reading() as unit:
        return store.load(unit, chat.owner_id)


def test_a_doubtful_message_is_asked_about_and_nothing_of_the_turn_is_kept(
    chat: Chat, language: Language
) -> None:
    chat.say({"en": "I want to book something", "zh_Hans": "帮我预约一下"}[language])
    before = talk_of(chat)

    assert question(chat, JOKES[language]) == Question(JOKES[language], "open")
    assert talk_of(chat) == before


def test_what_the_built_in_reader_knows_is_never_asked_about(chat: Chat, language: Language) -> None:
    assert [text for text in SURE[language] if question(chat, text)] == []


def test_its_choice_is_acted_on_and_without_one_the_built_in_answer_stands(
    chat: Chat, language: Language
) -> None:
    said(chat, JOKES[language], Second(choice=None))
    assert chat.codes == ["answer.cannot"]
    said(chat, JOKES[language], Second(choice=Choice(Intent.QUESTION, Topic.PRICE)))
    assert chat.codes[0].startswith("topic.")
    said(chat, JOKES[language], Second(choice=Choice(Intent.BOOK, None, "brake_check")))
    assert chat.codes == ["ask.booking_or"]


def test_a_time_is_read_by_the_grammar_whatever_is_chosen(chat: Chat, language: Language) -> None:
    text = {"en": "tell me a joke on Friday afternoon", "zh_Hans": "周五下午给我讲个笑话"}[language]
    said(chat, text, Second(choice=Choice(Intent.BOOK, None, "brake_check")))

    assert chat.codes == ["ask.booking_or"]
    labels = [button.label for button in chat.newest]
    assert all("20" in label for label in labels[1:4]), labels


def test_an_owner_in_privacy_mode_and_one_who_agreed_to_nothing_are_not_asked_about(
    chat: Chat, language: Language
) -> None:
    assert question(chat, JOKES[language]) is not None
    with chat.core.unit() as unit:
        mode.switch_mode(unit, unit.session.get_one(Owner, chat.owner_id), on=True)
    assert question(chat, JOKES[language]) is None

    stranger = begun(chat.core, language, chat_id=2)
    assert question(stranger, JOKES[language]) is None


def test_the_owner_is_told_of_it_under_privacy_and_in_the_footprint_where_it_is_set(chat: Chat) -> None:
    for command in ("/privacy", "/footprint"):
        chat.say(command)
        assert not [code for code in chat.codes if code.startswith("privacy.reader")]
        chat.core.settings.reader_url = "http://127.0.0.1:9/v1"
        chat.say(command)
        assert "privacy.reader.used" in chat.codes
        chat.core.settings.reader_url = None
    with chat.core.unit() as unit:
        mode.switch_mode(unit, unit.session.get_one(Owner, chat.owner_id), on=True)
    chat.core.settings.reader_url = "http://127.0.0.1:9/v1"
    chat.say("/privacy")
    assert "privacy.reader.rests" in chat.codes


def test_names_of_cars_centres_and_the_writer_do_not_leave(chat: Chat, language: Language) -> None:
    about = {"en": "{}, about {}", "zh_Hans": "{}，关于{}的"}[language]
    names = ("Car 1", "East Centre", "东区服务中心", "Demo Road", "演示路", "Zoltan")
    texts = []
    for name in names:
        try:
            said(chat, about.format(JOKES[language], name), Second(is_there=True, names=("Zoltan",)))
        except Unsure as unsure:
            texts.append(unsure.question.text)

    assert len(texts) > 3
    assert all(JOKES[language] in text for text in texts)
    assert [name for name in names if name in " ".join(texts)] == []


def test_while_a_summary_or_another_question_waits_for_a_yes_it_is_not_asked(
    chat: Chat, language: Language
) -> None:
    chat.say({"en": "book a brake check tomorrow at 15:00", "zh_Hans": "预约明天下午三点检查刹车"}[language])
    assert chat.codes == ["ask.booking"]
    assert question(chat, JOKES[language]) is None
    chat.say({"en": "forget it", "zh_Hans": "算了"}[language])

    chat.say("/delete")
    assert question(chat, JOKES[language]) is None


def test_whatever_it_chooses_nothing_is_booked_moved_or_cancelled(chat: Chat, language: Language) -> None:
    chat.say({"en": "book a brake check tomorrow at 15:00", "zh_Hans": "预约明天下午三点检查刹车"}[language])
    chat.say({"en": "yes", "zh_Hans": "好的"}[language])
    booked = chat.booked()
    assert len(booked) == 1

    for choice in any_choices():
        said(chat, JOKES[language], Second(choice=choice))
        assert chat.booked() == booked
    with chat.core.reading() as unit:
        live = [visit.state for visit in booking.visits_of(unit, chat.owner_id)]
        assert registry.own_vehicles(unit, chat.owner_id)
    assert live.count(State.BOOKED) == 1


def doubtful(talk: Talk) -> Iterator[Meaning]:
    """Meanings of texts that hold all the grammar reads, each as unsure as the built-in reader can be."""
    for text in (*JOKES.values(), "joke on Friday at 3", "周五下午三点刹车片笑话", "浦东 笑话", "1042"):
        read = message.read(text, talk=talk, now=NOW, model=model.shipped(), centres=SITES, current=CURRENT)
        yield from (Meaning(Intent.OOS), read)
        for intent in Intent:
            yield Meaning(
                intent, sure=0.2, when=read.when, job=read.job, number=read.number, sites=read.sites
            )


@pytest.mark.parametrize("state", ANY)
def test_in_every_state_no_choice_leads_to_a_deed(state: str) -> None:
    """Neither is a slot let go or a task given up, for which too an owner's own words are needed."""
    talk = ANY[state]
    for meaning, choice in product(doubtful(talk), any_choices()):
        if not second.is_unsure(meaning, talk):
            assert second.settle(meaning, choice, talk) is meaning
            continue
        settled = second.settle(meaning, choice, talk)
        after, reply = rules.step(talk, settled, now=NOW, zone=ZONE)
        assert not isinstance(reply, (*WRITES, decisions.Release)), (choice, reply)
        assert (settled.when, settled.sites, settled.number) == (meaning.when, meaning.sites, meaning.number)
        assert settled.intent not in {Intent.AFFIRM, Intent.NEGATE}
        assert not any((settled.plain, settled.drop, settled.put_off, settled.terms))
        assert talk.task is None or after.task is not None


@pytest.mark.parametrize("state", [state for state, talk in STATES.items() if agreement.matter(talk)])
def test_no_choice_changes_a_meaning_while_a_summary_waits_for_a_yes(state: str) -> None:
    talk = STATES[state]
    for meaning, choice in product(doubtful(talk), any_choices()):
        assert second.settle(meaning, choice, talk) is meaning
