"""What comes in from groups and channels is cut down before it is kept."""

import json

import msgspec
import pytest
from aiogram.types import Update
from sqlmodel import select

from bot import inbox
from domain.contact import arrivals, mailbox
from domain.contact.tables import InboxUpdate
from domain.core import Core

ANN = {
    "id": 730015551234,
    "is_bot": False,
    "first_name": "Ann",
    "username": "ann_secret",
    "language_code": "en",
}
GROUP = {"id": -1001234567, "type": "supergroup", "title": "Secret club"}
SAID = {"message_id": 7, "date": 1_790_000_000, "from": ANN, "chat": GROUP, "text": "secret words"}
TAP = {"id": "991", "from": ANN, "chat_instance": "c", "data": "secret", "message": SAID}
STATUS = {"user": {"id": 1, "is_bot": True, "first_name": "B"}}
JOINED = {
    "chat": GROUP,
    "from": ANN,
    "date": 1_790_000_000,
    "old_chat_member": {"status": "left", **STATUS},
    "new_chat_member": {"status": "member", **STATUS},
}


def read(**update: object) -> arrivals.Arrival:
    return arrivals.read(json.dumps({"update_id": 5, **update}).encode())


@pytest.mark.parametrize("kind", ["message", "edited_message", "channel_post", "edited_channel_post"])
@pytest.mark.parametrize("chat", ["group", "supergroup", "channel"])
def test_nothing_of_what_is_said_in_a_group_is_kept(kind: str, chat: str) -> None:
    came = read(**{kind: {**SAID, "chat": {**GROUP, "type": chat}}})
    update = Update.model_validate_json(came.body)

    assert b"ecret" not in came.body
    assert b"730015551234" not in came.body
    assert update.message is not None
    assert (update.message.chat.id, update.message.chat.type) == (-1001234567, chat)


def test_a_tap_in_a_group_keeps_its_number_alone() -> None:
    came = read(callback_query=TAP)
    query = Update.model_validate_json(came.body).callback_query

    assert b"ecret" not in came.body
    assert b"730015551234" not in came.body
    assert query is not None
    assert query.id == "991"


def test_being_put_into_a_group_is_a_reason_to_speak_and_being_put_out_is_not() -> None:
    inside = Update.model_validate_json(read(my_chat_member=JOINED).body)
    out = read(my_chat_member={**JOINED, "new_chat_member": {"status": "kicked", **STATUS, "until_date": 0}})

    assert inside.message is not None
    assert json.loads(out.body) == {"update_id": 5}


def test_a_private_chat_is_kept_as_it_came() -> None:
    said = {**SAID, "chat": {"id": 730015551234, "type": "private"}}

    came = read(message=said)

    assert came.chat_id == 730015551234
    assert json.loads(came.body)["message"] == said


@pytest.mark.parametrize("update_id", [2**63, 2**64 + 5, 10**40, -1, 1.5, "7", None])
def test_an_update_id_that_no_database_holds_is_refused(update_id: object) -> None:
    with pytest.raises(msgspec.MsgspecError):
        arrivals.read(json.dumps({"update_id": update_id}).encode())


@pytest.mark.parametrize("chat_id", [2**63, -(2**63) - 1, 10**30])
def test_a_chat_whose_number_no_database_holds_is_refused(chat_id: int) -> None:
    with pytest.raises(msgspec.MsgspecError):
        read(message={**SAID, "chat": {"id": chat_id, "type": "private"}})


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"update_id": 1, "poll": ' + b"[" * 100_000])
def test_an_update_of_lists_in_lists_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        arrivals.read(body)


def test_the_largest_update_id_is_kept(core: Core) -> None:
    with core.unit() as unit:
        assert mailbox.take_in(unit, arrivals.read(json.dumps({"update_id": 2**63 - 1}).encode()))


def test_a_polled_update_that_cannot_be_kept_holds_up_no_other(core: Core) -> None:
    with core.unit() as unit:
        inbox.keep(unit, [Update(update_id=2**70), Update(update_id=7)])
    with core.reading() as unit:
        assert unit.session.exec(select(InboxUpdate.update_id)).all() == [7]
