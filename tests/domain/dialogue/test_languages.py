import json
from pathlib import Path

import pytest

from domain.core import Core
from domain.dialogue import languages
from tests.domain.dialogue.chat import begun

SENTENCES = Path(__file__).parents[3] / "domain" / "data" / "intents"


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте, хочу записаться на сервис",
        "サービスの予約をしたいです",
        "브레이크 점검 예약하고 싶어요",
        "أريد حجز موعد للصيانة",
        "ich möchte bitte einen Termin für mein Auto",
        "bonjour je voudrais un rendez-vous pour ma voiture",
        "hola quiero una cita para mi coche por favor",
    ],
)
def test_another_language_is_told_which_ones_are_understood(core: Core, text: str) -> None:
    chat = begun(core, "en")
    chat.say(text)

    assert chat.codes == ["answer.languages"]


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "la la",
        "no",
        "yes por favor",
        "刹车の声音",
        "book El Centro on Friday",
        "👍",
        "",
        "auto mode is on",
    ],
)
def test_chinese_english_and_scraps_are_not_taken_for_another_language(text: str) -> None:
    assert not languages.is_other(text)


def test_no_sentence_of_an_owner_that_is_learnt_from_is_taken_for_another_language() -> None:
    lines = [line for file in SENTENCES.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    texts = [str(json.loads(line).get("text", "")) if line.startswith("{") else line for line in lines]

    assert len(texts) > 1000
    assert [text for text in texts if languages.is_other(text)] == []
