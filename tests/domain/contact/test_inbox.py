from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, delete, select

from domain.contact import mailbox
from domain.contact.facts import Update
from domain.contact.tables import InboxUpdate
from domain.core import Core, Unit
from domain.db.keys import KeyDestroyedError
from domain.db.tables import PassingKey
from domain.privacy import erase, retention
from domain.registry import service as registry


def test_an_update_is_kept_once_sealed_and_handed_out_in_order(core: Core) -> None:
    with core.unit() as unit:
        assert mailbox.receive(unit, update_id=2**40, chat_hash="c", body=b"first")
        assert mailbox.receive(unit, update_id=5, chat_hash="c", body=b"second")
        assert not mailbox.receive(unit, update_id=5, chat_hash="c", body=b"again")

    with core.reading() as unit:
        bodies = [update.body for update in mailbox.next_updates(unit, limit=10)]
        assert bodies == [b"first", b"second"]
        assert all(b"first" not in (row.body or b"") for row in unit.session.exec(select(InboxUpdate)))


def test_a_handled_update_leaves_no_body_behind(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        for number in (1, 2, 3):
            mailbox.receive(unit, update_id=number, chat_hash="c", body=b"text")
        first, second, third = mailbox.next_updates(unit, limit=3)
        mailbox.done(unit, first.id, owner_id)
        mailbox.failed(unit, second.id, "e-1")

    with core.reading() as unit:
        rows = {row.id: row for row in unit.session.exec(select(InboxUpdate))}
        assert [update.id for update in mailbox.next_updates(unit, limit=3)] == [third.id]
    assert (rows[first.id].body, rows[first.id].owner_id) == (None, owner_id)
    assert (rows[second.id].body, rows[second.id].error_id) == (None, "e-1")


def taken_copy(core: Core, number: int) -> bytes:
    """Copy a sealed body, as a server's log or a backup keeps it."""
    with core.reading() as unit:
        row = unit.session.exec(select(InboxUpdate).where(InboxUpdate.update_id == number)).one()
        assert row.body is not None
        return row.body


def handled(unit: Unit, update: Update) -> None:
    mailbox.done(unit, update.id, None)


def failed(unit: Unit, update: Update) -> None:
    mailbox.failed(unit, update.id, "e-1")


def aged(unit: Unit, update: Update) -> None:
    del update
    retention.forget_old(replace(unit, now=unit.now + timedelta(days=2)))


@pytest.mark.parametrize("end", [handled, failed, aged])
def test_no_copy_of_what_came_in_can_be_read_once_it_is_handled_or_two_days_old(
    core: Core, end: Callable[[Unit, Update], None]
) -> None:
    with core.unit() as unit:
        for number in (1, 2):
            mailbox.receive(unit, update_id=number, chat_hash="c", body=b"text")
    copies = [taken_copy(core, number) for number in (1, 2)]
    with core.unit() as unit:
        end(unit, mailbox.next_updates(unit, limit=1)[0])

    with core.reading() as unit:
        with pytest.raises(KeyDestroyedError):
            unit.unseal(copies[0], label="inbox_update.body")
        if end is not aged:
            assert unit.unseal(copies[1], label="inbox_update.body") == b"text"


def test_no_copy_of_what_waited_can_be_read_after_its_owner_deleted_everything(core: Core) -> None:
    with core.unit() as unit:
        mine = registry.meet(unit, 4711, locale="en", zone="UTC").chat_hash
        for number, chat_hash in ((1, mine), (2, "of somebody else")):
            mailbox.receive(unit, update_id=number, chat_hash=chat_hash, body=b"text")
    copies = [taken_copy(core, number) for number in (1, 2)]
    with core.unit() as unit:
        found = registry.owner_of_chat(unit, 4711)
        assert found is not None
        erase.erase(unit, found)

    with core.reading() as unit:
        with pytest.raises(KeyDestroyedError):
            unit.unseal(copies[0], label="inbox_update.body")
        assert unit.unseal(copies[1], label="inbox_update.body") == b"text"
        assert [each.body for each in mailbox.next_updates(unit, limit=9)] == [b"text"]


def test_what_an_earlier_version_sealed_is_still_handled(core: Core) -> None:
    with core.unit() as unit:
        body = unit.seal(None, b"older", label="inbox_update.body")
        unit.session.add(InboxUpdate(update_id=9, chat_hash="c", received_at=unit.now, body=body))

    with core.reading() as unit:
        assert [each.body for each in mailbox.next_updates(unit, limit=9)] == [b"older"]


def test_what_cannot_be_read_any_more_stops_nothing_and_is_closed(core: Core) -> None:
    with core.unit() as unit:
        for number in range(1, 60):
            mailbox.receive(unit, update_id=number, chat_hash="c", body=b"text")
        unit.session.execute(delete(PassingKey).where(col(PassingKey.id) < 59))
    with core.reading() as unit:
        assert [each.body for each in mailbox.next_updates(unit, limit=50)] == [b""] * 50
    with core.unit() as unit:
        assert mailbox.give_up_unreadable(unit) == 58

    with core.reading() as unit:
        assert [each.body for each in mailbox.next_updates(unit, limit=50)] == [b"text"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_comes_in_while_its_owner_is_being_erased_leaves_no_key(core: Core) -> None:
    with core.unit() as unit:
        mine = registry.meet(unit, 4711, locale="en", zone="UTC").chat_hash
    late: list[bytes] = []

    def arrive(*call: Any) -> None:
        if call[2].startswith("UPDATE inbox_update") and not late:
            late.append(b"")
            with core.unit() as other:
                mailbox.receive(other, update_id=5, chat_hash=mine, body=b"text")
            late[0] = taken_copy(core, 5)

    event.listen(core.engine, "before_cursor_execute", arrive)
    with core.unit() as unit:
        owner = registry.owner_of_chat(unit, 4711)
        assert owner is not None
        erase.erase(unit, owner)

    with core.reading() as unit, pytest.raises(KeyDestroyedError):
        unit.unseal(late[0], label="inbox_update.body")
