"""What an owner answered stays as it was given."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from domain.core import Core, Unit
from domain.kit.classified import Purpose
from domain.privacy import erase, retention
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Consent, Owner, PrivacySwitch


@pytest.fixture
def owner_id(core: Core) -> int:
    with core.unit() as unit:
        owner = registry.meet(unit, 4711, locale="en", zone="UTC")
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=False, channel="chat")
        preferences.set_privacy_mode(unit, owner.id, on=True)
        return owner.id


def changed(table: str) -> str:
    column = "given" if table == "consent" else "is_on"
    return f"UPDATE {table} SET {column} = true"  # noqa: S608 - names of ours


def deleted(table: str) -> str:
    return f"DELETE FROM {table}"  # noqa: S608 - names of ours


def moved(table: str) -> str:
    return f"UPDATE {table} SET id = id + 1"  # noqa: S608 - names of ours


@pytest.mark.parametrize("table", ["consent", "privacy_switch"])
@pytest.mark.parametrize("statement", [changed, deleted, moved])
def test_an_answer_can_be_neither_changed_nor_deleted(
    core: Core, owner_id: int, table: str, statement: Callable[[str], str]
) -> None:
    with pytest.raises(DBAPIError, match="append-only"), core.unit() as unit:
        unit.session.execute(text(statement(table)))

    with core.reading() as unit:
        assert [each.given for each in unit.session.exec(select(Consent))] == [False]
        assert [each.is_on for each in unit.session.exec(select(PrivacySwitch))] == [True]


@pytest.mark.parametrize("table", ["consent", "privacy_switch"])
def test_an_answer_cannot_be_replaced_or_emptied_away(core: Core, owner_id: int, table: str) -> None:
    statement = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608 - names of ours
        "postgresql": f"TRUNCATE {table}",
    }[core.engine.dialect.name]
    with pytest.raises(DBAPIError, match="append-only"), core.unit() as unit:
        unit.session.execute(text(statement))


def erased(unit: Unit, owner: Owner) -> None:
    erase.erase(unit, owner)


def long_silent(unit: Unit, owner: Owner) -> None:
    owner.made_at = unit.now - retention.IDLE
    unit.session.flush()
    retention.forget_old(unit)


@pytest.mark.parametrize("leave", [erased, long_silent])
def test_answers_go_with_their_owner(core: Core, owner_id: int, leave: Callable[[Unit, Owner], None]) -> None:
    with core.unit() as unit:
        leave(unit, unit.session.get_one(Owner, owner_id))

    with core.reading() as unit:
        assert not [*unit.session.exec(select(Consent)), *unit.session.exec(select(PrivacySwitch))]
        assert unit.session.get(Owner, owner_id) is None


def test_who_writes_and_never_links_a_car_is_forgotten_after_a_while(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        owner = unit.session.get_one(Owner, owner_id)
        owner.made_at = unit.now - retention.IDLE + timedelta(minutes=1)
        unit.session.flush()
        assert "never linked" not in retention.forget_old(unit)
        owner.made_at = unit.now - retention.IDLE
        unit.session.flush()
        assert retention.forget_old(unit)["never linked"] == 1
