"""What is left of an erased person in the files of a PostgreSQL server: its tables, logs and statistics."""

from pathlib import Path

import pytest
from sqlalchemy import text

from domain.contact import mailbox
from domain.core import Core
from domain.db.keys import KeyDestroyedError
from domain.privacy import declared, erase
from tests.domain.privacy.conftest import Person

SAID = "what nobody else may ever read"


@pytest.fixture
def database() -> str:
    return "postgresql"


def files(core: Core) -> bytes:
    """Return all that the server has on disk of tables and logs."""
    with core.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        folder = Path(str(connection.exec_driver_sql("SHOW data_directory").scalar_one()))
        number = connection.exec_driver_sql(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).scalar_one()
    parts = [*(folder / "base" / str(number)).iterdir(), *(folder / "pg_wal").glob("0*")]
    return b"".join(path.read_bytes() for path in parts if path.is_file())


def test_no_word_of_a_person_ever_stands_in_the_servers_files(core: Core, me: Person, planted: None) -> None:
    with core.unit() as unit:
        mailbox.receive(unit, update_id=1, chat_hash=me.row(unit).chat_hash, body=SAID.encode())
    found = files(core)
    sealed = set(me.marks.values()) - me.plain

    assert len(sealed) > 5
    assert [word for word in (*sealed, SAID, me.vin) if word.encode() in found] == []


def test_what_the_servers_files_still_hold_of_a_message_cannot_be_read_with_any_key_that_is_left(
    core: Core, me: Person, planted: None
) -> None:
    with core.unit() as unit:
        mailbox.receive(unit, update_id=1, chat_hash=me.row(unit).chat_hash, body=SAID.encode())
    with core.reading() as unit:
        body, wrapped = unit.session.execute(
            text(
                "SELECT body, wrapped FROM inbox_update JOIN keys.passing_key key ON key.id = update_id"
                " WHERE update_id = 1"
            )
        ).one()
    with core.unit() as unit:
        (update,) = [each for each in mailbox.next_updates(unit, limit=9) if each.body == SAID.encode()]
        mailbox.done(unit, update.id, None)
        erase.erase(unit, me.row(unit))

    assert bytes(body) in files(core)  # which is why its key has to go
    with core.reading() as unit:
        with pytest.raises(KeyDestroyedError):
            unit.unseal(bytes(body), label="inbox_update.body")
        left = unit.session.scalars(text("SELECT id FROM keys.passing_key")).all()
    assert 1 not in left
    assert bytes(wrapped) not in tables(core)


def tables(core: Core) -> bytes:
    """Return what the tables of keys hold on disk, dead rows included."""
    with core.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        folder = Path(str(connection.exec_driver_sql("SHOW data_directory").scalar_one()))
        names = ("keys.data_key", "keys.passing_key")
        paths = [
            connection.exec_driver_sql(f"SELECT pg_relation_filepath('{name}')").scalar_one()
            for name in names
        ]
    return b"".join((folder / str(path)).read_bytes() for path in paths)


def test_the_key_of_a_person_is_gone_from_the_tables_of_keys(core: Core, me: Person, planted: None) -> None:
    with core.reading() as unit:
        wrapped = unit.session.scalars(
            text("SELECT wrapped FROM keys.data_key WHERE owner_id = :me"), {"me": me.owner_id}
        ).all()
    assert all(bytes(each) in tables(core) for each in wrapped)
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))

    assert wrapped
    assert not any(bytes(each) in tables(core) for each in wrapped)


def test_statistics_forget_a_person_with_the_erasure(core: Core, me: Person, planted: None) -> None:
    with core.unit() as unit:
        mark = me.row(unit).chat_hash
    with core.engine.begin() as connection:
        for table in declared.personal():
            connection.exec_driver_sql(f"ANALYZE {table.fullname}")
    assert any(mark in line for line in statistics(core))
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))

    assert not any(word in line for line in statistics(core) for word in (mark, *me.plain))


def statistics(core: Core) -> list[str]:
    with core.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats"
            " WHERE schemaname IN ('public', 'telemetry', 'keys')"
        )
        return [str(value) for row in rows for value in row if value is not None]
