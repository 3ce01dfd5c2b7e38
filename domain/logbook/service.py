"""Hand a car's dossier over: what is on record joins the list of hashes, and what its owner chose is signed and opened."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from domain.booking import words as jobs
from domain.core import Unit
from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Phrase
from domain.explain.render import clean
from domain.logbook import keys, rules, sources, store
from domain.logbook.facts import (
    EARLIER,
    FORMAT,
    Car,
    Dossier,
    Entry,
    Head,
    Leaf,
    Section,
    Source,
    Statement,
)
from domain.logbook.tables import LogbookEntry, LogbookIssue
from domain.registry import service as registry
from domain.registry.tables import Vehicle

LABEL: Final = "logbook_entry.salt"
_SALT: Final = 16  # bytes: no one guesses an odometer reading or a yes with 128 unknown bits


def counts(unit: Unit, owner_id: int, vehicle_id: int) -> Mapping[Section, int]:
    """Return how many things there are to tell of a car by section. Raises Refusal vehicle_not_yours or driver_reads_only."""
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    every = sources.gather(unit, owner_id, car, refs=(), sections=frozenset(Section))
    return {section: sum(each.section is section for each in every) for section in Section}


def hand_over(unit: Unit, owner_id: int, vehicle_id: int, sections: Collection[Section]) -> Dossier:
    """Return the signed dossier of an owner's car in which these sections can be read.

    What is new on record, or other than before, is added to the list, which only grows: of what the other sections hold,
    and of what is no longer on record as it was, the dossier has the hash alone. The hand-over is noted, the same one again is not.

    Raises Refusal vehicle_not_yours (404) or driver_reads_only (403).
    """
    car = registry.own_vehicle(unit, owner_id, vehicle_id)
    registry.lock(unit, car.id)
    leaves = _leaves(unit, owner_id, car, sections)
    earlier = [
        Head(keys.stamp(at), size, root_hash)
        for at, size, root_hash in store.heads(unit, owner_id, car.id, most=EARLIER)
    ]
    root = rules.root([bytes.fromhex(leaf.hash) for leaf in leaves])
    issue = LogbookIssue(
        owner_id=owner_id,
        vehicle_id=car.id,
        size=len(leaves),
        root_hash=root.hex(),
        sections=" ".join(section for section in Section if section in sections),
        at=unit.now,
    )
    if not store.is_noted(unit, issue):
        unit.session.add(issue)
    disclosed = [_disclose(leaf, sections) for leaf in leaves]
    return _sign(unit, car, earlier, issue=issue, leaves=disclosed)


def _sign(
    unit: Unit,
    car: Vehicle,
    earlier: list[Head],
    *,
    issue: LogbookIssue,
    leaves: list[Leaf],
) -> Dossier:
    public, private = keys.ready(unit)
    statement = Statement(
        car=Car(registry.vin_of(unit, car), clean(car.model)),
        at=keys.stamp(unit.now),
        size=issue.size,
        root=issue.root_hash,
        sections=[Section(each) for each in issue.sections.split()],
        open=rules.open_places(leaves),
        key=public[-1].id,
        keys=public,
        earlier=earlier,
        words=_words(unit, [leaf.entry.about for leaf in leaves if leaf.entry]),
    )
    message = rules.signed_text(Dossier(FORMAT, statement, "", []))
    return Dossier(FORMAT, statement, rules.sign(private, message), leaves)


def _disclose(leaf: Leaf, sections: Collection[Section]) -> Leaf:
    is_open = leaf.entry is not None and leaf.entry.section in sections
    return leaf if is_open else Leaf(leaf.hash)


def _words(unit: Unit, codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what the codes of the entries mean, by language."""
    phrases = {code: _phrase(code) for code in sorted(set(codes))}
    return {
        language: {code: clean(say(phrase)) for code, phrase in phrases.items()}
        for language in LANGUAGES
        for say in [unit.core.speaker(language).say]
    }


def _phrase(code: str) -> Phrase:
    kind, _, name = code.partition(".")
    if kind == "job":
        return jobs.job(name)
    if kind == "measured":
        return Phrase(f"logbook.measured.{name}")
    return Phrase(code if kind == "check" else f"logbook.{code}")


def _leaves(unit: Unit, owner_id: int, car: Vehicle, sections: Collection[Section]) -> list[Leaf]:
    """Bring the list up to what is on record now and return it, each entry open that can still be told."""
    rows = store.entries(unit, owner_id, car.id)
    by_ref: dict[str, list[LogbookEntry]] = defaultdict(list)
    for row in rows:
        by_ref[row.ref].append(row)
    leaves = {row.position: Leaf(row.leaf_hash) for row in rows}
    position = len(rows)
    for source in sources.gather(unit, owner_id, car, refs=by_ref, sections=sections):
        before = by_ref[source.ref]
        leaf = _same(unit, source, before)
        if leaf is None:
            position += 1
            leaf = _add(unit, source, before, position=position, owner_id=owner_id, vehicle_id=car.id)
            leaves[position] = leaf
        else:
            leaves[before[-1].position] = leaf
    unit.session.flush()
    return [leaves[each] for each in sorted(leaves)]


def _same(unit: Unit, source: Source, before: Sequence[LogbookEntry]) -> Leaf | None:
    """Return the newest entry about a thing, opened; None where that is not what is on record now."""
    if not before:
        return None
    row, salt = before[-1], unit.unseal_text(before[-1].salt, label=LABEL)
    entry = _entry(source, before[:-1], entered=f"{row.entered_at:%Y-%m-%d}")
    leaf = rules.leaf_hash(entry, salt)
    return Leaf(leaf, salt, entry) if leaf == row.leaf_hash else None


def _add(
    unit: Unit,
    source: Source,
    before: Sequence[LogbookEntry],
    *,
    position: int,
    owner_id: int,
    vehicle_id: int,
) -> Leaf:
    salt = secrets.token_hex(_SALT)
    entry = _entry(source, before, entered=f"{unit.now:%Y-%m-%d}")
    leaf = Leaf(rules.leaf_hash(entry, salt), salt, entry)
    row = LogbookEntry(
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        position=position,
        ref=source.ref,
        leaf_hash=leaf.hash,
        salt=unit.seal_text(owner_id, salt, label=LABEL),
        entered_at=unit.now,
    )
    unit.session.add(row)
    return leaf


def _entry(source: Source, before: Sequence[LogbookEntry], *, entered: str) -> Entry:
    """before: entries about the same thing, the last of which this one replaces."""
    facts = dict(source.facts)
    if before:
        facts["replaces"] = before[-1].position
    return Entry(source.section, source.origin, source.on, entered, source.about, facts)
