"""What a technician would ask about a car, with what is held to answer it, in the reader's language."""

from collections.abc import Callable

from api.technician.form import Asked, Questions
from domain.alerts import message
from domain.dossier.diagnosis import SECTION, Answer, Diagnosis
from domain.explain.facts import Phrase

Say = Callable[[Phrase], str]


def questions(diagnosis: Diagnosis, *, say: Say) -> Questions:
    case = diagnosis.case
    return Questions(
        check=case.check if case else None,
        title=say(message.title(case)) if case else "",
        asked=[_asked(each, say) for each in diagnosis.answers],
    )


def _asked(answer: Answer, say: Say) -> Asked:
    return Asked(
        question=answer.question,
        text=say(Phrase(f"diagnosis.question.{answer.question}")),
        answers=[say(line) for line in answer.lines],
        source=say(Phrase(f"diagnosis.source.{answer.source}")),
        ask=say(answer.ask) if answer.ask else None,
        section=SECTION[answer.question],
    )
