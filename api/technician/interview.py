"""What a technician would ask about a car, with what is held to answer it, in the reader's language."""

from collections.abc import Callable

from api.technician.form import Interview, Query
from domain.alerts import message
from domain.dossier.diagnosis import SECTION, Answer, Diagnosis
from domain.explain.facts import Phrase

Say = Callable[[Phrase], str]


def interview(diagnosis: Diagnosis, *, say: Say) -> Interview:
    case = diagnosis.case
    return Interview(
        check=case.check if case else None,
        title=say(message.title(case)) if case else "",
        questions=[_query(each, say) for each in diagnosis.answers],
    )


def _query(answer: Answer, say: Say) -> Query:
    return Query(
        question=answer.question,
        text=say(Phrase(f"diagnosis.question.{answer.question}")),
        answers=[say(line) for line in answer.lines],
        source=say(Phrase(f"diagnosis.source.{answer.source}")),
        ask=say(answer.ask) if answer.ask else None,
        section=SECTION[answer.question],
    )
