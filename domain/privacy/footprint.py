"""What is held about an owner right now: counted from the tables, never from a list kept by hand."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table

from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.explain.facts import Moment, Phrase
from domain.kit.classified import Category
from domain.privacy import declared, mode, rules, store, viewers
from domain.privacy.about import Footprint
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry import service as telemetry

# Every hour that is kept holds something of the car's condition, so only these are told apart.
_INSIDE = (Category.DRIVING, Category.LOCATION)


@dataclass(frozen=True, slots=True)
class Part:
    """What is held of one kind: hours of raw data, entries in tables (with their counts), and the oldest."""

    category: Category
    hours: int
    entries: tuple[tuple[Table, int], ...]
    since: datetime | None

    @property
    def total(self) -> int:
        return sum(count for _, count in self.entries)


def parts(unit: Unit, owner: Owner) -> tuple[Part, ...]:
    """Return what is held, a part for each kind of which there is something."""
    amounts = {table: store.amount(unit, table, owner) for table in declared.personal()}
    raw = _raw(unit, owner)
    result = []
    for category in Category:
        tables = [table for table, amount in amounts.items() if amount.rows and _counts(table, category)]
        hours, since = raw.get(category, (0, None))
        dates = [since, *(amounts[table].since for table in tables)]
        entries = tuple((table, amounts[table].rows) for table in tables)
        if hours or entries:
            result.append(Part(category, hours, entries, min(filter(None, dates), default=None)))
    return tuple(result)


def _counts(table: Table, category: Category) -> bool:
    """Whether a table's entries are told under a kind: readings are told by the hour, marks where nothing else is."""
    kinds = declared.categories(table)
    marks_only = kinds == (Category.SYSTEM,)
    return (
        category in kinds and not declared.is_raw(table) and (category is not Category.SYSTEM or marks_only)
    )


def _raw(unit: Unit, owner: Owner) -> dict[Category, tuple[int, datetime | None]]:
    """Count the hours in which there are samples of each kind, and find the first."""
    hours_by_car = store.held_hours(unit, owner)
    hours = [hour for each in hours_by_car.values() for hour in each]
    result: dict[Category, tuple[int, datetime | None]] = {
        Category.CONDITION: (len(hours), min(hours, default=None))
    }
    for category in _INSIDE:
        inside = [
            hour
            for vehicle_id in hours_by_car
            for hour in telemetry.hours_of_kind(unit, vehicle_id, owner.id, category)
        ]
        result[category] = (len(inside), min(inside, default=None))
    return result


def footprint(unit: Unit, owner: Owner, *, details: bool = False) -> Message:
    """Tell what is held: a line for each kind; with details also why, and in which places."""
    all_parts = parts(unit, owner)
    lines = [_detail(part) if details else _line(unit, owner, part) for part in all_parts]
    head = Phrase("privacy.footprint.details" if details else "privacy.footprint.title")
    place = _place(unit)
    more = Button(
        Phrase("privacy.button.details"), "privacy.footprint", Footprint(details=True).params(), once=False
    )
    less = Button(Phrase("privacy.button.overview"), "privacy.footprint", once=False)
    rows = (
        (less if details else more, Button(Phrase("privacy.button.export"), "privacy.export", once=False)),
        (viewers.BUTTON,),
        (mode.mode_button(owner), Button(Phrase("privacy.button.delete"), "privacy.ask_delete", once=False)),
    )
    elsewhere = (*mode.reader_lines(unit, owner), Phrase("privacy.footprint.telegram"))
    return Message((head, *lines, place, *elsewhere), rows, private=True)


def _place(unit: Unit) -> Phrase:
    return Phrase("privacy.footprint.place", {"region": unit.core.settings.region})


def kinds(unit: Unit, owner: Owner, categories: Collection[Category]) -> Iterator[Phrase]:
    """Yield what is held of these kinds, since when and how long it is kept; of all, and where, where none is named."""
    parts_by_kind = {part.category: part for part in parts(unit, owner)}
    for category in categories or parts_by_kind:
        if category in parts_by_kind:
            yield _line(unit, owner, parts_by_kind[category])
            continue
        if category is Category.LOCATION:
            yield Phrase("privacy.footprint.no_location")
            continue
        texts = {
            "category": Phrase(f"privacy.category.{category}"),
            "why": Phrase(f"privacy.category.{category}.why"),
            "kept": retention_phrase(category, holding(category)),
        }
        yield Phrase("privacy.footprint.none_held", texts)
    if not categories:
        yield _place(unit)


def holding(category: Category) -> list[Table]:
    """Return the tables whose entries are told under a kind of data."""
    return [table for table in declared.personal() if _counts(table, category)]


def _line(unit: Unit, owner: Owner, part: Part) -> Phrase:
    params = {
        "category": Phrase(f"privacy.category.{part.category}"),
        "amount": _amount(part),
        "since": Moment(part.since or unit.now, owner.zone),
        "kept": retention_phrase(part.category, [table for table, _ in part.entries]),
        "purpose": purposes(part.category),
    }
    if declared.signals(part.category):
        params["state"] = _state(unit, owner, part.category)
        return Phrase("privacy.footprint.sent", params)
    return Phrase("privacy.footprint.line", params)


def _amount(part: Part) -> tuple[Phrase, ...]:
    amounts = []
    if part.hours:
        amounts.append(Phrase("privacy.amount.hours", {"n": part.hours}))
    if part.total:
        amounts.append(Phrase("privacy.amount.entries", {"n": part.total}))
    return tuple(amounts)


def purposes(category: Category) -> tuple[Phrase, ...]:
    """Return what a kind of data is held for."""
    return tuple(Phrase(f"privacy.purpose.{purpose}") for purpose in declared.purposes(category))


def retention_phrase(category: Category, holding: Iterable[Table]) -> Phrase:
    """Say until when a kind of data is kept."""
    limits = declared.keeps(category, holding)
    days = max((limit.days for limit in limits if limit is not None), default=0)
    if None not in limits:
        return Phrase("privacy.kept.days", {"n": days})
    return Phrase("privacy.kept.partly", {"n": days}) if days else Phrase("privacy.kept.always")


def _state(unit: Unit, owner: Owner, category: Category) -> Phrase:
    purposes = registry.consents(unit, owner.id)
    state = rules.state(declared.signals(category), purposes=purposes, mode=owner.privacy_mode)
    return Phrase(f"privacy.state.{state}")


def _detail(part: Part) -> Phrase:
    counts = [
        Phrase("privacy.footprint.count", {"table": Phrase(f"privacy.table.{table.name}"), "n": count})
        for table, count in part.entries
    ]
    if part.hours:
        counts.insert(0, Phrase("privacy.footprint.raw", {"n": part.hours}))
    return Phrase(
        "privacy.footprint.detail",
        {
            "category": Phrase(f"privacy.category.{part.category}"),
            "why": Phrase(f"privacy.category.{part.category}.why"),
            "counts": tuple(counts),
        },
    )
