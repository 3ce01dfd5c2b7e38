"""What is answered in between, whatever task is open: thanks, greetings, help, and how things stand. Pure."""

from collections.abc import Callable

from domain.dialogue import questions
from domain.dialogue.decisions import Answer, Say, Show, Step, Subject
from domain.dialogue.facts import Ask, Intent, Meaning, Talk
from domain.dialogue.questions import Here
from domain.explain.facts import Phrase


def answer(talk: Talk, code: str) -> Step:
    """Return an answer; within a task the open question follows it, outside of one the menu stands under it."""
    if talk.task is None:
        return talk, questions.menu(code)
    return talk, Say(Phrase(code))


def _say(code: str) -> Callable[[Talk, Meaning, Here], Step]:
    return lambda talk, _meaning, _here: answer(talk, code)


def _show(subject: Subject) -> Callable[[Talk, Meaning, Here], Step]:
    return lambda talk, meaning, _here: (talk, Show(subject, meaning.car))


def _thanked(talk: Talk, _meaning: Meaning, _here: Here) -> Step:
    return answer(talk, "answer.welcome") if talk.task else (talk, Ask("answer.welcome"))


def _answer_question(talk: Talk, meaning: Meaning, _here: Here) -> Step:
    return talk, Answer(meaning)


ANSWERS: dict[Intent, Callable[[Talk, Meaning, Here], Step]] = {
    Intent.THANK: _thanked,
    Intent.GREET: _say("answer.hello"),
    Intent.HELP: _say("answer.help"),
    Intent.CHECK_STATUS: _show(Subject.VISITS),
    Intent.QUESTION: _answer_question,
    Intent.PRIVACY: _show(Subject.PRIVACY),
    Intent.CAR_QUESTION: _show(Subject.CAR),
    Intent.HISTORY: _show(Subject.HISTORY),
}
