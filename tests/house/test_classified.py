"""No column, table or signal is forgotten by footprint, export, erasure or retention."""

from datetime import timedelta

import pytest
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, Table

from domain import tables
from domain.kit.classified import Category, Data, Purpose, Reach
from domain.privacy import declared, words
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Signal

KEY = {"data": Data(Category.SYSTEM)}


def test_everything_that_is_stored_says_what_it_is() -> None:
    assert declared.unclassified(tables.METADATA, CATALOGUE, texts=words.WORDS) == []


def problems(*columns: Column[int], reach: object = None) -> list[str]:
    """Return what is found wrong with one table beside a person's."""
    metadata = MetaData()
    Table(
        "owner",
        metadata,
        Column("id", Integer, primary_key=True, info=KEY),
        info={"reach": Reach(owner="id")},
    )
    Table("thing", metadata, *columns, info={} if reach is None else {"reach": reach})
    texts = {*words.WORDS, "privacy.table.thing"}
    return declared.unclassified(metadata, {}, texts=texts)


@pytest.mark.parametrize(
    ("columns", "reach", "problem"),
    [
        ([Column("id", Integer)], Reach(owner=None), "thing.id: no Data"),
        ([Column("id", Integer, info=KEY)], None, "thing: no Reach"),
        ([Column("id", Integer, info=KEY)], Reach(owner="owner_id"), "thing: no column owner_id"),
        (
            [Column("id", Integer, info=KEY)],
            Reach(owner=None, keep=timedelta(1), age="id"),
            "thing: keep without an age",
        ),
        ([Column("id", Integer, info=KEY)], Reach(owner=None, survives="x"), "thing: x has no words"),
        ([Column("owner_id", BigInteger, info=KEY)], Reach(owner=None), "thing.owner_id: leads to a person"),
        (
            [Column("who", Integer, ForeignKey("owner.id"), info=KEY)],
            Reach(owner=None),
            "thing.who: leads to a person",
        ),
        ([Column("body", LargeBinary, info=KEY)], Reach(owner=None), "thing.body: bytes that are not sealed"),
    ],
)
def test_what_is_not_declared_is_named(columns: list[Column[int]], reach: object, problem: str) -> None:
    assert problems(*columns, reach=reach) == [problem]


def test_a_table_of_a_person_needs_a_name_its_owner_can_read() -> None:
    metadata = MetaData()
    Table(
        "riddle",
        metadata,
        Column("id", Integer, primary_key=True, info=KEY),
        info={"reach": Reach(owner="id")},
    )

    found = declared.unclassified(metadata, {}, texts=words.WORDS)

    assert found == ["riddle: has no name for its owner"]


def test_a_signal_without_retention_is_named() -> None:
    signal = Signal("X", "", 0, 1, Category.DRIVING, Purpose.DRIVING, essential=False, keep_days=0)

    assert declared.unclassified(MetaData(), {"X": signal}, texts=words.WORDS) == ["X: no retention"]


def test_only_what_proves_something_to_the_program_is_left_out_of_exports() -> None:
    left_out = {
        f"{table.name}.{column.name}"
        for table in declared.personal()
        for column in table.c
        if declared.withheld(column)
    }

    assert left_out == {
        "access_token.prefix",
        "access_token.secret_hash",
        "action.token",
        "data_key.wrapped",
        "inbox_update.chat_hash",
        "owner.chat_hash",
    }


def test_what_outlives_a_person_is_named() -> None:
    assert {table.name for table in declared.survivors()} == {
        "called_off",
        "erasure",
        "link_try",
        "vehicle",
    }
