"""An emergency is recognised in what owners write, and nothing else is."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from domain.dialogue.emergency import recognition
from domain.dialogue.emergency.recognition import Emergency, Kind
from domain.dialogue.meaning import learn
from domain.registry import rules
from tests.pace import spending

LEARNT = Path(str(files("domain.data") / "emergencies"))
FRESH = Path(__file__).with_name("emergency")


def learnt(language: str) -> Iterator[tuple[str, str]]:
    for row in (LEARNT / f"{language}.jsonl").read_text("utf-8").splitlines():
        line = json.loads(row)
        yield line["kind"], line["text"]


def fresh(name: str) -> list[str]:
    return [line for line in (FRESH / name).read_text("utf-8").splitlines() if line]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_emergency_of_the_learning_lines_is_never_passed_over(language: str) -> None:
    lines = [each for each in learnt(language) if each[0] != recognition.NONE]
    found = [recognition.find(text) for _, text in lines]

    assert [text for (_, text), each in zip(lines, found, strict=True) if each is None] == []
    right = sum(each is not None and each.kind == kind for (kind, _), each in zip(lines, found, strict=True))
    assert right >= 0.97 * len(lines)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_only_sounds_like_an_emergency_in_the_learning_lines_is_hardly_ever_taken_for_one(
    language: str,
) -> None:
    lines = [text for kind, text in learnt(language) if kind == recognition.NONE]
    found = [each for text in lines if (each := recognition.find(text))]

    assert sum(each.sure for each in found) <= 0.005 * len(lines)
    assert len(found) <= 0.04 * len(lines)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_that_nothing_was_learnt_from_are_judged_as_at_first_sight(language: str) -> None:
    emergencies = [recognition.find(line.partition("|")[2]) for line in fresh(f"{language}_yes.txt")]
    others = [recognition.find(line) for line in fresh(f"{language}_no.txt")]

    assert min(len(emergencies), len(others)) >= 50
    assert sum(each is not None for each in emergencies) >= 0.85 * len(emergencies)
    assert sum(each is not None and each.sure for each in others) <= 0.06 * len(others)
    assert sum(each is not None for each in others) <= 0.2 * len(others)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_fresh_line_is_among_the_learning_lines(language: str) -> None:
    texts = {text for _, text in learnt(language)}
    lines = [line.partition("|")[2] for line in fresh(f"{language}_yes.txt")] + fresh(f"{language}_no.txt")

    assert texts.isdisjoint(lines)


def test_the_shipped_recogniser_was_fitted_on_the_shipped_lines() -> None:
    manifest = json.loads((LEARNT / "manifest.json").read_text("utf-8"))

    assert manifest["data_sha256"] == learn.digest(LEARNT)


@pytest.mark.parametrize(
    "text",
    [
        "my tyre warning light came on, book me in",
        "胎压灯亮了，帮我约一下",
        "这首歌火了",
        "我很着急，什么时候能修好",
        "气炸了，等了两小时",
    ],
)
def test_a_warning_light_to_be_booked_and_a_figure_of_speech_are_not_asked_about(text: str) -> None:
    assert recognition.find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "sales are on fire",
        "付钱心疼",
        "our shop is on fire with bookings",
        "my wallet is bleeding",
        "I'm drowning in emails",
        "stuck in a meeting",
        "the bill gave me a heart attack",
        "价格太贵了，肉疼",
        "钱包在流血",
        "我晕，又要改时间",
        "股市崩了",
        "刚买的车被划了，心疼死了",
        "not now, leave it",
        "just do it",
    ],
)
def test_a_figure_of_speech_is_not_answered_as_an_emergency(text: str) -> None:
    found = recognition.find(text)

    assert found is None or not found.sure


@pytest.mark.parametrize("text", ["and", "now", "so", "right", "妥了", "欧了", "行", "嗯", "grand!", "…", ""])
def test_a_word_that_tells_of_nothing_is_no_emergency(text: str) -> None:
    assert recognition.find(text) is None


@pytest.mark.parametrize(
    "words",
    [
        "{code}",
        "my VIN is L{code}{code}",
        "订单号{code}",
        "粤B{code}",
        "my plate is {code}",
        "receipt {code}, right?",
    ],
)
def test_an_identifier_whatever_its_letters_is_no_emergency(words: str) -> None:
    letters = np.random.default_rng(7).choice(list(rules.CODE_ALPHABET), (500, rules.CODE_LENGTH))
    codes = ["".join(row) for row in letters]
    texts = [words.format(code=f"{code}7") for code in codes]

    assert [text for text in texts if recognition.find(text)] == []


@pytest.mark.parametrize(
    "text", ["在G4抛锚了", "车坏在G1503上不动了", "broken down on the M25, lorries flying past"]
)
def test_a_road_known_by_its_number_is_a_fast_one(text: str) -> None:
    found = recognition.find(text)

    assert found is not None
    assert found.fast_road


@pytest.mark.parametrize("name", ["yes_en.txt", "yes_zh.txt", "no_en.txt", "no_zh.txt"])
def test_what_answers_a_question_is_hardly_ever_taken_for_an_emergency(name: str) -> None:
    lines = [
        line
        for line in (FRESH.parent / "lines" / name).read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    found = [line for line in lines if recognition.find(line)]

    assert len(found) <= 0.01 * len(lines), found


def test_a_usual_line_costs_less_than_a_millisecond() -> None:
    lines = [fresh_line for name in ("en_no.txt", "zh_no.txt") for fresh_line in fresh(name)]
    recognition.find(lines[0])
    with spending() as spent:
        for line in lines:
            recognition.find(line)

    assert spent.s <= 0.001 * len(lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Good morning, I hope you are well, I wanted to ask about my service next week. ", " Thank you!"),
        ("您好，我想问一下下周保养的事情，顺便说一声，", "，谢谢"),
    ],
)
@pytest.mark.parametrize("cry", ["my car is on fire", "车冒烟了"])
def test_it_is_found_inside_a_long_message(before: str, cry: str, after: str) -> None:
    long = before * 20 + cry + "." + after

    assert recognition.find(long) == Emergency(Kind.FIRE)


@pytest.mark.parametrize(
    "text",
    [
        "smoke from the car, book a first service tomorrow afternoon",
        "Hi, can I come Friday? The car won't start.",
        "车冒烟了，帮我约明天下午保养",
        "预约检查，我的车抛锚在高速上了",
    ],
)
def test_a_wish_beside_an_emergency_does_not_hide_it(text: str) -> None:
    assert recognition.find(text) is not None


@pytest.mark.parametrize(
    "text", ["Stranded on the motorway!", "在高速上抛锚了", "my car died on the M25", "隧道里车动不了了"]
)
def test_a_fast_road_is_noticed(text: str) -> None:
    assert recognition.find(text) == Emergency(Kind.STRANDED, fast_road=True)


def test_the_gravest_of_several_counts() -> None:
    found = recognition.find("I crashed into a tree, the car won't start and there is smoke")

    assert found == Emergency(Kind.FIRE)


@pytest.mark.parametrize(
    "cry", ["my car is smoking", "I am stranded", "brakes not working", "we had an accident"]
)
def test_a_letter_that_is_lost_from_the_word_of_alarm_is_mended(cry: str) -> None:
    word = cry.rsplit(maxsplit=1)[-1]
    slips = [word[:place] + word[place + 1 :] for place in range(1, len(word) - 1)]

    assert [slip for slip in slips if recognition.find(cry.replace(word, slip)) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "my car is on fire and there is no emergency number here",
        "no emergency lane here and my car died on the motorway",
        "I thought it's not an emergency but now smoke comes out of the bonnet",
        "车着火了，这里不是紧急车道",
        "不紧急？车都着火了！",
        "刚才说不紧急，现在冒烟了",
    ],
)
def test_a_word_of_no_emergency_inside_a_text_hides_none(text: str) -> None:
    assert recognition.find(text) is not None


@pytest.mark.parametrize(
    "text", ["it's not an emergency", "This is not an emergency.", "不紧急", "这不是什么急事。"]
)
def test_what_says_itself_that_it_is_none_is_believed(text: str) -> None:
    assert recognition.find(text) is None
