"""An emergency is recognised in what owners write, and nothing else is."""

from pathlib import Path

import pytest

from domain.dialogue import emergency
from domain.dialogue.emergency import Emergency, Kind

LINES = Path(__file__).with_name("emergency")


def lines(name: str) -> list[str]:
    return [line for line in (LINES / name).read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_emergency_is_recognised_with_its_kind(language: str) -> None:
    missed = []
    for line in lines(f"{language}_yes.txt"):
        kind, _, text = line.partition("|")
        found = emergency.find(text)
        if found is None or found.kind != kind:
            missed.append((text, kind, found))

    assert missed == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_only_sounds_like_an_emergency_is_none(language: str) -> None:
    assert [line for line in lines(f"{language}_no.txt") if emergency.find(line)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_there_are_many_lines_of_both_sorts(language: str) -> None:
    assert min(len(set(lines(f"{language}_{sort}.txt"))) for sort in ("yes", "no")) >= 100


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

    assert emergency.find(long) == Emergency(Kind.FIRE)


@pytest.mark.parametrize(
    "text", ["Stranded on the motorway!", "在高速上抛锚了", "my car died on the M25", "隧道里车动不了了"]
)
def test_a_fast_road_is_noticed(text: str) -> None:
    assert emergency.find(text) == Emergency(Kind.STRANDED, fast_road=True)


def test_the_gravest_of_several_counts() -> None:
    found = emergency.find("I crashed into a tree, the car won't start and there is smoke")

    assert found == Emergency(Kind.FIRE)


@pytest.mark.parametrize(
    "cry", ["my car is smoking", "I am stranded", "brakes not working", "we had an accident"]
)
def test_a_letter_that_is_lost_from_the_word_of_alarm_is_mended(cry: str) -> None:
    word = cry.rsplit(maxsplit=1)[-1]
    slips = [word[:place] + word[place + 1 :] for place in range(1, len(word) - 1)]

    assert [slip for slip in slips if emergency.find(cry.replace(word, slip)) is None] == []
