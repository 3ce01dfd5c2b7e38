"""What the operator's pages call the jobs, the parts of the program, and the steps that can fail for a car."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, Phrase
from domain.health import catalogue

WORDS: Final[Mapping[str, str]] = {
    "running.job.health": N_("Checks of all cars"),
    "running.job.visits": N_("Reminders of visits, and waiting lists"),
    "running.job.handovers": N_("End of silent conversations"),
    "running.job.trials": N_("Trials of model versions"),
    "running.job.baselines": N_("What is usual for cars of a model"),
    "running.job.changes": N_("Parts changed on cars"),
    "running.job.driving": N_("Driving compared with others"),
    "running.job.odometers": N_("Odometer readings of the month"),
    "running.job.savings": N_("Outcome of advice that owners tried"),
    "running.job.figures": N_("Figures of the service"),
    "running.job.offers": N_("Offers to owners"),
    "running.job.checkups": N_("Yearly health reports offered"),
    "running.job.hints": N_("Sending of seasonal hints"),
    "running.job.plans": N_("Plans and payments"),
    "running.job.terms": N_("Consents to changed texts"),
    "running.job.retention": N_("Deletion of what is past its time"),
    "running.part.bot": N_("Telegram bot"),
    "running.part.database": N_("Database"),
    "running.part.feeds": N_("Feeds from other programs"),
    "running.part.gbt": N_("GB/T 32960 listener"),
    "running.part.reader": N_("Language model"),
    "running.part.ticker": N_("Timetable of jobs"),
    "running.step.look": N_("Looking at the car at all"),
    "running.step.data": N_("Opening what is stored of the car"),
    "running.step.seal": N_("Sealing hours that are over"),
    "running.step.lapsed": N_("Warnings that are over"),
    "running.step.remind": N_("Reminder of a visit"),
    "running.step.waitlist": N_("Waiting list"),
    "running.step.forget": N_("Deletion of what is past its time"),
}


def job(key: str) -> Phrase:
    return Phrase(f"running.job.{key}")


def part(name: str) -> Phrase:
    return Phrase(f"running.part.{name}")


def step(code: str) -> Phrase:
    """Say what failed for a car: a check, a job that goes from car to car, or the car as a whole."""
    if code in catalogue.BY_CODE:
        return Phrase(f"check.{code}")
    own = f"running.step.{code}"
    return Phrase(own) if own in WORDS else job(code)
