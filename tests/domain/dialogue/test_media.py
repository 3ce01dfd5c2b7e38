from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlmodel import select

from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.contact import service as contact
from domain.core import Core
from domain.dialogue import media
from domain.errors import Refusal
from domain.handover import enclosures
from domain.handover.facts import LARGEST_PICTURE, MOST_ENCLOSURES
from domain.handover.tables import Enclosure
from domain.privacy import erase
from domain.privacy import export as copies
from domain.registry.tables import Owner
from tests.domain.dialogue.chat import Chat, begun

JPEG = b"\xff\xd8\xff picture"


@pytest.fixture
def chat(core: Core) -> Chat:
    return begun(core, "en")


def send(chat: Chat, caption: str = "", body: bytes = JPEG) -> list[str]:
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        reply = media.picture(unit, owner, caption=caption, body=body)
        return [line.code for message in reply.messages for line in message.lines]


def stored(chat: Chat) -> list[Enclosure]:
    with chat.core.reading() as unit:
        return list(unit.session.exec(select(Enclosure)))


def book(chat: Chat) -> None:
    with chat.core.unit() as unit:
        at = unit.now.replace(hour=2, minute=0) + timedelta(days=1)
        booking.take(unit, VisitRequest(chat.owner_id, 1, "inspection", 1, at))


def test_a_picture_without_a_visit_or_request_is_not_kept(chat: Chat) -> None:
    assert send(chat) == ["enclosure.no_goal"]
    assert stored(chat) == []


def test_a_picture_goes_with_the_visit_sealed_and_with_its_words(chat: Chat) -> None:
    book(chat)
    assert send(chat, "it drips here") == ["enclosure.visit"]
    (row,) = stored(chat)

    assert row.picture is not None
    assert JPEG not in row.picture
    assert b"drips" not in row.text


def test_a_picture_goes_with_an_open_request_where_no_visit_is_booked(chat: Chat) -> None:
    chat.say("I want to talk to a person")
    assert send(chat) == ["enclosure.request"]


def test_a_caption_that_is_an_emergency_is_met_as_one_and_the_picture_is_not_kept(chat: Chat) -> None:
    book(chat)
    assert "emergency.fire" in send(chat, "my car is on fire")
    assert stored(chat) == []


def test_too_many_or_too_large_pictures_are_refused(chat: Chat) -> None:
    book(chat)
    with pytest.raises(Refusal, match="picture_large"):
        send(chat, body=b"x" * (LARGEST_PICTURE + 1))
    for _ in range(MOST_ENCLOSURES):
        send(chat)
    with pytest.raises(Refusal, match="enclosures_full"):
        send(chat)

    assert len(stored(chat)) == MOST_ENCLOSURES


def test_what_was_given_is_in_the_copy_and_goes_with_its_owner(chat: Chat) -> None:
    book(chat)
    send(chat, "it drips here")
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        (file,) = copies.parcels(unit, owner, say=lambda phrase: phrase.code, largest=2**24)
        with ZipFile(BytesIO(file.body)) as zipped:
            copy = "".join(zipped.read(name).decode() for name in zipped.namelist())
        assert "it drips here" in copy
        assert b64encode(JPEG).decode() in copy
        erase.erase(unit, owner)

    assert stored(chat) == []


def test_nobody_removes_what_another_gave(chat: Chat) -> None:
    book(chat)
    send(chat)
    (row,) = stored(chat)
    with chat.core.unit() as unit:
        assert not enclosures.remove(unit, chat.owner_id + 1, row.id)
        assert enclosures.remove(unit, chat.owner_id, row.id)
    assert stored(chat) == []


def test_a_place_is_used_once_and_kept_nowhere(chat: Chat) -> None:
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        reply = media.place(unit, owner, at=(31.123456, 121.654321))
        contact.offer(unit, owner.id, reply.messages[0])
    said = str(reply)

    assert "31.123456" not in said
    assert "121.654321" not in said


def test_a_kind_sign_under_anything_but_a_warning_does_nothing(chat: Chat) -> None:
    with chat.core.unit() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        media.react(unit, owner, message_id=7, emoji="👍")
        media.react(unit, owner, message_id=7, emoji="")
