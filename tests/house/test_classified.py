"""No column, table or signal is forgotten by footprint, export, erasure or retention."""

from datetime import timedelta

import pytest
from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table

from domain import phrases, tables
from domain.kit.classified import Category, Data, Purpose, Reach
from domain.privacy import declared
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Signal

KEY = {"data": Data(Category.SYSTEM)}


def test_everything_that_is_stored_says_what_it_is() -> None:
    assert declared.unclassified(tables.METADATA, CATALOGUE, texts=phrases.TEXTS) == []


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
    texts = {*phrases.TEXTS, "privacy.table.thing"}
    return declared.unclassified(metadata, {}, texts=texts)


def test_every_table_has_a_retention_or_a_reason_why_not() -> None:
    assert declared.unlimited(tables.METADATA) == []


@pytest.mark.parametrize(
    ("reach", "grows"),
    [
        (Reach(owner=None), True),
        (Reach(owner=None, lasts="one row a job"), False),
        (Reach(owner=None, keep=timedelta(1), age="made_at"), False),
        (Reach(owner=None, keep=timedelta(1), age="ended_at"), True),
        (Reach(owner=None, keep=timedelta(1), age="made_at", only="state = 'over'"), True),
        (Reach(owner=None, keep=timedelta(1), age="ended_at", lasts="until it ends"), False),
    ],
)
def test_a_limit_for_some_rows_is_none_for_the_others(reach: Reach, *, grows: bool) -> None:
    metadata = MetaData()
    made, ended = Column("made_at", DateTime, nullable=False), Column("ended_at", DateTime)
    Table("thing", metadata, made, ended, info={"reach": reach})

    assert declared.unlimited(metadata) == (["thing"] if grows else [])


CLEAR = {
    "access_token": {"role", "name", "prefix", "secret_hash"},  # the operator names it
    "action": {"token", "verb", "group", "label"},
    "advice_trial": {"advice"},
    "alert": {"check", "state", "hits", "muted_by", "cleared_as", "model"},
    "alert_pause": {"check", "reason"},
    "battery_measurement": {"visit", "method"},
    "budget_slot": {"period", "notice_key"},
    "car_failure": {"step", "error_id", "error"},
    "claim": {"resource"},
    "consent": {"purpose", "text_version", "locale", "channel"},
    "dossier_page": {"code_hash"},
    "feed_link": {"feed", "name_hash"},
    "feedback": {"by", "verdict"},
    "file_import": {"content_hash", "kind"},
    "handover": {"reason", "state", "taken_by"},
    "handover_line": {"by"},
    "hint": {"subject"},
    "holding": {"role", "mark"},
    "inbox_update": {"chat_hash", "state", "error_id"},
    "page_session": {"prefix", "secret_hash", "locale"},
    "sign_in_link": {"role", "name", "code_hash"},  # of an owner's the name is always the same
    "invitation": {"code_hash"},
    "logbook_entry": {"ref", "leaf_hash"},
    "logbook_issue": {"root_hash", "sections"},
    "month_reading": {"origin"},
    "transfer": {"code_hash", "ended_as"},
    "invoice": {"token", "plan", "currency", "replaces", "state"},
    "look": {"role", "mark", "what"},
    "notice": {"key", "purpose", "subject", "state", "reason"},
    "owner": {"chat_hash", "locale", "zone"},
    "payment": {"state", "reason"},
    "plan_term": {"plan", "currency"},
    "phone_call": {"outcome"},
    "proposal": {"offer", "state"},
    "report_page": {"code_hash", "purpose"},
    "service_done": {"job"},
    "signal_doubt": {"cause", "signals"},
    "transport": {"way"},
    "vehicle_change": {"kind", "check", "source"},
    "visit": {"number", "job", "state", "progress", "uid", "report_hash"},
    "waitlist_entry": {"job"},
    "wheel_measurement": {"quantity", "wheel_code"},
    "workshop_finding": {"check"},
    "chunk": {"kinds"},
}
"""Texts about a person that stand unsealed: codes, states, numbers drawn by lot, keyed hashes, language and time zone."""


def test_no_text_about_a_person_stands_in_clear_but_codes_and_keyed_hashes() -> None:
    """What stands in clear may stay in a server's log, its statistics and its dead rows: seal it, or say here that it is a code."""
    found = {
        table.name: {column.name for column in table.c if isinstance(plain(column), String)}
        for table in declared.personal()
    }

    assert {name: columns for name, columns in found.items() if columns} == CLEAR


def plain(column: Column[object]) -> object:
    return getattr(column.type, "impl", column.type)


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

    found = declared.unclassified(metadata, {}, texts=phrases.TEXTS)

    assert found == ["riddle: has no name for its owner"]


def test_a_signal_without_retention_is_named() -> None:
    signal = Signal("X", "", 0, 1, Category.DRIVING, Purpose.DRIVING, essential=False, keep_days=0)

    assert declared.unclassified(MetaData(), {"X": signal}, texts=phrases.TEXTS) == ["X: no retention"]


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
        "dossier_page.code_hash",
        "feed_link.name_hash",
        "file_import.content_hash",
        "inbox_update.chat_hash",
        "invitation.code_hash",
        "invoice.token",
        "logbook_entry.leaf_hash",
        "logbook_issue.root_hash",
        "owner.chat_hash",
        "page_session.prefix",
        "page_session.secret_hash",
        "report_page.code_hash",
        "transfer.code_hash",
        "sign_in_link.code_hash",
        "visit.report_hash",
    }


def test_every_hash_token_and_key_is_declared_as_a_proof() -> None:
    proofs = {
        f"{table.name}.{column.name}"
        for table in declared.tables()
        for column in table.c
        if column.name.endswith("_hash") or column.name in {"token", "prefix", "wrapped"}
    }

    assert proofs == {
        f"{table.name}.{column.name}"
        for table in declared.tables()
        for column in table.c
        if declared.withheld(column)
    }


def test_what_outlives_a_person_is_named() -> None:
    assert {table.name for table in declared.survivors()} == {
        "called_off",
        "erasure",
        "link_try",
        "receipt",
        "vehicle",
    }
