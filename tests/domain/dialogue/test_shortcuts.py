"""“Same as last time” and “any centre”: what they stand for, and what only sounds like them."""

import pytest

from domain.dialogue.meaning import shortcuts


@pytest.mark.parametrize(
    "text",
    [
        "same as last time please",
        "the usual, thanks",
        "same thing as the last visit but on Friday",
        "just like last time",
        "老样子",
        "跟上次一样",
        "还是跟上次一样，帮我约",
        "按上次的来",
        "照旧",
    ],
)
def test_the_last_visit_is_meant(text: str) -> None:
    shortcut = shortcuts.find(text)

    assert shortcut is not None
    assert shortcut.usual


@pytest.mark.parametrize(
    ("text", "soonest"),
    [
        ("any centre is fine", False),
        ("at any centre", False),
        ("whichever is soonest", True),
        ("whichever garage has the earliest slot", True),
        ("I don't care which garage", False),
        ("哪家都行", False),
        ("随便哪家店都可以", False),
        ("哪家最快去哪家", True),
        ("门店不限", False),
    ],
)
def test_any_centre_is_meant(text: str, *, soonest: bool) -> None:
    shortcut = shortcuts.find(text)

    assert shortcut is not None
    assert (shortcut.anywhere, shortcut.soonest) == (True, soonest)


@pytest.mark.parametrize(
    "text",
    [
        "the usual place",
        "is the range as usual?",
        "same time tomorrow",
        "哪天都行",
        "哪个都行",
        "上次的保养多少钱",
        "any day is fine",
        "anything earlier?",
    ],
)
def test_what_only_sounds_like_it_is_neither(text: str) -> None:
    assert shortcuts.find(text) is None
