"""Two jobs that were wished for together but cannot be booked so: which of them is looked for alone, and why. Pure."""

from dataclasses import dataclass, replace

from domain.booking import jobs, words
from domain.booking.facts import VisitView
from domain.dialogue import tasks
from domain.dialogue.decisions import OfferSlots
from domain.dialogue.facts import Talk
from domain.explain.facts import Phrase


@dataclass(frozen=True, slots=True)
class Apart:
    """The talk about one of the two jobs, the search for it, and why it is alone."""

    talk: Talk
    act: OfferSlots
    why: Phrase


def first(talk: Talk, act: OfferSlots) -> Apart | None:
    """The first of two jobs, where no centre does both in one visit; None where it is one job."""
    one, *others = jobs.parts(act.job or "")
    if not others:
        return None
    about = {"one": words.job(one), "other": words.job(others[0])}
    return _alone(talk, act, one, Phrase("bundle.apart", about))


def rest(talk: Talk, act: OfferSlots, booked: VisitView | None) -> Apart | None:
    """The job of two for which nothing is booked yet; None where nothing is, or where that visit has all that is wished for."""
    if booked is None:
        return None
    others = [each for each in jobs.parts(act.job or "") if each not in jobs.parts(booked.job)]
    if len(others) != 1:
        return None
    why = Phrase("bundle.rest", {**words.visit_params(booked), "other": words.job(others[0])})
    return _alone(talk, act, others[0], why)


def _alone(talk: Talk, act: OfferSlots, job: str, why: Phrase) -> Apart | None:
    if talk.task is None:
        return None
    return Apart(tasks.for_job(talk, job), replace(act, job=job, release=None), why)
