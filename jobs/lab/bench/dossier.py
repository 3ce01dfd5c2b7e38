"""A dossier of ten thousand entries: how long it takes to make and to check, and whether a change of it goes unseen."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec
import numpy as np

from domain.booking.jobs import JOBS
from domain.core import Unit
from domain.logbook import keys, page, rules, service
from domain.logbook.facts import Dossier, FaultError, Head, Leaf, Section
from domain.registry.facts import Serviced
from domain.registry.tables import Owner, Vehicle
from domain.upkeep import services
from jobs import speakers
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_ENTRIES: Final = 10_000
_FEW: Final = 40  # entries of the dossier on which most changes are tried: one of 10,000 is checked for half a second each time
_TRIES: Final = 10_000
_TRIES_WHOLE: Final = 60
_BARS: Final = (
    Bar("written_s", 5, at_most=True),
    Bar("checked_s", 1, at_most=True),
    Bar("unseen", 0, at_most=True),
    Bar("unseen_whole", 0, at_most=True),
)
Change = Callable[[Dossier, np.random.Generator, bytes], str]


def dossier() -> Result:
    """Make and check a dossier of ten thousand entries, then change it and a short one in every way, ten thousand times."""
    with ground.core() as core:
        with core.unit() as unit:
            (long, short) = ground.cars(unit, count=2)
            _serve(unit, long, _ENTRIES)
            _serve(unit, short, _FEW)
        dossiers, cpu_s = list[Dossier](), list[float]()
        with core.unit() as unit:
            written_s = ground.timed(
                lambda: cpu_s.append(ground.cpu_timed(lambda: dossiers.append(_hand_over(unit, long))))
            )
            dossiers.append(_hand_over(unit, short))
            _, private = keys.ready(unit)
    whole, few = dossiers
    text = page.render(whole, speakers.speaker, language="en")
    figures = {
        "entries": float(whole.statement.size),
        "written_s": written_s,
        "written_cpu_s": cpu_s[0],
        "checked_s": ground.timed(lambda: rules.check(text)),
        "tries": float(_TRIES),
        "unseen": float(_unseen(few, _TRIES, private)),
        "tries_whole": float(_TRIES_WHOLE),
        "unseen_whole": float(_unseen(whole, _TRIES_WHOLE, private)),
    }
    return Result("dossier", figures, _BARS)


def _serve(unit: Unit, of: tuple[Owner, Vehicle], count: int) -> None:
    names = sorted(JOBS)
    for number in range(count - 1):  # that its owner has the car is an entry as well
        on = date(2010, 1, 1) + timedelta(days=number // len(names))
        services.record(unit, of[0].id, of[1].id, Serviced(names[number % len(names)], on, 10.0 * number))


def _hand_over(unit: Unit, of: tuple[Owner, Vehicle]) -> Dossier:
    return service.hand_over(unit, of[0].id, of[1].id, tuple(Section))


def _unseen(whole: Dossier, tries: int, private: bytes) -> int:
    """Return how many changes of a dossier its check lets through."""
    draw, unseen = np.random.default_rng(5), 0
    for number in range(tries):
        change = _CHANGES[number % len(_CHANGES)]
        try:
            rules.check(change(whole, draw, private))
        except FaultError:
            continue
        unseen += 1
    return unseen


def _flip(whole: Dossier, draw: np.random.Generator, _private: bytes) -> str:
    raw = bytearray(rules.spelling(whole).encode())
    raw[int(draw.integers(len(raw)))] ^= 1 << int(draw.integers(8))
    return raw.decode(errors="replace")


def _remove(whole: Dossier, draw: np.random.Generator, _private: bytes) -> str:
    place = draw.integers(len(whole.leaves))
    return _with(whole, [*whole.leaves[:place], *whole.leaves[place + 1 :]])


def _exchange(whole: Dossier, draw: np.random.Generator, _private: bytes) -> str:
    one, other = draw.permutation(len(whole.leaves))[:2]
    leaves = [*whole.leaves]
    leaves[one], leaves[other] = leaves[other], leaves[one]
    return _with(whole, leaves)


def _date_anew(whole: Dossier, draw: np.random.Generator, _private: bytes) -> str:
    """Give an entry another day and its hash anew, as whoever has the salt can."""
    place = draw.integers(len(whole.leaves))
    leaf = whole.leaves[place]
    assert leaf.entry is not None
    entry = msgspec.structs.replace(leaf.entry, on=f"2001-01-{draw.integers(1, 29):02}")
    leaves = [*whole.leaves]
    leaves[place] = Leaf(rules.leaf_hash(entry, leaf.salt), leaf.salt, entry)
    return _with(whole, leaves)


def _cut(whole: Dossier, draw: np.random.Generator, _private: bytes) -> str:
    text = rules.spelling(whole)
    return text[: draw.integers(len(text))]


def _shorten_and_sign(whole: Dossier, draw: np.random.Generator, private: bytes) -> str:
    """Drop the last entries and sign anew with the operator's own key, against the head of an earlier hand-over."""
    leaves = whole.leaves[: draw.integers(len(whole.leaves))]
    head = Head(whole.statement.at, whole.statement.size, whole.statement.root)
    statement = msgspec.structs.replace(
        whole.statement,
        size=len(leaves),
        root=rules.root([bytes.fromhex(leaf.hash) for leaf in leaves]).hex(),
        open=rules.open_places(leaves),
        earlier=[head],
    )
    unsigned = Dossier(whole.format, statement, "", leaves)
    signature = rules.sign(private, rules.signed_text(unsigned))
    return rules.spelling(msgspec.structs.replace(unsigned, signature=signature))


def _with(whole: Dossier, leaves: Sequence[Leaf]) -> str:
    return rules.spelling(msgspec.structs.replace(whole, leaves=list(leaves)))


_CHANGES: Final[tuple[Change, ...]] = (_flip, _remove, _exchange, _date_anew, _cut, _shorten_and_sign)
