"""A centre whose name is written in Chinese only is known by its pinyin, and by characters that sound like its own."""

import pytest

from domain.dialogue import script
from domain.dialogue.meaning import site_names, sounds
from domain.dialogue.topics import Site
from domain.explain.facts import Names

SITES = [
    Site(1, "虹桥服务中心"),
    Site(2, "长宁服务中心"),
    Site(3, "浦东张江服务中心"),
    Site(4, Names({"zh_Hans": "东区服务中心", "en": "East Centre"})),
]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("the Hongqiao one please", 1),
        ("book at hong qiao", 1),
        ("can I come to the Changning centre on Friday", 2),
        ("brake check at Zhangjiang on Friday", 3),
        ("hongqiao", 1),
        ("dongqu is better", 4),
        ("去红桥那家", 1),
        ("周五去洪桥服务中心做保养", 1),
        ("改到常宁店", 2),
        ("到浦东章江", 3),
    ],
)
def test_a_name_in_letters_or_by_its_sound_names_the_centre(text: str, site: int) -> None:
    assert [named.sites[0].id for named in site_names.find(script.plain(text), SITES)] == [site]


@pytest.mark.parametrize(
    "text", ["我常宁静", "i want to change it", "去重庆出差", "the long bridge", "常常去", "在红桥机场"]
)
def test_what_only_resembles_a_name_names_none(text: str) -> None:
    assert site_names.find(script.plain(text), SITES) == []


def test_a_long_name_whose_characters_have_two_readings_is_spelled_at_once() -> None:
    assert len(sounds.spellings("重长行乐" * 20)) == 16
