"""A question of the talk as a message: its words, and buttons that carry what they stand for."""

from dataclasses import replace
from typing import Final

import msgspec

from domain.contact.facts import Button, Message, Pressed, Reply, Style
from domain.contact.verbs import read
from domain.dialogue import questions, tasks
from domain.dialogue.acts import months, people
from domain.dialogue.acts.about import CarOfTask, ChoiceOfTask, OfTask
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Ask, Choice, Talk
from domain.explain.facts import Moment, Phrase

OF_TALK: Final = frozenset(
    {"talk.choice", "talk.car"}
)  # these look at the talk themselves, however often they are pressed
_AT_A_LOSS: Final = frozenset(
    {"answer.cannot", "answer.help", "ask.meant"}
)  # answers that offer a person too
_OF_TIME: Final = frozenset(
    {
        "ask.when",
        "ask.booking_or",
        "ask.slot",
        "ask.slot_which",
        "ask.slot_instead",
        "ask.none_free",
        "ask.none_instead",
    }
)  # questions beside which a month can be looked at
_OVER: Final = frozenset({"answer.over", "answer.over_all"})
_ROW: Final = 2  # buttons side by side that a phone still shows whole


def is_question(message: Message) -> bool:
    """Whether a message puts a question of the talk: its keyboard goes when the question is over."""
    return any(button.verb in OF_TALK for row in message.rows for button in row)


def is_of_open(button: Pressed, talk: Talk) -> bool:
    """Whether a button belongs to the question that is open, or to none."""
    return button.verb not in OF_TALK or read(button.params, OfTask).task == _no(talk)


def question_messages(scene: Scene, talk: Talk, ask: Ask | None) -> tuple[Message, ...]:
    """Put a question with its choices as buttons, two in a row; of several cars it names the one it is about."""
    if ask is None:
        return ()
    buttons = [_button(choice, talk) for choice in ask.choices]
    rows = tuple(tuple(buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW))
    if ask.code in _OF_TIME and talk.task is not None and scene.car is not None:
        rows = (*rows, (months.button(talk.task.no),))
    if ask.code in _AT_A_LOSS:
        rows = (*rows, (people.button(),))
    names_car = len(scene.cars) > 1 and not (scene.about.push and talk.task is None)
    heading = (Phrase("car.about", {"car": scene.car.name}),) if scene.car and names_car else ()
    return (Message((*heading, *_moving(talk, ask), Phrase(ask.code, ask.params)), rows=rows),)


def _moving(talk: Talk, ask: Ask) -> tuple[Phrase, ...]:
    """Say which visit the free times are for, where one is to be moved."""
    visit = tasks.visit_of(talk) if ask.code == "ask.slot" else None
    if visit is None:
        return ()
    about = {"job": questions.job_name(visit.job), "when": Moment(visit.start, visit.zone)}
    return (Phrase("ask.slot_moves", about),)


def in_place(reply: Reply) -> Reply:
    """Let the answer to a tap on a question take the place of that question: a booking is one message from list to confirmation.

    Not where the question was over: what is open now stands further below.
    """
    first = next(iter(reply.messages), None)
    if reply.edit or first is None or first.document or first.pin or first.chart:
        return reply
    if first.lines and first.lines[0].code in _OVER:
        return reply
    return replace(reply, edit=first, messages=reply.messages[1:])


def spoken(reply: Reply) -> Reply:
    """Turn an answer to a tap into one to words: no message was tapped, so an edit is sent as new, and a toast where it is all."""
    messages = (*((reply.edit,) if reply.edit else ()), *reply.messages)
    if not messages and reply.toast:
        messages = (Message((reply.toast,)),)
    return replace(reply, messages=messages, edit=None)


def which_car(scene: Scene, talk: Talk) -> Message:
    rows = tuple(
        (Button(Phrase("choice.car", {"car": car.name}), "talk.car", CarOfTask(car.id, _no(talk)).params()),)
        for car in scene.cars
    )
    return Message((Phrase("ask.car"),), rows=rows)


def _button(choice: Choice, talk: Talk) -> Button:
    meaning = msgspec.json.encode(choice.meaning).decode()
    about = ChoiceOfTask(meaning, _no(talk))
    return Button(choice.label, "talk.choice", about.params(), Style(choice.style or "plain"))


def _no(talk: Talk) -> int:
    return talk.task.no if talk.task else 0
