"""Files on the chat page: chosen by keyboard, dropped, refused; on a phone and in both languages."""

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect

from tests.browser.test_page import Window, window
from tests.domain.dialogue.test_past_files import month
from tests.walks.stage import Stage

WORDS = {
    "en": {
        "attach": "Send a file",
        "drop": "Drop the file to send it",
        "large": "This file is too large: a bot can load 20 MB at most.",
        "empty": "There is nothing in this file.",
        "file": "trip of March.csv",
        "caption": "my trips",
    },
    "zh-hans": {
        "attach": "发送文件",
        "drop": "松开即可发送文件",
        "large": "文件过大，机器人最多只能接收 20 MB 的文件。",
        "empty": "这个文件没有内容。",
        "file": "三月行车日志.csv",
        "caption": "行车记录",
    },
}
DRAG = """([name, body, kinds]) => {
  const content = typeof body === "number" ? new Uint8Array(body) : body;
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name, { type: "text/csv" }));
  const target = document.getElementById("log");
  for (const kind of kinds) target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
}"""
BODY = "time,soc\n" * 400


@pytest.fixture
def words(language: str) -> dict[str, str]:
    return WORDS[language]


def test_a_file_is_chosen_by_keyboard_and_goes_with_what_is_typed(
    browser: Browser, shown: Stage, language: str, words: dict[str, str]
) -> None:
    person = shown.owner(language)
    with window(browser, shown, person, size="phone", walk="file") as page:
        field = page.page.get_by_role("textbox", name=page.word("message"))
        field.fill(words["caption"])
        chosen = choose(page, words["attach"], name=words["file"], body=BODY.encode())

        expect(chosen).to_contain_text(words["caption"])
        expect(chosen).to_contain_text("4 KB")
        expect(answer_to(chosen)).to_be_visible()
        expect(field).to_have_value("")
        expect(field).to_be_focused()
        page.shoots("chosen")


def test_a_file_is_dropped_on_the_chat(
    browser: Browser, shown: Stage, language: str, words: dict[str, str]
) -> None:
    person = shown.owner(language)
    with window(browser, shown, person, size="phone", walk="file") as page:
        place = page.page.get_by_text(words["drop"], exact=True)
        expect(page.page.get_by_role("button", name=words["attach"], exact=True)).to_be_visible()
        page.page.evaluate(DRAG, [words["file"], BODY, ["dragover"]])
        expect(place).to_be_visible()
        page.shoots("over-the-chat")
        page.page.evaluate(DRAG, [words["file"], BODY, ["dragleave"]])
        expect(place).to_be_hidden()
        page.page.evaluate(DRAG, [words["file"], BODY, ["dragover", "drop"]])

        expect(place).to_be_hidden()
        dropped = page.reads(words["file"])
        expect(answer_to(dropped)).to_be_visible()
        (sent,) = [message for message in person.history() if "document" in message]
        assert shown.chat.file(sent) == BODY.encode()


def test_from_connecting_over_a_dropped_file_to_what_the_car_can_be_judged_by(
    browser: Browser, shown: Stage, language: str
) -> None:
    person = shown.owner(language)
    steps = {
        "en": (
            "connect my car",
            "A file",
            "Send it here as a document",
            "What I can judge by it",
            "Tyre pressure",
        ),
        "zh-hans": ("怎么接入数据", "数据文件", "把文件作为附件发到这里", "现有数据可以判断", "胎压"),
    }
    wish, way, how, judges, tyres = steps[language]
    with window(browser, shown, person, size="phone", walk="connect") as page:
        page.types(wish)
        page.taps(way)
        page.reads(how)
        page.shoots("how")
        page.page.evaluate(DRAG, ["past.json", month(), ["dragover", "drop"]])
        expect(page.reads(judges)).to_contain_text(tyres)
        page.shoots("what-came-of-it")
        page.types("/car")
        expect(page.reads("VSS")).to_be_visible()
        page.shoots("car")


def test_a_file_that_is_too_large_or_empty_is_refused_in_plain_words(
    browser: Browser, shown: Stage, language: str, words: dict[str, str]
) -> None:
    person = shown.owner(language)
    with window(browser, shown, person, size="phone", walk="file") as page:
        before = len(person.history())
        field = page.page.get_by_role("textbox", name=page.word("message"))
        field.fill(words["caption"])
        for reason, size in (("large", 20 * 1024 * 1024 + 1), ("empty", 0)):
            page.page.evaluate(DRAG, [words["file"], size, ["dragover", "drop"]])
            expect(page.page.get_by_role("status")).to_have_text(words[reason])
            page.shoots(reason)

        expect(field).to_have_value(words["caption"])
        assert len(person.history()) == before


def test_nothing_is_dropped_before_the_bot_is_started(
    browser: Browser, shown: Stage, language: str, words: dict[str, str]
) -> None:
    person = shown.stranger(language)
    with window(browser, shown, person, size="phone", walk="file") as page:
        expect(page.page.get_by_role("button", name=page.word("start"), exact=True)).to_be_visible()
        page.page.evaluate(DRAG, [words["file"], BODY, ["dragover", "drop"]])

        expect(page.page.get_by_text(words["drop"], exact=True)).to_be_hidden()
        assert person.history() == []


def choose(page: Window, button: str, *, name: str, body: bytes) -> Locator:
    """Press the paper clip by keyboard and choose a file; return where its message is, if it is sent."""
    clip = page.page.get_by_role("button", name=button, exact=True)
    clip.focus()
    with page.page.expect_file_chooser() as chooser:
        clip.press("Enter")
    chooser.value.set_files(FilePayload(name=name, mimeType="text/csv", buffer=body))
    return page.newest(name)


def answer_to(message: Locator) -> Locator:
    """What the bot says right after a message."""
    return message.locator("xpath=following-sibling::article[contains(@class, 'theirs')]").first
