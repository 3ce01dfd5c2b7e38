"""The dossier's page in a real browser without a network: it checks itself, says so in both languages, and finds a change."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from domain import phrases
from domain.explain.facts import Language, Phrase
from domain.logbook import page, rules
from domain.logbook.facts import Car, Leaf
from tests.browser.conftest import SCREENSHOTS
from tests.domain.logbook.test_rules import LIST, WHOLE, signed

Change = Callable[[str], str]
SCRIPT = "Object.defineProperty(SubtleCrypto.prototype, '{name}', {{ value: {value} }})"
NO_ED25519 = SCRIPT.format(
    name="importKey", value="async () => { throw new DOMException('', 'NotSupportedError') }"
)


def unchanged(text: str) -> str:
    return text


def escaped(text: str) -> str:
    car = Car("LSVAA4182E2123456", "Lark\x9b60")
    return text.replace(rules.spelling(WHOLE), signed(car=car))


def closed(text: str) -> str:
    """Close the last entry afterwards."""
    leaves = [*LIST[:-1], Leaf(LIST[-1].hash)]
    return text.replace(rules.spelling(WHOLE), rules.spelling(msgspec.structs.replace(WHOLE, leaves=leaves)))


CASES: list[tuple[Change, str, str, str]] = [
    (unchanged, "", "good", ""),
    (lambda text: text.replace('"km":4}', '"km":3}'), "", "bad", "changed_entry"),
    (lambda text: text.replace("LSVAA4182E2123456", "LSVAA4182E2123457"), "", "bad", "bad_signature"),
    (unchanged, NO_ED25519, "half", ""),
    (closed, "", "bad", "changed_entry"),
    (escaped, "", "bad", "other_form"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "script", "state", "fault"), CASES)
def test_the_page_checks_itself_offline(
    browser: Browser, tmp_path: Path, change: Change, script: str, state: str, fault: str
) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(change(page.render(WHOLE, phrases.speaker, language="zh_Hans")), encoding="utf-8")
    context = browser.new_context(viewport={"width": 320, "height": 700}, offline=True)
    context.add_init_script(script)
    shown, complaints = context.new_page(), list[str]()
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    shown.goto(file.as_uri())
    verdict = shown.locator("#verdict")
    expect(verdict).to_have_attribute("data-state", state)
    for language in ("zh_Hans", "en"):
        for code in filter(None, (state, fault)):
            expect(verdict).to_contain_text(said(language, code))
        assert shown.evaluate("document.documentElement.scrollWidth") <= 320
        SCREENSHOTS.mkdir(exist_ok=True)
        shown.screenshot(path=SCREENSHOTS / f"dossier-{fault or state}-{language}.png", full_page=True)
        shown.get_by_role("button").first.click()
    assert shown.locator("li").count() == (3 if change is closed else 4)
    context.close()
    assert complaints == []


def said(language: str, code: str) -> str:
    own: Language = "en" if language == "en" else "zh_Hans"
    return phrases.speaker(own).say(Phrase(f"logbook.page.{code}"))
