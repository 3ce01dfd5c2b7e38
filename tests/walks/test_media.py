"""What is sent beside text, through the real bot and the local Bot API."""

import base64

from sqlmodel import select

from domain.handover.tables import Enclosure
from tests.pace import until
from tests.walks.stage import Stage

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_a_location_names_the_nearest_centre_with_a_pin(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    ann.seen = stage.chat.share_location(ann.user, 31.2, 121.5)["message_id"]

    ann.hears("media.place_gone")
    assert any(call["params"]["chat_id"] for call in stage.chat.calls("sendVenue"))


def test_a_photo_is_fetched_and_kept_sealed_with_an_open_request(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    ann.says("I want to talk to a person" if language == "en" else "转人工")
    ann.hears("handover.write_more")
    ann.seen = stage.chat.send_file(ann.user, "drip.png", _PNG, caption="drip")["message_id"]

    ann.hears("enclosure.request")
    with stage.core.reading() as unit:
        mine = select(Enclosure).where(Enclosure.owner_id == stage.owner_id(ann))
        (row,) = unit.session.exec(mine).all()
        assert row.picture is not None
        assert unit.unseal(row.picture, label="enclosure.picture") == _PNG


def test_a_document_is_answered(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    failed = stage.updates(state="failed")
    ann.sends("trip.csv", b"time,soc\n", "my trips" if language == "en" else "行车记录")

    answer = ann.waits("", after=ann.seen)
    assert stage.updates(state="failed") == failed
    assert answer["text"]


def test_a_reaction_is_taken_in_without_a_word(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    ann.says("/help")
    help_text = ann.hears("answer.help")
    failed, heard = stage.updates(state="failed"), len(ann.heard())
    stage.chat.react(ann.user, help_text["message_id"], "👍")

    until(lambda: stage.updates(state="waiting") == 0)
    assert stage.updates(state="failed") == failed
    assert len(ann.heard()) == heard
