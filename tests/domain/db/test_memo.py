"""What a unit reads is read once, and anew as soon as it may have changed."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlmodel import select

from domain.core import Core, Unit
from domain.registry import service as registry
from domain.registry.tables import Owner


class Reader:
    """Reads the languages of all owners, and counts how often."""

    def __init__(self, unit: Unit) -> None:
        self.unit, self.times = unit, 0

    def __call__(self) -> list[str]:
        return self.unit.once(("locales",), self._read)

    def _read(self) -> list[str]:
        self.times += 1
        return sorted(self.unit.session.exec(select(Owner.locale)))


@pytest.fixture
def owner_id(core: Core) -> int:
    with core.unit() as unit:
        return registry.meet(unit, 1, locale="en", zone="UTC").id


def test_within_a_unit_the_same_is_read_once(core: Core, owner_id: int) -> None:
    for open_unit in (core.unit, core.reading):
        with open_unit() as unit:
            read = Reader(unit)
            assert [read(), read()] == [["en"], ["en"]]
            assert read.times == 1


def _by_attribute(unit: Unit, owner_id: int) -> None:
    unit.session.get_one(Owner, owner_id).locale = "zh_Hans"


def _by_statement(unit: Unit, _owner_id: int) -> None:
    unit.session.connection().execute(text("UPDATE owner SET locale = 'zh_Hans'"))


def _by_a_new_row(unit: Unit, _owner_id: int) -> None:
    registry.meet(unit, 2, locale="zh_Hans", zone="UTC")


@pytest.mark.parametrize("change", [_by_attribute, _by_statement, _by_a_new_row])
def test_what_the_unit_has_changed_is_read_anew(
    core: Core, owner_id: int, change: Callable[[Unit, int], None]
) -> None:
    with core.unit() as unit:
        read = Reader(unit)
        read()
        change(unit, owner_id)

        assert "zh_Hans" in read()


def test_what_a_part_that_was_taken_back_had_read_is_read_anew(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        read = Reader(unit)
        part = unit.session.begin_nested()
        _by_attribute(unit, owner_id)
        assert read() == ["zh_Hans"]
        part.rollback()

        assert read() == ["en"]


@pytest.mark.parametrize("database", ["postgresql"])
def test_what_others_wrote_before_a_lock_was_had_is_read_anew(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        read = Reader(unit)
        read()
        with core.unit() as other:
            _by_statement(other, owner_id)
        unit.session.exec(select(Owner.id).with_for_update()).all()

        assert read() == ["zh_Hans"]


@pytest.mark.usefixtures("owner_id")
def test_nothing_that_was_read_stays_with_a_connection_that_is_given_back(core: Core) -> None:
    for open_unit in (core.unit, core.reading):
        with open_unit() as unit:
            Reader(unit)()
            info = unit.session.connection().info
            assert info["reads"]

        assert not info["reads"]


def test_no_unit_is_given_what_another_has_read(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        Reader(unit)()
        _by_statement(unit, owner_id)
        Reader(unit)()

    with core.unit() as unit:
        read = Reader(unit)
        assert read() == ["zh_Hans"]
        assert read.times == 1
