"""The README's examples run, and say what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.zh.md", "SECURITY.md", "docs/README.md", "docs/install.md")
BEFOREHAND = Path(sys.executable).with_name("beforehand")


def examples(page: str) -> list[tuple[str, str]]:
    """Each `$ command` of the console blocks, with what is printed below it."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)
    told = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, output) for command, _, output in (part.partition("\n") for part in told)]


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("command", "output"), examples("README.md"), ids=lambda text: text.split("\n")[0][:40]
)
def test_the_readme_shows_what_a_command_prints(command: str, output: str) -> None:
    words = [found[0] or found[1] for found in re.findall(r'"([^"]*)"|(\S+)', command)]
    told = subprocess.run([BEFOREHAND, *words[1:]], capture_output=True, text=True, check=True, cwd=ROOT)

    assert lines(told.stdout) == lines(output)


def test_the_chinese_readme_shows_the_same_commands_and_links_the_same_pages() -> None:
    english, chinese = ((ROOT / page).read_text("utf-8") for page in ("README.md", "README.zh.md"))

    assert examples("README.zh.md") == examples("README.md")
    assert links(chinese) - {"README.md"} == links(english) - {"README.zh.md"}
    assert chinese.count("\n## ") == english.count("\n## ")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_that_a_page_for_newcomers_links_to_are_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    found = links(text) | set(re.findall(r'<img src="([^"]+)"', text))

    assert [link for link in found if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_the_index_of_the_documentation_lists_every_page() -> None:
    listed = links((ROOT / "docs" / "README.md").read_text("utf-8"))

    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"} <= listed


def links(text: str) -> set[str]:
    return set(re.findall(r"\]\((?!https?:)([^)#]+)\)", text))
