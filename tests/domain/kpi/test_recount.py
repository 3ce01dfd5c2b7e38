"""Every figure is what plain SQL counts of the same tables, over a made-up year, on both databases."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.core import Core
from domain.kit.clock import FixedClock
from domain.kpi import service
from domain.kpi.catalogue import ALL
from domain.kpi.facts import Figure
from domain.offers import rules as offers
from domain.privacy import erase
from domain.registry.facts import Source
from domain.registry.tables import Owner
from tests.domain.kpi import history
from tests.domain.kpi.history import NOW
from tests.domain.kpi.recount import Asked, Recount, recount

Scope = tuple[str, int | None, Source]
YEAR: Scope = ("2026", None, Source.LIVE)
LATELY = NOW - timedelta(days=90)
SCOPES: dict[Scope, Asked] = {  # days begin in Shanghai, or at the second centre, which is in New York
    YEAR: Asked(datetime(2025, 12, 31, 16, tzinfo=UTC), NOW, NOW),
    ("", None, Source.LIVE): Asked(LATELY, NOW, NOW),
    ("2026-Q3", 1, Source.LIVE): Asked(
        datetime(2026, 6, 30, 16, tzinfo=UTC), datetime(2026, 9, 30, 16, tzinfo=UTC), NOW, centre=1
    ),
    ("2026-10", 2, Source.LIVE): Asked(
        datetime(2026, 10, 1, 4, tzinfo=UTC), datetime(2026, 11, 1, 4, tzinfo=UTC), NOW, centre=2
    ),
    ("2026", None, Source.SIMULATED): Asked(
        datetime(2025, 12, 31, 16, tzinfo=UTC), NOW, NOW, source="SIMULATED"
    ),
}
BY_HAND = "completeness"  # what it is counted from is sealed
CODES = [each.code for each in ALL if each.code != BY_HAND]


def compare(core: Core, scopes: Mapping[Scope, Asked]) -> list[object]:
    """Return the figures that differ from what SQL counts, and how."""
    wrong: list[object] = []
    for (period, centre, source), asked in scopes.items():
        with core.reading() as unit:
            figures = service.figures(unit, period, centre, source=source).figures
            expected = recount(unit.session.connection(), asked, CODES)
            medians = Recount(unit.session.connection(), asked).medians()
        counted = {(each.code, each.part): each for each in figures if each.code != BY_HAND}
        wrong += [(period, centre, key) for key in counted.keys() ^ expected.keys()]
        wrong += [
            (period, centre, key, sums, counted[key])
            for key, sums in expected.items()
            if key in counted and not is_same(counted[key], sums)
        ]
        for code, median in medians.items():
            value = counted[code, ""].value
            if value is not None and (median is None or abs(value - median) > 1e-3):
                wrong.append((period, centre, code, median, value))
    return wrong


def is_same(figure: Figure, sums: tuple[float | None, float, int]) -> bool:
    numerator, denominator, count = sums
    is_told = figure.numerator is not None
    assert is_told or figure.code.startswith("offers")
    return figure.count == count and (
        not is_told or (figure.numerator, figure.denominator) == pytest.approx((numerator, denominator))
    )


def test_every_figure_equals_an_independent_recount_in_sql(
    core: Core, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "offers.toml"
    catalogue.write_text(history.OFFERS, "utf-8")
    monkeypatch.setattr(core.settings, "offers", catalogue)
    monkeypatch.setattr(offers, "LEAST_OWNERS", 2)
    cars = history.year(core, clock)

    assert compare(core, SCOPES) == []
    with core.reading() as unit:
        year = {(each.code, each.part): each for each in service.figures(unit, "2026").figures}
    assert [key for key, each in year.items() if not key[1] and not each.count] == []
    assert (year[BY_HAND, ""].numerator, year[BY_HAND, ""].denominator) == (
        70,
        140,
    )  # five of ten minutes, twice

    with core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, cars[3].owner_id))
    assert compare(core, {YEAR: SCOPES[YEAR]}) == []
    with core.reading() as unit:
        without = {(each.code, each.part): each for each in service.figures(unit, "2026").figures}
    assert without["warnings_booked", ""].count < year["warnings_booked", ""].count
