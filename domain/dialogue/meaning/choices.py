"""Which of what the open question offers is meant: a slot, a visit, a job, a reading. Pure; plain texts."""

from dataclasses import replace

from domain.dialogue import questions
from domain.dialogue.facts import Asked, Meaning, Talk
from domain.dialogue.meaning import unlisted
from domain.dialogue.times import picks


def of(plain: str, said: Meaning, talk: Talk) -> Meaning | None:
    """One of what the open question offers: a slot, a visit, a reading."""
    if talk.asked in {Asked.SLOT, Asked.BOOKING} and talk.offered:
        places = picks.places_of(plain, said.when, talk.offered)
        if len(places) == 1:
            return replace(said, pick=places[0], when=None, soonest=False)
        if places:
            among = tuple(talk.offered[place].slot for place in places)
            return replace(said, among=among, when=None, soonest=False)
    return _listed(plain, said, talk) if said.when is None else None


def _listed(plain: str, said: Meaning, talk: Talk) -> Meaning | None:
    """One of a list without times of their own."""
    if talk.asked is Asked.JOB:
        place = picks.listed(plain, len(questions.JOBS))
        if place is None and unlisted.leaves_choice(plain):
            return replace(said, job="inspection", topics=())
        return None if place is None else replace(said, job=questions.JOBS[place])
    if talk.asked is Asked.VISIT:
        place = picks.place(plain, len(talk.visits))
        return None if place is None else replace(said, number=talk.visits[place].number)
    if talk.asked is Asked.READING and talk.task and talk.task.when:
        readings = talk.task.when.ambiguous
        place = picks.place(plain, len(readings))
        return None if place is None else replace(said, when=readings[place])
    return None
