from sqlmodel import select

from domain.contact import mailbox
from domain.contact.tables import InboxUpdate
from domain.core import Core


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
