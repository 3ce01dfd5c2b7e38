"""An update is closed as unreadable only where it still is when nobody else is writing."""

from sqlalchemy import delete, insert, select

from domain.contact import mailbox
from domain.contact.facts import Update
from domain.core import Core
from domain.db.tables import PassingKey

KEYS = PassingKey.metadata.tables["keys.passing_key"]


def test_an_update_whose_key_comes_into_sight_after_it_is_read_at_the_second_look(core: Core) -> None:
    with core.unit() as unit:
        assert mailbox.receive(unit, update_id=7, chat_hash="h", body=b"hello")
    with core.unit() as unit:
        key = dict(unit.session.connection().execute(select(KEYS)).mappings().one())
        unit.session.connection().execute(delete(KEYS))
    first = look(core)
    with core.unit() as unit:
        unit.session.connection().execute(insert(KEYS).values(**key))

    with core.unit() as unit:
        second = mailbox.look_again(unit, first)
    assert (first.body, second.body) == (b"", b"hello")


def test_an_update_whose_key_is_gone_stays_unreadable(core: Core) -> None:
    with core.unit() as unit:
        mailbox.receive(unit, update_id=7, chat_hash="h", body=b"hello")
    with core.unit() as unit:
        unit.session.connection().execute(delete(KEYS))

    with core.unit() as unit:
        assert mailbox.look_again(unit, look(core)).body == b""


def look(core: Core) -> Update:
    with core.reading() as unit:
        (update,) = mailbox.next_updates(unit, limit=9)
        return update
