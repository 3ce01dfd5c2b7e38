"""A file of a car's past that an owner sends: which car it is of, a day of it taken in, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue.acts import connecting
from domain.dialogue.meaning import naming
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.feeds import imports
from domain.feeds.facts import Why
from domain.feeds.files.facts import program
from domain.feeds.pasts import Past, Tally
from domain.health import catalogue
from domain.health import service as health
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry import history
from domain.telemetry.intake import Batch, Block

MOST_BYTES: Final = 20_000_000  # what Telegram gives a bot of one file
_NAMES: Final = 5  # columns that are named
_NOT_READABLE: Final = frozenset(
    {"import_kind", "import_start", "import_mapping", "sheet_encoding", "sheet_unreadable", "sheet_empty"}
)


@dataclass(frozen=True, slots=True)
class Goal:
    """Which car of whom a file is of, and the zone of times in it that name none."""

    vehicle_id: int
    owner_id: int
    zone: ZoneInfo


def goal(unit: Unit, owner: Owner, *, caption: str, size: int) -> Goal:
    """Return the car whose past a file is: the only own one, or that which the caption names.

    Raises Refusal no_car, file_of_which_car, file_too_large or file_needs_consent.
    """
    own = registry.own_vehicles(unit, owner.id)
    if not own:
        raise Refusal("no_car")
    if size > MOST_BYTES:
        raise Refusal("file_too_large", status=413, most=MOST_BYTES // 1_000_000)
    cars = naming.find_cars(caption, tuple(own)).cars if len(own) > 1 else (own[0].id,)
    if len(cars) != 1:
        raise Refusal("file_of_which_car", cars=tuple(car.name for car in own))
    try:
        history.keeper(unit, cars[0])
    except Refusal as refusal:
        raise Refusal("file_needs_consent") from refusal
    return Goal(cars[0], owner.id, ZoneInfo(next(car for car in own if car.id == cars[0]).zone))


def readable(refusal: Refusal) -> Refusal:
    """Return what an owner is told where a file cannot be read; other refusals as they are."""
    if refusal.code == "import_empty":
        return Refusal("file_empty", rows=refusal.params["rows"])
    return Refusal("file_unknown_kind") if refusal.code in _NOT_READABLE else refusal


def begin(unit: Unit, goal: Goal, past: Past) -> date | None:
    """Begin to take a file in, or return the last of its days that is done. Raises Refusal vehicle_not_yours or import_no_consent."""
    car = registry.own_vehicle(unit, goal.owner_id, goal.vehicle_id)
    return imports.progress(unit, car, mark=past.mark, kind=past.kinds[0][:80])


def take_day(
    unit: Unit, goal: Goal, past: Past, day: date, batch: Batch, *, before: date | None, evening: Block
) -> Block:
    """Take one day in, as `imports.take_day`. Raises Refusal vehicle_not_yours where the car has changed hands meanwhile."""
    car = registry.own_vehicle(unit, goal.owner_id, goal.vehicle_id)
    return imports.take_day(unit, car, past, day, batch, before=before, evening=evening)


def report(unit: Unit, _owner: Owner, *, goal: Goal, past: Past) -> Reply:
    """Say what a file was, what was taken of it and what not, and which checks can judge the car now."""
    car, tally = registry.own_vehicle(unit, goal.owner_id, goal.vehicle_id), past.tally
    was_done, count = imports.note_end(unit, car, mark=past.mark)
    days = tally.days + tally.days_before - tally.days_left
    about = {"program": program(past.kinds[0]), "car": car.name, "rows": tally.rows, "n": days}
    lines = (Phrase(_outcome(tally, count, was_done=was_done), about), *_passed_over(past))
    enough, lacking = (
        tuple(code for code in codes if code in catalogue.MEASURING) for codes in health.enough_for(unit, car)
    )
    return Reply(messages=(Message((*lines, *connecting.enough(enough)), more=connecting.lacking(lacking)),))


def _outcome(tally: Tally, count: int, *, was_done: bool) -> str:
    """What to say of a file. count: values of it that were ever kept. was_done: before this run."""
    if count and not was_done:
        return "file.taken"
    return "file.known" if count or tally.repeated else "file.nothing"


def _passed_over(past: Past) -> Sequence[Phrase]:
    unknown = [name for name, key in past.columns.items() if key is None or key.why is Why.UNKNOWN_KEY]
    refused = past.tally.rows_refused.total()
    return (
        *((Phrase("file.rows_refused", {"n": refused}),) if refused else ()),
        *((Phrase("file.columns_unknown", {"names": ", ".join(unknown[:_NAMES])}),) if unknown else ()),
    )
