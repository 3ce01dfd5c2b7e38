"""What is answered in between, whatever task is open: thanks, greetings, help, and how things stand. Pure."""

from collections.abc import Callable

from domain.dialogue import questions
from domain.dialogue.facts import Act, Ask, Deed, Intent, Meaning, Talk
from domain.dialogue.questions import Here

Step = tuple[Talk, Ask | Act]


def answer(talk: Talk, code: str) -> Step:
    """An answer by itself, or one that comes back to the open question."""
    if talk.task is None:
        return talk, questions.menu(code)
    return talk, Act(Deed.SAY, {"code": code})


def _say(code: str) -> Callable[[Talk, Meaning, Here], Step]:
    return lambda talk, _meaning, _here: answer(talk, code)


def _tell(deed: Deed) -> Callable[[Talk, Meaning, Here], Step]:
    return lambda talk, _meaning, _here: (talk, Act(deed))


def _thanked(talk: Talk, _meaning: Meaning, _here: Here) -> Step:
    return answer(talk, "answer.welcome") if talk.task else (talk, Ask("answer.welcome"))


def _answer_question(talk: Talk, meaning: Meaning, _here: Here) -> Step:
    return talk, Act(Deed.ANSWER, {"meaning": meaning})


ANSWERS: dict[Intent, Callable[[Talk, Meaning, Here], Step]] = {
    Intent.THANK: _thanked,
    Intent.GREET: _say("answer.hello"),
    Intent.HELP: _say("answer.help"),
    Intent.CHECK_STATUS: _tell(Deed.SHOW_STATUS),
    Intent.QUESTION: _answer_question,
    Intent.PRIVACY: _tell(Deed.SHOW_PRIVACY),
    Intent.CAR_QUESTION: _tell(Deed.ANSWER_CAR),
    Intent.HISTORY: _tell(Deed.SHOW_HISTORY),
}
